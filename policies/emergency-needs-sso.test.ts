import { guardrail } from '../test/guardrails.ts'
import { emergencyNeedsSso } from './emergency-needs-sso.ts'

guardrail(emergencyNeedsSso, [
  {
    when: 'all of them sign in by single sign-on',
    world: `
      SsoMethod entra {idp: azureAD, domains: [acme.example, Acme.Org]}
      User ann {email: ann@acme.example, authentication: entra}
      User bob {email: bob@acme.example, authentication: entra}`,
    known: { breakGlass: ['ann', 'bob'] },
    fires: ['User/ann'],
  },
  {
    when: 'one has a password',
    world: `
      SsoMethod entra {idp: azureAD, domains: [acme.example, Acme.Org]}
      User ann {email: ann@acme.example, authentication: entra}
      User bob {email: bob@acme.example}`,
    known: { breakGlass: ['ann', 'bob'] },
    fires: [],
  },
  {
    when: 'nobody is kept for emergencies',
    world: `
      SsoMethod entra {idp: azureAD, domains: [acme.example, Acme.Org]}
      User ann {email: ann@acme.example, authentication: entra}`,
    fires: [],
  },
])
