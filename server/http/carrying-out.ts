/**
 * One call of an endpoint, whoever took it in: what was sent is held against the endpoint's words, who asks is asked for as it stands now, and the
 * endpoint answers. It knows no connection, so that the main thread does it and the planner's thread (planner/thread.ts) as well.
 */
import type { FastifyRequest } from 'fastify'
import type { Rule } from '../../reconciler/types.ts'
import { ProblemError, problem } from '../../schema/problem.ts'
import type { Serving } from '../control-plane.ts'
import { admit, type Known, known, stranger } from './authentication.ts'
import { check, checksOf } from './checks.ts'
import { compressed, encodingFor, SHORT } from './encoding.ts'
import type { Answer, Asked, Endpoint } from './endpoint.ts'

/** What is asked, of which a request of fastify is one. */
export interface Asking extends Pick<FastifyRequest, 'params' | 'query' | 'headers' | 'ip'> {
  /** Read; undefined: none was sent. */
  body: unknown
  /** Who asks, when that was last asked. */
  known: Known | undefined
}

/** Where it is carried out. */
export interface Around {
  team(name: string): Promise<Serving | undefined>
  rules: readonly Rule[]
}

/** Who asks, as it stands now, if it may ask this. */
export async function admitted({ team }: Pick<Around, 'team'>, { needs, beforeSecondStep }: Endpoint, asking: Asking): Promise<Known> {
  const plane = await team((asking.params as { team: string }).team)
  const who = needs === 'nothing' && plane ? stranger(plane, asking.ip) : await known(plane, asking.headers.authorization, asking.ip)
  await admit(who, needs, beforeSecondStep === true)
  return who
}

/** @param end made when somebody wants it */
export async function carriedOut(around: Around, one: Endpoint, asking: Asking, end: () => AbortSignal): Promise<Answer> {
  const { body, headers } = asking
  if (one.body && body === undefined)
    throw new ProblemError(
      problem('invalid-request', 'The call needs a body.', 'Send one JSON document, with `Content-Type: application/json`.'),
    )
  const query = { ...(asking.query as Record<string, unknown>) }
  check(checksOf(one), { query, headers, body })
  if (body !== undefined || one.needs === 'nothing') asking.known = await admitted(around, one, asking)
  const still = async () => void (await admitted(around, one, asking))
  return one.run(new Call(asking, { query, rules: around.rules, end, still }))
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
  readonly still: Asked['still']
  readonly #end: () => AbortSignal

  constructor(asking: Asking, { query, rules, still, end }: Pick<Asked, 'query' | 'rules' | 'still'> & { end(): AbortSignal }) {
    const { known, params, body, headers } = asking
    const { plane, actor, holder, token } = known as Known
    this.plane = plane
    this.actor = actor
    this.holder = holder
    this.token = token
    this.path = params as Record<string, string>
    this.query = query
    this.body = body
    this.headers = headers
    this.rules = rules
    this.still = still
    this.#end = end
  }
  get signal(): AbortSignal {
    return this.#end()
  }
}

/** An answer that is there as a whole, as it is sent. */
export interface Whole {
  status: number
  headers: Record<string, string>
  /** Of no content there is none. A text is short. */
  body?: string | Uint8Array
}

export async function whole(answer: Omit<Answer, 'stream' | 'keep'>, accepts: string | string[] | undefined): Promise<Whole> {
  const { status = 200, headers = {}, body, type = 'application/json' } = answer
  if (body === undefined) return { status, headers }
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  if (text.length < SHORT) return { status, headers: { ...headers, 'content-type': type }, body: text }
  const encoding = encodingFor(accepts)
  return {
    status,
    headers: {
      ...{ vary: 'accept-encoding', ...headers, 'content-type': type },
      ...(encoding !== 'identity' && { 'content-encoding': encoding }),
    },
    body: await compressed(text, encoding),
  }
}
