/**
 * Words that several kinds share: names for people to read, subjects, the features that granular controls speak of (guide S9), and every
 * setting of a streamer and its sessions (guide S1), which a deployment package gives once and a preference policy holds on to.
 *
 * A setting is managed whole: an object among them is one field (`x-atomic`), so that two managers never share half a setting.
 */
import {
  flag,
  integer,
  isObjectNode,
  type Node,
  type ObjectNode,
  object,
  oneOf,
  ref,
  secret,
  setOf,
  type TextNode,
  TRIMMED_PATTERN,
  text,
} from './shape.ts'

export const platforms = ['android', 'linux', 'macos', 'windows']
export { type BuiltinRole, builtinRoles } from './formats.ts'

/** Control and bidirectional characters are refused everywhere (parse.ts), so a name can't forge the plan that someone reviews. */
export const displayName = (unique: string | undefined): TextNode =>
  text(`The name that people read: 1 to 128 characters, spaces and accents allowed${unique ? `; unique among ${unique}` : ''}.`, {
    minLength: 1,
    maxLength: 128,
    pattern: TRIMMED_PATTERN,
    'x-says': 'a name without blanks at its ends',
  })
export const description = (of: string): TextNode =>
  text(`What ${of} is for, to whoever reads it next.`, { maxLength: 4096, 'x-lines': true })

/** Who a permission, a schedule or a control is for. */
export const subjects = (extra: Partial<Pick<ObjectNode, 'x-required'>> = { 'x-required': true }): ObjectNode =>
  object(
    'Who it is for: users, groups of users, or both.',
    {
      users: setOf('Users, by name.', ref('User', 'remove', 'A user.')),
      groups: setOf('Groups of type users or mixed, by name: everyone who is in one, now or later.', ref('Group', 'restrict', 'A group.')),
    },
    extra,
  )

/** Which computers a policy is for. */
export const targets: ObjectNode = object('Which computers it is for; a computer that is named wins over its group.', {
  computers: setOf('Computers, by name.', ref('Computer', 'remove', 'A computer.')),
  groups: setOf('Groups of type computers or mixed, by name.', ref('Group', 'restrict', 'A group.')),
})

/** What can be allowed or denied to a user or a group, with the words of the guide or of the vendor. */
export const features = {
  fileTransfer: 'Transfer of files. [S9]',
  remotePrint: 'Printing at home what is open on the remote computer. [S9]',
  copyPaste: 'The shared clipboard. [S9]',
  twoStepVerification: 'Two-step verification at sign-in: `enabled` means that it is required. [S9]',
  attendedAccess: 'Attended access by session code; needs the technician licence. [S9 S11]',
  oneToMany: 'One-to-many actions and schedules; needs the technician licence, and members never have it. [S9 S10]',
  remoteControl: 'Keyboard and mouse; without it a session is view only.',
  remoteCommand: "A command line in the background, with the remote computer's own credentials. [S10]",
  sessionRecording: 'Recording of sessions.',
  chat: 'Chat within a session.',
  remoteReboot: 'Restart of the computer: normal, streamer only, safe mode. [S8]',
  systemTools: 'Task manager, services and the like, in the background.',
} as const
export type Feature = keyof typeof features
const directed: readonly string[] = ['fileTransfer', 'copyPaste'] satisfies Feature[]
/** The values of a feature: two of them may also go one way only. */
export const featureValues = (feature: string): string[] =>
  directed.includes(feature) ? ['enabled', 'toComputerOnly', 'fromComputerOnly', 'disabled'] : ['enabled', 'disabled']

/** What members don't have unless the team says so. */
export const notForMembers: readonly string[] = ['oneToMany', 'remoteCommand', 'attendedAccess'] satisfies Feature[]

const off = (says: string, extra: Parameters<typeof flag>[1] = {}) => flag(says, { default: false, 'x-applies': 'session', ...extra })
const on = (says: string, extra: Parameters<typeof flag>[1] = {}) => flag(says, { default: true, 'x-applies': 'session', ...extra })
/** An object that is one setting. */
const whole = (says: string, properties: Record<string, Node>, applies: NonNullable<Node['x-applies']> = 'session'): ObjectNode =>
  object(says, properties, { 'x-atomic': true, 'x-applies': applies })

