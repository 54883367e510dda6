import { describe, expect, test } from 'vitest'
import { betweenFrom, instantText, timeFrom } from './at.ts'

const zone = 'Europe/Paris'

describe('a time that a question names', () => {
  test.each([
    ['2026-03-02T09:00', '2026-03-02T08:00:00Z'],
    ['2026-07-02 09:00', '2026-07-02T07:00:00Z'],
    ['2026-03-02', '2026-03-01T23:00:00Z'],
    ['2026-03-02T09:00Z', '2026-03-02T09:00:00Z'],
    ['2026-03-02T09:00:30.5-05:00', '2026-03-02T14:00:30.5Z'],
    [' 2026-03-02T09:00 ', '2026-03-02T08:00:00Z'],
  ])('%j is %s', (text, instant) => {
    const { time, notes } = timeFrom(text, zone, '--at')
    expect(instantText(time)).toBe(instant)
    expect(notes).toEqual([])
  })

  test.each(['', 'now', '9:00', '2026-02-30', '2026-03-02T25:00', '2026-13-01T00:00', '1700000000', '2026-03-02T09:00+99:00'])(
    '%j is none',
    (text) => {
      expect(() => timeFrom(text, zone, '--at')).toThrow(/`.*` is not a point in time/)
    },
  )

  test.each(['0001-01-01', '1969-12-31T22:00', '+275760-09-13T00:00:00Z', '-000001-01-01T00:00Z', '9999-12-31T23:59'])(
    '%s is none that a schedule can speak of',
    (text) => {
      expect(() => timeFrom(text, zone, '--at')).toThrow(/is not within the years 1970 to 9999/)
    },
  )

  test('that the clocks skip moves forward, and that is said', () => {
    const { time, notes } = timeFrom('2026-03-29T02:30', zone, '--at')
    expect(instantText(time)).toBe('2026-03-29T01:30:00Z')
    expect(notes).toEqual(['The clocks of Europe/Paris skip 2026-03-29T02:30; taken as Sun 2026-03-29 03:30.'])
  })

  test('that the clocks show twice is the earlier, and that is said; an offset chooses', () => {
    const { time, notes } = timeFrom('2026-10-25T02:30', zone, '--at')
    expect(instantText(time)).toBe('2026-10-25T00:30:00Z')
    expect(notes[0]).toContain('2026-10-25T02:30+01:00')
    expect(timeFrom('2026-10-25T02:30+01:00', zone, '--at')).toEqual({ time: time + 3_600_000, notes: [] })
  })
})

describe('a beginning and an end', () => {
  test.each([
    ['2026-03-02T08:00', '2026-03-02T18:00'],
    ['2026-03-02T08:00/2026-03-02T18:00', undefined],
    ['2026-03-02T08:00/PT10H', undefined],
    ['2026-03-02T08:00', 'pt10h'],
  ])('%j and %j', (from, to) => {
    const { span } = betweenFrom(from, to, zone)
    expect([instantText(span.from), instantText(span.to)]).toEqual(['2026-03-02T07:00:00Z', '2026-03-02T17:00:00Z'])
  })

  test('a duration in days is one of the wall clock', () => {
    const { span } = betweenFrom('2026-03-28T12:00/P1D', undefined, zone)
    expect((span.to - span.from) / 3_600_000).toBe(23)
  })

  test.each([
    ['2026-03-02', undefined, /not a beginning and an end/],
    ['2026-03-02/2026-03-03', '2026-03-04', /not a beginning and an end/],
    ['a/b/c', undefined, /not a beginning and an end/],
    ['2026-03-03', '2026-03-02', /`2026-03-02` is not after `2026-03-03`/],
    ['2026-03-03', '2026-03-03', /is not after/],
    ['2026-03-03', 'P10Y1D', /more than 10 years/],
    ['2026-03-03', 'P9999999Y', /not a duration|more than 10 years/],
    ['2026-03-03', 'P', /not a duration/],
    ['2026-03-03', 'P-1D', /not a duration|is not after/],
    ['x', '2026-03-02', /not a point in time/],
  ])('%j and %j are refused', (from, to, message) => {
    expect(() => betweenFrom(from, to, zone)).toThrow(message)
  })
})
