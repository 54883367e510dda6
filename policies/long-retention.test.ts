import { guardrail } from '../test/guardrails.ts'
import { longRetention } from './long-retention.ts'

guardrail(longRetention, [
  {
    when: 'logs are kept for three years',
    world: `
      Team acme {owner: root, logRetentionDays: 1095}
      User root {email: root@acme.example}`,
    fires: ['Team/acme'],
    says: '1095 days',
  },
  {
    when: 'logs are kept for a leap year',
    world: `
      Team acme {owner: root, logRetentionDays: 366}
      User root {email: root@acme.example}`,
    fires: [],
  },
  {
    when: 'the team says nothing',
    world: `
      Team acme {owner: root}
      User root {email: root@acme.example}`,
    fires: [],
  },
])
