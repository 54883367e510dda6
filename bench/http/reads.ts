/** What reading costs over HTTP: the whole team in each form and encoding, nothing new, what changed, one resource. */
import { ROWS_TYPE } from '../../protocol/rows.ts'
import { type Beside, beside, type Measure, timed } from './beside.ts'
import type { Asked } from './load.ts'
import { guest, place } from './place.ts'
import { type ServerProcess, startServer, UNLIMITED, type Usage } from './server.ts'

export interface First {
  what: string
  milliseconds: number
  bytes: number
}
export interface Reads {
  resources: number
  /** By the first who asks at a revision. */
  first: First[]
  rows: Beside[]
  usage: Usage
}

const FORMS = { JSON: 'application/json', rows: ROWS_TYPE } as const
const ENCODINGS = ['identity', 'gzip', 'zstd'] as const
const MANY = 32

export async function reads(resources: number, measure: Measure, say: (text: string) => void): Promise<Reads> {
  const where = await place('sqlite', resources)
  try {
    const { database, keyFolder, token, root } = where
    const server = await startServer({ database, keyFolder, port: 0, rate: UNLIMITED })
    try {
      const authorization = `Bearer ${token}`
      const get = (path: string, headers: Record<string, string> = {}): Asked => ({
        path: `${root}${path}`,
        headers: { authorization, ...headers },
      })
      const shown = (what: string) => say(`HTTP, ${resources.toLocaleString('en')}: ${what}`)
      await changed(server, get, 1) // the first request reads the team from the store: that is the start, and no answer
      const first: First[] = []
      const rows: Beside[] = []
      const both = async (what: string, asked: Asked) => {
        for (const atOnce of [1, MANY]) {
          shown(`${what}, ${atOnce} at once`)
          rows.push(await beside(what, server, asked, atOnce, measure))
        }
      }
      for (const [form, accept] of Object.entries(FORMS))
        for (const encoding of ENCODINGS) {
          const what = `snapshot, ${form}, ${encoding}`
          shown(what)
          await changed(server, get, 1)
          const asked = get('/snapshot', { accept, 'accept-encoding': encoding })
          const { p50, bytes } = await timed(server, asked, { atOnce: 1, milliseconds: 0, most: 1, status: 200 })
          first.push({ what, milliseconds: p50, bytes })
          rows.push(await beside(what, server, asked, 1, measure))
        }
      const head = await changed(server, get, 100)
      const client = { accept: ROWS_TYPE, 'accept-encoding': 'zstd, gzip' }
      const { headers } = await fetch(`${server.url}${root}/snapshot`, { headers: { authorization } })
      await both('nothing new (304)', get('/snapshot', { ...client, 'if-none-match': headers.get('etag') ?? '' }))
      await both('1 change', get(`/snapshot?since=${head - 1}`, client))
      await both('100 changes', get(`/snapshot?since=${head - 100}`, client))
      await both('one resource', get('/resources/users/user-1', client))
      return { resources, first, rows, usage: await server.usage() }
    } finally {
      await server.stop()
    }
  } finally {
    await where.remove()
  }
}

/** Changes so many users that were made for it, one a revision; tells the revision reached. */
async function changed(server: ServerProcess, get: (path: string) => Asked, times: number): Promise<number> {
  let reached = 0
  for (let i = 0; i < times; i++) {
    const { path, headers = {} } = get(`/resources/users/guest-${i}`)
    const answer = await fetch(`${server.url}${path}`, {
      method: 'PUT',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify(guest(i, crypto.randomUUID())),
    })
    const { revision, detail } = (await answer.json()) as { revision: number; detail?: string }
    if (answer.status !== 200) throw new Error(`the change was answered ${answer.status}: ${detail}`)
    reached = revision
  }
  return reached
}
