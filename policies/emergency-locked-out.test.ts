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
    when: 'who applies would be removed',
    before: 'Team acme {owner: bob}\nUser ann {email: ann@acme.example, role: admin}\nUser bob {email: bob@acme.example}',
    world: 'Team acme {owner: bob}\nUser bob {email: bob@acme.example}',
    known: { applier: 'ann' },
    fires: ['Team/acme'],
    says: 'could take nothing of it back: the user is removed',
  },
  {
    when: 'who applies would lose its role',
    before: 'User ann {email: ann@acme.example, role: super-admin}',
    world: 'User ann {email: ann@acme.example}',
    known: { applier: 'ann' },
    fires: ['User/ann'],
    says: 'the role `member` changes nothing',
  },
  {
    when: 'who applies had no such rights, or keeps enough of them',
    before: 'User ann {email: ann@acme.example, role: super-admin}\nUser bob {email: bob@acme.example}',
    world: 'User ann {email: ann@acme.example, role: admin}',
    known: { applier: 'bob' },
    fires: [],
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
