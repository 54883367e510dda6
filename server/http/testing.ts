/** What the tests of the API share: a real server on a real socket, over a store of its own, with a team, its owner and their tokens. */
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { type IncomingMessage, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text as textOf } from 'node:stream/consumers'
import { pino } from 'pino'
import { beginTeam } from '../begin.ts'
import { controlPlane } from '../control-plane.ts'
import { openSqlite } from '../store/sqlite/store.ts'
import type { Store } from '../store/store.ts'
import { type Served, type ServeOptions, serve } from './serve.ts'

export const TEAM = 'acme'
export const OWNER = 'olga'

export interface TestServer extends Served {
  store: Store
  keyFolder: string
  /** A token of the owner. */
  owner: string
  /** What was logged, a line each. */
  logged: string[]
  /** A call of the API; the path goes on after the team: `/whoami`, `:apply`. */
  call(
    method: string,
    path: string,
    options?: { token?: string | null; body?: unknown; headers?: Record<string, string> },
  ): Promise<Answered>
  /** A token of a user who is live. */
  tokenOf(user: string): Promise<string>
  end(): Promise<void>
}
export interface Answered {
  status: number
  headers: Headers
  text: string
  /** As it was parsed: what is in it is what a test is about. */
  body: ReturnType<typeof JSON.parse>
}

export async function testServer(
  options: Partial<Omit<ServeOptions, 'store'>> & {
    open?: (root: string) => Promise<Store>
    empty?: boolean
    /** By which large declarations are carried out, over the database of the test. */
    planning?: (over: { database: string; keyFolder: string }) => NonNullable<ServeOptions['planner']>
  } = {},
): Promise<TestServer> {
  const root = mkdtempSync(join(tmpdir(), 'splashtop-http-'))
  const keyFolder = options.keyFolder ?? join(root, 'keys')
  const store = await (options.open ?? ((folder) => openSqlite(join(folder, 'control-plane.db'), 'write')))(root)
  const logged: string[] = []
  const log = pino({ level: 'debug' }, { write: (line: string) => logged.push(line) })
  if ((await store.head(TEAM)) === 0 && !options.empty)
    await beginTeam(store, keyFolder, { team: TEAM, owner: { name: OWNER, email: 'olga@acme.example' } }, { name: 'os:tester' })
  // As the operator on the machine of the control plane does it.
  const operator = controlPlane(store, TEAM, keyFolder).credentials
  const tokenOf = async (user: string) => (await operator.issue({ name: 'os:tester' }, { holder: { user } })).text
  // Where there is nobody, the operator has a token itself.
  const owner = options.empty ? (await operator.issue({ name: 'os:tester' }, {})).text : await tokenOf(OWNER)
  const planner = options.planning?.({ database: join(root, 'control-plane.db'), keyFolder })
  const served = await serve({ store, keyFolder, host: '127.0.0.1', port: 0, log, ...(planner && { planner }), ...options })
  return {
    ...{ ...served, store, keyFolder, owner, logged, tokenOf },
    async call(method, path, { token = owner, body, headers = {} } = {}) {
      const response = await fetch(`${served.url}${path.startsWith('//') ? path.slice(1) : `/v1/teams/${TEAM}${path}`}`, {
        method,
        headers: {
          ...(token !== null && { authorization: `Bearer ${token}` }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      })
      const text = await response.text()
      const parsed = /json(;|$)/.test(response.headers.get('content-type') ?? '') && text !== '' ? JSON.parse(text) : undefined
      return { status: response.status, headers: response.headers, text, body: parsed }
    },
    async end() {
      await served.stop()
      rmSync(root, { recursive: true })
    },
  }
}

/** A request whose head the server has, and whose body it waits for: `end` sends it, and gives what it is answered. */
export async function begun(
  { url }: Pick<TestServer, 'url'>,
  { method, path, token, body }: { method: string; path: string; token: string; body: object },
): Promise<{ end(): Promise<Pick<Answered, 'status' | 'body'>> }> {
  const text = JSON.stringify(body)
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text), expect: '100-continue' }
  const sending = request(`${url}/v1/teams/${TEAM}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, ...headers },
  })
  const answered = once(sending, 'response')
  sending.flushHeaders()
  await once(sending, 'continue')
  return {
    async end() {
      sending.end(text)
      const [response] = (await answered) as [IncomingMessage]
      return { status: response.statusCode ?? 0, body: JSON.parse(await textOf(response)) }
    },
  }
}
