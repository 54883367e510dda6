import { guardrail } from '../test/guardrails.ts'
import { roundTheClockDisconnect } from './round-the-clock-disconnect.ts'

guardrail(roundTheClockDisconnect, [
  {
    when: 'each day is whole',
    world: `
      Team acme {owner: root, scheduledAccess: {timeZone: Europe/Paris}}
      Group crew {type: mixed}
      Group nodes {type: computers}
      ScheduledResource farm {groups: [nodes]}
      Schedule s {resource: farm, subjects: {groups: [crew]}, startDate: 2026-01-05, timeSlot: {start: '00:00', end: '24:00'}, recurrence: {frequency: daily}, forceDisconnectAtEnd: true}`,
    fires: ['Schedule/s'],
  },
  {
    when: 'each runs until the next begins, past midnight',
    world: `
      Team acme {owner: root, scheduledAccess: {timeZone: Europe/Paris}}
      Group crew {type: mixed}
      Group nodes {type: computers}
      ScheduledResource farm {groups: [nodes]}
      Schedule s {resource: farm, subjects: {groups: [crew]}, startDate: 2026-01-05, timeSlot: {start: '06:00', end: '06:00', crossesMidnight: true}, recurrence: {frequency: daily}, forceDisconnectAtEnd: true}`,
    fires: ['Schedule/s'],
  },
  {
    when: 'all seven weekdays are named',
    world: `
      Team acme {owner: root, scheduledAccess: {timeZone: Europe/Paris}}
      Group crew {type: mixed}
      Group nodes {type: computers}
      ScheduledResource farm {groups: [nodes]}
      Schedule s {resource: farm, subjects: {groups: [crew]}, startDate: 2026-01-05, timeSlot: {start: '00:00', end: '24:00'}, recurrence: {frequency: weekly, days: [MO, TU, WE, TH, FR, SA, SU]}, forceDisconnectAtEnd: true}`,
    fires: ['Schedule/s'],
  },
  {
    when: 'a rule names every day',
    world: `
      Team acme {owner: root, scheduledAccess: {timeZone: Europe/Paris}}
      Group crew {type: mixed}
      Group nodes {type: computers}
      ScheduledResource farm {groups: [nodes]}
      Schedule s {resource: farm, subjects: {groups: [crew]}, startDate: 2026-01-05, timeSlot: {start: '00:00', end: '24:00'}, recurrence: {rule: FREQ=DAILY}, forceDisconnectAtEnd: true}`,
    fires: ['Schedule/s'],
  },
  {
    when: 'Sunday is free',
    world: `
      Team acme {owner: root, scheduledAccess: {timeZone: Europe/Paris}}
      Group crew {type: mixed}
      Group nodes {type: computers}
      ScheduledResource farm {groups: [nodes]}
      Schedule s {resource: farm, subjects: {groups: [crew]}, startDate: 2026-01-05, timeSlot: {start: '00:00', end: '24:00'}, recurrence: {frequency: weekly, days: [MO, TU, WE, TH, FR, SA]}, forceDisconnectAtEnd: true}`,
    fires: [],
  },
  {
    when: 'there is a gap',
    world: `
      Team acme {owner: root, scheduledAccess: {timeZone: Europe/Paris}}
      Group crew {type: mixed}
      Group nodes {type: computers}
      ScheduledResource farm {groups: [nodes]}
      Schedule s {resource: farm, subjects: {groups: [crew]}, startDate: 2026-01-05, timeSlot: {start: '00:00', end: '23:00'}, recurrence: {frequency: daily}, forceDisconnectAtEnd: true}`,
    fires: [],
  },
  {
    when: 'nothing is forced',
    world: `
      Team acme {owner: root, scheduledAccess: {timeZone: Europe/Paris}}
      Group crew {type: mixed}
      Group nodes {type: computers}
      ScheduledResource farm {groups: [nodes]}
      Schedule s {resource: farm, subjects: {groups: [crew]}, startDate: 2026-01-05, timeSlot: {start: '00:00', end: '24:00'}, recurrence: {frequency: daily}}`,
    fires: [],
  },
  {
    when: 'it happens once',
    world: `
      Team acme {owner: root, scheduledAccess: {timeZone: Europe/Paris}}
      Group crew {type: mixed}
      Group nodes {type: computers}
      ScheduledResource farm {groups: [nodes]}
      Schedule s {resource: farm, subjects: {groups: [crew]}, startDate: 2026-01-05, timeSlot: {start: '00:00', end: '24:00'}, recurrence: {frequency: once}, forceDisconnectAtEnd: true}`,
    fires: [],
  },
])
