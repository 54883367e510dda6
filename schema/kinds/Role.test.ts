import { expect, test } from 'vitest'
import { baseRole, mayAdminister, roleOf } from '../ranks.ts'
import { invariantsOf, worldOf } from './cases.ts'
import { Role } from './Role.ts'

invariantsOf(Role, {
  'role-grants-within-admin': [
    { world: 'Role a {extends: member, grants: [users.invite, team.settings]}', at: [1], says: '`team.settings`' },
    { world: 'Role a {extends: member, grants: [users.invite], denies: [team.settings]}', at: [] },
  ],
  'role-never-owner': [
    { world: 'Role a {extends: owner}', at: [1] },
    { world: 'Role a {extends: super-admin}', at: [] },
  ],
  'role-no-cycle': [
    { world: 'Role c {extends: a}\nRole a {extends: b}\nRole b {extends: c}', at: [2, 3, 1], says: '`a` → `b` → `c` → `a`' },
    { world: 'Role a {extends: a}', at: [1] },
    { world: 'Role a {extends: b}\nRole b {extends: member}\nRole c {extends: nowhere}', at: [] },
  ],
})

test('a role that leads into a circle without being in it does not hang, and is not told', () => {
  const world = worldOf('Role x {extends: a}\nRole a {extends: b}\nRole b {extends: a}')
  expect(baseRole(world, 'x')).toBeUndefined()
})

test('a custom role counts as the built-in role that its chain ends in', () => {
  const world = worldOf(
    'Role lead {extends: senior}\nRole senior {extends: group-admin}\nUser ann {role: lead}\nUser bob {}\nTeam acme {owner: bob}',
  )
  const user = (name: string) => world.find('User', name) ?? expect.fail(name)
  expect(roleOf(world, user('ann'))).toBe('group-admin')
  expect(roleOf(world, user('bob'))).toBe('owner')
  expect(mayAdminister(world, user('ann'))).toBe(true)
})
