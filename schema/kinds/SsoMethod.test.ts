import { expect, test } from 'vitest'
import { invariantsOf, settled, worldOf } from './cases.ts'
import { SsoMethod } from './SsoMethod.ts'

invariantsOf(SsoMethod, {
  'sso-scim-provider': [
    { world: 'SsoMethod a {idp: onelogin, scim: {enabled: true}}', at: [1, 1], says: '`onelogin`' },
    { world: 'SsoMethod a {idp: adfs, scim: {enabled: false}}', at: [] },
    { world: 'SsoMethod a {scim: {enabled: true}}', at: [] },
    {
      world:
        'SsoMethod a {idp: azureAD, scim: {enabled: true}}\nSsoMethod b {idp: okta, scim: {enabled: true}}\nSsoMethod c {idp: jumpcloud, scim: {enabled: true}}',
      at: [],
    },
  ],
  'sso-one-default': [
    { world: 'SsoMethod b {defaultForInvites: true}\nSsoMethod a {defaultForInvites: true}', at: [2, 1], says: '`a` and `b`' },
    { world: 'SsoMethod a {defaultForInvites: true}\nSsoMethod b {defaultForInvites: false}\nSsoMethod c {}', at: [] },
  ],
})

test('a method begins unverified, stays verified, and has each further domain verified', () => {
  const before = worldOf('SsoMethod a {domains: [acme.example]}')
  expect(settled(before, 'SsoMethod a').status).toEqual({ verification: 'pendingVerification' })
  const active = 'status {verification: active}'
  const same = worldOf(`SsoMethod a {domains: [acme.example], enabled: false} ${active}`)
  expect(settled(same, 'SsoMethod a', { previous: before }).status).toEqual({ verification: 'active' })
  const more = worldOf(`SsoMethod a {domains: [acme.example, other.example]} ${active}`)
  expect(settled(more, 'SsoMethod a', { previous: before }).status).toEqual({ verification: 'pendingVerification' })
})
