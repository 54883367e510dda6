/**
 * The declaration that decides what a user always reaches, when it doesn't have the computer: the user's own permission, its role, the
 * groups that it administers, its group's permission, or the want of any; and the least that would have to change.
 *
 * Nobody loses anything by an advice: a permission is written anew only where it is for one subject, which keeps what it has. A permission
 * for the user alone comes before one that others have, too.
 */
import { compare } from '../schema/problem.ts'
import { keyOf, type Resource } from '../schema/resource.ts'
import type { Edit, Missing, Question } from './missing.ts'
import { besides, tooText } from './missing-others.ts'
import { freshKey, inheritsAll, isAlone, keptBy, type Lists, owned, ownPermission, withComputer } from './missing-own.ts'
import { naming } from './naming.ts'

/** Does a declaration have the computer in its lists? */
export const lists = (q: Question, spec: { computers: readonly string[]; groups: readonly string[] }): boolean =>
  spec.computers.includes(q.computer.name) || (q.to.group !== undefined && spec.groups.includes(q.to.group))

/** The declaration that decides, by the order of precedence: the user's own permission, its role, its group. */
export function permanentlyMissing(q: Question): Missing[] {
  const own = ownPermission(q)
  if (!own) return inherited(q)
  const others = inheritedGives(q)
  const through = others && `what ${others} gives`
  const freed: Missing[] =
    through && inheritsAll(q)
      ? [
          {
            says: `AccessPermission ${own.name} names ${q.user.name} itself${modeSays(own)}, which overrides ${through}`,
            key: own.key,
            path: 'spec.subjects.users',
            entry: q.user.name,
            edits: [{ key: own.key, path: 'spec.subjects.users', op: 'remove', value: q.user.name }],
            from: undefined,
            others: [],
            fix: `Remove \`${q.user.name}\` from \`spec.subjects.users\` of AccessPermission/${own.name}, so that ${q.user.name} has ${through}${keeps(own) ? ' in its place' : ''}.`,
          },
        ]
      : []
  switch (own.spec.computers.mode) {
    case 'all':
      return []
    case 'followGroup': {
      if (q.of.group === undefined) return groupless(q, `AccessPermission ${own.name} gives ${q.user.name} what its group has`)
      const says = `AccessPermission ${own.name} gives ${q.user.name} what group ${q.of.group} has, which leaves out ${q.computer.name}`
      return [...kept(q, own, says), ...ofGroup(q, q.of.group)]
    }
    case 'ownGroup':
      return [...freed, ...ownGroup(q, own)]
    default: {
      const open = alone(q, [opened(q, own, q.user.name)])
      return keeps(own) ? [...open, ...freed] : [...freed, ...open]
    }
  }
}

/** First for the user alone, then for all whom a declaration is for. */
function alone(q: Question, found: readonly Missing[]): Missing[] {
  const own = found.slice(0, 1).flatMap((first) => owned(q, first))
  return [...own, ...found.filter(({ fix }) => fix !== own[0]?.fix)]
}

/** The user's own permission, which gives what its group has or is: listed, with the computer, if nobody else has it by that permission. */
function kept(q: Question, own: Resource<'AccessPermission'>, says: string): Missing[] {
  if (!isAlone(own)) return owned(q, { says, key: own.key, path: 'spec.computers.mode' })
  return [{ ...opened(q, own, q.user.name, keptBy(q)), says }]
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
    const says = `${q.user.name} ${has}, and ${q.computer.name} is in ${place === undefined ? 'no group' : `group ${place}`}`
    if (place === undefined) found.push(...placed(q, groups, says))
    else
      found.push({
        says,
        key: keyOf('Group', q.e.world.team, place),
        path: 'spec.admins',
        edits: [{ key: keyOf('Group', q.e.world.team, place), path: 'spec.admins', op: 'add', value: q.user.name }],
        from: undefined,
        others: [],
        fix: `Add \`${q.user.name}\` to \`spec.admins\` of Group/${place}, if ${q.user.name} is to administer it.`,
      })
  }
  if (member !== undefined) found.push(...ofGroup(q, member))
  else if (found.length === 0) return groupless(q, `no AccessPermission names ${q.user.name}`)
  return alone(q, found)
}

