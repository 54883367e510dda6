/**
 * May this person come to this computer now, with what, and until when? Asked of the World when a session is to begin and again after each commit, by the
 * same questions that `explain` and `access` answer, so that they never differ. Who else is there is asked beside it (crowds.ts).
 *
 * A schedule that does not force its end lets a session that runs go on; then what admitted it is what held in the last moment of its hours.
 */
import { accessOf, forcedEnd, waysTo } from '../../effective/access.ts'
import type { Effective } from '../../effective/effective.ts'
import { featureNames } from '../../effective/features.ts'
import { nextOccurrence } from '../../effective/occurrences.ts'
import { sessionOf } from '../../effective/session.ts'
import { succeed } from '../../effective/succession.ts'
import type { Access, Bound } from '../../effective/types.ts'
import { wall } from '../../effective/wall.ts'
import type { Granted } from '../../protocol/granted.ts'
import { inRanges } from '../../schema/addresses.ts'
import { type Problem, ProblemError, problem } from '../../schema/problem.ts'
import type { Resource } from '../../schema/resource.ts'
import type { World } from '../../schema/world.ts'
import { passedAt, requiredOf, sinceOf } from '../two-step/two-step.ts'

export interface Wish {
  user: string
  computer: string
  address: string | undefined
  /** The token by which it is asked, and when that passed the second step. */
  token?: string | undefined
  secondStep?: string | undefined
}

export interface Admission {
  user: Resource<'User'>
  computer: Resource<'Computer'>
  granted: Granted
  /** When its hours end, and whether running sessions end with them; milliseconds. */
  hours: { until: number; forced: boolean } | undefined
  /** How the schedules bind it that alone admit it. */
  bound: Bound
  /** The schedules that admit it, where nothing else does. */
  through: readonly string[]
}

/** What is a requirement, or no part of a session between a person and a computer. */
const elsewhere: ReadonlySet<string> = new Set(['twoStepVerification', 'attendedAccess', 'oneToMany'])

/** Throws a ProblemError that says why not. Whoever may not come is not told which computers there are. */
export function admit(e: Effective, { user: name, computer: to, address, secondStep }: Wish, now: number): Admission {
  const { world } = e
  const [user, computer] = [world.find('User', name), world.find('Computer', to)]
  const barred = barredFrom(world, address)
  if (barred) throw new ProblemError(barred)
  const access = user && computer && accessOf(e, user, computer, now)
  if (!user || !computer || !access?.allowed) throw new ProblemError(noAccess(e, user, computer, { name, to, now }))
  const unproved = unprovedBy(e, user, secondStep, now)
  if (unproved) throw new ProblemError(unproved)
  const { bound } = access
  return {
    user,
    computer,
    through: schedulesOf(access),
    granted: grantedTo(e, user, computer, access),
    hours: hoursOf(e, user, computer, access),
    bound,
  }
}

/** Whoever is required to has passed the second step, with the token by which it is asked, and not too long ago. */
function unprovedBy(e: Effective, user: Resource<'User'>, secondStep: string | undefined, now: number): Problem | undefined {
  if (!requiredOf(e, user.name) || passedAt(user, secondStep, now) !== undefined) return undefined
  const on = sinceOf(user) !== undefined
  return problem(
    'two-step-needed',
    on
      ? `Two-step verification is required of \`${user.name}\`, and was not passed here, or longer than 30 days ago.`
      : `Two-step verification is required of \`${user.name}\`, who has not set it up.`,
    on ? 'Run `splashctl two-step verify`, then ask again.' : 'Set it up: `splashctl two-step enrol`.',
  )
}

export interface Running {
  user: string
  computer: string
  hours: Admission['hours']
  through: readonly string[]
  /** The token by which it was asked, and whether that had passed the second step; undefined where an agent tells of it alone. */
  token: string | undefined
  passed: boolean | undefined
}

