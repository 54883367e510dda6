/**
 * Calls to the control plane: each signed by the agent's own key, bounded in time and in the size of its answer, and sent once. Whether to ask again
 * is for whoever asked: everybody asks again by lot (backoff.ts).
 *
 * A refusal that tells the server's time (401) teaches the agent its own: the call is signed anew, once. Redirects are not followed.
 */
import type { KeyObject } from 'node:crypto'
import type { Agent, IncomingMessage } from 'node:http'
import { request as requestTls } from 'node:https'
import { request as requestPlain } from '../protocol/node-http.ts'
import { REVOCATION_HEADER } from '../protocol/revocation.ts'
import { signRequest } from '../protocol/signed-request.ts'
import type { Answer, Ask } from '../protocol/stream.ts'
import { isLoopback } from '../schema/addresses.ts'
import { type Problem, ProblemError, problem } from '../schema/problem.ts'
import { retryAfterMs } from './backoff.ts'
import type { Way } from './proxy.ts'

export interface Server {
  url: URL
  key: KeyObject
  keyid: string
  /** The proxy between, and the authority that signs the server's certificate, where it is one of one's own. */
  way?: Way
  ca?: string | undefined
  /** Made for both; whoever made it closes it. */
  connections: Agent
  /** The stream, while it is open: a request by it needs no connection of its own. */
  asking?: Asking | undefined
  /** The time at the server, in milliseconds since 1970. */
  now(): number
  learnTime(serverTime: number): void
}

/** Undefined where this can't go by the stream, or nothing came back by it; throws where whoever asks gave up. */
export type Asking = (ask: Omit<Ask, 'id'>, within: AbortSignal) => Promise<Answer | undefined>

export interface Call {
  method: 'GET' | 'POST'
  path: string
  body?: object
  headers?: Record<string, string>
  /** Bytes of the answer. */
  limit: number
  timeoutMs?: number
  signal?: AbortSignal | undefined
  /** What anybody may read is asked for without a signature. */
  unsigned?: true
  /** It may go by the stream. */
  streamed?: true
}

export interface Answered {
  status: number
  headers: Readonly<Record<string, string | string[] | undefined>>
  text: string
}

const TIMEOUT_MS = 30_000
/** Bytes of a refusal. */
const REFUSAL_BYTES = 64 << 10

/** The server's refusal, with how long it asks to be left alone. */
export class Refused extends ProblemError {
  readonly status: number
  readonly retryAfterMs: number
  /** What it gives as the proof that this computer is un-enrolled; nobody has looked at it yet. */
  readonly revocation: string | undefined
  constructor(problems: readonly Problem[], { status, headers }: Pick<Answered, 'status' | 'headers'>) {
    super(problems)
    this.name = 'Refused'
    this.status = status
    this.retryAfterMs = retryAfterMs(headers['retry-after'], Date.now())
    const proof = headers[REVOCATION_HEADER]
    this.revocation = typeof proof === 'string' ? proof : undefined
  }
}

/** This computer is not enrolled any more, says whoever answers. */
export const isRevoked = (error: unknown): boolean =>
  error instanceof Refused && error.status === 403 && error.problems.some(({ code }) => (code as string) === 'agent-revoked')

/** Answers of 200 to 202 and 304, and of 404 where it says that something is not there; throws a ProblemError for everything else. */
export async function call(server: Server, wanted: Call): Promise<Answered> {
  let answer = await once(server, wanted)
  if (answer.status === 401) {
    const told = Number(answer.headers['splashtop-time'])
    if (Number.isSafeInteger(told) && told > 0) {
      server.learnTime(told)
      answer = await once(server, wanted)
    }
  }
  if (isGood(answer.status) || [304, 404].includes(answer.status)) return answer
  throw new Refused(problemsOf(server.url, answer), answer)
}

/** Done, made, or taken up to be decided later. */
export const isGood = (status: number): boolean => [200, 201, 202].includes(status)

