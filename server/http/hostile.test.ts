/** Hostile requests: by name those that once did harm, and a seeded part of what the soak sends (bench/soak/http-hostile.ts). */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { random } from '../../bench/random.ts'
import { drawHostile, type Hostile } from './hostile.ts'
import { faultOf, sendHostile } from './outcome.ts'
import { canary } from './spoilt.ts'
import { TEAM, type TestServer, testServer } from './testing.ts'

let server: TestServer
beforeAll(async () => {
  server = await testServer({ rate: { perSecond: 1e9, burst: 1e9 } })
})
afterAll(() => server.end())

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31))

describe('what nobody sends who means well', () => {
  test(`is refused or cut off, and never a fault of the server (SEED=${seed})`, async () => {
    const chance = random(seed)
    const faults: string[] = []
    const until = performance.now() + 4000
    let done = 0
    const one = async () => {
      while (done < 1000 && performance.now() < until) {
        const hostile = drawHostile(chance, { team: TEAM, token: server.owner })
        done++
        const fault = await sendHostile(server.url, hostile, 5000).then((outcome) => faultOf(hostile, outcome), String)
        if (fault !== undefined) faults.push(`${hostile.what}: ${fault}`)
      }
    }
    await Promise.all(Array.from({ length: 8 }, one))
    expect(faults).toEqual([])
    expect(done).toBeGreaterThan(100)
    expect((await server.call('GET', '/whoami')).status).toBe(200)
    expect(server.logged.filter((line) => line.includes(canary) || line.includes('sp_'))).toEqual([])
  })

  test.each<[string, number, (bearer: string) => string]>([
    ['a method that needs a type of its body', 405, (bearer) => `QUERY /v1/teams/${TEAM}/whoami HTTP/1.1\r\nHost: x\r\n${bearer}`],
    ['an unknown method of a path', 405, (bearer) => `PROPFIND /v1/teams/${TEAM}/whoami HTTP/1.1\r\nHost: x\r\n${bearer}`],
    ['no host', 400, (bearer) => `GET /v1/teams/${TEAM}/whoami HTTP/1.1\r\n${bearer}`],
    ['two hosts', 400, (bearer) => `GET /v1/teams/${TEAM}/whoami HTTP/1.1\r\nHost: x\r\nHost: y\r\n${bearer}`],
    ['an expectation', 417, (bearer) => `GET /v1/teams/${TEAM}/whoami HTTP/1.1\r\nHost: x\r\nExpect: magic\r\n${bearer}`],
    ['a head of 20 kB', 431, (bearer) => `GET /v1/teams/${TEAM}/whoami HTTP/1.1\r\nHost: x\r\nX-Huge: ${'x'.repeat(20_000)}\r\n${bearer}`],
    ['a name of 700 letters', 404, (bearer) => `GET /v1/teams/${TEAM}/resources/users/${'x'.repeat(700)} HTTP/1.1\r\nHost: x\r\n${bearer}`],
  ])('has its own refusal: %s', async (what, status, head) => {
    const bytes = Buffer.from(`${head(`Authorization: Bearer ${server.owner}`)}\r\n\r\n`)
    const hostile: Hostile = { what, bytes }
    const outcome = await sendHostile(server.url, hostile, 5000)
    expect([outcome.status, faultOf(hostile, outcome)]).toEqual([status, undefined])
  })

  test('is refused where it says a time that there is not', async () => {
    const declaration = { manager: 'git:acme/iac', resources: [] }
    const evaluatedAt = '2026-02-30T00:00:00Z'
    for (const [path, body] of [
      [':plan', { ...declaration, evaluatedAt }],
      [':apply', { ...declaration, evaluatedAt }],
      [':apply', { ...declaration, plan: { base: 2, evaluatedAt, changes: [], digest: 'x' } }],
    ] as const)
      expect((await server.call('POST', path, { body })).body.problems).toMatchObject([{ code: 'invalid-request' }])
  })

  test('is told that a resource is not live, in whatever type its patch comes', async () => {
    for (const type of ['application/json', 'application/merge-patch+json'])
      expect((await server.call('PATCH', '/resources/users/nobody', { body: {}, headers: { 'content-type': type } })).status).toBe(404)
  })

  test('is not taken for a stranger who revokes a token a second time', async () => {
    const { token } = (await server.call('POST', '/tokens', { body: {} })).body as { token: { id: string } }
    const revoke = () => server.call('DELETE', `/tokens/${token.id}`)
    expect([(await revoke()).status, (await revoke()).status, (await server.call('GET', '/whoami')).status]).toEqual([200, 200, 200])
  })
})
