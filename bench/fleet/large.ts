/** What others wait for while a large apply commits: agents that ask whether there is anything new, and an administrator who puts one resource. */
import { guest } from '../http/place.ts'
import type { Requests } from './agents.ts'
import { milliseconds, number, percentiles, type Row } from './rows.ts'
import { type Fleet, nowMs, spent } from './running.ts'

/** Requests a second meanwhile, and for how long at least; and times, of which the one of the middle counts (the first of them is of a server that never did it). */
const [RATE, LEAST_MS, TIMES] = [200, 2000, 5]
const P99_MS = 10

export async function largeApply(fleet: Fleet, resources: number): Promise<Row[]> {
  const { askers, admin, servers, place } = fleet
  const url = servers[0]?.url as string
  const ask = (ms: number) =>
    askers.requests({
      paced: { url, milliseconds: ms, perSecond: RATE, conditional: true, status: 304, agents: Math.min(1000, place.agents) },
    })
  const put = async () => {
    const since = nowMs()
    await admin.call('PUT', '/resources/users/guest-1', guest(1, crypto.randomUUID()))
    return nowMs() - since
  }
  const once = (guests: readonly ReturnType<typeof guest>[]) =>
    spent(fleet, async () => {
      const since = nowMs()
      const scope = guests.map(({ metadata }) => `User/${metadata.name}`)
      const applying = admin.call('POST', ':apply', { manager: 'api', resources: guests, scope }).then(() => nowMs() - since)
      const asking = ask(LEAST_MS * 2)
      const putting = put()
      return { applied: await applying, put: await putting, asked: await asking }
    })
  const [before, during]: [Requests[], Awaited<ReturnType<typeof once>>[]] = [[], []]
  const putBefore = await put()
  await askers.catchUp(Math.min(1000, place.agents))
  for (let time = 0; time < TIMES; time++) {
    before.push(await ask(LEAST_MS * 2))
    during.push(await once(Array.from({ length: resources }, (_, i) => guest(i + 10, `Guest of all ${i}, ${time}`))))
  }
  const quiet = middle(before, ({ p99 }) => p99)
  const asked = middle(during, ({ result }) => result.asked.p99).result.asked
  const all = (of: readonly Requests[]) => of.map(({ p99 }) => milliseconds(p99)).join(', ')
  const { result, took, server } = middle(during, ({ result }) => result.applied)
  return [
    {
      what: `an apply of ${number(resources)} resources`,
      figure: `${milliseconds(result.applied)}`,
      server: `${milliseconds(server)} in ${milliseconds(took)}`,
    },
    {
      what: `304 meanwhile, ${RATE} due a second`,
      figure: `${percentiles(asked)} (the load late by ${milliseconds(asked.late)}); p99 of ${TIMES} times: ${all(during.map((one) => one.result.asked))}; without an apply: ${all(before)}, ${percentiles(quiet)}`,
      ...{ goal: `p99 ≤ ${P99_MS} ms`, missed: asked.p99 > P99_MS },
    },
    { what: 'PUT of one resource meanwhile', figure: `${milliseconds(result.put)} (before: ${milliseconds(putBefore)})` },
  ]
}

function middle<T>(all: readonly T[], by: (one: T) => number): T {
  return [...all].sort((a, b) => by(a) - by(b))[Math.floor(all.length / 2)] as T
}
