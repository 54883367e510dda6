/** `GET /agent/v1/policy`, each signed by another agent: at a steady rate beside a bare server in the same run, and as many as there can be. */
import { startBare } from '../http/server.ts'
import type { Asking, Requests } from './agents.ts'
import { each, milliseconds, number, percentiles, type Row } from './rows.ts'
import { type Fleet, type Spent, spent } from './running.ts'

/** Signed answers that say nothing new, in a second of a core; and the p99 at a steady rate, in milliseconds. */
const [LEAST, P99_MS] = [4000, 10]
/** Agents that take turns; requests at once where there is no rate. */
const [TURNS, AT_ONCE] = [1000, 32]

export async function asking(fleet: Fleet, perSecond: number, lastsMs: number): Promise<Row[]> {
  const url = fleet.servers[0]?.url as string
  const agents = Math.min(TURNS, fleet.place.agents)
  const asked = (conditional: boolean): Asking => ({ url, milliseconds: lastsMs, conditional, status: conditional ? 304 : 200, agents })
  const { servers, askers } = fleet
  const asks = (order: Parameters<typeof askers.requests>[0]) => spent({ servers, agents: askers }, () => askers.requests(order))
  const rows: Row[] = []
  for (const conditional of [true, false]) {
    const of = asked(conditional)
    // A server that has just begun compiles what it does often; one that agents hang on has.
    await asks({ paced: { ...of, perSecond, milliseconds: lastsMs / 2 } })
    const ours = await asks({ paced: { ...of, perSecond } })
    const bare = await beside(fleet, of, ours.result, perSecond)
    rows.push(paced(of, ours, perSecond, true), paced(of, bare, perSecond, false))
  }
  const { result, server, load } = await asks({ unpaced: { ...asked(true), atOnce: AT_ONCE } })
  const perCore = (result.requests * 1000) / server
  rows.push({
    what: `304, ${AT_ONCE} at once: the most`,
    figure: `${number(perCore)} a second of a core (${number(result.perSecond)} a second on the clock)`,
    ...{ goal: `≥ ${number(LEAST)}`, missed: perCore < LEAST },
    ...{ server: `${each(server, result.requests)} each`, load: `${each(load, result.requests)} each` },
  })
  return rows
}

function paced({ status }: Asking, { result, server, load }: Spent<Requests>, perSecond: number, ours: boolean): Row {
  return {
    what: `${status}, ${number(perSecond)} due a second${ours ? '' : ', a bare `node:https` server'}`,
    figure: `${percentiles(result)}, the load late by ${milliseconds(result.late)} at p99; ${number(result.perSecond)} a second answered`,
    ...(ours && { goal: `p99 ≤ ${P99_MS} ms`, missed: result.p99 > P99_MS }),
    ...{ server: `${each(server, result.requests)} each`, load: `${each(load, result.requests)} each` },
  }
}

/** The same requests, to a server that looks at none of them and answers with as many bytes. */
async function beside(fleet: Fleet, of: Asking, { bytes }: Requests, perSecond: number): Promise<Spent<Requests>> {
  const headers = { etag: `"sha256:${'0'.repeat(64)}"`, 'policy-timestamp': 'x'.repeat(TIMESTAMP), 'cache-control': 'no-store' }
  const bare = await startBare({ status: of.status, headers, bytes, tls: fleet.place.tls })
  const { askers } = fleet
  try {
    await askers.requests({ paced: { ...of, url: bare.url, perSecond, milliseconds: of.milliseconds / 2, bare: true } })
    return await spent({ servers: [bare], agents: askers }, () =>
      askers.requests({ paced: { ...of, url: bare.url, perSecond, bare: true } }),
    )
  } finally {
    await bare.stop()
  }
}
/** About the bytes of one. */
const TIMESTAMP = 520
