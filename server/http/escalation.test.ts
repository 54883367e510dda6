/** Attempts at more than one may, through the API: every one is refused, and nothing of it is written. */
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { controlPlane } from '../control-plane.ts'
import type { Wish } from '../credentials.ts'
import { drawToken } from '../tokens.ts'
import { type Answered, begun, TEAM } from './testing.ts'
import { MANAGER, PEOPLE, resource, resources, type TestTeam, testTeam } from './testing-team.ts'

let team: TestTeam
beforeAll(async () => {
  team = await testTeam()
})
afterEach(() => team.restore())
afterAll(() => team.end())

const codes = ({ body }: Answered): string[] => (body?.problems ?? []).map((found: { code: string }) => found.code)
const said = (answer: Answered): string => (answer.status < 400 ? String(answer.status) : `${answer.status} ${codes(answer).join(' ')}`)
const apply = async (who: string, body: object) =>
  team.call('POST', ':apply', { token: await team.token(who), body: { manager: MANAGER, resources: [], scope: [], ...body } })
const whoami = (token: string, headers: Record<string, string> = {}) => team.call('GET', '/whoami', { token, headers })
const head = async () => (await team.call('GET', '/revisions?limit=1')).body.revisions[0].revision as number
const renamed = (from: string) => `metadata {annotations: {splashtop.io/renamed-from: ${from}}}`
const scopeOfAll = resources(PEOPLE)
  .filter(({ kind }) => kind !== 'Team')
  .map(({ kind, metadata }) => `${kind}/${metadata.name}`)