/** What is left of a session that runs; undefined where nothing admits it any more. */
export function leftOf(
  e: Effective,
  { user: name, computer: to, hours, passed, through }: Running,
  now: number,
): Pick<Admission, 'granted' | 'hours'> | undefined {
  const [user, computer] = [e.world.find('User', name), e.world.find('Computer', to)]
  if (!user || !computer) return undefined
  // Required since: who never passed it goes. That it was long ago is asked when a session begins.
  if (passed === false && requiredOf(e, name)) return undefined
  const outlived = hours !== undefined && !hours.forced && now >= hours.until
  const access = accessOf(e, user, computer, outlived ? hours.until - 1 : now)
  if (!access.allowed) {
    const before = resumed(e, through)
    return before && leftOf(before, { user: name, computer: to, hours, through: [], passed, token: undefined }, now)
  }
  return { granted: grantedTo(e, user, computer, access), hours: outlived ? hours : hoursOf(e, user, computer, access) }
}

const schedulesOf = ({ reasons }: Access): string[] => reasons.flatMap(({ way }) => way.schedule ?? [])

/** A schedule that is paused lets nobody in, and whoever came in by it goes on: for them it is as if it were not. */
function resumed(e: Effective, through: readonly string[]): Effective | undefined {
  const paused = through.flatMap((name) => e.world.find('Schedule', name) ?? []).filter(({ spec }) => spec.paused)
  if (paused.length === 0) return undefined
  const on = paused.map((one) => one.with({ declared: { ...one.declared, spec: { ...one.declared.spec, paused: false } } }))
  const world = e.world.with(on.map((one) => [one.key, one as Resource]))
  return succeed(
    e,
    world,
    on.map(({ key }) => key),
  )
}

function grantedTo(e: Effective, user: Resource<'User'>, computer: Resource<'Computer'>, { bound }: Access): Granted {
  const [of, at] = [e.userClass(user.name), e.computerClass(computer.name)]
  if (!of || !at) throw new TypeError(`${user.key} or ${computer.key} is of no class`)
  const session = sessionOf(e, of, at, bound)
  return Object.fromEntries(featureNames.filter((one) => !elsewhere.has(one)).map((one) => [one, session.feature(one).inSession]))
}

function hoursOf(e: Effective, user: Resource<'User'>, computer: Resource<'Computer'>, { until }: Access): Admission['hours'] {
  if (until === undefined) return undefined
  const [of, at] = [e.userClass(user.name), e.computerClass(computer.name)]
  return { until, forced: of !== undefined && at !== undefined && forcedEnd(e, waysTo(e, of, at), until) !== undefined }
}

/** The team may let people in from some addresses only [S15]; whoever works on a computer uses the application. */
function barredFrom(world: World, address: string | undefined): Problem | undefined {
  const { application, allow } = world.find('Team', world.team)?.spec.ipRestriction ?? { application: false, allow: [] }
  if (!application || address === undefined || inRanges(allow, address)) return undefined
  return problem(
    'address-barred',
    `The team lets nobody work from ${address}.`,
    'Come from an address that `spec.ipRestriction.allow` of the Team holds.',
  )
}

interface Refused {
  name: string
  to: string
  now: number
}

function noAccess(
  e: Effective,
  user: Resource<'User'> | undefined,
  computer: Resource<'Computer'> | undefined,
  { name, to, now }: Refused,
): Problem {
  const fix = `Ask an administrator; \`splashctl explain ${name} ${to}\` tells them what is missing.`
  if (user?.spec.disabled) return problem('session-no-access', `\`${name}\` is disabled, and reaches no computer.`, fix)
  const [of, at] = [user && e.userClass(user.name), computer && e.computerClass(computer.name)]
  const next = (of && at ? waysTo(e, of, at) : [])
    .flatMap(({ schedule }) => {
      const found = schedule === undefined ? undefined : e.world.find('Schedule', schedule)
      return (found && nextOccurrence(found, e.zone, now)?.from) ?? []
    })
    .sort((a, b) => a - b)[0]
  return next === undefined
    ? problem('session-no-access', `\`${name}\` may not reach \`${to}\`.`, fix)
    : problem(
        'session-no-access',
        `\`${name}\` may not reach \`${to}\` now.`,
        `Come again at ${wall(next, e.zone)} (${e.zone}), or ask an administrator.`,
      )
}
