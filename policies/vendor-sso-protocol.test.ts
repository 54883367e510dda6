import { guardrail } from '../test/guardrails.ts'
import { vendorSsoProtocol } from './vendor-sso-protocol.ts'

guardrail(vendorSsoProtocol, [
  {
    when: 'it speaks OpenID Connect',
    world: 'SsoMethod okta {idp: okta, protocol: oidc}',
    fires: ['SsoMethod/okta'],
  },
  {
    when: 'it speaks SAML',
    world: 'SsoMethod okta {idp: okta}',
    fires: [],
  },
])
