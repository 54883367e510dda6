import { expect, test } from 'vitest'
import { emptyPlan } from '../reconciler/plan/plan.ts'
import { renderPlan, summary } from '../reconciler/render/terminal.ts'
import type { Change, Op } from '../reconciler/types.ts'
import { fakeSurface } from './fake-surface.ts'
import { nothingToDo, question, tally } from './tally.ts'

const change = (op: Op, name: string): Change => ({
  op,
  key: `User/acme/${name}`,
  before: null,
  after: null,
  fields: [],
  reason: { text: '', at: [] },
  needs: [],
})
const ops: Op[] = ['delete', 'create', 'release', 'rename', 'create', 'update', 'replace', 'adopt']

test('a plan is counted here as it is where it is rendered', () => {
  const changes = ops.map((op, i) => change(op, `u${i}`))
  expect(tally(changes)).toBe(summary(ops, 'done'))
  expect(tally(changes, 'to come')).toBe(summary(ops, 'todo'))
  expect(nothingToDo(7)).toBe(renderPlan(emptyPlan(7, '2026-03-02T09:00:00Z'), { width: 100, color: false }))
})

test('the question counts what will happen and names what is lost, ten at most', () => {
  const plan = { ...emptyPlan(1, '2026-03-02T09:00:00Z'), changes: [change('create', 'new'), change('delete', 'old')] }
  expect(question(plan, fakeSurface())).toBe(
    '\n2 changes: 1 to create, 1 to delete.\nThis is lost:\n  delete User old\nApply them now? Type yes to go on: ',
  )
  const many = { ...plan, changes: Array.from({ length: 1012 }, (_, i) => change('delete', `u${i}`)) }
  const text = question(many, fakeSurface())
  expect(text.match(/^ {2}delete/gm)).toHaveLength(10)
  expect(text).toContain('… and 1,002 more')
})
