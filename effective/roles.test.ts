import { expect, test } from 'vitest'
import { actions, adminActions } from '../schema/actions.ts'
import { builtinRoles } from '../schema/formats.ts'
import { worldOf } from '../schema/kinds/cases.ts'
import { Resource } from '../schema/resource.ts'
import { World } from '../schema/world.ts'
import { exceeding, holderOf, holdersOf, mayWrite, roleRights, table } from './roles.ts'

test('the table has every action once, and a known cell for each role', () => {
  expect(table.flatMap(({ ids }) => ids).sort()).toEqual(Object.keys(actions).sort())
  const cells = new Set(table.flatMap(({ cells }) => builtinRoles.map((role) => cells[role])))
  expect([...cells].sort()).toEqual(['C', 'G', 'GA', 'GC', 'N', 'Y', 'own'])
  expect(table.every(({ cells, says }) => Object.keys(cells).length === builtinRoles.length && says !== '')).toBe(true)
})

test('what administrators hold is what a custom role may be granted', () => {
  expect([...roleRights(worldOf('Team acme {owner: olga}'), 'admin').keys()].sort()).toEqual([...adminActions].sort())
})

test('nobody holds the transfer of the team; the owner alone its bill and its name', () => {
  expect([holdersOf('team.transfer'), holdersOf('team.billing'), holdersOf('team.rename')]).toEqual([[], ['owner'], ['owner']])
})

test('no built-in role exceeds one above it', () => {
  const world = worldOf('Team acme {owner: olga}')
  for (const [i, low] of builtinRoles.entries())
    for (const high of builtinRoles.slice(0, i + 1))
      expect(exceeding(roleRights(world, low), roleRights(world, high)), `${low} ${high}`).toBeUndefined()
  for (const [i, high] of builtinRoles.entries())
    for (const low of builtinRoles.slice(i + 1))
      expect(exceeding(roleRights(world, high), roleRights(world, low)), `${high} ${low}`).toBeDefined()
})

test('a custom role has the rights of its chain, its grants as administrators hold them, and a denial wins wherever it stands', () => {
  const world = worldOf(`
    Role a {extends: b, grants: [users.invite, granular.manage]}
    Role b {extends: member, grants: [groups.create, users.remove], denies: [users.invite]}
    Role c {extends: group-admin, grants: [permissions.manage, policies.manage]}
    Role d {extends: d}`)
  const rights = (role: string) => Object.fromEntries([...roleRights(world, role)].map(([id, conditions]) => [id, [...conditions]]))
  expect(rights('a')).toMatchObject({ 'groups.create': [], 'users.remove': [], 'granular.manage': ['team'] })
  expect(rights('a')).not.toHaveProperty(['users.invite'])
  expect(rights('c')).toMatchObject({
    'permissions.manage': ['groups'],
    'policies.manage': ['groups'],
    'packages.manage': ['groups', 'assigned'],
  })
  expect([rights('d'), rights('nowhere')]).toEqual([{}, {}])
  // Refused where declarations are read; what reaches a world by another way gives nothing to every member at once.
  const spec = { extends: 'admin', grants: ['users.invite'] }
  const posing = new World('acme', [new Resource({ kind: 'Role', namespace: 'acme', name: 'member', declared: { spec } })])
  expect(roleRights(posing, 'member').has('users.invite')).toBe(false)
})

test('who acts has a name, a role and rights; the operator those of the owner, and nobody none', () => {
  const world = worldOf(`
    Team acme {owner: olga}
    User olga {email: olga@acme.example}
    User gone {email: gone@acme.example, role: admin, disabled: true}
    User lost {email: lost@acme.example, role: ghost}
    Group crew {type: mixed, admins: [gone, lost]}`)
  const owner = { role: 'owner', rank: 'owner', rights: roleRights(world, 'owner'), groups: new Set() }
  expect(holderOf(world, { user: 'olga' })).toEqual({ name: 'olga', ...owner })
  expect(holderOf(world, { operator: 'os:root' })).toEqual({ name: 'os:root', ...owner, role: 'operator' })
  expect(owner.rights.size).toBeGreaterThan(20)
  const none = { rank: undefined, rights: new Map(), groups: new Set() }
  const nobody = (name: string, role: string, why: string) => ({ name, role, ...none, nobody: why })
  expect(holderOf(world, { user: 'hans' })).toEqual(nobody('hans', 'member', 'there is no user `hans` in the team'))
  expect(holderOf(world, { user: 'gone' })).toEqual(nobody('gone', 'admin', 'the user `gone` is disabled'))
  expect(holderOf(world, { user: 'lost' })).toEqual(nobody('lost', 'ghost', 'there is no role `ghost`'))
  expect(holderOf(world, { pipeline: 'ci', role: 'admin', issuer: 'gone' })).toEqual(
    nobody('pipeline ci', 'admin', 'its token was issued by `gone`, and the user `gone` is disabled'),
  )
  expect(holderOf(world, { pipeline: 'ci', role: 'ghost', issuer: 'olga' })).toEqual(
    nobody('pipeline ci', 'ghost', 'there is no role `ghost`'),
  )
})

test('a pipeline has what its role and its issuer have in common, as it is now', () => {
  const people = `
    User sue {email: sue@acme.example, role: super-admin}
    User gina {email: gina@acme.example, role: group-admin}
    Group crew {type: mixed, admins: [gina]}`
  const holder = (issuer: string, role: string) => holderOf(worldOf(people), { pipeline: 'ci', role, issuer })
  expect(holder('sue', 'owner')).toMatchObject({ name: 'pipeline ci', rank: 'super-admin' })
  expect(holder('sue', 'owner').rights.has('team.rename')).toBe(false)
  expect(holder('sue', 'admin')).toMatchObject({ rank: 'admin', groups: new Set() })
  expect(holder('gina', 'admin')).toMatchObject({ rank: 'group-admin', groups: new Set(['crew']) })
  expect([...(holder('gina', 'admin').rights.get('users.invite') ?? [])]).toEqual(['groups'])
  expect([holder('gone', 'admin').nobody, holder('sue', 'nowhere').nobody].map((why) => why?.split(',')[0])).toEqual([
    'its token was issued by `gone`',
    'there is no role `nowhere`',
  ])
  expect([holder('sue', 'member'), holder('sue', 'admin')].map(mayWrite)).toEqual([false, true])
})
