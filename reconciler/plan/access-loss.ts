/**
 * How much access a plan may take away before somebody says so: by count, and by share of all there is. A group that is emptied by a slip,
 * a permission that lost its list: the fields that changed are two, and the people who stand before a closed door are two hundred.
 *
 * A door that opens for one minute in seventy years is closed as well. So what counts is not only the way that is gone, but also one that
 * held always and is left to a schedule, and one that had hours in the four weeks that a plan compares and has none left in them.
 */
import { problem } from '../../schema/problem.ts'
import type { AccessChange, Impact, Rule, Safety } from '../types.ts'
import { impactOfCommit } from './impact.ts'

/** Shares say nothing about small sets: they count from so many live edges on. */
const SHARE_FROM = 10
/** So many are named who lose most. */
const NAMED = 3

/** @param allowed how many edges this run may take away */
export function accessLossRule(
  { maxAccessLoss, maxAccessLossShare }: Pick<Safety, 'maxAccessLoss' | 'maxAccessLossShare'>,
  allowed = 0,
): Rule {
  return {
    id: 'max-access-loss',
    level: 'error',
    check(plan, before, after) {
      // Where there were no users, nobody loses anything; and to know more, everyone has to be read.
      if (plan.changes.length === 0 || before.of('User').length === 0) return []
      const keys = plan.changes.flatMap(({ key, from }) => (from === undefined ? [key] : [key, from]))
      const impact = plan.impact ?? impactOfCommit(before, after, keys, plan.evaluatedAt)
      const { edges } = impact
      const reduced = impact.changed.filter(isReduced)
      const lost = edges.lost + edgesIn(reduced)
      if (lost <= 1 || lost <= allowed) return []
      const tooMany = lost > maxAccessLoss
      const share = lost / edges.before
      if (!tooMany && (edges.before < SHARE_FROM || share <= maxAccessLossShare)) return []
      const percent = (part: number) => `${Math.round(part * 1000) / 10} %`
      const limit = tooMany ? `the limit is ${maxAccessLoss}` : `the limit is ${percent(maxAccessLossShare)} of them`
      return [
        problem(
          'too-many-access-lost',
          `The plan takes away ${lost} of ${edges.before} ways to a computer (${percent(share)})${kept(reduced, impact)}; ${limit}. ${losers([...impact.lost, ...reduced])}`,
          `If it is meant: \`--allow-access-loss ${lost}\`. If not, look at what the plan says under \`Impact\`.`,
        ),
      ]
    },
  }
}

const edgesIn = (changes: readonly AccessChange[]): number =>
  changes.reduce((sum, { users, computers }) => sum + users.length * computers.length, 0)

/** Of a way that stays: is it as good as taken away? */
const isReduced = ({ before, after }: AccessChange): boolean =>
  before !== null && after !== null && !after.permanent && (before.permanent || (before.hours.length > 0 && after.hours.length === 0))

/** What is left of ways that are not quite gone. */
function kept(reduced: readonly AccessChange[], { until, zone }: Impact): string {
  const [some, later] = [true, false].map((within) => edgesIn(reduced.filter(({ after }) => (after?.hours ?? []).length > 0 === within)))
  const day = Temporal.Instant.from(until).toZonedDateTimeISO(zone).toPlainDate()
  const parts = [
    ...(some ? [`${some} keep${some === 1 ? 's' : ''} some hours`] : []),
    ...(later ? [`${later} ha${later === 1 ? 's' : 've'} none before ${day}`] : []),
  ]
  return parts.length === 0 ? '' : `, of them ${parts.join(' and ')}`
}

/** Who loses most, by name. */
function losers(lost: readonly AccessChange[]): string {
  const counts = new Map<string, number>()
  for (const { users, computers } of lost) for (const user of users) counts.set(user, (counts.get(user) ?? 0) + computers.length)
  const most: [string, number][] = []
  for (const entry of counts) {
    most.push(entry)
    most.sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    if (most.length > NAMED) most.pop()
  }
  const rest = counts.size - most.length
  const named = most.map(([user, count]) => `\`${user}\` (${count})`).join(', ')
  return counts.size === 1
    ? `All of it is lost by ${named}.`
    : `Most is lost by ${named}${rest > 0 ? `, and ${rest} more ${rest === 1 ? 'user loses' : 'users lose'} some` : ''}.`
}
