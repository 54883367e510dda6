/**
 * Guardrails that a project wrote itself: what they see, and what becomes of those that mean harm or do it by mistake. None that failed has
 * said yes: each is a Problem in bounded time, at a place of its own file.
 */
import { beforeAll, describe, expect, test } from 'vitest'
import { worldOf } from '../../../schema/kinds/cases.ts'
import type { Problem } from '../../../schema/problem.ts'
import type { Resource } from '../../../schema/resource.ts'
import { NOW, planned } from '../../../test/guardrails.ts'
import { emptyPlan } from '../../plan/plan.ts'
import type { OwnGuardrails } from '../../types.ts'
import type { Cache } from '../cache.ts'
import { guardrailsOf, type JudgeOptions } from './judge.ts'
import { written } from './worlds.ts'

const FILE = 'guardrails/own.ts'
const IMPORT = "import { guardrail } from 'splashtop-iac'\n"
const made = (find: string, before = ''): string =>
  `${IMPORT}${before}\nguardrail({ id: 'own', level: 'error', title: 'A', why: 'B', fix: 'C', ${find} })\n`

const BEFORE = `
User owner {displayName: Owner, role: super-admin, email: owner@a.example}
Team acme {owner: owner, scheduledAccess: {timeZone: Europe/Paris}}
Group staff {type: mixed, displayName: Staff}
User ann {displayName: Ann, email: ann@a.example, group: staff}
Computer desk {displayName: Desk, group: staff}
`
const AFTER = `${BEFORE.replace('displayName: Ann', 'displayName: Anna')}User bob {displayName: Bob, email: bob@a.example, group: staff}\n`

async function judged(text: string, options: JudgeOptions = {}, worlds: [string | undefined, string] = [BEFORE, AFTER]) {
  const own = await guardrailsOf([{ path: FILE, text }], options)
  const { planned: made, live } = planned(...worlds)
  const ids = new Set(own.guardrails.map(({ id }) => id))
  const found = own.problems.some(({ level }) => level === 'error')
    ? { findings: [], problems: [] }
    : own.judge(ids, made.plan, live, made.final)
  return { own, ...found, problems: [...own.problems, ...found.problems] }
}

const sights: [what: string, expression: string, answer: unknown][] = [
  ['who is there before', "before.of('User').map(({ name }) => name).sort()", ['ann', 'owner']],
  ['who is there after', "after.of('User').map(String).sort()", ['User/ann', 'User/bob', 'User/owner']],
  ['fields as they are written, and defaults', "[after.get('User/bob').spec.group, after.get('User/bob').spec.role]", ['staff', 'member']],
  ['that somebody is not there', "[before.get('User/bob') === undefined, after.get('User/nobody') === undefined]", [true, true]],
  [
    'the changes',
    'plan.changes.map(({ op, resource, kind, name }) => [op, resource, kind, name]).sort()',
    [
      ['create', 'User/bob', 'User', 'bob'],
      ['update', 'User/ann', 'User', 'ann'],
    ],
  ],
  [
    'each field of a change',
    "plan.changes.find(({ op }) => op === 'update').fields",
    [{ path: 'spec.displayName', before: 'Ann', after: 'Anna' }],
  ],
  [
    'a change as it is declared',
    "plan.changes.filter(({ op }) => op === 'create').map(({ before, after }) => [before, after.spec.displayName])",
    [[null, 'Bob']],
  ],
  ['the time of the plan', 'plan.evaluatedAt', '2026-03-02T09:00:00Z'],
  ['what the plan means', 'plan.impact.gained.map(({ users, computers }) => [users, computers])', [[['bob'], ['desk']]]],
  ['who may reach what', "access('bob', 'desk')", { allowed: true, always: true, via: ['Group/staff'] }],
  ['who might not', "before.access('bob', 'desk').allowed", false],
  ['all that somebody reaches', "reaches(after.get('User/ann'))", [{ computer: 'desk', always: true, now: true, schedules: [] }]],
  ['nothing of somebody who is not there', "reaches('nobody')", []],
]

