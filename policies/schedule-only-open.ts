/** Somebody who is to come in by the clock alone, without a word that says so (guide S7). */
import { naming } from '../effective/naming.ts'
import type { UserClass } from '../effective/types.ts'
import { permanentWays } from '../effective/ways.ts'
import { type Key, keyOf, splitKey } from '../schema/resource.ts'
import type { Finding, Policy, PolicyContext } from './policy.ts'
import { schedulesOf } from './scheduled.ts'
import { some, verb } from './words.ts'

export const scheduleOnlyOpen: Policy = {
  id: 'schedule-only-open',
  level: 'warning',
  title: 'A user of schedules alone whose permission is not `none`',
  about: {
    why: 'Scheduled access comes on top of what a user may reach anyway. Who is to come in by the clock alone needs a permission of mode `none`: without it the first computer that is put into the group, or the next permission of the group, is open day and night.',
    guide: ['S6', 'S7'],
  },
  fix: 'Declare an AccessPermission of mode `none` for the user or the group.',
  example: `
kind: Schedule
metadata: {name: office-hours}
spec:
  resource: desks
  subjects: {groups: [contractors]}   # and no AccessPermission names the group
  startDate: 2026-01-05
  timeSlot: {start: '09:00', end: '17:00'}
`,
  packs: ['recommended', 'strict', 'vendor-limits'],
  *find(context): Iterable<Finding> {
    const { after, effective, now } = context
    if (after.of('Schedule').length === 0) return
    const found = new Map<Key, string[]>()
    for (const one of effective().users.values()) {
      if (one.disabled || schedulesOf(after, one, now).length === 0) continue
      // Who has a way at any hour is no user of schedules alone, even while no computer stands at its end.
      if (permanentWays(after, one).length > 0) continue
      for (const [key, users] of open(one, context)) found.set(key, [...(found.get(key) ?? []), ...users])
    }
    for (const [key, users] of found) {
      const { kind, name } = splitKey(key)
      const says = kind === 'AccessPermission' ? `AccessPermission \`${name}\` doesn't say \`none\`` : 'no permission says `none`'
      yield {
        resource: key,
        message: `${some(users)} ${verb(users.length, 'reaches', 'reach')} computers by schedules alone, but ${says}: what they are given next, they reach at any hour.`,
        at: after.get(key)?.at() ?? [],
      }
    }
  },
}

/** What is to be mended for these users; nothing where a permission says `none` already. */
function open({ permission, group, users }: UserClass, { after }: PolicyContext): [Key, string[]][] {
  const names = users.map((user) => user.name)
  const own = permission === undefined ? undefined : after.find('AccessPermission', permission)
  const mode = own?.value('spec.computers.mode')
  if (own && mode !== 'followGroup') return mode === 'none' ? [] : [[own.key, names]]
  if (group === undefined || !after.find('Group', group)) return names.map((name) => [keyOf('User', after.team, name), [name]])
  const ofGroup = naming(after).permissionOfGroup.get(group)
  const groups = ofGroup === undefined ? undefined : after.find('AccessPermission', ofGroup)
  if (!groups) return [[keyOf('Group', after.team, group), names]]
  return groups.value('spec.computers.mode') === 'none' ? [] : [[groups.key, names]]
}
