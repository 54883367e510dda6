/**
 * The actions that the table of rights speaks of (administrator guide S4–S15): who may do what is said in effective/roles.ts; which write
 * needs which action, in each kind's file. An id never changes its meaning.
 */
export const actions = {
  'team.rename': 'Rename the team',
  'team.settings': 'Change team settings: features, notifications, authentication, time zone, IP restriction, granular defaults',
  'sso.manage': 'Create, change and delete single sign-on methods',
  'roles.manage': 'Create, change and delete custom roles',
  'users.invite': 'Invite users',
  'users.edit': 'Change users: name, e-mail, sign-in, licence, disabled',
  'users.group': 'Put users in groups',
  'users.remove': 'Remove users',
  'users.role': "Change users' roles",
  'groups.create': 'Create groups',
  'groups.edit': 'Change groups: name, dynamic membership',
  'groups.delete': 'Delete groups',
  'groups.admins': 'Appoint group administrators',
  'computers.edit': 'Rename and annotate computers',
  'computers.group': 'Put computers in groups',
  'computers.remove': 'Remove computers, revoke their enrolment',
  'permissions.manage': 'Create, change and delete access permissions',
  'schedules.create': 'Create scheduled resources and schedules',
  'schedules.edit': 'Change and delete scheduled resources and schedules',
  'granular.manage': 'Set granular controls of users and groups',
  'policies.manage': 'Create, change and delete preference policies',
  'packages.manage': 'Create, change and delete deployment packages',
} as const

export type ActionId = keyof typeof actions

/** What only the owner and super administrators may do. [S4] */
const aboveAdmin: readonly string[] = [
  'team.rename',
  'team.settings',
  'sso.manage',
  'roles.manage',
  'users.role',
  'groups.admins',
] satisfies ActionId[]
/** What administrators may do: the most that a custom role may grant. */
export const adminActions = (Object.keys(actions) as ActionId[]).filter((id) => !aboveAdmin.includes(id))
