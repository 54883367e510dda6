import { expect, test } from 'vitest'
import { guard } from '../reconciler/plan/guard.ts'
import type { OwnFinding, OwnGuardrail, OwnGuardrails } from '../reconciler/types.ts'
import { type Problem, problem } from '../schema/problem.ts'
import { planned } from '../test/guardrails.ts'
import { type OwnOptions, ownPolicies, ownProblems } from './own.ts'
import { levelOf, type PolicySettings, policyRules } from './rules.ts'

const WORLD = 'User ann {displayName: Ann, email: ann@a.example}\nTeam acme {owner: ann}'
const at = { file: 'guardrails/a.ts', line: 3, column: 1 }
const guests: OwnGuardrail = { id: 'no-guests', level: 'error', title: 'A guest.', why: 'Guests stay.', fix: 'Send them home.', at }
const quiet: OwnGuardrail = { ...guests, id: 'quiet', level: 'warning', at: { ...at, line: 9 } }
const finding: OwnFinding = { guardrail: 'no-guests', resource: 'User/ann', message: 'Ann is a guest.' }

interface Asked {
  settings?: Partial<PolicySettings>
  findings?: OwnFinding[]
  problems?: Problem[]
  at?: OwnOptions['at']
}

function judged({ settings: said, findings = [finding], problems = [], at: place = () => [] }: Asked) {
  const settings: PolicySettings = { packs: [], rules: {}, waivers: [], waiverAt: () => [{ ...at, file: 'splashtop.yaml' }], ...said }
  const asked: string[][] = []
  const own: OwnGuardrails = {
    guardrails: [guests, quiet],
    problems: [],
    judge(ids) {
      asked.push([...ids])
      return { findings, problems }
    },
  }
  const { planned: made, live } = planned(undefined, WORLD)
  const { policies, rules } = ownPolicies(own, { isOn: (policy) => levelOf(policy, settings) !== 'off', at: place })
  return { found: guard(made, live, [...policyRules(settings, {}, policies), ...rules]), asked }
}
const waiver = { rule: 'no-guests', resource: 'User/ann', reason: 'She stays.', expires: '2026-06-30' }

test('a guardrail of the project complains at its own level, whatever the packs are, and all of them look once', () => {
  const { found, asked } = judged({})
  expect(found).toMatchObject([
    {
      code: 'guardrail',
      level: 'error',
      rule: 'no-guests',
      resource: 'User/ann',
      message: 'Ann is a guest.',
      fix: 'Send them home.',
      at: [{ file: 'world', line: 1 }],
    },
  ])
  expect(asked).toEqual([['no-guests', 'quiet']])
})

test('a level of the project file holds, and one that is off does not even look', () => {
  expect(judged({ settings: { rules: { 'no-guests': 'warning' } } }).found).toMatchObject([{ level: 'warning' }])
  expect(judged({ settings: { rules: { 'no-guests': 'off' } }, findings: [] }).asked).toEqual([['quiet']])
  expect(judged({ settings: { rules: { 'no-guests': 'off', quiet: 'off' } } })).toEqual({ found: [], asked: [] })
})

test('what it finds can be waived; a waiver that excuses nothing is told, and one that is over', () => {
  expect(judged({ settings: { waivers: [waiver] } }).found).toMatchObject([
    { rule: 'no-guests', level: 'info', waived: { expires: '2026-06-30' } },
  ])
  expect(judged({ settings: { waivers: [waiver] }, findings: [] }).found).toMatchObject([{ code: 'waiver-unused', level: 'warning' }])
  const over = { ...waiver, expires: '2026-01-31' }
  expect(judged({ settings: { waivers: [over] } }).found.map(({ code }) => code)).toEqual(['waiver-expired', 'guardrail'])
  const off = judged({ settings: { waivers: [waiver], rules: { 'no-guests': 'off' } }, findings: [] })
  expect(off.found[0]?.message).toContain('the rule is off in this project')
})

test('it points at the field that it names, where the field is declared', () => {
  const place = { file: 'people.yaml', line: 7, column: 5 }
  const asked: string[] = []
  const { found } = judged({
    findings: [{ ...finding, path: 'spec.group', fix: 'Go.' }],
    at: (key, path) => {
      asked.push(`${key} ${path}`)
      return [place]
    },
  })
  expect(found).toMatchObject([{ at: [place], fix: 'Go.' }])
  expect(asked).toEqual(['User/acme/ann spec.group'])
})

test('one that could not look is an error that no level and no waiver touches', () => {
  const failed = problem('program-failed', 'The program threw Error: no.', 'Mend the program.', at)
  const { found } = judged({
    findings: [],
    problems: [failed, problem('program-printed', 'Printed: x', 'Remove it.')],
    settings: { rules: { 'no-guests': 'warning' }, waivers: [{ ...waiver, rule: 'own-guardrail' }] },
  })
  expect(found).toMatchObject([
    { code: 'program-failed', level: 'error', at: [at] },
    { code: 'program-printed', level: 'info' },
  ])
})

test.each(['User/nobody', 'ann', 'Usr/ann', 'AccessTest/ann'])(
  'one that complains of `%s`, which is nowhere, is at fault itself',
  (resource) => {
    const { found } = judged({ findings: [{ ...finding, resource }] })
    expect(found).toMatchObject([{ code: 'own-guardrail', level: 'error', at: [at], message: expect.stringContaining(resource) }])
  },
)

test('an id that another has is refused where it is written, and that of a rule of splashctl', () => {
  const named = (...ids: string[]) =>
    ownProblems({ guardrails: ids.map((id, index) => ({ ...guests, id, at: { ...at, line: index + 1 } })), problems: [] })
  expect(named('a', 'b')).toEqual([])
  expect(named('a', 'b', 'a')).toMatchObject([{ code: 'own-guardrail', at: [{ line: 3 }, { line: 1 }] }])
  for (const id of ['empty-group', 'break-glass', 'guardrail'])
    expect(named(id)).toMatchObject([{ code: 'own-guardrail', at: [{ line: 1 }] }])
})
