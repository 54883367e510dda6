/**
 * May this policy be run, here and now? Asked in this order, of whatever comes and from wherever; the first no is the answer, and then nothing of it
 * is used: the policy that runs goes on.
 *
 *   1  size                256 KB, a timestamp 2 KB                                    untrusted-document
 *   2  signature           by the online key, in its time; form and digest too         untrusted-document, unknown-online-key
 *   3  team                the one that this computer enrolled in                      policy-of-other-team
 *   4  timestamp           names this agent, this team and this very document          policy-of-other-agent, policy-of-other-content
 *   5  revision            not below the highest (epoch, rev) that was ever seen       policy-rolled-back
 *   6  expiry              the timestamp still holds                                   policy-out-of-date
 *   7  meaning             `requires` is understood, each value is one of its setting  policy-not-understood
 *
 * The epoch is what the root signed for the online key, so that whoever has stolen an online key can't raise it to look newer.
 */

import { instantMs } from '../protocol/instants.ts'
import { kidOf, untrusted } from '../protocol/jws.ts'
import { type OnlineKey, onlineKeyAt } from '../protocol/keys.ts'
import {
  DOCUMENT_BYTES,
  openPolicy,
  openTimestamp,
  type PolicyDocument,
  type PolicyTimestamp,
  TIMESTAMP_BYTES,
} from '../protocol/policy.ts'
import type { ProblemCode } from '../schema/codes.ts'
import { ProblemError, problem } from '../schema/problem.ts'
import { settingNodes } from '../schema/vocabulary.ts'
import { WRONG_MS } from './clock.ts'
import { faultOf } from './effective.ts'

/** The highest revision that this agent ever saw; it goes by the epoch first. */
export interface Highest {
  epoch: number
  rev: number
}

export interface Checking {
  agentId: string
  team: string
  online: OnlineKey
  highest: Highest
  /** The time at the server, in milliseconds since 1970. */
  now: number
}

/** A document that was opened before, of which a new timestamp speaks; or the text of one. */
export type Candidate = { text: string } | { known: PolicyDocument }

export interface Checked {
  document: PolicyDocument
  timestamp: PolicyTimestamp
  serverTime: number
  expires: number
}

export const isBelow = (one: Highest, other: Highest): boolean =>
  one.epoch !== other.epoch ? one.epoch < other.epoch : one.rev < other.rev

/** Throws a ProblemError that says why not. */
export function check(candidate: Candidate, timestampText: string, asked: Checking): Checked {
  const { agentId, team, online, highest, now } = asked
  // A key is in use as soon as it is made, and this clock may be a little behind.
  const from = instantMs(online.notBefore) as number
  const keyOf = onlineKeyAt(online, from - now > WRONG_MS ? now : Math.max(now, from))
  const known = (sort: 'effective-policy' | 'policy-timestamp', text: string, limit: number): void => {
    if (kidOf(sort, text, limit) !== online.kid)
      throw refusal('unknown-online-key', 'It is signed by a key that this agent has not seen yet')
  }
  if ('text' in candidate) known('effective-policy', candidate.text, DOCUMENT_BYTES)
  known('policy-timestamp', timestampText, TIMESTAMP_BYTES)
  const document = 'text' in candidate ? openPolicy(candidate.text, keyOf) : candidate.known
  const timestamp = openTimestamp(timestampText, keyOf)
  if (timestamp.epoch !== online.epoch || document.epoch > online.epoch)
    throw untrusted('policy-timestamp', 'is of another epoch than the key that signed it')

  if (document.team !== team || timestamp.team !== team)
    throw refusal('policy-of-other-team', `It is a policy of another team than \`${team}\``)
  if (timestamp.agentId !== agentId) throw refusal('policy-of-other-agent', 'Its timestamp was made for another agent')
  if (timestamp.digest !== document.digest) throw refusal('policy-of-other-content', 'Its timestamp is that of another document')

  refuseBelow(timestamp, highest)
  const [serverTime, expires] = [instantMs(timestamp.serverTime) as number, instantMs(timestamp.expires) as number]
  if (expires <= now) throw refusal('policy-out-of-date', `Its timestamp ended at ${timestamp.expires}`)

  const missing = document.requires.find((name) => !settingNodes.has(name))
  if (missing !== undefined) throw refusal('policy-not-understood', `It requires \`${missing.slice(0, 100)}\`, which this version has not`)
  for (const [name, { value }] of Object.entries(document.settings)) {
    const fault = faultOf(name, value)
    if (fault !== undefined) throw refusal('policy-not-understood', fault.replace(/\.$/, ''))
  }
  return { document, timestamp, serverTime, expires }
}

/** Nothing counts that is older than what this agent has seen. */
export function refuseBelow(one: Highest, highest: Highest): void {
  if (isBelow(one, highest))
    throw refusal('policy-rolled-back', `It is of revision ${shown(one)}, and this agent has seen revision ${shown(highest)} already`)
}

const shown = ({ epoch, rev }: Highest): string => (epoch === 0 ? `${rev}` : `${rev} of epoch ${epoch}`)

type Refusal = Extract<ProblemCode, `policy-${string}` | 'unknown-online-key'>

const fixes: Record<Refusal, string> = {
  'unknown-online-key':
    'The agent asks for the newer keys by itself. If it stays so, the control plane signs with a key that its root does not know.',
  'policy-of-other-team': 'The policy that runs goes on. Look at which control plane answers under this address.',
  'policy-of-other-agent':
    'The policy that runs goes on. Look at what stands between this computer and the control plane: it mixes up answers.',
  'policy-of-other-content':
    'The policy that runs goes on. Look at what stands between this computer and the control plane: it mixes up answers.',
  'policy-rolled-back':
    'The policy that runs goes on. If the control plane was restored from a backup, run `splashctl keys restore` there.',
  'policy-out-of-date': 'The policy that runs goes on. Look at the clocks of the control plane and of this computer.',
  'policy-not-understood': 'The policy that runs goes on. Install the newer version of splashtop-agent.',
}

function refusal(code: Refusal, message: string): ProblemError {
  return new ProblemError(problem(code, `The policy is refused. ${message}.`, fixes[code]))
}
