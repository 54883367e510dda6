/** The second step over the network: set up, passed, lost and reset, by real tokens on a real server. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type Answered, TEAM, type TestServer, testServer } from '../http/testing.ts'
import { readKeys } from '../keys.ts'
import { verifyAudit } from '../verify.ts'
import { codeOf, fromBase32, STEP_SECONDS, stepAt } from './totp.ts'

let server: TestServer
let token: string
let now: number
beforeEach(async () => {
  now = Date.now()
  vi.spyOn(Date, 'now').mockImplementation(() => now)
  server = await testServer()
  token = await server.tokenOf('olga')
})
afterEach(async () => {
  vi.restoreAllMocks()
  await server.end()
})

const call = (verb: string, body?: object, by = token): Promise<Answered> => server.call('POST', `/two-step:${verb}`, { token: by, body })
const state = async (by = token) => (await server.call('GET', '/two-step', { token: by })).body
const codeAt = (secret: string, steps = 0) => codeOf(fromBase32(secret), stepAt(now) + steps)
const codeOfProblem = ({ status, body }: Answered) => `${status} ${body?.problems?.[0]?.code}`
/** Later by so many steps of the app. */
const later = (steps = 1) => {
  now += steps * STEP_SECONDS * 1000
}

async function enrolled(by = token): Promise<{ secret: string; recoveryCodes: string[] }> {
  const { secret } = (await call('begin', undefined, by)).body
  const { recoveryCodes } = (await call('confirm', { code: codeAt(secret) }, by)).body
  later()
  return { secret, recoveryCodes }
}

