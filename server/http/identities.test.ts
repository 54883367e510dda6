/**
 * Who may do what, through the API: the table of rights row by row, each by a real request with a real token. What a cell means in detail is
 * tried in effective/permission.test.ts; here it is that every way in asks for it.
 */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { worldKinds } from '../../schema/kinds/index.ts'
import { endpoints } from './endpoints/all.ts'
import type { Answered } from './testing.ts'
import { type TestTeam, testTeam } from './testing-team.ts'

let team: TestTeam
beforeAll(async () => {
  team = await testTeam()
})
afterAll(() => team.end())

const codes = ({ body }: Answered): string[] => (body.problems ?? []).map((found: { code: string }) => found.code)
const said = (answer: Answered): string => (answer.status < 400 ? String(answer.status) : `${answer.status} ${codes(answer).join(' ')}`)

/** The ranks; pipelines, which have what their role and their issuer have in common; and custom roles. */
const columns = [
  ...['olga', 'sue', 'adam', 'gina', 'mia'],
  ...['admin of olga', 'super-admin of sue', 'member of olga'],
  ...['ines', 'lea', 'dora'],
] as const

const zone = 'scheduledAccess: {timeZone: Europe/Paris}'

// First, as long as there is little to look at: what is changed below makes the log long.
describe('who may look at what:', () => {
  afterEach(() => team.restore())
  const declaration = { manager: 'git:acme/iac', resources: [], scope: [] }
  /** A call of each endpoint that only looks. */
  const looks: Record<string, (token: string) => Promise<Answered>> = {
    whoami: (token) => team.call('GET', '/whoami', { token }),
    listTokens: (token) => team.call('GET', '/tokens', { token }),
    getSnapshot: (token) => team.call('GET', '/snapshot', { token }),
    watch: (token) => watched(token),
    plan: (token) => team.call('POST', ':plan', { token, body: declaration }),
    listResources: (token) => team.call('GET', '/resources/users', { token }),
    getResource: (token) => team.call('GET', '/resources/users/mia', { token }),
    listRevisions: (token) => team.call('GET', '/revisions', { token }),
    getRevision: (token) => team.call('GET', '/revisions/1', { token }),
    getRevisionAt: (token) => team.call('GET', '/revision-at?time=2030-01-01T00:00:00Z', { token }),
    listTouched: (token) => team.call('GET', '/touched?since=0&until=1', { token }),
    getApplied: (token) => team.call('GET', '/applied?manager=x&digest=y', { token }),
    explainDrift: (token) => team.call('POST', ':drift', { token, body: { drift: [] } }),
    getFleet: (token) => team.call('GET', '/fleet', { token }),
    getInventory: (token) => team.call('GET', '/fleet/pc-crew/inventory', { token }),
    getRollout: (token) => team.call('GET', '/rollouts/1', { token }),
    listAccess: (token) => team.call('GET', '/access', { token }),
    getDifference: (token) => team.call('GET', '/difference?from=0&to=1', { token }),
    listAudit: (token) => team.call('GET', '/audit?limit=1', { token }),
    verifyAudit: (token) => team.call('POST', '/audit:verify', { token }),
  }
  async function watched(token: string): Promise<Answered> {
    const end = new AbortController()
    const { status, headers } = await fetch(`${team.url}/v1/teams/acme/watch`, {
      headers: { authorization: `Bearer ${token}` },
      signal: end.signal,
    })
    end.abort()
    return { status, headers, text: '', body: { problems: status === 200 ? [] : [{ code: 'not-permitted' }] } }
  }
  const everyone = [...columns, 'gone'] as const
  const all = Object.keys(looks)
  const own = ['whoami', 'listTokens']
  const logs = ['listAudit', 'verifyAudit']
  const without = (some: readonly string[]) => all.filter((id) => !some.includes(id))
  const may: Record<(typeof everyone)[number], string[]> = {
    ...{ olga: all, sue: all, adam: all, dora: all, 'admin of olga': all, 'super-admin of sue': all },
    ...{ gina: without(logs), lea: without(logs) },
    ...{ mia: own, ines: own, 'member of olga': own, gone: own },
  }
  const looked = async (who: string) => {
    const token = await team.token(who)
    const seen: string[] = []
    for (const [id, look] of Object.entries(looks)) {
      const answer = await look(token)
      if (answer.status === 200) seen.push(id)
      else expect([id, said(answer)]).toEqual([id, '403 not-permitted'])
    }
    return seen
  }

  test.each(everyone)('%s', async (who) => {
    expect(await looked(who)).toEqual(may[who])
  })

  test('members, where the team lets them open the management pages', async () => {
    await team.restore(`Team acme {owner: olga, ${zone}, members: {accessManagement: true}}`)
    expect(await looked('mia')).toEqual(without(logs))
    expect(await looked('gone')).toEqual(own)
  })

  test('each call that looks is tried', () => {
    const writes = endpoints.filter(({ needs }) => needs === 'write').map(({ id }) => id)
    const ofDevices = ['approveComputer', 'makeComputerCode', 'unenrolComputer']
    expect(writes).toEqual(['apply', 'differingSecrets', 'putResource', 'patchResource', 'deleteResource', ...ofDevices])
    const looking = endpoints.filter(({ needs }) => needs === 'read' || needs === 'logs').map(({ id }) => id)
    expect(looking.sort()).toEqual(without(own).sort())
  })

  test('a plan of a single write is for who may look, too: it shows what is live', async () => {
    const line = 'User dan {email: dan@acme.example, disabled: true}'
    expect(said(await team.write('ines', line, '?dryRun=true'))).toBe('403 not-permitted')
    expect((await team.write('gina', line, '?dryRun=true')).body.problems.map(({ code }: { code: string }) => code)).toContain(
      'not-permitted',
    )
  })

  test('who may change nothing is told so before what it sends is read', async () => {
    for (const who of ['mia', 'gone', 'member of olga']) {
      const token = await team.token(who)
      expect(said(await team.call('POST', ':apply', { token, body: '{"manager":' }))).toBe('403 not-permitted')
      expect(said(await team.call('PATCH', '/resources/users/nobody', { token, body: {} }))).toBe('403 not-permitted')
    }
  })

  test('names that are near are told to who may look alone', async () => {
    const [ines, gina] = await Promise.all(['ines', 'gina'].map((who) => team.token(who)))
    const missing = async (token = '') => (await team.call('DELETE', '/resources/users/olgaa', { token })).body.detail
    expect(await missing(ines)).not.toContain('olga`')
    expect(await missing(gina)).toContain('did you mean `olga`')
  })
})

