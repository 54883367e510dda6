/**
 * A plan in a sentence, and the question that stands before its commit. It says what reconciler/render says (a test holds them together),
 * without loading what measures and folds lines: most runs have nothing to show.
 */
import { grouped } from '../reconciler/render/grouped.ts'
import type { Change, Op, Plan } from '../reconciler/types.ts'
import { splitKey } from '../schema/resource.ts'
import { count } from './problems.ts'
import type { Surface } from './terminal.ts'
import { visibleLine } from './visible.ts'

type Tense = 'done' | 'to come'
const words: Record<Op, [done: string, toCome: string]> = {
  create: ['created', 'to create'],
  update: ['updated', 'to update'],
  replace: ['replaced', 'to replace'],
  rename: ['renamed', 'to rename'],
  adopt: ['adopted', 'to adopt'],
  release: ['released', 'to release'],
  delete: ['deleted', 'to delete'],
}
const ops = Object.keys(words) as Op[]
/** So many deletions are named one by one; beyond, a person looks at the plan above. */
const NAMED = 10

/** `3 created, 1 deleted`. */
export function tally(changes: readonly Change[], tense: Tense = 'done'): string {
  const counts: Partial<Record<Op, number>> = {}
  for (const { op } of changes) counts[op] = (counts[op] ?? 0) + 1
  return tallyOf(counts, tense)
}

export function tallyOf(counts: Partial<Record<Op, number>>, tense: Tense = 'done'): string {
  return ops
    .map((op) => [op, counts[op] ?? 0] as const)
    .filter(([, n]) => n > 0)
    .map(([op, n]) => `${grouped(n)} ${words[op][tense === 'done' ? 0 : 1]}`)
    .join(', ')
}

/** A time as people read it; documents keep it in full. */
export const toTheSecond = (time: string): string => time.replace(/\.\d+(?=Z$)/, '')

/** What an empty plan is rendered as. */
export const nothingToDo = (revision: number): string => `Nothing to do: what is declared is what is live, at revision ${revision}.\n`

export function question(plan: Plan, err: Surface): string {
  const lost = plan.changes.filter((change) => change.op === 'delete' || change.op === 'replace')
  const lines = [`\n${count(plan.changes.length, 'change')}: ${tally(plan.changes, 'to come')}.`]
  if (lost.length > 0) {
    lines.push(err.paint(lost.length === 1 ? 'This is lost:' : 'These are lost:', 'red', 'bold'))
    for (const change of lost.slice(0, NAMED)) {
      const { kind, name } = splitKey(change.key)
      lines.push(`  ${change.op} ${kind} ${visibleLine(name)}`)
    }
    if (lost.length > NAMED) lines.push(`  … and ${grouped(lost.length - NAMED)} more`)
  }
  lines.push(`Apply ${plan.changes.length === 1 ? 'it' : 'them'} now? Type ${err.paint('yes', 'bold')} to go on: `)
  return lines.join('\n')
}
