/**
 * Calls to a control plane over the network. Every call may be sent twice (what writes bears an idempotency key), so what was lost on the way is
 * sent again: with full jitter, after as long as `Retry-After` asks for, and never for what the server refused.
 *
 *   no connection, cut off in the middle, a wrong length, 408 429 500 502 503 504  ──▶ again, a few times
 *   any other refusal                                                             ──▶ its Problems, at once
 *   no answer to a write in the end                                               ──▶ `outcome-unknown`: it may have been done
 *
 * The token belongs to one origin and is sent nowhere else: redirects are not followed.
 */
import { setTimeout as after } from 'node:timers/promises'
import { promisify } from 'node:util'
import { gunzip, zstdDecompress } from 'node:zlib'
import { Agent, type Dispatcher } from 'undici'
import { type Problem, ProblemError, problem } from '../../../schema/problem.ts'

export interface ConnectionOptions {
  /** The URL of the control plane: its origin, and a path before `/v1` if it has one. */
  url: string
  token: string | undefined
  /** The certificate of an authority of one's own, in PEM. */
  ca?: string | undefined
  /** For how long a call is tried again; a last try may take longer. */
  patienceMs?: number
  /** For how long a server that is not there is waited for. */
  absentMs?: number
  /** Told before a call is tried again, for who shows that it waits. */
  waiting?(why: string): void
}

export interface Call {
  method: 'GET' | 'POST' | 'DELETE' | 'PUT'
  path: string
  query?: Record<string, string | number | undefined>
  body?: unknown
  headers?: Record<string, string>
  /** It changes something: when no answer comes, nobody knows whether it did. */
  writes?: true
  signal?: AbortSignal | undefined
}

export interface Answered {
  status: number
  headers: Readonly<Record<string, string | string[] | undefined>>
  bytes: Buffer
}

export interface Connection {
  readonly url: string
  call(call: Call): Promise<Answered>
  /** The same, of an answer that is JSON. */
  json<T>(call: Call): Promise<T>
  close(): Promise<void>
}

const PATIENCE_MS = 60_000
/** How long it is tried to reach a server that is not there, and how often at least. */
const [ABSENT_MS, OFTEN_MS] = [8000, 1000]
/** One try may take so long: an apply of a hundred thousand resources takes ten seconds. */
const TRY_MS = 120_000
const CONNECT_MS = 10_000
/** No answer is larger: a hundred thousand resources are some 50 MB. */
const MOST = 1024 * 1024 * 1024
const AGAIN = new Set([408, 429, 500, 502, 503, 504])
/** A fault of the server may be a passing one; so often it is asked again, and then believed. */
const FAULTS = 2
const [FIRST_MS, LONGEST_MS] = [100, 5000]

const unzipped = promisify(gunzip)
const unsqueezed = promisify(zstdDecompress)

export function connect({ url, token, ca, patienceMs = PATIENCE_MS, absentMs = ABSENT_MS, waiting }: ConnectionOptions): Connection {
  const base = new URL(url)
  const agent = new Agent({
    connect: { timeout: CONNECT_MS, ...(ca !== undefined && { ca }) },
    headersTimeout: TRY_MS,
    bodyTimeout: TRY_MS,
    keepAliveTimeout: 4000,
    pipelining: 1,
  })
  const prefix = base.pathname.replace(/\/+$/, '')

  async function once({ method, path, query = {}, headers = {}, signal }: Call, body: string | undefined): Promise<Answered> {
    const asked = Object.entries(query).filter(([, value]) => value !== undefined)
    const search = asked.length === 0 ? '' : `?${new URLSearchParams(asked.map(([key, value]) => [key, String(value)]))}`
    const answer = await agent.request({
      origin: base.origin,
      path: `${prefix}${path}${search}`,
      method: method as Dispatcher.HttpMethod,
      headers: {
        accept: 'application/json',
        'accept-encoding': 'zstd, gzip',
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body }),
      ...(signal && { signal }),
    })
    return { status: answer.statusCode, headers: answer.headers, bytes: await decoded(answer) }
  }

  async function call(wanted: Call): Promise<Answered> {
    const body = wanted.body === undefined ? undefined : JSON.stringify(wanted.body)
    const begun = Date.now()
    const until = begun + patienceMs
    for (let failed = 0; ; failed++) {
      let lost: unknown
      let wait = Math.random() * Math.min(LONGEST_MS, FIRST_MS * 2 ** failed)
      try {
        const answer = await once(wanted, body)
        if (answer.status < 400) return answer
        const problems = problemsOf(answer, base)
        if (!AGAIN.has(answer.status) || (answer.status === 500 && failed >= FAULTS)) throw new ProblemError(problems)
        lost = new ProblemError(problems)
        wait = Math.max(wait, 1000 * Number(answer.headers['retry-after'] ?? 0) || 0)
      } catch (error) {
        if (error instanceof ProblemError) throw error
        if (wanted.signal?.aborted) throw wanted.signal.reason
        lost = error
      }
      // A certificate does not become another one by waiting.
      if (isDistrusted(lost)) throw given(lost, wanted, base)
      // Where nothing listens, or nobody is known, that is soon believed; a server that is started again takes a moment.
      const end = neverSent(lost) ? Math.min(until, begun + absentMs) : until
      if (neverSent(lost)) wait = Math.min(wait, OFTEN_MS)
      if (Date.now() + wait > end) throw given(lost, wanted, base)
      if (failed === 1)
        waiting?.(lost instanceof ProblemError ? `for ${base.host}, which is busy` : `for ${base.host}, which does not answer`)
      await after(wait, undefined, wanted.signal ? { signal: wanted.signal } : {})
    }
  }
  return {
    url,
    call,
    async json<T>(wanted: Call) {
      const { bytes } = await call(wanted)
      try {
        return JSON.parse(bytes.toString('utf8')) as T
      } catch (error) {
        throw new ProblemError(stranger(base), { cause: error })
      }
    },
    close: () => agent.close(),
  }
}

