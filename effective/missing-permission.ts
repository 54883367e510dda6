/**
 * The declaration that decides what a user always reaches, when it doesn't have the computer: the user's own permission, its role, the
 * groups that it administers, its group's permission, or the want of any; and the least that would have to change.
 */
import { compare } from '../schema/problem.ts'
import { keyOf, type Resource } from '../schema/resource.ts'
import type { Edit, Missing, Question } from './missing.ts'
import { naming } from './naming.ts'

/** Does a declaration have the computer in its lists? */
export const lists = (q: Question, spec: { computers: readonly string[]; groups: readonly string[] }): boolean =>
  spec.computers.includes(q.computer.name) || (q.to.group !== undefined && spec.groups.includes(q.to.group))

/** The declaration that decides, by the order of precedence: the user's own permission, its role, its group. */
export function permanentlyMissing(q: Question): Missing[] {
  const own = q.of.permission === undefined ? undefined : q.e.world.find('AccessPermission', q.of.permission)
  if (!own) return inherited(q)
  const others = inheritedGives(q)
  const through = others && `what ${others} gives`
  const freed: Missing[] = through
    ? [
        {
          says: `AccessPermission ${own.name} names ${q.user.name} itself${modeSays(own)}, which overrides ${through}`,
          key: own.key,
          path: 'spec.subjects.users',
          entry: q.user.name,
          edits: [{ key: own.key, path: 'spec.subjects.users', op: 'remove', value: q.user.name }],
          from: undefined,
          fix: `Remove \`${q.user.name}\` from \`spec.subjects.users\` of AccessPermission/${own.name}, so that ${q.user.name} has ${through}${keeps(own) ? ' in its place' : ''}.`,
        },
      ]
    : []
  switch (own.spec.computers.mode) {
    case 'all':
      return []
    case 'followGroup':
      return q.of.group === undefined
        ? [groupless(q, `AccessPermission ${own.name} gives ${q.user.name} what its group has`)]
        : ofGroup(q, q.of.group)
    case 'ownGroup':
      return [...freed, ...ownGroup(q, own)]
    default:
      // Whoever has something by its own permission would lose it with the permission.
      return keeps(own) ? [opened(q, own, q.user.name), ...freed] : [...freed, opened(q, own, q.user.name)]
  }
}

/** Does a permission give anything that its subject would miss? */
const keeps = ({ spec: { computers } }: Resource<'AccessPermission'>): boolean =>
  computers.mode === 'only' && computers.computers.length + computers.groups.length > 0

const modeSays = (permission: Resource<'AccessPermission'>): string => {
  const { mode, computers, groups } = permission.spec.computers
  if (mode === 'none') return ' and gives nothing (mode none)'
  if (mode === 'only') return computers.length + groups.length === 0 ? ' and lists nothing' : ` and lists only ${listed(computers, groups)}`
  return mode === undefined ? ' and says nothing of computers' : ` with mode ${mode}`
}
function listed(computers: readonly string[], groups: readonly string[]): string {
  const all = [...groups.map((name) => `group ${name}`), ...computers]
  return all.length > 4 ? `${all.slice(0, 3).join(', ')} and ${all.length - 3} more` : all.join(', ')
}

/** What role and group would give if no permission named the user itself; in words. */
function inheritedGives(q: Question): string | undefined {
  if (q.of.role === 'owner' || q.of.role === 'super-admin' || q.of.role === 'admin') return `the role ${q.of.role}`
  if (q.of.role === 'group-admin' && q.to.group !== undefined && administered(q).includes(q.to.group))
    return `administering group ${q.to.group}`
  return q.of.group !== undefined && groupGives(q, q.of.group) ? `group ${q.of.group}` : undefined
}

/** From the declarations, since a class tells of administration only where it decides something. */
const administered = (q: Question): readonly string[] => naming(q.e.world).administers.get(q.user.name) ?? []

function permissionOf(q: Question, group: string): Resource<'AccessPermission'> | undefined {
  const name = naming(q.e.world).permissionOfGroup.get(group)
  return name === undefined ? undefined : q.e.world.find('AccessPermission', name)
}

function groupGives(q: Question, name: string): boolean {
  const permission = permissionOf(q, name)
  if (permission?.spec.computers.mode === 'all') return true
  if (permission?.spec.computers.mode === 'only') return lists(q, permission.spec.computers)
  if (permission && permission.spec.computers.mode !== 'ownGroup') return false
  return q.to.group === name && q.e.world.find('Group', name)?.spec.type === 'mixed'
}

