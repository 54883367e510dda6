/**
 * Who is in which group. A user says so itself (`spec.group`), a computer is asked in turn: what is declared of it, what its deployment
 * package gave it at enrolment, which group's `match` it meets. The facts that `match` reads are frozen at enrolment; before it a computer
 * is known by its own name, and its operating system isn't known at all.
 */
import { compare } from './problem.ts'
import type { Resource } from './resource.ts'
import type { World } from './world.ts'

interface Enrolment {
  group?: string
  facts?: { hostname?: string; os?: string }
}
const enrolmentOf = (computer: Resource<'Computer'>): Enrolment => (computer.status.enrolment as Enrolment | undefined) ?? {}

/** What a group's `match` asks of a computer. */
interface Matcher {
  group: Resource<'Group'>
  priority: number
  meets(computer: Resource<'Computer'>): boolean
}

/** `*` stands for any characters, `?` for one; case doesn't count. Linear: each `*` is tried at its leftmost fit and never again. */
export function glob(pattern: string): (text: string) => boolean {
  const wanted = pattern.toLowerCase()
  if (!/[*?]/.test(wanted)) return (text) => text.toLowerCase() === wanted
  return (text) => {
    const subject = text.toLowerCase()
    let [p, s, star, retry] = [0, 0, -1, 0]
    while (s < subject.length)
      if (p < wanted.length && wanted[p] === '*') [star, retry, p] = [p, s, p + 1]
      else if (p < wanted.length && (wanted[p] === '?' || wanted[p] === subject[s])) [p, s] = [p + 1, s + 1]
      else if (star >= 0) [p, s, retry] = [star + 1, retry + 1, retry + 1]
      else return false
    while (wanted[p] === '*') p++
    return p === wanted.length
  }
}

/** Does the group have a `match` that could ever be met? An empty one asks nothing and gives nothing. */
export function hasMatch(group: Resource<'Group'>): boolean {
  const { hostname, os, labels } = group.spec.match
  return hostname !== undefined || os.length > 0 || (labels !== undefined && Object.keys(labels).length > 0)
}

/** The groups that computers fall into by themselves, highest priority first. */
export const matchers = (world: World): readonly Matcher[] => world.remember(buildMatchers)
function buildMatchers(world: World): Matcher[] {
  return world
    .of('Group')
    .filter((group) => hasMatch(group) && group.spec.type !== 'users')
    .map((group) => ({ group, priority: group.spec.match.priority, meets: meets(group) }))
    .sort((a, b) => b.priority - a.priority || compare(a.group.name, b.group.name))
}

function meets(group: Resource<'Group'>): (computer: Resource<'Computer'>) => boolean {
  const { hostname, os, labels } = group.spec.match
  const named = hostname === undefined ? undefined : glob(hostname)
  const wanted = Object.entries(labels ?? {})
  return (computer) => {
    const facts = enrolmentOf(computer).facts
    if (named && !named(facts?.hostname ?? computer.name)) return false
    if (os.length > 0 && !(facts?.os !== undefined && (os as readonly string[]).includes(facts.os))) return false
    return wanted.every(([key, value]) => Object.hasOwn(computer.labels, key) && computer.labels[key] === value)
  }
}

/** The group that the computer was put in, by its declaration or its package; undefined when only `match` may decide. */
export function placedIn(world: World, computer: Resource<'Computer'>): string | undefined {
  const declared = computer.declared.spec?.group // as declared: a hundred thousand of these are asked, and `group` has no default
  if (typeof declared === 'string') return declared
  const { group } = enrolmentOf(computer)
  return group !== undefined && world.find('Group', group) ? group : undefined
}

/** The groups of the highest priority whose `match` the computer meets: one, or none; more than one is refused by an invariant of Group. */
export function matchesOf(world: World, computer: Resource<'Computer'>): Resource<'Group'>[] {
  const found: Resource<'Group'>[] = []
  let priority: number | undefined
  for (const matcher of matchers(world)) {
    if (priority !== undefined && matcher.priority < priority) break
    if (!matcher.meets(computer)) continue
    priority = matcher.priority
    found.push(matcher.group)
  }
  return found
}

/** The name of the group that a computer is in. */
export const groupOf = (world: World, computer: Resource<'Computer'>): string | undefined =>
  placedIn(world, computer) ?? matchesOf(world, computer)[0]?.name

const computersByGroup = (world: World): ReadonlyMap<string, Resource<'Computer'>[]> =>
  world.index('Computer', 'membership', (computer) => {
    const group = groupOf(world, computer)
    return group === undefined ? [] : [group]
  })

/** Who and what is in a group. */
export function members(
  world: World,
  groupName: string,
): { users: readonly Resource<'User'>[]; computers: readonly Resource<'Computer'>[] } {
  const users = world.index('User', 'group', (user) => (typeof user.declared.spec?.group === 'string' ? [user.declared.spec.group] : []))
  return { users: users.get(groupName) ?? [], computers: computersByGroup(world).get(groupName) ?? [] }
}