describe('a write beyond one’s rights is refused:', () => {
  const denied = '403 not-permitted'
  const lines: [what: string, who: string, line: string, said?: string][] = [
    ['a computer moved into one’s own group', 'gina', 'Computer pc-desk {group: crew}'],
    ['a computer that is nobody’s drawn in by a label', 'gina', 'Computer pc-none {} metadata {labels: {site: crew}}'],
    ['a group that matches more computers', 'gina', 'Group crew {type: mixed, admins: [gina, lea], match: {hostname: "*"}}'],
    ['group administration for oneself', 'gina', 'Group desk {type: mixed, admins: [gina]}'],
    ['access granted outside the groups', 'lea', 'AccessPermission a {subjects: {users: [dan]}, computers: {mode: all}}'],
    ['access granted to more than the groups', 'lea', 'AccessPermission a {subjects: {groups: [crew, desk]}, computers: {mode: none}}'],
    [
      'computers granted from outside the groups',
      'lea',
      'AccessPermission a {subjects: {users: [mia]}, computers: {mode: only, computers: [pc-desk]}}',
    ],
    ['one’s own role', 'gina', 'User gina {email: gina@acme.example, role: admin, group: crew}'],
    ['one’s own role, by an administrator', 'adam', 'User adam {email: adam@acme.example, role: super-admin}'],
    ['an invitation with a role', 'adam', 'User new {email: new@acme.example, role: admin}'],
    ['a super administrator disabled', 'adam', 'User sue {email: sue@acme.example, role: super-admin, disabled: true}'],
    ['the address of a super administrator', 'adam', 'User sue {email: adam2@acme.example, role: super-admin}'],
    ['a super administrator removed', 'adam', 'User sue'],
    ['a super administrator shut out of computers', 'adam', 'AccessPermission a {subjects: {users: [sue]}, computers: {mode: none}}'],
    ['the address of the owner', 'sue', 'User olga {email: sue2@acme.example}'],
    ['the owner disabled', 'super-admin of sue', 'User olga {email: olga@acme.example, disabled: true}'],
    ['the account of an administrator of other groups', 'gina', 'User gus {email: gina2@acme.example, role: group-admin, group: crew}'],
    ['the account of who may more by a custom role', 'gina', 'User lea {email: gina2@acme.example, role: lead, group: crew}'],
    ['one’s own role freed of its denials', 'dora', 'Role deputy {extends: super-admin}'],
    ['one’s own user given a freer role', 'dora', 'User dora {email: dora@acme.example, role: super-admin}'],
    ['a role that may more than its maker', 'dora', 'Role second {extends: super-admin}'],
    ['one’s own role, by who may make none', 'lea', 'Role lead {extends: group-admin, grants: [permissions.manage, users.invite]}'],
    ['grants that no administrator has', 'sue', 'Role helper {extends: member, grants: [team.settings]}', '422 grant-exceeds-admin'],
    ['a role that is the owner’s', 'olga', 'Role second {extends: owner}', '422 role-extends-owner'],
    ['a pipeline beyond its role', 'admin of olga', 'SsoMethod entra {idp: azureAD}'],
    ['a rename of who is above', 'adam', `User susan {email: sue@acme.example, role: super-admin} ${renamed('sue')}`],
    ['a rename outside the groups', 'gina', `User daniel {email: dan@acme.example, group: desk} ${renamed('dan')}`],
    ['a rename that draws into the groups', 'gina', `User daniel {email: dan@acme.example, group: crew} ${renamed('dan')}`],
    ['a group renamed', 'gina', `Group crew2 {type: mixed, admins: [gina, lea]} ${renamed('crew')}`],
    ['the name of a role that others bear', 'ines', `Role inviter2 {extends: admin} ${renamed('inviter')}`],
  ]
  test.each(lines)('%s', async (_what, who, line, meant = denied) => {
    await team.token(who) // itself a revision
    const before = await head()
    const answer = await team.write(who, line)
    // What is wrong beside it is told, too; that it is not permitted is among what is told.
    if (meant === denied)
      expect([answer.status, codes(answer)]).toEqual([expect.toBeOneOf([403, 422]), expect.arrayContaining(['not-permitted'])])
    else expect(said(answer)).toBe(meant)
    expect(await head()).toBe(before)
  })

  const mia = resource('User mia {email: mia@acme.example, group: crew, role: member}')
  const bodies: [what: string, who: string, body: object, said: string][] = [
    ['a user taken over with its role', 'gina', { manager: 'git:gina/x', resources: [mia], adopt: ['User/mia'] }, denied],
    [
      'fields taken into possession that keep their value',
      'gina',
      { manager: 'git:gina/x', resources: [mia], adopt: ['User/mia'] },
      denied,
    ],
    [
      'the team taken over',
      'adam',
      { manager: 'git:adam/x', resources: [resource('Team acme {owner: olga}')], adopt: ['Team/acme'] },
      denied,
    ],
    [
      'a field of the team that nobody owns, at its default',
      'adam',
      { manager: 'git:adam/x', resources: [resource('Team acme {logRetentionDays: 365}')] },
      denied,
    ],
    ['what another manager declared, in its name', 'gina', { scope: ['User/dan'] }, denied],
    ['everything that another manager declared, in its name', 'gina', { scope: scopeOfAll }, '422 not-permitted'],
    ['what is above, by silence', 'adam', { scope: ['User/sue'] }, denied],
    ['the team, by silence', 'gina', { scope: ['Team/acme'] }, '422 delete-refused'],
    [
      'what stands beside the scope',
      'gina',
      { scope: ['User/mia'], resources: [resource('User dan {email: dan@acme.example, group: desk, disabled: true}')] },
      denied,
    ],
    ['a resource of another team', 'olga', { scope: ['User/other/dan'] }, '400 invalid-request'],
    ['in the name of the control plane itself', 'olga', { manager: 'control-plane' }, '400 invalid-request'],
  ]
  test.each(bodies)('%s', async (_what, who, body, meant) => {
    await team.token(who)
    const before = await head()
    const answer = await apply(who, body)
    expect([answer.status, codes(answer)]).toEqual([Number(meant.slice(0, 3)), expect.arrayContaining([meant.slice(4)])])
    expect(await head()).toBe(before)
  })

  test('but the name of another manager gives nothing, nor takes anything', async () => {
    const line = 'User mia {email: mia@acme.example, group: crew, licence: technician}'
    expect(said(await team.write('gina', line, '?manager=git:gina/x'))).toBe('200')
    expect(said(await team.write('gina', 'User mia {email: other@acme.example}', '?manager=git:gina/x'))).toBe('422 owned-by-other')
    expect((await team.write('gina', 'User max', '?manager=git:other/x')).body.results).toEqual([])
  })

  test('a patch that says it renames somebody else changes that one not at all', async () => {
    const answer = await team.call('PATCH', `/resources/users/mia?manager=${MANAGER}`, {
      token: await team.token('gina'),
      body: { metadata: { annotations: { 'splashtop.io/renamed-from': 'sue' } } },
    })
    expect(answer.status).toBe(200)
    expect((await team.call('GET', '/resources/users/sue')).body.spec.role).toBe('super-admin')
    const nobody = { token: await team.token('adam'), body: resource(`User susan {} ${renamed('sue')}`) }
    for (const type of ['application/json', 'application/merge-patch+json'])
      expect(
        said(await team.call('PATCH', `/resources/users/susan?manager=${MANAGER}`, { ...nobody, headers: { 'content-type': type } })),
      ).toBe('404 unknown-resource')
  })

  test('nobody shuts itself out; the operator alone may do it to anybody', async () => {
    for (const [who, line] of [
      ['adam', 'User adam {email: adam@acme.example, role: admin, disabled: true}'],
      ['adam', 'User adam'],
      ['super-admin of sue', 'User sue {email: sue@acme.example}'],
      ['olga', 'User olga {email: olga@acme.example, disabled: true}'],
    ] as const)
      expect(said(await team.write(who, line))).toBe('422 locks-actor-out')
    const { status } = await team.call('PUT', `/resources/users/olga?manager=${MANAGER}`, {
      body: resource('User olga {email: olga@acme.example, disabled: true}'),
    })
    expect(status).toBe(200)
    expect((await whoami(await team.token('olga'))).body).toMatchObject({ role: null, rank: null })
  })
})

