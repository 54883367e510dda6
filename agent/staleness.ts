/**
 * What a policy is worth that nobody renews: a pure function of when the server was last heard, the time, and what the policy says of it.
 *
 *   never     no valid policy was ever there                                          nothing is admitted
 *   fresh     heard within 15 minutes                                                 as the policy says
 *   stale     longer ago                                                              as the policy says, and reported
 *   strict    longer ago than 15 minutes and its grace, where the policy is strict    no new session, running ones end by themselves
 *   expired   since its last timestamp ran out, 72 hours after it                     no new session, running ones end after a warning
 */
import { EXPIRY_MS, type PolicyContent } from '../protocol/policy.ts'
import { type Anchor, ageOf, type Moment } from './clock.ts'

export const STANDINGS = ['never', 'fresh', 'stale', 'strict', 'expired'] as const
export type Standing = (typeof STANDINGS)[number]

/** A policy is fresh for so long. */
export const FRESH_MS = 15 * 60_000
/** Running sessions are warned for so long before they end. */
export const WARNING_MS = 60_000

export interface Renewed {
  anchor: Anchor
  /** Of the last timestamp, in milliseconds since 1970, by the server's clock. */
  expires: number
  staleness: PolicyContent['staleness']
}

export interface Worth {
  standing: Standing
  /** Since the server was last heard, in milliseconds; undefined where it never was. */
  age: number | undefined
  admits: boolean
  /** What becomes of sessions that run. */
  running: 'go on' | 'end'
  /** When it becomes worth less, in milliseconds from now, if nobody renews it. */
  changesIn: number | undefined
}

export function worthOf(held: Renewed | undefined, now: Moment): Worth {
  if (!held) return { standing: 'never', age: undefined, admits: false, running: 'end', changesIn: undefined }
  const { anchor, expires, staleness } = held
  const age = ageOf(anchor, now)
  // No timestamp holds for longer than is agreed upon, whatever it says.
  const [over, refusing] = [Math.min(expires - anchor.serverTime, EXPIRY_MS), FRESH_MS + staleness.graceSeconds * 1000]
  const strict = staleness.mode === 'strict'
  const next = [FRESH_MS, ...(strict ? [refusing] : []), over].filter((at) => at > age)
  const worth = (standing: Standing, admits: boolean, running: Worth['running']): Worth => ({
    ...{ standing, age, admits, running },
    changesIn: standing === 'expired' ? undefined : Math.min(...next) - age,
  })
  if (age >= over) return worth('expired', false, 'end')
  if (age <= FRESH_MS) return worth('fresh', true, 'go on')
  return strict && age > refusing ? worth('strict', false, 'go on') : worth('stale', true, 'go on')
}
