/** The API over a real socket, told as what a client asks. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { drawToken } from '../tokens.ts'
import { OWNER, TEAM, type TestServer, testServer } from './testing.ts'

let server: TestServer
beforeEach(async () => {
  server = await testServer()
})
afterEach(() => server.end())

const user = (name: string, spec: object = {}) => ({
  apiVersion: 'splashtop.io/v1',
  kind: 'User',
  metadata: { name },
  spec: { email: `${name}@acme.example`, ...spec },
})
const codes = ({ body }: { body: { problems: { code: string }[] } }) => body.problems.map((found) => found.code)

describe('who asks', () => {
  test('is told who it is', async () => {
    const { status, body } = await server.call('GET', '/whoami')
    expect([status, body]).toEqual([
      200,
      {
        ...{ actor: OWNER, role: 'owner', rank: 'owner', address: '127.0.0.1', identity: { user: OWNER } },
        may: { read: true, logs: true },
        token: { id: expect.stringMatching(/^[0-9a-f]{12}$/), expires: expect.any(String) },
      },
    ])
  })

  test.each([
    ['without a token', null, 'unauthenticated'],
    ['with what is no token', 'abc', 'bad-token'],
    ['with a token of nobody', `sp_${'0'.repeat(43)}000000`, 'bad-token'],
  ])('is refused %s, as one that any client understands', async (_, token, code) => {
    const answer = await server.call('GET', '/whoami', { token })
    expect([answer.status, codes(answer), answer.headers.get('www-authenticate')]).toEqual([401, [code], 'Bearer'])
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/)
    expect(answer.body).toMatchObject({
      type: `/errors#${code}`,
      status: 401,
      instance: `urn:request:${answer.headers.get('x-request-id')}`,
    })
  })

  test('can’t tell a team that it has no token of from one that there is not', async () => {
    const there = await fetch(`${server.url}/v1/teams/${TEAM}/whoami`, { headers: { authorization: `Bearer ${server.owner}x` } })
    const not = await fetch(`${server.url}/v1/teams/other/whoami`, { headers: { authorization: `Bearer ${server.owner}` } })
    expect([there.status, not.status]).toEqual([401, 401])
  })
})

describe('a snapshot', () => {
  test('has every resource, and a tag by which the next one is no more than a 304', async () => {
    const first = await server.call('GET', '/snapshot')
    expect(first.body).toMatchObject({
      version: 1,
      team: TEAM,
      revision: 2,
      resources: [{ kind: 'Team' }, { kind: 'User', status: { invitation: 'accepted' } }],
    })
    const tag = first.headers.get('etag') as string
    const again = await server.call('GET', '/snapshot', { headers: { 'if-none-match': tag } })
    expect([again.status, again.text]).toEqual([304, ''])
  })

  test('since a revision has what changed after it, and what is gone', async () => {
    await server.call('PUT', '/resources/users/alice', { body: user('alice') })
    await server.call('PUT', '/resources/users/bob', { body: user('bob') })
    await server.call('DELETE', '/resources/users/alice')
    const { body } = await server.call('GET', '/snapshot?since=3')
    expect(body).toMatchObject({
      since: 3,
      revision: 5,
      resources: [{ metadata: { name: 'bob' } }],
      deleted: [{ kind: 'User', name: 'alice' }],
    })
  })

  test('of the past is the team as it was', async () => {
    await server.call('PUT', '/resources/users/alice', { body: user('alice') })
    expect((await server.call('GET', '/snapshot?revision=2')).body.resources).toHaveLength(2)
    expect(codes(await server.call('GET', '/snapshot?revision=99'))).toEqual(['unknown-revision'])
  })

  test.each(['gzip', 'zstd', 'identity'])('is the same in %s', async (encoding) => {
    const plain = await server.call('GET', '/snapshot')
    const answer = await server.call('GET', '/snapshot', { headers: { 'accept-encoding': encoding } })
    expect(answer.headers.get('content-encoding')).toBe(encoding === 'identity' ? null : encoding)
    expect(answer.text).toBe(plain.text)
  })
})

describe('an apply', () => {
  test('does what the plan said, once for each idempotency key', async () => {
    const declaration = { manager: 'git:acme/iac', resources: [user('alice'), user('bob')] }
    const planned = await server.call('POST', ':plan', { body: declaration })
    expect(planned.body.changes.map(({ op, key }: { op: string; key: string }) => `${op} ${key}`)).toEqual([
      `create User/${TEAM}/alice`,
      `create User/${TEAM}/bob`,
    ])
    const { base, evaluatedAt, changes, digest } = planned.body
    const body = { ...declaration, plan: { base, evaluatedAt, changes, digest } }
    const headers = { 'idempotency-key': 'one' }
    const first = await server.call('POST', ':apply', { body, headers })
    expect(first.body).toMatchObject({ version: 1, revision: 3, results: [{ result: 'done' }, { result: 'done' }] })
    expect((await server.call('POST', ':apply', { body, headers })).body).toEqual(first.body)
    expect((await server.call('GET', '/revisions?limit=1')).body.revisions[0]).toMatchObject({
      revision: 3,
      actor: OWNER,
      manager: 'git:acme/iac',
      planDigest: digest,
    })
  })

  test('of a plan that would be another one now is refused as stale, naming what moved', async () => {
    const declaration = { manager: 'git:acme/iac', resources: [user('alice')] }
    const { base, evaluatedAt, changes, digest } = (await server.call('POST', ':plan', { body: declaration })).body
    await server.call('PUT', '/resources/users/alice?manager=console', { body: user('alice') })
    const answer = await server.call('POST', ':apply', { body: { ...declaration, plan: { base, evaluatedAt, changes, digest } } })
    expect([answer.status, codes(answer), answer.body.detail]).toEqual([409, ['stale-plan'], expect.stringContaining(`User/${TEAM}/alice`)])
  })

  test('of a part leaves the rest of what its manager declares as it is', async () => {
    await server.call('POST', ':apply', { body: { manager: 'git:acme/iac', resources: [user('alice'), user('bob')] } })
    await server.call('POST', ':apply', { body: { manager: 'git:acme/iac', resources: [user('carol')], scope: ['User/bob'] } })
    const { body } = await server.call('GET', '/resources/users')
    expect(body.resources.map((one: { metadata: { name: string } }) => one.metadata.name)).toEqual(['alice', 'carol', OWNER])
  })

  test('is refused with all that is wrong, each at its place', async () => {
    const answer = await server.call('POST', ':apply', {
      body: {
        manager: 'git:acme/iac',
        resources: [user('alice', { emial: 'x' }), user('bob', { role: 'king' })],
        sources: { 'User/alice': { file: 'people.yaml', line: 7, column: 3 } },
      },
    })
    expect(answer.status).toBe(422)
    expect(answer.body.problems[0]).toMatchObject({ code: 'unknown-field', at: [{ file: 'people.yaml', line: 7 }] })
  })
})

test('applies of one resource at once all get their way, where no plan was agreed to', async () => {
  const apply = (n: number) =>
    server.call('POST', ':apply', { body: { manager: 'git:acme/iac', resources: [user('alice', { displayName: `Alice ${n}` })] } })
  const answers = await Promise.all(Array.from({ length: 12 }, (_, n) => apply(n)))
  expect(answers.map(({ status }) => status)).toEqual(Array(12).fill(200))
})

describe('what is sent again', () => {
  test('is another call where anything in it differs, whatever its key', async () => {
    const headers = { 'idempotency-key': 'k1' }
    await server.call('PUT', '/resources/users/alice', { body: user('alice'), headers })
    const other = await server.call('PUT', '/resources/users/bob', { body: user('bob'), headers })
    expect(other.body.results).toEqual([{ op: 'create', key: `User/${TEAM}/bob`, result: 'done' }])
    const changed = await server.call('PATCH', '/resources/users/bob', { body: { spec: { role: 'admin' } }, headers })
    expect(changed.body.resource.spec.role).toBe('admin')
  })

  test('by the same key is answered as then, whatever its preconditions say by now, and what became of it since', async () => {
    const once = (method: 'PUT' | 'PATCH' | 'DELETE', key: string, body?: object, headers: Record<string, string> = {}) =>
      server.call(method, '/resources/users/zed', { headers: { ...headers, 'idempotency-key': key }, ...(body && { body }) })
    const calls = [
      () => once('PUT', 'z1', user('zed'), { 'if-none-match': '*' }),
      () => once('PATCH', 'z2', { spec: { displayName: 'Zed' } }),
      () => once('DELETE', 'z3'),
    ]
    const answers = []
    for (const call of calls) answers.push(await call())
    expect(answers.map(({ status, body }) => [status, body.results[0].op, body.resource?.spec.displayName])).toEqual([
      [200, 'create', undefined],
      [200, 'update', 'Zed'],
      [200, 'delete', undefined],
    ])
    for (const [index, call] of calls.entries()) {
      const again = await call()
      expect([again.status, again.body.revision, again.body.resource]).toEqual([
        200,
        answers[index]?.body.revision,
        answers[index]?.body.resource,
      ])
      expect(again.headers.get('etag')).toBe(answers[index]?.headers.get('etag'))
    }
    expect((await server.call('GET', '/resources/users/zed')).status).toBe(404)
  })

  test('with the text of a token that the client has drawn is the same token', async () => {
    const text = drawToken()
    const ask = () => server.call('POST', '/tokens', { body: { text, description: 'twice' } })
    const [first, second] = [await ask(), await ask()]
    expect([first.status, second.body]).toEqual([201, first.body])
    expect((await server.call('GET', '/whoami', { token: text })).status).toBe(200)
    const { tokens } = (await server.call('GET', '/tokens')).body
    expect(tokens.filter((one: { description: string }) => one.description === 'twice')).toHaveLength(1)
    const elsewhere = await server.call('POST', '/tokens', { body: { text, holder: { pipeline: 'ci', role: 'member' } } })
    expect([elsewhere.status, codes(elsewhere)]).toEqual([400, ['invalid-request']])
  })

  test('for a one-time token gives the token that it was exchanged for, to who has drawn it', async () => {
    await server.call('PUT', '/resources/users/alice', { body: user('alice') })
    const invitation = (await server.call('POST', '/tokens', { body: { holder: { user: 'alice' }, once: true } })).body.text
    const text = drawToken()
    const login = (drawn: string) => server.call('POST', ':login', { token: invitation, body: { text: drawn } })
    const [first, second, third] = [await login(text), await login(text), await login(drawToken())]
    expect([first.status, second.body, third.status]).toEqual([201, first.body, 401])
  })
})

describe('a single resource', () => {
  test('is created, changed by a patch, and taken away again', async () => {
    const made = await server.call('PUT', '/resources/users/alice', { body: user('alice'), headers: { 'if-none-match': '*' } })
    expect(made.body.results).toEqual([{ op: 'create', key: `User/${TEAM}/alice`, result: 'done' }])
    const tag = made.headers.get('etag') as string
    const patched = await server.call('PATCH', '/resources/users/alice', {
      body: { spec: { role: 'admin' } },
      headers: { 'if-match': tag, 'content-type': 'application/merge-patch+json' },
    })
    expect(patched.body.resource.spec).toEqual({ email: 'alice@acme.example', role: 'admin' })
    const stale = await server.call('DELETE', '/resources/users/alice', { headers: { 'if-match': tag } })
    expect([stale.status, codes(stale)]).toEqual([412, ['precondition-failed']])
    expect((await server.call('DELETE', '/resources/users/alice')).body.resource).toBeNull()
    expect((await server.call('GET', '/resources/users/alice')).status).toBe(404)
  })

  test('is planned and not written with dryRun', async () => {
    const { body } = await server.call('PUT', '/resources/users/alice?dryRun=true', { body: user('alice') })
    expect([body.changes.length, (await server.call('GET', '/resources/users/alice')).status]).toEqual([1, 404])
  })

  test('as one manager declares it can be put back, and changes nothing', async () => {
    await server.call('PUT', '/resources/users/alice?manager=console', { body: user('alice', { licence: 'technician' }) })
    const { body } = await server.call('GET', '/resources/users/alice?manager=console')
    expect((await server.call('PUT', '/resources/users/alice?manager=console', { body })).body.results).toEqual([])
  })

  test('must be what its path names', async () => {
    expect(codes(await server.call('PUT', '/resources/users/alice', { body: user('bob') }))).toEqual(['invalid-request'])
    const odd = await server.call('GET', '/resources/userz')
    expect([odd.status, odd.body.problems[0].message]).toEqual([404, expect.stringContaining('did you mean `users`')])
  })
})
