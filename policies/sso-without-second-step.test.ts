import { guardrail } from '../test/guardrails.ts'
import { ssoWithoutSecondStep } from './sso-without-second-step.ts'

guardrail(ssoWithoutSecondStep, [
  {
    when: 'nothing says that the provider asks',
    world: `
      SsoMethod entra {idp: azureAD, deviceAuthentication: false}
      User ann {email: ann@acme.example, authentication: entra}
      User bob {email: bob@acme.example}`,
    fires: ['SsoMethod/entra'],
    says: 'lets 1 user in',
  },
  {
    when: 'a label says that the provider asks',
    world: `SsoMethod entra {idp: azureAD, deviceAuthentication: false} labels {splashtop.io/idp-mfa: 'true'}`,
    fires: [],
  },
  {
    when: 'the label says something else',
    world: `SsoMethod entra {idp: azureAD, deviceAuthentication: false} labels {splashtop.io/idp-mfa: 'false'}`,
    fires: ['SsoMethod/entra'],
  },
  {
    when: 'device authentication is on',
    world: 'SsoMethod entra {idp: azureAD}',
    fires: [],
  },
  {
    when: 'nobody signs in by it',
    world: 'SsoMethod entra {idp: azureAD, deviceAuthentication: false, enabled: false}',
    fires: [],
  },
])