/** A computer in no group, put in one that its administrator has. */
function placed(q: Question, administers: readonly string[], says: string): Missing[] {
  const [group, ...more] = administers.filter((name) => q.e.world.find('Group', name)?.spec.type !== 'users')
  if (group === undefined) return q.of.group === undefined ? owned(q, { says, key: q.user.key, path: '' }) : []
  const placing: Missing = {
    says,
    key: q.computer.key,
    path: 'spec.group',
    edits: [{ key: q.computer.key, path: 'spec.group', op: 'set', value: group }],
    from: undefined,
    others: [`whoever reaches group ${group}`],
    fix: `Put \`${q.computer.name}\` in a group that ${q.user.name} administers: \`spec.group: ${group}\` in Computer/${q.computer.name}${or(more)}; whoever reaches that group would have it too.`,
  }
  return [placing]
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

/** A permission that doesn't list the computer: made to. What another mode gave is kept. */
function opened(
  q: Question,
  permission: Resource<'AccessPermission'>,
  subject: string,
  keep: Lists = { groups: [], computers: [] },
): Missing {
  const path = 'spec.computers.computers'
  const add: Edit = { key: permission.key, path, op: 'add', value: q.computer.name }
  const others = besides(permission.spec.subjects, q.user.name)
  const too = tooText(others)
  const says = `AccessPermission ${permission.name} decides for ${subject}${modeSays(permission)}`
  if (permission.spec.computers.mode === 'only')
    return {
      says,
      key: permission.key,
      path: permission.value(path) === undefined ? 'spec.computers' : path,
      edits: [add],
      from: undefined,
      others,
      fix: `Add \`${q.computer.name}\` to \`${path}\` of AccessPermission/${permission.name}${too}.`,
    }
  const { value, text } = withComputer(q, keep)
  return {
    says,
    key: permission.key,
    path: 'spec.computers.mode',
    edits: [{ key: permission.key, path: 'spec.computers', op: 'set', value }],
    from: undefined,
    others,
    fix: `Write ${text} in AccessPermission/${permission.name}${too}.`,
  }
}

/** A permission with mode ownGroup: of several subjects each has its own group's computers, and no list says that. */
function ownGroup(q: Question, permission: Resource<'AccessPermission'>): Missing[] {
  const group = q.of.group
  if (group === undefined) return groupless(q, `AccessPermission ${permission.name} gives ${q.user.name} the computers of its own group`)
  const own = permission.name === q.of.permission
  const type = q.e.world.find('Group', group)?.spec.type
  const subject = own ? q.user.name : `group ${group}`
  const says = `AccessPermission ${permission.name} gives ${subject} the computers of its own group, ${
    type === 'mixed' ? `and ${placeOf(q)}` : `but group ${group} is of type ${type}: only a mixed group has computers of its own`
  }`
  if (own) return kept(q, permission, says)
  const keep: Lists = { groups: type === 'mixed' ? [group] : [], computers: [] }
  const shared = isAlone(permission) ? [{ ...opened(q, permission, subject, keep), says }] : []
  // A user with a permission of its own that follows the group is told of that one first.
  if (q.of.permission !== undefined || shared.length > 0) return shared
  return owned(q, { says, key: permission.key, path: 'spec.computers.mode' })
}

const placeOf = (q: Question): string => `${q.computer.name} is in ${q.to.group === undefined ? 'no group' : `group ${q.to.group}`}`

/** A group that no permission names: it has its own computers, if it is mixed. */
function ownOf(q: Question, group: string): Missing {
  const type = q.e.world.find('Group', group)?.spec.type
  const mixed = type === 'mixed'
  const decides = `no AccessPermission names ${q.user.name} or its group ${group}`
  const { value, text } = withComputer(q, { groups: mixed ? [group] : [], computers: [] })
  return {
    says: mixed
      ? `${decides}, which therefore has its own computers, and ${placeOf(q)}`
      : `${decides}, which is of type ${type} and so has no computers of its own`,
    key: q.user.key,
    path: 'spec.group',
    edits: [{ key: freshKey(q, group), path: '', op: 'set', value: { spec: { subjects: { groups: [group] }, computers: value } } }],
    from: undefined,
    others: [`everyone in group ${group}`],
    fix: `Declare an AccessPermission with \`subjects: {groups: [${group}]}\` and ${text}; everyone in group ${group} would have it.`,
  }
}

/** A user without a group and with nothing else: a permission of its own, or a group that has the computer. */
function groupless(q: Question, because: string): Missing[] {
  const found = q.e.world
    .of('Group')
    .filter((group) => group.spec.type !== 'computers' && groupGives(q, group.name))
    .sort((a, b) => compare(a.name, b.name))
  const own = ownPermission(q)
  // With mode ownGroup nothing counts but a mixed group that holds the computer.
  const fitting =
    own?.spec.computers.mode === 'ownGroup' ? found.filter(({ name, spec }) => spec.type === 'mixed' && name === q.to.group) : found
  const says = `${because}, and ${q.user.name} is in no group`
  const [group] = fitting
  const joins: Missing[] = group
    ? [
        {
          says,
          key: q.user.key,
          path: 'spec.group',
          edits: [{ key: q.user.key, path: 'spec.group', op: 'set', value: group.name }],
          from: undefined,
          others: [],
          fix: `Put \`${q.user.name}\` in a group that has \`${q.computer.name}\`, and have all that the group has: \`spec.group: ${group.name}\` in User/${q.user.name}${or(fitting.slice(1).map(({ name }) => name))}.`,
        },
      ]
    : []
  return [...(own ? kept(q, own, says) : owned(q, { says, key: q.user.key, path: '' })), ...joins]
}