const general: Record<string, Node> = {
  computerName: text('The name of the computer in lists; at install.', { minLength: 1, maxLength: 64, 'x-applies': 'install' }),
  autoLaunch: on('Start with the operating system.', { 'x-applies': 'immediate' }),
  autoUpdate: on('Update the streamer without asking.', { 'x-applies': 'immediate' }),
  hideTrayIcon: off('Hide the icon in the notification area.', { 'x-applies': 'immediate' }),
  directConnection: on('Let the two ends talk to each other without a relay when they can.'),
  proxy: whole(
    'The web proxy to the outside.',
    {
      mode: oneOf(['auto', 'manual'], '`auto` asks the operating system; `manual` uses `url`.', { default: 'auto' }),
      url: text('The address of the proxy, with mode `manual`, as `http://proxy.example.com:3128`; no user or password in it.', {
        pattern: '^https?://[A-Za-z0-9.\\[\\]:_-]{1,255}/?$',
        'x-says': 'an address as `http://proxy.example.com:3128`, without a user or password in it',
        maxLength: 270,
      }),
    },
    'immediate',
  ),
  engine: oneOf(['webrtc', 'splashtop-streamer'], 'What carries the session: our own engine, or the streamer of the vendor.', {
    default: 'webrtc',
    'x-applies': 'immediate',
  }),
}

const session: Record<string, Node> = {
  sound: oneOf(
    ['thisComputer', 'remote', 'both', 'off'],
    'Where sound is heard: on the computer itself, at the remote end, both, or nowhere.',
    {
      default: 'remote',
      'x-applies': 'immediate',
    },
  ),
  idleTimeoutMinutes: integer('Minutes without input after which a session ends, after a warning of one minute; 0 = never.', 0, 9999, {
    default: 0,
    'x-applies': 'immediate',
  }),
  maxSessionMinutes: integer('The longest session, in minutes; 0 = no bound.', 0, 525_600, { default: 0, 'x-applies': 'immediate' }),
  indicator: whole(
    'How the person at the computer sees that a session is on; shown when this or the team asks for it. [S8]',
    {
      mode: oneOf(['none', 'popup', 'banner', 'both'], 'What is shown.', { default: 'none' }),
      text: text('The words in it.', { maxLength: 256 }),
    },
    'immediate',
  ),
  watermark: whole(
    'A text over the picture, against photographs of the screen.',
    {
      enabled: flag('Show it.', { default: false }),
      text: text('The words; the name of the user and the time are added.', { maxLength: 256 }),
    },
    'immediate',
  ),
  keyboardLayoutSync: on("Use the remote end's keyboard layout."),
}