/** Of a user whom no permission names. */
function inherited(q: Question): Missing[] {
  if (q.of.role === 'owner' || q.of.role === 'super-admin' || q.of.role === 'admin') return []
  const found: Missing[] = []
  const member = q.of.group
  if (q.of.role === 'group-admin') {
    const groups = administered(q)
    const has =
      groups.length === 0 ? 'administers no group' : `administers ${groups.length === 1 ? 'group' : 'groups'} ${groups.join(', ')} only`
    const place = q.to.group
    if (place === undefined) found.push({ ...placed(q, groups), says: `${q.user.name} ${has}, and ${q.computer.name} is in no group` })
    else
      found.push({
        says: `${q.user.name} ${has}, and ${q.computer.name} is in group ${place}`,
        key: keyOf('Group', q.e.world.team, place),
        path: 'spec.admins',
        edits: [{ key: keyOf('Group', q.e.world.team, place), path: 'spec.admins', op: 'add', value: q.user.name }],
        from: undefined,
        fix: `Add \`${q.user.name}\` to \`spec.admins\` of Group/${place}, if ${q.user.name} is to administer it.`,
      })
  }
  if (member !== undefined) return [...found, ...ofGroup(q, member)]
  if (found.length > 0) return found
  return [groupless(q, `no AccessPermission names ${q.user.name}`)]
}

/** A computer in no group, put in one that its administrator has. A permission of its own would replace all that it administers. */
function placed(q: Question, administers: readonly string[]): Missing {
  const [group, ...others] = administers.filter((name) => q.e.world.find('Group', name)?.spec.type !== 'users')
  if (group === undefined) return fresh(q, 'users', q.user.name)
  return {
    says: '',
    key: q.computer.key,
    path: 'spec.group',
    edits: [{ key: q.computer.key, path: 'spec.group', op: 'set', value: group }],
    from: undefined,
    fix: `Put \`${q.computer.name}\` in a group that ${q.user.name} administers: \`spec.group: ${group}\` in Computer/${q.computer.name}${or(others)}.`,
  }
}

/** " (or b, c, …)". */
const or = (names: readonly string[]): string =>
  names.length === 0 ? '' : ` (or ${names.slice(0, 2).join(', ')}${names.length > 2 ? ', …' : ''})`

/** What the group of the user has. */
function ofGroup(q: Question, group: string): Missing[] {
  const permission = permissionOf(q, group)
  if (!permission) return [ownOf(q, group)]
  if (permission.spec.computers.mode === 'all') return []
  return permission.spec.computers.mode === 'ownGroup' ? ownGroup(q, permission) : [opened(q, permission, `group ${group}`)]
}

/** A permission that doesn't list the computer: made to. */
function opened(q: Question, permission: Resource<'AccessPermission'>, subject: string): Missing {
  const path = 'spec.computers.computers'
  const add: Edit = { key: permission.key, path, op: 'add', value: q.computer.name }
  const too = others(permission, q.user.name)
  const says = `AccessPermission ${permission.name} decides for ${subject}${modeSays(permission)}`
  if (permission.spec.computers.mode === 'only')
    return {
      says,
      key: permission.key,
      path: permission.value(path) === undefined ? 'spec.computers' : path,
      edits: [add],
      from: undefined,
      fix: `Add \`${q.computer.name}\` to \`${path}\` of AccessPermission/${permission.name}${too}.`,
    }
  return {
    says,
    key: permission.key,
    path: 'spec.computers.mode',
    edits: [{ key: permission.key, path: 'spec.computers.mode', op: 'set', value: 'only' }, add],
    from: undefined,
    fix: `Write \`computers: {mode: only, computers: [${q.computer.name}]}\` in AccessPermission/${permission.name}${too}.`,
  }
}

/** Whom else a permission is for: they get what is added to it. */
function others(permission: Resource<'AccessPermission'>, user: string): string {
  const { users, groups } = permission.spec.subjects
  const rest = [...groups.map((name) => `everyone in group ${name}`), ...users.filter((name) => name !== user)]
  return rest.length === 0
    ? ''
    : `; ${rest.length > 3 ? `${rest.slice(0, 2).join(', ')} and ${rest.length - 2} more` : rest.join(', ')} would have it too`
}

