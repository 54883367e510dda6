/* Made by `npm run generate` from schema/kinds: not to be edited. */

/** What a declaration returns: a resource that others can refer to, as in `group: support`. */
export interface Declared<K extends string> {
  readonly kind: K
  readonly name: string
}

/** A reference: what a declaration returned, or the name of a resource that is declared elsewhere. */
export type Named<K extends string, Builtin extends string = never> = Declared<K> | Builtin | (string & {})

/** What is said about a resource beside its `spec`. Its name is an argument of its own. */
export interface Metadata {
  /** Key and value pairs for selectors, as `dept: 'finance'`. */
  labels?: {
    /** Of a group: an AccessTest must ask about its access, or that of somebody or something in it; no plan passes without. */
    'splashtop.io/sensitive'?: 'true' | 'false'
    /** Of an SsoMethod: its identity provider asks for a second factor itself, so that device authentication may be off. */
    'splashtop.io/idp-mfa'?: 'true' | 'false'
    [key: string]: string | undefined
  }
  /** Key and value pairs that select nothing; those under `splashtop.io/` are instructions. */
  annotations?: {
    /** The former `metadata.name`: the resource keeps its history and its sessions, and every live reference follows. */
    'splashtop.io/renamed-from'?: string
    /** No plan deletes or replaces it. */
    'splashtop.io/prevent-destroy'?: 'true' | 'false'
    /** Ceasing to declare it releases it instead of deleting it. */
    'splashtop.io/retain-on-remove'?: 'true' | 'false'
    /** Fields that are declared once and then left alone, as `spec.group, spec.note`. */
    'splashtop.io/ignore-fields'?: string
    /** It is referred to, never written. */
    'splashtop.io/observe-only'?: 'true' | 'false'
    [key: string]: string | undefined
  }
}

/**
 * The team.
 */
export interface TeamSpec {
/**
 * The name that people read: 1 to 128 characters, spaces and accents allowed.
 */
displayName?: (string | null)
/**
 * The one owner of the team. No apply changes who it is. [S4]
 */
owner?: Named<'User'>
/**
 * Scheduled access. [S7]
 */
scheduledAccess?: {
/**
 * The time zone that schedules speak in. Required once there is a schedule, and then it stays as it is. [S7]
 */
timeZone?: (string | null)
}
/**
 * What the team may use at all; off here is off for everyone. [S8]
 */
features?: {
/**
 * Transfer of files.
 */
fileTransfer?: (boolean | null)
/**
 * The shared clipboard.
 */
copyPaste?: (boolean | null)
/**
 * Pasting as keystrokes, where there is no clipboard to share.
 */
keystrokePaste?: (boolean | null)
/**
 * Printing at home what is open on the remote computer.
 */
remotePrint?: (boolean | null)
/**
 * Waking computers that sleep.
 */
remoteWake?: (boolean | null)
/**
 * Restarts: normal, streamer only, safe mode.
 */
remoteReboot?: (boolean | null)
/**
 * A command line in the background.
 */
remoteCommand?: (boolean | null)
/**
 * Chat within a session.
 */
chat?: (boolean | null)
/**
 * Recording of sessions.
 */
sessionRecording?: (boolean | null)
/**
 * Two users on one computer at once.
 */
concurrentSessions?: (boolean | null)
/**
 * Passing USB devices through.
 */
deviceRedirection?: (boolean | null)
/**
 * Using the microphone of the remote end.
 */
remoteMicrophone?: (boolean | null)
/**
 * A text over the picture.
 */
watermark?: (boolean | null)
/**
 * Task manager, services and the like, in the background.
 */
systemTools?: (boolean | null)
/**
 * Sharing a phone's camera with annotations. [S15]
 */
augmentedReality?: (boolean | null)
/**
 * Who may run one-to-many actions. Group administrators are among the administrators, within their groups. [S10]
 */
oneToMany?: ("owner" | "ownerAndAdmins" | null)
}
/**
 * What members may do. [S8]
 */
members?: {
/**
 * Connect to a computer that someone is connected to.
 */
connectToActiveSession?: (boolean | null)
/**
 * Open the management pages.
 */
accessManagement?: (boolean | null)
/**
 * See groups, those that hold a computer which they can reach.
 */
seeGroups?: (boolean | null)
/**
 * Connect to several computers at once.
 */
multipleSessions?: (boolean | null)
/**
 * End the sessions of other members.
 */
disconnectOthers?: (boolean | null)
/**
 * Restart computers and streamers.
 */
reboot?: (boolean | null)
}
/**
 * How the person at a computer sees that a session is on. [S8]
 */
sessionIndicator?: {
/**
 * What is shown.
 */
mode?: ("none" | "popup" | "banner" | "both" | null)
/**
 * The person may close it.
 */
allowClose?: (boolean | null)
}
/**
 * E-mail about what happens in the team. [S8]
 */
notifications?: {
/**
 * Who gets an e-mail when a computer is added: roles, or addresses. [S8]
 * 
 * Items: A role or an address.
 */
computerAdded?: string[]
/**
 * Who gets an e-mail when a computer is removed: roles, or addresses. [S8]
 * 
 * Items: A role or an address.
 */
computerRemoved?: string[]
/**
 * Who gets an e-mail when a session begins: roles, or addresses. [S8]
 * 
 * Items: A role or an address.
 */
sessionStarted?: string[]
/**
 * Who gets an e-mail when a session ends: roles, or addresses. [S8]
 * 
 * Items: A role or an address.
 */
sessionEnded?: string[]
/**
 * Who gets an e-mail when a user accepts an invitation: roles, or addresses. [S8]
 * 
 * Items: A role or an address.
 */
invitationAccepted?: string[]
/**
 * Who gets an e-mail when a user is removed: roles, or addresses. [S8]
 * 
 * Items: A role or an address.
 */
userRemoved?: string[]
/**
 * Who gets an e-mail when a schedule changes: roles, or addresses. [S8]
 * 
 * Items: A role or an address.
 */
scheduleChanged?: string[]
}
/**
 * How people prove who they are. [S8]
 */
authentication?: {
/**
 * Of whom two-step verification is required. [S8]
 */
twoStepVerification?: {
/**
 * Of every role above member.
 */
admins?: (boolean | null)
/**
 * Of members.
 */
members?: (boolean | null)
}
/**
 * The confirmation of a new device or browser. [S8]
 */
deviceAuthentication?: {
/**
 * Who confirms a new device by an e-mailed link in the application; not asked of who has two-step verification on. [S8]
 */
application?: ("everyone" | "admins" | "nobody" | null)
/**
 * Who confirms a new device by an e-mailed link in the console; not asked of who has two-step verification on. [S8]
 */
console?: ("everyone" | "admins" | "nobody" | null)
}
/**
 * When an idle console signs out.
 */
consoleTimeout?: ("never" | "15m" | "1h" | "8h" | "24h" | null)
}
/**
 * What a user has whose own control, and whose group, say nothing, by role. [S9]
 */
granularDefaults?: {
/**
 * Defaults by role. Transfer of files. [S9]
 */
fileTransfer?: {
/**
 * For the owner.
 */
owner?: ("enabled" | "toComputerOnly" | "fromComputerOnly" | "disabled" | null)
/**
 * For super administrators.
 */
superAdmin?: ("enabled" | "toComputerOnly" | "fromComputerOnly" | "disabled" | null)
/**
 * For administrators.
 */
admin?: ("enabled" | "toComputerOnly" | "fromComputerOnly" | "disabled" | null)
/**
 * For group administrators.
 */
groupAdmin?: ("enabled" | "toComputerOnly" | "fromComputerOnly" | "disabled" | null)
/**
 * For members.
 */
member?: ("enabled" | "toComputerOnly" | "fromComputerOnly" | "disabled" | null)
/**
 * Administrators too may edit this control of users and groups.
 */
adminConfigurable?: (boolean | null)
}
/**
 * Defaults by role. Printing at home what is open on the remote computer. [S9]
 */
remotePrint?: {
/**
 * For the owner.
 */
owner?: ("enabled" | "disabled" | null)
/**
 * For super administrators.
 */
superAdmin?: ("enabled" | "disabled" | null)
/**
 * For administrators.
 */
admin?: ("enabled" | "disabled" | null)
/**
 * For group administrators.
 */
groupAdmin?: ("enabled" | "disabled" | null)
/**
 * For members.
 */
member?: ("enabled" | "disabled" | null)
/**
 * Administrators too may edit this control of users and groups.
 */
adminConfigurable?: (boolean | null)
}
/**
 * Defaults by role. The shared clipboard. [S9]
 */
copyPaste?: {
/**
 * For the owner.
 */
owner?: ("enabled" | "toComputerOnly" | "fromComputerOnly" | "disabled" | null)
/**
 * For super administrators.
 */
superAdmin?: ("enabled" | "toComputerOnly" | "fromComputerOnly" | "disabled" | null)
/**
 * For administrators.
 */
admin?: ("enabled" | "toComputerOnly" | "fromComputerOnly" | "disabled" | null)
/**
 * For group administrators.
 */
groupAdmin?: ("enabled" | "toComputerOnly" | "fromComputerOnly" | "disabled" | null)
/**
 * For members.
 */
member?: ("enabled" | "toComputerOnly" | "fromComputerOnly" | "disabled" | null)
/**
 * Administrators too may edit this control of users and groups.
 */
adminConfigurable?: (boolean | null)
}
/**
 * Defaults by role. Two-step verification at sign-in: `enabled` means that it is required. [S9]
 */
twoStepVerification?: {
/**
 * For the owner.
 */
owner?: ("enabled" | "disabled" | null)
/**
 * For super administrators.
 */
superAdmin?: ("enabled" | "disabled" | null)
/**
 * For administrators.
 */
admin?: ("enabled" | "disabled" | null)
/**
 * For group administrators.
 */
groupAdmin?: ("enabled" | "disabled" | null)
/**
 * For members.
 */
member?: ("enabled" | "disabled" | null)
/**
 * Administrators too may edit this control of users and groups.
 */
adminConfigurable?: (boolean | null)
}
/**
 * Defaults by role. Attended access by session code; needs the technician licence. [S9 S11]
 */
attendedAccess?: {
/**
 * For the owner.
 */
owner?: ("enabled" | "disabled" | null)
/**
 * For super administrators.
 */
superAdmin?: ("enabled" | "disabled" | null)
/**
 * For administrators.
 */
admin?: ("enabled" | "disabled" | null)
/**
 * For group administrators.
 */
groupAdmin?: ("enabled" | "disabled" | null)
/**
 * For members.
 */
member?: ("enabled" | "disabled" | null)
/**
 * Administrators too may edit this control of users and groups.
 */
adminConfigurable?: (boolean | null)
}
/**
 * Defaults by role. One-to-many actions and schedules; needs the technician licence, and members never have it. [S9 S10]
 */
oneToMany?: {
/**
 * For the owner.
 */
owner?: ("enabled" | "disabled" | null)
/**
 * For super administrators.
 */
superAdmin?: ("enabled" | "disabled" | null)
/**
 * For administrators.
 */
admin?: ("enabled" | "disabled" | null)
/**
 * For group administrators.
 */
groupAdmin?: ("enabled" | "disabled" | null)
/**
 * For members.
 */
member?: ("enabled" | "disabled" | null)
/**
 * Administrators too may edit this control of users and groups.
 */
adminConfigurable?: (boolean | null)
}
/**
 * Defaults by role. Keyboard and mouse; without it a session is view only.
 */
remoteControl?: {
/**
 * For the owner.
 */
owner?: ("enabled" | "disabled" | null)
/**
 * For super administrators.
 */
superAdmin?: ("enabled" | "disabled" | null)
/**
 * For administrators.
 */
admin?: ("enabled" | "disabled" | null)
/**
 * For group administrators.
 */
groupAdmin?: ("enabled" | "disabled" | null)
/**
 * For members.
 */
member?: ("enabled" | "disabled" | null)
/**
 * Administrators too may edit this control of users and groups.
 */
adminConfigurable?: (boolean | null)
}
/**
 * Defaults by role. A command line in the background, with the remote computer's own credentials. [S10]
 */
remoteCommand?: {
/**
 * For the owner.
 */
owner?: ("enabled" | "disabled" | null)
/**
 * For super administrators.
 */
superAdmin?: ("enabled" | "disabled" | null)
/**
 * For administrators.
 */
admin?: ("enabled" | "disabled" | null)
/**
 * For group administrators.
 */
groupAdmin?: ("enabled" | "disabled" | null)
/**
 * For members.
 */
member?: ("enabled" | "disabled" | null)
/**
 * Administrators too may edit this control of users and groups.
 */
adminConfigurable?: (boolean | null)
}
/**
 * Defaults by role. Recording of sessions.
 */
sessionRecording?: {
/**
 * For the owner.
 */
owner?: ("enabled" | "disabled" | null)
/**
 * For super administrators.
 */
superAdmin?: ("enabled" | "disabled" | null)
/**
 * For administrators.
 */
admin?: ("enabled" | "disabled" | null)
/**
 * For group administrators.
 */
groupAdmin?: ("enabled" | "disabled" | null)
/**
 * For members.
 */
member?: ("enabled" | "disabled" | null)
/**
 * Administrators too may edit this control of users and groups.
 */
adminConfigurable?: (boolean | null)
}
/**
 * Defaults by role. Chat within a session.
 */
chat?: {
/**
 * For the owner.
 */
owner?: ("enabled" | "disabled" | null)
/**
 * For super administrators.
 */
superAdmin?: ("enabled" | "disabled" | null)
/**
 * For administrators.
 */
admin?: ("enabled" | "disabled" | null)
/**
 * For group administrators.
 */
groupAdmin?: ("enabled" | "disabled" | null)
/**
 * For members.
 */
member?: ("enabled" | "disabled" | null)
/**
 * Administrators too may edit this control of users and groups.
 */
adminConfigurable?: (boolean | null)
}
/**
 * Defaults by role. Restart of the computer: normal, streamer only, safe mode. [S8]
 */
remoteReboot?: {
/**
 * For the owner.
 */
owner?: ("enabled" | "disabled" | null)
/**
 * For super administrators.
 */
superAdmin?: ("enabled" | "disabled" | null)
/**
 * For administrators.
 */
admin?: ("enabled" | "disabled" | null)
/**
 * For group administrators.
 */
groupAdmin?: ("enabled" | "disabled" | null)
/**
 * For members.
 */
member?: ("enabled" | "disabled" | null)
/**
 * Administrators too may edit this control of users and groups.
 */
adminConfigurable?: (boolean | null)
}
/**
 * Defaults by role. Task manager, services and the like, in the background.
 */
systemTools?: {
/**
 * For the owner.
 */
owner?: ("enabled" | "disabled" | null)
/**
 * For super administrators.
 */
superAdmin?: ("enabled" | "disabled" | null)
/**
 * For administrators.
 */
admin?: ("enabled" | "disabled" | null)
/**
 * For group administrators.
 */
groupAdmin?: ("enabled" | "disabled" | null)
/**
 * For members.
 */
member?: ("enabled" | "disabled" | null)
/**
 * Administrators too may edit this control of users and groups.
 */
adminConfigurable?: (boolean | null)
}
}
/**
 * From where people may come. [S15]
 */
ipRestriction?: {
/**
 * Restrict the console.
 */
console?: (boolean | null)
/**
 * Restrict the application.
 */
application?: (boolean | null)
/**
 * Addresses and ranges that may.
 * 
 * Items: A range.
 */
allow?: string[]
}
/**
 * How viewer and computer find each other where they can not reach each other directly.
 */
relay?: {
/**
 * Servers that say under which address one is seen.
 * 
 * Items: The URL of a server.
 */
stun?: string[]
/**
 * Servers that carry what goes between the two; coturn with `use-auth-secret`, which has the same secret.
 * 
 * Items: The URL of a server.
 */
turn?: string[]
/**
 * The secret that is shared with the TURN servers (`static-auth-secret`).
 */
secret?: ({
/**
 * Where the value is read from when it is applied.
 */
valueFrom?: {
/**
 * The name of an environment variable.
 */
env?: string
/**
 * The path of a file, relative to the project unless it begins with `/`.
 */
file?: string
/**
 * A key of a Kubernetes secret.
 */
secretKeyRef?: {
/**
 * The name of the secret.
 */
name?: string
/**
 * The key in it.
 */
key?: string
}
}
} | null)
/**
 * How long a credential made of it opens connections, in minutes.
 */
credentialMinutes?: (number | null)
}
/**
 * How long logs are kept, in days. [S14]
 */
logRetentionDays?: (number | null)
}

