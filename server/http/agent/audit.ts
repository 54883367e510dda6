/** The log of a device, in chained batches; and where it goes on, for an agent that does not know. */
import type { FastifyInstance } from 'fastify'
import { type AuditAnswer, BATCH_BYTES } from '../../../protocol/report.ts'
import { batchIn } from '../../devices/device-log.ts'
import type { AppOptions } from '../app.ts'
import { readJson } from '../body.ts'
import { type Come, come } from './signed.ts'

export function auditRoute(server: FastifyInstance, options: AppOptions): void {
  server.get('/agent/v1/audit', async (request, reply) => {
    request.route = 'agentAuditEnd'
    return reply.send(await logEnd(await come(options, request, reply)))
  })
  server.post('/agent/v1/audit', { bodyLimit: BATCH_BYTES }, async (request, reply) => {
    request.route = 'agentAudit'
    return reply.send(await logged(await come(options, request, reply), request.body as Buffer | undefined))
  })
}

export const logEnd = ({ plane, agent }: Come): Promise<AuditAnswer> => plane.devices.log.end(agent.id)
export const logged = async ({ plane, agent }: Come, body: Buffer = Buffer.alloc(0)): Promise<AuditAnswer> =>
  plane.devices.log.append(agent, batchIn(readJson(body)))
