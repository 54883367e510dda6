import { guardrail } from '../test/guardrails.ts'
import { emergencyLockedOut } from './emergency-locked-out.ts'

guardrail(emergencyLockedOut, [
  {
    when: 'a break-glass user is disabled',
    world: 'User ann {email: ann@acme.example, disabled: true}',
    known: { breakGlass: ['ann'] },
    fires: ['User/ann'],
    says: 'the user is disabled',
  },
  {
    when: 'its single sign-on is off',
    world: `
      SsoMethod entra {idp: azureAD, enabled: false}
      User ann {email: ann@acme.example, authentication: entra}`,
    known: { breakGlass: ['ann'] },
    fires: ['User/ann'],
    says: 'its SsoMethod `entra` is off',
  },
  {
    when: 'who applies would be disabled',
    world: 'User ann {email: ann@acme.example, disabled: true}',
    known: { applier: 'ann' },
    fires: ['User/ann'],
    says: 'who applies this',
  },
  {
    when: 'someone else is disabled',
    world: `
      User ann {email: ann@acme.example}
      User bob {email: bob@acme.example, disabled: true}`,
    known: { breakGlass: ['ann'], applier: 'ann' },
    fires: [],
  },
  {
    when: 'the user is not there: a guard of every plan says so',
    world: 'User bob {email: bob@acme.example}',
    known: { breakGlass: ['ann'] },
    fires: [],
  },
])
