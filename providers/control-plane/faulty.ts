/**
 * A way to a server on which things go wrong, for the tests of whoever speaks over one: requests are lost before they arrive or after they were
 * answered, come late, are sent twice, and answers are cut off. What goes wrong is drawn by a seed.
 */
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse, request as send } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { setTimeout as after } from 'node:timers/promises'

export interface Faulty {
  url: string
  /** How often each thing went wrong. */
  faults: Record<string, number>
  end(): Promise<void>
}

/** A generator of numbers in [0, 1) by a seed (mulberry32). */
export function drawn(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** @param share how many of a hundred requests go wrong */
export async function faulty(upstream: string, { seed, share }: { seed: number; share: number }): Promise<Faulty> {
  const draw = drawn(seed)
  const faults: Record<string, number> = { lost: 0, unanswered: 0, late: 0, doubled: 0, 'cut off': 0, refused: 0 }
  const names = Object.keys(faults)
  const server = createServer(async (incoming, outgoing) => {
    const body = await buffer(incoming)
    const fault = draw() * 100 < share ? names[Math.floor(draw() * names.length)] : undefined
    if (fault !== undefined) faults[fault] = (faults[fault] ?? 0) + 1
    if (fault === 'lost') return void incoming.socket.destroy()
    if (fault === 'refused') return void outgoing.writeHead(503, { 'retry-after': '0' }).end('busy')
    if (fault === 'late') await after(5 + draw() * 30)
    if (fault === 'doubled') await forward(incoming, body)
    const { answer, bytes } = await forward(incoming, body)
    if (fault === 'unanswered') return void incoming.socket.destroy()
    pass(answer, bytes, outgoing, fault === 'cut off')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')

  async function forward({ method, url, headers }: IncomingMessage, body: Buffer): Promise<{ answer: IncomingMessage; bytes: Buffer }> {
    const outgoing = send(`${upstream}${url}`, { method, headers, agent: false })
    outgoing.end(body)
    const [answer] = (await once(outgoing, 'response')) as [IncomingMessage]
    return { answer, bytes: await buffer(answer) }
  }
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    faults,
    async end() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

function pass({ statusCode, headers }: IncomingMessage, bytes: Buffer, outgoing: ServerResponse, cut: boolean): void {
  const { 'transfer-encoding': _, connection: __, ...rest } = headers
  outgoing.writeHead(statusCode ?? 502, { ...rest, ...(statusCode !== 304 && { 'content-length': bytes.length }) })
  if (!cut) return void outgoing.end(bytes)
  outgoing.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => outgoing.destroy())
}