describe('a guardrail sees', () => {
  /** What each expression says of the worlds, as the message of the one finding; all in one run. */
  let seen: unknown[]
  beforeAll(async () => {
    const all = sights.map(([, expression]) => `{ resource: 'User/ann', message: JSON.stringify(${expression}) }`)
    const { findings, problems } = await judged(made(`find: ({ plan, before, after, access, reaches }) => [${all.join(', ')}]`))
    expect(problems).toEqual([])
    seen = findings.map(({ message }) => JSON.parse(message) as unknown)
  })
  test.each(sights.map(([what, , answer], index) => [what, index, answer] as const))('%s', (_, index, answer) => {
    expect(seen[index]).toEqual(answer)
  })

  test('handles in the place of secrets, and none of their values', async () => {
    const policy = (code: string) =>
      `${BEFORE}PreferencePolicy kiosk {settings: {security: {additionalPassword: {mode: securityCode, securityCode: ${code}}}}, targets: {groups: [staff]}}\n`
    const world = worldOf(policy('{valueFrom: {env: CODE}}'))
    const kiosk = world.find('PreferencePolicy', 'kiosk') as Resource
    const text = JSON.stringify(kiosk.declared)
    // As no file could declare it, and no control plane keeps it: a value where the handle should be.
    const leaky = kiosk.with({ declared: JSON.parse(text.replace('{"valueFrom":{"env":"CODE"}}', '"hunter2"')) as Resource['declared'] })
    const plan = emptyPlan(1, NOW)
    expect(written(plan, world, world, 1e6)).toContain('{"valueFrom":{"env":"CODE"}}')
    const lines = written(plan, world, world.with([[leaky.key, leaky]]), 1e6)
    expect(lines).toContain('{"secret":"set"}')
    expect(lines).not.toContain('hunter2')
  })

  test('what its own modules export, and tells findings by `yield` as by a list, each as it is told', async () => {
    const own = await guardrailsOf([
      { path: 'guardrails/a.ts', text: "export const guests: string[] = ['ann']\n" },
      {
        path: FILE,
        text: `import { guests } from './a.ts'\n${made("*find({ after }) { for (const name of guests) yield { resource: after.get('User/' + name), message: name + ' is\\n a guest', path: 'spec.group', fix: 'Go.' } }")}`,
      },
    ])
    const { planned: plan, live } = planned(BEFORE, AFTER)
    expect(own.guardrails).toEqual([{ id: 'own', level: 'error', title: 'A', why: 'B', fix: 'C', at: { file: FILE, line: 4, column: 1 } }])
    expect(own.judge(new Set(['own']), plan.plan, live, plan.final)).toEqual({
      findings: [{ guardrail: 'own', resource: 'User/ann', message: 'ann is a guest', fix: 'Go.', path: 'spec.group' }],
      problems: [],
    })
    expect(own.judge(new Set(), plan.plan, live, plan.final)).toEqual({ findings: [], problems: [] })
  })
})

test('what they said of themselves is not asked again while their texts are the same, unless there is something to say about it', async () => {
  const kept = new Map<string, Buffer>()
  const asked: boolean[] = []
  const cache: Cache = {
    get(hash) {
      asked.push(!kept.has(hash))
      return kept.get(hash)
    },
    keep: (entries) => entries.forEach((value, key) => void kept.set(key, value)),
  }
  const { planned: plan, live } = planned(BEFORE, AFTER)
  const text = made("find: ({ after }) => [{ resource: after.get('User/ann'), message: 'ann' }]")
  const heard = (path: string, text: string) => guardrailsOf([{ path, text }], {}, cache)
  const judging = ({ guardrails, problems, judge }: OwnGuardrails) => [
    guardrails,
    problems,
    judge(new Set(['own']), plan.plan, live, plan.final),
  ]
  const first = judging(await heard(FILE, text))
  expect(first).toMatchObject([[{ id: 'own' }], [], { findings: [{ message: 'ann' }], problems: [] }])
  expect(judging(await heard(FILE, text))).toEqual(first)
  expect(await heard('guardrails/other.ts', text)).toMatchObject({ guardrails: [{ at: { file: 'guardrails/other.ts' } }] })
  expect(await heard(FILE, text.replace("'A'", "'Another'"))).toMatchObject({ guardrails: [{ title: 'Another' }] })
  expect(asked).toEqual([true, false, true, true])
  for (const [more, code] of [
    ["console.log('hello')", 'program-printed'],
    ["throw new Error('x')", 'program-failed'],
  ])
    for (const _ of ['first', 'again']) expect(await heard(FILE, `${text}${more}\n`)).toMatchObject({ problems: [{ code }] })
  expect(asked.slice(4)).toEqual([true, true, true, true])
})

