/** Bodies that nobody reads, over real sockets: how many bytes are taken of one that has no end, and what a client sees that means well. */
import { once } from 'node:events'
import { connect } from 'node:net'
import { text as textOf } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { TEAM, type TestServer, testServer } from './testing.ts'

let server: TestServer
beforeAll(async () => {
  server = await testServer({ rate: { perSecond: 1e9, burst: 1e9 } })
})
afterAll(() => server.end())

async function open(head: string) {
  const { hostname, port } = new URL(server.url)
  const socket = connect(Number(port), hostname)
  socket.on('error', () => {}) // to be cut off is what it is about
  await once(socket, 'connect')
  socket.write(`${head}\r\nHost: x\r\nContent-Type: application/json\r\n`)
  return socket
}

/** Sends for as long as it may. Gives what was answered, and how many megabytes went out, what the systems on both ends hold among them. */
async function pouring(head: string, length: string, part: string): Promise<{ answer: string; taken: number }> {
  const socket = await open(head)
  let answer = ''
  socket.on('data', (piece) => (answer += piece.toString()))
  const closed = new Promise((resolve) => socket.once('close', resolve))
  socket.write(`${length}\r\n\r\n`)
  const pour = (): void => {
    while (socket.writable && socket.bytesWritten < 1e9 && socket.write(part));
  }
  socket.on('drain', pour)
  pour()
  await closed
  return { answer, taken: (socket.bytesWritten - socket.writableLength) / 1e6 }
}

describe('a body without an end', () => {
  const bearer = () => `\r\nAuthorization: Bearer ${server.owner}`
  test.concurrent.each<[string, number, () => string]>([
    ['of who has no token', 401, () => `POST /v1/teams/${TEAM}:apply HTTP/1.1`],
    ['for a path that there is not', 404, () => 'POST /nothing HTTP/1.1'],
    ['for a call that takes none', 200, () => `GET /v1/teams/${TEAM}/whoami HTTP/1.1${bearer()}`],
    ['for one that anybody may ask', 200, () => 'GET /healthz HTTP/1.1'],
    ['for one of agents', 503, () => 'GET /agent/v1/root/1 HTTP/1.1'],
    ['for one of agents that there is not', 404, () => 'POST /agent/nothing HTTP/1.1'],
    ['for one that takes less', 413, () => `POST /v1/teams/${TEAM}/tokens HTTP/1.1${bearer()}`],
  ])('%s is left unread, and the answer arrives', async (_, status, head) => {
    for (const [length, part] of [
      ['Content-Length: 9000000000', ' '.repeat(0x10000)],
      ['Transfer-Encoding: chunked', `10000\r\n${' '.repeat(0x10000)}\r\n`],
    ] as const) {
      const { answer, taken } = await pouring(head(), length, part)
      expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
      expect(answer.toLowerCase()).toContain('\r\nconnection: close\r\n')
      expect(taken).toBeLessThan(20)
    }
  })
})

describe('who means well', () => {
  test('and is refused while it sends megabytes is told why', async () => {
    const answer = await fetch(`${server.url}/v1/teams/${TEAM}:apply`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ manager: 'x'.repeat(20e6) }),
    })
    expect([answer.status, await answer.json()]).toEqual([401, expect.objectContaining({ status: 401 })])
  })

  test('and is refused with a short body keeps its connection', async () => {
    const socket = await open('POST /nothing HTTP/1.1')
    const heard = textOf(socket)
    const body = ' '.repeat(60_000)
    socket.write(`Content-Length: ${body.length}\r\n\r\n${body}GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)
    const statuses = (await heard).match(/HTTP\/1\.1 \d+/g)
    expect(statuses).toEqual(['HTTP/1.1 404', 'HTTP/1.1 200'])
  })
})
