/** `GET /agent/v1/policy`, each signed by another agent: at a steady rate beside a bare server in the same run, and as many as there can be. */
import { startBare } from '../http/server.ts'
import type { Asking, Requests } from './agents.ts'
import { each, milliseconds, number, percentiles, type Row } from './rows.ts'
import { type Fleet, type Spent, spent } from './running.ts'

/** Signed answers that say nothing new, in a second of a core; and the p99 at a steady rate, in milliseconds. */
const [LEAST, P99_MS] = [4000, 10]
/** Agents that take turns; requests at once where there is no rate; rounds, in turns with the bare server's, of which the one of the middle counts. */
const [TURNS, AT_ONCE, ROUNDS] = [1000, 32, 5]
/** Rounds before these: a server, and a load, that has just begun compiles what it does for twenty seconds; one that agents hang on has. */
const WARM = 5

export async function asking(fleet: Fleet, perSecond: number, lastsMs: number): Promise<Row[]> {
  const url = fleet.servers[0]?.url as string
  const agents = Math.min(TURNS, fleet.place.agents)
  const asked = (conditional: boolean): Asking => ({ url, milliseconds: lastsMs, conditional, status: conditional ? 304 : 200, agents })
  const rows: Row[] = []
  await fleet.askers.catchUp(agents)
  for (const conditional of [true, false]) rows.push(...(await inTurns(fleet, asked(conditional), perSecond)))
  const { result, server, load } = await asks(fleet, { unpaced: { ...asked(true), atOnce: AT_ONCE } })
  const perCore = (result.requests * 1000) / server
  rows.push({
    what: `304, ${AT_ONCE} at once: the most`,
    figure: `${number(perCore)} a second of a core (${number(result.perSecond)} a second on the clock)`,
    ...{ goal: `≥ ${number(LEAST)}`, missed: perCore < LEAST },
    ...{ server: `${each(server, result.requests)} each`, load: `${each(load, result.requests)} each` },
  })
  return rows
}

const asks = ({ servers, askers }: Pick<Fleet, 'servers' | 'askers'>, order: Parameters<Fleet['askers']['requests']>[0]) =>
  spent({ servers, agents: askers }, () => askers.requests(order))

/** The same requests to ours, and to a server that looks at none of them and answers with as many bytes. */
async function inTurns(fleet: Fleet, of: Asking, perSecond: number): Promise<Row[]> {
  const { askers } = fleet
  let { result } = await asks(fleet, { paced: { ...of, perSecond } })
  for (let round = 1; round < WARM; round++) result = (await asks(fleet, { paced: { ...of, perSecond } })).result
  const headers = { etag: `"sha256:${'0'.repeat(64)}"`, 'policy-timestamp': 'x'.repeat(TIMESTAMP), 'cache-control': 'no-store' }
  const bare = await startBare({ status: of.status, headers, bytes: result.bytes, tls: fleet.place.tls })
  try {
    const plain = { paced: { ...of, url: bare.url, perSecond, bare: true } } as const
    for (let round = 0; round < WARM; round++) await askers.requests(plain)
    const [ours, bares]: Spent<Requests>[][] = [[], []]
    for (let round = 0; round < ROUNDS; round++) {
      bares?.push(await asks({ servers: [bare], askers }, plain))
      ours?.push(await asks(fleet, { paced: { ...of, perSecond } }))
    }
    return [paced(of, ours as Spent<Requests>[], perSecond, true), paced(of, bares as Spent<Requests>[], perSecond, false)]
  } finally {
    await bare.stop()
  }
}
/** About the bytes of one. */
const TIMESTAMP = 520

function paced({ status }: Asking, rounds: readonly Spent<Requests>[], perSecond: number, ours: boolean): Row {
  const sorted = [...rounds].sort((a, b) => a.result.p99 - b.result.p99)
  const { result, server, load } = sorted[Math.floor(sorted.length / 2)] as Spent<Requests>
  const all = sorted.map(({ result: { p99 } }) => milliseconds(p99)).join(', ')
  return {
    what: `${status}, ${number(perSecond)} due a second${ours ? '' : ', a bare `node:https` server'}`,
    figure: `${percentiles(result)} (the load late by ${milliseconds(result.late)}); p99 of ${sorted.length} rounds: ${all}`,
    ...(ours && { goal: `p99 ≤ ${P99_MS} ms`, missed: result.p99 > P99_MS }),
    ...{ server: `${each(server, result.requests)} each`, load: `${each(load, result.requests)} each` },
  }
}