const find = (body: string): string => made(`find({ plan, before, after, access }) { ${body} }`)
const finding = (parts: string): string => find(`return [${parts}]`)
const LIMITED = { time: 100, memory: 48 << 20 }

type Failure = [what: string, code: string, text: string]
const unmade: Failure[] = [
  ['no id', 'program-value', `${IMPORT}guardrail({ level: 'error', title: 'A', why: 'B', fix: 'C', find: () => [] })`],
  ['an id that is no name', 'program-value', made('find: () => []').replace("'own'", "'No Name'")],
  ['another level', 'program-value', made('find: () => []').replace("'error'", "'fatal'")],
  ['no `find`', 'program-value', made('find: 1')],
  ['a misspelt part', 'program-value', made('find: () => [], fixx: 1')],
  ['nothing at all', 'program-value', `${IMPORT}guardrail(null)`],
  ['no guardrail in the file', 'own-guardrail', 'export const nothing = 1'],
  ['a declaration', 'program-import', "import { user } from 'splashtop-iac'\nuser('a')"],
  ['a mistake of syntax', 'program-syntax', 'const = 1'],
  ['a process', 'program-import', `import { execSync } from 'node:child_process'\n${made('find: () => []')}`],
  ['a file', 'program-import', `import text from '../../../../etc/passwd'\n${made('find: () => []')}`],
]
/** Each fails by itself, when it looks. */
const failing: Failure[] = [
  ['an error', 'program-failed', find("throw new Error('no')")],
  ['an error of a mistake', 'program-failed', find("return after.get('User/nobody').spec.group")],
  ['a promise', 'program-value', made('find: async () => []')],
  ['a number', 'program-value', find('return 1')],
  ['a list of numbers', 'program-value', finding('1')],
  ['a finding of nobody', 'program-value', finding("{ message: 'x' }")],
  ['a finding that says nothing', 'program-value', finding("{ resource: 'User/ann', message: ' ' }")],
  ['a finding with a part too many', 'program-value', finding("{ resource: 'User/ann', message: 'x', level: 'off' }")],
  ['control characters', 'program-value', finding("{ resource: 'User/ann', message: 'x\\x1b[2J' }")],
  ['characters that turn the text', 'program-value', finding("{ resource: 'User/ann', message: 'x\\u202e' }")],
  ['a long text', 'program-value', finding("{ resource: 'User/ann', message: 'x'.repeat(3000) }")],
  ['a getter that throws', 'program-failed', finding("{ resource: 'User/ann', get message(): string { throw new Error('no') } }")],
  ['a question about another kind', 'program-value', find("return after.of('Usr').map(() => ({ resource: 'User/ann', message: 'x' }))")],
  // What it takes, and reaches for.
  ['the network', 'program-hermetic', find("fetch('http://127.0.0.1:1/')")],
  ['the environment', 'program-hermetic', find('return [process.env.HOME]')],
  ['a file, when it looks', 'program-hermetic', find("require('fs')")],
  ['the time of day', 'program-hermetic', find('return [String(Date.now())]')],
  ['dice', 'program-hermetic', find('return [String(Math.random())]')],
  ['code made of texts', 'program-hermetic', find("new Function('return 1')()")],
  [
    'another guardrail, when it looks',
    'program-value',
    find("guardrail({ id: 'b', level: 'error', title: 'A', why: 'B', fix: 'C', find: () => [] })"),
  ],
]

/** Each ends the process, or nearly. */
const taking: Failure[] = [
  [
    'a hundred thousand findings',
    'program-value',
    find("return Array.from({ length: 1e5 }, () => ({ resource: 'User/ann', message: 'x' }))"),
  ],
  ['findings without an end', 'program-value', made("*find() { for (;;) yield { resource: 'User/ann', message: 'x' } }")],
  ['a getter that never ends', 'program-limit', finding("{ resource: 'User/ann', get message(): string { for (;;); } }")],
  ['a proxy that never ends', 'program-limit', finding("new Proxy({ resource: 'User/ann', message: 'x' }, { ownKeys() { for (;;); } })")],
  ['an endless loop', 'program-limit', find('for (;;);')],
  ['all memory', 'program-limit', find("let text = 'x'\nfor (;;) text += text")],
  ['endless recursion', 'program-limit', find('const f = (n: number): number => f(n + 1) + 1\nf(0)')],
]

