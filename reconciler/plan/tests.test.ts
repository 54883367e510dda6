import { describe, expect, test } from 'vitest'
import { effective } from '../../effective/effective.ts'
import { explain } from '../../effective/explanation.ts'
import { timeOf } from '../../effective/time.ts'
import { worldOf } from '../../schema/kinds/cases.ts'
import type { Resource } from '../../schema/resource.ts'
import { World } from '../../schema/world.ts'
import { plan } from './plan.ts'
import { runTests } from './tests.ts'

const NOW = '2026-03-02T09:00:00Z'
const team = `
  Team acme {owner: olga, scheduledAccess: {timeZone: Europe/Paris}}
  User olga {email: olga@acme.example}
  User ann {email: ann@acme.example, group: crew}
  User bob {email: bob@acme.example, group: crew}
  User cem {email: cem@acme.example, group: guests}
  Group crew {type: users}
  Group guests {type: users}
  Group nobody {type: users}
  Group lab {type: computers}
  Computer pc-1 {group: lab}
  Computer pc-2 {group: lab}
  Computer loner {}
  AccessPermission crew {subjects: {groups: [crew]}, computers: {mode: only, groups: [lab]}}
  ScheduledResource lab {groups: [lab]}
  Schedule nights {resource: lab, subjects: {groups: [guests]}, startDate: 2026-01-01, timeSlot: {start: '20:00', end: '06:00', crossesMidnight: true}, recurrence: {frequency: daily}}
  GranularControl guests {subjects: {groups: [guests]}, controls: {fileTransfer: disabled}}
  PreferencePolicy lab {settings: {security: {copyPaste: toComputerOnly, requestPermission: {mode: rejectOnTimeout}}}, targets: {groups: [lab]}}`

function split(text: string): { local: Resource[]; world: World } {
  const all = [...worldOf(text).all()]
  return {
    local: all.filter(({ kind }) => kind === 'AccessTest'),
    world: new World(
      'acme',
      all.filter(({ kind }) => kind !== 'AccessTest'),
    ),
  }
}
function run(spec: string, world = team, now = NOW) {
  const { local, world: final } = split(`${world}\nAccessTest t ${spec}`)
  const { results, problems } = runTests(local, final, now)
  return { result: results[0], problems, codes: problems.map(({ code }) => code), told: problems.map(({ message }) => message).join('\n') }
}

