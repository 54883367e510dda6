/** What a server tells of itself: in its log, its counts and the document of its API; and what it must never tell. */
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { endpoints } from './endpoints/all.ts'
import { TEAM, type TestServer, testServer } from './testing.ts'

let server: TestServer
beforeAll(async () => {
  server = await testServer({ trusted: ['127.0.0.1'] })
})
afterAll(() => server.end())

const lines = () => server.logged.map((line) => JSON.parse(line) as Record<string, unknown>)

describe('the id of a request', () => {
  test('is the one that came with it, in the answer, in what it is refused with, and in the log', async () => {
    const answer = await server.call('GET', '/resources/users/nobody', { headers: { 'x-request-id': 'trace-7:a.b_c' } })
    expect([answer.headers.get('x-request-id'), answer.body.instance]).toEqual(['trace-7:a.b_c', 'urn:request:trace-7:a.b_c'])
    expect(lines().at(-1)).toMatchObject({ requestId: 'trace-7:a.b_c', route: 'getResource', status: 404, actor: 'olga', team: TEAM })
  })

  test.each(['', 'a b', 'a"b', '<x>', 'x'.repeat(101)])('is drawn anew where what came is none: `%s`', async (id) => {
    const answer = await server.call('GET', '/whoami', { headers: { 'x-request-id': id } })
    expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-z]+$/)
  })

  test('is another one for each request', async () => {
    const ids = await Promise.all(Array.from({ length: 20 }, async () => (await server.call('GET', '/whoami')).headers.get('x-request-id')))
    expect(new Set(ids).size).toBe(20)
  })
})

test('the log names who asked for what and how it ended, and holds no token, body, query or header', async () => {
  const invited = await server.call('PUT', '/resources/users/mia', {
    body: { apiVersion: 'splashtop.io/v1', kind: 'User', metadata: { name: 'mia' }, spec: { email: 'SECRET-address@acme.example' } },
  })
  expect(invited.status).toBe(200)
  const issued = await server.call('POST', '/tokens', { body: { holder: { user: 'mia' }, once: true, description: 'SECRET-description' } })
  expect(issued.status).toBe(201)
  const lasting = await server.call('POST', ':login', { token: issued.body.text, body: {} })
  const tries = [
    server.call('GET', '/resources/users?label=SECRET-label%3Dx'),
    server.call('GET', '/whoami?SECRET-query=1'),
    server.call('GET', '/SECRET-path'),
    server.call('GET', '/whoami', { token: 'SECRET-token' }),
    server.call('GET', '/whoami', { token: null, headers: { authorization: 'Basic SECRET-basic', cookie: 'SECRET-cookie' } }),
    server.call('POST', ':plan', { body: '{"SECRET-body": ' }),
    server.call('POST', ':plan', { body: { manager: 'x', resources: [{ 'SECRET-field': 1 }] } }),
    server.call('POST', ':login', { token: issued.body.text, body: {} }),
    server.call('DELETE', `/tokens/${lasting.body.token.id}`, {
      headers: { 'x-secret': 'SECRET-header', 'idempotency-key': 'SECRET-key' },
    }),
    server.call('GET', '/applied?manager=SECRET-manager&digest=SECRET-digest'),
  ]
  await Promise.all(tries)
  const log = server.logged.join('')
  expect(log).not.toContain('SECRET')
  for (const token of [server.owner, issued.body.text, lasting.body.text]) expect(log).not.toContain(token.slice(3, 15))
  expect(log).not.toMatch(/sp_[0-9A-Za-z]{5}/)
  // A token is named by its id, by which it is revoked.
  expect(lines()).toContainEqual(
    expect.objectContaining({ route: 'createToken', actor: 'olga', status: 201, token: expect.stringMatching(/^[0-9a-f]{12}$/) }),
  )
})