/**
 * The team: its owner, what is switched on, how people sign in, and the time zone of its schedules.
 * Administrator guide: S4, S7, S8, S9, S15.
 * There is one, and it bears the name of the team.
 * @example
 * team('acme', {
 *   displayName: 'Acme',
 *   owner: 'ada',
 *   scheduledAccess: { timeZone: 'Europe/Paris' },
 *   authentication: { twoStepVerification: { members: true } },
 * })
 */
export declare function team(name: string, spec?: TeamSpec, metadata?: Metadata): Declared<'Team'>

/**
 * A way to sign in.
 */
export interface SsoMethodSpec {
/**
 * The name that people read: 1 to 128 characters, spaces and accents allowed.
 */
displayName?: (string | null)
/**
 * What the identity provider speaks. Another protocol is another method. [S3]
 */
protocol?: ("saml2" | "oidc" | null)
/**
 * The identity provider. [S3]
 */
idp?: ("azureAD" | "okta" | "adfs" | "jumpcloud" | "onelogin" | "other")
/**
 * Where people are sent to sign in.
 */
loginUrl?: (string | null)
/**
 * The name that the identity provider gives itself: the entity id, or the issuer.
 */
issuer?: (string | null)
/**
 * The certificate of the identity provider, in PEM form.
 */
certificate?: (string | null)
/**
 * The e-mail domains whose users sign in this way.
 * 
 * Items: A domain.
 */
domains?: string[]
/**
 * Whether anyone can sign in with it.
 */
enabled?: (boolean | null)
/**
 * Users of this method confirm new devices by an e-mailed link. [S3]
 */
deviceAuthentication?: (boolean | null)
/**
 * New invitations propose this method; at most one does.
 */
defaultForInvites?: (boolean | null)
/**
 * Provisioning of users and groups by the identity provider: azureAD, okta and jumpcloud only. [S3]
 */
scim?: {
/**
 * Take users from the identity provider.
 */
enabled?: (boolean | null)
/**
 * Take groups too.
 */
userGroups?: (boolean | null)
/**
 * The token that the identity provider shows.
 */
token?: ({
/**
 * Where the value is read from when it is applied.
 */
valueFrom?: {
/**
 * The name of an environment variable.
 */
env?: string
/**
 * The path of a file, relative to the project unless it begins with `/`.
 */
file?: string
/**
 * A key of a Kubernetes secret.
 */
secretKeyRef?: {
/**
 * The name of the secret.
 */
name?: string
/**
 * The key in it.
 */
key?: string
}
}
} | null)
}
}

/**
 * Single sign-on through an identity provider, and provisioning from it.
 * Administrator guide: S3, S8.
 * @example
 * ssoMethod('entra', {
 *   displayName: 'Entra ID',
 *   idp: 'azureAD',
 *   loginUrl: 'https://login.example.com/saml2',
 *   domains: ['acme.example'],
 *   scim: { enabled: true, token: { valueFrom: { env: 'ENTRA_SCIM_TOKEN' } } },
 * })
 */
export declare function ssoMethod(name: string, spec?: SsoMethodSpec, metadata?: Metadata): Declared<'SsoMethod'>

/**
 * A custom role.
 */
export interface RoleSpec {
/**
 * The name that people read: 1 to 128 characters, spaces and accents allowed.
 */
displayName?: (string | null)
/**
 * What the role is for, to whoever reads it next.
 */
description?: (string | null)
/**
 * The role that this one begins with, and counts as wherever the guide speaks of roles.
 */
extends?: Named<'Role', 'owner' | 'super-admin' | 'admin' | 'group-admin' | 'member'>
/**
 * Actions that it may do beside those of the role that it extends, as an administrator may and never more; a role that extends group-admin within its groups alone.
 * 
 * Items: An action.
 */
grants?: ("team.rename" | "team.settings" | "sso.manage" | "roles.manage" | "users.invite" | "users.edit" | "users.group" | "users.remove" | "users.role" | "groups.create" | "groups.edit" | "groups.delete" | "groups.admins" | "computers.edit" | "computers.group" | "computers.remove" | "permissions.manage" | "schedules.create" | "schedules.edit" | "granular.manage" | "policies.manage" | "packages.manage" | "team.billing" | "team.transfer" | "team.leave" | "tokens.manage" | "integrations.manage" | "remote.manage" | "remote.actions" | "remote.command" | "support.attend" | "support.manage" | "logs.read" | "sessions.manage")[]
/**
 * Actions that it may not do; a denial wins over every grant.
 * 
 * Items: An action.
 */
denies?: ("team.rename" | "team.settings" | "sso.manage" | "roles.manage" | "users.invite" | "users.edit" | "users.group" | "users.remove" | "users.role" | "groups.create" | "groups.edit" | "groups.delete" | "groups.admins" | "computers.edit" | "computers.group" | "computers.remove" | "permissions.manage" | "schedules.create" | "schedules.edit" | "granular.manage" | "policies.manage" | "packages.manage" | "team.billing" | "team.transfer" | "team.leave" | "tokens.manage" | "integrations.manage" | "remote.manage" | "remote.actions" | "remote.command" | "support.attend" | "support.manage" | "logs.read" | "sessions.manage")[]
}

/**
 * A role of your own: a built-in one, with some actions granted or denied.
 * Administrator guide: S4.
 * @example
 * role('onboarding', { displayName: 'Onboarding', extends: 'member', grants: ['users.invite', 'users.group'] })
 */
export declare function role(name: string, spec?: RoleSpec, metadata?: Metadata): Declared<'Role'>

/**
 * A person of the team.
 */
export interface UserSpec {
/**
 * The name that people read: 1 to 128 characters, spaces and accents allowed.
 */
displayName?: (string | null)
/**
 * The address that signs in and gets the invitation. Unique in the team, compared without case. [S4]
 */
email?: string
/**
 * What the person may administer: a built-in role or a custom one. The owner is named in Team alone. [S4]
 */
role?: Named<'Role', 'owner' | 'super-admin' | 'admin' | 'group-admin' | 'member'> | null
/**
 * The one group that the person is in; of type users or mixed. [S5]
 */
group?: Named<'Group'> | null
/**
 * How the person signs in: `password`, or the name of an SsoMethod. [S3]
 */
authentication?: Named<'SsoMethod', 'password'> | null
/**
 * The seat that the person takes. Attended access and one-to-many need `technician`. [S10]
 */
licence?: ("access" | "technician" | null)
/**
 * A disabled user keeps everything but may do nothing.
 */
disabled?: (boolean | null)
}

/**
 * A person who signs in, with a role, at most one group, and a way to prove who they are.
 * Administrator guide: S4, S5.
 * @example
 * user('grace', {
 *   displayName: 'Grace Hopper',
 *   email: 'grace@acme.example',
 *   role: 'group-admin',
 *   group: 'engineering',
 *   authentication: 'entra',
 * })
 */
export declare function user(name: string, spec?: UserSpec, metadata?: Metadata): Declared<'User'>

/**
 * A group.
 */
export interface GroupSpec {
/**
 * The name that people read: 1 to 128 characters, spaces and accents allowed; unique among groups.
 */
displayName?: (string | null)
/**
 * What the group is for, to whoever reads it next.
 */
description?: (string | null)
/**
 * What it may hold. In a mixed group every user has access to every computer of it, unless a permission says otherwise. [S5]
 */
type?: ("users" | "computers" | "mixed")
/**
 * Group administrators: users with the role group-admin or above. [S4]
 * 
 * Items: A user.
 */
admins?: Named<'User'>[]
/**
 * Computers that fall into the group by themselves, unless something else put them elsewhere. All that is given must hold.
 */
match?: {
/**
 * The name of the computer; `*` stands for any characters, `?` for one; case does not count.
 */
hostname?: (string | null)
/**
 * Operating systems.
 * 
 * Items: An operating system.
 */
os?: ("android" | "linux" | "macos" | "windows")[]
/**
 * Labels that the computer bears in `metadata.labels`.
 */
labels?: {
/**
 * The value.
 */
[k: string]: string
}
/**
 * When several groups match, the highest wins.
 */
priority?: (number | null)
}
}

/**
 * Users, computers, or both, that are administered and given access together.
 * Administrator guide: S5, S4.
 * @example
 * group('render-nodes', {
 *   displayName: 'Render nodes',
 *   type: 'computers',
 *   admins: ['grace'],
 *   match: { hostname: 'render-*', os: ['linux'], priority: 10 },
 * })
 */
export declare function group(name: string, spec?: GroupSpec, metadata?: Metadata): Declared<'Group'>

/**
 * A computer.
 */
export interface ComputerSpec {
/**
 * The name that people read: 1 to 64 characters, without `< > , ; : " * + = \ ` and `|` or `?`.
 */
displayName?: (string | null)
/**
 * The one group that the computer is in, of type computers or mixed; it wins over its package and over `match`. [S5]
 */
group?: Named<'Group'> | null
/**
 * What there is to know about it.
 */
note?: (string | null)
/**
 * The device that this is, once it has enrolled; unique. Set, it stays.
 */
deviceId?: (string | null)
/**
 * `revoked` cuts the computer off, and ends its sessions.
 */
enrolment?: ("open" | "revoked" | null)
}

/**
 * A computer with a streamer or an agent on it, in at most one group.
 * Administrator guide: S5, S10.
 * @example
 * computer('reception-1', {
 *   displayName: 'Reception',
 *   group: 'front-desk',
 *   note: 'Behind the counter; ask before restarting.',
 * })
 */
export declare function computer(name: string, spec?: ComputerSpec, metadata?: Metadata): Declared<'Computer'>

/**
 * A permission.
 */
export interface AccessPermissionSpec {
/**
 * Who it is for: users, groups of users, or both.
 */
subjects?: {
/**
 * Users, by name.
 * 
 * Items: A user.
 */
users?: Named<'User'>[]
/**
 * Groups of type users or mixed, by name: everyone who is in one, now or later.
 * 
 * Items: A group.
 */
groups?: Named<'Group'>[]
}
/**
 * What they may reach.
 */
computers?: {
/**
 * Every computer; none; those of the subject's own mixed group; what the user's group has (users only); or those listed. [S6]
 */
mode?: ("all" | "none" | "ownGroup" | "followGroup" | "only")
/**
 * Computers, with mode `only`.
 * 
 * Items: A computer.
 */
computers?: Named<'Computer'>[]
/**
 * Groups of type computers or mixed, with mode `only`.
 * 
 * Items: A group.
 */
groups?: Named<'Group'>[]
}
}

/**
 * Which computers users and groups may reach at any time.
 * Administrator guide: S6.
 * @example
 * accessPermission('engineering', {
 *   subjects: { groups: ['engineering'] },
 *   computers: { mode: 'only', groups: ['workstations'], computers: ['build-1'] },
 * })
 */
