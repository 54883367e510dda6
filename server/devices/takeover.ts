/** A computer that goes on under a new key: its old key signs for it. */
import type { EnrolmentStatus, EnrolRequest, Takeover } from '../../protocol/enrolment.ts'
import { instantMs } from '../../protocol/instants.ts'
import { openJws, untrusted } from '../../protocol/jws.ts'
import { publicKeyOf } from '../../protocol/keys.ts'

const BYTES = 2048
/** As long as any signed request holds, and somewhat more for clocks that are wrong. */
const HOLDS_MS = 10 * 60_000

/** Throws unless the agent that the computer has signed for the new key, for this control plane, just now. */
export function takenOver(
  { publicKey, takeover = '' }: EnrolRequest,
  { agent }: EnrolmentStatus,
  database: string,
  now = Date.now(),
): void {
  const keyOf = (kid: string) => (kid === agent.id ? publicKeyOf(agent.publicKey) : undefined)
  const said = (openJws('takeover', takeover, { limit: BYTES, keyOf }).payload ?? {}) as Partial<Takeover>
  if (said.publicKey !== publicKey) throw untrusted('takeover', 'is for another key')
  if (said.database !== database) throw untrusted('takeover', 'is for another control plane')
  const at = instantMs(said.issuedAt)
  if (at === undefined || Math.abs(now - at) > HOLDS_MS) throw untrusted('takeover', 'is not of now')
}
