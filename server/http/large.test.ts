/**
 * Bodies that are as large as they may be and wrong all over: what it costs to say so, asked of a server in a process of its own, since one
 * request must not take the whole of it.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Place, place } from '../../bench/http/place.ts'
import { type ServerProcess, startServer, UNLIMITED } from '../../bench/http/server.ts'
import { PROBLEM_TYPE, type ProblemDocument } from './statuses.ts'

let where: Place
let server: ServerProcess
beforeAll(async () => {
  where = await place('sqlite', 0)
  server = await startServer({ database: where.database, keyFolder: where.keyFolder, port: 0, rate: UNLIMITED })
})
afterAll(async () => {
  await server.kill()
  await where.remove()
})

const group = JSON.stringify({
  ...{ apiVersion: 'splashtop.io/v1', kind: 'Group', metadata: { name: 'X' } },
  spec: Object.fromEntries(Array.from({ length: 60 }, (_, n) => [`field${n}`, 1])),
})

describe('a declaration of 40 MB, each of its resources wrong in sixty ways', () => {
  test.each([':apply', ':plan'])('is refused by %s in seconds, in an answer that can be read, and leaves nothing behind', async (call) => {
    const times = Math.floor((40 << 20) / group.length)
    const body = `{"manager":"git:acme/iac","scope":[],"resources":[${`${group},`.repeat(times - 1)}${group}]}`
    const before = await server.usage()
    const begun = performance.now()
    const answer = await fetch(`${server.url}${where.root}${call}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${where.token}`, 'content-type': 'application/json' },
      body,
    })
    const text = await answer.text()
    expect(performance.now() - begun).toBeLessThan(15_000)
    expect([answer.status, answer.headers.get('content-type')]).toEqual([422, expect.stringContaining(PROBLEM_TYPE)])
    expect(text.length).toBeLessThan(1 << 20)
    const { problems } = JSON.parse(text) as ProblemDocument
    expect(problems).toHaveLength(1001)
    expect(problems.at(-1)).toMatchObject({ code: 'more-problems', message: expect.stringMatching(/ in \d+ documents\.$/) })
    const after = await server.usage()
    expect(after.held - before.held).toBeLessThan(150)
    expect(after.peak).toBeLessThan(700)
  })
})
