/** What others wait for while a large apply commits: agents that ask whether there is anything new, and an administrator who puts one resource. */
import { guest } from '../http/place.ts'
import { milliseconds, number, percentiles, type Row } from './rows.ts'
import { type Fleet, nowMs, spent } from './running.ts'

/** Requests a second meanwhile, and for how long at least. */
const [RATE, LEAST_MS] = [200, 2000]
const P99_MS = 10

export async function largeApply(fleet: Fleet, resources: number): Promise<Row[]> {
  const { askers, admin, servers, place } = fleet
  const url = servers[0]?.url as string
  const guests = Array.from({ length: resources }, (_, i) => guest(i + 10, `Guest of all ${i}`))
  const ask = (ms: number) =>
    askers.requests({
      paced: { url, milliseconds: ms, perSecond: RATE, conditional: true, status: 304, agents: Math.min(1000, place.agents) },
    })
  const put = async () => {
    const since = nowMs()
    await admin.call('PUT', '/resources/users/guest-1', guest(1, crypto.randomUUID()))
    return nowMs() - since
  }
  const before = await ask(LEAST_MS)
  const putBefore = await put()
  const scope = guests.map(({ metadata }) => `User/${metadata.name}`)
  const { result, took, server } = await spent(fleet, async () => {
    const since = nowMs()
    const applying = admin.call('POST', ':apply', { manager: 'api', resources: guests, scope }).then(() => nowMs() - since)
    const asking = ask(LEAST_MS * 2)
    const putting = put()
    return { applied: await applying, put: await putting, asked: await asking }
  })
  return [
    {
      what: `an apply of ${number(resources)} resources`,
      figure: `${milliseconds(result.applied)}`,
      server: `${milliseconds(server)} in ${milliseconds(took)}`,
    },
    {
      what: `304 meanwhile, ${RATE} due a second`,
      figure: `${percentiles(result.asked)} (before: ${percentiles(before)})`,
      ...{ goal: `p99 ≤ ${P99_MS} ms`, missed: result.asked.p99 > P99_MS },
    },
    { what: 'PUT of one resource meanwhile', figure: `${milliseconds(result.put)} (before: ${milliseconds(putBefore)})` },
  ]
}
