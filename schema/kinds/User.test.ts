import { expect, test } from 'vitest'
import { invariantsOf, settled, worldOf } from './cases.ts'
import { User } from './User.ts'

invariantsOf(User, {
  'user-email-unique': [
    { world: 'User b {email: X@acme.example}\nUser a {email: x@ACME.example}', at: [2, 1], says: '`a` and `b`' },
    { world: 'User a {email: a@acme.example}\nUser b {email: b@acme.example}\nUser c {}\nUser d {}', at: [] },
  ],
  'user-role-owner': [
    { world: 'User a {role: owner}', at: [1] },
    { world: 'User a {role: super-admin}\nTeam acme {owner: a}', at: [] },
  ],
  'User-group-hold-users': [
    { world: 'User a {group: pcs}\nGroup pcs {type: computers}', at: [1, 2], says: 'computers only' },
    {
      world:
        'User a {group: all}\nGroup all {type: mixed}\nUser b {group: us}\nGroup us {type: users}\nUser c {group: nowhere}\nUser d {group: untyped}\nGroup untyped {}',
      at: [],
    },
  ],
})

test('an invitation is pending until it is accepted; sign-on through an identity provider, and the owner, need none', () => {
  const world = worldOf(
    'Team acme {owner: own}\nUser own {}\nUser new {}\nUser old {} status {invitation: accepted}\nUser late {} status {invitation: expired}\nUser sso {authentication: entra}\nUser moved {authentication: entra} status {invitation: pending}',
  )
  const invitation = (name: string) => settled(world, `User ${name}`).status.invitation
  expect(['own', 'new', 'old', 'late', 'sso', 'moved'].map(invitation)).toEqual([
    'accepted',
    'pending',
    'accepted',
    'expired',
    'accepted',
    'accepted',
  ])
})
