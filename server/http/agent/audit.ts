/** The log of a device, in chained batches; and where it goes on, for an agent that does not know. */
import type { FastifyInstance } from 'fastify'
import { BATCH_BYTES } from '../../../protocol/report.ts'
import { batchIn } from '../../devices/device-log.ts'
import type { AppOptions } from '../app.ts'
import { readJson } from '../body.ts'
import { come } from './signed.ts'

export function auditRoute(server: FastifyInstance, options: AppOptions): void {
  server.get('/agent/v1/audit', async (request, reply) => {
    request.route = 'agentAuditEnd'
    const { plane, agent } = await come(options, request, reply)
    return reply.send(await plane.devices.log.end(agent.id))
  })
  server.post('/agent/v1/audit', { bodyLimit: BATCH_BYTES }, async (request, reply) => {
    request.route = 'agentAudit'
    const { plane, agent } = await come(options, request, reply)
    const batch = batchIn(readJson((request.body as Buffer | undefined) ?? Buffer.alloc(0)))
    return reply.send(await plane.devices.log.append(agent, batch))
  })
}
