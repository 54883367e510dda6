/** Of the sessions that run, those which a change ends. */
import { accessOf } from '../../../effective/access.ts'
import { compare } from '../../../schema/problem.ts'
import { type Key, keyOf } from '../../../schema/resource.ts'
import type { SessionEnd } from '../../types.ts'
import { type Clock, runsAt } from './times.ts'

export interface RunningSession {
  user: string
  computer: string
  /** RFC 3339, UTC. */
  since: string
}

/**
 * Of the sessions that run, those whose access is gone with the plan: the user or the computer is, or nothing admits them any more. One
 * that a schedule admits which is only paused goes on (guide S7). Until a broker tells which sessions run, none is known.
 */
export function endedSessions(before: Clock, after: Clock, sessions: readonly RunningSession[], changed: ReadonlySet<Key>): SessionEnd[] {
  const allowed = ({ effective: side, window }: Clock, { user, computer }: RunningSession) => {
    const [who, where] = [side.world.find('User', user), side.world.find('Computer', computer)]
    return who && where ? accessOf(side, who, where, window.from) : undefined
  }
  return sessions
    .flatMap((session) => {
      const [was, is] = [allowed(before, session), allowed(after, session)]
      if (!was?.allowed || is?.allowed) return []
      const goesOn =
        is !== undefined && was.reasons.some(({ way }) => way.schedule !== undefined && isOnlyPaused(after, way.schedule, session.user))
      if (goesOn) return []
      const { team } = after.effective.world
      const keys = new Set([keyOf('User', team, session.user), ...was.reasons.flatMap(({ chain }) => chain.map(({ key }) => key))])
      const because = [...keys].filter((key) => changed.has(key)).sort(compare)
      return { ...session, because }
    })
    .sort((a, b) => compare(a.user, b.user) || compare(a.computer, b.computer))
}

function isOnlyPaused(after: Clock, schedule: string, user: string): boolean {
  const { world } = after.effective
  const found = world.find('Schedule', schedule)
  const [who, resource] = [world.find('User', user), world.find('ScheduledResource', found?.spec.resource ?? '')]
  if (!found?.spec.paused || !who || who.spec.disabled || !resource?.spec.enabled) return false
  const { users, groups } = found.spec.subjects
  return (users.includes(user) || groups.includes(who.spec.group ?? '')) && runsAt(after, schedule, after.window.from)
}
