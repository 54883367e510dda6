import { expect, test } from 'vitest'
import { worldOf } from '../schema/kinds/cases.ts'
import { matters } from './matters.ts'

const pc = 'Computer/acme/pc'
const between = (before: string, after: string, key = pc): boolean => matters(key, worldOf(before), worldOf(after))

test.each<[string, string, string, boolean]>([
  ['a resource that comes', '', 'Computer pc {}', true],
  ['a resource that goes', 'Computer pc {}', '', true],
  ['one that is in neither world', '', '', false],
  ['one that says the same', 'Computer pc {group: lab}', 'Computer pc {group: lab}', false],
  ['a field', 'Computer pc {group: lab}', 'Computer pc {group: desk}', true],
  ['a field that goes', 'Computer pc {group: lab}', 'Computer pc {}', true],
  ['a label', 'Computer pc {} labels {site: paris}', 'Computer pc {} labels {site: rome}', true],
  ['a label that comes', 'Computer pc {}', 'Computer pc {} labels {site: rome}', true],
  ['its enrolment', 'Computer pc {}', 'Computer pc {} status {enrolment: {group: lab}}', true],
  ['the name that people read', 'Computer pc {displayName: One}', 'Computer pc {displayName: Two}', false],
  ['a note', 'Computer pc {note: here}', 'Computer pc {}', false],
])('%s', (_, before, after, expected) => {
  expect(between(before, after)).toBe(expected)
})

test('nor does what else is read by people alone', () => {
  expect(between('Group lab {type: mixed, description: One}', 'Group lab {type: mixed}', 'Group/acme/lab')).toBe(false)
  expect(between('User ann {email: a@acme.example}', 'User ann {email: b@acme.example}', 'User/acme/ann')).toBe(false)
  const team = (more: string) => `Team acme {owner: olga${more}}`
  expect(between(team(''), team(', notifications: {userRemoved: [owner]}'), 'Team/acme/acme')).toBe(false)
  expect(between(team(''), team(', sessionIndicator: {mode: both}'), 'Team/acme/acme')).toBe(false)
  expect(between(team(''), team(', features: {chat: false}'), 'Team/acme/acme')).toBe(true)
})

test('the very same resource is the same, whatever it says', () => {
  const world = worldOf('Computer pc {}')
  expect(matters(pc, world, world)).toBe(false)
})
