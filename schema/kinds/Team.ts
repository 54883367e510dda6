/**
 * The team itself (guide S4, S7, S8, S9, S15): one, named as the team is. Its owner stands here and nowhere else, and no apply changes who
 * it is. No plan deletes a team.
 */
import { inRanges } from '../addresses.ts'
import { equalities } from '../equality.ts'
import type { Kind } from '../kind.ts'
import { compare, type Problem, problem } from '../problem.ts'
import { flag, integer, object, oneOf, ref, secret, setOf, text } from '../shape.ts'
import { displayName, features, featureValues, notForMembers } from '../vocabulary.ts'

const on = (says: string) => flag(says, { default: true })
const off = (says: string) => flag(says, { default: false })
const iceUrl = (scheme: string, says: string) =>
  text('The URL of a server.', {
    pattern: `^${scheme}:(\\[[0-9A-Fa-f:.]{2,45}\\]|[A-Za-z0-9.-]{1,253})(:[0-9]{1,5})?${scheme.startsWith('turn') ? '(\\?transport=(udp|tcp))?' : ''}$`,
    'x-says': `a URL as ${says}`,
    maxLength: 320,
  })
const recipients = (event: string) =>
  setOf(
    `Who gets an e-mail when ${event}: roles, or addresses. [S8]`,
    text('A role or an address.', { format: 'recipient', maxLength: 254 }),
  )
const links = (where: string) =>
  oneOf(
    ['everyone', 'admins', 'nobody'],
    `Who confirms a new device by an e-mailed link ${where}; not asked of who has two-step verification on. [S8]`,
    {
      default: 'everyone',
    },
  )

/** The default of a feature by role. */
function byRole(feature: string, says: string) {
  const values = featureValues(feature)
  const usual = feature === 'twoStepVerification' ? 'disabled' : 'enabled'
  const value = (role: string, preset = usual) => oneOf(values, `For ${role}.`, { default: preset })
  return object(`Defaults by role. ${says}`, {
    owner: value('the owner'),
    superAdmin: value('super administrators'),
    admin: value('administrators'),
    groupAdmin: value('group administrators'),
    member: value('members', notForMembers.includes(feature) ? 'disabled' : usual),
    adminConfigurable: off('Administrators too may edit this control of users and groups.'),
  })
}

