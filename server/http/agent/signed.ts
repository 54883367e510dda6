/**
 * Who comes as an agent: the signature of its request, by the key that it enrolled by. Refused are a request without one, a time that is not now (the
 * answer tells what time it is), a body that is another one, and an agent that is not in the team any more.
 */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { REVOCATION_HEADER } from '../../../protocol/revocation.ts'
import { isTimely, readSignature, type SignedBy, WINDOW_S } from '../../../protocol/signed-request.ts'
import { ProblemError, problem } from '../../../schema/problem.ts'
import type { Serving } from '../../control-plane.ts'
import type { Agent } from '../../devices/roster.ts'
import type { AppOptions } from '../app.ts'
import { stranger } from '../authentication.ts'
import { GUESS } from '../rate.ts'

export interface Come {
  plane: Serving
  agent: Agent
}

/** What a request says of who signed it, at a time that is now. Nothing is verified yet. */
export function signature(request: FastifyRequest, reply: FastifyReply): SignedBy {
  const now = Date.now()
  reply.header('splashtop-time', String(now))
  const signed = readSignature({ method: request.method, target: request.raw.url ?? '' }, request.headers)
  if (!signed) throw unauthenticated('is not signed by an agent')
  if (!isTimely(signed, now)) throw unauthenticated(`was not signed within ${WINDOW_S} s of now`)
  return signed
}

/** Who asks, by a request that fastify has; its body, if there is one, has come. */
export async function come(options: AppOptions, request: FastifyRequest, reply: FastifyReply): Promise<Come> {
  const signed = signature(request, reply)
  const who = await known(options, signed, { address: request.ip, body: request.body as Buffer | undefined }).catch((error: unknown) => {
    proven(reply, error)
    throw error
  })
  request.known = { ...stranger(who.plane, request.ip), actor: { name: `agent:${who.agent.computer}`, address: request.ip } }
  return who
}

/** The agent that signed, in the world as it is now. */
export async function known(
  { team, rate }: Pick<AppOptions, 'team' | 'rate'>,
  signed: SignedBy | undefined,
  { address, body }: { address: string; body: Buffer | undefined },
): Promise<Come> {
  if (!signed) throw unauthenticated('is not signed by an agent, or not now')
  const [name = '', id = '', ...more] = signed.keyid.split('/')
  const plane = more.length === 0 ? await team(name) : undefined
  if (!plane) throw unauthenticated('names no team of this control plane')
  let agent = await plane.devices.agent(id)
  if (!agent) {
    // It may have enrolled elsewhere just now, and must not be told that it is in no team. Who makes ids up pays for the looking.
    rate.take(address, GUESS)
    await plane.worldSince(Number.MAX_SAFE_INTEGER)
    agent = await plane.devices.agent(id)
  }
  if (!agent) throw await revoked(plane, id, 'is not enrolled here, or not any more')
  if (!signed.by(agent.key())) throw unauthenticated('has a signature that does not hold')
  if (agent.revoked) throw await revoked(plane, id, 'was cut off')
  if (!signed.bodyIs(body)) throw unauthenticated('has another body than the one that was signed')
  plane.devices.reports.heard(agent.id)
  return { plane, agent }
}

export const unauthenticated = (what: string): ProblemError =>
  new ProblemError(
    problem(
      'agent-unauthenticated',
      `The request ${what}.`,
      'Sign it with the agent’s key, and set the clock by `Splashtop-Time` of this answer.',
    ),
  )

/** With the proof, without which no agent believes it. */
export class Revoked extends ProblemError {
  readonly proof: string | undefined
  constructor(what: string, proof: string | undefined) {
    super(problem('agent-revoked', `The agent ${what}.`, 'Enrol it anew where it should be: `splashtop-agent enrol`.'))
    this.name = 'Revoked'
    this.proof = proof
  }
}
export const revoked = async ({ devices }: Serving, id: string, what: string): Promise<Revoked> =>
  new Revoked(what, await devices.revocation(id))

/** The answer that tells of an error bears the proof of it. */
export function proven(reply: FastifyReply, error: unknown): void {
  if (error instanceof Revoked && error.proof !== undefined) reply.header(REVOCATION_HEADER, error.proof)
}
