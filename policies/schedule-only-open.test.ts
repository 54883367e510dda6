import { guardrail } from '../test/guardrails.ts'
import { scheduleOnlyOpen } from './schedule-only-open.ts'

guardrail(scheduleOnlyOpen, [
  {
    when: 'no permission names the group',
    world: `
      Team acme {owner: root, scheduledAccess: {timeZone: Europe/Paris}}
      Group crew {type: users}
      Group nodes {type: computers}
      Computer n1 {group: nodes}
      ScheduledResource farm {groups: [nodes]}
      User ann {email: ann@acme.example, group: crew}
      Schedule s {resource: farm, subjects: {groups: [crew]}, startDate: 2026-01-05, timeSlot: {start: '09:00', end: '17:00'}, recurrence: {frequency: daily}}`,
    fires: ['Group/crew'],
    says: 'no permission says `none`',
  },
  {
    when: 'a user without a group is named',
    world: `
      Team acme {owner: root, scheduledAccess: {timeZone: Europe/Paris}}
      Group nodes {type: computers}
      Computer n1 {group: nodes}
      ScheduledResource farm {groups: [nodes]}
      User ann {email: ann@acme.example}
      Schedule s {resource: farm, subjects: {users: [ann]}, startDate: 2026-01-05, timeSlot: {start: '09:00', end: '17:00'}, recurrence: {frequency: daily}}`,
    fires: ['User/ann'],
  },
  {
    when: 'the permission is that of a group without computers',
    world: `
      Team acme {owner: root, scheduledAccess: {timeZone: Europe/Paris}}
      Group crew {type: users}
      Group nodes {type: computers}
      Computer n1 {group: nodes}
      ScheduledResource farm {groups: [nodes]}
      User ann {email: ann@acme.example, group: crew}
      Schedule s {resource: farm, subjects: {groups: [crew]}, startDate: 2026-01-05, timeSlot: {start: '09:00', end: '17:00'}, recurrence: {frequency: daily}}
      Group desks {type: computers}
      AccessPermission crew {subjects: {groups: [crew]}, computers: {mode: ownGroup}}`,
    fires: ['AccessPermission/crew'],
    says: "doesn't say `none`",
  },
  {
    when: 'the permission is none',
    world: `
      Team acme {owner: root, scheduledAccess: {timeZone: Europe/Paris}}
      Group crew {type: users}
      Group nodes {type: computers}
      Computer n1 {group: nodes}
      ScheduledResource farm {groups: [nodes]}
      User ann {email: ann@acme.example, group: crew}
      Schedule s {resource: farm, subjects: {groups: [crew]}, startDate: 2026-01-05, timeSlot: {start: '09:00', end: '17:00'}, recurrence: {frequency: daily}}
      AccessPermission crew {subjects: {groups: [crew]}, computers: {mode: none}}`,
    fires: [],
  },
  {
    when: "the user's own permission is none",
    world: `
      Team acme {owner: root, scheduledAccess: {timeZone: Europe/Paris}}
      Group crew {type: users}
      Group nodes {type: computers}
      Computer n1 {group: nodes}
      ScheduledResource farm {groups: [nodes]}
      User ann {email: ann@acme.example, group: crew}
      Schedule s {resource: farm, subjects: {groups: [crew]}, startDate: 2026-01-05, timeSlot: {start: '09:00', end: '17:00'}, recurrence: {frequency: daily}}
      AccessPermission own {subjects: {users: [ann]}, computers: {mode: none}}`,
    fires: [],
  },
  {
    when: 'they have computers at any hour, too',
    world: `
      Team acme {owner: root, scheduledAccess: {timeZone: Europe/Paris}}
      Group crew {type: users}
      Group nodes {type: computers}
      Computer n1 {group: nodes}
      ScheduledResource farm {groups: [nodes]}
      User ann {email: ann@acme.example, group: crew}
      Schedule s {resource: farm, subjects: {groups: [crew]}, startDate: 2026-01-05, timeSlot: {start: '09:00', end: '17:00'}, recurrence: {frequency: daily}}
      AccessPermission crew {subjects: {groups: [crew]}, computers: {mode: only, groups: [nodes]}}`,
    fires: [],
  },
  {
    when: 'they are given computers that are yet to come',
    world: `
      Team acme {owner: root, scheduledAccess: {timeZone: Europe/Paris}}
      Group crew {type: users}
      Group nodes {type: computers}
      Computer n1 {group: nodes}
      ScheduledResource farm {groups: [nodes]}
      User ann {email: ann@acme.example, group: crew}
      Schedule s {resource: farm, subjects: {groups: [crew]}, startDate: 2026-01-05, timeSlot: {start: '09:00', end: '17:00'}, recurrence: {frequency: daily}}
      Group desks {type: computers}
      AccessPermission crew {subjects: {groups: [crew]}, computers: {mode: only, groups: [desks]}}`,
    fires: [],
  },
  {
    when: 'no schedule names them',
    world: `
      Team acme {owner: root, scheduledAccess: {timeZone: Europe/Paris}}
      Group crew {type: users}
      Group nodes {type: computers}
      Computer n1 {group: nodes}
      User ann {email: ann@acme.example, group: crew}`,
    fires: [],
  },
])
