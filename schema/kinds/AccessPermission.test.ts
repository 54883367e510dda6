import { expect, test } from 'vitest'
import { AccessPermission } from './AccessPermission.ts'
import { invariantsOf, touching, worldOf } from './cases.ts'

const all = 'computers: {mode: all}'

invariantsOf(AccessPermission, {
  'permission-one-per-subject': [
    {
      world: `AccessPermission b {subjects: {users: [ann]}, ${all}}\nAccessPermission a {subjects: {users: [bob, ann]}, ${all}}`,
      at: [2, 1],
      says: 'User `ann`',
    },
    {
      world: `AccessPermission a {subjects: {groups: [crew]}, ${all}}\nAccessPermission b {subjects: {groups: [crew]}, ${all}}`,
      at: [1, 2],
      says: 'Group `crew`',
    },
    { world: `AccessPermission a {subjects: {users: [crew]}, ${all}}\nAccessPermission b {subjects: {groups: [crew]}, ${all}}`, at: [] },
  ],
  'AccessPermission-subjects-groups-hold-users': [
    { world: `AccessPermission a {subjects: {groups: [pcs]}, ${all}}\nGroup pcs {type: computers}`, at: [1, 2] },
    { world: `AccessPermission a {subjects: {groups: [all]}, ${all}}\nGroup all {type: mixed}`, at: [] },
  ],
  'AccessPermission-computers-groups-hold-computers': [
    { world: 'AccessPermission a {computers: {mode: only, groups: [us]}}\nGroup us {type: users}', at: [1, 2] },
    { world: 'AccessPermission a {computers: {mode: only, groups: [pcs]}}\nGroup pcs {type: computers}', at: [] },
  ],
  'permission-follow-group-for-users': [
    { world: 'AccessPermission a {subjects: {groups: [crew]}, computers: {mode: followGroup}}', at: [1, 1] },
    {
      world:
        'AccessPermission a {subjects: {users: [ann]}, computers: {mode: followGroup}}\nAccessPermission b {subjects: {groups: [crew]}, computers: {mode: ownGroup}}',
      at: [],
    },
  ],
  'permission-lists-with-only': [
    { world: 'AccessPermission a {computers: {mode: only}}', at: [1], says: 'lists nothing' },
    { world: 'AccessPermission a {computers: {mode: all, computers: [pc]}}', at: [1, 1], says: 'mode `all`' },
    { world: 'AccessPermission a {computers: {mode: none, groups: [pcs]}}', at: [1, 1] },
    {
      world:
        'AccessPermission a {computers: {mode: only, computers: [pc]}}\nAccessPermission b {computers: {mode: none}}\nAccessPermission c {}',
      at: [],
    },
  ],
  'permission-group-of-the-user': [
    { world: 'AccessPermission a {subjects: {users: [ann]}, computers: {mode: followGroup}}\nUser ann {}', at: [1, 2], says: '`ann`' },
    { world: 'AccessPermission a {subjects: {users: [ann]}, computers: {mode: ownGroup}}\nUser ann {group: null}', at: [1, 2] },
    { world: 'AccessPermission a {subjects: {users: [ann, gone]}, computers: {mode: followGroup}}\nUser ann {group: crew}', at: [] },
    { world: 'AccessPermission a {subjects: {users: [ann]}, computers: {mode: none}}\nUser ann {}', at: [] },
  ],
})

test('a list that a deletion emptied is no fault: nothing in a file says so', () => {
  const written = worldOf('AccessPermission a {computers: {mode: only, computers: []}}')
  const [permission] = written.of('AccessPermission')
  const live = permission?.with({ origin: undefined } as object) ?? expect.fail()
  const check = AccessPermission.invariants.find(({ id }) => id === 'permission-lists-with-only')?.check ?? expect.fail()
  expect(check(written, touching(permission ? [permission] : []))).toHaveLength(1)
  expect(check(written.with([[live.key, live]]), touching([live]))).toEqual([])
})