describe('the second step', () => {
  test('is set up by a secret that is told once, and a code of it', async () => {
    expect(await state()).toMatchObject({ required: true, since: null, passed: null })
    const begun = await call('begin')
    expect(begun.headers.get('cache-control')).toBe('no-store')
    const { secret, uri } = begun.body
    expect(uri).toContain(`secret=${secret}`)
    expect(codeOfProblem(await call('confirm', { code: codeAt(secret, 5) }))).toBe('403 two-step-code')
    expect((await state()).since).toBeNull()
    const { recoveryCodes } = (await call('confirm', { code: codeAt(secret) })).body
    expect(recoveryCodes).toHaveLength(10)
    expect(await state()).toMatchObject({ since: expect.any(String), passed: expect.any(String) })
    expect(codeOfProblem(await call('begin'))).toBe('409 two-step-on')
    const kept = JSON.stringify([
      await server.store.audit(TEAM, 0, 1000),
      await server.store.snapshot(TEAM),
      await server.store.tokens(TEAM),
    ])
    for (const text of [secret, recoveryCodes[0], server.logged.join('')]) expect(kept).not.toContain(text)
    expect(server.logged.join('')).not.toContain(secret)
    expect((await verifyAudit(server.store, TEAM, readKeys(server.keyFolder), server.keyFolder)).problems).toEqual([])
  })

  test('is asked for with each token, which is good for nothing else before', async () => {
    const { secret } = await enrolled()
    const other = await server.tokenOf('olga')
    expect((await server.call('GET', '/whoami', { token: other })).status).toBe(200)
    for (const path of ['/tokens', '/resources/users', '/sessions', '/snapshot'])
      expect(codeOfProblem(await server.call('GET', path, { token: other }))).toBe('403 two-step-needed')
    expect(codeOfProblem(await server.call('POST', '/two-step:reset', { token: other, body: { user: 'olga' } }))).toBe(
      '403 two-step-needed',
    )
    expect((await call('verify', { code: codeAt(secret) }, other)).body).toEqual({ version: 1, recoveryCodesLeft: 10 })
    expect((await server.call('GET', '/tokens', { token: other })).status).toBe(200)
    // It lasts, but not for ever.
    now += 30 * 86_400_000
    expect(codeOfProblem(await server.call('GET', '/tokens', { token: other }))).toBe('403 two-step-needed')
  })

  test('takes each code once, whichever token it comes with, and a recovery code once', async () => {
    const { secret, recoveryCodes } = await enrolled()
    const [one, other] = [await server.tokenOf('olga'), await server.tokenOf('olga')]
    const code = codeAt(secret)
    // Both at once.
    const both = await Promise.all([call('verify', { code }, one), call('verify', { code }, other)])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 403])
    const [recovery = ''] = recoveryCodes
    expect((await call('verify', { code: recovery.toLowerCase() }, other)).body.recoveryCodesLeft).toBe(9)
    expect(codeOfProblem(await call('verify', { code: recovery }, one))).toBe('403 two-step-code')
    const renewed = (await call('recovery-codes', { code: recoveryCodes[1] as string }, other)).body.recoveryCodes
    expect(codeOfProblem(await call('verify', { code: recoveryCodes[2] as string }, other))).toBe('403 two-step-code')
    expect((await call('verify', { code: renewed[0] }, other)).status).toBe(200)
  })

  test('listens to five wrong codes in a row, whatever the tokens, then waits longer each time', async () => {
    const { secret } = await enrolled()
    for (let i = 0; i < 5; i++) {
      const by = await server.tokenOf('olga')
      expect(codeOfProblem(await call('verify', { code: '000000' }, by))).toBe('403 two-step-code')
    }
    // A right one as well, or it would tell.
    expect(codeOfProblem(await call('verify', { code: codeAt(secret) }))).toBe('429 two-step-locked')
    later(2)
    expect(codeOfProblem(await call('verify', { code: '000000' }))).toBe('403 two-step-code')
    later(2)
    expect(codeOfProblem(await call('verify', { code: codeAt(secret) }))).toBe('429 two-step-locked')
    later(2)
    expect((await call('verify', { code: codeAt(secret) })).status).toBe(200)
    later()
    expect(codeOfProblem(await call('verify', { code: '000000' }))).toBe('403 two-step-code')
    const tried = (await server.store.audit(TEAM, 0, 1000)).flatMap(({ body }) => JSON.parse(body).tokens ?? [])
    expect(tried.filter(({ op }: { op: string }) => op === 'fail')).toHaveLength(7)
    expect((await verifyAudit(server.store, TEAM, readKeys(server.keyFolder), server.keyFolder)).problems).toEqual([])
  })

  test('is turned off by a code, and set up anew it is passed anew', async () => {
    const { secret } = await enrolled()
    expect((await call('remove', { code: codeAt(secret) })).status).toBe(204)
    expect((await server.call('GET', '/tokens', { token })).status).toBe(200)
    later()
    const other = await server.tokenOf('olga')
    const again = await enrolled(other)
    expect(again.secret).not.toBe(secret)
    expect(codeOfProblem(await server.call('GET', '/tokens', { token }))).toBe('403 two-step-needed')
    expect(codeOfProblem(await call('verify', { code: codeAt(secret) }))).toBe('403 two-step-code')
  })

  test('is reset by who may edit the user, and by nobody for themselves', async () => {
    const mia = { apiVersion: 'splashtop.io/v1', kind: 'User', metadata: { name: 'mia' }, spec: { email: 'mia@acme.example' } }
    const ann = { ...mia, metadata: { name: 'ann' }, spec: { email: 'ann@acme.example', role: 'admin' } }
    for (const one of [mia, ann])
      expect((await server.call('PUT', `/resources/users/${one.metadata.name}`, { body: one })).status).toBeLessThan(300)
    const [hers, admins] = [await server.tokenOf('mia'), await server.tokenOf('ann')]
    await enrolled(hers)
    await enrolled()
    expect(codeOfProblem(await call('reset', { user: 'mia' }, hers))).toBe('403 not-permitted')
    expect(codeOfProblem(await call('reset', { user: 'olga' }, admins))).toBe('403 not-permitted')
    expect(codeOfProblem(await call('reset', { user: 'nix' }, admins))).toBe('404 unknown-resource')
    expect((await call('reset', { user: 'mia' }, admins)).status).toBe(204)
    expect(await state(hers)).toMatchObject({ required: false, since: null, passed: null })
    expect((await verifyAudit(server.store, TEAM, readKeys(server.keyFolder), server.keyFolder)).problems).toEqual([])
  })

  test('is nothing of pipelines', async () => {
    await enrolled()
    const made = await server.call('POST', '/tokens', { token, body: { holder: { pipeline: 'ci', role: 'admin' } } })
    const pipeline = made.body.text as string
    expect((await server.call('GET', '/tokens', { token: pipeline })).status).toBe(200)
    expect(codeOfProblem(await call('begin', undefined, pipeline))).toBe('403 not-permitted')
  })
})
