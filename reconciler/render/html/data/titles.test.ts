import { describe, expect, it } from 'vitest'
import { effective } from '../../../../effective/effective.ts'
import type { Json } from '../../../../schema/canonical.ts'
import { Resource } from '../../../../schema/resource.ts'
import { World } from '../../../../schema/world.ts'
import { directoryOf, fitted } from './directory.ts'
import { listed, packed, together, weightOf } from './titles.ts'

const AT = '2026-03-02T09:00:00Z'
const resource = (kind: string, name: string, spec: { [key: string]: Json }): Resource =>
  new Resource({ kind, namespace: 'acme', name, declared: { spec } })

describe('display names', () => {
  it.each([
    ['mia.chen', 'Mia Chen', 1],
    ['lab-3', 'LAB 3', 2],
    ['mia', 'mia', 0],
    ['mia', undefined, 0],
    ['melanie.arnaud', 'Mélanie Arnaud', 'Mélanie Arnaud'],
    ['finance', 'Finance Lyon', 'Finance Lyon'],
  ])('take little where the name says them: %s is %s', (name, title, expected) => {
    expect(packed(name, title)).toBe(expected)
  })

  it('are written once where they come again', () => {
    const lists = [
      ['Workstation', 'Suite Varda', 1],
      ['Workstation', 0],
    ]
    expect(listed(lists)).toEqual(['Workstation'])
    expect(lists).toEqual([
      [3, 'Suite Varda', 1],
      [3, 0],
    ])
    expect(together([1, 1])).toBe(1)
    expect(together([1, 0])).toEqual([1, 0])
    expect(weightOf([1, 3, 'Été'])).toEqual({ known: 2, size: 2 + 2 + 8 })
  })

  it('are left out before any name is, and counted', () => {
    const users = [...Array(200).keys()].map((i) =>
      resource('User', `user-${i}`, { displayName: `Personne numéro ${i}`, group: `g-${i % 20}` }),
    )
    const directory = directoryOf(effective(new World('acme', [resource('Group', 'g-1', { displayName: 'Équipe' }), ...users])), AT)
    const size = JSON.stringify(directory).length
    const part = fitted(directory, Math.round(size * 0.75))
    expect(part.folded).toMatchObject({ users: 0, computers: 0 })
    expect(part.folded.titles).toBeGreaterThan(20)
    expect(part.folded.titles).toBeLessThan(200)
    expect(JSON.stringify(part).length).toBeLessThan(size * 0.75)
    expect(part.groups).toEqual([['g-1', 'Équipe']])
  })

  it('stand beside custom roles, which are said with what they count as', () => {
    const world = new World('acme', [
      resource('Team', 'acme', { owner: 'olga', scheduledAccess: { timeZone: 'UTC' } }),
      resource('Role', 'lead', { extends: 'group-admin' }),
      resource('User', 'ana', { role: 'group-admin' }),
      resource('User', 'ben', { role: 'lead' }),
      resource('User', 'olga', { role: 'lead' }),
      resource('User', 'tom', { role: 'member', licence: 'technician', disabled: true }),
    ])
    const told = directoryOf(effective(world), AT).users.map(({ names, role, roles, more }) => ({ names, role, roles, more }))
    expect(told).toEqual([
      { names: ['ana', 'ben'], role: 'group-admin', roles: { 1: 'lead' }, more: undefined },
      { names: ['olga'], role: 'owner', roles: undefined, more: undefined },
      { names: ['tom'], role: 'member', roles: undefined, more: 'technician, disabled' },
    ])
  })

  it('of schedules stand in the directory, with why one leads nowhere', () => {
    const schedule = (name: string, more: { [key: string]: Json }) =>
      resource('Schedule', name, {
        resource: 'lab',
        subjects: { users: ['ana'] },
        startDate: '2026-01-01',
        timeSlot: { start: '09:00', end: '17:00' },
        recurrence: { frequency: 'daily' },
        ...more,
      })
    const world = new World('acme', [
      resource('User', 'ana', {}),
      resource('Computer', 'pc-1', {}),
      resource('ScheduledResource', 'lab', { displayName: 'Le labo', computers: ['pc-1'] }),
      schedule('days', { displayName: 'Working days' }),
      schedule('empty', { subjects: {} }),
      schedule('gone', { endDate: '2026-02-01' }),
      schedule('paused', { paused: true }),
    ])
    const { schedules, through } = directoryOf(effective(world), AT)
    expect(schedules.map((one) => [one.name, one.title, typeof one.through === 'number' ? through[one.through] : one.through])).toEqual([
      ['days', 'Working days', 'schedule Working days (days): daily 09:00–17:00'],
      ['empty', 0, 'for nobody, or for no computer'],
      ['gone', 0, 'over'],
      ['paused', 0, 'paused'],
    ])
    expect(schedules[0]?.resource).toBe('Le labo (lab)')
  })
})
