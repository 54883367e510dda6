/**
 * `apply --wait`: until every computer in touch that a revision is about says that it enforces it, or the time is up; then which do not, and why. What is
 * out of touch is not waited for: it takes the policy when it comes back.
 */
import { setTimeout as after } from 'node:timers/promises'
import { ProblemError, problem } from '../schema/problem.ts'
import type { Rollout } from '../server/devices/fleet.ts'
import type { Backend } from './backend.ts'
import { type Options, type OptionWords, textOption } from './command.ts'
import type { Context } from './context.ts'
import { count } from './problems.ts'
import { visibleLine } from './visible.ts'

export const waitOptions: readonly OptionWords[] = [
  { flags: '--wait', says: 'wait until all computers in touch that the apply is about enforce it; others take it when they come back' },
  { flags: '--wait-timeout SECONDS', says: 'how long to wait, at most: 120 when nothing is said' },
]

/** Undefined: nobody waits. */
export function waitOf(options: Options): number | undefined {
  const text = textOption(options, 'waitTimeout')
  if (text !== undefined && (!/^\d{1,5}$/.test(text) || options.wait !== true))
    throw new ProblemError(
      problem(
        'usage',
        options.wait === true ? `\`${text}\` is no number of seconds.` : '`--wait-timeout` goes with `--wait`.',
        'Write `--wait --wait-timeout 300`.',
      ),
    )
  return options.wait === true ? Number(text ?? 120) * 1000 : undefined
}

export function devicesOf({ devices }: Backend): NonNullable<Backend['devices']> {
  if (devices) return devices
  throw new ProblemError(
    problem(
      'unsupported-backend',
      'The control plane of this project is embedded, and computers enrol at a server.',
      'Leave `--wait` out, or write `backend: {server: {url: https://…}}` in splashtop.yaml.',
    ),
  )
}

/** Between two looks, in milliseconds: the first ones soon, since most are quick. */
const [SOONEST, LATEST] = [100, 1000]

export async function awaitRollout(
  context: Context,
  devices: NonNullable<Backend['devices']>,
  revision: number,
  timeout: number,
): Promise<Rollout> {
  const { signal } = context.interruption
  const end = Date.now() + timeout
  context.progress.phase('roll-out')
  for (let pause = SOONEST; ; pause = Math.min(LATEST, pause * 1.5)) {
    const found = await devices.rollout(revision)
    const inTouch = found.affected - found.offline
    context.progress.step(found.enforcing, inTouch)
    if (found.behind.length === 0 || Date.now() + pause > end) {
      context.progress.end()
      return found
    }
    await after(pause, undefined, { signal })
  }
}

/** So many are named; the document names all. */
const NAMED = 10

export function rolloutText({ affected, enforcing, unsupported, offline, behind }: Rollout): string {
  if (affected === 0) return 'No enrolled computer is to run anything else.\n'
  const away =
    offline === 0
      ? ''
      : `; ${`${offline} ${offline === 1 ? 'is' : 'are'}`} out of touch, and ${offline === 1 ? 'takes' : 'take'} it on coming back`
  const partly = unsupported === 0 ? '' : `, ${unsupported} of them without what ${unsupported === 1 ? 'it does' : 'they do'} not support`
  const lines = [`${enforcing} of ${count(affected, 'computer')} enforce it${partly}${away}.`]
  for (const { computer, why } of behind.slice(0, NAMED)) lines.push(`  ${visibleLine(computer)}: ${visibleLine(why)}`)
  if (behind.length > NAMED) lines.push(`  … and ${behind.length - NAMED} more`)
  return `${lines.join('\n')}\n`
}
