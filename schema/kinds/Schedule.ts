/**
 * When subjects may reach a scheduled resource (guide S7). It only ever adds to what they may reach anyway. Dates and times are wall time in
 * the team's time zone, to the minute; an occurrence belongs to the date on which it begins.
 */
import { called, groupsHold } from '../invariants.ts'
import type { Kind } from '../kind.ts'
import { type Problem, problem } from '../problem.ts'
import { firstDate, ruleEnds, swallowed, weekdays } from '../recurrence.ts'
import { flag, integer, object, oneOf, ref, setOf, text } from '../shape.ts'
import { description, displayName, subjects } from '../vocabulary.ts'

const START = '^([01][0-9]|2[0-3]):[0-5][0-9]$'
const END = '^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$'

export const Schedule: Kind<'Schedule'> = {
  name: 'Schedule',
  plural: 'schedules',
  short: ['schedule'],
  guide: ['S7'],
  summary: 'Dates and hours in which users and groups may reach a scheduled resource.',
  displayName: 'free',
  example: `
apiVersion: splashtop.io/v1
kind: Schedule
metadata: {name: night-shift}
spec:
  resource: render-farm
  subjects: {groups: [contractors]}
  startDate: 2026-03-02
  endDate: 2026-06-26
  timeSlot: {start: "20:00", end: "04:00", crossesMidnight: true}
  recurrence: {frequency: weekly, days: [MO, TU, WE, TH]}
  forceDisconnectAtEnd: true
`,
  spec: object('A schedule.', {
    displayName: displayName(undefined),
    description: description('the schedule'),
    resource: ref('ScheduledResource', 'cascade', 'The resource that it gives access to.', { 'x-required': true }),
    subjects: subjects(),
    startDate: text('The first date on which an occurrence may begin, as `2026-03-29`.', {
      format: 'date',
      maxLength: 10,
      'x-required': true,
    }),
    endDate: text('The last date on which an occurrence may begin, inclusive.', { format: 'date', maxLength: 10, nullable: true }),
    timeSlot: object('The hours of an occurrence, `[start, end)`.', {
      start: text('When it begins, as `08:30`.', { pattern: START, maxLength: 5, 'x-says': 'a time as `08:30`', 'x-required': true }),
      end: text('When it ends, as `17:00`; `24:00` is the end of the day.', {
        pattern: END,
        maxLength: 5,
        'x-says': 'a time as `17:00`, or `24:00`',
        'x-required': true,
      }),
      crossesMidnight: flag('It ends on the day after.', { default: false }),
    }),
    recurrence: object('On which dates: parts, or a `rule` alone.', {
      frequency: oneOf(['once', 'daily', 'weekly', 'monthly'], 'How often; `once` is `startDate` alone.', { default: 'once' }),
      days: setOf('Weekdays; that of `startDate` if none is given.', oneOf([...weekdays], 'A weekday.'), {
        'x-when': 'frequency is weekly',
      }),
      dayOfMonth: integer('The day of the month; that of `startDate` if none is given. Months without it are skipped.', 1, 31, {
        'x-when': 'frequency is monthly',
      }),
      interval: integer('Every how many days, weeks or months, counted from `startDate`; weeks begin on Monday.', 1, 999, { default: 1 }),
      rule: text(
        'A recurrence rule (RFC 5545), as `FREQ=MONTHLY;BYDAY=1MO`: daily, weekly or monthly, dates only. `startDate` only bounds it.',
        {
          format: 'rrule',
          maxLength: 512,
          'x-equal': 'rrule',
        },
      ),
    }),
    forceDisconnectAtEnd: flag('End sessions with the occurrence. The user of the operating system stays logged in. [S7]', {
      default: false,
    }),
    paused: flag('Gives no access for now, as in holidays; sessions that run go on.', { default: false }),
    connectionPool: flag('Any free computer of the resource; what the resource says if absent.', { 'x-when': 'the resource supports it' }),
    exclusiveAccess: flag('Not while someone is logged in at the computer; what the resource says if absent.', {
      'x-when': 'the resource supports it',
    }),
  }),
  invariants: [
    groupsHold('Schedule', 'spec.subjects.groups', 'users'),
    {
      id: 'schedule-time-slot',
      says: 'A time slot ends after it begins, or on the day after when it crosses midnight.',
      check: (_, { touched }) =>
        touched('Schedule').flatMap((schedule): Problem[] => {
          const { start, end, crossesMidnight } = schedule.spec.timeSlot
          if (start === undefined || end === undefined || (crossesMidnight ? end <= start : end > start)) return []
          const [message, fix] = crossesMidnight
            ? [
                `crosses midnight, but its end ${end} is later than its start ${start}: it would last more than a day`,
                'Remove `crossesMidnight`, or mend the times.',
              ]
            : [
                `ends at ${end}, which is not after its start ${start}`,
                'Set `crossesMidnight: true` if it ends on the day after, or mend the times.',
              ]
          return [problem('time-slot', `The time slot of ${called(schedule)} ${message}.`, fix, schedule.at('spec.timeSlot.end'))]
        }),
    },
    {
      id: 'schedule-recurrence-parts',
      says: '`days` are for weekly schedules, `dayOfMonth` for monthly ones, `endDate` for those that recur; a `rule` stands alone and ends in one way.',
      check: (_, { touched }) =>
        touched('Schedule').flatMap((schedule) => {
          const { endDate, recurrence } = schedule.spec
          const wrong = (path: string, message: string, fix: string) =>
            problem('recurrence-parts', `${called(schedule)}: ${message}.`, fix, schedule.at(path))
          if (recurrence.rule !== undefined) {
            const beside = ['frequency', 'days', 'dayOfMonth', 'interval'].filter((part) =>
              given(schedule.value(`spec.recurrence.${part}`)),
            )
            const problems = beside.map((part) =>
              wrong(
                `spec.recurrence.${part}`,
                `\`${part}\` stands beside a \`rule\`, which says all of it`,
                `Remove \`${part}\`, or the rule.`,
              ),
            )
            if (endDate !== undefined && ruleEnds(recurrence.rule))
              problems.push(wrong('spec.endDate', '`endDate` stands beside a rule with COUNT or UNTIL', 'Let one of the two end it.'))
            return problems
          }
          const problems: Problem[] = []
          if (recurrence.days.length > 0 && recurrence.frequency !== 'weekly')
            problems.push(
              wrong(
                'spec.recurrence.days',
                `\`days\` has no meaning with frequency \`${recurrence.frequency}\``,
                'Remove `days`, or write frequency `weekly`.',
              ),
            )
          if (recurrence.dayOfMonth !== undefined && recurrence.frequency !== 'monthly')
            problems.push(
              wrong(
                'spec.recurrence.dayOfMonth',
                `\`dayOfMonth\` has no meaning with frequency \`${recurrence.frequency}\``,
                'Remove `dayOfMonth`, or write frequency `monthly`.',
              ),
            )
          if (endDate !== undefined && recurrence.frequency === 'once')
            problems.push(
              wrong('spec.endDate', '`endDate` has no meaning for what happens once', 'Remove `endDate`, or write a frequency.'),
            )
          return problems
        }),
    },
    {
      id: 'schedule-occurs',
      says: 'A schedule ends no earlier than it starts, and has at least one occurrence.',
      check: (world, { touched }) =>
        touched('Schedule').flatMap((schedule): Problem[] => {
          const { startDate, endDate, recurrence, timeSlot } = schedule.spec
          if (startDate === undefined) return []
          if (endDate !== undefined && endDate < startDate)
            return [
              problem(
                'ends-before-start',
                `${called(schedule)} ends on ${endDate}, before it starts on ${startDate}.`,
                'Mend one of the two dates.',
                [...schedule.at('spec.endDate'), ...schedule.at('spec.startDate')],
              ),
            ]
          const zone = world.find('Team', world.team)?.spec.scheduledAccess.timeZone
          if (
            recurrence.rule === undefined &&
            recurrence.frequency === 'once' &&
            zone !== undefined &&
            swallowed(startDate, timeSlot, zone)
          )
            return [
              problem(
                'never-occurs',
                `${called(schedule)} has no occurrence: on ${startDate} the clocks of ${zone} skip from before its start to after its end.`,
                'Mend the date or the time slot.',
                schedule.at('spec.timeSlot'),
              ),
            ]
          if (firstDate(recurrence, startDate, endDate) !== undefined) return []
          return [
            problem(
              'never-occurs',
              `${called(schedule)} has no occurrence${endDate === undefined ? ` from ${startDate} on` : ` from ${startDate} to ${endDate}`}.`,
              'Mend the recurrence or the dates, or remove the schedule.',
              schedule.at('spec.recurrence'),
            ),
          ]
        }),
    },
    {
      id: 'schedule-modes-supported',
      says: 'A schedule uses a connection pool or exclusive access only if its resource supports it.',
      check: (world, { touched }) =>
        touched('Schedule').flatMap((schedule) => {
          const resource = schedule.spec.resource === undefined ? undefined : world.find('ScheduledResource', schedule.spec.resource)
          if (!resource) return []
          return (['connectionPool', 'exclusiveAccess'] as const)
            .filter((mode) => schedule.spec[mode] === true && !resource.spec[mode].supported)
            .map((mode) =>
              problem(
                'mode-unsupported',
                `${called(schedule)} turns \`${mode}\` on, which its resource \`${resource.name}\` does not support.`,
                `Set \`spec.${mode}.supported: true\` in the resource, or remove \`${mode}\` here.`,
                [...schedule.at(`spec.${mode}`), ...resource.at(`spec.${mode}.supported`)],
              ),
            )
        }),
    },
  ],
  columns: [
    { title: 'RESOURCE', path: 'spec.resource' },
    { title: 'USERS', path: 'spec.subjects.users' },
    { title: 'GROUPS', path: 'spec.subjects.groups' },
    { title: 'FROM', path: 'spec.startDate' },
    { title: 'TO', path: 'spec.endDate' },
    { title: 'RECURS', path: 'spec.recurrence.frequency', unless: 'spec.recurrence.rule' },
  ],
  actions: { create: 'schedules.create', delete: 'schedules.edit', update: 'schedules.edit' },
}

const given = (value: unknown): boolean => value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0)
