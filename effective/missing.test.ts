import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Json } from '../schema/canonical.ts'
import { type Declared, segments, type Tree, valueAt } from '../schema/fields.ts'
import { worldOf } from '../schema/kinds/cases.ts'
import { Resource, splitKey } from '../schema/resource.ts'
import type { World } from '../schema/world.ts'
import { draws, shown } from '../test/reference/worlds.ts'
import { accessOf, waysTo } from './access.ts'
import { effective } from './effective.ts'
import { type Edit, type Missing, missingOf } from './missing.ts'
import { timeOf } from './time.ts'
import type { ComputerClass, UserClass } from './types.ts'

/** What a person does who follows the advice. */
function made(world: World, edits: readonly Edit[]): World {
  return edits.reduce((before, { key, path, op, value }) => {
    const { kind, namespace, name } = splitKey(key)
    const found = before.get(key)
    if (path === '') {
      expect(found, `${key} is there already`).toBeUndefined()
      return before.with([[key, new Resource({ kind, namespace, name, declared: value as Declared })]])
    }
    const declared = structuredClone(found?.declared) as Tree
    const list = (valueAt(declared, path) ?? []) as Json[]
    put(declared, path, op === 'set' ? value : op === 'add' ? [...list, value] : list.filter((one) => one !== value))
    return before.with([[key, (found as Resource).with({ declared: declared as Declared })]])
  }, world)
}

function put(tree: Tree, path: string, value: Json): void {
  const keys = segments(path)
  let at = tree
  for (const key of keys.slice(0, -1)) at = (at[key] ??= {}) as Tree
  at[keys.at(-1) as string] = value
}

const promises = ({ edits, from }: Missing): boolean => edits.length > 0 || from !== undefined

/** Is told of what fails alone: to write down the world for everything that holds would take longer than to ask. */
function ensure(holds: boolean, told: () => string): void {
  if (!holds) throw new Error(told())
}

/** What a world becomes by each advice, made once: many pairs and times are advised alike. */
function following<T>(world: World, meant: (after: World) => T): (edits: readonly Edit[]) => T {
  const known = new Map<string, T>()
  return (edits) => {
    const said = JSON.stringify(edits)
    const found = known.get(said) ?? meant(made(world, edits))
    known.set(said, found)
    return found
  }
}

test('following the advice gives the access: each of it alone, at the time that it says', () => {
  fc.assert(
    fc.property(draws, (draw) => {
      const e = effective(draw.world)
      const followed = following(draw.world, effective)
      for (const user of draw.world.of('User'))
        for (const computer of draw.world.of('Computer'))
          for (const time of draw.times) {
            if (accessOf(e, user, computer, time).allowed) continue
            const missing = missingOf(e, user, computer, time)
            const pair = () => `${user.name} → ${computer.name} at ${time}\n${shown(draw)}`
            ensure(missing.some(promises), () => `nothing is promised to ${pair()}`)
            for (const [i, one] of missing.entries()) {
              ensure(!/undefined|\.$|^$/.test(one.says), () => `${one.says}: is no reason`)
              ensure(/^[A-Z].*\.$/.test(one.fix) && !one.fix.includes('undefined'), () => `${one.fix}: is no advice`)
              // Who is disabled is told so first; when that is not all, what follows says the rest.
              if (!promises(one) || (i === 0 && user.spec.disabled && missing.length > 1)) continue
              const after = followed(one.edits)
              const [who, what] = [after.world.get(user.key), after.world.get(computer.key)]
              const then = accessOf(after, who as Resource<'User'>, what as Resource<'Computer'>, one.from ?? time)
              ensure(then.allowed, () => `no access by ${one.says}: ${one.fix}\n${pair()}`)
            }
          }
    }),
  )
})

/** Whom each user reaches: always, or by which schedules. */
function edges(world: World): Map<string, { always: boolean; schedules: Set<string> }> {
  const e = effective(world)
  const found = new Map<string, { always: boolean; schedules: Set<string> }>()
  for (const user of world.of('User'))
    for (const computer of world.of('Computer')) {
      const ways = waysTo(e, e.userClass(user.name) as UserClass, e.computerClass(computer.name) as ComputerClass)
      if (ways.length === 0) continue
      const schedules = new Set(ways.flatMap(({ schedule }) => schedule ?? []))
      found.set(`${user.name} → ${computer.name}`, { always: ways.some(({ schedule }) => schedule === undefined), schedules })
    }
  return found
}

