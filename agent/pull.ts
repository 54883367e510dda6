/**
 * One question for the policy, and what becomes of the answer. A key that isn't known yet is a reason to follow the keys once and to look again;
 * whatever is refused after that is refused.
 */
import { kidOf } from '../protocol/jws.ts'
import { KEY_BYTES, onlineKeyAt } from '../protocol/keys.ts'
import { DOCUMENT_BYTES } from '../protocol/policy.ts'
import { openRevocation, REVOCATION_BYTES } from '../protocol/revocation.ts'
import { ProblemError, problem } from '../schema/problem.ts'
import { refuseBelow } from './check.ts'
import { call, type Server } from './connection.ts'
import type { Answer, Holding } from './holding.ts'
import { follow, type KeySource } from './trust.ts'

/** Seconds for which the server may think about it: the answer comes when there is something new. */
export const WAIT_S = 50
const PATIENCE_MS = 20_000

/** `overtaken`: while it was on its way something newer came by another. */
export type Pulled = 'applied' | 'renewed' | 'overtaken'

export async function pull(server: Server, holding: Holding, { waitS, signal }: { waitS: number; signal?: AbortSignal }): Promise<Pulled> {
  const [digest, highest] = [holding.current?.document.digest, holding.highest]
  const { status, headers, text } = await call(server, {
    method: 'GET',
    path: '/agent/v1/policy',
    headers: {
      ...(digest !== undefined && { 'if-none-match': `"${digest}"` }),
      ...(waitS > 0 && { prefer: `wait=${waitS}` }),
    },
    limit: DOCUMENT_BYTES,
    timeoutMs: waitS * 1000 + PATIENCE_MS,
    signal,
  })
  const timestamp = headers['policy-timestamp']
  const usable = status === 200 || (status === 304 && digest !== undefined)
  if (!usable || typeof timestamp !== 'string')
    throw new ProblemError(
      problem(
        'server-foreign',
        `What answers at ${server.url.host} has no policy for this agent (it says ${status}).`,
        'Look at which control plane answers under this address.',
      ),
    )
  try {
    return await take(server, holding, status === 200 ? { document: text, timestamp } : { timestamp })
  } catch (error) {
    if (error instanceof ProblemError && (holding.current?.document.digest !== digest || holding.highest !== highest)) return 'overtaken'
    throw error
  }
}

/** What came, by whichever way. */
export async function take(server: Server, holding: Holding, answer: Answer): Promise<Pulled> {
  try {
    return holding.take(answer)
  } catch (error) {
    if (!isOfUnknownKey(error)) throw error
    holding.follow(await follow(holding.trust.root, keysOf(server)))
    return holding.take(answer)
  }
}

/** Whether this is the proof that this very agent is un-enrolled; throws a ProblemError where it is older than what the agent has seen. */
export async function isLetGo(server: Server, holding: Holding, text: string): Promise<boolean> {
  try {
    if (kidOf('revocation', text, REVOCATION_BYTES) !== holding.trust.online.kid)
      holding.follow(await follow(holding.trust.root, keysOf(server)))
    const { online } = holding.trust
    const { agentId, team, epoch, rev } = openRevocation(text, onlineKeyAt(online, holding.now()))
    if (agentId !== holding.identity.agentId || team !== holding.identity.team || epoch !== online.epoch) return false
    refuseBelow({ epoch, rev }, holding.highest)
    return true
  } catch (error) {
    if (error instanceof ProblemError && error.problems.some(({ code }) => code === 'untrusted-document')) return false
    throw error
  }
}

const isOfUnknownKey = (error: unknown): boolean =>
  error instanceof ProblemError && error.problems.some(({ code }) => code === 'unknown-online-key')

export const keysOf = (server: Server): KeySource => {
  const get = (path: string) => call(server, { method: 'GET', path, limit: KEY_BYTES, unsigned: true })
  return {
    async root(number) {
      const { status, text } = await get(`/agent/v1/root/${number}`)
      return status === 200 ? text : undefined
    },
    async onlineKey() {
      const { status, text } = await get('/agent/v1/online-key')
      if (status !== 200)
        throw new ProblemError(problem('server-foreign', `${server.url.host} has no online key.`, 'Run `splashctl keys` there.'))
      return text
    },
  }
}