export declare function accessPermission(name: string, spec?: AccessPermissionSpec, metadata?: Metadata): Declared<'AccessPermission'>

/**
 * A resource of scheduled access. Deleting it deletes its schedules.
 */
export interface ScheduledResourceSpec {
/**
 * The name that people read: 1 to 128 characters, spaces and accents allowed; unique among scheduled resources.
 */
displayName?: (string | null)
/**
 * What the resource is for, to whoever reads it next.
 */
description?: (string | null)
/**
 * Computers, by name.
 * 
 * Items: A computer.
 */
computers?: Named<'Computer'>[]
/**
 * Groups of type computers or mixed, by name.
 * 
 * Items: A group.
 */
groups?: Named<'Group'>[]
/**
 * Group administrators who look after its schedules. [S7]
 * 
 * Items: A user.
 */
admins?: Named<'User'>[]
/**
 * Whether its schedules give access at all.
 */
enabled?: (boolean | null)
/**
 * Any free computer of the resource will do. [S7]
 */
connectionPool?: {
/**
 * Schedules may use the pool.
 */
supported?: (boolean | null)
/**
 * Schedules that say nothing use it.
 */
default?: (boolean | null)
}
/**
 * Nobody connects while someone is logged in at the computer. [S7]
 */
exclusiveAccess?: {
/**
 * Schedules may be exclusive.
 */
supported?: (boolean | null)
/**
 * Schedules that say nothing are.
 */
default?: (boolean | null)
/**
 * Keep the local screen black meanwhile.
 */
blankScreen?: (boolean | null)
/**
 * Ignore the local keyboard and mouse meanwhile.
 */
lockInput?: (boolean | null)
/**
 * Log the user of the operating system off afterwards.
 */
logoffAfterDisconnect?: (boolean | null)
}
}

/**
 * Computers that schedules give access to, with who looks after them.
 * Administrator guide: S7.
 * @example
 * scheduledResource('render-farm', {
 *   displayName: 'Render farm',
 *   groups: ['render-nodes'],
 *   admins: ['grace'],
 *   connectionPool: { supported: true, default: true },
 * })
 */
export declare function scheduledResource(name: string, spec?: ScheduledResourceSpec, metadata?: Metadata): Declared<'ScheduledResource'>

/**
 * A schedule.
 */
export interface ScheduleSpec {
/**
 * The name that people read: 1 to 128 characters, spaces and accents allowed.
 */
displayName?: (string | null)
/**
 * What the schedule is for, to whoever reads it next.
 */
description?: (string | null)
/**
 * The resource that it gives access to.
 */
resource?: Named<'ScheduledResource'>
/**
 * Who it is for: users, groups of users, or both.
 */
subjects?: {
/**
 * Users, by name.
 * 
 * Items: A user.
 */
users?: Named<'User'>[]
/**
 * Groups of type users or mixed, by name: everyone who is in one, now or later.
 * 
 * Items: A group.
 */
groups?: Named<'Group'>[]
}
/**
 * The first date on which an occurrence may begin, as `2026-03-29`.
 */
startDate?: string
/**
 * The last date on which an occurrence may begin, inclusive.
 */
endDate?: (string | null)
/**
 * The hours of an occurrence, `[start, end)`.
 */
timeSlot?: {
/**
 * When it begins, as `08:30`.
 */
start?: string
/**
 * When it ends, as `17:00`; `24:00` is the end of the day.
 */
end?: string
/**
 * It ends on the day after.
 */
crossesMidnight?: (boolean | null)
}
/**
 * On which dates: parts, or a `rule` alone.
 */
recurrence?: {
/**
 * How often; `once` is `startDate` alone.
 */
frequency?: ("once" | "daily" | "weekly" | "monthly" | null)
/**
 * Weekdays; that of `startDate` if none is given.
 * 
 * Items: A weekday.
 */
days?: ("MO" | "TU" | "WE" | "TH" | "FR" | "SA" | "SU")[]
/**
 * The day of the month; that of `startDate` if none is given. Months without it are skipped.
 */
dayOfMonth?: (number | null)
/**
 * Every how many days, weeks or months, counted from `startDate`; weeks begin on Monday.
 */
interval?: (number | null)
/**
 * A recurrence rule (RFC 5545), as `FREQ=MONTHLY;BYDAY=1MO`: daily, weekly or monthly, dates only. `startDate` only bounds it.
 */
rule?: (string | null)
}
/**
 * End sessions with the occurrence. The user of the operating system stays logged in. [S7]
 */
forceDisconnectAtEnd?: (boolean | null)
/**
 * Gives no access for now, as in holidays; sessions that run go on.
 */
paused?: (boolean | null)
/**
 * Any free computer of the resource; what the resource says if absent.
 */
connectionPool?: (boolean | null)
/**
 * Not while someone is logged in at the computer; what the resource says if absent.
 */
exclusiveAccess?: (boolean | null)
}

/**
 * Dates and hours in which users and groups may reach a scheduled resource.
 * Administrator guide: S7.
 * @example
 * schedule('night-shift', {
 *   resource: 'render-farm',
 *   subjects: { groups: ['contractors'] },
 *   startDate: '2026-03-02',
 *   endDate: '2026-06-26',
 *   timeSlot: { start: '20:00', end: '04:00', crossesMidnight: true },
 *   recurrence: { frequency: 'weekly', days: ['MO', 'TU', 'WE', 'TH'] },
 *   forceDisconnectAtEnd: true,
 * })
 */
export declare function schedule(name: string, spec?: ScheduleSpec, metadata?: Metadata): Declared<'Schedule'>

/**
 * Controls for some users and groups.
 */
export interface GranularControlSpec {
/**
 * Who it is for: users, groups of users, or both.
 */
subjects?: {
/**
 * Users, by name.
 * 
 * Items: A user.
 */
users?: Named<'User'>[]
/**
 * Groups of type users or mixed, by name: everyone who is in one, now or later.
 * 
 * Items: A group.
 */
groups?: Named<'Group'>[]
}
/**
 * A value for each feature that is controlled: a user's wins over its group's, a group's over the team's default by role. [S9]
 */
controls?: {
/**
 * Transfer of files. [S9] `followGroup`: as the user's group; `default`: as the team has it for the role.
 */
fileTransfer?: ("enabled" | "toComputerOnly" | "fromComputerOnly" | "disabled" | "followGroup" | "default" | null)
/**
 * Printing at home what is open on the remote computer. [S9] `followGroup`: as the user's group; `default`: as the team has it for the role.
 */
remotePrint?: ("enabled" | "disabled" | "followGroup" | "default" | null)
/**
 * The shared clipboard. [S9] `followGroup`: as the user's group; `default`: as the team has it for the role.
 */
copyPaste?: ("enabled" | "toComputerOnly" | "fromComputerOnly" | "disabled" | "followGroup" | "default" | null)
/**
 * Two-step verification at sign-in: `enabled` means that it is required. [S9] `followGroup`: as the user's group; `default`: as the team has it for the role.
 */
twoStepVerification?: ("enabled" | "disabled" | "followGroup" | "default" | null)
/**
 * Attended access by session code; needs the technician licence. [S9 S11] `followGroup`: as the user's group; `default`: as the team has it for the role.
 */
attendedAccess?: ("enabled" | "disabled" | "followGroup" | "default" | null)
/**
 * One-to-many actions and schedules; needs the technician licence, and members never have it. [S9 S10] `followGroup`: as the user's group; `default`: as the team has it for the role.
 */
oneToMany?: ("enabled" | "disabled" | "followGroup" | "default" | null)
/**
 * Keyboard and mouse; without it a session is view only. `followGroup`: as the user's group; `default`: as the team has it for the role.
 */
remoteControl?: ("enabled" | "disabled" | "followGroup" | "default" | null)
/**
 * A command line in the background, with the remote computer's own credentials. [S10] `followGroup`: as the user's group; `default`: as the team has it for the role.
 */
remoteCommand?: ("enabled" | "disabled" | "followGroup" | "default" | null)
/**
 * Recording of sessions. `followGroup`: as the user's group; `default`: as the team has it for the role.
 */
sessionRecording?: ("enabled" | "disabled" | "followGroup" | "default" | null)
/**
 * Chat within a session. `followGroup`: as the user's group; `default`: as the team has it for the role.
 */
chat?: ("enabled" | "disabled" | "followGroup" | "default" | null)
/**
 * Restart of the computer: normal, streamer only, safe mode. [S8] `followGroup`: as the user's group; `default`: as the team has it for the role.
 */
remoteReboot?: ("enabled" | "disabled" | "followGroup" | "default" | null)
/**
 * Task manager, services and the like, in the background. `followGroup`: as the user's group; `default`: as the team has it for the role.
 */
systemTools?: ("enabled" | "disabled" | "followGroup" | "default" | null)
}
}

/**
 * Which features users and groups have, where that differs from the defaults of the team.
 * Administrator guide: S9.
 * @example
 * granularControl('contractors', {
 *   subjects: { groups: ['contractors'] },
 *   controls: { fileTransfer: 'toComputerOnly', remotePrint: 'disabled' },
 * })
 */
export declare function granularControl(name: string, spec?: GranularControlSpec, metadata?: Metadata): Declared<'GranularControl'>

/**
 * A preference policy.
 */
export interface PreferencePolicySpec {
/**
 * The name that people read: 1 to 128 characters, spaces and accents allowed; unique among preference policies.
 */
displayName?: (string | null)
/**
 * What the policy is for, to whoever reads it next.
 */
description?: (string | null)
/**
 * What is managed; a setting that is not listed is left alone. [S1]
 */
settings?: {
/**
 * The streamer itself. [S1]
 */
general?: {
/**
 * The name of the computer in lists; at install.
 */
computerName?: (string | null)
/**
 * Start with the operating system.
 */
autoLaunch?: (boolean | null)
/**
 * Update the streamer without asking.
 */
autoUpdate?: (boolean | null)
/**
 * Hide the icon in the notification area.
 */
hideTrayIcon?: (boolean | null)
/**
 * Let the two ends talk to each other without a relay when they can.
 */
directConnection?: (boolean | null)
/**
 * The web proxy to the outside.
 */
proxy?: {
/**
 * `auto` asks the operating system; `manual` uses `url`.
 */
mode?: ("auto" | "manual")
/**
 * The address of the proxy, with mode `manual`, as `http://proxy.example.com:3128`; no user or password in it.
 */
url?: string
}
/**
 * What carries the session: our own engine, or the streamer of the vendor.
 */
engine?: ("webrtc" | "splashtop-streamer" | null)
}
/**
 * Sessions. [S1]
 */
session?: {
/**
 * Where sound is heard: on the computer itself, at the remote end, both, or nowhere.
 */
sound?: ("thisComputer" | "remote" | "both" | "off" | null)
/**
 * Minutes without input after which a session ends, after a warning of one minute; 0 = never.
 */
idleTimeoutMinutes?: (number | null)
/**
 * The longest session, in minutes; 0 = no bound.
 */
maxSessionMinutes?: (number | null)
/**
 * How the person at the computer sees that a session is on; shown when this or the team asks for it. [S8]
 */
indicator?: {
/**
 * What is shown.
 */
mode?: ("none" | "popup" | "banner" | "both")
/**
 * The words in it.
 */
text?: string
}
/**
 * A text over the picture, against photographs of the screen.
 */
watermark?: {
/**
 * Show it.
 */
enabled?: boolean
/**
 * The words; the name of the user and the time are added.
 */
text?: string
}
/**
 * Use the remote end's keyboard layout.
 */
keyboardLayoutSync?: (boolean | null)
}
/**
 * Protection of the computer and of what is on it. [S1]
 */
security?: {
/**
 * What a session asks for beside the right to connect.
 */
additionalPassword?: {
/**
 * Nothing, a code of the computer, or a login of its operating system.
 */
mode?: ("none" | "securityCode" | "osLogin" | null)
/**
 * The code: 8 to 20 letters and digits, with one of each.
 */
securityCode?: ({
/**
 * Where the value is read from when it is applied.
 */
valueFrom?: {
/**
 * The name of an environment variable.
 */
env?: string
/**
 * The path of a file, relative to the project unless it begins with `/`.
 */
file?: string
/**
 * A key of a Kubernetes secret.
 */
secretKeyRef?: {
/**
 * The name of the secret.
 */
name?: string
/**
 * The key in it.
 */
key?: string
}
}
} | null)
}
/**
 * Whether the person at the computer is asked before a session begins.
 */
requestPermission?: {
/**
 * What happens when nobody answers; the last also lets a session begin at the login screen.
 */
mode?: ("off" | "rejectOnTimeout" | "allowOnTimeout" | "rejectOnTimeoutAllowAtLogin")
/**
 * How long the question stands, in seconds.
 */
timeoutSeconds?: number
}
/**
 * How a device behaves that has lost the control plane.
 */
staleness?: {
/**
 * `bestEffort` goes on with what it knew; `strict` refuses new sessions after the grace.
 */
mode?: ("bestEffort" | "strict")
/**
 * How long what it knew is good for, in seconds.
 */
graceSeconds?: number
}
/**
 * Lock the screen when a session begins.
 */
lockScreenOnConnect?: (boolean | null)
/**
 * Lock the screen when the last session ends.
 */
lockScreenOnDisconnect?: (boolean | null)
/**
 * Log the user of the operating system off when the last session has ended.
 */
logoffOnDisconnect?: {
/**
 * Do it.
 */
enabled?: boolean
/**
 * How long after the end, in seconds.
 */
afterSeconds?: number
}
/**
 * Keep the local screen black during a session.
 */
blankScreen?: (boolean | null)
/**
 * Ignore the local keyboard and mouse during a session.
 */
lockInput?: (boolean | null)
/**
 * The shared clipboard, and in which direction.
 */
copyPaste?: ("enabled" | "toComputerOnly" | "fromComputerOnly" | "disabled" | null)
/**
 * Transfer of files, and in which direction.
 */
fileTransfer?: ("enabled" | "toComputerOnly" | "fromComputerOnly" | "disabled" | null)
/**
 * Printing at the remote end.
 */
remotePrint?: (boolean | null)
/**
 * Keyboard and mouse; view only when off.
 */
remoteControl?: (boolean | null)
/**
 * Recording of sessions.
 */
sessionRecording?: {
/**
 * Allow it.
 */
enabled?: boolean
/**
 * Refuse a session that is not recorded.
 */
required?: boolean
}
}
/**
 * What a session may use of the line. [S1]
 */
bandwidth?: {
/**
 * Pictures a second, at most.
 */
maxFrameRate?: (number | null)
/**
 * Kilobits a second, at most; 0 = no bound.
 */
maxBitrateKbps?: (number | null)
/**
 * Width of the picture in pixels, at most; 0 = native.
 */
maxWidth?: (number | null)
/**
 * Height of the picture in pixels, at most; 0 = native.
 */
maxHeight?: (number | null)
/**
 * What gives way first on a narrow line.
 */
quality?: ("speed" | "balanced" | "sharpness" | null)
/**
 * How the picture is coded.
 */
codec?: ("h264" | "vp8" | "av1" | null)
}
}
/**
 * Which computers it is for; a computer that is named wins over its group.
 */
targets?: {
/**
 * Computers, by name.
 * 
 * Items: A computer.
 */
computers?: Named<'Computer'>[]
/**
 * Groups of type computers or mixed, by name.
 * 
 * Items: A group.
 */
groups?: Named<'Group'>[]
}
/**
 * Group administrators who may edit it.
 * 
 * Items: A user.
 */
admins?: Named<'User'>[]
}

