/** Schedules by lot, for the random worlds (worlds.ts): near the days on which clocks change, with hours that begin and end where clocks jump. */
import fc from 'fast-check'
import type { Json } from '../../schema/canonical.ts'
import { weekdays } from '../../schema/recurrence.ts'

type Spec = Record<string, Json | undefined>

const zones = [
  'Europe/Paris',
  'America/New_York',
  'Australia/Lord_Howe', // half an hour
  'Africa/Casablanca', // around Ramadan
  'America/Santiago', // no midnight on one day
  'Asia/Kathmandu',
  'UTC',
]

/** The days around which a world is drawn: those on which the clocks of its zone change, or any. */
const pivots: { zone: string; days: string[] }[] = zones.map((zone) => {
  const days: string[] = []
  const end = Temporal.PlainDate.from('2027-05-01').toZonedDateTime(zone)
  let at = Temporal.PlainDate.from('2026-01-01').toZonedDateTime(zone).getTimeZoneTransition('next')
  for (; at && Temporal.ZonedDateTime.compare(at, end) < 0; at = at.getTimeZoneTransition('next'))
    days.push(at.subtract({ seconds: 1 }).toPlainDate().toString(), at.toPlainDate().toString())
  return { zone, days }
})

export interface Pivot {
  zone: string
  day: string
}
export const pivot: fc.Arbitrary<Pivot> = fc
  .constantFrom(...pivots)
  .chain(({ zone, days }) =>
    fc
      .oneof(
        ...(days.length > 0 ? [{ arbitrary: fc.constantFrom(...days), weight: 4 }] : []),
        { arbitrary: fc.constantFrom('2026-02-28', '2026-12-31', '2027-01-01', '2026-05-31', '2028-02-29'), weight: 1 },
        { arbitrary: fc.integer({ min: 0, max: 480 }).map((n) => after('2026-01-01', n)), weight: 1 },
      )
      .map((day) => ({ zone, day })),
  )

export const after = (day: string, days: number): string => Temporal.PlainDate.from(day).add({ days }).toString()

const wall = fc.oneof(
  { arbitrary: fc.constantFrom('00:00', '00:30', '01:00', '01:30', '01:45', '02:00', '02:15', '02:30', '03:00', '03:30'), weight: 5 },
  { arbitrary: fc.constantFrom('09:00', '12:00', '17:00', '23:00', '23:30', '23:59', '22:00'), weight: 4 },
  { arbitrary: fc.integer({ min: 0, max: 1439 }).map((n) => `${pad(Math.floor(n / 60))}:${pad(n % 60)}`), weight: 2 },
)
const pad = (n: number) => String(n).padStart(2, '0')

const timeSlot = fc.tuple(wall, wall, fc.boolean(), fc.nat(7)).map(([one, other, crossesMidnight, whole]): Json => {
  const [early, late] = one <= other ? [one, other] : [other, one]
  if (crossesMidnight) return { start: late, end: early, crossesMidnight }
  return { start: early, end: early === late || whole === 0 ? '24:00' : late }
})

const interval = fc.option(fc.constantFrom(1, 2, 3, 5), { nil: undefined, freq: 2 })
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 1 })
const list = <T>(arbitrary: fc.Arbitrary<T>, maxLength: number) =>
  fc.uniqueArray(arbitrary, { minLength: 1, maxLength }).map((all) => all.join(','))

const byDay = list(fc.constantFrom(...weekdays), 4)
const byNumberedDay = list(
  fc.tuple(fc.constantFrom('', '1', '+2', '3', '5', '-1', '-2'), fc.constantFrom(...weekdays)).map((parts) => parts.join('')),
  3,
)
const byMonthDay = list(fc.constantFrom(1, 2, 13, 28, 29, 30, 31, -1, -2, -31), 4)
const byMonth = list(fc.integer({ min: 1, max: 12 }), 9)
const bySetPos = list(fc.constantFrom(1, 2, 3, -1, -2), 2)

