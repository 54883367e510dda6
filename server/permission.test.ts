import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Identity } from '../schema/kind.ts'
import type { Resource } from '../schema/resource.ts'
import type { ControlPlane } from './control-plane.ts'
import { identityOf, lacking } from './permission.ts'
import { applyTo, declaration, declare, type Place, place, planFor, refusal, user } from './testing.ts'

let here: Place
let plane: ControlPlane
beforeEach(async () => {
  here = place()
  plane = await here.open()
  await applyTo(plane, declaration(...team()))
})
afterEach(async () => {
  await plane.close()
  here.remove()
})

const team = (...more: Resource[]): Resource[] => {
  const all = [
    declare('Team', 'acme', { owner: 'olga' }),
    user('olga'),
    user('adam', { role: 'admin' }),
    user('gina', { role: 'group-admin', group: 'crew' }),
    user('mia', { group: 'crew' }),
    user('dan'),
    declare('Group', 'crew', { type: 'users', admins: ['gina'] }),
    ...more,
  ]
  return [...new Map(all.map((one) => [one.key, one])).values()]
}
const as = (identity: Identity, ...more: Resource[]) => applyTo(plane, declaration(...team(...more)), { actor: { name: 'x', identity } })

describe('a commit', () => {
  test('is refused to whoever may not, and nothing of it is written', async () => {
    const edits = [user('mia', { group: 'crew', disabled: true }), user('dan', { disabled: true })]
    expect(await refusal(as({ user: 'gina' }, ...edits))).toEqual(['not-permitted'])
    expect((await plane.world()).revision).toBe(1)
    expect((await as({ user: 'gina' }, edits[0] as Resource)).revision).toBe(2)
    expect((await as({ user: 'adam' }, ...edits)).revision).toBe(3)
  })

  test('over a network is nobody’s until it was proved whose, and then as that one may', async () => {
    const edit = declaration(...team(user('dan', { disabled: true })))
    const from = (identity?: Identity) => ({ actor: { name: 'olga', address: '192.0.2.1', ...(identity && { identity }) } })
    expect(await refusal(applyTo(plane, edit, from()))).toEqual(['not-permitted'])
    expect(await refusal(applyTo(plane, edit, from({ user: 'mia' })))).toEqual(['not-permitted'])
    expect((await applyTo(plane, edit, from({ pipeline: 'ci', role: 'admin', issuer: 'olga' }))).revision).toBe(2)
  })

  test('that only takes fields into possession needs the right to change them', async () => {
    const mine = { ...declaration(declare('Team', 'acme', { owner: 'olga' })), manager: 'project:other' }
    expect(await refusal(applyTo(plane, mine, { actor: { name: 'adam', identity: { user: 'adam' } } }))).toEqual(['not-permitted'])
    expect((await applyTo(plane, mine, { actor: { name: 'olga', identity: { user: 'olga' } } })).revision).toBe(2)
  })

  test('that takes one field more into possession needs the right to that field, though its value stays', async () => {
    const roleToo = user('mia', { group: 'crew', role: 'member' })
    expect(await refusal(as({ user: 'gina' }, roleToo))).toEqual(['not-permitted'])
    expect(await refusal(as({ user: 'gina' }, user('mia', { group: 'crew', role: 'member', licence: 'technician' })))).toEqual([
      'not-permitted',
    ])
    expect((await as({ user: 'gina' }, user('mia', { group: 'crew', licence: 'access' }))).revision).toBe(2)
    expect((await as({ user: 'olga' }, roleToo)).revision).toBe(3)
  })

  test('in the process itself is the operator’s, who may what the owner may', async () => {
    const edit = declaration(
      ...team(declare('Team', 'acme', { owner: 'olga', displayName: 'Acme' }), user('olga', { email: 'o@acme.example' })),
    )
    expect((await applyTo(plane, edit)).revision).toBe(2)
    expect(identityOf({ name: 'os:ann' })).toEqual({ operator: 'os:ann' })
    expect(identityOf({ name: 'os:ann', address: '::1' })).toBeUndefined()
  })

  test('that would leave who makes it without a right to take it back is refused, but for the operator', async () => {
    const demoted = user('adam', { role: 'member' })
    expect(await refusal(as({ pipeline: 'ci', role: 'owner', issuer: 'olga' }, user('olga', { disabled: true })))).toEqual([
      'locks-actor-out',
    ])
    expect(await refusal(as({ user: 'gina' }, user('gina', { role: 'group-admin', group: 'crew', disabled: true })))).toEqual([
      'locks-actor-out',
    ])
    expect(await refusal(as({ user: 'adam' }, user('adam', { role: 'admin', disabled: true })))).toEqual(['locks-actor-out'])
    expect((await applyTo(plane, declaration(...team(demoted)))).revision).toBe(2)
  })

  test('right after one is demoted is judged by what one may now', async () => {
    await applyTo(plane, declaration(...team(user('adam', { role: 'member' }))))
    expect(await refusal(as({ user: 'adam' }, user('adam', { role: 'member' }), user('dan', { disabled: true })))).toEqual([
      'not-permitted',
    ])
  })
})

test('what is lacking is known for each change of a plan', async () => {
  const planned = await planFor(
    plane,
    declaration(
      ...team(
        user('mia', { group: 'crew', role: 'admin' }),
        user('dan', { disabled: true }),
        user('gina', { group: 'crew', role: 'group-admin', licence: 'technician' }),
      ),
    ),
  )
  const live = await plane.world()
  expect(lacking(planned, live, { user: 'gina' })).toEqual(
    new Map([
      ['User/acme/mia', 'users.role'],
      ['User/acme/dan', 'users.edit'],
    ]),
  )
  expect(lacking(planned, live, { user: 'olga' })).toEqual(new Map())
})
