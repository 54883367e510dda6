/**
 * What a plan means: who gains or loses which access to which computers, when, with which features, and through which of its changes.
 *
 *   effective(before) against its successor ─▶ what moved ─▶ edges that differ ─▶ rectangles of those that differ in nothing
 *
 * Everything goes by classes, and from what changed (edges.ts): a hundred thousand users and as many computers make no difference to a
 * change that touches three of them. The same worlds give the same bytes, whatever the order of their resources.
 */
import { type Effective, effective } from '../../effective/effective.ts'
import { matters } from '../../effective/matters.ts'
import { succeed } from '../../effective/succession.ts'
import type { ComputerClass, UserClass } from '../../effective/types.ts'
import type { Key } from '../../schema/resource.ts'
import type { World } from '../../schema/world.ts'
import type { Impact, SettingChange } from '../types.ts'
import { COMPUTER, causesOf } from './impact/because.ts'
import { type Computers, differences, rememberTotal, totalOf } from './impact/edges.ts'
import { featureChanges } from './impact/features.ts'
import { jointsOf, renamesOf, type Side } from './impact/joints.ts'
import { comparing } from './impact/sameness.ts'
import { endedSessions, type RunningSession } from './impact/sessions.ts'
import { spokenOf } from './impact/spoken.ts'
import { withSuspended } from './impact/suspension.ts'
import { type Clock, clockOf, timestamp } from './impact/times.ts'
import { accessChanges, joined, oneGroup } from './impact/told.ts'
import { sessionSignature, settingChanges } from './impact/traits.ts'

/** The calendar hours that are compared. */
export const WINDOW_DAYS = 28
const DAY = 86_400_000

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
  const meant = [...keys].some((key) => matters(key, before, after))
  const { world, suspended } = meant ? withSuspended(before, after, keys, evaluatedAt) : { world: after, suspended: [] }
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
  const compare = comparing(old, now)
  const causes = causesOf(old, now, meant, renames)
  const sides = { before: was, after: is, changed: meant, causes }
  const [signedBefore, signedAfter] = [sessionSignature(was), sessionSignature(is)]
  const signature = (joint: Computers) => `${joint.before ? signedBefore(joint.before) : ''} ${joint.after ? signedAfter(joint.after) : ''}`
  const told = accessChanges(
    { before: old, after: now, causes, compare },
    differences({ before: old, after: now, users, computers, isSpokenOf: spokenOf(was, is, [...meant, ...also]), compare, signature }),
  )
  const { gained, lost, changed: moved } = told.counts
  return {
    ...frame,
    zone: is.zone,
    edges: edgesOf(old, now, { gained, lost, changed: moved }),
    ...told.lists,
    features: featureChanges({ before: old, after: now, users, computers, changed: meant, causes }),
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
