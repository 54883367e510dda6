/**
 * The API as an application: routes from the endpoints' words, and around each call what all have in common. In this order, so that a stranger
 * costs little: address and rate ─▶ token ─▶ may it ask this ─▶ the body, bounded ─▶ the endpoint ─▶ the answer, counted and logged.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer as overTls } from 'node:https'
import type { Socket } from 'node:net'
import fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type FastifyServerOptions,
  LogController,
} from 'fastify'
import { createServer as overTcp } from '../../protocol/node-http.ts'
import type { Rule } from '../../reconciler/types.ts'
import { asProblems, type Problem, ProblemError, problem } from '../../schema/problem.ts'
import type { Serving } from '../control-plane.ts'
import type { Found } from '../devices/enrolments.ts'
import type { DeviceKeys } from '../devices/keys.ts'
import { agentRoutes } from './agent/routes.ts'
import type { Known } from './authentication.ts'
import { readJson } from './body.ts'
import { keeping } from './encoding.ts'
import { endpoints } from './endpoints/all.ts'
import { health } from './health.ts'
import type { Metrics } from './metrics.ts'
import { page } from './page.ts'
import { LARGE, type Planner } from './planner/planner.ts'
import { GUESS, type Limiter, limited } from './rate.ts'
import { route, Unread } from './route.ts'
import { PROBLEM_TYPE, problemDocument, statusOf, titles } from './statuses.ts'
import { leaveUnread } from './unread.ts'

export interface AppOptions {
  /** The control plane of a team; undefined where there is no such team here. */
  team(name: string): Promise<Serving | undefined>
  agents: AgentSide
  rules: readonly Rule[]
  log: FastifyBaseLogger
  metrics: Metrics
  rate: Limiter
  /** Whose `X-Forwarded-For` is believed. */
  trusted: readonly string[]
  /** Aborted when the server begins to stop: what lasts for ever ends with it. */
  stopping: AbortSignal
  /** Why it can't serve right now, if it can't. */
  unready(): Promise<Problem[]>
  tls?: { cert: string; key: string }
  timeouts?: Timeouts
  /** Bytes of policies that may be under way to agents by their streams (agent/stream.ts). */
  mostUnderWay?: number
  /** By which large declarations are carried out; without it they are carried out here. */
  planner?: Planner
}

/** What agents need before it is known of which team they are. */
export interface AgentSide {
  keys(): DeviceKeys
  /** Whose code it is. */
  whose(code: string): Promise<(Found & { team: string }) | undefined>
}

/** How long a request may take to come, in milliseconds: its head, and all of it. What is slower is answered 408 and cut off. */
export interface Timeouts {
  head: number
  whole: number
}

declare module 'fastify' {
  interface FastifyRequest {
    known: Known | undefined
    /** The id of the endpoint, for metrics and logs: paths hold names. */
    route: string
  }
}

/** Where nothing else is said: only declarations are larger. */
const BODY_LIMIT = 1024 * 1024
const REQUEST_ID = /^[\w.:-]{1,100}$/
const TIMEOUTS: Timeouts = { head: 10_000, whole: 120_000 }
const limitsOf = ({ head, whole }: Timeouts) => ({
  headersTimeout: head,
  requestTimeout: whole,
  connectionsCheckingInterval: Math.min(1000, head / 4),
  maxHeaderSize: 16_384,
  requireHostHeader: false, // refuseHosts: in our words, and two are one too many
  keepAliveTimeout: 75_000,
})
/** Of one process, and then which: to find a request in a log it needs to be unlike others, not to be secret. */
const PROCESS = crypto.randomUUID().slice(0, 13)
let requests = 0
const nextId = (): string => `${PROCESS}-${(++requests).toString(36)}`
const METHODS = ['GET', 'PUT', 'POST', 'PATCH', 'DELETE'] as const

