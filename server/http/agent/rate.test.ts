/** How often may be asked what agents ask: ten thousand of them may have one address, so who is served pays nothing, and who is refused pays. */
import { once } from 'node:events'
import { request } from 'node:http'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type AgentServer, agentServer } from './testing.ts'

/** As good as none comes back during a test. */
const rate = { perSecond: 0.01, burst: 400 }
/** What costs one each is soon used up. */
const few = { ...rate, burst: 100 }
/** Half as many again as that is good for. */
const MANY = 150
let server: AgentServer

const times = async (n: number, ask: () => Promise<number>): Promise<Record<number, number>> => {
  const counts: Record<number, number> = {}
  for (let i = 0; i < n; i++) {
    const status = await ask()
    counts[status] = (counts[status] ?? 0) + 1
  }
  return counts
}
const get = async (path: string): Promise<number> => {
  const answer = await fetch(`${server.url}${path}`)
  await answer.bytes()
  return answer.status
}

describe('an address', () => {
  beforeEach(async () => {
    server = await agentServer({ rate: few })
  })
  afterEach(() => server.end())

  test('that is served asks as often as it likes', async () => {
    const agent = await server.agent('desk-1', 'desk')
    const etag = (await agent.call('GET', '/policy')).headers.get('etag') ?? ''
    const polling = async () => (await agent.call('GET', '/policy', { headers: { 'if-none-match': etag } })).status
    expect(await times(MANY, polling)).toEqual({ 304: MANY })
    expect(await times(MANY, () => get('/agent/v1/online-key'))).toEqual({ 200: MANY })
  })

  test.each(['/agent/nothing', '/agent/v1/root/9', '/agent/v1/root/x'])(
    'that asks for %s without an end is soon not heard',
    async (path) => {
      const counts = await times(MANY, () => get(path))
      expect(counts[429]).toBeGreaterThan(37)
      expect((counts[404] ?? 0) + (counts[429] ?? 0)).toBe(MANY)
      expect(await get('/agent/v1/online-key')).toBe(429)
    },
  )
})

describe('an address', () => {
  beforeEach(async () => {
    server = await agentServer({ rate })
  })
  afterEach(() => server.end())

  test('that guesses signatures is not heard after a few', async () => {
    expect((await times(60, () => get('/agent/v1/policy')))[401]).toBeLessThan(12)
  })

  const upgrade = async (url: string, via: Record<string, string> = {}): Promise<number> => {
    const asking = request(`${url}/agent/v1/stream`, { headers: { connection: 'Upgrade', upgrade: 'websocket', ...via } }).end()
    const [response] = (await once(asking, 'response')) as [{ statusCode: number; resume(): void }]
    response.resume()
    return response.statusCode
  }

  test('that asks for streams that it may not have is not heard after a few', async () => {
    const counts = await times(60, () => upgrade(server.url))
    expect(counts[401]).toBeLessThan(12)
    expect(counts[429]).toBeGreaterThan(40)
  })

  test('that comes through a proxy is told from others that do, where the proxy is trusted', async () => {
    const proxied = await agentServer({ rate, trusted: ['127.0.0.1', '10.0.0.0/8'] })
    try {
      const from = (via: string) => () => upgrade(proxied.url, { 'x-forwarded-for': via })
      expect((await times(60, from('192.0.2.1, 10.1.1.1')))[429]).toBeGreaterThan(40)
      expect([await from('192.0.2.2')(), await from('192.0.2.1')(), await from('192.0.2.2, 192.0.2.1')()]).toEqual([401, 429, 429])
    } finally {
      await proxied.end()
    }
  })
})
