/**
 * What is wrong with an agent, as data: a code that never changes its meaning, how bad it is, a title for a list, and a text for who has to do
 * something about it. docs/agent.md has the same table, and a test holds the two together.
 */
import { instant } from '../protocol/instants.ts'
import type { Condition } from '../protocol/report.ts'

interface Words {
  level: Condition['level']
  title: string
  /** What it means and what helps, where nothing more particular is known. */
  text: string
}

export const conditionWords = {
  'no-policy': {
    level: 'error',
    title: 'There is no policy',
    text: 'No valid policy ever came to this computer, so nobody is admitted to it.',
  },
  'policy-stale': {
    level: 'warning',
    title: 'The policy is not confirmed any more',
    text: 'The control plane was not heard for more than 15 minutes; what was known last goes on until it expires.',
  },
  'policy-strict': {
    level: 'error',
    title: 'No new sessions: the policy is stale, and strict',
    text: 'The control plane was not heard for longer than the policy’s grace. Sessions that run go on; no new one begins.',
  },
  'policy-expired': {
    level: 'error',
    title: 'The policy has expired',
    text: 'The control plane was not heard for 72 hours. Nobody is admitted until it is.',
  },
  'policy-refused': {
    level: 'error',
    title: 'A policy came and was refused',
    text: 'The policy that ran before goes on.',
  },
  'rollback-refused': {
    level: 'error',
    title: 'An older policy came and was refused',
    text: 'The control plane, or something before it, answers with a state that is older than what this computer has seen.',
  },
  'policy-damaged': {
    level: 'error',
    title: 'The policy on the disk was damaged',
    text: 'It is not used, and is asked for again.',
  },
  'clock-wrong': {
    level: 'warning',
    title: 'The clock of this computer is wrong',
    text: 'Set it, best by a time service. Times of the control plane are gone by meanwhile.',
  },
  'server-unreachable': {
    level: 'warning',
    title: 'The control plane can not be reached',
    text: 'Look at the network, the proxy, and whether the control plane runs.',
  },
  'proxy-failed': {
    level: 'warning',
    title: 'The proxy of the policy does not work',
    text: 'The control plane is reached without it meanwhile, so that the policy can be mended.',
  },
  'disk-full': {
    level: 'error',
    title: 'The disk is full',
    text: 'New policies can not be taken, and what happens here is kept in memory alone. Make room.',
  },
  'disk-read-only': {
    level: 'error',
    title: 'The state can not be written',
    text: 'New policies can not be taken, and what happens here is kept in memory alone. Make the folder of the state writable.',
  },
  'local-edit-refused': {
    level: 'info',
    title: 'Settings were changed here in vain',
    text: 'A policy locks them, or they are no values of their settings.',
  },
  'local-settings-unreadable': {
    level: 'warning',
    title: 'The settings of this computer can not be read',
    text: 'They count as empty. Mend local.json.',
  },
  'settings-failed': {
    level: 'error',
    title: 'Settings could not be enforced',
    text: '`splashtop-agent status` says which, and why.',
  },
  'log-differs': {
    level: 'error',
    title: 'The device’s log is not what the control plane has',
    text: 'The log on this computer, or the one at the control plane, was changed, lost, or restored from a backup.',
  },
  'identity-shared': {
    level: 'error',
    title: 'Another installation has the identity of this one',
    text: 'Each cuts the other off. A disk or a virtual machine was copied with its state: enrol one of the two anew, after `splashtop-agent unenrol`.',
  },
  revoked: {
    level: 'error',
    title: 'This computer was un-enrolled',
    text: 'Nobody is admitted. Enrol it again if that was not meant.',
  },
} as const satisfies Record<string, Words>

export type ConditionCode = keyof typeof conditionWords
/** What holds now, with a text where there is more to say than always. */
export type Holds = Partial<Record<ConditionCode, string | true>>

/** The conditions that hold, each since it began to; `before` are those until now. */
export function conditions(before: readonly Condition[], holds: Holds, now: number): Condition[] {
  return (Object.keys(conditionWords) as ConditionCode[]).flatMap((code) => {
    const held = holds[code]
    if (held === undefined) return []
    const { level, title, text } = conditionWords[code]
    const since = before.find((one) => one.code === code)?.since ?? instant(now)
    return [{ code, level, title, text: held === true ? text : held, since }]
  })
}
