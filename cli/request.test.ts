import { beforeAll, expect, test } from 'vitest'
import { type Project, readProject } from '../reconciler/sources/project.ts'
import type { Options } from './command.ts'
import { inZone, requestOf } from './request.ts'

let project: Project
beforeAll(async () => {
  const text = 'apiVersion: splashtop.io/v1\nkind: Project\nteam: acme\n'
  project = await readProject(new TextEncoder().encode(text), '/nowhere')
})

test('a key may be written with the team and without', () => {
  const { adopt } = requestOf({ adopt: ['User/alice', 'Group/acme/it'] }, project)
  expect([...adopt]).toEqual(['User/acme/alice', 'Group/acme/it'])
})

test('a time in any zone is kept in UTC, to the second', () => {
  expect(requestOf({ at: '2026-03-02T10:00:00.123+01:00' }, project).evaluatedAt).toBe('2026-03-02T09:00:00Z')
  expect(requestOf({}, project).evaluatedAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
})

test("a time of the team's clocks is kept as it is written, until their zone is known", () => {
  const asked = requestOf({ at: '2026-03-02T09:00' }, project)
  expect(asked.wall).toBe('2026-03-02T09:00')
  expect(inZone(asked, 'Europe/Paris')).toMatchObject({ request: { evaluatedAt: '2026-03-02T08:00:00Z' }, notes: [] })
  expect(inZone(asked, undefined)).toMatchObject({
    request: { evaluatedAt: '2026-03-02T09:00:00Z' },
    notes: ['No time zone is known of the team, so `2026-03-02T09:00` counts as UTC.'],
  })
  expect(inZone(requestOf({ at: '2026-03-29T02:30' }, project), 'Europe/Paris').notes).toHaveLength(1)
  const fixed = requestOf({ at: '2026-03-02T09:00Z' }, project)
  expect(inZone(fixed, 'Asia/Tokyo')).toEqual({ request: fixed, notes: [] })
})

test('an allowance names a kind and a count', () => {
  expect(requestOf({ allowDelete: ['User=40', 'Group=2'] }, project).allowances).toEqual({ deletes: { User: 40, Group: 2 } })
})

const wrong: [string, Options, string][] = [
  ['a misspelt kind in a key', { adopt: ['Usr/alice'] }, 'did you mean `User`?'],
  ['a key of another team', { adopt: ['User/other/alice'] }, 'of team `acme`'],
  ['a key without a name', { adopt: ['User/'] }, 'names no resource'],
  ['an allowance without a count', { allowDelete: ['User'] }, 'not a kind and a count'],
  ['an allowance below nothing', { allowDelete: ['User=-1'] }, 'not a kind and a count'],
  ['an allowance for a kind that is a word of the language', { allowDelete: ['constructor=1'] }, 'not a kind and a count'],
  ['no time', { at: 'tomorrow' }, 'not a point in time'],
  ['a time that no schedule can speak of', { at: '0001-01-01T00:00:00Z' }, 'not within the years'],
]
test.each(wrong)('%s is refused', (_, options, message) => {
  expect(() => requestOf(options, project)).toThrow(message)
})
