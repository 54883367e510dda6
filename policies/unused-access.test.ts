import { guardrail } from '../test/guardrails.ts'
import { unusedAccess } from './unused-access.ts'

guardrail(unusedAccess, [
  {
    when: 'the last session is six weeks old',
    world: `
      Group crew {type: mixed}
      Computer pc {group: crew}
      User ann {email: ann@acme.example, group: crew}`,
    known: { lastUsed: { since: Date.parse('2025-12-01T00:00:00Z'), users: new Map([['ann', Date.parse('2026-01-19T09:00:00Z')]]) } },
    fires: ['User/ann'],
    says: 'for 42 days',
  },
  {
    when: 'there never was one',
    world: `
      Group crew {type: mixed}
      Computer pc {group: crew}
      User ann {email: ann@acme.example, group: crew}`,
    known: { lastUsed: { since: Date.parse('2025-12-01T00:00:00Z'), users: new Map() } },
    fires: ['User/ann'],
    says: 'in the 91 days of the log',
  },
  {
    when: 'the last session is a week old',
    world: `
      Group crew {type: mixed}
      Computer pc {group: crew}
      User ann {email: ann@acme.example, group: crew}`,
    known: { lastUsed: { since: Date.parse('2025-12-01T00:00:00Z'), users: new Map([['ann', Date.parse('2026-02-23T09:00:00Z')]]) } },
    fires: [],
  },
  {
    when: 'the user reaches nothing',
    world: `
      Group crew {type: mixed}
      User ann {email: ann@acme.example, group: crew}`,
    known: { lastUsed: { since: Date.parse('2025-12-01T00:00:00Z'), users: new Map([['ann', Date.parse('2026-01-19T09:00:00Z')]]) } },
    fires: [],
  },
  {
    when: 'the user is disabled',
    world: `
      Group crew {type: mixed}
      Computer pc {group: crew}
      User ann {email: ann@acme.example, group: crew, disabled: true}`,
    known: { lastUsed: { since: Date.parse('2025-12-01T00:00:00Z'), users: new Map([['ann', Date.parse('2026-01-19T09:00:00Z')]]) } },
    fires: [],
  },
  {
    when: 'the log is shorter than that',
    world: `
      Group crew {type: mixed}
      Computer pc {group: crew}
      User ann {email: ann@acme.example, group: crew}`,
    known: { lastUsed: { since: Date.parse('2026-02-20T00:00:00Z'), users: new Map() } },
    fires: [],
  },
  {
    when: 'there is no log',
    world: `
      Group crew {type: mixed}
      Computer pc {group: crew}
      User ann {email: ann@acme.example, group: crew}`,
    fires: [],
  },
])
