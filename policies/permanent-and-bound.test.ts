import { guardrail } from '../test/guardrails.ts'
import { permanentAndBound } from './permanent-and-bound.ts'

guardrail(permanentAndBound, [
  {
    when: "a group's permission has the pool",
    world: `
      Team acme {owner: root, scheduledAccess: {timeZone: Europe/Paris}}
      Group crew {type: mixed}
      Group nodes {type: computers}
      Computer n1 {group: nodes}
      Computer pc {}
      ScheduledResource farm {groups: [nodes], computers: [pc], connectionPool: {supported: true, default: true}}
      User ann {email: ann@acme.example, group: crew}
      Schedule s {resource: farm, subjects: {groups: [crew]}, startDate: 2026-01-05, timeSlot: {start: '09:00', end: '17:00'}, recurrence: {frequency: daily}}
      AccessPermission crew {subjects: {groups: [crew]}, computers: {mode: only, groups: [nodes]}}`,
    fires: ['Schedule/s'],
    says: 'is pooled, but `ann` reaches 1 computer of `farm`',
  },
  {
    when: 'a permission names one of its computers',
    world: `
      Team acme {owner: root, scheduledAccess: {timeZone: Europe/Paris}}
      Group crew {type: mixed}
      Group nodes {type: computers}
      Computer n1 {group: nodes}
      Computer pc {}
      ScheduledResource farm {groups: [nodes], computers: [pc], connectionPool: {supported: true, default: true}}
      User ann {email: ann@acme.example, group: crew}
      Schedule s {resource: farm, subjects: {groups: [crew]}, startDate: 2026-01-05, timeSlot: {start: '09:00', end: '17:00'}, recurrence: {frequency: daily}}
      AccessPermission crew {subjects: {groups: [crew]}, computers: {mode: only, computers: [pc]}}`,
    fires: ['Schedule/s'],
  },
  {
    when: 'an administrator reaches everything',
    world: `
      Team acme {owner: root, scheduledAccess: {timeZone: Europe/Paris}}
      Group crew {type: mixed}
      Group nodes {type: computers}
      Computer n1 {group: nodes}
      Computer pc {}
      ScheduledResource farm {groups: [nodes], computers: [pc], connectionPool: {supported: true, default: true}}
      User ann {email: ann@acme.example, group: crew}
      Schedule s {resource: farm, subjects: {groups: [crew]}, startDate: 2026-01-05, timeSlot: {start: '09:00', end: '17:00'}, recurrence: {frequency: daily}}
      User boss {email: boss@acme.example, group: crew, role: admin}
      AccessPermission crew {subjects: {groups: [crew]}, computers: {mode: none}}`,
    fires: ['Schedule/s'],
    says: '`boss` reaches 2 computers',
  },
  {
    when: 'the permission is none',
    world: `
      Team acme {owner: root, scheduledAccess: {timeZone: Europe/Paris}}
      Group crew {type: mixed}
      Group nodes {type: computers}
      Computer n1 {group: nodes}
      Computer pc {}
      ScheduledResource farm {groups: [nodes], computers: [pc], connectionPool: {supported: true, default: true}}
      User ann {email: ann@acme.example, group: crew}
      Schedule s {resource: farm, subjects: {groups: [crew]}, startDate: 2026-01-05, timeSlot: {start: '09:00', end: '17:00'}, recurrence: {frequency: daily}}
      AccessPermission crew {subjects: {groups: [crew]}, computers: {mode: none}}`,
    fires: [],
  },
  {
    when: 'the permission has other computers',
    world: `
      Team acme {owner: root, scheduledAccess: {timeZone: Europe/Paris}}
      Group crew {type: mixed}
      Group nodes {type: computers}
      Computer n1 {group: nodes}
      Computer pc {}
      ScheduledResource farm {groups: [nodes], computers: [pc], connectionPool: {supported: true, default: true}}
      User ann {email: ann@acme.example, group: crew}
      Schedule s {resource: farm, subjects: {groups: [crew]}, startDate: 2026-01-05, timeSlot: {start: '09:00', end: '17:00'}, recurrence: {frequency: daily}}
      Group desks {type: computers}
      Computer d1 {group: desks}
      AccessPermission crew {subjects: {groups: [crew]}, computers: {mode: only, groups: [desks]}}`,
    fires: [],
  },
  {
    when: 'the schedule leaves the pool',
    world: `
      Team acme {owner: root, scheduledAccess: {timeZone: Europe/Paris}}
      Group crew {type: mixed}
      Group nodes {type: computers}
      Computer n1 {group: nodes}
      Computer pc {}
      ScheduledResource farm {groups: [nodes], computers: [pc], connectionPool: {supported: true, default: true}}
      User ann {email: ann@acme.example, group: crew}
      Schedule s {resource: farm, subjects: {groups: [crew]}, startDate: 2026-01-05, timeSlot: {start: '09:00', end: '17:00'}, recurrence: {frequency: daily}, connectionPool: false}
      AccessPermission crew {subjects: {groups: [crew]}, computers: {mode: all}}`,
    fires: [],
  },
  {
    when: 'the resource is exclusive',
    world: `
      Team acme {owner: root, scheduledAccess: {timeZone: Europe/Paris}}
      Group crew {type: mixed}
      Group nodes {type: computers}
      Computer n1 {group: nodes}
      ScheduledResource farm {groups: [nodes], exclusiveAccess: {supported: true, default: true}}
      User ann {email: ann@acme.example, group: crew}
      Schedule s {resource: farm, subjects: {groups: [crew]}, startDate: 2026-01-05, timeSlot: {start: '09:00', end: '17:00'}, recurrence: {frequency: daily}}
      AccessPermission crew {subjects: {groups: [crew]}, computers: {mode: all}}`,
    fires: ['Schedule/s'],
    says: 'is exclusive',
  },
  {
    when: 'the last of its hours is over',
    world: `
      Team acme {owner: root, scheduledAccess: {timeZone: Europe/Paris}}
      Group crew {type: mixed}
      Group nodes {type: computers}
      Computer n1 {group: nodes}
      ScheduledResource farm {groups: [nodes], exclusiveAccess: {supported: true, default: true}}
      User ann {email: ann@acme.example, group: crew}
      Schedule s {resource: farm, subjects: {groups: [crew]}, startDate: 2026-01-05, endDate: 2026-02-26, timeSlot: {start: '09:00', end: '17:00'}, recurrence: {frequency: daily}}
      AccessPermission crew {subjects: {groups: [crew]}, computers: {mode: all}}`,
    fires: [],
  },
])