/**
 * Settings of streamers and sessions, locked on the computers that it is for.
 * Administrator guide: S1.
 * @example
 * preferencePolicy('workstations', {
 *   displayName: 'Workstations',
 *   settings: {
 *     security: {
 *       lockScreenOnDisconnect: true,
 *       requestPermission: { mode: 'rejectOnTimeout', timeoutSeconds: 20 },
 *     },
 *     session: { idleTimeoutMinutes: 30 },
 *   },
 *   targets: { groups: ['workstations'] },
 * })
 */
export declare function preferencePolicy(name: string, spec?: PreferencePolicySpec, metadata?: Metadata): Declared<'PreferencePolicy'>

/**
 * A deployment package. Deleting it stops new enrolments and touches no computer.
 */
export interface DeploymentPackageSpec {
/**
 * The name that people read: 1 to 128 characters, spaces and accents allowed; unique among deployment packages.
 */
displayName?: (string | null)
/**
 * What the package is for, to whoever reads it next.
 */
description?: (string | null)
/**
 * What is set at install. [S1]
 */
settings?: {
/**
 * The streamer itself. [S1]
 */
general?: {
/**
 * The name of the computer in lists; at install.
 */
computerName?: (string | null)
/**
 * Start with the operating system.
 */
autoLaunch?: (boolean | null)
/**
 * Update the streamer without asking.
 */
autoUpdate?: (boolean | null)
/**
 * Hide the icon in the notification area.
 */
hideTrayIcon?: (boolean | null)
/**
 * Let the two ends talk to each other without a relay when they can.
 */
directConnection?: (boolean | null)
/**
 * The web proxy to the outside.
 */
proxy?: {
/**
 * `auto` asks the operating system; `manual` uses `url`.
 */
mode?: ("auto" | "manual")
/**
 * The address of the proxy, with mode `manual`, as `http://proxy.example.com:3128`; no user or password in it.
 */
url?: string
}
/**
 * What carries the session: our own engine, or the streamer of the vendor.
 */
engine?: ("webrtc" | "splashtop-streamer" | null)
}
/**
 * Sessions. [S1]
 */
session?: {
/**
 * Where sound is heard: on the computer itself, at the remote end, both, or nowhere.
 */
sound?: ("thisComputer" | "remote" | "both" | "off" | null)
/**
 * Minutes without input after which a session ends, after a warning of one minute; 0 = never.
 */
idleTimeoutMinutes?: (number | null)
/**
 * The longest session, in minutes; 0 = no bound.
 */
maxSessionMinutes?: (number | null)
/**
 * How the person at the computer sees that a session is on; shown when this or the team asks for it. [S8]
 */
indicator?: {
/**
 * What is shown.
 */
mode?: ("none" | "popup" | "banner" | "both")
/**
 * The words in it.
 */
text?: string
}
/**
 * A text over the picture, against photographs of the screen.
 */
watermark?: {
/**
 * Show it.
 */
enabled?: boolean
/**
 * The words; the name of the user and the time are added.
 */
text?: string
}
/**
 * Use the remote end's keyboard layout.
 */
keyboardLayoutSync?: (boolean | null)
}
/**
 * Protection of the computer and of what is on it. [S1]
 */
security?: {
/**
 * What a session asks for beside the right to connect.
 */
additionalPassword?: {
/**
 * Nothing, a code of the computer, or a login of its operating system.
 */
mode?: ("none" | "securityCode" | "osLogin" | null)
/**
 * The code: 8 to 20 letters and digits, with one of each.
 */
securityCode?: ({
/**
 * Where the value is read from when it is applied.
 */
valueFrom?: {
/**
 * The name of an environment variable.
 */
env?: string
/**
 * The path of a file, relative to the project unless it begins with `/`.
 */
file?: string
/**
 * A key of a Kubernetes secret.
 */
secretKeyRef?: {
/**
 * The name of the secret.
 */
name?: string
/**
 * The key in it.
 */
key?: string
}
}
} | null)
}
/**
 * Whether the person at the computer is asked before a session begins.
 */
requestPermission?: {
/**
 * What happens when nobody answers; the last also lets a session begin at the login screen.
 */
mode?: ("off" | "rejectOnTimeout" | "allowOnTimeout" | "rejectOnTimeoutAllowAtLogin")
/**
 * How long the question stands, in seconds.
 */
timeoutSeconds?: number
}
/**
 * How a device behaves that has lost the control plane.
 */
staleness?: {
/**
 * `bestEffort` goes on with what it knew; `strict` refuses new sessions after the grace.
 */
mode?: ("bestEffort" | "strict")
/**
 * How long what it knew is good for, in seconds.
 */
graceSeconds?: number
}
/**
 * Lock the screen when a session begins.
 */
lockScreenOnConnect?: (boolean | null)
/**
 * Lock the screen when the last session ends.
 */
lockScreenOnDisconnect?: (boolean | null)
/**
 * Log the user of the operating system off when the last session has ended.
 */
logoffOnDisconnect?: {
/**
 * Do it.
 */
enabled?: boolean
/**
 * How long after the end, in seconds.
 */
afterSeconds?: number
}
/**
 * Keep the local screen black during a session.
 */
blankScreen?: (boolean | null)
/**
 * Ignore the local keyboard and mouse during a session.
 */
lockInput?: (boolean | null)
/**
 * The shared clipboard, and in which direction.
 */
copyPaste?: ("enabled" | "toComputerOnly" | "fromComputerOnly" | "disabled" | null)
/**
 * Transfer of files, and in which direction.
 */
fileTransfer?: ("enabled" | "toComputerOnly" | "fromComputerOnly" | "disabled" | null)
/**
 * Printing at the remote end.
 */
remotePrint?: (boolean | null)
/**
 * Keyboard and mouse; view only when off.
 */
remoteControl?: (boolean | null)
/**
 * Recording of sessions.
 */
sessionRecording?: {
/**
 * Allow it.
 */
enabled?: boolean
/**
 * Refuse a session that is not recorded.
 */
required?: boolean
}
}
/**
 * What a session may use of the line. [S1]
 */
bandwidth?: {
/**
 * Pictures a second, at most.
 */
maxFrameRate?: (number | null)
/**
 * Kilobits a second, at most; 0 = no bound.
 */
maxBitrateKbps?: (number | null)
/**
 * Width of the picture in pixels, at most; 0 = native.
 */
maxWidth?: (number | null)
/**
 * Height of the picture in pixels, at most; 0 = native.
 */
maxHeight?: (number | null)
/**
 * What gives way first on a narrow line.
 */
quality?: ("speed" | "balanced" | "sharpness" | null)
/**
 * How the picture is coded.
 */
codec?: ("h264" | "vp8" | "av1" | null)
}
}
/**
 * How a computer is called: after itself; `customName` and a number; or `customName` where one is given at install. [S1]
 */
namingRule?: ("hostname" | "customPlusSequence" | "customOrHostname" | null)
/**
 * The name, or the beginning of the names.
 */
customName?: (string | null)
/**
 * The group that computers fall into, of type computers or mixed.
 */
group?: Named<'Group'> | null
/**
 * The policy of computers that no other policy names.
 */
preferencePolicy?: Named<'PreferencePolicy'> | null
/**
 * Protection of the settings on the device. [S1]
 */
lockSettings?: {
/**
 * Only an administrator's password unlocks them; who signs in by SSO has none. [S1]
 */
withAdminCredentials?: (boolean | null)
}
/**
 * Operating systems that it is offered for.
 * 
 * Items: An operating system.
 */
platforms?: ("android" | "linux" | "macos" | "windows")[]
/**
 * When it stops taking computers in, as `2026-12-31T18:00:00Z`.
 */
expiresAt?: (string | null)
/**
 * How many computers it takes in, at most.
 */
maxEnrolments?: (number | null)
/**
 * Whether an administrator has to let each computer in.
 */
approval?: ("none" | "required" | null)
}

/**
 * How new computers come in: their settings at install, their names, their group and policy.
 * Administrator guide: S1.
 * @example
 * deploymentPackage('kiosks', {
 *   displayName: 'Kiosks',
 *   namingRule: 'customPlusSequence',
 *   customName: 'Kiosk',
 *   group: 'kiosks',
 *   platforms: ['windows'],
 *   maxEnrolments: 40,
 *   settings: { general: { hideTrayIcon: true } },
 * })
 */
export declare function deploymentPackage(name: string, spec?: DeploymentPackageSpec, metadata?: Metadata): Declared<'DeploymentPackage'>

/**
 * A test of access.
 */
