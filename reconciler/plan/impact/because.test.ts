import { expect, test } from 'vitest'
import { worldOf } from '../../../schema/kinds/cases.ts'
import type { World } from '../../../schema/world.ts'
import { impactOf } from '../impact.ts'

const team = 'Team acme {owner: own}\nUser own {}\nUser ann {}'
const daily = "startDate: 2026-01-05, timeSlot: {start: '09:00', end: '17:00'}, recurrence: {frequency: daily}"
const scheduled = (who: string) =>
  `ScheduledResource r {computers: [pc], admins: [own]}\nSchedule s {resource: r, subjects: {users: [${who}]}, ${daily}}`
const permitted = 'AccessPermission p {subjects: {users: [ann]}, computers: {mode: all}}'

function causes(before: string, after: string): string[][] {
  const [old, now]: World[] = [before, after].map((text) => worldOf(`${team}\n${text}`)) as [World, World]
  const keys = [...new Set([...(old?.all() ?? []), ...(now?.all() ?? [])].map(({ key }) => key))]
  const changed = keys.filter((key) => old?.get(key)?.digest !== now?.get(key)?.digest || !old?.has(key) || !now?.has(key))
  const { gained, lost, changed: edges } = impactOf(old as World, now as World, changed, '2026-03-02T09:00:00Z')
  return [...gained, ...lost, ...edges].map(({ users, computers, because }) => [`${users} → ${computers}`, ...because])
}

test.each<[string, string, string, string[][]]>([
  [
    'who reaches a new computer always does not by a schedule, and so is told of it with others',
    '',
    `Computer pc {}\nComputer pc2 {}\n${scheduled('own')}`,
    [['own → pc,pc2', 'Computer/acme/pc', 'Computer/acme/pc2']],
  ],
  [
    'what was scheduled and is permanent is so by the permission',
    `Computer pc {}\n${scheduled('ann')}`,
    `Computer pc {}\n${permitted}`,
    [['ann → pc', 'AccessPermission/acme/p']],
  ],
  [
    'what was permanent and is scheduled is so by both',
    `Computer pc {}\n${permitted}`,
    `Computer pc {}\n${scheduled('ann')}`,
    [['ann → pc', 'AccessPermission/acme/p', 'Schedule/acme/s', 'ScheduledResource/acme/r']],
  ],
])('%s', (_, before, after, told) => {
  expect(causes(before, after)).toEqual(told)
})
