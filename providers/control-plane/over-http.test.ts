/** The provider's contract over the network: as it should be, and over a way on which every third request goes wrong. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { plan } from '../../reconciler/plan/plan.ts'
import { testServer } from '../../server/http/testing.ts'
import { conform, type Planner, TEAM } from '../conformance.ts'
import { faulty } from './faulty.ts'
import { inProcess } from './in-process.ts'
import { overHttp } from './over-http.ts'

const planned: Planner = (declaration, live, rotated) =>
  plan(declaration, live, { evaluatedAt: '2026-01-01T00:00:00Z', rotated: new Set(rotated) })

conform(
  'the control plane over HTTP',
  async () => {
    const server = await testServer({ empty: true })
    const folder = mkdtempSync(join(tmpdir(), 'splashtop-over-http-'))
    const provider = inProcess(overHttp({ url: server.url, token: server.owner, team: TEAM, folder }))
    return {
      provider,
      async end() {
        await provider.close()
        await server.end()
        rmSync(folder, { recursive: true })
      },
    }
  },
  planned,
)

test('a copy of a history that was put back to an earlier state is not gone on with', async () => {
  const server = await testServer({ empty: true })
  const folder = mkdtempSync(join(tmpdir(), 'splashtop-over-http-'))
  const client = () => overHttp({ url: server.url, token: server.owner, team: TEAM, folder })
  const one = client()
  const first = await one.world()
  await one.close()
  // As if other revisions had borne these numbers once.
  const file = join(folder, `live-${TEAM}.rows`)
  writeFileSync(file, readFileSync(file, 'utf8').replace(/"mark":"\w{16}"/, '"mark":"0123456789abcdef"'))
  const two = client()
  expect((await two.world()).revision).toBe(first.revision)
  expect(readFileSync(file, 'utf8')).not.toContain('0123456789abcdef')
  await two.close()
  await server.end()
  rmSync(folder, { recursive: true })
})

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31))
conform(
  `the control plane over a way on which every third request goes wrong (SEED=${seed})`,
  async () => {
    const server = await testServer({ empty: true })
    const way = await faulty(server.url, { seed, share: 33 })
    const folder = mkdtempSync(join(tmpdir(), 'splashtop-over-http-'))
    const provider = inProcess(overHttp({ url: way.url, token: server.owner, team: TEAM, folder }))
    return {
      provider,
      async end() {
        await provider.close()
        await way.end()
        await server.end()
        rmSync(folder, { recursive: true })
      },
    }
  },
  planned,
)
