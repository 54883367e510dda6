import { guardrail } from '../test/guardrails.ts'
import { endsAMinuteEarly } from './ends-a-minute-early.ts'

guardrail(endsAMinuteEarly, [
  {
    when: 'the end is 23:59',
    world: `
      Team acme {owner: root, scheduledAccess: {timeZone: Europe/Paris}}
      Group crew {type: mixed}
      Group nodes {type: computers}
      ScheduledResource farm {groups: [nodes]}
      Schedule s {resource: farm, subjects: {groups: [crew]}, startDate: 2026-01-05, timeSlot: {start: '18:00', end: '23:59'}, recurrence: {frequency: daily}}`,
    fires: ['Schedule/s'],
  },
  {
    when: 'the end is 24:00',
    world: `
      Team acme {owner: root, scheduledAccess: {timeZone: Europe/Paris}}
      Group crew {type: mixed}
      Group nodes {type: computers}
      ScheduledResource farm {groups: [nodes]}
      Schedule s {resource: farm, subjects: {groups: [crew]}, startDate: 2026-01-05, timeSlot: {start: '18:00', end: '24:00'}, recurrence: {frequency: daily}}`,
    fires: [],
  },
])
