/**
 * The proof that an agent is un-enrolled, as a control plane gives it on the stream and with each refusal. An agent that is let go for good must come
 * again by hand, so nothing less counts: an answer without one may come from anybody who stands between. It says at which (epoch, rev) there is no such
 * agent, and counts, as a policy does, only from the highest on that the agent has seen: a database that was put back from a backup does not know who
 * enrolled since.
 */
import { instantMs } from './instants.ts'
import { openJws, type SigningKey, signJws, type Trusting, untrusted } from './jws.ts'

export interface Revocation {
  agentId: string
  team: string
  epoch: number
  rev: number
  at: string
}
export const REVOCATION_BYTES = 4096
/** The header of a refusal that has it. */
export const REVOCATION_HEADER = 'splashtop-revocation'

export const signRevocation = (revocation: Revocation, key: SigningKey): string => signJws('revocation', JSON.stringify(revocation), key)

export function openRevocation(text: string, keyOf: Trusting['keyOf']): Revocation {
  const { payload } = openJws('revocation', text, { limit: REVOCATION_BYTES, keyOf })
  const { agentId, team, epoch, rev, at } = (payload ?? {}) as Record<string, unknown>
  const areCounts = [epoch, rev].every((one) => Number.isSafeInteger(one) && (one as number) >= 0)
  if (typeof agentId !== 'string' || typeof team !== 'string' || !areCounts || instantMs(at) === undefined)
    throw untrusted('revocation', 'lacks something')
  return { agentId, team, epoch, rev, at } as Revocation
}