describe('a token', () => {
  const pipeline = (role: string): Wish => ({ holder: { pipeline: 'ci', role } })
  const refusals: [what: string, who: string, wish: object, said: string][] = [
    ['beyond its issuer', 'sue', pipeline('owner'), '403 not-permitted'],
    ['beyond its issuer, by a custom role', 'dora', pipeline('super-admin'), '403 not-permitted'],
    ['of a role that there is not, and may come to be', 'sue', pipeline('nowhere'), '403 not-permitted'],
    ['of a pipeline, by an administrator', 'adam', pipeline('member'), '403 not-permitted'],
    ['of somebody else', 'olga', { holder: { user: 'mia' } }, '403 not-permitted'],
    ['of somebody who is not there', 'mia', { holder: { user: 'nobody' } }, '403 not-permitted'],
    ['of another pipeline, by a pipeline', 'super-admin of sue', pipeline('member'), '403 not-permitted'],
    ['of itself, by a pipeline', 'super-admin of sue', {}, '403 not-permitted'],
    ['with an issuer of one’s choice', 'sue', { holder: { pipeline: 'ci', role: 'admin', issuer: 'olga' } }, '400 invalid-request'],
    ['of an operator', 'olga', { holder: { operator: 'os:root' } }, '400 invalid-request'],
    ['by who is disabled', 'gone', {}, '403 not-permitted'],
    ['for ever', 'mia', { days: 367 }, '400 invalid-request'],
  ]
  test.each(refusals)('is not issued %s', async (_what, who, wish, meant) => {
    const answer = await team.issue(who, wish as Wish)
    expect(answer.status).toBe(Number(meant.slice(0, 3)))
    expect(codes(answer)).toContain(meant.slice(4))
  })

  test('of a pipeline is worth what its issuer is, at each moment', async () => {
    const ci = (await team.issue('sue', { holder: { pipeline: 'deploy', role: 'super-admin' } })).body.text
    const put = async (kind: string, line: string) =>
      said(
        await team.call('PUT', `/resources/${kind}/${resource(line).metadata.name}?manager=git:ci/x`, { token: ci, body: resource(line) }),
      )
    const sso = () => put('ssomethods', 'SsoMethod entra {idp: azureAD}')
    const group = () => put('groups', 'Group cellar {type: users}')
    expect([await sso(), await group()]).toEqual(['200', '200'])
    await team.restore('User sue {email: sue@acme.example, role: admin}')
    expect([await put('ssomethods', 'SsoMethod other {idp: okta}'), await group()]).toEqual(['403 not-permitted', '200'])
    await team.restore('User sue {email: sue@acme.example}')
    expect([await sso(), await group()]).toEqual(['403 not-permitted', '403 not-permitted'])
    await team.restore('User sue {email: sue@acme.example, role: super-admin, disabled: true}')
    expect([await group(), (await whoami(ci)).body.role]).toEqual(['403 not-permitted', null])
    await team.restore()
    expect(await group()).toBe('200')
  })

  test('stands and falls with its user, not with a name', async () => {
    const mine = (await team.issue('max', {})).body
    await team.restore('User sam {email: sam@acme.example, role: super-admin}')
    const ci = (await team.issue('sam', { holder: { pipeline: 'deploy', role: 'admin' } })).body
    // Renamed, both go on, under the name that there is now.
    await team.write('olga', `User maxine {email: max@acme.example, group: crew} ${renamed('max')}`)
    await team.write('olga', `User samuel {email: sam@acme.example, role: super-admin} ${renamed('sam')}`)
    expect((await whoami(mine.text)).body).toMatchObject({ actor: 'maxine', identity: { user: 'maxine' } })
    expect((await whoami(ci.text)).body).toMatchObject({ identity: { pipeline: 'deploy', issuer: 'samuel' }, role: 'admin', rank: 'admin' })
    expect((await team.call('GET', '/tokens', { token: mine.text })).body.tokens.map(({ id }: { id: string }) => id)).toContain(
      mine.token.id,
    )
    // Removed, they are of nobody; who bears the name later has nothing of them.
    await team.write('olga', 'User maxine')
    await team.write('olga', 'User samuel')
    await team.restore('User sam {email: sam@acme.example, role: super-admin}')
    const next = await team.tokenOf('max')
    expect([said(await whoami(mine.text)), said(await whoami(ci.text))]).toEqual(['401 token-refused', '401 token-refused'])
    expect((await team.call('GET', '/tokens', { token: next })).body.tokens).toHaveLength(1)
    expect(said(await team.call('DELETE', `/tokens/${mine.token.id}`, { token: next }))).toBe('404 unknown-token')
  })

  test('is seen and revoked by its user, by who manages tokens and is no lower, and by nobody else', async () => {
    const revoke = async (who: string, id: string) => said(await team.call('DELETE', `/tokens/${id}`, { token: await team.token(who) }))
    const seen = async (token: string) =>
      (await team.call('GET', '/tokens', { token })).body.tokens.map(({ id }: { id: string }) => id) as string[]
    const [olgas, adams, ginas] = await Promise.all(['olga', 'adam', 'gina'].map(async (who) => (await team.issue(who, {})).body))
    const ci = (await team.issue('olga', { holder: { pipeline: 'least', role: 'member' } })).body
    expect(await seen(ci.text)).toEqual([ci.token.id])
    expect(said(await team.call('DELETE', `/tokens/${olgas.token.id}`, { token: ci.text }))).toBe('404 unknown-token')
    expect(await seen(await team.token('olga'))).toEqual(expect.arrayContaining([olgas.token.id, ci.token.id, adams.token.id]))
    expect([await revoke('adam', ginas.token.id), await revoke('gina', adams.token.id)]).toEqual(Array(2).fill('404 unknown-token'))
    expect([await revoke('sue', adams.token.id), await revoke('sue', olgas.token.id)]).toEqual(['200', '403 not-permitted'])
    expect(said(await whoami(adams.text))).toBe('401 token-refused')
    const [operators] = (await team.call('GET', '/tokens')).body.tokens.filter(
      ({ identity }: { identity: object }) => 'operator' in identity,
    )
    expect(await revoke('sue', operators.id)).toBe('403 not-permitted')
    await team.write('olga', `User olga2 {email: olga@acme.example} ${renamed('olga')}`)
    expect(await revoke('sue', olgas.token.id)).toBe('403 not-permitted')
    expect(await revoke('olga', olgas.token.id)).toBe('200')
    expect(await revoke('olga', olgas.token.id)).toBe('200')
    await team.write('olga', `User olga {email: olga@acme.example} ${renamed('olga2')}`)
  })

  test('that is out of date, or was revoked while a body was under way, is refused', async () => {
    const { text: late, token } = (await team.issue('adam', { days: 1 })).body
    const { text: out } = (await team.issue('adam', { days: 1 })).body
    const body = { manager: 'git:late/x', resources: [resource('Group vault {type: users}')], scope: [] }
    const sending = await begun(team, { method: 'POST', path: ':apply', token: late, body })
    expect((await team.call('DELETE', `/tokens/${token.id}`, { token: await team.token('sue') })).status).toBe(200)
    const answer = await sending.end()
    expect([answer.status, answer.body.problems[0].code]).toEqual([401, 'token-refused'])
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 86_400_000 })
    try {
      expect(said(await whoami(out))).toBe('401 token-refused')
    } finally {
      vi.useRealTimers()
    }
    expect((await whoami(out)).status).toBe(200)
  })
})