export interface AccessTestSpec {
/**
 * What the test is for, to whoever reads it next.
 */
description?: string
/**
 * Who is asked about: users, and everyone who is in the groups now.
 */
subjects?: {
/**
 * Users, by name.
 * 
 * Items: A user.
 */
users?: Named<'User'>[]
/**
 * Groups of type users or mixed, by name: everyone who is in one, now or later.
 * 
 * Items: A group.
 */
groups?: Named<'Group'>[]
}
/**
 * Which computers, by name and as members of groups.
 */
targets?: {
/**
 * Computers, by name.
 * 
 * Items: A computer.
 */
computers?: Named<'Computer'>[]
/**
 * Groups of type computers or mixed, by name.
 * 
 * Items: A group.
 */
groups?: Named<'Group'>[]
}
/**
 * When: on the team's clocks, or with an offset. A time that the clocks skip is taken as later, one that they show twice as the first. Without any: when the plan is evaluated.
 * 
 * Items: A time.
 */
times?: string[]
/**
 * What must hold of each of these people, with each of these computers, at each of these times.
 */
expect?: {
/**
 * Whether the one can reach the other.
 */
access?: ("allow" | "deny")
/**
 * What a session between the two has: the user's features and the computer's settings together, the stricter of the two. [S9]
 */
features?: {
/**
 * Transfer of files. [S9]
 */
fileTransfer?: ("enabled" | "toComputerOnly" | "fromComputerOnly" | "disabled")
/**
 * Printing at home what is open on the remote computer. [S9]
 */
remotePrint?: ("enabled" | "disabled")
/**
 * The shared clipboard. [S9]
 */
copyPaste?: ("enabled" | "toComputerOnly" | "fromComputerOnly" | "disabled")
/**
 * Two-step verification at sign-in: `enabled` means that it is required. [S9]
 */
twoStepVerification?: ("enabled" | "disabled")
/**
 * Attended access by session code; needs the technician licence. [S9 S11]
 */
attendedAccess?: ("enabled" | "disabled")
/**
 * One-to-many actions and schedules; needs the technician licence, and members never have it. [S9 S10]
 */
oneToMany?: ("enabled" | "disabled")
/**
 * Keyboard and mouse; without it a session is view only.
 */
remoteControl?: ("enabled" | "disabled")
/**
 * A command line in the background, with the remote computer's own credentials. [S10]
 */
remoteCommand?: ("enabled" | "disabled")
/**
 * Recording of sessions.
 */
sessionRecording?: ("enabled" | "disabled")
/**
 * Chat within a session.
 */
chat?: ("enabled" | "disabled")
/**
 * Restart of the computer: normal, streamer only, safe mode. [S8]
 */
remoteReboot?: ("enabled" | "disabled")
/**
 * Task manager, services and the like, in the background.
 */
systemTools?: ("enabled" | "disabled")
}
/**
 * Settings that each computer has at such a time, with what exclusive access adds to a session of such a user, by section. One of several parts is compared whole. [S1]
 */
settings?: {
/**
 * The streamer itself. [S1]
 */
general?: {
/**
 * The name of the computer in lists; at install.
 */
computerName?: string
/**
 * Start with the operating system.
 */
autoLaunch?: boolean
/**
 * Update the streamer without asking.
 */
autoUpdate?: boolean
/**
 * Hide the icon in the notification area.
 */
hideTrayIcon?: boolean
/**
 * Let the two ends talk to each other without a relay when they can.
 */
directConnection?: boolean
/**
 * The web proxy to the outside.
 */
proxy?: {
/**
 * `auto` asks the operating system; `manual` uses `url`.
 */
mode?: ("auto" | "manual")
/**
 * The address of the proxy, with mode `manual`, as `http://proxy.example.com:3128`; no user or password in it.
 */
url?: string
}
/**
 * What carries the session: our own engine, or the streamer of the vendor.
 */
engine?: ("webrtc" | "splashtop-streamer")
}
/**
 * Sessions. [S1]
 */
session?: {
/**
 * Where sound is heard: on the computer itself, at the remote end, both, or nowhere.
 */
sound?: ("thisComputer" | "remote" | "both" | "off")
/**
 * Minutes without input after which a session ends, after a warning of one minute; 0 = never.
 */
idleTimeoutMinutes?: number
/**
 * The longest session, in minutes; 0 = no bound.
 */
maxSessionMinutes?: number
/**
 * How the person at the computer sees that a session is on; shown when this or the team asks for it. [S8]
 */
indicator?: {
/**
 * What is shown.
 */
mode?: ("none" | "popup" | "banner" | "both")
/**
 * The words in it.
 */
text?: string
}
/**
 * A text over the picture, against photographs of the screen.
 */
watermark?: {
/**
 * Show it.
 */
enabled?: boolean
/**
 * The words; the name of the user and the time are added.
 */
text?: string
}
/**
 * Use the remote end's keyboard layout.
 */
keyboardLayoutSync?: boolean
}
/**
 * Protection of the computer and of what is on it. [S1]
 */
security?: {
/**
 * What a session asks for beside the right to connect.
 */
additionalPassword?: {
/**
 * Nothing, a code of the computer, or a login of its operating system.
 */
mode?: ("none" | "securityCode" | "osLogin")
}
/**
 * Whether the person at the computer is asked before a session begins.
 */
requestPermission?: {
/**
 * What happens when nobody answers; the last also lets a session begin at the login screen.
 */
mode?: ("off" | "rejectOnTimeout" | "allowOnTimeout" | "rejectOnTimeoutAllowAtLogin")
/**
 * How long the question stands, in seconds.
 */
timeoutSeconds?: number
}
/**
 * How a device behaves that has lost the control plane.
 */
staleness?: {
/**
 * `bestEffort` goes on with what it knew; `strict` refuses new sessions after the grace.
 */
mode?: ("bestEffort" | "strict")
/**
 * How long what it knew is good for, in seconds.
 */
graceSeconds?: number
}
/**
 * Lock the screen when a session begins.
 */
lockScreenOnConnect?: boolean
/**
 * Lock the screen when the last session ends.
 */
lockScreenOnDisconnect?: boolean
/**
 * Log the user of the operating system off when the last session has ended.
 */
logoffOnDisconnect?: {
/**
 * Do it.
 */
enabled?: boolean
/**
 * How long after the end, in seconds.
 */
afterSeconds?: number
}
/**
 * Keep the local screen black during a session.
 */
blankScreen?: boolean
/**
 * Ignore the local keyboard and mouse during a session.
 */
lockInput?: boolean
/**
 * The shared clipboard, and in which direction.
 */
copyPaste?: ("enabled" | "toComputerOnly" | "fromComputerOnly" | "disabled")
/**
 * Transfer of files, and in which direction.
 */
fileTransfer?: ("enabled" | "toComputerOnly" | "fromComputerOnly" | "disabled")
/**
 * Printing at the remote end.
 */
remotePrint?: boolean
/**
 * Keyboard and mouse; view only when off.
 */
remoteControl?: boolean
/**
 * Recording of sessions.
 */
sessionRecording?: {
/**
 * Allow it.
 */
enabled?: boolean
/**
 * Refuse a session that is not recorded.
 */
required?: boolean
}
}
/**
 * What a session may use of the line. [S1]
 */
bandwidth?: {
/**
 * Pictures a second, at most.
 */
maxFrameRate?: number
/**
 * Kilobits a second, at most; 0 = no bound.
 */
maxBitrateKbps?: number
/**
 * Width of the picture in pixels, at most; 0 = native.
 */
maxWidth?: number
/**
 * Height of the picture in pixels, at most; 0 = native.
 */
maxHeight?: number
/**
 * What gives way first on a narrow line.
 */
quality?: ("speed" | "balanced" | "sharpness")
/**
 * How the picture is coded.
 */
codec?: ("h264" | "vp8" | "av1")
}
}
}
}

/**
 * What must be true of access, features and settings, whatever else changes; asked at each plan.
 * Administrator guide: S1, S6, S7, S9.
 * @example
 * accessTest('contractors-never-see-the-books', {
 *   description: 'Promised to the auditors.',
 *   subjects: { groups: ['contractors'] },
 *   targets: { groups: ['finance'] },
 *   times: ['2026-03-02T10:00', '2026-03-29T02:30'],
 *   expect: { access: 'deny' },
 * })
 */
export declare function accessTest(name: string, spec?: AccessTestSpec, metadata?: Metadata): Declared<'AccessTest'>

/**
 * The team.
 */
export interface TeamFilled {
/**
 * The name that people read: 1 to 128 characters, spaces and accents allowed.
 */
displayName?: string
/**
 * The one owner of the team. No apply changes who it is. [S4]
 */
owner?: string
/**
 * Scheduled access. [S7]
 */
scheduledAccess: {
/**
 * The time zone that schedules speak in. Required once there is a schedule, and then it stays as it is. [S7]
 */
timeZone?: string
}
/**
 * What the team may use at all; off here is off for everyone. [S8]
 */
features: {
/**
 * Transfer of files.
 */
fileTransfer: boolean
/**
 * The shared clipboard.
 */
copyPaste: boolean
/**
 * Pasting as keystrokes, where there is no clipboard to share.
 */
keystrokePaste: boolean
/**
 * Printing at home what is open on the remote computer.
 */
remotePrint: boolean
/**
 * Waking computers that sleep.
 */
remoteWake: boolean
/**
 * Restarts: normal, streamer only, safe mode.
 */
remoteReboot: boolean
/**
 * A command line in the background.
 */
remoteCommand: boolean
/**
 * Chat within a session.
 */
chat: boolean
/**
 * Recording of sessions.
 */
sessionRecording: boolean
/**
 * Two users on one computer at once.
 */
concurrentSessions: boolean
/**
 * Passing USB devices through.
 */
deviceRedirection: boolean
/**
 * Using the microphone of the remote end.
 */
remoteMicrophone: boolean
/**
 * A text over the picture.
 */
watermark: boolean
/**
 * Task manager, services and the like, in the background.
 */
systemTools: boolean
/**
 * Sharing a phone's camera with annotations. [S15]
 */
augmentedReality: boolean
/**
 * Who may run one-to-many actions. Group administrators are among the administrators, within their groups. [S10]
 */
oneToMany: ("owner" | "ownerAndAdmins")
}
/**
 * What members may do. [S8]
 */
members: {
/**
 * Connect to a computer that someone is connected to.
 */
connectToActiveSession: boolean
/**
 * Open the management pages.
 */
accessManagement: boolean
/**
 * See groups, those that hold a computer which they can reach.
 */
seeGroups: boolean
/**
 * Connect to several computers at once.
 */
multipleSessions: boolean
/**
 * End the sessions of other members.
 */
disconnectOthers: boolean
/**
 * Restart computers and streamers.
 */
reboot: boolean
}
/**
 * How the person at a computer sees that a session is on. [S8]
 */
sessionIndicator: {
/**
 * What is shown.
 */
mode: ("none" | "popup" | "banner" | "both")
/**
 * The person may close it.
 */
allowClose: boolean
}
/**
 * E-mail about what happens in the team. [S8]
 */
notifications: {
/**
 * Who gets an e-mail when a computer is added: roles, or addresses. [S8]
 * 
 * Items: A role or an address.
 */
computerAdded: string[]
/**
 * Who gets an e-mail when a computer is removed: roles, or addresses. [S8]
 * 
 * Items: A role or an address.
 */
computerRemoved: string[]
/**
 * Who gets an e-mail when a session begins: roles, or addresses. [S8]
 * 
 * Items: A role or an address.
 */
sessionStarted: string[]
/**
 * Who gets an e-mail when a session ends: roles, or addresses. [S8]
 * 
 * Items: A role or an address.
 */
sessionEnded: string[]
/**
 * Who gets an e-mail when a user accepts an invitation: roles, or addresses. [S8]
 * 
 * Items: A role or an address.
 */
invitationAccepted: string[]
/**
 * Who gets an e-mail when a user is removed: roles, or addresses. [S8]
 * 
 * Items: A role or an address.
 */
userRemoved: string[]
/**
 * Who gets an e-mail when a schedule changes: roles, or addresses. [S8]
 * 
 * Items: A role or an address.
 */
scheduleChanged: string[]
}
/**
 * How people prove who they are. [S8]
 */
authentication: {
/**
 * Of whom two-step verification is required. [S8]
 */
twoStepVerification: {
/**
 * Of every role above member.
 */
admins: boolean
/**
 * Of members.
 */
members: boolean
}
/**
 * The confirmation of a new device or browser. [S8]
 */
deviceAuthentication: {
/**
 * Who confirms a new device by an e-mailed link in the application; not asked of who has two-step verification on. [S8]
 */
application: ("everyone" | "admins" | "nobody")
/**
 * Who confirms a new device by an e-mailed link in the console; not asked of who has two-step verification on. [S8]
 */
console: ("everyone" | "admins" | "nobody")
}
/**
 * When an idle console signs out.
 */
consoleTimeout: ("never" | "15m" | "1h" | "8h" | "24h")
}
/**
 * What a user has whose own control, and whose group, say nothing, by role. [S9]
 */
granularDefaults: {
/**
 * Defaults by role. Transfer of files. [S9]
 */
fileTransfer: {
/**
 * For the owner.
 */
owner: ("enabled" | "toComputerOnly" | "fromComputerOnly" | "disabled")
/**
 * For super administrators.
 */
superAdmin: ("enabled" | "toComputerOnly" | "fromComputerOnly" | "disabled")
/**
 * For administrators.
 */
admin: ("enabled" | "toComputerOnly" | "fromComputerOnly" | "disabled")
/**
 * For group administrators.
 */
groupAdmin: ("enabled" | "toComputerOnly" | "fromComputerOnly" | "disabled")
/**
 * For members.
 */
member: ("enabled" | "toComputerOnly" | "fromComputerOnly" | "disabled")
/**
 * Administrators too may edit this control of users and groups.
 */
adminConfigurable: boolean
}
/**
 * Defaults by role. Printing at home what is open on the remote computer. [S9]
 */
remotePrint: {
/**
 * For the owner.
 */
owner: ("enabled" | "disabled")
/**
 * For super administrators.
 */
superAdmin: ("enabled" | "disabled")
/**
 * For administrators.
 */
admin: ("enabled" | "disabled")
/**
 * For group administrators.
 */
groupAdmin: ("enabled" | "disabled")
/**
 * For members.
 */
member: ("enabled" | "disabled")
/**
 * Administrators too may edit this control of users and groups.
 */
adminConfigurable: boolean
}
/**
 * Defaults by role. The shared clipboard. [S9]
 */
copyPaste: {
/**
 * For the owner.
 */
owner: ("enabled" | "toComputerOnly" | "fromComputerOnly" | "disabled")
/**
 * For super administrators.
 */
superAdmin: ("enabled" | "toComputerOnly" | "fromComputerOnly" | "disabled")
/**
 * For administrators.
 */
admin: ("enabled" | "toComputerOnly" | "fromComputerOnly" | "disabled")
/**
 * For group administrators.
 */
groupAdmin: ("enabled" | "toComputerOnly" | "fromComputerOnly" | "disabled")
/**
 * For members.
 */
member: ("enabled" | "toComputerOnly" | "fromComputerOnly" | "disabled")
/**
 * Administrators too may edit this control of users and groups.
 */
adminConfigurable: boolean
}
/**
 * Defaults by role. Two-step verification at sign-in: `enabled` means that it is required. [S9]
 */
twoStepVerification: {
/**
 * For the owner.
 */
owner: ("enabled" | "disabled")
/**
 * For super administrators.
 */
superAdmin: ("enabled" | "disabled")
/**
 * For administrators.
 */
admin: ("enabled" | "disabled")
/**
 * For group administrators.
 */
groupAdmin: ("enabled" | "disabled")
/**
 * For members.
 */
member: ("enabled" | "disabled")
/**
 * Administrators too may edit this control of users and groups.
 */
adminConfigurable: boolean
}
/**
 * Defaults by role. Attended access by session code; needs the technician licence. [S9 S11]
 */
attendedAccess: {
/**
 * For the owner.
 */
owner: ("enabled" | "disabled")
/**
 * For super administrators.
 */
superAdmin: ("enabled" | "disabled")
/**
 * For administrators.
 */
admin: ("enabled" | "disabled")
/**
 * For group administrators.
 */
groupAdmin: ("enabled" | "disabled")
/**
 * For members.
 */
member: ("enabled" | "disabled")
/**
 * Administrators too may edit this control of users and groups.
 */
adminConfigurable: boolean
}
/**
 * Defaults by role. One-to-many actions and schedules; needs the technician licence, and members never have it. [S9 S10]
 */
oneToMany: {
/**
 * For the owner.
 */
owner: ("enabled" | "disabled")
/**
 * For super administrators.
 */
superAdmin: ("enabled" | "disabled")
/**
 * For administrators.
 */
admin: ("enabled" | "disabled")
/**
 * For group administrators.
 */
groupAdmin: ("enabled" | "disabled")
/**
 * For members.
 */
member: ("enabled" | "disabled")
/**
 * Administrators too may edit this control of users and groups.
 */
adminConfigurable: boolean
}
/**
 * Defaults by role. Keyboard and mouse; without it a session is view only.
 */
remoteControl: {
/**
 * For the owner.
 */
owner: ("enabled" | "disabled")
/**
 * For super administrators.
 */
superAdmin: ("enabled" | "disabled")
/**
 * For administrators.
 */
admin: ("enabled" | "disabled")
/**
 * For group administrators.
 */
groupAdmin: ("enabled" | "disabled")
/**
 * For members.
 */
member: ("enabled" | "disabled")
/**
 * Administrators too may edit this control of users and groups.
 */
adminConfigurable: boolean
}
/**
 * Defaults by role. A command line in the background, with the remote computer's own credentials. [S10]
 */
remoteCommand: {
/**
 * For the owner.
 */
owner: ("enabled" | "disabled")
/**
 * For super administrators.
 */
superAdmin: ("enabled" | "disabled")
/**
 * For administrators.
 */
admin: ("enabled" | "disabled")
/**
 * For group administrators.
 */
groupAdmin: ("enabled" | "disabled")
/**
 * For members.
 */
member: ("enabled" | "disabled")
/**
 * Administrators too may edit this control of users and groups.
 */
adminConfigurable: boolean
}
/**
 * Defaults by role. Recording of sessions.
 */
sessionRecording: {
/**
 * For the owner.
 */
owner: ("enabled" | "disabled")
/**
 * For super administrators.
 */
superAdmin: ("enabled" | "disabled")
/**
 * For administrators.
 */
admin: ("enabled" | "disabled")
/**
 * For group administrators.
 */
groupAdmin: ("enabled" | "disabled")
/**
 * For members.
 */
member: ("enabled" | "disabled")
/**
 * Administrators too may edit this control of users and groups.
 */
adminConfigurable: boolean
}
/**
 * Defaults by role. Chat within a session.
 */
chat: {
/**
 * For the owner.
 */
owner: ("enabled" | "disabled")
/**
 * For super administrators.
 */
superAdmin: ("enabled" | "disabled")
/**
 * For administrators.
 */
admin: ("enabled" | "disabled")
/**
 * For group administrators.
 */
groupAdmin: ("enabled" | "disabled")
/**
 * For members.
 */
member: ("enabled" | "disabled")
/**
 * Administrators too may edit this control of users and groups.
 */
adminConfigurable: boolean
}
/**
 * Defaults by role. Restart of the computer: normal, streamer only, safe mode. [S8]
 */
remoteReboot: {
/**
 * For the owner.
 */
owner: ("enabled" | "disabled")
/**
 * For super administrators.
 */
superAdmin: ("enabled" | "disabled")
/**
 * For administrators.
 */
admin: ("enabled" | "disabled")
/**
 * For group administrators.
 */
groupAdmin: ("enabled" | "disabled")
/**
 * For members.
 */
member: ("enabled" | "disabled")
/**
 * Administrators too may edit this control of users and groups.
 */
adminConfigurable: boolean
}
/**
 * Defaults by role. Task manager, services and the like, in the background.
 */
systemTools: {
/**
 * For the owner.
 */
owner: ("enabled" | "disabled")
/**
 * For super administrators.
 */
superAdmin: ("enabled" | "disabled")
/**
 * For administrators.
 */
admin: ("enabled" | "disabled")
/**
 * For group administrators.
 */
groupAdmin: ("enabled" | "disabled")
/**
 * For members.
 */
member: ("enabled" | "disabled")
/**
 * Administrators too may edit this control of users and groups.
 */
adminConfigurable: boolean
}
}
/**
 * From where people may come. [S15]
 */
ipRestriction: {
/**
 * Restrict the console.
 */
console: boolean
/**
 * Restrict the application.
 */
application: boolean
/**
 * Addresses and ranges that may.
 * 
 * Items: A range.
 */
allow: string[]
}
/**
 * How viewer and computer find each other where they can not reach each other directly.
 */
relay: {
/**
 * Servers that say under which address one is seen.
 * 
 * Items: The URL of a server.
 */
stun: string[]
/**
 * Servers that carry what goes between the two; coturn with `use-auth-secret`, which has the same secret.
 * 
 * Items: The URL of a server.
 */
turn: string[]
/**
 * The secret that is shared with the TURN servers (`static-auth-secret`).
 */
secret?: {
/**
 * Where the value is read from when it is applied.
 */
valueFrom: {
/**
 * The name of an environment variable.
 */
env?: string
/**
 * The path of a file, relative to the project unless it begins with `/`.
 */
file?: string
/**
 * A key of a Kubernetes secret.
 */
secretKeyRef: {
/**
 * The name of the secret.
 */
name?: string
/**
 * The key in it.
 */
key?: string
}
}
}
/**
 * How long a credential made of it opens connections, in minutes.
 */
credentialMinutes: number
}
/**
 * How long logs are kept, in days. [S14]
 */
logRetentionDays: number
}

