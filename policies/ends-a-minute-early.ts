/** An end of 23:59, where the end of the day was meant (guide S7). */
import type { Finding, Policy } from './policy.ts'

const END = 'spec.timeSlot.end'

export const endsAMinuteEarly: Policy = {
  id: 'ends-a-minute-early',
  level: 'warning',
  title: 'A schedule that ends at 23:59',
  about: {
    why: 'A time slot runs up to its end and not through it: the last minute of the day is lost, and with `forceDisconnectAtEnd` every session ends in it, even where another begins at midnight.',
    guide: ['S7'],
  },
  fix: "Write `end: '24:00'`, the end of the day.",
  example: `
kind: Schedule
metadata: {name: evenings}
spec:
  resource: suites
  subjects: {groups: [editors]}
  startDate: 2026-01-05
  timeSlot: {start: '18:00', end: '23:59'}
  recurrence: {frequency: daily}
`,
  packs: ['recommended', 'strict'],
  *find({ after }): Iterable<Finding> {
    for (const schedule of after.of('Schedule'))
      if (schedule.value(END) === '23:59')
        yield {
          resource: schedule.key,
          message: `Schedule \`${schedule.name}\` ends at 23:59: the last minute of the day is not in it.`,
          at: schedule.at(END),
        }
  },
}
