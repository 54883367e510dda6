/** What becomes of sessions that run as the world goes on: less at once, and an end where nothing admits them any more. */
import type { Effective } from '../../effective/effective.ts'
import { instant } from '../../protocol/instants.ts'
import type { SessionToAgent } from '../../protocol/session.ts'
import { same } from '../../schema/canonical.ts'
import { type Admission, leftOf } from './admission.ts'
import type { Session } from './registry.ts'

/** What was told of a session that an agent tells of. */
export const UNKNOWN: Session['told'] = { granted: {}, hours: undefined }

/** The end that the agent is to hold: that of hours which force it. */
export const endOf = ({ hours }: Pick<Admission, 'hours'>): string | null => (hours?.forced ? instant(hours.until) : null)
const toldAs = (left: Pick<Admission, 'granted' | 'hours'>) => ({ granted: { ...left.granted }, notAfter: endOf(left) })

type Say = (agent: string, message: SessionToAgent) => void

export function judge(session: Session, e: Effective, say: Say): void {
  if (session.waiting) return // it is judged before it is granted
  const left = leftOf(e, session, Date.now())
  if (!left) {
    say(session.agent, { end: { sessionId: session.id, reason: 'access-removed' } })
    return
  }
  session.hours = left.hours
  if (same(toldAs(left), toldAs(session.told))) return
  session.told = left
  say(session.agent, { narrow: { sessionId: session.id, features: left.granted, notAfter: endOf(left) } })
}

/** Whoever revokes the token by which somebody came means that one, too. */
export async function judgeToken({ id, agent, token }: Session, revoked: (token: string) => Promise<boolean>, say: Say): Promise<void> {
  if (token !== undefined && (await revoked(token))) say(agent, { end: { sessionId: id, reason: 'token-revoked' } })
}
