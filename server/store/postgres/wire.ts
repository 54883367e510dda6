/**
 * What the servers say to each other, by NOTIFY: nothing is written, so that nothing is left behind. A payload has less than 8,000 bytes, so what is longer goes in
 * parts, in one transaction, which arrive together and in order; one of which parts are missing is none.
 */
import { randomUUID } from 'node:crypto'
import type { Wire } from '../store.ts'
import type { Database } from './connect.ts'
import type { Follower } from './follow.ts'
import { sql } from './statements.ts'

export const WIRE = 'splashtop_wire'
/** Bytes of a part before base64 makes four of three, and of a whole. */
const [PART, MOST] = [5400, 64 << 10]
/** So many messages may be half there. */
const UNFINISHED = 100
/** So many messages go in one transaction. */
const TOGETHER = 50

interface Part {
  team: string
  id: string
  of: number
  data: string
}

export function wire(database: Pick<Database, 'run'>, follower: Pick<Follower, 'hear'>): Wire {
  // One after the other, or what was said later could be heard first: connections are several. What comes meanwhile goes together.
  const waiting: { parts: string[]; said: PromiseWithResolvers<void> }[] = []
  let speaking = false
  async function speak(): Promise<void> {
    speaking = true
    while (waiting.length > 0) {
      const now = waiting.splice(0, TOGETHER)
      try {
        const parts = now.flatMap((one) => one.parts)
        await database.run(sql.say, [WIRE, parts])
        for (const { said } of now) said.resolve()
      } catch (error) {
        for (const { said } of now) said.reject(error)
      }
    }
    speaking = false
  }

  return {
    async say(team, text) {
      const bytes = Buffer.from(text)
      if (bytes.length > MOST) throw new RangeError(`a message of ${bytes.length} bytes is none`)
      const [id, of] = [randomUUID(), Math.max(1, Math.ceil(bytes.length / PART))]
      const parts = Array.from({ length: of }, (_, i) =>
        JSON.stringify({ team, id, n: i, of, data: bytes.subarray(i * PART, (i + 1) * PART).toString('base64') }),
      )
      const said = Promise.withResolvers<void>()
      waiting.push({ parts, said })
      if (!speaking) void speak()
      await said.promise
    },
    hear(team, heard, missed) {
      const begun = new Map<string, string[]>()
      return follower.hear({
        listening() {
          begun.clear()
          missed()
        },
        heard(payload) {
          const part = read(payload)
          if (part?.team !== team) return
          const parts = [...(begun.get(part.id) ?? []), part.data]
          begun.delete(part.id)
          if (parts.length === part.of) heard(Buffer.concat(parts.map((one) => Buffer.from(one, 'base64'))).toString())
          else begun.set(part.id, parts)
          if (begun.size > UNFINISHED) for (const oldest of begun.keys()) if (begun.delete(oldest)) break
        },
      })
    },
  }
}

/** Who may speak to the database may say anything. */
function read(payload: string): Part | undefined {
  try {
    return JSON.parse(payload) as Part
  } catch {
    return undefined
  }
}