describe('the counts', () => {
  test('are Prometheus’, by endpoint and status, with no name that a client chose', async () => {
    await server.call('GET', '/resources/users/CHOSEN')
    await server.call('GET', '/CHOSEN')
    const { text, headers } = await server.call('GET', '//metrics', { token: null })
    expect(headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/)
    const samples = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
    for (const sample of samples) expect(sample).toMatch(/^[a-z_]+(\{([a-z]+="[^"]*",?)*\})? -?[0-9.e+-]+$/i)
    expect(text).not.toContain('CHOSEN')
    expect(text).toMatch(/splashtop_http_requests_total\{route="getResource",method="GET",status="404"\} \d+/)
    expect(text).toContain(`splashtop_revision{team="${TEAM}"}`)
  })

  test('are told to who is near alone', async () => {
    const far = await server.call('GET', '//metrics', { token: null, headers: { 'x-forwarded-for': '203.0.113.9' } })
    expect([far.status, far.body.problems[0].code]).toEqual([403, 'address-barred'])
    expect((await server.call('GET', '//metrics', { token: null, headers: { 'x-forwarded-for': '10.0.0.9' } })).status).toBe(200)
  })
})

describe('the document of the API', () => {
  interface Operation {
    operationId: string
    parameters: { name: string; in: string; required?: boolean; schema: object }[]
    responses: Record<string, object>
  }
  const document = async () => (await server.call('GET', '//openapi.json', { token: null })).body

  test('has every endpoint, with its parameters and what it answers', async () => {
    const { openapi, paths } = await document()
    expect(openapi).toBe('3.1.0')
    const operations = Object.entries(paths as Record<string, Record<string, Operation>>).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
    )
    const ids = operations.map(({ operation }) => operation.operationId)
    expect(ids).toEqual(expect.arrayContaining(endpoints.map(({ id }) => id)))
    expect(new Set(ids).size).toBe(ids.length)
    for (const { path, operation } of operations) {
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
      const declared = (operation.parameters ?? []).filter((one) => one.in === 'path')
      expect(
        declared.map(({ name }) => name),
        path,
      ).toEqual(named)
      expect(declared.every(({ required }) => required === true)).toBe(true)
      for (const [status, answer] of Object.entries(operation.responses)) {
        expect(status, path).toMatch(/^[1-5]\d\d$/)
        // A body these have never; all others say what they carry, or refer to who does.
        expect('content' in answer || '$ref' in answer, `${path} ${status}`).toBe(status !== '204' && status !== '304')
      }
    }
  })

  test('leads nowhere that is not there, and its schemas are schemas', async () => {
    const whole = await document()
    const refs = [...JSON.stringify(whole).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path]) => path as string)
    expect(refs.length).toBeGreaterThan(100)
    for (const path of new Set(refs)) {
      const found = path.split('/').reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], whole)
      expect(found, path).toBeDefined()
    }
    const ajv = new Ajv2020({ strict: false, validateFormats: false })
    ajv.addSchema({ $id: '/', components: { schemas: whole.components.schemas } })
    for (const name of Object.keys(whole.components.schemas)) {
      const schema = ajv.getSchema(`/#/components/schemas/${name}`)
      expect(schema, name).toBeTypeOf('function')
    }
  })

  test('describes what is answered', async () => {
    const whole = await document()
    const ajv = new Ajv2020({ strict: false, validateFormats: false })
    const text = JSON.stringify(whole.components.schemas).replaceAll('"#/components', '"/#/components')
    ajv.addSchema({ $id: '/', components: { schemas: JSON.parse(text) } })
    const answers: [path: string, url: string][] = [
      ['/whoami', '/whoami'],
      ['/snapshot', '/snapshot'],
      ['/resources/{plural}', '/resources/users'],
      ['/resources/{plural}/{name}', '/resources/users/olga'],
      ['/revisions', '/revisions'],
      ['/revisions/{revision}', '/revisions/1'],
      ['/audit', '/audit'],
      ['/tokens', '/tokens'],
    ]
    for (const [path, url] of answers) {
      const { schema } = whole.paths[`/v1/teams/{team}${path}`].get.responses['200'].content['application/json']
      const fits = ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"/#/components')))
      const { body } = await server.call('GET', url)
      expect([url, fits(body), fits.errors]).toEqual([url, true, null])
    }
    const refused = await server.call('GET', '/resources/users/nobody')
    const fits = ajv.getSchema('/#/components/schemas/Problem')
    expect([fits?.(refused.body), fits?.errors]).toEqual([true, null])
  })
})
