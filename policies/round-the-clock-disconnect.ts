/** A forced disconnection at the end of hours that never end (guide S7). */
import { occurrences } from '../effective/occurrences.ts'
import type { Resource } from '../schema/resource.ts'
import type { Finding, Policy } from './policy.ts'

export const roundTheClockDisconnect: Policy = {
  id: 'round-the-clock-disconnect',
  level: 'warning',
  title: 'A round-the-clock schedule forces a disconnection that never comes',
  about: {
    why: 'Where each occurrence begins as the one before ends, access goes on, and so do the sessions: nobody is ever disconnected. Whoever wrote `forceDisconnectAtEnd` counts on the opposite.',
    guide: ['S7'],
  },
  fix: 'Leave a gap between the occurrences, or remove `forceDisconnectAtEnd`; `session.maxSessionMinutes` of a PreferencePolicy bounds a session as such.',
  example: `
kind: Schedule
metadata: {name: always}
spec:
  resource: servers
  subjects: {groups: [operators]}
  startDate: 2026-01-05
  timeSlot: {start: '00:00', end: '24:00'}
  recurrence: {frequency: daily}
  forceDisconnectAtEnd: true
`,
  packs: ['recommended', 'strict'],
  *find({ after, effective, now }): Iterable<Finding> {
    for (const schedule of after.of('Schedule')) {
      if (schedule.value('spec.forceDisconnectAtEnd') !== true || !wholeDay(schedule)) continue
      const { startDate } = schedule.spec
      if (startDate === undefined) continue
      const { zone } = effective()
      const first = Temporal.PlainDate.from(startDate).toZonedDateTime(zone).epochMilliseconds
      const from = Math.max(first, now)
      const found = occurrences(schedule, zone, from, from + 15 * DAY)
      if (found.length < 2 || found.some((one, i) => i > 0 && one.from > (found[i - 1] as { to: number }).to)) continue
      yield {
        resource: schedule.key,
        message: `Schedule \`${schedule.name}\` runs round the clock, so its \`forceDisconnectAtEnd\` never disconnects anybody: as one occurrence ends, the next begins.`,
        at: [...schedule.at('spec.forceDisconnectAtEnd'), ...schedule.at('spec.timeSlot')],
      }
    }
  },
}

const DAY = 24 * 3_600_000

function wholeDay(schedule: Resource<'Schedule'>): boolean {
  const [start, end] = [schedule.value('spec.timeSlot.start'), schedule.value('spec.timeSlot.end')]
  return schedule.value('spec.timeSlot.crossesMidnight') === true ? start === end : start === '00:00' && end === '24:00'
}
