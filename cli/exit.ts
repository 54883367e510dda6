/**
 * What the program's exit code says, in one place. A pipeline decides by these numbers alone, so they never change their meaning.
 *
 *   0    success; a plan with changes too
 *   1    an error or invalid input; a declined confirmation; no terminal without `--yes`; a lock held too long
 *   2    changes (only with `--exit-code`)
 *   3    drift, with or without changes (only with `--exit-code`)
 *   4    refused: only guards, rules or permissions complain
 *   5    a stale plan: the backend moved since it was made
 *   6    partial: some changes were applied, others not; or (`apply --wait`) not enforced by every computer that they are about
 *   130  interrupted (SIGINT)      143  terminated (SIGTERM)
 *
 * Errors outrank refusals, and both outrank 2 and 3.
 */
import type { Plan, Receipt } from '../reconciler/types.ts'
import { hasErrors, type Problem } from '../schema/problem.ts'

export const exit = {
  success: 0,
  error: 1,
  changes: 2,
  drift: 3,
  refused: 4,
  stale: 5,
  partial: 6,
  interrupted: 130,
  terminated: 143,
} as const
export type ExitCode = (typeof exit)[keyof typeof exit]

/** The codes of Problems that refuse a plan as such: its input is valid, yet it must not be applied. */
const refusals: ReadonlySet<string> = new Set([
  'too-many-deletes',
  'empty-configuration',
  'last-administrator',
  'break-glass',
  'guardrail',
  'waiver-expired',
  'sensitive-untested',
  'not-permitted',
])

/** The exit code for Problems that ended a run. */
export function exitOf(problems: readonly Problem[]): ExitCode {
  const errors = problems.filter((p) => p.level === 'error')
  if (errors.length === 0) return exit.success
  if (errors.every((p) => refusals.has(p.code))) return exit.refused
  if (errors.every((p) => p.code === 'stale-plan' || refusals.has(p.code))) return exit.stale
  return exit.error
}

/** The exit code for a plan: `invalid` are complaints about what was declared, `refused` those of guards, rules and permissions. */
export function exitOfPlan(plan: Plan, invalid: readonly Problem[], refused: readonly Problem[], detailed: boolean): ExitCode {
  if (hasErrors(invalid)) return exit.error
  if (hasErrors(refused)) return exit.refused
  if (detailed && plan.drift.length > 0) return exit.drift
  if (detailed && plan.changes.length > 0) return exit.changes
  return exit.success
}

export function exitOfReceipt(receipt: Receipt): ExitCode {
  const done = receipt.results.filter((r) => r.result === 'done').length
  if (receipt.results.some((r) => r.result !== 'done')) return done > 0 ? exit.partial : exit.error
  return exitOf(receipt.problems)
}
