/** A plan in a sentence, and the question that stands before its commit. */
import { summary } from '../reconciler/render/terminal.ts'
import type { Change, Op, Plan } from '../reconciler/types.ts'
import { splitKey } from '../schema/resource.ts'
import { count } from './problems.ts'
import type { Surface } from './terminal.ts'
import { visibleLine } from './visible.ts'

const past: Record<Op, string> = {
  create: 'created',
  update: 'updated',
  replace: 'replaced',
  rename: 'renamed',
  adopt: 'adopted',
  release: 'released',
  delete: 'deleted',
}
const ops = Object.keys(past) as Op[]
/** So many deletions are named one by one; beyond, a person looks at the plan above. */
const NAMED = 10

/** `3 created, 1 deleted`. */
export function tally(changes: readonly Change[]): string {
  const counts: Partial<Record<Op, number>> = {}
  for (const { op } of changes) counts[op] = (counts[op] ?? 0) + 1
  return tallyOf(counts)
}

export function tallyOf(counts: Partial<Record<Op, number>>): string {
  return ops
    .map((op) => [op, counts[op] ?? 0] as const)
    .filter(([, n]) => n > 0)
    .map(([op, n]) => `${n.toLocaleString('en')} ${past[op]}`)
    .join(', ')
}

export function question(plan: Plan, err: Surface): string {
  const lost = plan.changes.filter((change) => change.op === 'delete' || change.op === 'replace')
  const lines = [`\n${count(plan.changes.length, 'change')}: ${summary(plan.changes.map((change) => change.op))}.`]
  if (lost.length > 0) {
    lines.push(err.paint(lost.length === 1 ? 'This is lost:' : 'These are lost:', 'red', 'bold'))
    for (const change of lost.slice(0, NAMED)) {
      const { kind, name } = splitKey(change.key)
      lines.push(`  ${change.op} ${kind} ${visibleLine(name)}`)
    }
    if (lost.length > NAMED) lines.push(`  … and ${(lost.length - NAMED).toLocaleString('en')} more`)
  }
  lines.push(`Apply ${plan.changes.length === 1 ? 'it' : 'them'} now? Type ${err.paint('yes', 'bold')} to go on: `)
  return lines.join('\n')
}