const security: Record<string, Node> = {
  // Two fields and not one: a secret is always a field of its own, so that plans and stores find it without looking inside others.
  additionalPassword: object(
    'What a session asks for beside the right to connect.',
    {
      mode: oneOf(['none', 'securityCode', 'osLogin'], 'Nothing, a code of the computer, or a login of its operating system.', {
        default: 'none',
      }),
      securityCode: secret('hashed', 'The code: 8 to 20 letters and digits, with one of each.', {
        'x-when': 'mode is securityCode',
        'x-secret-value': { pattern: '^(?=.*[A-Za-z])(?=.*[0-9])[A-Za-z0-9]{8,20}$', says: '8 to 20 letters and digits, with one of each' },
      }),
    },
    { 'x-applies': 'session' },
  ),
  requestPermission: whole('Whether the person at the computer is asked before a session begins.', {
    mode: oneOf(
      ['off', 'rejectOnTimeout', 'allowOnTimeout', 'rejectOnTimeoutAllowAtLogin'],
      'What happens when nobody answers; the last also lets a session begin at the login screen.',
      { default: 'off' },
    ),
    timeoutSeconds: integer('How long the question stands, in seconds.', 5, 300, { default: 30 }),
  }),
  staleness: whole(
    'How a device behaves that has lost the control plane.',
    {
      mode: oneOf(['bestEffort', 'strict'], '`bestEffort` goes on with what it knew; `strict` refuses new sessions after the grace.', {
        default: 'bestEffort',
      }),
      graceSeconds: integer('How long what it knew is good for, in seconds.', 30, 604_800, { default: 300 }),
    },
    'immediate',
  ),
  lockScreenOnConnect: off('Lock the screen when a session begins.'),
  lockScreenOnDisconnect: off('Lock the screen when the last session ends.', { 'x-applies': 'immediate' }),
  logoffOnDisconnect: whole(
    'Log the user of the operating system off when the last session has ended.',
    {
      enabled: flag('Do it.', { default: false }),
      afterSeconds: integer('How long after the end, in seconds.', 0, 86_400, { default: 0 }),
    },
    'immediate',
  ),
  blankScreen: off('Keep the local screen black during a session.'),
  lockInput: off('Ignore the local keyboard and mouse during a session.', { 'x-applies': 'immediate' }),
  copyPaste: oneOf(featureValues('copyPaste'), 'The shared clipboard, and in which direction.', {
    default: 'enabled',
    'x-applies': 'narrowing',
  }),
  fileTransfer: oneOf(featureValues('fileTransfer'), 'Transfer of files, and in which direction.', {
    default: 'enabled',
    'x-applies': 'narrowing',
  }),
  remotePrint: on('Printing at the remote end.', { 'x-applies': 'narrowing' }),
  remoteControl: on('Keyboard and mouse; view only when off.', { 'x-applies': 'narrowing' }),
  sessionRecording: whole(
    'Recording of sessions.',
    {
      enabled: flag('Allow it.', { default: false }),
      required: flag('Refuse a session that is not recorded.', { default: false }),
    },
    'immediate',
  ),
}

const bandwidth: Record<string, Node> = {
  maxFrameRate: integer('Pictures a second, at most.', 1, 60, { default: 60, 'x-applies': 'immediate' }),
  maxBitrateKbps: integer('Kilobits a second, at most; 0 = no bound.', 0, 1_000_000, { default: 0, 'x-applies': 'immediate' }),
  maxWidth: integer('Width of the picture in pixels, at most; 0 = native.', 0, 16_384, { default: 0, 'x-applies': 'immediate' }),
  maxHeight: integer('Height of the picture in pixels, at most; 0 = native.', 0, 16_384, { default: 0, 'x-applies': 'immediate' }),
  quality: oneOf(['speed', 'balanced', 'sharpness'], 'What gives way first on a narrow line.', {
    default: 'balanced',
    'x-applies': 'immediate',
  }),
  codec: oneOf(['h264', 'vp8', 'av1'], 'How the picture is coded.', { default: 'h264', 'x-applies': 'session' }),
}

/** Every setting, with its type and its built-in default. Sparse: a setting that isn't listed isn't managed. */
export const settings = (says: string, extra: Partial<Pick<ObjectNode, 'x-required'>> = {}): ObjectNode =>
  object(
    says,
    {
      general: object('The streamer itself. [S1]', general, { 'x-sparse': true }),
      session: object('Sessions. [S1]', session, { 'x-sparse': true }),
      security: object('Protection of the computer and of what is on it. [S1]', security, { 'x-sparse': true }),
      bandwidth: object('What a session may use of the line. [S1]', bandwidth, { 'x-sparse': true }),
    },
    { 'x-sparse': true, ...extra },
  )

/** By `section.name`: the schema of a setting. */
export const settingNodes: ReadonlyMap<string, Node> = new Map(
  Object.entries(settings('All of them.').properties).flatMap(([section, node]) =>
    isObjectNode(node) ? Object.entries(node.properties).map(([name, setting]) => [`${section}.${name}`, setting] as const) : [],
  ),
)
