import { expect, test } from 'vitest'
import type { Json } from '../canonical.ts'
import { parse } from '../parse.ts'
import { AccessTest } from './AccessTest.ts'
import { invariantsOf } from './cases.ts'
import { isLocal, kinds, worldKinds } from './index.ts'

invariantsOf(AccessTest, {
  'AccessTest-subjects-groups-hold-users': [
    { world: 'AccessTest a {subjects: {groups: [farm]}}\nGroup farm {type: computers}', at: [1, 2], says: '`farm`' },
    { world: 'AccessTest a {subjects: {groups: [crew, lost]}}\nGroup crew {type: mixed}', at: [] },
  ],
  'AccessTest-targets-groups-hold-computers': [
    { world: 'AccessTest a {targets: {groups: [people]}}\nGroup people {type: users}', at: [1, 2] },
    { world: 'AccessTest a {targets: {groups: [crew]}}\nGroup crew {type: mixed}', at: [] },
  ],
})

function told(spec: Json): string[] {
  const value = { apiVersion: 'splashtop.io/v1', kind: 'AccessTest', metadata: { name: 'a' }, spec }
  const { resources, problems } = parse([{ file: 'a', value, at: () => ({ file: 'a', line: 1, column: 1 }) }], { team: 'acme' })
  return problems.length > 0 ? problems.map(({ message }) => message) : resources.map((one) => JSON.stringify(one.spec))
}

test('a test is local, and no world holds it', () => {
  expect(isLocal('AccessTest')).toBe(true)
  expect(kinds.filter((kind) => !worldKinds.includes(kind)).map(({ name }) => name)).toEqual(['AccessTest'])
})

test('only what is written is expected, and a setting of several parts whole', () => {
  expect(told({ expect: { access: 'deny' } })).toEqual([
    '{"subjects":{"users":[],"groups":[]},"targets":{"computers":[],"groups":[]},"times":[],"expect":{"access":"deny"}}',
  ])
  expect(
    told({ expect: { settings: { session: { idleTimeoutMinutes: 10 }, security: { requestPermission: { mode: 'off' } } } } })[0],
  ).toContain('"settings":{"session":{"idleTimeoutMinutes":10},"security":{"requestPermission":{"mode":"off","timeoutSeconds":30}}}')
})

test.each([
  ['a time without hours', { times: ['2026-03-29'] }, 'must be a time as `2026-03-29T02:30`'],
  ['a date that does not exist', { times: ['2026-02-30T10:00'] }, '2026-02-30T10:00'],
  ['nothing expected', { expect: {} }, '0 keys'],
  ['nothing expected of features', { expect: { features: {} } }, '0 keys'],
  ['nothing expected of a section', { expect: { settings: { session: {} } } }, '0 keys'],
  ['an answer that is none', { expect: { access: 'maybe' } }, 'maybe'],
  ['nothing instead of an answer', { expect: { access: null } }, 'access'],
  ['a feature that follows', { expect: { features: { chat: 'followGroup' } } }, 'followGroup'],
  [
    'a secret',
    { expect: { settings: { security: { additionalPassword: { mode: 'securityCode', securityCode: { valueFrom: { env: 'CODE' } } } } } } },
    '`securityCode` is not a field',
  ],
] as [string, Json, string][])('%s is refused', (_, spec, says) => {
  expect(told(spec).join('\n')).toContain(says)
})
