/**
 * The least dangerous of all answers to "what is missing?": a permission of the user's own. It gives nobody else anything, and it lists what
 * the user always reaches now, so that the user keeps that. What it costs is said: it no longer follows what it has stood in for.
 */
import type { Json } from '../schema/canonical.ts'
import { compare } from '../schema/problem.ts'
import { keyOf, type Resource } from '../schema/resource.ts'
import { holds } from './effective.ts'
import type { Edit, Missing, Question } from './missing.ts'
import { naming } from './naming.ts'
import type { Target } from './types.ts'
import { permanentWays } from './ways.ts'

/** What a permission with mode `only` lists. */
export interface Lists {
  readonly groups: readonly string[]
  readonly computers: readonly string[]
}

/** So many entries can be copied off a terminal; of more, their number is told. */
const COPIED = 8

/** Nobody but this subject has anything by a permission: it can be written anew without asking others. */
export const isAlone = ({ spec: { subjects } }: Resource<'AccessPermission'>): boolean =>
  subjects.users.length + subjects.groups.length === 1

/** The permission that names the user itself. */
export const ownPermission = ({ e: { world }, of: { permission } }: Question): Resource<'AccessPermission'> | undefined =>
  permission === undefined ? undefined : world.find('AccessPermission', permission)

/** What the user always reaches now, as lists; the user is one who doesn't reach everything. */
export function keptBy(q: Question): Lists {
  const [groups, computers] = [new Set<string>(), new Set<string>()]
  for (const { target } of permanentWays(q.e.world, { ...q.of, disabled: false })) {
    if ('group' in target) {
      // A group of users has no computers, and no permission may list it.
      if (q.e.world.find('Group', target.group)?.spec.type !== 'users') groups.add(target.group)
    } else if ('named' in target) {
      // What a user always reaches by name is named by the one permission that decides; its list is in order.
      const permission = q.e.world.get(target.named) as Resource<'AccessPermission'>
      for (const name of permission.spec.computers.computers) computers.add(name)
    }
  }
  return { groups: [...groups].sort(compare), computers: [...computers] }
}

/** Would the user still reach what its own permission gives, if that didn't name it? */
export function inheritsAll(q: Question): boolean {
  const { world } = q.e
  const administers = q.of.role === 'group-admin' ? (naming(world).administers.get(q.user.name) ?? []) : []
  const inherited = permanentWays(world, { ...q.of, disabled: false, permission: undefined, administers })
  const covers = (target: Target): boolean =>
    inherited.some((way) => 'all' in way.target) ||
    (q.e.classesIn(target).every((computers) => inherited.some((way) => holds(way.target, computers))) &&
      (!('group' in target) || inherited.some((way) => 'group' in way.target && way.target.group === target.group)))
  return permanentWays(world, { ...q.of, disabled: false }).every(({ target }) => covers(target))
}

/** A list with the computer that is asked for: as the value of `spec.computers`, and as text, to be copied where it isn't long. */
export function withComputer(q: Question, kept: Lists): { value: { [name: string]: Json }; text: string } {
  const computers = [...kept.computers.filter((name) => name !== q.computer.name), q.computer.name]
  const groups = kept.groups.length === 0 ? '' : `groups: [${kept.groups.join(', ')}], `
  const long = kept.groups.length + kept.computers.length > COPIED
  return {
    value: { mode: 'only', computers, ...(kept.groups.length > 0 && { groups: [...kept.groups] }) },
    text: long
      ? `\`computers\` with \`mode: only\` that lists ${counted(kept)} that ${q.user.name} has now, and \`${q.computer.name}\``
      : `\`computers: {mode: only, ${groups}computers: [${computers.join(', ')}]}\``,
  }
}

/** A permission for this user alone; none where a permission is already for it alone, and can be edited. */
export function owned(q: Question, { says, key, path }: Pick<Missing, 'says' | 'key' | 'path'>): Missing[] {
  const own = ownPermission(q)
  if (own && isAlone(own)) return []
  const kept = keptBy(q)
  const leave: Edit[] = own ? [{ key: own.key, path: 'spec.subjects.users', op: 'remove', value: q.user.name }] : []
  const { value, text } = withComputer(q, kept)
  const declare = `eclare an AccessPermission with \`subjects: {users: [${q.user.name}]}\` and ${text}`
  return [
    {
      says,
      key,
      path,
      edits: [
        ...leave,
        { key: freshKey(q, q.user.name), path: '', op: 'set', value: { spec: { subjects: { users: [q.user.name] }, computers: value } } },
      ],
      from: undefined,
      others: [],
      fix: `${own ? `Remove \`${q.user.name}\` from \`spec.subjects.users\` of AccessPermission/${own.name}, and d` : 'D'}${declare}${cost(q, own)}.`,
    },
  ]
}

function counted({ groups, computers }: Lists): string {
  const some = (n: number, noun: string) => (n === 0 ? [] : [`${n} ${noun}${n === 1 ? '' : 's'}`])
  return `the ${[...some(groups.length, 'group'), ...some(computers.length, 'computer')].join(' and ')}`
}

/** What the new permission stands in for. */
function cost(q: Question, own: Resource<'AccessPermission'> | undefined): string {
  const administers = q.of.administers.length > 0 ? ['what it administers'] : []
  const group = q.of.group === undefined ? [] : [`group ${q.of.group}`]
  const from = own && own.spec.computers.mode !== 'followGroup' ? [`AccessPermission/${own.name}`] : [...administers, ...group]
  return from.length === 0 ? '' : `; it alone decides then, and ${q.user.name} no longer follows ${from.join(' and ')}`
}

/** The name of a permission that isn't there yet. */
export function freshKey(q: Question, subject: string): Resource['key'] {
  let name = subject
  for (let n = 2; q.e.world.find('AccessPermission', name); n++) name = `${subject}-${n}`
  return keyOf('AccessPermission', q.e.world.team, name)
}