async function decoded({ headers, body }: Dispatcher.ResponseData): Promise<Buffer> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of body) {
    parts.push(part as Buffer)
    if ((size += (part as Buffer).length) > MOST) throw new RangeError('the answer is too large')
  }
  const bytes = parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts)
  const encoding = headers['content-encoding']
  if (encoding === 'zstd') return unsqueezed(bytes, { maxOutputLength: MOST })
  return encoding === 'gzip' ? unzipped(bytes, { maxOutputLength: MOST }) : bytes
}

/** The Problems of a refusal; of something else that answers there, one that says so. */
function problemsOf({ status, bytes, headers }: Answered, base: URL): readonly Problem[] {
  if (status < 500 && String(headers['content-type'] ?? '').includes('problem+json') === false) return [stranger(base, status)]
  try {
    const { problems } = JSON.parse(bytes.toString('utf8')) as { problems?: Problem[] }
    if (Array.isArray(problems) && problems.length > 0) return problems
  } catch {
    // A proxy may answer for a server that is away, in its own words.
  }
  return [
    problem('server-unreachable', `${base.host} answered ${status}.`, 'Try again later; if it stays so, ask who runs the control plane.'),
  ]
}

const stranger = (base: URL, status?: number): Problem =>
  problem(
    'server-foreign',
    `What answers at ${base.origin}${base.pathname} is no control plane${status === undefined ? '' : ` (it says ${status})`}.`,
    'Mend `backend.server.url` in splashtop.yaml: the URL at which the control plane is reached.',
  )

/** What is told when there is no answer in the end. */
function given(lost: unknown, { writes }: Call, base: URL): unknown {
  if (lost instanceof ProblemError && !writes) return lost
  const reason = reasonOf(lost)
  if (writes && !neverSent(lost))
    return new ProblemError(
      problem(
        'outcome-unknown',
        `${base.host} did not say what became of it (${reason}): it may have been done, whole, or not at all.`,
        'Run `splashctl plan`: what is still to be done shows there. To apply again is safe.',
      ),
      { cause: lost },
    )
  return new ProblemError(
    problem(
      'server-unreachable',
      `${base.host} can't be reached: ${reason}.`,
      'Check the URL in splashtop.yaml and the network; then run again.',
    ),
    { cause: lost },
  )
}

const NEVER_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'])
const DISTRUSTED = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'CERT_SIGNATURE_FAILURE',
  'CERT_NOT_YET_VALID',
  'CERT_HAS_EXPIRED',
  'CERT_UNTRUSTED',
  'CERT_REJECTED',
  'HOSTNAME_MISMATCH',
])
const codeOf = (error: unknown): string => (error as { code?: string } | undefined)?.code ?? ''
const isDistrusted = (error: unknown): boolean => DISTRUSTED.has(codeOf(error)) || codeOf(error).startsWith('ERR_TLS_CERT')
const neverSent = (error: unknown): boolean => NEVER_SENT.has(codeOf(error)) || isDistrusted(error)

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'its name can’t be looked up',
  ECONNRESET: 'the connection was cut off',
  UND_ERR_SOCKET: 'the connection was cut off',
  UND_ERR_CONNECT_TIMEOUT: 'it does not answer',
  UND_ERR_HEADERS_TIMEOUT: 'it does not answer',
  UND_ERR_BODY_TIMEOUT: 'its answer came to a halt',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is signed by nobody that is known',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is signed by nobody that is known',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate is signed by nobody that is known',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its certificate is signed by nobody that is known',
  CERT_SIGNATURE_FAILURE: 'its certificate is not signed by whom it names',
  CERT_HAS_EXPIRED: 'its certificate is out of date',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is of another host',
}
const reasonOf = (error: unknown): string =>
  error instanceof ProblemError
    ? error.problems.map(({ message }) => message.replace(/\.$/, '')).join('; ')
    : (reasons[codeOf(error)] ?? (error instanceof Error ? error.message : String(error)))
