/**
 * What a plan means: who gains or loses which access to which computers, when, with which features, and through which of its changes.
 *
 *   effective(before) against its successor ─▶ what moved ─▶ edges that differ ─▶ rectangles of those that differ in nothing
 *
 * Everything goes by classes, and from what changed (edges.ts): a hundred thousand users and as many computers make no difference to a
 * change that touches three of them. The same worlds give the same bytes, whatever the order of their resources.
 */
import { accessOf } from '../../effective/access.ts'
import { type Effective, effective } from '../../effective/effective.ts'
import { matters } from '../../effective/matters.ts'
import { succeed } from '../../effective/succession.ts'
import type { ComputerClass, UserClass } from '../../effective/types.ts'
import { canonical } from '../../schema/canonical.ts'
import { compare } from '../../schema/problem.ts'
import { type Key, keyOf } from '../../schema/resource.ts'
import type { World } from '../../schema/world.ts'
import type { AccessChange, FeatureChange, Impact, SessionEnd, SettingChange } from '../types.ts'
import { type Causes, COMPUTER, causesOf, USER } from './impact/because.ts'
import { type Computers, type Difference, differences, rememberTotal, totalOf, type Users } from './impact/edges.ts'
import { jointsOf, renamesOf, type Side } from './impact/joints.ts'
import { namesOf, rectangles, sizeOf } from './impact/rectangles.ts'
import { spokenOf } from './impact/spoken.ts'
import { withSuspended } from './impact/suspension.ts'
import { type Clock, clockOf, runsAt, timestamp } from './impact/times.ts'
import { featureChanges, sessionsOf, settingChanges } from './impact/traits.ts'

/** The calendar hours that are compared. */
export const WINDOW_DAYS = 28
const DAY = 86_400_000

export interface RunningSession {
  user: string
  computer: string
  /** RFC 3339, UTC. */
  since: string
}

/** @param changed the keys of every resource that differs; of what is renamed, both */
export function impactOf(
  before: World,
  after: World,
  changed: Iterable<Key>,
  evaluatedAt: string,
  sessions: readonly RunningSession[] = [],
): Impact {
  return compared({ before, after, changed: new Set(changed), also: [] }, evaluatedAt, sessions)
}

/** The same of what is yet to be committed: what the control plane will do beside it is part of it. */
export function impactOfCommit(
  before: World,
  after: World,
  changed: Iterable<Key>,
  evaluatedAt: string,
  sessions: readonly RunningSession[] = [],
): Impact {
  const keys = new Set(changed)
  const { world, suspended } = withSuspended(before, after, keys, evaluatedAt)
  return compared({ before, after: world, changed: keys, also: suspended }, evaluatedAt, sessions)
}

interface Step {
  before: World
  after: World
  changed: ReadonlySet<Key>
  /** What differs too, and is a consequence of what changed. */
  also: readonly Key[]
}

function compared({ before, after, changed: all, also }: Step, evaluatedAt: string, sessions: readonly RunningSession[]): Impact {
  const from = Temporal.Instant.from(evaluatedAt).epochMilliseconds
  const window = { from, to: from + WINDOW_DAYS * DAY }
  const meant = new Set([...all].filter((key) => matters(key, before, after)))
  const frame = { from: timestamp(from), until: timestamp(window.to) }
  if (meant.size === 0) return quiet(after, frame, window)

  const was = effective(before)
  const is = was.users.size + was.computers.size === 0 ? effective(after) : succeed(was, after, [...all, ...also])
  const [old, now] = [clockOf(was, window), clockOf(is, window)]
  const renames = renamesOf(before, after, all)
  const users = jointsOf(usersOf(was), usersOf(is), meant, renames)
  const computers = jointsOf(computersOf(was), computersOf(is), meant, renames)
  const causes = causesOf(old, now, meant, renames)
  const sides = { before: was, after: is, changed: meant, causes }
  const told = accessChanges(
    { before: old, after: now, causes },
    differences({ before: old, after: now, users, computers, isSpokenOf: spokenOf(was, is, [...meant, ...also]) }),
  )
  const { gained, lost, changed: moved } = told.counts
  return {
    ...frame,
    zone: is.zone,
    edges: edgesOf(old, now, { gained, lost, changed: moved }),
    ...told.lists,
    features: joined(
      [...featureChanges(sides, users)].map(({ users: part, features, because }) => ({ part, said: { features }, because })),
      after.team,
      USER,
    ).map(({ parts, names, said, because }) => ({
      users: names,
      userGroup: oneGroup(parts, 'after') ?? oneGroup(parts, 'before'),
      features: said.features as FeatureChange['features'],
      because,
    })),
    settings: joined(
      [...settingChanges(sides, computers)].map(({ computers: part, settings, because }) => ({ part, said: { settings }, because })),
      after.team,
      COMPUTER,
    ).map(({ parts, names, said, because }) => ({
      computers: names,
      computerGroup: oneGroup(parts, 'after'),
      settings: said.settings as SettingChange['settings'],
      because,
    })),
    sessions: endedSessions(old, now, sessions, meant),
  }
}

