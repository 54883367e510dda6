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
  'team.billing': 'See and change billing and licence',
  'team.transfer': 'Hand the team over to another owner',
  'team.leave': 'Leave the team',
  'tokens.manage': 'Issue and revoke the API tokens of pipelines',
  'integrations.manage': 'Connect log collectors and service desks of other vendors',
  'remote.manage': 'Look after event logs, inventory, updates, alerts and endpoint security',
  'remote.actions': 'Run one-to-many actions',
  'remote.command': 'Open a command line in the background',
  'support.attend': 'Give attended access, and take service desk sessions',
  'support.manage': 'Create, change and delete service desk channels and SOS apps',
  'logs.read': 'Read logs',
  'sessions.manage': "End other people's sessions, restart computers, open the management pages",
} as const

export type ActionId = keyof typeof actions

/** What only the owner and super administrators may do, or nobody. [S4] */
const aboveAdmin: readonly string[] = [
  'team.rename',
  'team.settings',
  'sso.manage',
  'roles.manage',
  'users.role',
  'groups.admins',
  'team.billing',
  'team.transfer',
  'tokens.manage',
  'integrations.manage',
] satisfies ActionId[]
/** What administrators may do: the most that a custom role may grant. */
export const adminActions = (Object.keys(actions) as ActionId[]).filter((id) => !aboveAdmin.includes(id))
