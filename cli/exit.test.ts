import { expect, test } from 'vitest'
import { emptyPlan } from '../reconciler/plan/plan.ts'
import type { Plan } from '../reconciler/types.ts'
import { type Problem, problem } from '../schema/problem.ts'
import { exitOf, exitOfPlan, exitOfReceipt } from './exit.ts'

const invalid = problem('unknown-field', '', '')
const refused = problem('too-many-deletes', '', '')
const stale = problem('stale-plan', '', '')
const warning: Problem = { ...invalid, level: 'warning' }

test.each([
  ['nothing is success', [], 0],
  ['a warning is success', [warning], 0],
  ['an error is 1', [invalid], 1],
  ['a guard alone is 4', [refused, warning], 4],
  ['an error outranks a guard', [refused, invalid], 1],
  ['a stale plan is 5', [stale], 5],
] as const)('%s', (_, problems, code) => {
  expect(exitOf(problems)).toBe(code)
})

const plan = (changes: number, drift: number): Plan => ({
  ...emptyPlan(1, '2026-03-02T09:00:00Z'),
  changes: Array.from({ length: changes }, () => ({
    op: 'create',
    key: 'User/acme/a',
    before: null,
    after: {},
    fields: [],
    reason: { text: '', at: [] },
    needs: [],
  })),
  drift: Array.from({ length: drift }, () => ({
    key: 'User/acme/a',
    path: 'spec.email',
    lastApplied: 'a',
    live: 'b',
    by: null,
    time: null,
  })),
})

test.each([
  ['changes are success unless asked', plan(1, 1), [], [], false, 0],
  ['asked, changes are 2', plan(1, 0), [], [], true, 2],
  ['asked, drift is 3 with changes and without', plan(1, 1), [], [], true, 3],
  ['asked, drift alone is 3', plan(0, 1), [], [], true, 3],
  ['asked, nothing is 0', plan(0, 0), [], [], true, 0],
  ['a guard outranks changes', plan(1, 1), [], [refused], true, 4],
  ['an error outranks a guard and changes', plan(1, 1), [invalid], [refused], true, 1],
] as const)('%s', (_, planned, wrong, guards, detailed, code) => {
  expect(exitOfPlan(planned, wrong, guards, detailed)).toBe(code)
})

test('a receipt with a part done is 6, with nothing done 1', () => {
  const result = (outcome: 'done' | 'failed') => ({ op: 'create' as const, key: 'User/acme/a', result: outcome })
  const receipt = (...results: ('done' | 'failed')[]) => ({ revision: 1, results: results.map(result), problems: [] })
  expect(exitOfReceipt(receipt('done', 'failed'))).toBe(6)
  expect(exitOfReceipt(receipt('failed'))).toBe(1)
  expect(exitOfReceipt(receipt('done'))).toBe(0)
})