/** A permission with mode ownGroup. */
function ownGroup(q: Question, permission: Resource<'AccessPermission'>): Missing[] {
  const group = q.of.group
  if (group === undefined) return [groupless(q, `AccessPermission ${permission.name} gives ${q.user.name} the computers of its own group`)]
  const subject = permission.spec.subjects.users.includes(q.user.name) ? q.user.name : `group ${group}`
  const type = q.e.world.find('Group', group)?.spec.type
  const one = opened(q, permission, subject)
  const says = `AccessPermission ${permission.name} gives ${subject} the computers of its own group, ${
    type === 'mixed' ? `and ${placeOf(q)}` : `but group ${group} is of type ${type}: only a mixed group has computers of its own`
  }`
  // The computers of the group stay: the mode that lists them too is the one that changes least.
  const keep: Edit[] = type === 'mixed' ? [{ key: permission.key, path: 'spec.computers.groups', op: 'add', value: group }] : []
  const fix = type === 'mixed' ? one.fix.replace('mode: only, ', `mode: only, groups: [${group}], `) : one.fix
  return [{ ...one, says, edits: [...one.edits, ...keep], fix }]
}

const placeOf = (q: Question): string => `${q.computer.name} is in ${q.to.group === undefined ? 'no group' : `group ${q.to.group}`}`

/** A group that no permission names: it has its own computers, if it is mixed. */
function ownOf(q: Question, group: string): Missing {
  const type = q.e.world.find('Group', group)?.spec.type
  const mixed = type === 'mixed'
  const { key: _, path: __, ...made } = fresh(q, 'groups', group, mixed ? group : undefined)
  const decides = `no AccessPermission names ${q.user.name} or its group ${group}`
  return {
    ...made,
    says: mixed
      ? `${decides}, which therefore has its own computers, and ${placeOf(q)}`
      : `${decides}, which is of type ${type} and so has no computers of its own`,
    key: keyOf('User', q.e.world.team, q.user.name),
    path: 'spec.group',
  }
}

/** A user without a group and with nothing else: a group that has the computer, or a permission of its own. */
function groupless(q: Question, because: string): Missing {
  const found = q.e.world
    .of('Group')
    .filter((group) => group.spec.type !== 'computers' && groupGives(q, group.name))
    .sort((a, b) => compare(a.name, b.name))
  const own = q.of.permission === undefined ? undefined : q.e.world.find('AccessPermission', q.of.permission)
  // With mode ownGroup nothing counts but a mixed group that holds the computer.
  const fitting =
    own?.spec.computers.mode === 'ownGroup' ? found.filter(({ name, spec }) => spec.type === 'mixed' && name === q.to.group) : found
  const says = `${because}, and ${q.user.name} is in no group`
  const [group] = fitting
  if (group)
    return {
      says,
      key: q.user.key,
      path: 'spec.group',
      edits: [{ key: q.user.key, path: 'spec.group', op: 'set', value: group.name }],
      from: undefined,
      fix: `Put \`${q.user.name}\` in a group that has \`${q.computer.name}\`: \`spec.group: ${group.name}\` in User/${q.user.name}${or(fitting.slice(1).map(({ name }) => name))}.`,
    }
  if (own) return { ...opened(q, own, q.user.name), says }
  return { ...fresh(q, 'users', q.user.name), says }
}

/** A permission that isn't there yet. */
function fresh(q: Question, list: 'users' | 'groups', subject: string, withGroup?: string): Missing {
  let name = subject
  for (let n = 2; q.e.world.find('AccessPermission', name); n++) name = `${subject}-${n}`
  const groups = withGroup === undefined ? '' : `groups: [${withGroup}], `
  return {
    says: '',
    key: list === 'users' ? q.user.key : keyOf('Group', q.e.world.team, subject),
    path: '',
    edits: [
      {
        key: keyOf('AccessPermission', q.e.world.team, name),
        path: '',
        op: 'set',
        value: {
          spec: {
            subjects: { [list]: [subject] },
            computers: { mode: 'only', computers: [q.computer.name], ...(withGroup !== undefined && { groups: [withGroup] }) },
          },
        },
      },
    ],
    from: undefined,
    fix: `Declare an AccessPermission with \`subjects: {${list}: [${subject}]}\` and \`computers: {mode: only, ${groups}computers: [${q.computer.name}]}\`${list === 'groups' ? `; everyone in group ${subject} would have it` : ''}.`,
  }
}
