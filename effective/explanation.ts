/**
 * All that can be said of one user and one computer at one time: may the one reach the other, through what, with what, until when; and if
 * not, what is missing. Notes are about what access itself doesn't read: whether an invitation was accepted, or the computer ever enrolled.
 */

import { type Resource, splitKey } from '../schema/resource.ts'
import type { Feature } from '../schema/vocabulary.ts'
import { accessOf, forcedEnd, modesOf, waysTo } from './access.ts'
import type { Effective } from './effective.ts'
import { featureNames } from './features.ts'
import { type Missing, missingOf } from './missing.ts'
import { nextOccurrence } from './occurrences.ts'
import { sessionOf } from './session.ts'
import type { Access, EffectiveFeature, EffectiveSetting, FeatureValue, Way } from './types.ts'
import { wall } from './wall.ts'

export interface Explanation extends Access {
  readonly user: string
  readonly computer: string
  readonly time: number
  /** When schedules give it again: after `until`, or after the time that was asked about. */
  readonly next: { schedule: string; from: number; to: number } | undefined
  readonly features: ReadonlyMap<Feature, EffectiveFeature & { inSession: FeatureValue }>
  /** With what exclusive access adds to them in such a session. */
  readonly settings: ReadonlyMap<string, EffectiveSetting>
  /** Empty where access is allowed. */
  readonly missing: readonly Missing[]
  /** Sentences. */
  readonly notes: readonly string[]
}

export function explain(e: Effective, user: Resource<'User'>, computer: Resource<'Computer'>, time: number): Explanation {
  const [of, to] = [e.userClass(user.name), e.computerClass(computer.name)]
  if (!of || !to) throw new TypeError(`${user.key} or ${computer.key} is not of this world`)
  const access = accessOf(e, user, computer, time)
  const session = sessionOf(e, of, to, access.bound)
  const ways = waysTo(e, of, to)
  return {
    ...access,
    user: user.name,
    computer: computer.name,
    time,
    next: nextOf(e, ways, access, time),
    features: new Map(featureNames.map((name) => [name, session.feature(name)])),
    settings: session.settings,
    missing: access.allowed ? [] : missingOf(e, user, computer, time),
    notes: [...admission(user, computer), ...ending(e, ways, access), ...unbound(e, access)],
  }
}

/** `control contractors`, `team`, `licence`: where a feature's value is from, in a word or two. */
export const originText = ({ kind, key }: EffectiveFeature['origin']): string =>
  kind === 'control' && key !== undefined ? `control ${splitKey(key).name}` : kind

function nextOf(e: Effective, ways: readonly Way[], { allowed, until }: Access, time: number): Explanation['next'] {
  const after = allowed ? until : time
  if (after === undefined) return undefined
  const found = ways.flatMap(({ schedule: name }) => {
    const schedule = name === undefined ? undefined : e.world.find('Schedule', name)
    const next = schedule && nextOccurrence(schedule, e.zone, after)
    return schedule && next ? [{ schedule: schedule.name, from: next.from, to: next.to }] : []
  })
  return found.sort((a, b) => a.from - b.from)[0]
}

/** Whatever is granted: who can't sign in, or isn't there, doesn't meet. */
function admission(user: Resource<'User'>, computer: Resource<'Computer'>): string[] {
  const notes: string[] = []
  const { invitation } = user.status
  if (invitation === 'pending') notes.push(`${user.name} has not accepted the invitation yet, and can't sign in before.`)
  if (invitation === 'expired') notes.push(`The invitation of ${user.name} has expired; nobody can sign in by it.`)
  if (computer.spec.enrolment === 'revoked') notes.push(`The enrolment of ${computer.name} is revoked: it takes no session.`)
  else if (computer.status.enrolment === undefined)
    notes.push(`${computer.name} has not enrolled, as far as is known here: nobody connects before it has.`)
  return notes
}

/** Whether sessions end with the hours. */
function ending(e: Effective, ways: readonly Way[], { until }: Access): string[] {
  if (until === undefined) return []
  const forced = forcedEnd(e, ways, until)
  const at = wall(until, e.zone)
  return [
    forced === undefined
      ? `A session that runs at ${at} may go on; no new one begins (no forceDisconnectAtEnd).`
      : `Schedule ${forced} ends sessions at ${at} (forceDisconnectAtEnd).`,
  ]
}

/** A pool or exclusive access that doesn't bind this user, since something else admits it too. */
function unbound(e: Effective, { reasons, bound }: Access): string[] {
  const permanent = reasons.some(({ way }) => way.schedule === undefined)
  const notes = new Set<string>()
  for (const { way } of reasons) {
    const schedule = way.schedule === undefined ? undefined : e.world.find('Schedule', way.schedule)
    const resource = schedule?.spec.resource === undefined ? undefined : e.world.find('ScheduledResource', schedule.spec.resource)
    if (!schedule || !resource) continue
    const modes = modesOf(schedule, resource)
    const loose = [
      ...(modes.pool !== undefined && bound.pool === undefined ? ['connection pool'] : []),
      ...(modes.exclusive !== undefined && bound.exclusive === undefined ? ['exclusive access'] : []),
    ]
    if (loose.length > 0)
      notes.add(
        `The ${loose.join(' and the ')} of schedule ${schedule.name} ${loose.length > 1 ? 'do' : 'does'} not bind this session: ${
          permanent ? 'a permanent grant admits it, and is never bound' : 'another schedule admits it without'
        }.`,
      )
  }
  return [...notes]
}