/**
 * A way to sign in.
 */
export interface SsoMethodFilled {
/**
 * The name that people read: 1 to 128 characters, spaces and accents allowed.
 */
displayName?: string
/**
 * What the identity provider speaks. Another protocol is another method. [S3]
 */
protocol: ("saml2" | "oidc")
/**
 * The identity provider. [S3]
 */
idp?: ("azureAD" | "okta" | "adfs" | "jumpcloud" | "onelogin" | "other")
/**
 * Where people are sent to sign in.
 */
loginUrl?: string
/**
 * The name that the identity provider gives itself: the entity id, or the issuer.
 */
issuer?: string
/**
 * The certificate of the identity provider, in PEM form.
 */
certificate?: string
/**
 * The e-mail domains whose users sign in this way.
 * 
 * Items: A domain.
 */
domains: string[]
/**
 * Whether anyone can sign in with it.
 */
enabled: boolean
/**
 * Users of this method confirm new devices by an e-mailed link. [S3]
 */
deviceAuthentication: boolean
/**
 * New invitations propose this method; at most one does.
 */
defaultForInvites: boolean
/**
 * Provisioning of users and groups by the identity provider: azureAD, okta and jumpcloud only. [S3]
 */
scim: {
/**
 * Take users from the identity provider.
 */
enabled: boolean
/**
 * Take groups too.
 */
userGroups: boolean
/**
 * The token that the identity provider shows.
 */
token?: {
/**
 * Where the value is read from when it is applied.
 */
valueFrom: {
/**
 * The name of an environment variable.
 */
env?: string
/**
 * The path of a file, relative to the project unless it begins with `/`.
 */
file?: string
/**
 * A key of a Kubernetes secret.
 */
secretKeyRef: {
/**
 * The name of the secret.
 */
name?: string
/**
 * The key in it.
 */
key?: string
}
}
}
}
}

/**
 * A custom role.
 */
export interface RoleFilled {
/**
 * The name that people read: 1 to 128 characters, spaces and accents allowed.
 */
displayName?: string
/**
 * What the role is for, to whoever reads it next.
 */
description?: string
/**
 * The role that this one begins with, and counts as wherever the guide speaks of roles.
 */
extends?: string
/**
 * Actions that it may do beside those of the role that it extends, as an administrator may and never more; a role that extends group-admin within its groups alone.
 * 
 * Items: An action.
 */
grants: ("team.rename" | "team.settings" | "sso.manage" | "roles.manage" | "users.invite" | "users.edit" | "users.group" | "users.remove" | "users.role" | "groups.create" | "groups.edit" | "groups.delete" | "groups.admins" | "computers.edit" | "computers.group" | "computers.remove" | "permissions.manage" | "schedules.create" | "schedules.edit" | "granular.manage" | "policies.manage" | "packages.manage" | "team.billing" | "team.transfer" | "team.leave" | "tokens.manage" | "integrations.manage" | "remote.manage" | "remote.actions" | "remote.command" | "support.attend" | "support.manage" | "logs.read" | "sessions.manage")[]
/**
 * Actions that it may not do; a denial wins over every grant.
 * 
 * Items: An action.
 */
denies: ("team.rename" | "team.settings" | "sso.manage" | "roles.manage" | "users.invite" | "users.edit" | "users.group" | "users.remove" | "users.role" | "groups.create" | "groups.edit" | "groups.delete" | "groups.admins" | "computers.edit" | "computers.group" | "computers.remove" | "permissions.manage" | "schedules.create" | "schedules.edit" | "granular.manage" | "policies.manage" | "packages.manage" | "team.billing" | "team.transfer" | "team.leave" | "tokens.manage" | "integrations.manage" | "remote.manage" | "remote.actions" | "remote.command" | "support.attend" | "support.manage" | "logs.read" | "sessions.manage")[]
}

/**
 * A person of the team.
 */
export interface UserFilled {
/**
 * The name that people read: 1 to 128 characters, spaces and accents allowed.
 */
displayName?: string
/**
 * The address that signs in and gets the invitation. Unique in the team, compared without case. [S4]
 */
email?: string
/**
 * What the person may administer: a built-in role or a custom one. The owner is named in Team alone. [S4]
 */
role: string
/**
 * The one group that the person is in; of type users or mixed. [S5]
 */
group?: string
/**
 * How the person signs in: `password`, or the name of an SsoMethod. [S3]
 */
authentication: string
/**
 * The seat that the person takes. Attended access and one-to-many need `technician`. [S10]
 */
licence: ("access" | "technician")
/**
 * A disabled user keeps everything but may do nothing.
 */
disabled: boolean
}

/**
 * A group.
 */
export interface GroupFilled {
/**
 * The name that people read: 1 to 128 characters, spaces and accents allowed; unique among groups.
 */
displayName?: string
/**
 * What the group is for, to whoever reads it next.
 */
description?: string
/**
 * What it may hold. In a mixed group every user has access to every computer of it, unless a permission says otherwise. [S5]
 */
type?: ("users" | "computers" | "mixed")
/**
 * Group administrators: users with the role group-admin or above. [S4]
 * 
 * Items: A user.
 */
admins: string[]
/**
 * Computers that fall into the group by themselves, unless something else put them elsewhere. All that is given must hold.
 */
match: {
/**
 * The name of the computer; `*` stands for any characters, `?` for one; case does not count.
 */
hostname?: string
/**
 * Operating systems.
 * 
 * Items: An operating system.
 */
os: ("android" | "linux" | "macos" | "windows")[]
/**
 * Labels that the computer bears in `metadata.labels`.
 */
labels?: {
/**
 * The value.
 */
[k: string]: string
}
/**
 * When several groups match, the highest wins.
 */
priority: number
}
}

/**
 * A computer.
 */
export interface ComputerFilled {
/**
 * The name that people read: 1 to 64 characters, without `< > , ; : " * + = \ ` and `|` or `?`.
 */
displayName?: string
/**
 * The one group that the computer is in, of type computers or mixed; it wins over its package and over `match`. [S5]
 */
group?: string
/**
 * What there is to know about it.
 */
note?: string
/**
 * The device that this is, once it has enrolled; unique. Set, it stays.
 */
deviceId?: string
/**
 * `revoked` cuts the computer off, and ends its sessions.
 */
enrolment: ("open" | "revoked")
}

/**
 * A permission.
 */
export interface AccessPermissionFilled {
/**
 * Who it is for: users, groups of users, or both.
 */
subjects: {
/**
 * Users, by name.
 * 
 * Items: A user.
 */
users: string[]
/**
 * Groups of type users or mixed, by name: everyone who is in one, now or later.
 * 
 * Items: A group.
 */
groups: string[]
}
/**
 * What they may reach.
 */
computers: {
/**
 * Every computer; none; those of the subject's own mixed group; what the user's group has (users only); or those listed. [S6]
 */
mode?: ("all" | "none" | "ownGroup" | "followGroup" | "only")
/**
 * Computers, with mode `only`.
 * 
 * Items: A computer.
 */
computers: string[]
/**
 * Groups of type computers or mixed, with mode `only`.
 * 
 * Items: A group.
 */
groups: string[]
}
}

/**
 * A resource of scheduled access. Deleting it deletes its schedules.
 */
export interface ScheduledResourceFilled {
/**
 * The name that people read: 1 to 128 characters, spaces and accents allowed; unique among scheduled resources.
 */
displayName?: string
/**
 * What the resource is for, to whoever reads it next.
 */
description?: string
/**
 * Computers, by name.
 * 
 * Items: A computer.
 */
computers: string[]
/**
 * Groups of type computers or mixed, by name.
 * 
 * Items: A group.
 */
groups: string[]
/**
 * Group administrators who look after its schedules. [S7]
 * 
 * Items: A user.
 */
admins: string[]
/**
 * Whether its schedules give access at all.
 */
enabled: boolean
/**
 * Any free computer of the resource will do. [S7]
 */
connectionPool: {
/**
 * Schedules may use the pool.
 */
supported: boolean
/**
 * Schedules that say nothing use it.
 */
default: boolean
}
/**
 * Nobody connects while someone is logged in at the computer. [S7]
 */
exclusiveAccess: {
/**
 * Schedules may be exclusive.
 */
supported: boolean
/**
 * Schedules that say nothing are.
 */
default: boolean
/**
 * Keep the local screen black meanwhile.
 */
blankScreen: boolean
/**
 * Ignore the local keyboard and mouse meanwhile.
 */
lockInput: boolean
/**
 * Log the user of the operating system off afterwards.
 */
logoffAfterDisconnect: boolean
}
}

/**
 * A schedule.
 */
