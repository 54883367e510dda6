import { guardrail } from '../test/guardrails.ts'
import { emptyGroup } from './empty-group.ts'

guardrail(emptyGroup, [
  {
    when: 'no user is in it',
    world: 'Group crew {type: users}',
    fires: ['Group/crew'],
    says: 'has no user in it',
  },
  {
    when: 'no computer is in it',
    world: `
      Group nodes {type: computers}
      Group crew {type: mixed}`,
    fires: ['Group/crew', 'Group/nodes'],
    says: 'has no computer in it',
  },
  {
    when: 'someone is',
    world: `
      Group crew {type: mixed}
      User ann {email: ann@acme.example, group: crew}`,
    fires: [],
  },
  {
    when: 'computers fall into it by themselves',
    world: `Group nodes {type: computers, match: {hostname: 'rnd-*'}}`,
    fires: [],
  },
  {
    when: 'a package puts computers in',
    world: `
      Group nodes {type: computers}
      DeploymentPackage p {group: nodes}`,
    fires: [],
  },
  {
    when: 'the identity provider fills it',
    world: `
      SsoMethod entra {idp: azureAD, scim: {enabled: true, userGroups: true}}
      Group crew {type: users}`,
    fires: [],
  },
  {
    when: 'an enrolled computer is in it',
    world: `
      Group nodes {type: computers}
      Computer pc {} status {enrolment: {group: nodes}}`,
    fires: [],
  },
])