const granular = (name: string) => `GranularControl g {subjects: {users: [${name}]}, controls: {chat: disabled}}`
const schedule = (resource: string, name: string) =>
  `Schedule s {resource: ${resource}, subjects: {users: [${name}]}, startDate: "2026-03-02", timeSlot: {start: "09:00", end: "17:00"}}`

interface Tried {
  /** The actions that the change needs. */
  needs: string
  /** A change within the groups of who administers crew, and one elsewhere. */
  in?: string
  out: string
  given?: string
}
/** Y yes, N no, G within its groups alone. */
const page: [row: string, cells: string, tried: Tried][] = [
  //                                 owner, super admin, admin, group admin, member | pipelines | custom roles
  ['team settings', 'Y Y N N N  N Y N  N N Y', { needs: 'team.settings', out: `Team acme {owner: olga, ${zone}, logRetentionDays: 90}` }],
  [
    'time zone',
    'Y Y N N N  N Y N  N N Y',
    { needs: 'team.settings', out: 'Team acme {owner: olga, scheduledAccess: {timeZone: Europe/Oslo}}' },
  ],
  [
    'IP restriction',
    'Y Y N N N  N Y N  N N Y',
    { needs: 'team.settings', out: `Team acme {owner: olga, ${zone}, ipRestriction: {application: true, allow: [127.0.0.0/8]}}` },
  ],
  [
    'granular defaults',
    'Y Y N N N  N Y N  N N Y',
    { needs: 'team.settings', out: `Team acme {owner: olga, ${zone}, granularDefaults: {chat: {member: disabled}}}` },
  ],
  ['single sign-on', 'Y Y N N N  N Y N  N N N', { needs: 'sso.manage', out: 'SsoMethod entra {idp: azureAD}' }],
  ['rename the team', 'Y N N N N  N N N  N N N', { needs: 'team.rename', out: `Team acme {owner: olga, ${zone}, displayName: Acme}` }],
  [
    'change roles',
    'Y Y N N N  N Y N  N N Y',
    {
      needs: 'users.role',
      in: 'User mia {email: mia@acme.example, group: crew, role: group-admin}',
      out: 'User dan {email: dan@acme.example, group: desk, role: group-admin}',
    },
  ],
  ['custom roles', 'Y Y N N N  N Y N  N N Y', { needs: 'roles.manage', out: 'Role helper {extends: member, grants: [users.invite]}' }],
  [
    'appoint group admins',
    'Y Y N N N  N Y N  N N Y',
    { needs: 'groups.admins', in: 'Group crew {type: mixed, admins: [gina, lea, gus]}', out: 'Group desk {type: mixed, admins: [gina]}' },
  ],
  [
    'invite users',
    'Y Y Y G N  Y Y N  N G Y',
    {
      needs: 'users.invite users.group',
      in: 'User new {email: new@acme.example, group: crew}',
      out: 'User new {email: new@acme.example, group: desk}',
    },
  ],
  ['invite users into no group', 'Y Y Y N N  Y Y N  Y N Y', { needs: 'users.invite', out: 'User new {email: new@acme.example}' }],
  [
    'disable users',
    'Y Y Y G N  Y Y N  Y G Y',
    {
      needs: 'users.edit',
      in: 'User mia {email: mia@acme.example, group: crew, disabled: true}',
      out: 'User dan {email: dan@acme.example, group: desk, disabled: true}',
    },
  ],
  ['remove users', 'Y Y Y G N  Y Y N  N G Y', { needs: 'users.remove', in: 'User max', out: 'User dan' }],
  ['put users in groups', 'Y Y Y N N  Y Y N  N N Y', { needs: 'users.group', out: 'User una {email: una@acme.example, group: crew}' }],
  ['create groups', 'Y Y Y N N  Y Y N  N N Y', { needs: 'groups.create', out: 'Group cellar {type: users}' }],
  [
    'change groups',
    'Y Y Y N N  Y Y N  N N Y',
    {
      needs: 'groups.edit',
      in: 'Group crew {type: mixed, admins: [gina, lea], description: Ours}',
      out: 'Group desk {type: mixed, description: Theirs}',
    },
  ],
  ['delete groups', 'Y Y Y N N  Y Y N  N N Y', { needs: 'groups.delete', out: 'Group attic' }],
  [
    'rename computers',
    'Y Y Y G N  Y Y N  N G Y',
    { needs: 'computers.edit', in: 'Computer pc-crew {group: crew, note: Lent}', out: 'Computer pc-desk {group: desk, note: Lent}' },
  ],
  ['put computers in groups', 'Y Y Y N N  Y Y N  N N Y', { needs: 'computers.group', out: 'Computer pc-none {group: crew}' }],
  [
    'remove computers',
    'Y Y Y G N  Y Y N  N N Y',
    {
      needs: 'computers.remove',
      in: 'Computer pc-crew {group: crew, enrolment: revoked}',
      out: 'Computer pc-desk {group: desk, enrolment: revoked}',
    },
  ],
  [
    'deployment packages',
    'Y Y Y G N  Y Y N  N G Y',
    { needs: 'packages.manage', in: 'DeploymentPackage p {group: crew}', out: 'DeploymentPackage p {group: desk}' },
  ],
  [
    'preference policies',
    'Y Y Y G N  Y Y N  N N Y',
    {
      needs: 'policies.manage',
      in: 'PreferencePolicy mine {targets: {computers: [pc-crew]}, settings: {session: {sound: off}}, admins: [gina]}',
      out: 'PreferencePolicy theirs {targets: {computers: [pc-desk]}, settings: {session: {sound: off}}}',
    },
  ],
  [
    'access permissions',
    'Y Y Y N N  Y Y N  N G Y',
    {
      needs: 'permissions.manage',
      in: 'AccessPermission a {subjects: {groups: [crew]}, computers: {mode: none}}',
      out: 'AccessPermission a {subjects: {users: [dan]}, computers: {mode: all}}',
    },
  ],
  [
    'scheduled resources',
    'Y Y Y G N  Y Y N  N G Y',
    {
      needs: 'schedules.create',
      in: 'ScheduledResource r {computers: [pc-crew]}',
      out: 'ScheduledResource r {computers: [pc-crew, pc-desk]}',
    },
  ],
  ['schedules', 'Y Y Y G N  Y Y N  N G Y', { needs: 'schedules.create', in: schedule('lab', 'mia'), out: schedule('hall', 'mia') }],
  [
    'change scheduled access',
    'Y Y Y G N  Y Y N  N G Y',
    { needs: 'schedules.edit', in: 'ScheduledResource lab', out: 'ScheduledResource hall' },
  ],
  ['granular controls', 'Y Y N N N  N Y N  N N Y', { needs: 'granular.manage', in: granular('mia'), out: granular('dan') }],
  [
    'granular controls, where the team lets administrators',
    'Y Y Y G N  Y Y N  N G Y',
    {
      needs: 'granular.manage',
      given: `Team acme {owner: olga, ${zone}, granularDefaults: {chat: {adminConfigurable: true}}}`,
      in: granular('mia'),
      out: granular('dan'),
    },
  ],
]