export const Team: Kind<'Team'> = {
  name: 'Team',
  plural: 'teams',
  guide: ['S4', 'S7', 'S8', 'S9', 'S15'],
  summary: 'The team: its owner, what is switched on, how people sign in, and the time zone of its schedules.',
  singleton: true,
  displayName: 'free',
  deletion: 'forbidden',
  example: `
apiVersion: splashtop.io/v1
kind: Team
metadata: {name: acme}
spec:
  displayName: Acme
  owner: ada
  scheduledAccess: {timeZone: Europe/Paris}
  authentication:
    twoStepVerification: {members: true}
`,
  spec: object('The team.', {
    displayName: displayName(undefined),
    owner: ref('User', 'restrict', 'The one owner of the team. No apply changes who it is. [S4]', {
      'x-required': true,
      'x-immutable': 'refuse',
    }),
    scheduledAccess: object('Scheduled access. [S7]', {
      timeZone: text('The time zone that schedules speak in. Required once there is a schedule, and then it stays as it is. [S7]', {
        format: 'timezone',
        maxLength: 64,
        'x-equal': 'timezone',
      }),
    }),
    features: object('What the team may use at all; off here is off for everyone. [S8]', {
      fileTransfer: on('Transfer of files.'),
      copyPaste: on('The shared clipboard.'),
      keystrokePaste: on('Pasting as keystrokes, where there is no clipboard to share.'),
      remotePrint: on('Printing at home what is open on the remote computer.'),
      remoteWake: on('Waking computers that sleep.'),
      remoteReboot: on('Restarts: normal, streamer only, safe mode.'),
      remoteCommand: on('A command line in the background.'),
      chat: on('Chat within a session.'),
      sessionRecording: on('Recording of sessions.'),
      concurrentSessions: off('Two users on one computer at once.'),
      deviceRedirection: off('Passing USB devices through.'),
      remoteMicrophone: off('Using the microphone of the remote end.'),
      watermark: off('A text over the picture.'),
      systemTools: on('Task manager, services and the like, in the background.'),
      augmentedReality: off("Sharing a phone's camera with annotations. [S15]"),
      oneToMany: oneOf(
        ['owner', 'ownerAndAdmins'],
        'Who may run one-to-many actions. Group administrators are among the administrators, within their groups. [S10]',
        {
          default: 'owner',
        },
      ),
    }),
    members: object('What members may do. [S8]', {
      connectToActiveSession: off('Connect to a computer that someone is connected to.'),
      accessManagement: off('Open the management pages.'),
      seeGroups: on('See groups, those that hold a computer which they can reach.'),
      multipleSessions: off('Connect to several computers at once.'),
      disconnectOthers: off('End the sessions of other members.'),
      reboot: off('Restart computers and streamers.'),
    }),
    sessionIndicator: object('How the person at a computer sees that a session is on. [S8]', {
      mode: oneOf(['none', 'popup', 'banner', 'both'], 'What is shown.', { default: 'none' }),
      allowClose: off('The person may close it.'),
    }),
    notifications: object('E-mail about what happens in the team. [S8]', {
      computerAdded: recipients('a computer is added'),
      computerRemoved: recipients('a computer is removed'),
      sessionStarted: recipients('a session begins'),
      sessionEnded: recipients('a session ends'),
      invitationAccepted: recipients('a user accepts an invitation'),
      userRemoved: recipients('a user is removed'),
      scheduleChanged: recipients('a schedule changes'),
    }),
    authentication: object('How people prove who they are. [S8]', {
      twoStepVerification: object('Of whom two-step verification is required. [S8]', {
        admins: on('Of every role above member.'),
        members: off('Of members.'),
      }),
      deviceAuthentication: object('The confirmation of a new device or browser. [S8]', {
        application: links('in the application'),
        console: links('in the console'),
      }),
      consoleTimeout: oneOf(['never', '15m', '1h', '8h', '24h'], 'When an idle console signs out.', { default: '8h' }),
    }),
    granularDefaults: object(
      'What a user has whose own control, and whose group, say nothing, by role. [S9]',
      Object.fromEntries(Object.entries(features).map(([feature, says]) => [feature, byRole(feature, says)])),
    ),
    ipRestriction: object('From where people may come. [S15]', {
      console: off('Restrict the console.'),
      application: off('Restrict the application.'),
      allow: setOf('Addresses and ranges that may.', text('A range.', { format: 'cidr', maxLength: 64, 'x-equal': 'cidr' })),
    }),
    relay: object('How viewer and computer find each other where they can not reach each other directly.', {
      stun: setOf('Servers that say under which address one is seen.', iceUrl('stuns?', '`stun:stun.example.com:3478`'), { maxItems: 8 }),
      turn: setOf(
        'Servers that carry what goes between the two; coturn with `use-auth-secret`, which has the same secret.',
        iceUrl('turns?', '`turn:turn.example.com:3478`, with `?transport=tcp` where UDP is barred'),
        { maxItems: 8 },
      ),
      secret: secret('sealed', 'The secret that is shared with the TURN servers (`static-auth-secret`).'),
      credentialMinutes: integer('How long a credential made of it opens connections, in minutes.', 5, 1440, { default: 60 }),
    }),
    logRetentionDays: integer('How long logs are kept, in days. [S14]', 60, 3650, { default: 365 }),
  }),
  invariants: [
    {
      id: 'team-time-zone-with-schedules',
      says: 'The team has a time zone as soon as it has a schedule.',
      check(world, { touched }) {
        if (touched('Schedule').length === 0 && touched('Team').length === 0) return []
        const team = world.find('Team', world.team)
        if (team?.spec.scheduledAccess.timeZone !== undefined) return []
        const [schedule] = world.of('Schedule').toSorted((a, b) => compare(a.name, b.name))
        if (!schedule) return []
        return [
          problem(
            'missing-time-zone',
            `There is a schedule, \`${schedule.name}\`, but the team has no time zone.`,
            'Set `spec.scheduledAccess.timeZone` in the Team, as `Europe/Paris`. Once there are schedules it stays as it is.',
            [...(team?.at('spec.scheduledAccess') ?? []), ...schedule.at()],
          ),
        ]
      },
    },
    {
      id: 'team-time-zone-stays',
      says: 'The time zone stays as it is while there are schedules. [S7]',
      check(world, { touched, before }) {
        if (!before || before.of('Schedule').length === 0 || world.of('Schedule').length === 0) return []
        return touched('Team').flatMap((team) => {
          const was = before.find('Team', team.name)?.spec.scheduledAccess.timeZone
          const is = team.spec.scheduledAccess.timeZone
          if (was === undefined || is === undefined || equalities.timezone(was, is)) return []
          return problem(
            'time-zone-in-use',
            `The time zone can't change from \`${was}\` to \`${is}\` while there are schedules, ${world.of('Schedule').length} now.`,
            `Restore \`${was}\`, or remove every schedule first.`,
            team.at('spec.scheduledAccess.timeZone'),
          )
        })
      },
    },
    {
      id: 'team-relay-secret',
      says: 'TURN servers share a secret with the team: without one they would refuse everybody.',
      check: (_, { touched }) =>
        touched('Team').flatMap((team) => {
          const { turn, secret: shared } = team.spec.relay
          if (turn.length === 0 || shared) return []
          return problem(
            'relay-secret',
            'There are TURN servers, but no secret that is shared with them.',
            'Set `spec.relay.secret` to a handle: `{valueFrom: {env: TURN_SECRET}}`.',
            team.at('spec.relay.turn'),
          )
        }),
    },
    {
      id: 'team-ip-restriction-allows-someone',
      says: 'An IP restriction that is on allows at least one range.',
      check: (_, { touched }) =>
        touched('Team').flatMap((team) => {
          const { console, application, allow } = team.spec.ipRestriction
          if ((!console && !application) || allow.length > 0) return []
          return problem(
            'empty-ip-restriction',
            'The IP restriction is on, but allows no address: nobody could sign in.',
            'List ranges in `spec.ipRestriction.allow`, or turn the restriction off.',
            team.at('spec.ipRestriction.allow'),
          )
        }),
    },
    {
      id: 'team-ip-restriction-spares-the-actor',
      says: 'No commit shuts out the address that it comes from.',
      check: (_, { touched, actor }) =>
        touched('Team').flatMap((team): Problem[] => {
          const { console, application, allow } = team.spec.ipRestriction
          if (actor?.address === undefined || (!console && !application) || allow.length === 0 || inRanges(allow, actor.address)) return []
          return [
            problem(
              'locks-actor-out',
              `The IP restriction would shut out ${actor.address}, from where this commit comes.`,
              'Add a range to `spec.ipRestriction.allow` that holds your address, or commit from an address that stays allowed.',
              team.at('spec.ipRestriction.allow'),
            ),
          ]
        }),
    },
  ],
  columns: [
    { title: 'OWNER', path: 'spec.owner' },
    { title: 'TIME ZONE', path: 'spec.scheduledAccess.timeZone' },
  ],
  actions: {
    create: 'team.settings',
    delete: 'team.settings',
    update: 'team.settings',
    fields: { 'spec.displayName': 'team.rename' },
  },
}
