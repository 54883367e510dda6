/** Enrolment over the network: a code, and a request that is signed by the very key which it brings. What comes of it is devices/enrolments.ts. */
import type { FastifyInstance } from 'fastify'
import { ENROLMENT_BYTES, type Enrolled, NEW_KEY } from '../../../protocol/enrolment.ts'
import { publicKeyOf } from '../../../protocol/keys.ts'
import type { Serving } from '../../control-plane.ts'
import { attempts } from '../../devices/attempts.ts'
import { enrolRequest } from '../../devices/enrol-request.ts'
import { unknownCode } from '../../devices/enrolment-refusals.ts'
import type { Agent } from '../../devices/roster.ts'
import type { AppOptions } from '../app.ts'
import { stranger } from '../authentication.ts'
import { readJson } from '../body.ts'
import { signature, unauthenticated } from './signed.ts'

export function enrolRoute(server: FastifyInstance, { agents, team, stopping }: AppOptions): void {
  const tried = attempts()
  server.post('/agent/v1/enrol', { bodyLimit: ENROLMENT_BYTES }, async (request, reply) => {
    request.route = 'agentEnrol'
    const signed = signature(request, reply)
    const body = (request.body as Buffer | undefined) ?? Buffer.alloc(0)
    const asked = enrolRequest(readJson(body))
    const key = publicKeyOf(asked.publicKey)
    if (signed.keyid !== NEW_KEY || !key || !signed.by(key) || !signed.bodyIs(body))
      throw unauthenticated('is not signed by the key that it brings')
    tried.heed(request.ip)
    agents.keys() // without them nobody could be told what to run
    const found = await agents.whose(asked.code)
    const plane = found && (await team(found.team))
    if (!found || !plane) {
      tried.failed(request.ip)
      throw unknownCode()
    }
    request.known = { ...stranger(plane, request.ip), actor: { name: `agent:${asked.facts.hostname}`, address: request.ip } }
    if (stopping.aborted) reply.header('connection', 'close')
    const came = await plane.devices.enrolments.enrol(asked, found, request.ip)
    tried.succeeded(request.ip)
    if ('agent' in came) plane.devices.reports.heard(came.agent.id)
    if ('waiting' in came) return reply.code(202).send(came.waiting)
    return reply.code(201).send(await enrolled(plane, came.agent))
  })
}

async function enrolled(plane: Serving, agent: Agent): Promise<Enrolled> {
  const { roots, onlineText } = plane.devices.keys()
  const standing = await plane.devices.standing(agent)
  const { spec } = (await plane.world()).find('Computer', agent.computer) ?? {}
  return {
    ...{ state: 'enrolled', agentId: agent.id, team: plane.team, computer: agent.computer },
    displayName: spec?.displayName ?? agent.computer,
    database: plane.databaseId,
    roots: [...roots],
    onlineKey: onlineText,
    policy: { document: await standing.document(), timestamp: standing.timestamp() },
  }
}