describe('an invitation', () => {
  const login = (token: string, body: object = {}) => team.call('POST', ':login', { token, body })
  const invite = (who: string, user: string) => team.issue(who, { holder: { user }, once: true })

  test.each([
    ['of somebody new', 'adam', 'una', '201'],
    ['within the groups', 'gina', 'max', '201'],
    ['outside the groups', 'gina', 'dan', '403 not-permitted'],
    ['of a higher rank', 'adam', 'dora', '403 not-permitted'],
    ['of who may more by a custom role', 'gina', 'ines', '403 not-permitted'],
    ['of who was there before the team', 'sue', 'olga', '403 not-permitted'],
    ['of nobody who is known, by who may invite', 'adam', 'nobody', '404 unknown-resource'],
    ['of nobody who is known, by who may not', 'mia', 'nobody', '403 not-permitted'],
    ['by a member', 'mia', 'una', '403 not-permitted'],
    ['by a pipeline that may', 'admin of olga', 'una', '201'],
  ])('%s', async (_what, who, user, meant) => {
    expect(said(await invite(who, user))).toBe(meant)
  })

  test.each<object>([{}, { nonsense: 1 }, { days: 'many' }])('does not tell whether there is a team: %o', async (body) => {
    const text = drawToken()
    const answers = await Promise.all([':login', '//v1/teams/nowhere:login'].map((path) => team.call('POST', path, { token: text, body })))
    const [here, elsewhere] = answers.map(({ status, body: { instance: _, ...rest } }) => ({ status, rest: JSON.stringify(rest) }))
    expect(elsewhere).toEqual(here)
  })

  test('is good for one exchange, and for nothing else', async () => {
    const { text: once } = (await invite('adam', 'una')).body
    expect((await whoami(once)).status).toBe(401)
    expect((await team.call('POST', '/tokens', { token: once, body: {} })).status).toBe(401)
    const answers = await Promise.all(Array.from({ length: 8 }, () => login(once)))
    expect(answers.map(said).sort()).toEqual(['201', ...Array(7).fill('401 token-refused')])
    const lasting = answers.find(({ status }) => status === 201)?.body.text
    expect((await whoami(lasting)).body).toMatchObject({ actor: 'una', role: 'member' })
    expect(said(await login(lasting))).toBe('401 token-refused')
    expect((await team.call('GET', '/resources/users/una')).body.status.invitation).toBe('accepted')
    // Who has come is not invited again: it would be a way to sign in as somebody else.
    expect(said(await invite('sue', 'una'))).toBe('403 not-permitted')
    await team.write('olga', 'User una')
  })

  test('that was kept does not hold for who has come by another one, was promoted since, or was invited by who may no more', async () => {
    const [first, second] = await Promise.all([invite('adam', 'una'), invite('sue', 'una')])
    expect((await login(second.body.text)).status).toBe(201)
    expect(said(await login(first.body.text))).toBe('401 token-refused')
    const kept = (await invite('adam', 'dan')).body.text
    await team.restore('User dan {email: dan@acme.example, group: desk, role: super-admin}')
    expect(said(await login(kept))).toBe('401 token-refused')
    await team.restore('User adam {email: adam@acme.example}')
    expect(said(await login(kept))).toBe('401 token-refused')
    await team.restore()
    expect((await login(kept)).status).toBe(201)
  })

  test('holds from where it was given for, and so does what it is exchanged for', async () => {
    const invitation = async (allow: string[]) => (await team.issue('adam', { holder: { user: 'max' }, once: true, allow })).body.text
    expect(said(await login(await invitation(['192.0.2.0/24'])))).toBe('401 token-refused')
    const near = await invitation(['127.0.0.0/8'])
    expect(said(await login(near, { allow: ['0.0.0.0/0'] }))).toBe('403 not-permitted')
    expect((await login(near)).body.token.allow).toEqual(['127.0.0.0/8'])
  })
})

