/** Clients that are slow on purpose: what comes in drops is cut off, and nobody else waits for it. Limits are lowered here, or a test would take minutes. */
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { TEAM, type TestServer, testServer } from './testing.ts'

const timeouts = { head: 400, whole: 1200 }
let server: TestServer
const ends: { socket: Socket; end: Promise<string> }[] = []
beforeEach(async () => {
  server = await testServer({ timeouts, rate: { perSecond: 1e9, burst: 1e9 } })
})
afterEach(async () => {
  for (const { socket, end } of ends.splice(0)) {
    socket.destroy()
    await end
  }
  await server.end()
})

/** A connection on which a text is sent letter by letter, and what came back by its end. */
async function dripping(text: string, everyMs: number): Promise<{ socket: Socket; end: Promise<string> }> {
  const { hostname, port } = new URL(server.url)
  const socket = connect(Number(port), hostname)
  socket.on('error', () => {}) // it is meant to be cut off
  let answer = ''
  socket.on('data', (part) => (answer += part.toString()))
  await once(socket, 'connect')
  let sent = 0
  const drip = setInterval(() => sent < text.length && socket.writable && socket.write(text[sent++] as string), everyMs)
  const end = new Promise<string>((resolve) =>
    socket.once('close', () => {
      clearInterval(drip)
      resolve(answer)
    }),
  )
  ends.push({ socket, end })
  return { socket, end }
}

const head = (bearer: string, rest = '') => `POST /v1/teams/${TEAM}:plan HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${bearer}\r\n${rest}`
const refusal = (answer: string) =>
  JSON.parse(answer.slice(answer.indexOf('\r\n\r\n') + 4)) as { status: number; problems: { code: string }[] }

describe('who is slow on purpose', () => {
  test('is cut off within the time that a head may take', async () => {
    const began = performance.now()
    const { end } = await dripping(head(server.owner).repeat(100), 20)
    expect(refusal(await end)).toMatchObject({ status: 408, problems: [{ code: 'request-timeout' }] })
    expect(performance.now() - began).toBeLessThan(timeouts.head + 1500)
  })

  test('is cut off too when it says nothing at all', async () => {
    const { end } = await dripping('', 1000)
    expect(refusal(await end)).toMatchObject({ status: 408, problems: [{ code: 'request-timeout' }] })
  })

  test('is cut off when its body trickles', async () => {
    const { socket, end } = await dripping('', 1000)
    const began = performance.now()
    socket.write(head(server.owner, 'Content-Type: application/json\r\nContent-Length: 100000\r\n\r\n'))
    const drip = setInterval(() => socket.writable && socket.write(' '), 20)
    const answer = await end
    clearInterval(drip)
    expect(answer).toMatch(/^HTTP\/1\.1 408 /)
    expect(performance.now() - began).toBeLessThan(timeouts.whole + 2000)
  })

  test('two hundred times at once keeps nobody else waiting', async () => {
    const slow = await Promise.all(Array.from({ length: 200 }, () => dripping(head(server.owner).repeat(100), 20)))
    const statuses: number[] = []
    for (let i = 0; i < 20; i++) statuses.push((await server.call('GET', '/whoami')).status)
    expect(statuses).toEqual(Array(20).fill(200))
    const answers = await Promise.all(slow.map(({ end }) => end))
    expect(answers.filter((answer) => !answer.startsWith('HTTP/1.1 408'))).toEqual([])
    expect((await server.call('GET', '/whoami')).status).toBe(200)
  })
})

describe('who sends too much', () => {
  test('is refused by what it announces, before it is sent', async () => {
    const { socket, end } = await dripping('', 1000)
    socket.write(head(server.owner, 'Content-Type: application/json\r\nContent-Length: 200000000\r\nConnection: close\r\n\r\n'))
    expect(refusal(await end)).toMatchObject({ status: 413, problems: [{ code: 'too-large' }] })
  })

  test('is refused and cut off as soon as it is too much, where it did not say', async () => {
    const { socket, end } = await dripping('', 1000)
    const path = `/v1/teams/${TEAM}/tokens`
    socket.write(
      `POST ${path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${server.owner}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n`,
    )
    const chunk = `10000\r\n${' '.repeat(0x10000)}\r\n`
    // What was sent while the answer was on its way makes some systems throw the answer away with the connection.
    const write = () => new Promise<boolean>((resolve) => socket.write(chunk, (error) => resolve(!error)))
    let taken = 0
    while (taken < 1000 && (await write())) taken++
    const answer = await end
    expect(taken).toBeLessThan(1000)
    expect(answer === '' ? 413 : refusal(answer).status).toBe(413)
  })
})