/** Nothing differs. How many edges there are is counted when somebody asks: it takes reading everyone. */
function quiet(world: World, frame: Pick<Impact, 'from' | 'until'>, window: Clock['window']): Impact {
  const total = (): number => totalOf(clockOf(effective(world), window))
  return {
    ...frame,
    zone: world.find('Team', world.team)?.spec.scheduledAccess.timeZone ?? 'UTC',
    edges: {
      get before() {
        return total()
      },
      get after() {
        return total()
      },
      gained: 0,
      lost: 0,
      changed: 0,
    },
    gained: [],
    lost: [],
    changed: [],
    features: [],
    settings: [],
    sessions: [],
  }
}

function edgesOf(before: Clock, after: Clock, counts: Pick<Impact['edges'], 'gained' | 'lost' | 'changed'>): Impact['edges'] {
  return {
    get before() {
      return totalOf(before)
    },
    get after() {
      const total = totalOf(before) + counts.gained - counts.lost
      rememberTotal(after, total)
      return total
    },
    ...counts,
  }
}

const usersOf = (side: Effective): Side<UserClass> => ({
  classes: side.users,
  classOf: side.userClass,
  members: ({ users }) => users,
})
const computersOf = (side: Effective): Side<ComputerClass> => ({
  classes: side.computers,
  classOf: side.computerClass,
  members: ({ computers }) => computers,
})

type Fate = 'gained' | 'lost' | 'changed'
interface Cells {
  first: Difference
  features: Record<string, string>
  because: readonly string[]
  rows: Map<Users, Computers[]>
}

function accessChanges(
  { before, after, causes }: { before: Clock; after: Clock; causes: Causes },
  found: Iterable<Difference>,
): { lists: Record<Fate, AccessChange[]>; counts: Record<Fate, number> } {
  const [old, now] = [sessionsOf(before.effective), sessionsOf(after.effective)]
  const alike: Record<Fate, Map<string, Cells>> = { gained: new Map(), lost: new Map(), changed: new Map() }
  for (const difference of found) {
    const { users, computers, before: was, after: is } = difference
    const session =
      is !== undefined
        ? now(users.after as UserClass, computers.after as ComputerClass)
        : old(users.before as UserClass, computers.before as ComputerClass)
    const because = causes.ofAccess(difference)
    const cells = alike[was === undefined ? 'gained' : is === undefined ? 'lost' : 'changed']
    const id = `${was?.id ?? ''}\n${is?.id ?? ''}\n${session.id}\n${because.join()}`
    let cell = cells.get(id)
    if (!cell) cells.set(id, (cell = { first: difference, features: session.features, because, rows: new Map() }))
    const row = cell.rows.get(users)
    if (row) row.push(computers)
    else cell.rows.set(users, [computers])
  }
  const counts: Record<Fate, number> = { gained: 0, lost: 0, changed: 0 }
  const list = (fate: Fate): AccessChange[] =>
    sorted(
      [...alike[fate].values()].flatMap(({ first, features, because, rows }) =>
        rectangles(rows).map(({ users, computers }) => {
          counts[fate] += sizeOf(users) * sizeOf(computers)
          const [userNames, computerNames] = [namesOf(users), namesOf(computers)]
          const side = fate === 'lost' ? 'before' : 'after'
          return {
            users: userNames,
            computers: computerNames,
            userGroup: oneGroup(users, side),
            computerGroup: oneGroup(computers, side),
            before: first.before?.when ?? null,
            after: first.after?.when ?? null,
            features: { ...features },
            because: causesNamed(because, after.effective.world.team, userNames, computerNames),
          }
        }),
      ),
    )
  const lists = { gained: list('gained'), lost: list('lost'), changed: list('changed') }
  return { lists, counts }
}

