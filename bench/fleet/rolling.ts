/** From a commit to the agents that run by it: counted from when the commit was sent, to when each agent has verified document and timestamp. */
import type { Group } from './place.ts'
import { each, milliseconds, number, percentiles, type Row } from './rows.ts'
import { type Fleet, type Spread, sizeOf, spent, spread } from './running.ts'

export const LATE_MS = 120_000

export interface Goal {
  p50?: number
  p99: number
}

/** So many commits, one after the other, each as soon as the one before is reported by all. */
export async function rolling(fleet: Fleet, groups: readonly Group[], times: number, goal?: Goal): Promise<Row[]> {
  const { agents, admin, place } = fleet
  const count = sizeOf(place, groups)
  const [applied, reported, commits]: [Spread[], Spread[], number[]] = [[], [], []]
  const all = await spent(fleet, async () => {
    for (let i = 0; i < times; i++) {
      await agents.mark()
      const { sent, answered } = await admin.roll(groups)
      commits.push(answered - sent)
      applied.push(spread(whole(await agents.until('applied', count, LATE_MS), count), sent))
      reported.push(spread(whole(await agents.until('reported', count, LATE_MS), count), sent))
    }
  })
  const [taken, told] = [together(applied), together(reported)]
  const missed = goal && (taken.p99 > goal.p99 || (goal.p50 !== undefined && taken.p50 > goal.p50))
  const aim = goal && [...(goal.p50 === undefined ? [] : [`p50 ≤ ${milliseconds(goal.p50)}`]), `p99 ≤ ${milliseconds(goal.p99)}`].join(', ')
  return [
    {
      what: `commit → applied, ${number(count)} ${count === 1 ? 'agent' : 'agents'}${times > 1 ? `, ${times} times` : ''}`,
      figure: `${percentiles(taken)}, the last ${milliseconds(taken.last)}; the commit was answered after at most ${milliseconds(Math.max(...commits))}`,
      ...(aim !== undefined && { goal: aim, missed: missed === true }),
      ...{ server: `${each(all.server, count * times)} each`, load: `${each(all.load, count * times)} each` },
    },
    { what: `commit → reported, ${number(count)}`, figure: `${percentiles(told)}, the last ${milliseconds(told.last)}` },
  ]
}

/** A figure of those who came is none, as long as one is missing. */
function whole(times: readonly number[], count: number): readonly number[] {
  if (times.length < count) throw new Error(`${times.length} of ${count} agents had it after ${LATE_MS / 1000} s`)
  return times
}

/** The one of the middle where many have one agent each; the worst of a few. */
function together(all: readonly Spread[]): Spread {
  const sorted = all.toSorted((a, b) => a.last - b.last)
  const [middle, worst] = [sorted[Math.floor(sorted.length / 2)] as Spread, sorted.at(-1) as Spread]
  return worst.count > 1 ? worst : { count: 1, p50: middle.p50, p99: worst.last, last: worst.last }
}

/** Commits that are nobody's business, and then one that is one agent's: whatever came before it would have come first. */
export async function inVain(fleet: Fleet): Promise<Row> {
  const { agents, admin } = fleet
  await agents.mark()
  await admin.stir()
  await admin.roll(['one'])
  whole(await agents.until('reported', 1, LATE_MS), 1)
  const { messages } = (await agents.usage()).counts
  const woken = (messages.policy ?? 0) + (messages.nudge ?? 0) - 1
  return { what: 'woken by two commits that change nobody’s document', figure: number(Math.max(0, woken)), goal: '0', missed: woken > 0 }
}
