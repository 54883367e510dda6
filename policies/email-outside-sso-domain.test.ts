import { guardrail } from '../test/guardrails.ts'
import { emailOutsideSsoDomain } from './email-outside-sso-domain.ts'

guardrail(emailOutsideSsoDomain, [
  {
    when: 'the domain is another',
    world: `
      SsoMethod entra {idp: azureAD, domains: [acme.example, Acme.Org]}
      User ann {email: ann@elsewhere.example, authentication: entra}`,
    fires: ['User/ann'],
    says: 'do not include `elsewhere.example`',
  },
  {
    when: 'a subdomain is not the domain',
    world: `
      SsoMethod entra {idp: azureAD, domains: [acme.example, Acme.Org]}
      User ann {email: ann@eu.acme.example, authentication: entra}`,
    fires: ['User/ann'],
  },
  {
    when: 'case alone differs',
    world: `
      SsoMethod entra {idp: azureAD, domains: [acme.example, Acme.Org]}
      User ann {email: ann@ACME.example, authentication: entra}
      User bob {email: bob@acme.org, authentication: entra}`,
    fires: [],
  },
  {
    when: 'the user signs in by password',
    world: `
      SsoMethod entra {idp: azureAD, domains: [acme.example, Acme.Org]}
      User ann {email: ann@elsewhere.example}`,
    fires: [],
  },
  {
    when: 'the method has no domains',
    world: `
      SsoMethod entra {idp: azureAD}
      User ann {email: ann@elsewhere.example, authentication: entra}`,
    fires: [],
  },
  {
    when: 'the user is disabled',
    world: `
      SsoMethod entra {idp: azureAD, domains: [acme.example, Acme.Org]}
      User ann {email: ann@elsewhere.example, authentication: entra, disabled: true}`,
    fires: [],
  },
])
