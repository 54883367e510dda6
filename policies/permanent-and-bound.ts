/** A pool or exclusive access that doesn't bind those who have the computers anyway (guide S6, S7). */
import { type Effective, holds } from '../effective/effective.ts'
import type { Target, UserClass, Way } from '../effective/types.ts'
import { permanentWays } from '../effective/ways.ts'
import type { Finding, Policy } from './policy.ts'
import { type Scheduled, scheduled, schedulesOf } from './scheduled.ts'
import { counted, some, verb } from './words.ts'

export const permanentAndBound: Policy = {
  id: 'permanent-and-bound',
  level: 'warning',
  title: 'A subject of a pooled or exclusive schedule reaches the same computers at any hour',
  about: {
    why: 'Scheduled access adds to permanent access, it never takes away. A session that a permission admits is bound by no pool and no exclusive access: it takes a computer out of the pool without asking, or opens the one at which somebody works.',
    guide: ['S6', 'S7'],
  },
  fix: 'Give these subjects an AccessPermission of mode `none`, or one without these computers; or leave them out of the schedule.',
  example: `
kind: Schedule
metadata: {name: nights}
spec:
  resource: render-farm   # connectionPool: {supported: true, default: true}
  subjects: {groups: [pipeline]}   # whose AccessPermission has the farm, too
  startDate: 2026-01-05
  timeSlot: {start: '20:00', end: '23:00'}
`,
  packs: ['recommended', 'strict'],
  *find({ after, effective, now }): Iterable<Finding> {
    const all = scheduled(after)
    if (![...all.values()].some(({ mode }) => mode !== '')) return
    const meant = effective()
    const overlap = overlaps(meant)
    const found = new Map<string, Told>()
    for (const one of meant.users.values()) {
      const bound = one.disabled ? [] : schedulesOf(after, one, now).filter(({ mode }) => mode !== '')
      if (bound.length === 0) continue
      const permanent = permanentWays(after, one)
      if (permanent.length === 0) continue
      // What someone has at any hour follows from these alone.
      const who = `${one.role} ${one.permission ?? ''} ${one.group ?? ''} ${one.administers.join()}`
      for (const { schedule, targets } of bound)
        take(found, schedule.name, one, permanent, overlap(`${schedule.name} ${who}`, targets, permanent))
    }
    for (const [name, { users, computers, permissions }] of found) {
      const { schedule, resource, mode } = all.get(name) as Scheduled
      yield {
        resource: schedule.key,
        message: `Schedule \`${name}\` is ${mode}, but ${some(users)} ${verb(users.length, 'reaches', 'reach')} ${counted(computers, 'computer')} of \`${resource.name}\` at any hour, and ${verb(users.length, 'is', 'are')} not bound by that.`,
        at: [
          ...schedule.at('spec.subjects'),
          ...[...permissions].flatMap((permission) => after.find('AccessPermission', permission)?.at() ?? []),
        ],
      }
    }
  },
}

type Overlap = (id: string, targets: readonly Target[], permanent: readonly Way[]) => number

/** How many computers of some targets someone has anyway. Many classes have the same ways, so each question is asked once. */
function overlaps(meant: Effective): Overlap {
  const known = new Map<string, number>()
  return (id, targets, permanent) => {
    let count = known.get(id)
    if (count === undefined) {
      const classes =
        targets.length === 1 ? meant.classesIn(targets[0] as Target) : new Set(targets.flatMap((target) => meant.classesIn(target)))
      count = 0
      for (const one of classes) if (permanent.some(({ target }) => holds(target, one))) count += one.computers.length
      known.set(id, count)
    }
    return count
  }
}

interface Told {
  users: string[]
  computers: number
  permissions: Set<string>
}

function take(found: Map<string, Told>, schedule: string, one: UserClass, permanent: readonly Way[], computers: number): void {
  if (computers === 0) return
  const entry = found.get(schedule) ?? { users: [], computers: 0, permissions: new Set() }
  for (const user of one.users) entry.users.push(user.name)
  entry.computers = Math.max(entry.computers, computers)
  for (const { basis } of permanent) if (basis.by === 'permission') entry.permissions.add(basis.permission)
  found.set(schedule, entry)
}