export function app(options: AppOptions): FastifyInstance {
  const { log, trusted, tls, rate, timeouts = TIMEOUTS } = options
  const limits = limitsOf(timeouts)
  const common: FastifyServerOptions = {
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }), // we write a line of our own
    childLoggerFactory: (logger) => logger, // which names its request itself: one made for each that says nothing is waste
    trustProxy: trusted.length === 0 ? false : [...trusted],
    genReqId(request) {
      const given = request.headers['x-request-id']
      return typeof given === 'string' && REQUEST_ID.test(given) ? given : nextId()
    },
    bodyLimit: BODY_LIMIT,
    serverFactory: (handler) => (tls ? overTls({ ...limits, ...tls, minVersion: 'TLSv1.2' }, handler) : overTcp(limits, handler)),
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    routerOptions: { maxParamLength: 600 },
    frameworkErrors: (error, request, reply) => void refuse(options, error, request as FastifyRequest, reply as FastifyReply),
    clientErrorHandler: (error, socket) => hangUp(error.code, socket),
  }
  const server = fastify(common)
  server.decorateRequest('known', undefined)
  server.decorateRequest('route', '')
  server.removeAllContentTypeParsers()
  server.addContentTypeParser(
    ['application/json', 'application/merge-patch+json'],
    { parseAs: 'buffer' },
    async ({ routeOptions: { bodyLimit } }: FastifyRequest, body: Buffer) =>
      options.planner && bodyLimit !== BODY_LIMIT && body.length > LARGE ? new Unread(body) : readJson(body),
  )
  server.setValidatorCompiler(() => () => true) // checks.ts
  server.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id)
    // Ten thousand agents may come from one address. Who is refused there pays, and who has paid too much is not heard.
    limited(rate, request.ip, reply, isOfAgents(request.url) ? 0 : 1)
    refuseHosts(request.raw)
    if (request.is404) throw new ProblemError(lost(server, request, reply)) // here already: of its body nobody wants to know
    done()
  })
  server.addHook('onSend', leaveUnread)
  server.addHook('onResponse', (request, reply, done) => {
    told(options, request, reply)
    done()
  })
  server.server.on('checkExpectation', refuseExpectation)
  server.setErrorHandler((error, request, reply) => refuse(options, error, request, reply))
  health(server, options)
  agentRoutes(server, options)
  page(server)
  const kept = keeping()
  for (const each of endpoints) route(server, options, kept, each)
  return server
}

const isOfAgents = (url: string): boolean => url.startsWith('/agent/')

/** A request has one host (RFC 9112 §3.2): what stands between may have read another one than we. */
function refuseHosts({ rawHeaders, httpVersionMinor }: IncomingMessage): void {
  let hosts = 0
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i] as string
    if (name.length === 4 && name.toLowerCase() === 'host') hosts++
  }
  if (hosts === 1 || (hosts === 0 && httpVersionMinor === 0)) return
  throw new ProblemError(
    problem('invalid-request', hosts === 0 ? 'The request names no host.' : 'The request names two hosts.', 'Send one `Host` header.'),
  )
}

/** Before anything else is asked: whoever expects what we don't know waits for an answer, not for a call. */
function refuseExpectation(_: IncomingMessage, response: ServerResponse): void {
  const found = problem('invalid-request', 'What the request expects is not met here.', 'Leave `Expect` out, or send `100-continue`.')
  const body = JSON.stringify(problemDocument([found], 417, crypto.randomUUID()))
  response.writeHead(417, { 'content-type': PROBLEM_TYPE, 'content-length': Buffer.byteLength(body), connection: 'close' }).end(body)
}

function lost(server: FastifyInstance, { url, method }: FastifyRequest, reply: FastifyReply): Problem {
  const path = url.split('?', 1)[0] ?? ''
  const methods = METHODS.filter((one) => server.findRoute({ method: one, url: path }) !== null)
  if (methods.length > 0) reply.header('allow', methods.join(', '))
  return methods.length > 0
    ? problem('method-not-allowed', `${method} is no method of this path.`, `Use ${methods.join(' or ')}.`)
    : problem('unknown-endpoint', 'There is no such path.', '`/openapi.json` lists the calls.')
}

/** Fastify's own refusals, by its codes. */
const own: Readonly<Record<string, () => Problem>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: () =>
    problem('too-large', 'The body is larger than this call takes.', 'Send less at once: a declaration can be sent in parts, by `scope`.'),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () =>
    problem('unsupported-media-type', 'The body is of a form that this call does not take.', 'Send `Content-Type: application/json`.'),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: () =>
    problem('invalid-request', 'The body is not as long as its `Content-Length` says.', 'Send it whole.'),
  FST_ERR_MAX_PARAM_LENGTH: () => problem('unknown-endpoint', 'A part of the path is too long.', '`/openapi.json` lists the calls.'),
  FST_ERR_BAD_URL: () => problem('invalid-request', 'The path is not encoded as a URL.', 'Write what is no letter as its %-code.'),
}

