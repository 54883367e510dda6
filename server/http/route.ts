/** One endpoint on the router: who asks, what it sent, and the answer in the form that it takes. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ProblemError, problem } from '../../schema/problem.ts'
import type { AppOptions } from './app.ts'
import { admitted, carriedOut, type Whole, whole } from './carrying-out.ts'
import { withCookie } from './cookie.ts'
import { speaksOfAll } from './declared.ts'
import { compressed, type Encoding, encoded, encodingFor, type Kept, LONG, SHORT } from './encoding.ts'
import type { Answer, Endpoint } from './endpoint.ts'
import { EVENTS_TYPE } from './endpoints/watch.ts'

/** The path as the router writes it: `/v1/teams/{team}:apply` is a parameter and a word. */
export const routed = (path: string): string =>
  path.replace(/\{(\w+)\}(:?)|:/g, (_, name?: string, colon?: string) =>
    name === undefined ? '::' : colon ? `:${name}(^[a-z0-9.-]+)::` : `:${name}`,
  )

export function route(server: FastifyInstance, options: AppOptions, kept: Kept, one: Endpoint): void {
  const { stopping } = options
  const reads = one.method === 'GET'
  server.route({
    method: one.method,
    url: routed(one.path),
    exposeHeadRoute: false,
    ...(one.body?.limit !== undefined && { bodyLimit: one.body.limit }),
    async onRequest(request) {
      request.route = one.id
      withCookie(request.headers, (request.params as { team: string }).team)
      if (stopping.aborted && !reads)
        throw new ProblemError(problem('server-stopping', 'The control plane is about to stop.', 'Send it again, a little later.'))
      // Of what anybody may ask it is not told before the body was looked at whether there is such a team.
      if (one.needs !== 'nothing') request.known = await admitted(options, one, request)
    },
    async handler(request, reply) {
      const end = () => endOf(reply, reads ? stopping : undefined)
      const unread = await largeOf(options, one, request)
      if (unread) return sendWhole(await beside(options, one, { request, unread }, end()), reply)
      const answer = await carriedOut(options, one, request, end)
      if (answer.who !== undefined && request.known) request.known.actor = { ...request.known.actor, name: answer.who }
      return send(answer, request, reply, kept)
    },
  })
}

/** A body that is for the planner to read. */
export class Unread {
  readonly bytes: Uint8Array
  constructor(bytes: Uint8Array) {
    this.bytes = bytes
  }
}

/** What the planner is given, where there is one and it is its work. */
async function largeOf({ planner }: AppOptions, { body: takes }: Endpoint, { body, known }: FastifyRequest): Promise<Unread | undefined> {
  if (body instanceof Unread) return body
  if (!planner || takes?.limit === undefined || !known) return undefined
  return speaksOfAll(body) && (await known.plane.world()).size > MANY ? new Unread(Buffer.from(JSON.stringify(body))) : undefined
}
/** A team of more resources is a large one. */
const MANY = 5000

/** Carried out by the planner. Who reads the answer here reads what it wrote. */
async function beside(
  { planner, team }: AppOptions,
  { id }: Endpoint,
  { request, unread }: { request: FastifyRequest; unread: Unread },
  signal: AbortSignal,
): Promise<Whole> {
  const { params, query, headers, ip, known } = request
  const call = { endpoint: id, params, query, headers, ip, since: (await known?.plane.world())?.revision ?? 0 }
  const { answer, revision } = await (planner as NonNullable<typeof planner>).answer(call, unread.bytes, signal)
  await (await team((params as { team: string }).team))?.worldSince(revision)
  return answer
}

/** Aborted when the client has gone; for what only reads, also when the server stops. What is being committed is finished. */
function endOf(reply: FastifyReply, stopping: AbortSignal | undefined): AbortSignal {
  const gone = new AbortController()
  reply.raw.once('close', () => gone.abort(new Error('the client has gone')))
  if (reply.raw.destroyed) gone.abort(new Error('the client has gone'))
  return stopping ? AbortSignal.any([gone.signal, stopping]) : gone.signal
}

function sendWhole({ status, headers, body }: Whole, reply: FastifyReply): FastifyReply {
  reply.code(status).headers(headers)
  return body === undefined ? reply.send() : reply.send(body)
}

async function send(answer: Answer, request: FastifyRequest, reply: FastifyReply, kept: Kept): Promise<FastifyReply> {
  const { status = 200, headers = {}, stream, keep, type = 'application/json' } = answer
  const accepts = request.headers['accept-encoding']
  if (!stream) return sendWhole(await whole(answer, accepts), reply)
  reply.code(status).headers(headers).type(type)
  const encoding = type === EVENTS_TYPE ? 'identity' : encodingFor(accepts)
  if (encoding !== 'identity') reply.header('content-encoding', encoding)
  if (type !== EVENTS_TYPE && headers.vary === undefined) reply.header('vary', 'accept-encoding')
  if (!keep && type !== EVENTS_TYPE) return sendShort(stream()[Symbol.asyncIterator](), encoding, reply)
  if (!keep || encoding === 'identity') return reply.send(encoded(stream(), encoding))
  return reply.send(await kept.bytes(`${request.known?.plane.team} ${keep.name}`, keep.revision, encoding, stream))
}
/** What has come to its end before it is long needs no stream: to set up one that compresses costs more than all the rest of a short answer. */
async function sendShort(pieces: AsyncIterator<string>, encoding: Encoding, reply: FastifyReply): Promise<FastifyReply> {
  let begun = ''
  while (begun.length < LONG) {
    const { value, done } = await pieces.next()
    if (done !== true) begun += value
    else if (begun.length >= SHORT) return reply.send(await compressed(begun, encoding))
    else return reply.removeHeader('content-encoding').send(begun)
  }
  return reply.send(encoded(after(begun, pieces), encoding))
}

async function* after(begun: string, rest: AsyncIterator<string>): AsyncGenerator<string> {
  yield begun
  yield* { [Symbol.asyncIterator]: () => rest }
}