describe('a guardrail that', () => {
  // One after the other: what looks is waited for on the spot.
  test.each([...unmade, ...taking])('has, tells or asks for this is a Problem: %s (%s)', async (_, code, text) => {
    const begun = performance.now()
    const { problems } = await judged(text, code === 'program-limit' ? LIMITED : { memory: LIMITED.memory })
    expect(problems.map((one) => one.code)).toEqual([code])
    expect(problems[0]).toMatchObject({ level: 'error', at: [{ file: FILE, line: expect.any(Number) }] })
    expect(problems[0]?.message.length).toBeLessThan(700)
    expect(problems[0]?.message).not.toMatch(/[\x1b\u202e]/)
    expect(performance.now() - begun).toBeLessThan(30_000)
  })

  describe('has, tells or asks for this is a Problem', () => {
    let found: readonly Problem[]
    beforeAll(async () => {
      const programs = failing.map(([, , text], i) => ({ path: `guardrails/g-${i}.ts`, text: text.replace("'own'", `'g-${i}'`) }))
      const own = await guardrailsOf(programs, { memory: LIMITED.memory })
      expect(own.problems).toEqual([])
      const { planned: plan, live } = planned(BEFORE, AFTER)
      const { findings, problems } = own.judge(new Set(own.guardrails.map(({ id }) => id)), plan.plan, live, plan.final)
      expect(findings).toEqual([])
      found = problems
    })
    test.each(failing.map(([what, code], index) => [what, code, index] as const))('%s (%s)', (_, code, index) => {
      const [one, ...more] = found.filter(({ at }) => at[0]?.file === `guardrails/g-${index}.ts`)
      expect([one?.code, one?.level, more]).toEqual([code, 'error', []])
      expect(one?.message.length).toBeLessThan(700)
      expect(one?.message).not.toMatch(/[\x1b\u202e]/)
    })
  })

  test('fails keeps no other from looking, and says who it is, at the line where it threw', async () => {
    const text = `${made("find() {\n  throw new Error('no')\n}")}${made("find: () => [{ resource: 'User/ann', message: 'x' }]").replace(IMPORT, '').replace("'own'", "'other'")}`
    const { findings, problems } = await judged(text)
    expect(problems).toMatchObject([{ message: expect.stringContaining('`own` could not look'), at: [{ file: FILE, line: 4 }] }])
    expect(findings).toMatchObject([{ guardrail: 'other' }])
  })

  test('spoils the prototypes of everything spoils neither the host nor what is found', async () => {
    const { findings } = await judged(
      made(
        "find: () => [{ resource: 'User/ann', message: 'x' }]",
        "Object.assign(Object.prototype, { polluted: 'yes' })\nArray.prototype.map = () => []\nJSON.stringify = () => '\"changed\"'",
      ),
    )
    expect(findings).toEqual([{ guardrail: 'own', resource: 'User/ann', message: 'x' }])
    expect('polluted' in {}).toBe(false)
  })

  test('changes what it was shown changes it for nobody', async () => {
    const { problems } = await judged(made("find: ({ after }) => { (after.of('User') as unknown[]).length = 0; return [] }"))
    expect(problems).toMatchObject([{ code: 'program-failed' }])
  })

  test('prints is heard, and lets the plan through', async () => {
    const { problems } = await judged(find("console.log('\\x1b', after.of('User').length); return []"))
    expect(problems).toMatchObject([{ code: 'program-printed', level: 'info', message: expect.stringContaining('3') }])
  })

  test('has too much to look at is told so, before anything is sent', async () => {
    const { problems } = await judged(find('return []'), { chars: 100 })
    expect(problems).toMatchObject([{ code: 'program-limit', message: expect.stringContaining('too much'), at: [{ file: FILE, line: 3 }] }])
  })

  test('finds the same twice finds it in the same order, whatever the environment is', async () => {
    const text = find("return after.of('User').map((one) => ({ resource: one, message: one.spec.displayName }))")
    const first = await judged(text)
    process.env.TZ = 'Asia/Tokyo'
    try {
      expect((await judged(text)).findings).toEqual(first.findings)
    } finally {
      delete process.env.TZ
    }
  })
})