export interface ScheduleFilled {
/**
 * The name that people read: 1 to 128 characters, spaces and accents allowed.
 */
displayName?: string
/**
 * What the schedule is for, to whoever reads it next.
 */
description?: string
/**
 * The resource that it gives access to.
 */
resource?: string
/**
 * Who it is for: users, groups of users, or both.
 */
subjects: {
/**
 * Users, by name.
 * 
 * Items: A user.
 */
users: string[]
/**
 * Groups of type users or mixed, by name: everyone who is in one, now or later.
 * 
 * Items: A group.
 */
groups: string[]
}
/**
 * The first date on which an occurrence may begin, as `2026-03-29`.
 */
startDate?: string
/**
 * The last date on which an occurrence may begin, inclusive.
 */
endDate?: string
/**
 * The hours of an occurrence, `[start, end)`.
 */
timeSlot: {
/**
 * When it begins, as `08:30`.
 */
start?: string
/**
 * When it ends, as `17:00`; `24:00` is the end of the day.
 */
end?: string
/**
 * It ends on the day after.
 */
crossesMidnight: boolean
}
/**
 * On which dates: parts, or a `rule` alone.
 */
recurrence: {
/**
 * How often; `once` is `startDate` alone.
 */
frequency: ("once" | "daily" | "weekly" | "monthly")
/**
 * Weekdays; that of `startDate` if none is given.
 * 
 * Items: A weekday.
 */
days: ("MO" | "TU" | "WE" | "TH" | "FR" | "SA" | "SU")[]
/**
 * The day of the month; that of `startDate` if none is given. Months without it are skipped.
 */
dayOfMonth?: number
/**
 * Every how many days, weeks or months, counted from `startDate`; weeks begin on Monday.
 */
interval: number
/**
 * A recurrence rule (RFC 5545), as `FREQ=MONTHLY;BYDAY=1MO`: daily, weekly or monthly, dates only. `startDate` only bounds it.
 */
rule?: string
}
/**
 * End sessions with the occurrence. The user of the operating system stays logged in. [S7]
 */
forceDisconnectAtEnd: boolean
/**
 * Gives no access for now, as in holidays; sessions that run go on.
 */
paused: boolean
/**
 * Any free computer of the resource; what the resource says if absent.
 */
connectionPool?: boolean
/**
 * Not while someone is logged in at the computer; what the resource says if absent.
 */
exclusiveAccess?: boolean
}

/**
 * Controls for some users and groups.
 */
export interface GranularControlFilled {
/**
 * Who it is for: users, groups of users, or both.
 */
subjects: {
/**
 * Users, by name.
 * 
 * Items: A user.
 */
users: string[]
/**
 * Groups of type users or mixed, by name: everyone who is in one, now or later.
 * 
 * Items: A group.
 */
groups: string[]
}
/**
 * A value for each feature that is controlled: a user's wins over its group's, a group's over the team's default by role. [S9]
 */
controls: {
/**
 * Transfer of files. [S9] `followGroup`: as the user's group; `default`: as the team has it for the role.
 */
fileTransfer?: ("enabled" | "toComputerOnly" | "fromComputerOnly" | "disabled" | "followGroup" | "default")
/**
 * Printing at home what is open on the remote computer. [S9] `followGroup`: as the user's group; `default`: as the team has it for the role.
 */
remotePrint?: ("enabled" | "disabled" | "followGroup" | "default")
/**
 * The shared clipboard. [S9] `followGroup`: as the user's group; `default`: as the team has it for the role.
 */
copyPaste?: ("enabled" | "toComputerOnly" | "fromComputerOnly" | "disabled" | "followGroup" | "default")
/**
 * Two-step verification at sign-in: `enabled` means that it is required. [S9] `followGroup`: as the user's group; `default`: as the team has it for the role.
 */
twoStepVerification?: ("enabled" | "disabled" | "followGroup" | "default")
/**
 * Attended access by session code; needs the technician licence. [S9 S11] `followGroup`: as the user's group; `default`: as the team has it for the role.
 */
attendedAccess?: ("enabled" | "disabled" | "followGroup" | "default")
/**
 * One-to-many actions and schedules; needs the technician licence, and members never have it. [S9 S10] `followGroup`: as the user's group; `default`: as the team has it for the role.
 */
oneToMany?: ("enabled" | "disabled" | "followGroup" | "default")
/**
 * Keyboard and mouse; without it a session is view only. `followGroup`: as the user's group; `default`: as the team has it for the role.
 */
remoteControl?: ("enabled" | "disabled" | "followGroup" | "default")
/**
 * A command line in the background, with the remote computer's own credentials. [S10] `followGroup`: as the user's group; `default`: as the team has it for the role.
 */
remoteCommand?: ("enabled" | "disabled" | "followGroup" | "default")
/**
 * Recording of sessions. `followGroup`: as the user's group; `default`: as the team has it for the role.
 */
sessionRecording?: ("enabled" | "disabled" | "followGroup" | "default")
/**
 * Chat within a session. `followGroup`: as the user's group; `default`: as the team has it for the role.
 */
chat?: ("enabled" | "disabled" | "followGroup" | "default")
/**
 * Restart of the computer: normal, streamer only, safe mode. [S8] `followGroup`: as the user's group; `default`: as the team has it for the role.
 */
remoteReboot?: ("enabled" | "disabled" | "followGroup" | "default")
/**
 * Task manager, services and the like, in the background. `followGroup`: as the user's group; `default`: as the team has it for the role.
 */
systemTools?: ("enabled" | "disabled" | "followGroup" | "default")
}
}

/**
 * A preference policy.
 */
export interface PreferencePolicyFilled {
/**
 * The name that people read: 1 to 128 characters, spaces and accents allowed; unique among preference policies.
 */
displayName?: string
/**
 * What the policy is for, to whoever reads it next.
 */
description?: string
/**
 * What is managed; a setting that is not listed is left alone. [S1]
 */
settings: {
/**
 * The streamer itself. [S1]
 */
general?: {
/**
 * The name of the computer in lists; at install.
 */
computerName?: string
/**
 * Start with the operating system.
 */
autoLaunch?: boolean
/**
 * Update the streamer without asking.
 */
autoUpdate?: boolean
/**
 * Hide the icon in the notification area.
 */
hideTrayIcon?: boolean
/**
 * Let the two ends talk to each other without a relay when they can.
 */
directConnection?: boolean
/**
 * The web proxy to the outside.
 */
proxy?: {
/**
 * `auto` asks the operating system; `manual` uses `url`.
 */
mode: ("auto" | "manual")
/**
 * The address of the proxy, with mode `manual`, as `http://proxy.example.com:3128`; no user or password in it.
 */
url?: string
}
/**
 * What carries the session: our own engine, or the streamer of the vendor.
 */
engine?: ("webrtc" | "splashtop-streamer")
}
/**
 * Sessions. [S1]
 */
session?: {
/**
 * Where sound is heard: on the computer itself, at the remote end, both, or nowhere.
 */
sound?: ("thisComputer" | "remote" | "both" | "off")
/**
 * Minutes without input after which a session ends, after a warning of one minute; 0 = never.
 */
idleTimeoutMinutes?: number
/**
 * The longest session, in minutes; 0 = no bound.
 */
maxSessionMinutes?: number
/**
 * How the person at the computer sees that a session is on; shown when this or the team asks for it. [S8]
 */
indicator?: {
/**
 * What is shown.
 */
mode: ("none" | "popup" | "banner" | "both")
/**
 * The words in it.
 */
text?: string
}
/**
 * A text over the picture, against photographs of the screen.
 */
watermark?: {
/**
 * Show it.
 */
enabled: boolean
/**
 * The words; the name of the user and the time are added.
 */
text?: string
}
/**
 * Use the remote end's keyboard layout.
 */
keyboardLayoutSync?: boolean
}
/**
 * Protection of the computer and of what is on it. [S1]
 */
security?: {
/**
 * What a session asks for beside the right to connect.
 */
additionalPassword?: {
/**
 * Nothing, a code of the computer, or a login of its operating system.
 */
mode: ("none" | "securityCode" | "osLogin")
/**
 * The code: 8 to 20 letters and digits, with one of each.
 */
securityCode?: {
/**
 * Where the value is read from when it is applied.
 */
valueFrom: {
/**
 * The name of an environment variable.
 */
env?: string
/**
 * The path of a file, relative to the project unless it begins with `/`.
 */
file?: string
/**
 * A key of a Kubernetes secret.
 */
secretKeyRef: {
/**
 * The name of the secret.
 */
name?: string
/**
 * The key in it.
 */
key?: string
}
}
}
}
/**
 * Whether the person at the computer is asked before a session begins.
 */
requestPermission?: {
/**
 * What happens when nobody answers; the last also lets a session begin at the login screen.
 */
mode: ("off" | "rejectOnTimeout" | "allowOnTimeout" | "rejectOnTimeoutAllowAtLogin")
/**
 * How long the question stands, in seconds.
 */
timeoutSeconds: number
}
/**
 * How a device behaves that has lost the control plane.
 */
staleness?: {
/**
 * `bestEffort` goes on with what it knew; `strict` refuses new sessions after the grace.
 */
mode: ("bestEffort" | "strict")
/**
 * How long what it knew is good for, in seconds.
 */
graceSeconds: number
}
/**
 * Lock the screen when a session begins.
 */
lockScreenOnConnect?: boolean
/**
 * Lock the screen when the last session ends.
 */
lockScreenOnDisconnect?: boolean
/**
 * Log the user of the operating system off when the last session has ended.
 */
logoffOnDisconnect?: {
/**
 * Do it.
 */
enabled: boolean
/**
 * How long after the end, in seconds.
 */
afterSeconds: number
}
/**
 * Keep the local screen black during a session.
 */
blankScreen?: boolean
/**
 * Ignore the local keyboard and mouse during a session.
 */
lockInput?: boolean
/**
 * The shared clipboard, and in which direction.
 */
copyPaste?: ("enabled" | "toComputerOnly" | "fromComputerOnly" | "disabled")
/**
 * Transfer of files, and in which direction.
 */
fileTransfer?: ("enabled" | "toComputerOnly" | "fromComputerOnly" | "disabled")
/**
 * Printing at the remote end.
 */
remotePrint?: boolean
/**
 * Keyboard and mouse; view only when off.
 */
remoteControl?: boolean
/**
 * Recording of sessions.
 */
sessionRecording?: {
/**
 * Allow it.
 */
enabled: boolean
/**
 * Refuse a session that is not recorded.
 */
required: boolean
}
}
/**
 * What a session may use of the line. [S1]
 */
bandwidth?: {
/**
 * Pictures a second, at most.
 */
maxFrameRate?: number
/**
 * Kilobits a second, at most; 0 = no bound.
 */
maxBitrateKbps?: number
/**
 * Width of the picture in pixels, at most; 0 = native.
 */
maxWidth?: number
/**
 * Height of the picture in pixels, at most; 0 = native.
 */
maxHeight?: number
/**
 * What gives way first on a narrow line.
 */
quality?: ("speed" | "balanced" | "sharpness")
/**
 * How the picture is coded.
 */
codec?: ("h264" | "vp8" | "av1")
}
}
/**
 * Which computers it is for; a computer that is named wins over its group.
 */
targets: {
/**
 * Computers, by name.
 * 
 * Items: A computer.
 */
computers: string[]
/**
 * Groups of type computers or mixed, by name.
 * 
 * Items: A group.
 */
groups: string[]
}
/**
 * Group administrators who may edit it.
 * 
 * Items: A user.
 */
admins: string[]
}

/**
 * A deployment package. Deleting it stops new enrolments and touches no computer.
 */
