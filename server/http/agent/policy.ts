/** The policy of an agent: the document where it is another one than the agent has, and each time the proof that it is the one to run now. */
import { once } from 'node:events'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Standing } from '../../devices/devices.ts'
import type { AppOptions } from '../app.ts'
import { type Come, come, proven, revoked } from './signed.ts'

/** As long as an answer is held back that says nothing new: below what proxies cut off. */
const LONGEST_S = 50

export function policyRoute(server: FastifyInstance, options: AppOptions): void {
  server.get('/agent/v1/policy', async (request, reply) => {
    request.route = 'agentPolicy'
    const who = await come(options, request, reply)
    const has = request.headers['if-none-match']
    let standing = await who.plane.devices.standing(who.agent)
    const seconds = waitOf(request.headers.prefer)
    if (seconds > 0 && has === etag(standing)) {
      reply.header('preference-applied', `wait=${seconds}`)
      standing = (await awaited(who, standing, { seconds, reply, stopping: options.stopping })) ?? standing
    }
    reply.header('etag', etag(standing)).header('policy-timestamp', standing.timestamp()).header('cache-control', 'no-store')
    if (has === etag(standing)) return reply.code(304).send()
    return reply.type('application/jose').send(await standing.document())
  })
}

const etag = ({ digest }: Standing): string => `"${digest}"`

/** RFC 7240: `wait=50`, in seconds. What we don't understand is a wish that is not met, and no fault. */
const waitOf = (prefer: string | string[] | undefined): number =>
  Math.min(LONGEST_S, Number(/(?:^|[,;\s])wait=(\d{1,4})(?:$|[,;\s])/.exec(String(prefer ?? ''))?.[1] ?? 0))

interface Waiting {
  seconds: number
  reply: FastifyReply
  stopping: AbortSignal
}

/** What the agent is to run once that is another policy, or the time is up. An agent that is cut off meanwhile is told so. */
async function awaited({ plane, agent }: Come, { digest }: Standing, { seconds, reply, stopping }: Waiting): Promise<Standing | undefined> {
  const { devices } = plane
  const end = new AbortController()
  const timer = setTimeout(() => end.abort(), seconds * 1000)
  const gone = () => end.abort()
  reply.raw.once('close', gone)
  stopping.addEventListener('abort', gone)
  if (stopping.aborted) gone()
  const unwatch = devices.watch(agent, digest, gone)
  try {
    // Between the answer and the watch somebody may have committed.
    if ((await devices.standing(agent)).digest === digest && !end.signal.aborted) await once(end.signal, 'abort')
    const now = await devices.agent(agent.id)
    if (!now || now.revoked) {
      const error = await revoked(plane, agent.id, 'was cut off')
      proven(reply, error)
      throw error
    }
    return await devices.standing(now)
  } finally {
    clearTimeout(timer)
    unwatch()
    reply.raw.off('close', gone)
    stopping.removeEventListener('abort', gone)
  }
}