describe('from where one comes:', () => {
  let proxied: TestTeam
  beforeAll(async () => {
    proxied = await testTeam({ trusted: ['127.0.0.1', '10.0.0.0/8'] })
  })
  afterAll(() => proxied.end())
  const from = (address: string) => ({ 'x-forwarded-for': address })
  const ask = async (who: string, headers: Record<string, string>) =>
    proxied.call('GET', '/whoami', { token: await proxied.token(who), headers })

  test('a header that nobody trusted has set says nothing', async () => {
    const { body } = await whoami(await team.token('olga'), from('192.0.2.7'))
    expect(body.address).toBe('127.0.0.1')
  })

  test.each([
    ['192.0.2.7', '192.0.2.7'],
    ['198.51.100.1, 192.0.2.7', '192.0.2.7'],
    ['192.0.2.7, 10.1.2.3', '192.0.2.7'],
    ['2001:db8::7', '2001:db8::7'],
    ['', '127.0.0.1'],
  ])('behind proxies, `%s` is %s: the last that no proxy is', async (header, address) => {
    expect((await ask('olga', from(header))).body.address).toBe(address)
  })

  test('a token holds from its ranges alone, as they are seen, and gives none that holds from others', async () => {
    const issue = async (body: object, token: string, address: string) =>
      proxied.call('POST', '/tokens', { token, body, headers: from(address) })
    const near = (await issue({ allow: ['192.0.2.0/24'] }, await proxied.token('adam'), '203.0.113.9')).body.text
    const by = (address: string) => proxied.call('GET', '/whoami', { token: near, headers: from(address) })
    expect((await by('192.0.2.7')).status).toBe(200)
    for (const address of ['203.0.113.9', '192.0.2.7, 203.0.113.9', 'nowhere', '192.0.2.7.evil', '::1'])
      expect(said(await by(address)), address).toBe('401 token-refused')
    expect(said(await issue({ allow: ['192.0.0.0/16'] }, near, '192.0.2.7'))).toBe('403 not-permitted')
    expect(said(await issue({ allow: ['somewhere'] }, near, '192.0.2.7'))).toBe('400 usage')
    expect((await issue({ allow: ['192.0.2.7/32'] }, near, '192.0.2.7')).body.token.allow).toEqual(['192.0.2.7/32'])
    expect((await issue({}, near, '192.0.2.7')).body.token.allow).toEqual(['192.0.2.0/24'])
  })

  test('where the team restricts the console, nobody comes from elsewhere, and nobody shuts itself out', async () => {
    const zone = 'scheduledAccess: {timeZone: Europe/Paris}'
    const restrict = async (allow: string, address: string) =>
      proxied.call('PUT', `/resources/teams/acme?manager=${MANAGER}`, {
        token: await proxied.token('olga'),
        headers: from(address),
        body: resource(`Team acme {owner: olga, ${zone}, ipRestriction: {console: true, allow: [${allow}]}}`),
      })
    expect(said(await restrict('192.0.2.0/24', '203.0.113.9'))).toBe('422 locks-actor-out')
    const invited = await proxied.issue('adam', { holder: { user: 'una' }, once: true })
    expect(said(await restrict('192.0.2.0/24', '192.0.2.7'))).toBe('200')
    expect((await ask('olga', from('192.0.2.7'))).status).toBe(200)
    for (const who of ['olga', 'mia', 'admin of olga']) expect(said(await ask(who, from('203.0.113.9')))).toBe('403 address-barred')
    expect(said(await proxied.call('GET', '/whoami'))).toBe('403 address-barred')
    const login = (address: string) => proxied.call('POST', ':login', { token: invited.body.text, body: {}, headers: from(address) })
    expect([said(await login('203.0.113.9')), said(await login('192.0.2.7'))]).toEqual(['403 address-barred', '201'])
    expect(said(await restrict('203.0.113.0/24', '192.0.2.7'))).toBe('422 locks-actor-out')
    // On the machine itself the operator has no address that could be barred.
    const plane = controlPlane(proxied.store, TEAM, proxied.keyFolder)
    expect((await plane.credentials.issue({ name: 'os:root' }, {})).token.identity).toEqual({ operator: 'os:root' })
  })
})