describe('access', () => {
  test('holds for each user with each computer at each time, and is counted so', () => {
    const { result, problems } = run(
      "{subjects: {groups: [crew], users: [ann]}, targets: {groups: [lab], computers: [pc-1]}, times: ['2026-03-02T10:00', '2026-03-29T02:30', '2026-03-02T10:00Z'], expect: {access: allow}}",
    )
    expect(problems).toEqual([])
    expect(result).toMatchObject({ name: 't', passed: true, checks: 2 * 2 * 3, failures: [] })
  })

  test('that is there and must not be is explained by the chain, with the lines that decide', () => {
    const { result, problems, told } = run('{subjects: {groups: [crew]}, targets: {groups: [lab]}, expect: {access: deny}}')
    expect(result).toMatchObject({ passed: false, checks: 4 })
    expect(result?.failures).toEqual([
      '`ann` must not reach `pc-1` on Mon 2026-03-02 10:00, Europe/Paris, and does: ann is in group crew → permission crew names group crew → it gives the computers of group lab → pc-1 is in group lab. The same of 3 other pairs.',
    ])
    expect(told).toBe(`AccessTest \`t\` fails: ${result?.failures[0]}`)
    expect(problems).toMatchObject([{ code: 'access-test-failed', level: 'error', at: [{ line: 19 }, { line: 4 }, { line: 14 }] }])
  })

  test('that is missing is explained by what would give it', () => {
    const { result, problems } = run(
      "{subjects: {users: [cem]}, targets: {computers: [pc-1]}, times: ['2026-03-02T10:00'], expect: {access: allow}}",
    )
    expect(result?.failures[0]).toContain(
      "`cem` must reach `pc-1` on Mon 2026-03-02 10:00, Europe/Paris, and doesn't: schedule nights gives",
    )
    expect(problems).toMatchObject([{ at: [{ line: 19 }, { line: 16 }] }])
  })

  test.each([
    ['nights', 'Widen `spec.timeSlot` or `spec.recurrence` of Schedule/nights so that it runs then; or change the test, if it is meant.'],
    ['paused: true', /^(?!Wait|Set `spec.paused)/],
    ['enabled: false', /^(?!Wait|Set `spec.enabled)/],
  ])('that is missing at a time that nobody can wait for is mended for that time: %s', (state, fix) => {
    const world =
      state === 'nights'
        ? team
        : state === 'paused: true'
          ? team.replace('Schedule nights {', 'Schedule nights {paused: true, ')
          : team.replace('ScheduledResource lab {', 'ScheduledResource lab {enabled: false, ')
    const { problems } = run(
      "{subjects: {users: [cem]}, targets: {computers: [pc-1]}, times: ['2026-03-02T10:00'], expect: {access: allow}}",
      world,
    )
    expect(problems).toMatchObject([{ code: 'access-test-failed', fix: expect.stringMatching(fix) }])
    expect(problems[0]?.fix).not.toMatch(/Wait until|it then runs from/)
  })

  test.each([
    ['2026-03-02T19:59', false],
    ['2026-03-02T20:00', true],
    ['2026-03-03T05:59', true],
    ['2026-03-03T06:00', false],
    ['2026-03-02T19:00Z', true],
    ['2026-03-02T23:30+05:30', false],
  ])('follows the hours of a schedule across midnight: %s %s', (time, open) => {
    const { result } = run(
      `{subjects: {users: [cem]}, targets: {computers: [pc-1]}, times: ['${time}'], expect: {access: ${open ? 'allow' : 'deny'}}}`,
    )
    expect(result).toMatchObject({ passed: true, checks: 1 })
  })

  test('a time that the clocks skip is told as what it is taken for, and as it was written', () => {
    const { told } = run("{subjects: {users: [cem]}, targets: {computers: [pc-1]}, times: ['2026-03-29T02:30'], expect: {access: deny}}")
    expect(told).toContain('on Sun 2026-03-29 03:30, Europe/Paris (`2026-03-29T02:30` in the test), and does')
  })

  test('without times it is asked for the time at which the plan is evaluated', () => {
    const spec = '{subjects: {users: [cem]}, targets: {computers: [pc-1]}, expect: {access: allow}}'
    expect(run(spec).result?.passed).toBe(false)
    expect(run(spec, team, '2026-03-02T23:00:00Z').result?.passed).toBe(true)
  })

  test('answers that are wrong for one reason are told once, with how many there are', () => {
    const times = Array.from({ length: 9 }, (_, i) => `'2026-03-0${i + 1}T12:00'`)
    const { result } = run(`{subjects: {groups: [guests]}, targets: {groups: [lab]}, times: [${times.join()}], expect: {access: allow}}`)
    expect(result?.failures).toEqual([
      expect.stringMatching(/^`cem` must reach `pc-1` on Sun 2026-03-01 12:00.* The same of 1 other pair and of 8 other times\.$/),
    ])
  })

  test('of many reasons the first are told, and the rest is counted', () => {
    const strangers = Array.from({ length: 8 }, (_, i) => `User s${i} {email: s${i}@acme.example, group: g${i}}\nGroup g${i} {type: users}`)
    const permissions = Array.from({ length: 8 }, (_, i) => `AccessPermission p${i} {subjects: {users: [s${i}]}, computers: {mode: all}}`)
    const groups = Array.from({ length: 8 }, (_, i) => `g${i}`)
    const { result, told } = run(
      `{subjects: {groups: [${groups}]}, targets: {groups: [lab]}, expect: {access: deny}}`,
      [team, ...strangers, ...permissions].join('\n'),
    )
    expect(result?.failures).toHaveLength(6)
    expect(result?.failures[5]).toBe('… and 6 more wrong answers.')
    expect(told).toContain('More is wrong: `splashctl test t` shows it.')
  })
})

