import { beforeAll, expect, test } from 'vitest'
import { type Project, readProject } from '../reconciler/sources/project.ts'
import type { Options } from './command.ts'
import { requestOf } from './request.ts'

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
  ['a time without a zone', { at: '2026-03-02T10:00' }, 'not a point in time'],
]
test.each(wrong)('%s is refused', (_, options, message) => {
  expect(() => requestOf(options, project)).toThrow(message)
})