export interface DeploymentPackageFilled {
/**
 * The name that people read: 1 to 128 characters, spaces and accents allowed; unique among deployment packages.
 */
displayName?: string
/**
 * What the package is for, to whoever reads it next.
 */
description?: string
/**
 * What is set at install. [S1]
 */
settings: {
/**
 * The streamer itself. [S1]
 */
general?: {
/**
 * The name of the computer in lists; at install.
 */
computerName?: string
/**
 * Start with the operating system.
 */
autoLaunch?: boolean
/**
 * Update the streamer without asking.
 */
autoUpdate?: boolean
/**
 * Hide the icon in the notification area.
 */
hideTrayIcon?: boolean
/**
 * Let the two ends talk to each other without a relay when they can.
 */
directConnection?: boolean
/**
 * The web proxy to the outside.
 */
proxy?: {
/**
 * `auto` asks the operating system; `manual` uses `url`.
 */
mode: ("auto" | "manual")
/**
 * The address of the proxy, with mode `manual`, as `http://proxy.example.com:3128`; no user or password in it.
 */
url?: string
}
/**
 * What carries the session: our own engine, or the streamer of the vendor.
 */
engine?: ("webrtc" | "splashtop-streamer")
}
/**
 * Sessions. [S1]
 */
session?: {
/**
 * Where sound is heard: on the computer itself, at the remote end, both, or nowhere.
 */
sound?: ("thisComputer" | "remote" | "both" | "off")
/**
 * Minutes without input after which a session ends, after a warning of one minute; 0 = never.
 */
idleTimeoutMinutes?: number
/**
 * The longest session, in minutes; 0 = no bound.
 */
maxSessionMinutes?: number
/**
 * How the person at the computer sees that a session is on; shown when this or the team asks for it. [S8]
 */
indicator?: {
/**
 * What is shown.
 */
mode: ("none" | "popup" | "banner" | "both")
/**
 * The words in it.
 */
text?: string
}
/**
 * A text over the picture, against photographs of the screen.
 */
watermark?: {
/**
 * Show it.
 */
enabled: boolean
/**
 * The words; the name of the user and the time are added.
 */
text?: string
}
/**
 * Use the remote end's keyboard layout.
 */
keyboardLayoutSync?: boolean
}
/**
 * Protection of the computer and of what is on it. [S1]
 */
security?: {
/**
 * What a session asks for beside the right to connect.
 */
additionalPassword?: {
/**
 * Nothing, a code of the computer, or a login of its operating system.
 */
mode: ("none" | "securityCode" | "osLogin")
/**
 * The code: 8 to 20 letters and digits, with one of each.
 */
securityCode?: {
/**
 * Where the value is read from when it is applied.
 */
valueFrom: {
/**
 * The name of an environment variable.
 */
env?: string
/**
 * The path of a file, relative to the project unless it begins with `/`.
 */
file?: string
/**
 * A key of a Kubernetes secret.
 */
secretKeyRef: {
/**
 * The name of the secret.
 */
name?: string
/**
 * The key in it.
 */
key?: string
}
}
}
}
/**
 * Whether the person at the computer is asked before a session begins.
 */
requestPermission?: {
/**
 * What happens when nobody answers; the last also lets a session begin at the login screen.
 */
mode: ("off" | "rejectOnTimeout" | "allowOnTimeout" | "rejectOnTimeoutAllowAtLogin")
/**
 * How long the question stands, in seconds.
 */
timeoutSeconds: number
}
/**
 * How a device behaves that has lost the control plane.
 */
staleness?: {
/**
 * `bestEffort` goes on with what it knew; `strict` refuses new sessions after the grace.
 */
mode: ("bestEffort" | "strict")
/**
 * How long what it knew is good for, in seconds.
 */
graceSeconds: number
}
/**
 * Lock the screen when a session begins.
 */
lockScreenOnConnect?: boolean
/**
 * Lock the screen when the last session ends.
 */
lockScreenOnDisconnect?: boolean
/**
 * Log the user of the operating system off when the last session has ended.
 */
logoffOnDisconnect?: {
/**
 * Do it.
 */
enabled: boolean
/**
 * How long after the end, in seconds.
 */
afterSeconds: number
}
/**
 * Keep the local screen black during a session.
 */
blankScreen?: boolean
/**
 * Ignore the local keyboard and mouse during a session.
 */
lockInput?: boolean
/**
 * The shared clipboard, and in which direction.
 */
copyPaste?: ("enabled" | "toComputerOnly" | "fromComputerOnly" | "disabled")
/**
 * Transfer of files, and in which direction.
 */
fileTransfer?: ("enabled" | "toComputerOnly" | "fromComputerOnly" | "disabled")
/**
 * Printing at the remote end.
 */
remotePrint?: boolean
/**
 * Keyboard and mouse; view only when off.
 */
remoteControl?: boolean
/**
 * Recording of sessions.
 */
sessionRecording?: {
/**
 * Allow it.
 */
enabled: boolean
/**
 * Refuse a session that is not recorded.
 */
required: boolean
}
}
/**
 * What a session may use of the line. [S1]
 */
bandwidth?: {
/**
 * Pictures a second, at most.
 */
maxFrameRate?: number
/**
 * Kilobits a second, at most; 0 = no bound.
 */
maxBitrateKbps?: number
/**
 * Width of the picture in pixels, at most; 0 = native.
 */
maxWidth?: number
/**
 * Height of the picture in pixels, at most; 0 = native.
 */
maxHeight?: number
/**
 * What gives way first on a narrow line.
 */
quality?: ("speed" | "balanced" | "sharpness")
/**
 * How the picture is coded.
 */
codec?: ("h264" | "vp8" | "av1")
}
}
/**
 * How a computer is called: after itself; `customName` and a number; or `customName` where one is given at install. [S1]
 */
namingRule: ("hostname" | "customPlusSequence" | "customOrHostname")
/**
 * The name, or the beginning of the names.
 */
customName?: string
/**
 * The group that computers fall into, of type computers or mixed.
 */
group?: string
/**
 * The policy of computers that no other policy names.
 */
preferencePolicy?: string
/**
 * Protection of the settings on the device. [S1]
 */
lockSettings: {
/**
 * Only an administrator's password unlocks them; who signs in by SSO has none. [S1]
 */
withAdminCredentials: boolean
}
/**
 * Operating systems that it is offered for.
 * 
 * Items: An operating system.
 */
platforms: ("android" | "linux" | "macos" | "windows")[]
/**
 * When it stops taking computers in, as `2026-12-31T18:00:00Z`.
 */
expiresAt?: string
/**
 * How many computers it takes in, at most.
 */
maxEnrolments?: number
/**
 * Whether an administrator has to let each computer in.
 */
approval: ("none" | "required")
}

/** `spec` of each kind as a world has it: filled with defaults, references by name. */
export interface Kinds {
  Team: TeamFilled
  SsoMethod: SsoMethodFilled
  Role: RoleFilled
  User: UserFilled
  Group: GroupFilled
  Computer: ComputerFilled
  AccessPermission: AccessPermissionFilled
  ScheduledResource: ScheduledResourceFilled
  Schedule: ScheduleFilled
  GranularControl: GranularControlFilled
  PreferencePolicy: PreferencePolicyFilled
  DeploymentPackage: DeploymentPackageFilled
}

export interface FieldChange {
  path: string
  /** Null where there is no value. A secret is `{secret: 'set' | 'changed'}`, never a fingerprint. */
  before: unknown
  after: unknown
}

export interface Drift {
  resource: string
  path: string
  lastApplied: unknown
  live: unknown
  /** Who moved it, when, if the backend says so. */
  by: string | null
  time: string | null
}

/**
 * `effective(live)` against `effective(live overlaid by the plan)`. An *edge* is a user and a computer that the one can reach at
 * `evaluatedAt` or later. Lists of names are sorted; in an AccessChange every user is meant with every computer, and no edge stands in
 * two of them.
 */
export interface Impact {
  /** The calendar hours that are compared: four weeks from `evaluatedAt`. RFC 3339, UTC. */
  from: string
  until: string
  /** The team's time zone, in which `text` speaks. */
  zone: string
  edges: { before: number; after: number; gained: number; lost: number; changed: number }
  gained: AccessChange[]
  lost: AccessChange[]
  /** Edges that stay, at other hours, or with sessions that are bound otherwise. */
  changed: AccessChange[]
  /** Users who have other features than before, and with which computers. */
  features: FeatureChange[]
  /** Computers that get other settings than before, or lock and unlock them. */
  settings: SettingChange[]
  /** Running sessions that would end; empty where no session is known. */
  sessions: SessionEnd[]
}

export interface AccessChange {
  users: string[]
  computers: string[]
  /** The group of all these users or computers, when it is one and the same (after the plan; for what is lost, before it). */
  userGroup: string | null
  computerGroup: string | null
  before: When | null
  after: When | null
  /** Of what is changed: the first moment at which it differs, where that lies beyond the window; RFC 3339, UTC. */
  since: string | null
  /** What a session has, after the plan (for what is lost: before it): E and V together, by feature. */
  features: Record<string, string>
  /** The changes of the plan that bring this about. */
  because: string[]
}

/** When access holds. */
export interface When {
  permanent: boolean
  /** The schedules that give it, sorted; empty when permanent, to which they add nothing. */
  schedules: string[]
  /** Within the window, joined and sorted, `[from, to)`; RFC 3339, UTC. The whole window when permanent. */
  hours: [string, string][]
  /** The first occurrence that ends after `evaluatedAt`, when it lies beyond the window; RFC 3339, UTC. */
  next: string | null
  /** The date after which nothing begins any more, as the schedules declare it; null: there is no such date. */
  until: string | null
  /** How its schedules bind a session that nothing else admits, those that do so alike together; empty when permanent. */
  bound: Binding[]
  /** For people: "always", "Mon–Fri 09:00–17:00 until 2026-06-26". */
  text: string
}

/** A session is bound by what all the schedules say that admit it. */
export interface Binding {
  schedules: string[]
  /** The resource out of whose free computers the server picks. */
  pool: string | null
  /** Refused while somebody is logged on there; and what it adds to the settings of the computer. */
  exclusive: { blankScreen: boolean; lockInput: boolean; logoffAfterDisconnect: boolean } | null
  /** Sessions end with the hours. */
  forceDisconnect: boolean
}

/**
 * Features that users newly have, or have no longer. Of those that computers may restrict, what sessions have: E and V together, between users
 * and computers whose edge stays. Of the others, what the users have: of a user who reaches nothing, only what it has without a session.
 */
export interface FeatureChange {
  users: string[]
  userGroup: string | null
  /** Null: no computer has a say in these features, or the users come or go. */
  computers: string[] | null
  computerGroup: string | null
  /** Of users who come or go, all of E; null where the user does not exist. */
  features: Record<string, { before: string | null; after: string | null }>
  because: string[]
}

export interface SettingChange {
  computers: string[]
  computerGroup: string | null
  /** By `section.name`. */
  settings: Record<string, { before: SettingState; after: SettingState }>
  because: string[]
}

export interface SettingState {
  /** Whole; a secret in it is `{secret: 'set' | 'changed'}`. */
  value: unknown
  /** `builtin`, `package NAME`, `policy NAME`. */
  origin: string
  locked: boolean
}

export interface SessionEnd {
  user: string
  computer: string
  since: string
  because: string[]
}

/** `User/alice`. */
export type Id<K extends keyof Kinds = keyof Kinds> = `${K}/${string}`

/** A resource of a world. Its parts are read when they are looked at; none of them is to be changed. */
export interface Seen<K extends keyof Kinds = keyof Kinds> {
  readonly kind: K
  readonly name: string
  readonly spec: Kinds[K]
  readonly labels: Readonly<Record<string, string>>
  readonly annotations: Readonly<Record<string, string>>
  /** `User/alice`. */
  toString(): string
}

/** May a user reach a computer at the time of the plan? */
export interface AccessAnswer {
  readonly allowed: boolean
  /** By something that is no schedule. */
  readonly always: boolean
  /** What gives it, as `AccessPermission/support`. */
  readonly via: readonly string[]
  /** When it ends, if only schedules give it; RFC 3339, UTC. */
  readonly until?: string
}

/** A computer that a user reaches at the time of the plan or later. */
export interface ReachedComputer {
  readonly computer: string
  /** By something that is no schedule. */
  readonly always: boolean
  /** At the time of the plan. */
  readonly now: boolean
  /** The schedules that give it, where nothing gives it always. */
  readonly schedules: readonly string[]
}

export interface SeenWorld {
  /** The resources of a kind. */
  of<K extends keyof Kinds>(kind: K): readonly Seen<K>[]
  /** `get('User/alice')`; undefined where there is none. */
  get<K extends keyof Kinds>(id: Id<K>): Seen<K> | undefined
  /** A user and a computer, by name or as `of` and `get` give them. Of those who are not there: no. */
  access(user: string | Seen<'User'>, computer: string | Seen<'Computer'>): AccessAnswer
  /** The computers that a user reaches at the time of the plan or later, in no particular order. */
  reaches(user: string | Seen<'User'>): readonly ReachedComputer[]
}

/** What becomes of one resource, secrets masked. */
export interface SeenChange {
  readonly op: 'create' | 'update' | 'replace' | 'delete' | 'rename' | 'adopt' | 'release'
  /** `User/alice`, and its parts. */
  readonly resource: string
  readonly kind: keyof Kinds
  readonly name: string
  /** The former `User/…` of what is renamed. */
  readonly from: string | undefined
  /** What was declared and will be, sparse: `{ metadata?, spec? }`; null where the resource does not exist. */
  readonly before: unknown
  readonly after: unknown
  readonly fields: readonly FieldChange[]
  /** Why it is due. */
  readonly reason: string
  /** The actions that whoever applies it must have the right to. */
  readonly needs: readonly string[]
}

export interface SeenPlan {
  /** The live revision that it starts from. */
  readonly base: number
  /** RFC 3339, UTC. There is no other clock. */
  readonly evaluatedAt: string
  readonly changes: readonly SeenChange[]
  readonly drift: readonly Drift[]
  /** Who gains and loses what, as `plan --json` tells it. Worked out when it is looked at. */
  readonly impact: Impact
}

/** What `find` is given. `before` is what is live, `after` what would be once the plan is applied; `access` and `reaches` are those of `after`. */
export interface GuardrailContext extends Pick<SeenWorld, 'access' | 'reaches'> {
  readonly plan: SeenPlan
  readonly before: SeenWorld
  readonly after: SeenWorld
}

export interface Finding {
  /** The resource to mend, which a waiver can name: `User/alice`, or what `of`, `get` or `changes` gave. */
  resource: string | Seen | SeenChange
  /** What is wrong with it, in a sentence. */
  message: string
  /** Where this one is mended otherwise than by the guardrail's own `fix`. */
  fix?: string
  /** The field to point at, as `spec.group`. */
  path?: string
}

export interface Guardrail {
  /** Small letters, digits and `-`; what `policies.rules` and waivers name. */
  id: string
  /** An error refuses the plan, a warning is shown; `policies.rules` may set another. */
  level: 'error' | 'warning'
  /** What must not happen, in a few words. */
  title: string
  /** What happens to whom otherwise. */
  why: string
  /** What to do about it. */
  fix: string
  /** Yields or returns findings. It has neither clock nor dice, files nor network, and is not asynchronous. */
  find(context: GuardrailContext): Iterable<Finding> | undefined | void
}

/**
 * A guardrail of your own, in a file that `policies.own` names.
 * @example
 * guardrail({
 *   id: 'contractors-only-by-schedule',
 *   level: 'error',
 *   title: 'A contractor has access at all hours',
 *   why: 'Contractors come for a job, and their permissions stay when it is done.',
 *   fix: 'Give the access by a Schedule with an end.',
 *   *find({ after, reaches }) {
 *     for (const user of after.of('User'))
 *       if (user.spec.group === 'contractors' && reaches(user).some(({ always }) => always))
 *         yield { resource: user, path: 'spec.group', message: `${user.name} reaches computers at all hours.` }
 *   },
 * })
 */
export declare function guardrail(guardrail: Guardrail): void
