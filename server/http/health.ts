/**
 * What is asked of the server itself, without a token: is it alive, may it be sent work, what does its API look like, what has it counted.
 * Counts are for who is near: they tell how many teams there are, and how busy.
 */
import type { FastifyInstance } from 'fastify'
import { inRanges } from '../../schema/addresses.ts'
import { ProblemError, problem } from '../../schema/problem.ts'
import type { AppOptions } from './app.ts'
import { document } from './openapi.ts'

const NEAR = ['127.0.0.0/8', '::1/128', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7', 'fe80::/10']

export function health(server: FastifyInstance, { metrics, unready, stopping }: AppOptions): void {
  server.get('/healthz', (request, reply) => {
    request.route = 'health'
    return reply.type('application/json').send('{"status":"ok"}')
  })
  server.get('/readyz', async (request, reply) => {
    request.route = 'health'
    if (stopping.aborted)
      throw new ProblemError(problem('server-stopping', 'The control plane is about to stop.', 'Send work to another replica.'))
    const problems = await unready()
    if (problems.length > 0) throw new ProblemError(problems)
    return reply.type('application/json').send('{"status":"ready"}')
  })
  server.get('/metrics', async (request, reply) => {
    request.route = 'metrics'
    if (!inRanges(NEAR, request.ip))
      throw new ProblemError(
        problem('address-barred', 'Counts are told to near addresses only.', 'Ask from the machine or its private network.'),
      )
    return reply.type(metrics.type).send(await metrics.text())
  })
  server.get('/openapi.json', (request, reply) => {
    request.route = 'openapi'
    return reply.type('application/json').send(document)
  })
}
