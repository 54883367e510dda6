import { describe, expect, it } from 'vitest'
import { effective } from '../../../../effective/effective.ts'
import type { Json } from '../../../../schema/canonical.ts'
import { Resource } from '../../../../schema/resource.ts'
import { World } from '../../../../schema/world.ts'
import { calendarOf, clock } from './calendar.ts'
import type { Calendar } from './types.ts'

const resource = (kind: string, name: string, spec: { [key: string]: Json }, status = {}): Resource =>
  new Resource({ kind, namespace: 'acme', name, declared: { spec }, status })

const slot = (start: string, end: string, more: { [key: string]: Json } = {}): { [key: string]: Json } => ({
  timeSlot: { start, end, ...more },
})
function world(zone: string, schedule: { [key: string]: Json } | null, status = {}): World {
  return new World('acme', [
    resource('Team', 'acme', { owner: 'anna', scheduledAccess: { timeZone: zone } }),
    resource('User', 'anna', { group: 'staff' }),
    resource('Group', 'staff', { type: 'users' }),
    resource('Computer', 'pc-1', {}),
    resource('ScheduledResource', 'lab', { computers: ['pc-1'], admins: ['anna'] }, status),
    ...(schedule
      ? [
          resource('Schedule', 'nights', {
            displayName: 'Nights',
            resource: 'lab',
            subjects: { groups: ['staff'] },
            startDate: '2026-01-01',
            recurrence: { frequency: 'daily' },
            ...schedule,
          }),
        ]
      : []),
  ])
}
const of = (zone: string, at: string, schedule: { [key: string]: Json }, status = {}): Calendar =>
  calendarOf(null, effective(world(zone, schedule, status)), at)

/** `09:00–17:00` of one day. */
function hoursOn(calendar: Calendar, date: string): string[] {
  for (const [week, { days }] of calendar.weeks.entries())
    for (const [day, one] of days.entries())
      if (one.date === date)
        return (calendar.rows[0]?.blocks[week]?.[day] ?? []).map(
          ({ from, to, state }) => `${state === 'kept' ? '' : `${state} `}${clock(from)}–${clock(to)}`,
        )
  throw new Error(`${date} is not in the calendar`)
}
const changeOn = (calendar: Calendar, date: string) => calendar.weeks.flatMap(({ days }) => days).find((day) => day.date === date)?.change

