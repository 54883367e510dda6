/** What an agent reports, and the proof of its policy in return: whoever reports need not ask as well. */
import type { FastifyInstance } from 'fastify'
import { REPORT_BYTES } from '../../../protocol/report.ts'
import { reportIn } from '../../devices/report.ts'
import type { AppOptions } from '../app.ts'
import { readJson } from '../body.ts'
import { come } from './signed.ts'

export function statusRoute(server: FastifyInstance, options: AppOptions): void {
  server.post('/agent/v1/status', { bodyLimit: REPORT_BYTES }, async (request, reply) => {
    request.route = 'agentStatus'
    const { plane, agent } = await come(options, request, reply)
    plane.devices.reports.put(agent.id, reportIn(readJson((request.body as Buffer | undefined) ?? Buffer.alloc(0))))
    const standing = await plane.devices.standing(agent)
    return reply.header('cache-control', 'no-store').send({ timestamp: standing.timestamp() })
  })
}
