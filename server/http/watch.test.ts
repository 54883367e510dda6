/** Watching: each revision once, in order, whatever becomes of the connections; and no longer than one may. */
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { type IncomingMessage, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { drawn } from '../../providers/control-plane/faulty.ts'
import { controlPlane, type Serving } from '../control-plane.ts'
import { commitOf } from '../store/conformance.ts'
import { openSqlite } from '../store/sqlite/store.ts'
import type { Store } from '../store/store.ts'
import type { Asked } from './endpoint.ts'
import { BEAT_MS, watch } from './endpoints/watch.ts'
import { TEAM } from './testing.ts'
import { resource, type TestTeam, testTeam } from './testing-team.ts'

let team: TestTeam
beforeAll(async () => {
  team = await testTeam()
})
afterAll(() => team.end())

interface Sent {
  id?: number
  event?: string
  data?: { revision?: number; changes?: { op: string; key: string }[]; problems?: { code: string }[] }
  /** A line that says nothing. */
  comment?: string
}
function read(block: string): Sent {
  const fields = block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()] as const)
  const of = new Map(fields)
  return {
    ...(of.has('id') && { id: Number(of.get('id')) }),
    ...(of.has('event') && { event: of.get('event') as string }),
    ...(of.has('data') && { data: JSON.parse(of.get('data') as string) }),
    ...(of.has('') && { comment: of.get('') as string }),
  }
}
async function* blocks(pieces: AsyncIterable<Buffer | string>): AsyncGenerator<Sent> {
  let text = ''
  for await (const piece of pieces) {
    text += String(piece)
    const whole = text.split('\n\n')
    text = whole.pop() as string
    yield* whole.map(read)
  }
}

interface Watching {
  status: number
  sent: AsyncGenerator<Sent>
  cut(): void
}
async function watching(
  query: string,
  { token, headers = {} }: { token?: string; headers?: Record<string, string> } = {},
): Promise<Watching> {
  const asking = request(`${team.url}/v1/teams/${TEAM}/watch${query}`, {
    agent: false,
    headers: { authorization: `Bearer ${token ?? team.owner}`, ...headers },
  })
  asking.end()
  const [response] = (await once(asking, 'response')) as [IncomingMessage]
  response.on('error', () => {}) // it is cut here
  return { status: response.statusCode ?? 0, sent: blocks(response), cut: () => asking.destroy() }
}
const next = async ({ sent }: Watching): Promise<Sent | undefined> => (await sent.next()).value as Sent | undefined
const head = async () => (await team.call('GET', '/revisions?limit=1')).body.revisions[0].revision as number
const rename = (name: string, to: string) =>
  team.write('olga', `User ${name} {email: ${name}@acme.example, displayName: ${to}}`, '?manager=git:w/x')

test('begins with the next revision, after `since`, or after the last event that one has, which comes first', async () => {
  await rename('nina', 'One')
  const at = await head()
  await rename('nina', 'Two')
  const [fresh, since, last] = [
    await watching(''),
    await watching(`?since=${at - 1}`),
    await watching('?since=1', { headers: { 'last-event-id': String(at) } }),
  ]
  await rename('nina', 'Three')
  const ids = async (one: Watching, count: number) => {
    const found: unknown[] = [(await next(one))?.comment]
    for (let i = 0; i < count; i++) found.push((await next(one))?.id)
    return found
  }
  expect(await ids(fresh, 1)).toEqual([`revisions of ${TEAM} after ${at + 1}`, at + 2])
  expect(await ids(since, 3)).toEqual([`revisions of ${TEAM} after ${at - 1}`, at, at + 1, at + 2])
  expect(await ids(last, 2)).toEqual([`revisions of ${TEAM} after ${at}`, at + 1, at + 2])
  for (const one of [fresh, since, last]) one.cut()
})

test('tells what each revision brought', async () => {
  const one = await watching('')
  await next(one)
  await rename('nora', 'New')
  await team.write('olga', 'User nora', '?manager=git:w/x')
  expect((await next(one))?.data).toMatchObject({
    changes: [{ op: 'create', key: `User/${TEAM}/nora`, resource: { spec: { displayName: 'New' } } }],
  })
  expect(await next(one)).toMatchObject({
    event: 'revision',
    data: { changes: [{ op: 'delete', key: `User/${TEAM}/nora`, resource: null }] },
  })
  one.cut()
})