/** A rule with the parts that a schedule takes, and whether it says itself when it ends. */
const rule = (day: string): fc.Arbitrary<{ rule: string; ends: boolean }> =>
  fc
    .constantFrom('DAILY', 'WEEKLY', 'MONTHLY')
    .chain((FREQ) =>
      fc.record({
        FREQ: fc.constant(FREQ),
        INTERVAL: maybe(fc.constantFrom(1, 2, 3)),
        BYDAY: maybe(FREQ === 'MONTHLY' ? byNumberedDay : byDay),
        BYMONTHDAY: FREQ === 'WEEKLY' ? fc.constant(undefined) : fc.option(byMonthDay, { nil: undefined, freq: 2 }),
        BYMONTH: fc.option(byMonth, { nil: undefined, freq: 1 }),
        BYSETPOS: maybe(bySetPos),
        WKST: fc.constantFrom(undefined, 'MO'),
        end: fc.oneof(
          fc.constant({}),
          fc.integer({ min: 1, max: 25 }).map((COUNT) => ({ COUNT })),
          fc
            .tuple(fc.integer({ min: -2, max: 9 }), fc.constantFrom('', 'T235959Z', 'T015959Z', 'T060000', 'T120000Z', 'T210000'))
            .map(([days, time]) => ({ UNTIL: `${after(day, days).replaceAll('-', '')}${time}` })),
        ),
      }),
    )
    .map(({ end, ...parts }) => {
      if (parts.BYDAY === undefined && parts.BYMONTHDAY === undefined) parts.BYSETPOS = undefined
      const said = Object.entries({ ...parts, ...end }).filter(([, value]) => value !== undefined)
      return { rule: said.map((part) => part.join('=')).join(';'), ends: Object.keys(end).length > 0 }
    })

const recurrence = (day: string): fc.Arbitrary<{ recurrence: Spec; endless: boolean }> =>
  fc.oneof(
    { arbitrary: fc.constant({ recurrence: {}, endless: false }), weight: 1 },
    { arbitrary: interval.map((every) => ({ recurrence: { frequency: 'daily', interval: every }, endless: true })), weight: 3 },
    {
      arbitrary: fc
        .tuple(interval, fc.option(fc.subarray([...weekdays]), { nil: undefined, freq: 3 }))
        .map(([every, days]) => ({ recurrence: { frequency: 'weekly', interval: every, days }, endless: true })),
      weight: 3,
    },
    {
      arbitrary: fc
        .tuple(interval, fc.option(fc.constantFrom(1, Number(day.slice(-2)), 29, 30, 31), { nil: undefined, freq: 2 }))
        .map(([every, dayOfMonth]) => ({ recurrence: { frequency: 'monthly', interval: every, dayOfMonth }, endless: true })),
      weight: 2,
    },
    { arbitrary: rule(day).map((one) => ({ recurrence: { rule: one.rule }, endless: !one.ends })), weight: 4 },
  )

/** The dates, hours and recurrence of a schedule near a day. */
export const hours = (day: string): fc.Arbitrary<Spec> =>
  fc
    .record({
      begins: fc.oneof(
        { arbitrary: fc.integer({ min: -9, max: 2 }), weight: 4 },
        { arbitrary: fc.constantFrom(-14, -21, -28, -35, -59, -61, -90), weight: 2 },
        { arbitrary: fc.integer({ min: -400, max: 0 }), weight: 1 },
      ),
      lasts: fc.option(fc.integer({ min: 0, max: 12 }), { nil: undefined, freq: 3 }),
      timeSlot,
      drawn: recurrence(day),
    })
    .map(({ begins, lasts, timeSlot, drawn: { recurrence, endless } }) => ({
      startDate: after(day, begins),
      endDate: endless && lasts !== undefined ? after(day, Math.max(begins, lasts - 4)) : undefined,
      timeSlot,
      recurrence: sparse(recurrence),
    }))

/** A spec without the fields that weren't drawn. */
export const sparse = (fields: Spec): Record<string, Json> =>
  Object.fromEntries(Object.entries(fields).filter((field): field is [string, Json] => field[1] !== undefined))
