/**
 * The side of the API that agents speak to, a protocol of its own (docs/agent-protocol.md): requests are signed instead of bearing a token, bodies are
 * taken as the bytes that were signed, and who is refused is told what time it is.
 */
import type { Server } from 'node:http'
import type { FastifyInstance } from 'fastify'
import { ProblemError, problem } from '../../../schema/problem.ts'
import type { AppOptions } from '../app.ts'
import { auditRoute } from './audit.ts'
import { enrolRoute } from './enrol.ts'
import { policyRoute } from './policy.ts'
import { statusRoute } from './status.ts'
import { streams } from './stream.ts'

export function agentRoutes(server: FastifyInstance, options: AppOptions): void {
  const { keys } = options.agents
  const open = streams(server.server as Server, options)
  options.stopping.addEventListener('abort', () => open.close(), { once: true })
  server.register(async (agent) => {
    agent.removeAllContentTypeParsers()
    agent.addContentTypeParser('application/json', { parseAs: 'buffer' }, async (_: unknown, body: Buffer) => body)
    enrolRoute(agent, options)
    policyRoute(agent, options)
    statusRoute(agent, options)
    auditRoute(agent, options)
    agent.get('/agent/v1/root/:number', (request, reply) => {
      request.route = 'agentRoot'
      const { number } = request.params as { number: string }
      const text = /^[1-9]\d{0,3}$/.test(number) ? keys().roots[Number(number) - 1] : undefined
      if (text === undefined)
        throw new ProblemError(problem('unknown-resource', 'There is no such root.', 'Roots are numbered from 1 on, without a gap.'))
      return reply.type('application/jose').send(text)
    })
    agent.get('/agent/v1/online-key', (request, reply) => {
      request.route = 'agentOnlineKey'
      return reply.type('application/jose').header('cache-control', 'no-store').send(keys().onlineText)
    })
  })
}