test('of a revision that there never was is refused: to wait for it would be to miss all before it', async () => {
  const answer = await team.call('GET', '/watch?since=999999')
  expect([answer.status, answer.body.problems[0].code]).toEqual([404, 'unknown-revision'])
})

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31))
test(`loses, doubles and reorders nothing while many apply, and connections are cut at any moment (SEED=${seed})`, async () => {
  const draw = drawn(seed)
  const begun = await head()
  const last = begun + 60
  async function follow(): Promise<number[]> {
    const seen: number[] = []
    while (seen.at(-1) !== last) {
      const at = seen.at(-1) ?? begun
      const one = await (draw() < 0.5 ? watching(`?since=${at}`) : watching('', { headers: { 'last-event-id': String(at) } }))
      // Let go after some events, in the midst of what is on its way.
      for (let left = 1 + Math.floor(draw() * 12); left > 0 && seen.at(-1) !== last; ) {
        const sent = await next(one)
        if (!sent) break
        if (sent.id === undefined) continue
        seen.push(sent.id)
        left--
      }
      one.cut()
    }
    return seen
  }
  const readers = Array.from({ length: 4 }, () => follow())
  await Promise.all(
    Array.from({ length: 4 }, async (_, i) => {
      for (let n = 0; n < 15; n++) expect((await rename(`w${i}`, `N${n}`)).status).toBe(200)
    }),
  )
  const meant = Array.from({ length: 60 }, (_, i) => begun + 1 + i)
  expect(await Promise.all(readers)).toEqual(readers.map(() => meant))
})

test('serves a hundred at once, and leaves nothing behind when they go', async () => {
  const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length
  const before = timers()
  const all = await Promise.all(Array.from({ length: 100 }, () => watching('')))
  for (const one of all) await next(one)
  const at = await head()
  for (const to of ['A', 'B', 'C']) await rename('nina', to)
  for (const one of all)
    expect([await next(one), await next(one), await next(one)].map((sent) => sent?.id)).toEqual([at + 1, at + 2, at + 3])
  expect(timers()).toBeGreaterThan(before + 90) // the beat of each: what must be gone is seen
  for (const one of all) one.cut()
  await vi.waitFor(() => expect(timers()).toBeLessThan(before + 10), { timeout: 20_000 })
})

test('a line that says nothing comes when nothing else does', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  try {
    const one = await watching('')
    await next(one)
    for (let i = 0; i < 2; i++) {
      vi.advanceTimersByTime(BEAT_MS)
      expect(await next(one)).toEqual({ comment: 'still here' })
    }
    one.cut()
  } finally {
    vi.useRealTimers()
  }
})

describe('it ends with the right to it:', () => {
  const watched = async (who: string, end: () => Promise<unknown>) => {
    const one = await watching('', { token: who })
    expect((await next(one))?.comment).toContain('revisions')
    await end()
    const told = [await next(one), await next(one)]
    one.cut()
    return told.map((sent) => sent && [sent.event, sent.data?.problems?.map(({ code }) => code)])
  }

  test('a token that is revoked', async () => {
    const { text, token } = (await team.issue('adam', {})).body
    const told = await watched(text, () => team.call('DELETE', `/tokens/${token.id}`))
    expect(told).toEqual([['refused', ['token-refused']], undefined])
  })

  test.each([
    ['a user who is disabled', 'User adam {email: adam@acme.example, role: admin, disabled: true}', 'not-permitted'],
    ['a user who is demoted', 'User adam {email: adam@acme.example}', 'not-permitted'],
    ['a user who is removed', 'User adam', 'token-refused'],
  ])('%s', async (_what, line, code) => {
    const told = await watched(await team.tokenOf('adam'), () => team.write('olga', line))
    expect(told).toEqual([['refused', [code]], undefined])
    await team.restore()
  })

  test('when nothing happens, it is asked at each beat: a token that runs out', async () => {
    const { text } = (await team.issue('sue', { days: 1 })).body
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'], now: Date.now() })
    try {
      const told = await watched(text, async () => {
        vi.setSystemTime(Date.now() + 86_400_000)
        vi.advanceTimersByTime(BEAT_MS)
      })
      expect(told).toEqual([['refused', ['token-refused']], undefined])
    } finally {
      vi.useRealTimers()
    }
  })
})

