/**
 * Who else is there: how many may work on a computer, on how many computers one person may, and which computer of a pool is free. Asked when a session is to
 * begin, of those that run or are about to; whoever was admitted stays.
 *
 *   exclusive access                     nobody else, neither there already nor coming (guide S7)
 *   Team.features.concurrentSessions     two people on one computer at all
 *   Team.members.connectToActiveSession  a member beside somebody who is there already
 *   Team.members.multipleSessions        a member on several computers at once
 */
import { accessOf } from '../../effective/access.ts'
import type { Effective } from '../../effective/effective.ts'
import { members } from '../../schema/membership.ts'
import { type Problem, problem } from '../../schema/problem.ts'
import type { Admission } from './admission.ts'

/** One that runs, or is about to. */
export interface Present {
  user: string
  computer: string
  exclusive: boolean
}

/** So many sessions a computer may have, or be asked for, at once. */
export const MOST_AT_ONCE = 8

/** @param all of every computer; those of the computer and of the user are what matters */
export function crowded(
  { world, userClass }: Effective,
  { user, computer, bound }: Admission,
  all: readonly Present[],
): Problem | undefined {
  const team = world.find('Team', world.team)?.spec
  const there = all.filter((one) => one.computer === computer.name)
  const other = there.find((one) => one.user !== user.name)
  const member = userClass(user.name)?.role === 'member'
  const busy = (message: string, fix: string) => problem('session-busy', message, fix)
  if (other?.exclusive) return busy(`Somebody works on \`${computer.name}\` alone.`, 'Come later: exclusive access lets nobody else in.')
  if (other && bound.exclusive)
    return busy(`Somebody works on \`${computer.name}\`, and your access to it is an exclusive one.`, 'Come when nobody is there.')
  if (other && team?.features.concurrentSessions !== true)
    return busy(
      `Somebody else works on \`${computer.name}\`.`,
      'Come later. `spec.features.concurrentSessions` of the Team allows two at once.',
    )
  if (other && member && team?.members.connectToActiveSession !== true)
    return busy(
      `Somebody else works on \`${computer.name}\`, and members are not let in beside them.`,
      'Come later. `spec.members.connectToActiveSession` of the Team allows it.',
    )
  const elsewhere = all.find((one) => one.user === user.name && one.computer !== computer.name)
  if (elsewhere && member && team?.members.multipleSessions !== true)
    return busy(
      `\`${user.name}\` works on \`${elsewhere.computer}\`, and members work on one computer at a time.`,
      'End that session first. `spec.members.multipleSessions` of the Team allows several.',
    )
  if (there.length < MOST_AT_ONCE) return undefined
  return busy(`\`${computer.name}\` has ${there.length} sessions already.`, 'Close one of them first.')
}

/**
 * The computers that whoever is admitted only through a pool may be given, the one that was asked for first: those of the same resource that this person
 * reaches now. Whoever is there on a computer already goes on there.
 */
export function poolOf(e: Effective, { user, computer, bound }: Admission, all: readonly Present[], now: number): string[] {
  const resource = bound.pool === undefined ? undefined : e.world.find('ScheduledResource', bound.pool)
  if (!resource) return [computer.name]
  const { groups, computers } = resource.spec
  const listed = [...computers, ...groups.flatMap((group) => members(e.world, group).computers.map(({ name }) => name))]
  const mine = new Set(all.filter((one) => one.user === user.name).map((one) => one.computer))
  const taken = new Set(all.map((one) => one.computer))
  const reached = (name: string) => {
    const found = e.world.find('Computer', name)
    return found !== undefined && accessOf(e, user, found, now).bound.pool === bound.pool
  }
  const others = [...new Set(listed)].filter((name) => name !== computer.name && !taken.has(name) && reached(name)).sort()
  const own = [...mine].filter((name) => name !== computer.name && listed.includes(name) && reached(name))
  if (mine.has(computer.name)) return [computer.name]
  return [...own, ...(taken.has(computer.name) ? [] : [computer.name]), ...others]
}
