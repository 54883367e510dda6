import { expect, test } from 'vitest'
import { guardrail, judged } from '../test/guardrails.ts'
import { vendorInvitations } from './vendor-invitations.ts'

const users = (count: number, more = ''): string =>
  Array.from({ length: count }, (_, i) => `User u${i} {email: u${i}@acme.example${more}}`).join('\n')
const sso = 'SsoMethod entra {idp: azureAD}'

guardrail(vendorInvitations, [
  { when: 'five hundred and one are new', before: sso, world: `${sso}\n${users(501)}`, fires: ['Team/acme'], says: 'invites 501 users' },
  { when: 'five hundred are new', before: sso, world: `${sso}\n${users(500)}`, fires: [] },
  { when: 'they come by single sign-on', before: sso, world: `${sso}\n${users(501, ', authentication: entra')}`, fires: [] },
])

test('users who are there already are not invited again', () => {
  expect(judged(vendorInvitations, { before: users(501), world: users(501, ', licence: technician') })).toEqual([])
})