describe('features and settings', () => {
  const asked = (expected: string, users = '[cem]', computers = '[pc-1]') =>
    run(`{subjects: {users: ${users}}, targets: {computers: ${computers}}, expect: {${expected}}}`)

  test('a feature is what a session of the two has: the stricter of control and setting', () => {
    expect(asked('features: {fileTransfer: disabled, copyPaste: toComputerOnly, chat: enabled}').problems).toEqual([])
    expect(asked('features: {fileTransfer: enabled}', '[ann]').problems).toEqual([])
    expect(asked('features: {fileTransfer: enabled}').told).toContain(
      '`fileTransfer` must be `enabled` in a session of `cem` with `pc-1`, and is `disabled`: control guests says so for group guests.',
    )
    const copy = asked('features: {copyPaste: enabled}')
    expect(copy.told).toContain("is `toComputerOnly`: the user has it enabled, and the computer's setting is by policy lab.")
    expect(copy.problems[0]?.at.map(({ line }) => line)).toEqual([19, 18])
  })

  test('a setting is compared whole, with its defaults', () => {
    expect(asked('settings: {security: {requestPermission: {mode: rejectOnTimeout}, copyPaste: toComputerOnly}}').problems).toEqual([])
    expect(asked('settings: {security: {requestPermission: {mode: rejectOnTimeout, timeoutSeconds: 20}}}').told).toContain(
      '`security.requestPermission` of `pc-1` must be `{"mode":"rejectOnTimeout","timeoutSeconds":20}`, and is `{"mode":"rejectOnTimeout","timeoutSeconds":30}`, by policy lab.',
    )
    expect(asked('settings: {security: {copyPaste: enabled}}', '[cem]', '[loner]').problems).toEqual([])
    expect(asked('settings: {security: {copyPaste: disabled}}', '[cem]', '[loner]').told).toContain('is `enabled`, by default.')
  })

  describe('in a session that exclusive access binds', () => {
    const world = team
      .replace('ScheduledResource lab {', 'ScheduledResource lab {exclusiveAccess: {supported: true, blankScreen: true, lockInput: true}, ')
      .replace('Schedule nights {', 'Schedule nights {exclusiveAccess: true, ')
    const asked = (users: string, time: string, blank: boolean) =>
      run(
        `{subjects: {users: [${users}]}, targets: {groups: [lab]}, times: [${time}], expect: {settings: {security: {blankScreen: ${blank}}}}}`,
        world,
      )
    test('a setting is what explain says of the same user, computer and time', () => {
      const { world: final } = split(world)
      const e = effective(final)
      for (const [user, time] of [
        ['cem', '2026-03-02T23:00'],
        ['cem', '2026-03-02T12:00'],
        ['ann', '2026-03-02T23:00'],
      ] as const) {
        const told = explain(
          e,
          final.find('User', user) as Resource<'User'>,
          final.find('Computer', 'pc-1') as Resource<'Computer'>,
          timeOf(time, e.zone),
        )
        const value = told.settings.get('security.blankScreen')?.value as boolean
        expect(value).toBe(user === 'cem' && time.endsWith('23:00'))
        expect(asked(user, `'${time}'`, value).problems).toEqual([])
        expect(asked(user, `'${time}'`, !value).codes).toEqual(['access-test-failed'])
      }
    })
    test('it is told whose session it is, when, and by which schedule', () => {
      const { result, problems } = asked('ann, cem', "'2026-03-02T12:00', '2026-03-02T23:00', '2026-03-03T23:00'", false)
      expect(result?.failures).toEqual([
        '`security.blankScreen` in a session of `cem` with `pc-1` on Mon 2026-03-02 23:00, Europe/Paris, must be `false`, and is `true`, by schedule nights, whose access is exclusive. The same of 1 other pair and of 1 other time.',
      ])
      expect(problems).toMatchObject([{ fix: expect.stringContaining('exclusive access'), at: [{ line: 19 }, { line: 16 }] }])
      expect(asked('ann, cem', "'2026-03-02T12:00', '2026-03-02T23:00'", true).result?.failures).toEqual([
        '`security.blankScreen` of `pc-1` must be `true`, and is `false`, by default. The same of 1 other computer.',
      ])
    })
  })

  test('a secret beside what is compared is left out of it', () => {
    const world = `${team}\n  PreferencePolicy safe {settings: {security: {additionalPassword: {mode: securityCode, securityCode: {valueFrom: {env: CODE}}}}}, targets: {computers: [loner]}}`
    const spec = (mode: string) =>
      `{subjects: {users: [cem]}, targets: {computers: [loner]}, expect: {settings: {security: {additionalPassword: {mode: ${mode}}}}}}`
    expect(run(spec('securityCode'), world).problems).toEqual([])
    expect(run(spec('osLogin'), world).told).toContain('must be `{"mode":"osLogin"}`, and is `{"mode":"securityCode"}`')
  })
})

