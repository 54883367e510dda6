import { describe, expect, it } from 'vitest'
import type { RevisionEntry } from '../reconciler/types.ts'
import { notInForce, timeOfSource } from './in-force.ts'

const ms = (text: string) => Date.parse(text)
const entry = { revision: 7 } as RevisionEntry
const past = (from: string, until?: string) => ({
  past: true,
  moment: undefined,
  revisions: [{ entry, from: ms(from), until: until === undefined ? undefined : ms(until) }],
})
const old = past('2026-03-02T09:00:00.250Z', '2026-03-02T18:00:00.500Z')

describe('a question about a revision', () => {
  it('without a time is about the last moment at which it was in force, to the second', () => {
    expect(timeOfSource(old)).toBe(ms('2026-03-02T18:00:00Z'))
    expect(timeOfSource(past('2026-03-02T09:00:00.250Z', '2026-03-02T18:00:00.000Z'))).toBe(ms('2026-03-02T17:59:59Z'))
    expect(timeOfSource(past('2026-03-02T09:00:00.250Z', '2026-03-02T09:00:00.700Z'))).toBe(ms('2026-03-02T09:00:00.250Z'))
  })

  it('without a time is about now while it is in force', () => {
    const before = Date.now() - 1000
    expect(timeOfSource(past('2026-03-02T09:00:00Z'))).toBeGreaterThan(before)
    expect(timeOfSource({ ...old, moment: { from: 5, to: 6 } })).toBe(5)
  })

  it.each([
    [{ at: ms('2026-03-02T12:00:00Z') }, undefined],
    [{ at: ms('2026-03-02T18:00:01Z') }, 'Revision 7 was not in force then, but from Mon 2026-03-02 09:00 to 18:00: this is what it would'],
    [{ since: ms('2026-03-01T00:00:00Z') }, 'Revision 7 was not in force then'],
    [{ between: { from: ms('2026-03-02T12:00:00Z'), to: ms('2026-03-02T13:00:00Z') } }, undefined],
    [{ between: { from: ms('2026-03-02T12:00:00Z'), to: ms('2026-03-03T12:00:00Z') } }, 'Revision 7 was in force only from Mon 2026-03-02'],
    [{ between: { from: ms('2026-03-03T12:00:00Z'), to: ms('2026-03-04T12:00:00Z') } }, 'Revision 7 was not in force then'],
  ])('says when it was not in force: %j', (asked, says) => {
    const told = notInForce(old, asked, 'UTC')
    if (says === undefined) expect(told).toBeUndefined()
    else expect(told).toContain(says)
  })

  it('is not asked of what is live, nor of a date, which finds what was in force', () => {
    const asked = { at: ms('2020-01-01T00:00:00Z') }
    expect(notInForce({ ...old, past: false }, asked, 'UTC')).toBeUndefined()
    expect(notInForce({ ...old, moment: { from: 5, to: 6 } }, asked, 'UTC')).toBeUndefined()
  })
})