describe('the calendar', () => {
  it('shows five weeks from the Monday before a Wednesday, and four from a Monday at midnight', () => {
    const nights = slot('09:00', '17:00')
    expect(of('Europe/Paris', '2026-03-18T09:00:00Z', nights).weeks.map(({ monday }) => monday)).toEqual([
      '2026-03-16',
      '2026-03-23',
      '2026-03-30',
      '2026-04-06',
      '2026-04-13',
    ])
    expect(of('UTC', '2026-03-02T00:00:00Z', nights).weeks).toHaveLength(4)
  })

  it('draws whole days from that of the evaluation to that four weeks later', () => {
    const calendar = of('UTC', '2026-03-04T12:00:00Z', slot('09:00', '17:00'))
    expect(hoursOn(calendar, '2026-03-03')).toEqual([])
    expect(hoursOn(calendar, '2026-03-04')).toEqual(['09:00–17:00'])
    expect(hoursOn(calendar, '2026-04-01')).toEqual(['09:00–17:00'])
    expect(hoursOn(calendar, '2026-04-02')).toEqual([])
    const outside = calendar.weeks.flatMap(({ days }) => days).filter((day) => day.outside !== null)
    expect(outside.map((day) => `${day.date} ${day.outside}`)).toEqual([
      '2026-03-02 past',
      '2026-03-03 past',
      '2026-04-02 later',
      '2026-04-03 later',
      '2026-04-04 later',
      '2026-04-05 later',
    ])
  })

  it('says how much of an occurrence is over, of one that began yesterday too', () => {
    const over = (zone: string, at: string, ...hours: [string, string, { [key: string]: Json }?]) => {
      const { weeks, rows } = of(zone, at, slot(...hours))
      const [day] = weeks.flatMap(({ days }, week) =>
        days.flatMap(({ now }, index) => (now === null ? [] : [rows[0]?.blocks[week]?.[index]])),
      )
      return day?.map((block) => [clock(block.from), clock(block.to), block.over === undefined ? null : clock(block.over)])
    }
    expect(over('Europe/Paris', '2026-11-23T18:52:00Z', '15:00', '24:00')).toEqual([['15:00', '24:00', '19:52']])
    expect(over('UTC', '2026-03-04T18:00:00Z', '09:00', '17:00')).toEqual([['09:00', '17:00', '17:00']])
    expect(over('UTC', '2026-03-04T08:00:00Z', '09:00', '17:00')).toEqual([['09:00', '17:00', null]])
    expect(over('UTC', '2026-03-04T02:00:00Z', '20:00', '06:00', { crossesMidnight: true })).toEqual([
      ['00:00', '06:00', '02:00'],
      ['20:00', '24:00', null],
    ])
    const tomorrow = of('UTC', '2026-03-04T21:00:00Z', slot('20:00', '06:00', { crossesMidnight: true }))
    expect(tomorrow.rows[0]?.blocks[0]?.[3]?.[0]).toEqual({ from: 0, to: 360, state: 'kept' })
  })

  it('draws what is over as it was, whatever a plan makes of the rest of the day', () => {
    const at = '2026-03-04T12:00:00Z'
    const changed = (before: { [key: string]: Json } | null, after: { [key: string]: Json } | null) =>
      hoursOn(calendarOf(effective(world('UTC', before)), effective(world('UTC', after)), at), '2026-03-04')
    expect(changed(slot('09:00', '17:00'), slot('08:00', '18:00'))).toEqual(['09:00–17:00', 'added 17:00–18:00'])
    expect(changed(slot('09:00', '17:00'), null)).toEqual(['09:00–12:00', 'removed 12:00–17:00'])
    expect(changed(null, slot('09:00', '17:00'))).toEqual(['added 12:00–17:00'])
  })

  it('divides at midnight what crosses it', () => {
    const calendar = of('Europe/Paris', '2026-03-02T00:00:00Z', slot('20:00', '06:00', { crossesMidnight: true }))
    expect(hoursOn(calendar, '2026-03-05')).toEqual(['00:00–06:00', '20:00–24:00'])
  })

  it('keeps hours where the hands of the clock stand, on either side of a change', () => {
    const calendar = of('Europe/Paris', '2026-03-16T00:00:00Z', slot('09:00', '17:00'))
    expect([hoursOn(calendar, '2026-03-28'), hoursOn(calendar, '2026-03-29'), hoursOn(calendar, '2026-03-30')]).toEqual([
      ['09:00–17:00'],
      ['09:00–17:00'],
      ['09:00–17:00'],
    ])
  })

  it.each([
    ['Europe/Paris', '2026-03-16', '2026-03-29', 'The clocks go forward: 02:00–03:00 does not exist.'],
    ['Europe/Paris', '2026-10-12', '2026-10-25', 'The clocks go back: 02:00–03:00 passes twice.'],
    ['Australia/Lord_Howe', '2026-10-01', '2026-10-04', 'The clocks go forward: 02:00–02:30 does not exist.'],
    ['Australia/Lord_Howe', '2026-04-01', '2026-04-05', 'The clocks go back: 01:30–02:00 passes twice.'],
    ['America/Santiago', '2026-09-01', '2026-09-06', 'The clocks go forward: 00:00–01:00 does not exist.'],
    ['America/Santiago', '2026-04-01', '2026-04-04', 'The clocks go back: 23:00–24:00 passes twice.'],
    ['America/New_York', '2026-03-01', '2026-03-08', 'The clocks go forward: 02:00–03:00 does not exist.'],
  ])('says what the clocks of %s do after %s', (zone, from, date, says) => {
    const calendar = of(zone, `${from}T12:00:00Z`, slot('09:00', '17:00'))
    expect(changeOn(calendar, date)?.says).toBe(says)
    expect(calendar.weeks.flatMap(({ days }) => days).filter(({ change }) => change)).toHaveLength(1)
  })

  it('shows an occurrence that begins in the hour that is skipped when it really begins', () => {
    const calendar = of('Europe/Paris', '2026-03-16T00:00:00Z', slot('02:30', '05:00'))
    expect(hoursOn(calendar, '2026-03-28')).toEqual(['02:30–05:00'])
    expect(hoursOn(calendar, '2026-03-29')).toEqual(['03:30–05:00'])
  })

  it.each([
    [{ ...slot('09:00', '17:00'), paused: true }, {}, 'paused'],
    [slot('09:00', '17:00'), { suspended: { since: '2026-01-01T00:00:00Z', reason: 'gone' } }, 'its resource is suspended'],
    [{ ...slot('09:00', '17:00'), endDate: '2026-02-01' }, {}, 'over'],
  ])('says why a schedule gives no hours: %j', (schedule, status, silent) => {
    const [row] = of('UTC', '2026-03-02T00:00:00Z', schedule, status).rows
    expect([row?.silent, row?.hours, row?.blocks.flat(2)]).toEqual([silent, null, []])
  })

  it('marks the hours that a plan adds and takes away', () => {
    const before = effective(world('Europe/Paris', slot('09:00', '18:00')))
    const after = effective(world('Europe/Paris', slot('08:00', '17:00')))
    const calendar = calendarOf(before, after, '2026-03-02T00:00:00Z')
    expect(hoursOn(calendar, '2026-03-04')).toEqual(['added 08:00–09:00', '09:00–17:00', 'removed 17:00–18:00'])
    expect(calendar.rows[0]).toMatchObject({ state: 'kept', hours: 'daily 08:00–17:00', was: 'daily 09:00–18:00' })
  })

  it('marks a schedule that comes, one that goes, and one that is resumed', () => {
    const [none, some, paused] = [null, slot('09:00', '17:00'), { ...slot('09:00', '17:00'), paused: true }].map((schedule) =>
      effective(world('UTC', schedule)),
    ) as [ReturnType<typeof effective>, ReturnType<typeof effective>, ReturnType<typeof effective>]
    const at = '2026-03-02T00:00:00Z'
    const first = (before: typeof none, after: typeof none) => {
      const calendar = calendarOf(before, after, at)
      return [calendar.rows[0]?.state, calendar.rows[0]?.was, hoursOn(calendar, '2026-03-04')]
    }
    expect(first(none, some)).toEqual(['added', null, ['added 09:00–17:00']])
    expect(first(some, none)).toEqual(['removed', null, ['removed 09:00–17:00']])
    expect(first(paused, some)).toEqual(['kept', 'paused', ['added 09:00–17:00']])
    expect(first(some, paused)).toEqual(['kept', 'daily 09:00–17:00', ['removed 09:00–17:00']])
  })
})