describe('the tests themselves', () => {
  test('a reference to nothing is told with near names, and the test is not asked', () => {
    const { result, problems } = run('{subjects: {users: [anm], groups: [crw]}, targets: {computers: [pc-1]}, expect: {access: allow}}')
    expect(problems).toMatchObject([
      { code: 'unresolved-reference', message: expect.stringContaining('did you mean `crew`'), at: [{ line: 19 }] },
      { code: 'unresolved-reference', message: expect.stringContaining('did you mean `ann`'), at: [{ line: 19 }] },
    ])
    expect(result).toMatchObject({ passed: false, checks: 0, failures: [expect.any(String), expect.any(String)] })
  })
  test('what is required is required of a test, too', () => {
    expect(run('{subjects: {users: [ann]}, expect: {access: allow}}').codes).toEqual(['missing-field'])
    expect(run('{}').codes).toEqual(['missing-field', 'missing-field', 'missing-field'])
  })
  test('a group of the wrong type is told', () => {
    expect(run('{subjects: {groups: [lab]}, targets: {groups: [lab]}, expect: {access: deny}}').codes).toEqual(['wrong-group-type'])
  })
  test('one that asks nothing is warned of', () => {
    const { result, problems, told } = run('{subjects: {groups: [nobody]}, targets: {groups: [lab]}, expect: {access: deny}}')
    expect(problems).toMatchObject([{ code: 'access-test-asks-nothing', level: 'warning' }])
    expect(told).toBe('AccessTest `t` asks nothing: no user is in `nobody`.')
    expect(result).toMatchObject({ passed: true, checks: 0 })
  })
  test.each([
    ['{subjects: {groups: [nobody]}, targets: {groups: [lab]}', 'no user is in `nobody`'],
    ['{subjects: {groups: [crew, nobody]}, targets: {groups: [void]}', 'no computer is in `void`'],
    ['{subjects: {groups: [nobody]}, targets: {groups: [void]}', 'no user is in `nobody`, and no computer is in `void`'],
    ['{subjects: {users: []}, targets: {groups: [lab]}', 'it names no user'],
  ])('of one that asks nothing only what is empty is blamed: %s', (spec, why) => {
    const { told, codes } = run(`${spec}, expect: {access: deny}}`, `${team}\n  Group void {type: computers}`)
    expect(codes).toContain('access-test-asks-nothing')
    expect(told).toContain(`asks nothing: ${why}.`)
  })
  test('two of one name are refused with both places', () => {
    const { local, world } = split(
      `${team}\nAccessTest t {subjects: {users: [ann]}, targets: {computers: [pc-1]}, expect: {access: allow}}`,
    )
    const twin = (local[0] as Resource).with({ origin: { file: 'b', line: 1, column: 1, at: () => ({ file: 'b', line: 1, column: 1 }) } })
    const { results, problems } = runTests([...local, twin], world, NOW)
    expect(problems).toMatchObject([{ code: 'duplicate-resource', at: [{ file: 'b' }, { file: 'world' }] }])
    expect(results).toHaveLength(1)
  })
  test('the order of everything changes nothing', () => {
    const { local, world } = split(
      `${team}\nAccessTest t {subjects: {groups: [crew, guests]}, targets: {groups: [lab]}, expect: {access: deny}}`,
    )
    const backwards = new World('acme', [...world.all()].reverse())
    expect(runTests(local, backwards, NOW)).toEqual(runTests(local, world, NOW))
  })
})