/** The rest of what it refuses is HTTP that nobody writes who means well. */
function problemsOf(error: unknown): readonly Problem[] {
  const { code = '', statusCode = 500 } = error as { code?: string; statusCode?: number }
  if (Object.hasOwn(own, code)) return [(own[code] as () => Problem)()]
  if (code.startsWith('FST_ERR_') && statusCode >= 400 && statusCode < 500)
    return [problem('invalid-request', 'The request is not one that HTTP allows.', '`/openapi.json` lists the calls.')]
  return asProblems(error)
}

function refuse({ rate }: AppOptions, error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const gone = request.raw.aborted
  const problems = problemsOf(error)
  const status = statusOf(problems)
  // What we did not foresee is for whoever runs the server, with its stack; the caller gets the id by which it is found.
  if (status === 500 && !gone) request.log.error({ err: error, requestId: request.id }, 'unforeseen')
  const shown =
    status === 500
      ? [problem('internal', 'The control plane failed at this request.', `Its log has the reason, under ${request.id}.`)]
      : problems
  if (status === 401) {
    rate.take(request.ip, GUESS)
    reply.header('www-authenticate', reply.hasHeader('splashtop-time') ? 'Signature' : 'Bearer')
  } else if (status < 500 && status !== 429 && isOfAgents(request.url)) rate.take(request.ip)
  if (status === 503) reply.header('retry-after', '1')
  reply.removeHeader('content-encoding') // an answer may have been begun
  return reply
    .code(status)
    .type(PROBLEM_TYPE)
    .send(said(shown, status, request))
}

/** Whatever the Problems are: what fails while it refuses would leave the answer to fastify, whose words nobody expects. */
function said(problems: readonly Problem[], status: number, request: FastifyRequest): string {
  try {
    return JSON.stringify(problemDocument(problems, status, request.id))
  } catch (error) {
    request.log.error({ err: error, requestId: request.id }, 'a refusal could not be written')
    const found = problem('internal', 'The refusal of this request could not be written.', `Its log has the reason, under ${request.id}.`)
    return JSON.stringify(problemDocument([found], status, request.id))
  }
}

/** What is no request, or comes too slowly to be one: there is nobody to ask who sent it. */
function hangUp(code: string | undefined, socket: Socket): void {
  if (code === 'ECONNRESET' || socket.destroyed || !socket.writable) {
    socket.destroy()
    return
  }
  const [status, found] =
    code === 'ERR_HTTP_REQUEST_TIMEOUT'
      ? [408, problem('request-timeout', 'The request came too slowly.', 'Send it again.')]
      : code === 'HPE_HEADER_OVERFLOW'
        ? [431, problem('too-large', 'The head of the request is too large.', 'Send fewer and shorter headers.')]
        : [
            400,
            problem(
              'invalid-request',
              'What was sent is no HTTP.',
              'Speak HTTP/1.1; `https://` where the control plane has a certificate.',
            ),
          ]
  const body = JSON.stringify(problemDocument([found], status, crypto.randomUUID()))
  const head = [
    `HTTP/1.1 ${status} ${titles[status] ?? 'Refused'}`,
    `Content-Type: ${PROBLEM_TYPE}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
  ]
  socket.end(`${head.join('\r\n')}\r\nConnection: close\r\n\r\n${body}`)
}

/** A line for each call: who, what, how it ended. No header, no body, no query: there may be secrets in them. */
function told({ metrics, log }: AppOptions, request: FastifyRequest, reply: FastifyReply): void {
  const { statusCode: status, elapsedTime } = reply
  metrics.answered(request.route, request.method, status, elapsedTime / 1000)
  // What asks whether there is anything new, and hears no, would fill the log with nothing.
  const level = status >= 500 ? 'warn' : status === 304 || request.route === 'health' ? 'debug' : 'info'
  if (log.level === 'info' && level === 'debug') return
  const { known } = request
  log[level]({
    requestId: request.id,
    route: request.route,
    method: request.method,
    status,
    ms: Math.round(elapsedTime * 10) / 10,
    address: request.ip,
    ...(known && { team: known.plane.team, actor: known.actor.name }),
    ...(known?.token && { token: known.token.id }),
  })
}
