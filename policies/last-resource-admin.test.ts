import { guardrail } from '../test/guardrails.ts'
import { lastResourceAdmin } from './last-resource-admin.ts'

guardrail(lastResourceAdmin, [
  {
    when: 'the only one becomes a member',
    before: `
      Group nodes {type: computers}
      ScheduledResource farm {groups: [nodes], admins: [ann]}
      User ann {email: ann@acme.example, role: group-admin}`,
    world: `
      Group nodes {type: computers}
      ScheduledResource farm {groups: [nodes], admins: [ann]}
      User ann {email: ann@acme.example, role: member}`,
    fires: ['ScheduledResource/farm'],
    says: 'loses its last administrator, `ann`',
  },
  {
    when: 'the list is emptied',
    before: `
      Group nodes {type: computers}
      ScheduledResource farm {groups: [nodes], admins: [ann]}
      User ann {email: ann@acme.example, role: group-admin}`,
    world: `
      Group nodes {type: computers}
      ScheduledResource farm {groups: [nodes], admins: []}
      User ann {email: ann@acme.example, role: group-admin}`,
    fires: ['ScheduledResource/farm'],
  },
  {
    when: 'another one remains',
    before: `
      Group nodes {type: computers}
      ScheduledResource farm {groups: [nodes], admins: [ann, bob]}
      User ann {email: ann@acme.example, role: admin}
      User bob {email: bob@acme.example, role: admin}`,
    world: `
      Group nodes {type: computers}
      ScheduledResource farm {groups: [nodes], admins: [ann, bob]}
      User ann {email: ann@acme.example}
      User bob {email: bob@acme.example, role: admin}`,
    fires: [],
  },
  {
    when: 'it never had any',
    before: `
      Group nodes {type: computers}
      ScheduledResource farm {groups: [nodes]}
      User ann {email: ann@acme.example, role: admin}`,
    world: `
      Group nodes {type: computers}
      ScheduledResource farm {groups: [nodes]}
      User ann {email: ann@acme.example}`,
    fires: [],
  },
  {
    when: 'nothing changes',
    world: `
      Group nodes {type: computers}
      ScheduledResource farm {groups: [nodes], admins: [ann]}
      User ann {email: ann@acme.example}`,
    fires: [],
  },
])
