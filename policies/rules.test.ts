import { expect, test } from 'vitest'
import { guard } from '../reconciler/plan/guard.ts'
import type { Problem } from '../schema/problem.ts'
import { planned } from '../test/guardrails.ts'
import { unknownRule } from './named.ts'
import { isOver, type PolicySettings, policyRules, type Waiver } from './rules.ts'

// Two schedules that end a minute early, and a team that keeps its logs for long.
const WORLD = `
  Team acme {owner: root, scheduledAccess: {timeZone: Europe/Paris}, logRetentionDays: 1000}
  User root {email: root@acme.example}
  Group nodes {type: computers, match: {hostname: n*}}
  ScheduledResource farm {groups: [nodes]}
  Schedule early {resource: farm, subjects: {users: [root]}, startDate: 2026-01-05, timeSlot: {start: '09:00', end: '23:59'}}
  Schedule late {resource: farm, subjects: {users: [root]}, startDate: 2026-01-05, timeSlot: {start: '18:00', end: '23:59'}}`

const at = (line: number) => [{ file: 'splashtop.yaml', line, column: 1 }]
const settings = (more: Partial<PolicySettings>): PolicySettings => ({
  packs: [],
  rules: {},
  waivers: [],
  waiverAt: (index) => at(index + 1),
  ...more,
})
const early: Waiver = { rule: 'ends-a-minute-early', resource: 'Schedule/early', reason: 'the cleaners', expires: '2026-03-02' }

function judged(more: Partial<PolicySettings>): Problem[] {
  const { planned: plan, live } = planned(undefined, WORLD)
  return guard(plan, live, policyRules(settings(more)))
}
const told = (problems: Problem[]) => problems.map(({ level, code, rule, resource }) => `${level} ${rule ?? code} ${resource ?? ''}`.trim())

test('packs turn guardrails on, and single levels win over packs', () => {
  expect(told(judged({}))).toEqual([])
  expect(told(judged({ packs: ['recommended'] })).toSorted()).toEqual([
    'warning ends-a-minute-early Schedule/early',
    'warning ends-a-minute-early Schedule/late',
    'warning long-retention Team/acme',
  ])
  expect(told(judged({ packs: ['recommended'], rules: { 'ends-a-minute-early': 'off', 'long-retention': 'error' } }))).toEqual([
    'error long-retention Team/acme',
  ])
  expect(told(judged({ rules: { 'long-retention': 'warning' } }))).toEqual(['warning long-retention Team/acme'])
})

test('a waiver excuses one finding of one rule, on its last day too', () => {
  const found = judged({ rules: { 'ends-a-minute-early': 'error' }, waivers: [early] })
  expect(told(found).toSorted()).toEqual(['error ends-a-minute-early Schedule/late', 'info ends-a-minute-early Schedule/early'])
  expect(found.find(({ level }) => level === 'info')?.waived).toEqual({ reason: 'the cleaners', expires: '2026-03-02' })
  expect(found.find(({ level }) => level === 'error')?.waived).toBeUndefined()
})

test('a waiver whose day is over is an error, and excuses nothing any more', () => {
  const found = judged({ rules: { 'ends-a-minute-early': 'warning' }, waivers: [{ ...early, expires: '2026-03-01' }] })
  expect(told(found).toSorted()).toEqual([
    'error waiver-expired',
    'warning ends-a-minute-early Schedule/early',
    'warning ends-a-minute-early Schedule/late',
  ])
  expect(found.find(({ code }) => code === 'waiver-expired')).toMatchObject({
    message: 'The waiver of `ends-a-minute-early` for `Schedule/early` held until 2026-03-01 (“the cleaners”).',
    at: at(1),
  })
})

const past = { ...early, expires: '2026-02-28' }
test.each<[string, Partial<PolicySettings>, string]>([
  ['the rule is off', { waivers: [past] }, 'Remove it: the rule is off in this project.'],
  ['there is no such rule', { waivers: [{ ...past, rule: 'early-end' }] }, 'Remove it: there is no such rule.'],
  [
    'the rule is silent',
    { rules: { 'ends-a-minute-early': 'error' }, waivers: [{ ...past, resource: 'Schedule/noon' }] },
    'Remove it: the rule has nothing to say of `Schedule/noon`.',
  ],
  [
    'another excuses the same',
    { rules: { 'ends-a-minute-early': 'error' }, waivers: [past, early] },
    'Remove it: another waiver excuses the same until 2026-03-02.',
  ],
  [
    'it is needed',
    { rules: { 'ends-a-minute-early': 'error' }, waivers: [past] },
    'Mend what it excused; or have it reviewed, and write the day until which it may hold now.',
  ],
])('a waiver out of date is an error, and its fix says why it goes or stays: %s', (_, more, fix) => {
  const found = judged(more).filter(({ code }) => code === 'waiver-expired')
  expect(found).toEqual([expect.objectContaining({ level: 'error', fix, at: at(1) })])
})