async function once(server: Server, wanted: Call): Promise<Answered> {
  const { method, path, body, headers, limit, timeoutMs = TIMEOUT_MS, signal, unsigned, streamed } = wanted
  const { url, key, keyid, connections, now, asking } = server
  const target = targetOf(url, path)
  const text = body === undefined ? undefined : JSON.stringify(body)
  const late = AbortSignal.timeout(timeoutMs)
  const within = signal ? AbortSignal.any([late, signal]) : late
  const signed = unsigned ? undefined : signRequest({ method, target, body: text }, keyid, key, now())
  const failed = (error: unknown): unknown => (signal?.aborted ? signal.reason : unreachable(url, late.aborted ? late.reason : error))
  if (asking && streamed && signed) {
    const ask = { method, target, headers: signed, ...(text !== undefined && { body: text }) }
    const answer = await asking(ask, within).catch((error: unknown) => Promise.reject(failed(error)))
    if (answer) return overStream(answer)
    // It may have come: whatever goes by the stream does no harm when it comes twice.
  }
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  const asked = (url.protocol === 'https:' ? requestTls : requestPlain)({
    ...{ protocol: url.protocol, host: url.hostname.replace(/^\[|\]$/g, ''), port: url.port, method, path: target, agent: connections },
    headers: {
      ...(text !== undefined && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
      ...signed,
      ...headers,
    },
    signal: within,
  })
  asked.on('response', resolve)
  asked.on('error', reject)
  asked.end(text)
  try {
    const answer = await promise
    const status = answer.statusCode ?? 0
    return { status, headers: answer.headers, text: await read(answer, isGood(status) ? limit : REFUSAL_BYTES) }
  } catch (error) {
    asked.destroy()
    throw failed(error)
  }
}

const overStream = ({ status, time, retryAfterS, revocation, text }: Answer): Answered => ({
  status,
  headers: {
    'splashtop-time': String(time),
    ...(retryAfterS !== undefined && { 'retry-after': String(retryAfterS) }),
    ...(typeof revocation === 'string' && { [REVOCATION_HEADER]: revocation }),
  },
  text,
})

/** As it stands in the request line, and as it is signed. */
export const targetOf = (url: URL, path: string): string => `${url.pathname.replace(/\/+$/, '')}${path}`

async function read(body: IncomingMessage, limit: number): Promise<string> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of body) {
    parts.push(part as Buffer)
    if ((size += (part as Buffer).length) > limit) throw new RangeError(`the answer is larger than ${limit} bytes`)
  }
  return Buffer.concat(parts).toString('utf8')
}

/** Of something else that answers there, one that says so. */
function problemsOf(url: URL, { status, text }: Answered): readonly Problem[] {
  try {
    const { problems } = JSON.parse(text) as { problems?: Problem[] }
    const told = Array.isArray(problems) ? problems.filter((one) => typeof one?.code === 'string' && typeof one.message === 'string') : []
    if (told.length > 0)
      return told.slice(0, 10).map(({ code, message, fix }) => ({ code, level: 'error', message, fix: String(fix), at: [] }))
  } catch {
    // A proxy may answer for a server that is away, in its own words.
  }
  return [
    problem(
      'server-unreachable',
      `${url.host} answered ${status}.`,
      'The agent goes on asking. If it stays so, ask who runs the control plane.',
    ),
  ]
}

export function unreachable(url: URL, error: unknown): ProblemError {
  const { name, code, message } = innermost(error)
  const why = name === 'TimeoutError' ? 'no answer in time' : (code ?? message)
  return new ProblemError(
    problem(
      'server-unreachable',
      `${url.host} can't be reached (${why}).`,
      'Check the URL, the network, the proxy and the certificate. The agent goes on asking.',
    ),
    { cause: error },
  )
}

const innermost = (error: unknown): NodeJS.ErrnoException => {
  const { cause } = error as { cause?: unknown }
  return cause instanceof Error ? innermost(cause) : (error as NodeJS.ErrnoException)
}

/** The URL of a control plane; off the loopback only with TLS, so that nobody on the way reads or changes what is asked. */
export function serverUrl(text: string): URL {
  const url = URL.parse(text)
  const wrong = (what: string, fix: string) => new ProblemError(problem('server-url', `The URL of the control plane ${what}.`, fix))
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) throw wrong('is none', 'Write it as `https://control.example.com`.')
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
    throw wrong('has more than a host and a path', 'Write it as `https://control.example.com`.')
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) throw wrong('is not encrypted', 'Write `https://`.')
  return url
}
