/** The fleet of the bench, small and in this process: what it counts must be true before its figures are worth anything. */
import { readFileSync } from 'node:fs'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Served, serve } from '../../server/http/serve.ts'
import { openSqlite } from '../../server/store/sqlite/store.ts'
import { UNLIMITED } from '../http/server.ts'
import type { AgentsUsage, Moment } from './agents.ts'
import { type Herd, herd } from './herd.ts'
import { type FleetPlace, fleetPlace } from './place.ts'
import { type Admin, administrator } from './running.ts'

const [AGENTS, SEED, WITHIN_MS] = [50, 20260301, 10_000]
let place: FleetPlace
let served: Served
let agents: Herd
let admin: Admin

beforeAll(async () => {
  place = await fleetPlace('SQLite', AGENTS)
  const { database, keyFolder, tls, known } = place
  const pem = { cert: readFileSync(tls.cert, 'utf8'), key: readFileSync(tls.key, 'utf8') }
  const store = await openSqlite(database, 'write')
  served = await serve({ store, keyFolder, host: '127.0.0.1', port: 0, log: pino({ level: 'silent' }), rate: UNLIMITED, tls: pem })
  agents = herd({ known, ca: tls.cert, urls: [served.url], seed: SEED })
  admin = administrator(place, served.url)
  await agents.obey({ open: { from: 0, to: AGENTS, atOnce: AGENTS } })
})
afterAll(async () => {
  await agents.end()
  await admin.close()
  await served.stop()
  await place.remove()
})

const usage = async () => ((await agents.obey({ usage: true })) as { usage: AgentsUsage }).usage.counts
const until = async (moment: Moment, count: number) =>
  ((await agents.obey({ until: moment, count, withinMs: WITHIN_MS })) as { times: number[] }).times.length

test(`of ${AGENTS} agents a commit wakes those whose document is another one, and nobody in vain (seed ${SEED})`, async () => {
  expect(await until('reported', AGENTS)).toBe(AGENTS)
  expect(await usage()).toMatchObject({ opened: AGENTS, closed: 0, messages: { policy: AGENTS }, unanswered: 0, refused: [] })

  await agents.obey({ mark: true })
  await admin.stir()
  await admin.roll(['some'])
  expect(await until('applied', place.sizes.some)).toBe(place.sizes.some)
  await admin.roll(['one', 'rest'])
  expect(await until('applied', AGENTS)).toBe(AGENTS)
  expect(await until('reported', AGENTS)).toBe(AGENTS)
  expect(await usage()).toMatchObject({ opened: 0, closed: 0, messages: { policy: AGENTS }, unanswered: 0, refused: [] })
})

test('requests at a rate are all counted, and a figure of refusals is none', async () => {
  await agents.obey({ mark: true })
  const asked = { url: served.url, milliseconds: 200, perSecond: 100, conditional: true, status: 304, agents: AGENTS }
  const answered = await agents.obey({ paced: asked })
  expect(answered).toMatchObject({ requests: { requests: 20 } })
  await expect(agents.obey({ paced: { ...asked, status: 200 } })).rejects.toThrow('was answered 304')
})