test('nobody loses anything by following the advice, and nobody gains by it of whom the advice does not speak', () => {
  fc.assert(
    fc.property(draws, (draw) => {
      const e = effective(draw.world)
      const before = edges(draw.world)
      const followed = following(draw.world, edges)
      const time = draw.times[0] as number
      for (const user of draw.world.of('User'))
        for (const computer of draw.world.of('Computer')) {
          if (accessOf(e, user, computer, time).allowed) continue
          for (const one of missingOf(e, user, computer, time)) {
            if (one.edits.length === 0) continue
            const after = followed(one.edits)
            const told = () => `${one.says}: ${one.fix}\n${user.name} → ${computer.name}\n${shown(draw)}`
            for (const [pair, had] of before) {
              const has = after.get(pair)
              ensure(has !== undefined, () => `${pair} is lost by ${told()}`)
              if (has?.always) continue
              ensure(!had.always, () => `${pair} is no longer always by ${told()}`)
              for (const schedule of had.schedules)
                ensure(has?.schedules.has(schedule) === true, () => `${pair} loses ${schedule} by ${told()}`)
            }
            if ((one.others ?? []).length > 0) continue
            for (const pair of after.keys())
              if (!pair.startsWith(`${user.name} → `)) ensure(before.has(pair), () => `${pair} is new by ${told()}`)
          }
        }
    }),
  )
})

const team = 'Team acme {owner: olga, scheduledAccess: {timeZone: Europe/Paris}}'
const hours = '{startDate: 2026-03-02, timeSlot: {start: "09:00", end: "17:00"}, recurrence: {frequency: weekly, days: [MO, TU]}'
const asked = '2026-03-03T18:00'

