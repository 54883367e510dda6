import { guardrail } from '../test/guardrails.ts'
import { adminsWithoutTwoStep } from './admins-without-two-step.ts'

guardrail(adminsWithoutTwoStep, [
  {
    when: 'the team turns it off',
    world: `
      Team acme {owner: root, authentication: {twoStepVerification: {admins: false}}}
      User root {email: root@acme.example}
      User ann {email: ann@acme.example, role: admin}`,
    fires: ['Team/acme'],
    says: 'not required of `ann` and `root`, who administer',
  },
  {
    when: 'the team says nothing',
    world: `
      Team acme {owner: root}
      User root {email: root@acme.example}`,
    fires: [],
  },
  {
    when: 'a control requires it of every administrator',
    world: `
      Team acme {owner: root, authentication: {twoStepVerification: {admins: false}}}
      User root {email: root@acme.example}
      User ann {email: ann@acme.example, disabled: true, role: admin}
      GranularControl two-steps {subjects: {users: [root]}, controls: {twoStepVerification: enabled}}`,
    fires: [],
  },
  {
    when: 'a control requires it of one of two',
    world: `
      Team acme {owner: root, authentication: {twoStepVerification: {admins: false}}}
      User root {email: root@acme.example}
      User ann {email: ann@acme.example, role: group-admin}
      GranularControl two-steps {subjects: {users: [root]}, controls: {twoStepVerification: enabled}}`,
    fires: ['Team/acme'],
    says: 'not required of `ann`, who administers',
  },
])