describe('over the log itself', () => {
  async function opened(): Promise<{ store: Store; plane: Serving; commit(count: number): Promise<void>; end(): Promise<void> }> {
    const root = mkdtempSync(join(tmpdir(), 'splashtop-watch-'))
    const store = await openSqlite(join(root, 'control-plane.db'), 'write')
    return {
      store,
      plane: controlPlane(store, TEAM, join(root, 'keys')),
      async commit(count) {
        for (let i = 0; i < count; i++) await store.commit(commitOf(await store.head(TEAM), []))
      },
      async end() {
        await store.close()
        rmSync(root, { recursive: true })
      },
    }
  }
  const told = (plane: Serving, revision: number) =>
    new Promise<void>((resolve) => {
      const leave = plane.listen((step) => {
        if (step.revision < revision) return
        leave()
        resolve()
      })
    })

  test('a reader that is too slow is let go after what it can still get, and goes on from there', async () => {
    const { plane, commit, end } = await opened()
    const stop = new AbortController()
    await commit(1)
    const following = plane.follow(stop.signal)
    const events = async (since: number) => {
      const asked: Partial<Asked> = { plane, query: { since }, headers: {}, signal: stop.signal, still: async () => {} }
      const answer = await watch.run(asked as Asked)
      return blocks(answer.stream?.() as AsyncIterable<string>)
    }
    const slow = await events(1)
    await slow.next()
    const waits = slow.next() // from here on it listens
    const all = told(plane, 701)
    await commit(700)
    await all
    const seen = [(await waits).value as Sent]
    for (let i = 0; i < 10; i++) seen.push((await slow.next()).value as Sent)
    const later = told(plane, 731)
    await commit(30) // there is room again, but not for what would come after a gap
    await later
    for await (const sent of slow) seen.push(sent)
    const end1 = seen.pop()
    expect(end1).toMatchObject({ event: 'lagging' })
    const reached = end1?.data?.revision as number
    expect(seen.map(({ id }) => id)).toEqual(Array.from({ length: reached - 1 }, (_, i) => i + 2))
    expect(reached).toBeLessThan(701)
    const again: (number | undefined)[] = []
    for await (const sent of await events(reached)) {
      if (sent.id !== undefined) again.push(sent.id)
      if (sent.id === 731) break
    }
    expect(again).toEqual(Array.from({ length: 731 - reached }, (_, i) => reached + 1 + i))
    stop.abort()
    await following
    await end()
  })

  test('what was read by another way while nobody could follow is told when somebody follows again', async () => {
    const { store, plane, commit, end } = await opened()
    const seen: number[] = []
    plane.listen(({ revision }) => seen.push(revision))
    const follow = async (until: number) => {
      const stop = new AbortController()
      const following = plane.follow(stop.signal)
      if (seen.at(-1) !== until) await told(plane, until)
      stop.abort()
      await following
    }
    await plane.world()
    const first = follow(2)
    await turn()
    await commit(2)
    await first
    await commit(3)
    expect((await plane.world()).revision).toBe(5) // as a request does, that comes in between
    await follow(5)
    expect([seen, await store.head(TEAM)]).toEqual([[1, 2, 3, 4, 5], 5])
    await end()
  })
})

test('at the end of the server whoever watches is told, and nothing is left open', async () => {
  const other = await testTeam()
  const asking = request(`${other.url}/v1/teams/${TEAM}/watch`, { agent: false, headers: { authorization: `Bearer ${other.owner}` } })
  asking.end()
  const [response] = (await once(asking, 'response')) as [IncomingMessage]
  const sent = blocks(response)
  await sent.next()
  const { revision } = (await other.call('PUT', '/resources/users/nina', { body: resource('User nina {email: nina@acme.example}') })).body
  expect((await sent.next()).value).toMatchObject({ id: revision })
  await other.end()
  expect((await sent.next()).value).toEqual({ event: 'stopping', data: { revision } })
  expect((await sent.next()).done).toBe(true)
})