/** Larger ones first, then by names. */
function sorted(changes: AccessChange[]): AccessChange[] {
  const size = ({ users, computers }: AccessChange): number => users.length * computers.length
  const words = ({ users, computers, before, after }: AccessChange): string =>
    [users[0], computers[0], before?.schedules.join(), after?.schedules.join(), before?.permanent].join(' ')
  return changes
    .map((change) => ({ change, size: size(change), words: words(change) }))
    .sort((a, b) => b.size - a.size || compare(a.words, b.words) || compare(canonical(a.change.because), canonical(b.change.because)))
    .map(({ change }) => change)
}

/** The group of all of them, where it is one and the same. */
function oneGroup(parts: readonly (Users | Computers)[], side: 'before' | 'after'): string | null {
  const group = parts[0]?.[side]?.group
  return group !== undefined && parts.every((part) => part[side]?.group === group) ? group : null
}

/** The users' and computers' own changes by their keys. */
function causesNamed(because: readonly string[], team: string, users: readonly string[], computers: readonly string[]): Key[] {
  return because
    .flatMap((key) =>
      key === USER
        ? users.map((name) => keyOf('User', team, name))
        : key === COMPUTER
          ? computers.map((name) => keyOf('Computer', team, name))
          : key,
    )
    .sort(compare)
}

interface Said<P> {
  part: P
  said: object
  because: readonly string[]
}

/** What is said of several for the same reason is said once. */
function joined<P extends Users | Computers>(
  all: readonly Said<P>[],
  team: string,
  own: typeof USER | typeof COMPUTER,
): { parts: P[]; names: string[]; said: Record<string, unknown>; because: Key[] }[] {
  const groups = Map.groupBy(all, ({ said, because }) => `${JSON.stringify(said)}\n${because.join()}`)
  return [...groups.values()]
    .map((alike) => {
      const parts = alike.map(({ part }) => part)
      const names = namesOf(parts)
      const { said, because } = alike[0] as Said<P>
      const named = own === USER ? causesNamed(because, team, names, []) : causesNamed(because, team, [], names)
      return { parts, names, said: said as Record<string, unknown>, because: named }
    })
    .sort(
      (a, b) =>
        b.names.length - a.names.length ||
        compare(a.names[0] as string, b.names[0] as string) ||
        compare(canonical(a.because), canonical(b.because)),
    )
}

/**
 * Of the sessions that run, those whose access is gone with the plan: the user or the computer is, or nothing admits them any more. One
 * that a schedule admits which is only paused goes on (guide S7). Until a broker tells which sessions run, none is known.
 */
function endedSessions(before: Clock, after: Clock, sessions: readonly RunningSession[], changed: ReadonlySet<Key>): SessionEnd[] {
  const allowed = ({ effective: side, window }: Clock, { user, computer }: RunningSession) => {
    const [who, where] = [side.world.find('User', user), side.world.find('Computer', computer)]
    return who && where ? accessOf(side, who, where, window.from) : undefined
  }
  return sessions
    .flatMap((session) => {
      const [was, is] = [allowed(before, session), allowed(after, session)]
      if (!was?.allowed || is?.allowed) return []
      const goesOn =
        is !== undefined && was.reasons.some(({ way }) => way.schedule !== undefined && isOnlyPaused(after, way.schedule, session.user))
      if (goesOn) return []
      const { team } = after.effective.world
      const keys = new Set([keyOf('User', team, session.user), ...was.reasons.flatMap(({ chain }) => chain.map(({ key }) => key))])
      const because = [...keys].filter((key) => changed.has(key)).sort(compare)
      return { ...session, because }
    })
    .sort((a, b) => compare(a.user, b.user) || compare(a.computer, b.computer))
}

function isOnlyPaused(after: Clock, schedule: string, user: string): boolean {
  const { world } = after.effective
  const found = world.find('Schedule', schedule)
  const [who, resource] = [world.find('User', user), world.find('ScheduledResource', found?.spec.resource ?? '')]
  if (!found?.spec.paused || !who || who.spec.disabled || !resource?.spec.enabled) return false
  const { users, groups } = found.spec.subjects
  return (users.includes(user) || groups.includes(who.spec.group ?? '')) && runsAt(after, schedule, after.window.from)
}
