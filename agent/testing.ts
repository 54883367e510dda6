/**
 * A control plane for the agent's tests: a real server on the loopback, real keys, documents signed as the real one signs them; and it can be told to
 * misbehave, which the real one can't. Whoever tests says what it answers next; what agents sent is kept to be looked at.
 */
import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { type WebSocket, WebSocketServer } from 'ws'
import type { EnrolRequest } from '../protocol/enrolment.ts'
import { fingerprint, type OnlineKey, publicKeyOf, publicText, type Root, signOnlineKey, signRoot } from '../protocol/keys.ts'
import {
  digestOf,
  EXPIRY_MS,
  type PolicyContent,
  type PolicyDocument,
  type PolicyTimestamp,
  type Setting,
  signPolicy,
  signTimestamp,
} from '../protocol/policy.ts'
import { type AuditBatch, CHAIN_START, chainedBatch, type Report } from '../protocol/report.ts'
import { REVOCATION_HEADER, signRevocation } from '../protocol/revocation.ts'
import { isTimely, readSignature } from '../protocol/signed-request.ts'
import type { Answer, FromAgent, FromServer } from '../protocol/stream.ts'

export const [TEAM, AGENT, CODE] = ['acme', 'agent-1', '4F7K2M9QX3BD']
const DATABASE = 'db-1'
const DAY_MS = 86_400_000
const instant = (ms: number): string => new Date(ms).toISOString()
const pair = (): KeyObject => generateKeyPairSync('ed25519').privateKey

/** Who signs: a chain of roots and an online key. */
export class Signers {
  readonly #roots: { root: Root; key: KeyObject; text: string }[] = []
  #online!: { online: OnlineKey; key: KeyObject; text: string }
  readonly #now: () => number