describe('what is missing', () => {
  test.each<[string, string[], [RegExp, RegExp]]>([
    [
      'a permission that lists others: one for the user alone, which keeps what it has',
      [
        'User ann {group: crew}',
        'Group crew {type: users}',
        'AccessPermission lab {subjects: {groups: [crew]}, computers: {mode: only, computers: [other]}}',
        'Computer other {}',
      ],
      [
        /^AccessPermission lab decides for group crew and lists only other$/,
        /^Declare an AccessPermission with `subjects: \{users: \[ann\]\}` and `computers: \{mode: only, computers: \[other, pc\]\}`; it alone decides/,
      ],
    ],
    [
      'a permission of the user itself that hides what its group has',
      [
        'User ann {group: crew}',
        'Group crew {type: users}',
        'AccessPermission own {subjects: {users: [ann]}, computers: {mode: none}}',
        'AccessPermission lab {subjects: {groups: [crew]}, computers: {mode: all}}',
      ],
      [
        /^AccessPermission own names ann itself and gives nothing \(mode none\), which overrides what group crew gives$/,
        /^Remove `ann` from `spec.subjects.users` of AccessPermission\/own/,
      ],
    ],
    [
      'a permission that hides what a role gives',
      ['User ann {role: admin}', 'AccessPermission own {subjects: {users: [ann]}, computers: {mode: none}}'],
      [/which overrides what the role admin gives$/, /^Remove `ann`/],
    ],
    [
      'a user who is disabled',
      ['User ann {disabled: true, role: admin}'],
      [/^ann is disabled/, /^Set `spec.disabled: false` in User\/ann\.$/],
    ],
    [
      'a user without a group or a permission, where some group has the computer',
      ['User ann {}', 'Group crew {type: users}', 'AccessPermission lab {subjects: {groups: [crew]}, computers: {mode: all}}'],
      [/^no AccessPermission names ann, and ann is in no group$/, /^Declare an AccessPermission with `subjects: \{users: \[ann\]\}`/],
    ],
    [
      'a user without a group or a permission, where none has',
      ['User ann {}'],
      [
        /^no AccessPermission names ann, and ann is in no group$/,
        /^Declare an AccessPermission with `subjects: \{users: \[ann\]\}` and `computers: \{mode: only, computers: \[pc\]\}`\.$/,
      ],
    ],
    [
      'ownGroup in a group of users alone',
      [
        'User ann {group: crew}',
        'Group crew {type: users}',
        'AccessPermission own {subjects: {users: [ann]}, computers: {mode: ownGroup}}',
      ],
      [
        /but group crew is of type users: only a mixed group has computers of its own$/,
        /^Write `computers: \{mode: only, computers: \[pc\]\}` in AccessPermission\/own\.$/,
      ],
    ],
    [
      'a group administrator: one that lists what it administers',
      ['User ann {role: group-admin}', 'Group lab {type: computers, match: {hostname: pc}}', 'Group crew {type: computers, admins: [ann]}'],
      [
        /^ann administers group crew only, and pc is in group lab$/,
        /^Declare an AccessPermission with .*groups: \[crew\], computers: \[pc\]\}`; .* no longer follows what it administers\.$/,
      ],
    ],
    [
      'hours: when the next begin',
      ['User ann {}', `Schedule s ${hours}, resource: r, subjects: {users: [ann]}}`, 'ScheduledResource r {computers: [pc]}'],
      [/outside its hours; the next are Mon 2026-03-09 09:00 to 17:00$/, /^Wait until Mon 2026-03-09 09:00, or widen/],
    ],
    [
      'a pause, and the hours after it',
      ['User ann {}', `Schedule s ${hours}, resource: r, subjects: {users: [ann]}, paused: true}`, 'ScheduledResource r {computers: [pc]}'],
      [/but it is paused, and/, /^Set `spec.paused: false` in Schedule\/s; it then runs from Mon 2026-03-09 09:00 on\.$/],
    ],
    [
      'a resource that is off',
      [
        'User ann {}',
        `Schedule s ${hours}, resource: r, subjects: {users: [ann]}}`,
        'ScheduledResource r {computers: [pc], enabled: false}',
      ],
      [/its resource r is not enabled/, /^Set `spec.enabled: true` in ScheduledResource\/r/],
    ],
  ])('%s', (_, lines, [says, fix]) => {
    const world = worldOf([team, 'Computer pc {}', ...lines].join('\n'))
    const e = effective(world)
    const [first] = missingOf(
      e,
      world.find('User', 'ann') as Resource<'User'>,
      world.find('Computer', 'pc') as Resource<'Computer'>,
      timeOf(asked, e.zone),
    )
    expect(first?.says).toMatch(says)
    expect(first?.fix).toMatch(fix)
  })

  const find = (lines: string[]) => {
    const world = worldOf([team, 'Computer pc {}', 'User ann {}', ...lines].join('\n'))
    const e = effective(world)
    return missingOf(
      e,
      world.find('User', 'ann') as Resource<'User'>,
      world.find('Computer', 'pc') as Resource<'Computer'>,
      timeOf(asked, e.zone),
    )
  }

  test('a resource that is suspended: no edit wakes it', () => {
    const world = worldOf(
      [
        team,
        'Computer pc {}',
        'User ann {}',
        `Schedule s ${hours}, resource: r, subjects: {users: [ann]}}`,
        'ScheduledResource r {computers: [pc]}',
      ].join('\n'),
    )
    const farm = world.find('ScheduledResource', 'r') as Resource<'ScheduledResource'>
    const e = effective(
      world.with([[farm.key, farm.with({ status: { suspended: { since: '2026-01-01T00:00:00Z', reason: 'gone: gus' } } })]]),
    )
    const missing = missingOf(
      e,
      world.find('User', 'ann') as Resource<'User'>,
      world.find('Computer', 'pc') as Resource<'Computer'>,
      timeOf('2026-03-03T10:00', e.zone),
    )
    const one = missing.find(({ key }) => key === farm.key)
    expect(one).toMatchObject({ path: 'spec.admins', edits: [], from: undefined })
    expect(one?.says).toMatch(/resource r is suspended, because all of its administrators are gone or demoted$/)
    expect(one?.fix).toMatch(
      /^Name a user with the role `group-admin` or above in `spec.admins` of ScheduledResource\/r, and have it resumed/,
    )
  })

  test('a schedule that is over comes after what could be done, and promises nothing', () => {
    const missing = find([
      `Schedule s ${hours}, endDate: 2026-03-03, resource: r, subjects: {users: [ann]}}`,
      'ScheduledResource r {computers: [pc]}',
    ])
    expect(missing.map(({ key }) => key)).toEqual(['User/acme/ann', 'Schedule/acme/s'])
    expect(missing[1]).toMatchObject({
      edits: [],
      from: undefined,
      path: 'spec.endDate',
      fix: 'Move `spec.endDate` of Schedule/s, now 2026-03-03.',
    })
  })

  test('schedules that would do if they were wider are named last, and not all of them', () => {
    const others = ['a', 'b', 'c', 'd'].map((name) => `Schedule ${name} ${hours}, resource: r, subjects: {users: [olga]}}`)
    const missing = find(['User olga {}', 'ScheduledResource r {computers: [pc]}', ...others])
    expect(missing.map(({ key }) => key)).toEqual(['User/acme/ann', 'Schedule/acme/a', 'Schedule/acme/b'])
  })
})
