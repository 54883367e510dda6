/** What an agent reports, and the proof of its policy in return: whoever reports need not ask as well. */
import type { FastifyInstance } from 'fastify'
import { REPORT_BYTES } from '../../../protocol/report.ts'
import { reportIn } from '../../devices/report.ts'
import type { AppOptions } from '../app.ts'
import { readJson } from '../body.ts'
import { type Come, come } from './signed.ts'

export function statusRoute(server: FastifyInstance, options: AppOptions): void {
  server.post('/agent/v1/status', { bodyLimit: REPORT_BYTES }, async (request, reply) => {
    request.route = 'agentStatus'
    const who = await come(options, request, reply)
    return reply.header('cache-control', 'no-store').send(await reported(who, request.body as Buffer | undefined))
  })
}

export async function reported({ plane, agent }: Come, body: Buffer = Buffer.alloc(0)): Promise<{ timestamp: string }> {
  plane.devices.reports.put(agent.id, reportIn(readJson(body)))
  const standing = await plane.devices.standing(agent)
  return { timestamp: standing.timestamp() }
}