  constructor(now: () => number) {
    this.#now = now
    this.rotateRoot()
  }
  get roots(): string[] {
    return this.#roots.map(({ text }) => text)
  }
  get root(): Root {
    return (this.#roots.at(-1) as { root: Root }).root
  }
  get online(): OnlineKey {
    return this.#online.online
  }
  get onlineText(): string {
    return this.#online.text
  }
  get fingerprint(): string {
    return fingerprint((this.#roots[0] as { root: Root }).root.publicKey)
  }
  get key(): { kid: string; private: KeyObject } {
    return { kid: this.#online.online.kid, private: this.#online.key }
  }
  rotateRoot(): void {
    const key = pair()
    const root = { root: this.#roots.length + 1, database: DATABASE, publicKey: publicText(key), issuedAt: instant(this.#now()) }
    this.#roots.push({ root, key, text: signRoot(root, this.#roots.at(-1)?.key ?? key) })
    this.rotateOnline()
  }
  rotateOnline(more: Partial<OnlineKey> = {}): void {
    const [key, serial] = [pair(), (this.#online?.online.serial ?? 0) + 1]
    const online: OnlineKey = {
      ...{ database: DATABASE, kid: `online-${serial}`, publicKey: publicText(key), epoch: this.#online?.online.epoch ?? 0, serial },
      ...{ notBefore: instant(this.#now()), notAfter: instant(this.#now() + 90 * DAY_MS), ...more },
    }
    const { root, key: by } = this.#roots.at(-1) as { root: Root; key: KeyObject }
    this.#online = { online, key, text: signOnlineKey(online, root, by) }
  }
  document(rev: number, settings: Record<string, Setting>, more: Partial<PolicyDocument> = {}): { document: PolicyDocument; text: string } {
    const content: PolicyContent = {
      ...{ team: TEAM, class: 'c1', requires: [], staleness: { mode: 'bestEffort', graceSeconds: 300 }, settings },
      ...more,
    }
    const document: PolicyDocument = {
      ...{ type: 'effective-policy/v1', epoch: this.online.epoch, rev, sourceCommit: null, issuedAt: instant(this.#now()) },
      ...{ ...content, digest: digestOf(content) },
      ...more,
    }
    return { document, text: signPolicy(document, this.key) }
  }
  timestamp(rev: number, { digest }: Pick<PolicyDocument, 'digest'>, more: Partial<PolicyTimestamp> = {}): string {
    return signTimestamp(
      {
        ...{ agentId: AGENT, team: TEAM, epoch: this.online.epoch, rev, digest },
        ...{ serverTime: instant(this.#now()), expires: instant(this.#now() + EXPIRY_MS), ...more },
      },
      this.key,
    )
  }
  revocation(rev = Number.MAX_SAFE_INTEGER): string {
    const { epoch } = this.online
    return signRevocation({ agentId: AGENT, team: TEAM, epoch, rev, at: instant(this.#now()) }, this.key)
  }
}

/** What is answered in place of the truth. */
export interface Misbehaviour {
  /** By path: the status, headers and text of the answer; undefined for the true one. */
  answer?(
    path: string,
    request: Pick<IncomingMessage, 'method' | 'headers'>,
  ): { status: number; headers?: Record<string, string>; text?: string } | undefined
  /** What a document or a timestamp becomes on its way. */
  policy?(answer: { document: string; timestamp: string }): { document: string; timestamp: string }
  /** The stream is refused. */
  withoutStream?: boolean
  /** A stream is opened, and its hello is not answered. */
  mute?: boolean
  /** The number by which a stream is closed at its hello. */
  closing?: number
  /** What comes in the place of an answer by the stream. */
  asks?(answer: Answer): unknown[]
  /** That the agent is un-enrolled is said without the proof. */
  unproven?: boolean
  /** What the upgrade and 304s are held back by: nobody waits longer than that for a long poll. */
  waitMs?: number
}

export interface TestPlane {
  url: string
  signers: Signers
  misbehave: Misbehaviour
  readonly rev: number
  readonly digest: string
  readonly reports: Report[]
  readonly batches: AuditBatch[]
  readonly enrolments: EnrolRequest[]
  readonly requests: { method: string; path: string; status: number; by: 'stream' | 'connection' }[]
  readonly streams: ReadonlySet<WebSocket>
  /** How many there ever were. */
  readonly opened: number
  /** Commits other settings, and tells those who listen: with the document at once, by a nudge, or not. */
  publish(settings: Record<string, Setting>, more?: Partial<PolicyDocument> & { tell?: 'policy' | 'nudge' | 'polls' | 'nothing' }): number
  /** A revision that doesn't touch the policy. */
  commit(): number
  /** The store is that of an earlier revision again. */
  rollBack(rev: number): void
  send(message: FromServer): void
  revoke(): void
  /** Resolves as soon as it holds; asked whenever something came. */
  until(what: string, holds: () => boolean): Promise<void>
  close(): Promise<void>
}

const LATEST_MS = 15_000

/** @param skew milliseconds by which its clock is ahead of that of this machine */
export async function testPlane(settings: Record<string, Setting> = {}, skew = 0): Promise<TestPlane> {
  const now = (): number => Date.now() + skew
  const signers = new Signers(now)
  const history = new Map<number, { document: PolicyDocument; text: string }>()
  const [waiting, sockets, streams] = [new Set<() => void>(), new Set<Socket>(), new Set<WebSocket>()]
  const polls = new Set<() => void>()
  let [rev, key, revoked] = [1, undefined as KeyObject | undefined, false]
  let opened = 0
  let log = { next: 1, hash: CHAIN_START }
  history.set(rev, signers.document(rev, settings))
  const current = () => history.get(rev) as { document: PolicyDocument; text: string }
  const came = () => {
    for (const look of [...waiting]) look()
  }
  const stamped = (): { document: string; timestamp: string } => {
    const answer = { document: current().text, timestamp: signers.timestamp(rev, current().document) }
    return plane.misbehave.policy?.(answer) ?? answer
  }

  const server = createServer((request, response) => {
    const say: Say = (status, text, headers) => response.writeHead(status, headers).end(status === 304 ? undefined : text)
    buffer(request)
      .then((body) => handle(request, body, say))
      .catch(() => response.destroy())
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  const upgrades = new WebSocketServer({ noServer: true, perMessageDeflate: false })
  server.on('upgrade', (request, socket, head) => {
    if (plane.misbehave.withoutStream || refusal(request) !== undefined) return socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
    upgrades.handleUpgrade(request, socket, head, (stream) => {
      streams.add(stream)
      opened++
      stream.on('close', () => {
        streams.delete(stream)
        came()
      })
      stream.on('message', (data) => {
        const message = JSON.parse(String(data)) as FromAgent
        const say = (answer: FromServer) => stream.send(JSON.stringify(answer))
        if ('hello' in message && plane.misbehave.closing !== undefined) stream.close(plane.misbehave.closing)
        else if ('hello' in message && !plane.misbehave.mute) {
          const { document, timestamp } = stamped()
          say(message.hello.digest === current().document.digest ? { current: { timestamp } } : { policy: { document, timestamp } })
          came()
        } else if ('ask' in message) {
          const { id, method, target, headers, body = '' } = message.ask
          const answered: Say = (status, text = '', more = {}) => {
            const revocation = more[REVOCATION_HEADER]
            const answer = { id, status, time: now(), ...(revocation !== undefined && { revocation }), text }
            for (const each of plane.misbehave.asks?.(answer) ?? [answer]) stream.send(JSON.stringify({ answer: each }))
          }
          handle({ method, url: target, headers: { ...headers } }, Buffer.from(body), answered).catch(() => stream.terminate())
        }
      })
      came()
    })
  })

  /** Why a request isn't answered; undefined where it is. */
  function refusal(request: Asked): number | undefined {
    const { method = '', url = '' } = request
    const read = readSignature({ method, target: url }, request.headers)
    if (!read || !key || read.keyid !== `${TEAM}/${AGENT}` || !read.by(key)) return 401
    if (!isTimely(read, now())) return 401
    return revoked ? 403 : undefined
  }

  /** By a connection of its own, or by the stream. */
  async function handle(request: Asked, body: Buffer, answer: Say): Promise<void> {
    const path = (request.url ?? '').replace('/agent/v1', '')
    const say: Say = (status, text, headers) => {
      plane.requests.push({ method: request.method ?? '', path, status, by: request.socket ? 'connection' : 'stream' })
      answer(status, text, headers)
      came()
    }
    const problem = (status: number, code: string) =>
      say(status, JSON.stringify({ problems: [{ code, level: 'error', message: `${code}.`, fix: '', at: [] }] }), {
        'content-type': 'application/problem+json',
        ...(status === 401 && { 'splashtop-time': String(now()) }),
        ...(code === 'agent-revoked' && !plane.misbehave.unproven && { [REVOCATION_HEADER]: signers.revocation() }),
      })
    const instead = plane.misbehave.answer?.(path, request)
    if (instead) return say(instead.status, instead.text, instead.headers)
    if (path === '/online-key') return say(200, signers.onlineText)
    const root = /^\/root\/(\d+)$/.exec(path)?.[1]
    if (root !== undefined) {
      const text = signers.roots[Number(root) - 1]
      return text === undefined ? problem(404, 'not-found') : say(200, text)
    }
    if (path === '/enrol') return enrolled(request, body, say, problem)
    const refused = refusal(request)
    if (refused !== undefined) return problem(refused, refused === 401 ? 'bad-signature' : 'agent-revoked')
    if (path === '/policy') return policy(request, say)
    if (path === '/status') {
      plane.reports.push(JSON.parse(body.toString()) as Report)
      return say(200, JSON.stringify({ timestamp: stamped().timestamp }))
    }
    if (path === '/audit') {
      if (request.method === 'GET') return say(200, JSON.stringify(log))
      const batch = JSON.parse(body.toString()) as AuditBatch
      if (batch.first > log.next && batch.lost === batch.first - log.next) log = { next: batch.first, hash: batch.previous }
      if (batch.first !== log.next || batch.previous !== log.hash) return problem(409, 'device-log-gap')
      plane.batches.push(batch)
      log = { next: batch.first + batch.events.length, hash: chainedBatch(batch) }
      return say(200, JSON.stringify(log))
    }
    problem(404, 'not-found')
  }

  type Asked = Pick<IncomingMessage, 'method' | 'url' | 'headers'> & { socket?: Socket }
  type Say = (status: number, text?: string, headers?: Record<string, string>) => void
  type Refuse = (status: number, code: string) => void
  function enrolled(request: Asked, body: Buffer, say: Say, refuse: Refuse): void {
    const said = JSON.parse(body.toString()) as EnrolRequest
    const own = publicKeyOf(said.publicKey)
    const read = readSignature({ method: 'POST', target: request.url ?? '' }, request.headers)
    if (!own || read?.keyid !== 'new' || !read.by(own) || !read.bodyIs(body) || !isTimely(read, now())) {
      refuse(401, 'bad-signature')
      return
    }
    plane.enrolments.push(said)
    if (said.code !== CODE) {
      refuse(403, 'bad-code')
      return
    }
    key = own
    const identity = { agentId: AGENT, team: TEAM, computer: 'bench-1', displayName: 'Bench 1', database: DATABASE }
    const trust = { roots: signers.roots, onlineKey: signers.onlineText }
    say(201, JSON.stringify({ state: 'enrolled', ...identity, ...trust, policy: stamped() }))
  }

  async function policy(request: Asked, say: Say): Promise<void> {
    const asked = request.headers['if-none-match']
    const seconds = Number(/wait=(\d+)/.exec(String(request.headers.prefer ?? ''))?.[1] ?? 0)
    if (asked === `"${current().document.digest}"` && seconds > 0)
      await changed(Math.min(seconds * 1000, plane.misbehave.waitMs ?? 60_000), request)
    const { document, timestamp } = stamped()
    const headers = { etag: `"${current().document.digest}"`, 'policy-timestamp': timestamp }
    if (asked === headers.etag) say(304, '', headers)
    else say(200, document, { ...headers, 'content-type': 'application/jose' })
  }

  async function changed(ms: number, request: Asked): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    const timer = setTimeout(resolve, ms)
    polls.add(resolve)
    request.socket?.once('close', resolve)
    await promise
    clearTimeout(timer)
    polls.delete(resolve)
  }

  const plane: TestPlane = {
    ...{ url: '', signers, misbehave: {}, reports: [], batches: [], enrolments: [], requests: [], streams },
    get opened() {
      return opened
    },
    get rev() {
      return rev
    },
    get digest() {
      return current().document.digest
    },
    publish(next, { tell = 'policy', ...more } = {}) {
      history.set(++rev, signers.document(rev, next, more))
      if (tell === 'nothing') return rev
      for (const poll of [...polls]) poll()
      if (tell === 'polls') return rev
      plane.send(tell === 'nudge' ? { nudge: { rev, spreadMs: 0 } } : { policy: stamped() })
      return rev
    },
    commit() {
      history.set(rev + 1, current())
      return ++rev
    },
    rollBack(to) {
      rev = to
      for (const poll of [...polls]) poll()
    },
    send(message) {
      for (const stream of streams) stream.send(JSON.stringify(message))
    },
    revoke() {
      revoked = true
      for (const poll of [...polls]) poll()
    },
    async until(what, holds) {
      if (holds()) return
      const { promise, resolve, reject } = Promise.withResolvers<void>()
      const timer = setTimeout(() => reject(new Error(`it never came to this: ${what}`)), LATEST_MS)
      const look = () => {
        if (holds()) resolve()
      }
      waiting.add(look)
      try {
        await promise
      } finally {
        clearTimeout(timer)
        waiting.delete(look)
      }
    },
    async close() {
      for (const stream of streams) stream.terminate()
      for (const poll of [...polls]) poll()
      upgrades.close()
      server.close()
      for (const socket of sockets) socket.destroy()
      await once(server, 'close')
    },
  }
  await once(server.listen(0, '127.0.0.1'), 'listening')
  plane.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return plane
}
