/** The computers at the tills, and the auditors who may look at them in spring. */
import { accessPermission, accessTest, computer, group, schedule, scheduledResource, user } from 'splashtop-iac'
import { branches } from './branches.ts'
import { groups } from './people.ts'

for (const staff of groups) {
  const { city = '', tills = 0 } = branches[staff.name] ?? {}
  for (let till = 1; till <= tills; till++) computer(`${staff.name}-till-${till}`, { displayName: `Till ${city} ${till}`, group: staff })
}

// The auditors come in spring, on weekdays, and see the tills of each branch on a day of its own.
const auditors = group('auditors', { displayName: 'Auditors', type: 'users' })
const auditor = user('k.brand', { displayName: 'Katrin Brand', email: 'k.brand@auditors.example', group: auditors })
// At no other time: not even if somebody puts them into a branch one day.
accessPermission('auditors', { subjects: { groups: [auditors] }, computers: { mode: 'none' } })

const days = ['MO', 'TU', 'WE'] as const
for (const [index, branch] of groups.entries()) {
  const till = scheduledResource(`tills-${branch.name}`, { displayName: `Tills ${branch.name}`, groups: [branch] })
  schedule(`audit-${branch.name}`, {
    displayName: `Audit ${branch.name}`,
    resource: till,
    subjects: { groups: [auditors] },
    startDate: '2026-04-06',
    endDate: '2026-05-29',
    timeSlot: { start: '09:00', end: '12:00' },
    recurrence: { frequency: 'weekly', days: [days[index] ?? 'TH'] },
    forceDisconnectAtEnd: true,
  })
}

accessTest('auditors-see-graz-on-mondays', {
  subjects: { users: [auditor] },
  targets: { groups: ['graz'] },
  times: ['2026-04-06T10:00'],
  expect: { access: 'allow' },
})
accessTest('auditors-see-nothing-at-night', {
  subjects: { groups: [auditors] },
  targets: { groups },
  times: ['2026-04-06T23:00'],
  expect: { access: 'deny' },
})