describe('who may change what, as the page has it', () => {
  afterEach(() => team.restore())
  test.each(page)('%s: %s', async (_row, letters, { in: inside, out, given = [] }) => {
    const cells = letters.split(/ +/)
    const before = [given].flat()
    if (before.length > 0) await team.restore(...before)
    const tried: Record<string, string> = {}
    for (const who of columns)
      for (const [where, line] of Object.entries({ in: inside, out })) {
        if (line === undefined) continue
        const answer = await team.write(who, line)
        tried[`${who}, ${where}`] = said(answer)
        if (answer.status === 200) await team.restore(...before)
      }
    const meant = columns.flatMap((who, i) =>
      Object.entries({ in: inside, out }).flatMap(([where, line]) => {
        const may = cells[i] === 'Y' || (cells[i] === 'G' && where === 'in')
        return line === undefined ? [] : [[`${who}, ${where}`, may ? '200' : '403 not-permitted']]
      }),
    )
    expect(tried).toEqual(Object.fromEntries(meant))
  })

  test('has every action that a write needs', () => {
    const needed = worldKinds.flatMap(({ actions: of }) => (of ? [of.create, of.delete, of.update, ...Object.values(of.fields ?? {})] : []))
    expect([...new Set(page.flatMap(([, , { needs }]) => needs.split(' ')))].sort()).toEqual([...new Set(needed)].sort())
  })

  test('nobody hands the team over', async () => {
    for (const who of ['olga', 'sue', 'super-admin of sue'])
      expect(said(await team.write(who, `Team acme {owner: sue, ${zone}}`))).toMatch(/^422 immutable/)
  })

  test('tokens of pipelines are for the owner and super administrators', async () => {
    const pipeline = { holder: { pipeline: 'deploy', role: 'member' } }
    const tried = await Promise.all(columns.map(async (who) => (await team.issue(who, pipeline)).status))
    expect(tried).toEqual([201, 201, 403, 403, 403, 403, 403, 403, 403, 403, 201])
  })
})
