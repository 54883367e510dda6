/** What changing one resource costs over HTTP: by PUT, and by an apply of a declaration that speaks of it alone. */
import { team } from '../generate.ts'
import { type Timed, timed } from './beside.ts'
import type { Asked } from './load.ts'
import { guest, place } from './place.ts'
import { type ServerProcess, startServer, UNLIMITED, type Usage } from './server.ts'

export interface Writes {
  on: 'SQLite' | 'PostgreSQL'
  resources: number
  rows: { what: string; atOnce: number; figure: Timed }[]
  usage: Usage
}

const MANY = 32

export async function writes(on: Writes['on'], resources: number, milliseconds: number, say: (text: string) => void): Promise<Writes> {
  const where = await place(on === 'SQLite' ? 'sqlite' : 'postgres', resources)
  try {
    const { database, keyFolder, token, root } = where
    const server = await startServer({ database, keyFolder, port: 0, rate: UNLIMITED })
    try {
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
      const calls: Record<string, (n: number) => Asked> = {
        'PUT of one resource': (n) => ({
          ...{ method: 'PUT', path: `${root}/resources/users/guest-${n % MANY}`, headers },
          body: JSON.stringify(guest(n % MANY, crypto.randomUUID())),
        }),
        '`:apply` of one resource': (n) => ({
          ...{ method: 'POST', path: `${root}:apply`, headers: { ...headers, 'idempotency-key': crypto.randomUUID() } },
          body: JSON.stringify({
            manager: 'api',
            resources: [guest(n % MANY, crypto.randomUUID())],
            scope: [`User/guest-${n % MANY}`],
          }),
        }),
      }
      const rows: Writes['rows'] = []
      for (const [what, ask] of Object.entries(calls))
        for (const atOnce of [1, MANY]) {
          say(`HTTP, ${resources.toLocaleString('en')} on ${on}: ${what}, ${atOnce} at once`)
          await warm(server, ask)
          rows.push({ what, atOnce, figure: await timed(server, ask, { atOnce, milliseconds, status: 200 }) })
        }
      await unharmed(server, headers, root)
      return { on, resources, rows, usage: await server.usage() }
    } finally {
      await server.stop()
    }
  } finally {
    await where.remove()
  }
}

const warm = (server: ServerProcess, ask: (n: number) => Asked) =>
  timed(server, ask, { atOnce: 1, milliseconds: 60_000, most: MANY, status: 200 })

/** A figure of what broke something is none. */
async function unharmed(server: ServerProcess, headers: Record<string, string>, root: string): Promise<void> {
  const answer = await fetch(`${server.url}${root}/audit:verify`, {
    method: 'POST',
    headers: { authorization: headers.authorization ?? '' },
  })
  const { problems } = (await answer.json()) as { problems: { message: string }[] }
  if (problems.length > 0) throw new Error(`after the writes the audit log of ${team} does not hold: ${problems[0]?.message}`)
}