test.each<[string, Partial<PolicySettings>, string]>([
  [
    'the resource is misspelt',
    { rules: { 'ends-a-minute-early': 'warning' }, waivers: [{ ...early, resource: 'Schedule/earyl' }] },
    'did you mean `Schedule/early`',
  ],
  ['the rule is off', { waivers: [early] }, 'the rule is off in this project'],
  [
    'another excuses the same',
    { rules: { 'ends-a-minute-early': 'warning' }, waivers: [early, { ...early, expires: '2026-04-01' }] },
    'another waiver excuses the same until 2026-04-01',
  ],
  [
    'nothing is wrong there',
    { rules: { 'long-retention': 'warning' }, waivers: [{ ...early, rule: 'long-retention' }] },
    'has nothing to say of `Schedule/early`',
  ],
])('a waiver that excuses nothing is a warning: %s', (_, more, says) => {
  const found = judged(more).filter(({ code }) => code === 'waiver-unused')
  expect(found).toEqual([expect.objectContaining({ level: 'warning', message: expect.stringContaining(says), at: at(1) })])
})

test('a waiver of a guardrail that speaks of changes waits for the next one', () => {
  const rules = { 'override-hides-group': 'warning' } as const
  expect(judged({ rules, waivers: [{ ...early, rule: 'override-hides-group' }] })).toEqual([])
  expect(told(judged({ waivers: [{ ...early, rule: 'override-hides-group' }] }))).toEqual(['warning waiver-unused'])
})

test('two waivers of the same finding: the one that is not used is told', () => {
  const twice = judged({ rules: { 'ends-a-minute-early': 'warning' }, waivers: [early, { ...early, reason: 'again' }] })
  expect(told(twice).toSorted()).toEqual([
    'info ends-a-minute-early Schedule/early',
    'warning ends-a-minute-early Schedule/late',
    'warning waiver-unused',
  ])
})

test('the later of two waivers counts, whatever their order', () => {
  for (const waivers of [
    [early, { ...early, expires: '2026-02-01' }],
    [{ ...early, expires: '2026-02-01' }, early],
  ])
    expect(told(judged({ rules: { 'ends-a-minute-early': 'error' }, waivers })).toSorted()).toEqual([
      'error ends-a-minute-early Schedule/late',
      'error waiver-expired',
      'info ends-a-minute-early Schedule/early',
    ])
})

test('the days of a waiver are days in UTC', () => {
  expect(isOver(early, '2026-03-02T23:59:59Z')).toBe(false)
  expect(isOver(early, '2026-03-03T00:00:00Z')).toBe(true)
  expect(isOver(early, '2026-03-03T00:30:00+01:00')).toBe(false)
})

test('all rules of a plan are judged once, and each plan anew', () => {
  const { planned: plan, live } = planned(undefined, WORLD)
  let asked = 0
  const counting = {
    id: 'counting',
    level: 'warning' as const,
    title: 'Counting',
    about: { why: 'It counts.', guide: ['S1'] },
    fix: 'Count.',
    example: '',
    packs: ['recommended' as const],
    find() {
      asked++
      return []
    },
  }
  const rules = policyRules(settings({ packs: ['recommended'], waivers: [early] }), {}, [counting])
  guard(plan, live, rules)
  expect(asked).toBe(1)
  guard({ ...plan, plan: { ...plan.plan } }, live, rules)
  expect(asked).toBe(2)
})

test.each([
  ['ends-a-minut-early', 'did you mean `ends-a-minute-early`?'],
  ['max-deletes', 'is a guard of every plan'],
  ['owner-role', "can't be switched off or waived"],
  ['user-email-unique', "can't be switched off or waived"],
  ['nothing-like-it', 'There is no rule `nothing-like-it`.'],
])('`%s` is no guardrail: %s', (id, says) => {
  expect(unknownRule(id, at(3))).toEqual([
    expect.objectContaining({ code: 'rule-unknown', level: 'error', message: expect.stringContaining(says), at: at(3) }),
  ])
  expect(unknownRule('ends-a-minute-early', [])).toEqual([])
})