describe('in a plan', () => {
  const declared = (text: string) => {
    const { local, world } = split(text)
    return { team: 'acme', manager: 'project:acme', resources: [...world.all()], local }
  }
  const spec = '{subjects: {groups: [crew]}, targets: {groups: [lab]}, expect: {access: deny}}'

  test('they are asked of the world as it will be, and count as nothing in it', () => {
    const planned = plan(declared(`${team}\nAccessTest t ${spec}`), new World('acme', []), { evaluatedAt: NOW })
    expect(planned.tests).toMatchObject([{ name: 't', passed: false }])
    expect(planned.problems.map(({ code }) => code)).toEqual(['access-test-failed'])
    expect(planned.declared).toBe(planned.plan.changes.length)
    expect(planned.plan.changes.filter(({ key }) => key.startsWith('AccessTest'))).toEqual([])
    expect([...planned.final.all()].filter(({ kind }) => kind === 'AccessTest')).toEqual([])
  })
  test('where the lines of a live resource are is known from what is declared', () => {
    const before = plan(declared(team), new World('acme', []), { evaluatedAt: NOW }).final
    const bare = new World(
      'acme',
      [...before.all()].map((one) => one.with({ origin: undefined })),
    )
    const { problems } = plan(declared(`${team}\nAccessTest t ${spec}`), bare, { evaluatedAt: NOW })
    expect(problems[0]?.at.map(({ line }) => line)).toEqual([19, 4, 14])
  })
  test('after a change the answers are those of the whole world', () => {
    const text = `${team}\nAccessTest t {subjects: {groups: [crew, guests]}, targets: {groups: [lab]}, expect: {access: allow}}`
    const before = plan(declared(text), new World('acme', []), { evaluatedAt: NOW })
    for (const changed of [
      text.replace('group: guests}', 'group: crew}'),
      text.replace('groups: [lab]}}\n', 'computers: [loner]}}\n'),
      text,
    ])
      expect(plan(declared(changed), before.final, { evaluatedAt: NOW }).tests).toEqual(
        plan(declared(changed), new World('acme', []), { evaluatedAt: NOW }).tests,
      )
    expect(plan(declared(text.replace('group: guests}', 'group: crew}')), before.final, { evaluatedAt: NOW }).tests[0]?.passed).toBe(true)
  })
  test('of a world that does not hold nothing is asked', () => {
    const { tests, problems } = plan(declared(`${team}\n  User dan {group: lost}\nAccessTest t ${spec}`), new World('acme', []), {
      evaluatedAt: NOW,
    })
    expect(tests).toEqual([])
    expect(problems.map(({ code }) => code)).not.toContain('access-test-failed')
  })
  test('one that is sent to be kept is refused', () => {
    const { local, ...rest } = declared(`${team}\nAccessTest t ${spec}`)
    const { problems, final } = plan({ ...rest, resources: [...rest.resources, ...local] }, new World('acme', []), { evaluatedAt: NOW })
    expect(problems).toMatchObject([{ code: 'local-kind', level: 'error', at: [{ line: 19 }] }])
    expect(final.size).toBe(rest.resources.length)
  })
})

test('thousands against thousands are asked by classes', () => {
  const people = Array.from({ length: 3000 }, (_, i) => `User u${i} {email: u${i}@acme.example, group: crew}`)
  const machines = Array.from({ length: 3000 }, (_, i) => `Computer c${i} {group: lab}`)
  const { local, world } = split(
    [
      team,
      ...people,
      ...machines,
      'AccessTest t {subjects: {groups: [crew]}, targets: {groups: [lab]}, expect: {access: allow, features: {chat: enabled}}}',
    ].join('\n'),
  )
  const began = performance.now()
  const { results } = runTests(local, world, NOW)
  expect(results).toMatchObject([{ passed: true, checks: 3002 * 3002 }])
  expect(performance.now() - began).toBeLessThan(5000)
})
