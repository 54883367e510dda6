/**
 * One call of the API beside a bare `node:http` server that gives the same answer to everything: the same bytes, the same headers. Both are
 * asked in turns, in the same run, so that what else the machine does befalls both; the round of the middle counts.
 */
import { request as send } from 'undici'
import { type Asked, type Loaded, load } from './load.ts'
import { type ServerProcess, startBare } from './server.ts'

export interface Beside {
  what: string
  atOnce: number
  ours: Timed
  bare: Timed
}
export interface Timed extends Loaded {
  /** Microseconds of the server's processor for each request. */
  cpu: number
}
export interface Measure {
  milliseconds: number
  rounds: number
}

/** What a server of `node:http` adds by itself. */
const OWN = new Set(['connection', 'keep-alive', 'date', 'transfer-encoding', 'content-length'])

export async function beside(
  what: string,
  server: ServerProcess,
  asked: Asked,
  atOnce: number,
  { milliseconds, rounds }: Measure,
): Promise<Beside> {
  const { status, headers, bytes } = await answerTo(server.url, asked)
  const bare = await startBare({ status, headers, bytes })
  try {
    const ours: Timed[] = []
    const bares: Timed[] = []
    for (let i = 0; i < rounds; i++) {
      bares.push(await timed(bare, asked, { atOnce, milliseconds, status }))
      ours.push(await timed(server, asked, { atOnce, milliseconds, status }))
    }
    return { what, atOnce, ours: middle(ours), bare: middle(bares) }
  } finally {
    await bare.stop()
  }
}

/** The status, the headers that are not `node:http`'s own, and how many bytes come over the wire. */
async function answerTo(
  url: string,
  { path, headers = {} }: Asked,
): Promise<{ status: number; headers: Record<string, string>; bytes: number }> {
  const answer = await send(`${url}${path}`, { headers })
  let bytes = 0
  for await (const part of answer.body) bytes += (part as Buffer).length
  const same = Object.entries(answer.headers).filter(([name]) => !OWN.has(name))
  return { status: answer.statusCode, headers: Object.fromEntries(same.map(([name, value]) => [name, String(value)])), bytes }
}

export async function timed(
  server: ServerProcess,
  asked: Asked | ((n: number) => Asked),
  how: { atOnce: number; milliseconds: number; most?: number; status: number },
): Promise<Timed> {
  const before = await server.cpu()
  const loaded = await load(server.url, typeof asked === 'function' ? asked : () => asked, how)
  return { ...loaded, cpu: (((await server.cpu()) - before) * 1000) / loaded.requests }
}

export function middle(all: readonly Timed[]): Timed {
  const sorted = [...all].sort((a, b) => a.perSecond - b.perSecond)
  return sorted[Math.floor(sorted.length / 2)] as Timed
}
