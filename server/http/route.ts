/** One endpoint on the router: who asks, what it sent, and the answer in the form that it takes. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ProblemError, problem } from '../../schema/problem.ts'
import type { AppOptions } from './app.ts'
import { admit, type Known, known, stranger } from './authentication.ts'
import { check, checksOf } from './checks.ts'
import { compressed, type Encoding, encoded, encodingFor, type Kept, LONG, SHORT } from './encoding.ts'
import type { Answer, Asked, Endpoint } from './endpoint.ts'
import { EVENTS_TYPE } from './endpoints/watch.ts'

/** The path as the router writes it: `/v1/teams/{team}:apply` is a parameter and a word. */
export const routed = (path: string): string =>
  path.replace(/\{(\w+)\}(:?)|:/g, (_, name?: string, colon?: string) =>
    name === undefined ? '::' : colon ? `:${name}(^[a-z0-9.-]+)::` : `:${name}`,
  )

export function route(server: FastifyInstance, { team, rules, stopping }: AppOptions, kept: Kept, one: Endpoint): void {
  const reads = one.method === 'GET'
  /** Who asks, as it stands now, if it may ask this. */
  const admitted = async (request: FastifyRequest): Promise<Known> => {
    const plane = await team((request.params as { team: string }).team)
    const who =
      one.needs === 'nothing' && plane ? stranger(plane, request.ip) : await known(plane, request.headers.authorization, request.ip)
    await admit(who, one.needs)
    return who
  }
  server.route({
    method: one.method,
    url: routed(one.path),
    exposeHeadRoute: false,
    ...(one.body?.limit !== undefined && { bodyLimit: one.body.limit }),
    async onRequest(request) {
      request.route = one.id
      if (stopping.aborted && !reads)
        throw new ProblemError(problem('server-stopping', 'The control plane is about to stop.', 'Send it again, a little later.'))
      // Of what anybody may ask it is not told before the body was looked at whether there is such a team.
      if (one.needs !== 'nothing') request.known = await admitted(request)
    },
    async handler(request, reply) {
      const { body, headers } = request
      if (one.body && body === undefined)
        throw new ProblemError(
          problem('invalid-request', 'The call needs a body.', 'Send one JSON document, with `Content-Type: application/json`.'),
        )
      const query = { ...(request.query as Record<string, unknown>) }
      check(checksOf(one), { query, headers, body })
      if (body !== undefined || one.needs === 'nothing') request.known = await admitted(request)
      const asked = new Call(request, { query, rules, end: () => endOf(reply, reads ? stopping : undefined), admitted })
      const answer = await one.run(asked)
      if (answer.who !== undefined && request.known) request.known.actor = { ...request.known.actor, name: answer.who }
      return send(answer, request, reply, kept)
    },
  })
}

/**
 * What an endpoint is asked. A class for the sake of its signal, which is made when somebody wants it: an accessor of its own would give each
 * object a shape of its own, and reading from objects without a common shape costs more than all the rest of a short answer.
 */
class Call implements Asked {
  readonly plane: Asked['plane']
  readonly actor: Asked['actor']
  readonly holder: Asked['holder']
  readonly token: Asked['token']
  readonly path: Asked['path']
  readonly query: Asked['query']
  readonly body: unknown
  readonly headers: Asked['headers']
  readonly rules: Asked['rules']
  /** Handed on by itself, so it is bound. */
  readonly still: Asked['still']
  readonly #around: Around

  constructor(request: FastifyRequest, around: Around) {
    const { known, params, body, headers } = request
    const { plane, actor, holder, token } = known as Known
    const { query, rules } = around
    this.plane = plane
    this.actor = actor
    this.holder = holder
    this.token = token
    this.path = params as Record<string, string>
    this.query = query
    this.body = body
    this.headers = headers
    this.rules = rules
    this.still = async () => void (await around.admitted(request))
    this.#around = around
  }
  get signal(): AbortSignal {
    return this.#around.end()
  }
}

/** What a call has from the endpoint's route. */
interface Around {
  query: Asked['query']
  rules: Asked['rules']
  end(): AbortSignal
  admitted(request: FastifyRequest): Promise<Known>
}

/** Aborted when the client has gone; for what only reads, also when the server stops. What is being committed is finished. */
function endOf(reply: FastifyReply, stopping: AbortSignal | undefined): AbortSignal {
  const gone = new AbortController()
  reply.raw.once('close', () => gone.abort(new Error('the client has gone')))
  if (reply.raw.destroyed) gone.abort(new Error('the client has gone'))
  return stopping ? AbortSignal.any([gone.signal, stopping]) : gone.signal
}

async function send(answer: Answer, request: FastifyRequest, reply: FastifyReply, kept: Kept): Promise<FastifyReply> {
  const { status = 200, headers = {}, body, stream, keep, type = 'application/json' } = answer
  reply.code(status).headers(headers)
  if (body === undefined && !stream) return reply.send()
  reply.type(type)
  const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body)
  if (!stream && text.length < SHORT) return reply.send(text)
  const encoding = type === EVENTS_TYPE ? 'identity' : encodingFor(request.headers['accept-encoding'])
  if (encoding !== 'identity') reply.header('content-encoding', encoding)
  if (type !== EVENTS_TYPE && headers.vary === undefined) reply.header('vary', 'accept-encoding')
  if (!stream) return reply.send(await compressed(text, encoding))
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
