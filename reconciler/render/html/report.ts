/**
 * The data of a report: pure, from a plan and the worlds that it leads between, or from one world alone. What reads files and clocks
 * (lines of files, commits, actors) is handed in.
 */
import { type Effective, effective } from '../../../effective/effective.ts'
import type { World } from '../../../schema/world.ts'
import type { Impact, Plan, TestResult } from '../../types.ts'
import { isTold, NOT_TOLD, notTold } from '../impact.ts'
import { calendarOf } from './data/calendar.ts'
import { directoryOf } from './data/directory.ts'
import { matrixOf } from './data/matrix.ts'
import type { Fact, ReportData, ShownProblem } from './data/types.ts'

export interface ReportInput {
  /** The world as it is, or as it will be. */
  world: World
  /** What leads there, and from where; null for a report of access alone. */
  change: { plan: Plan; before: World } | null
  /** Where it is none of a plan or of access: what it is called. `change` then tells what came about, not what would. */
  title?: string
  /** What a reader must know before the rest. */
  notice?: string | undefined
  /** RFC 3339, UTC. */
  evaluatedAt: string
  problems: readonly ShownProblem[]
  tests: readonly TestResult[]
  evidence: readonly Fact[]
}

export function reportData({ world, change, title, notice, evaluatedAt, problems, tests, evidence }: ReportInput): ReportData {
  const about = change === null ? 'access' : title === undefined ? 'plan' : 'diff'
  // Asked for first: what it learns of the world is kept with the world.
  const told = change === null || change.plan.changes.length === 0 || isTold(change.plan)
  const impact: Impact | null = told ? (change?.plan.impact ?? null) : null
  const after = effective(world)
  const before: Effective | null = change === null ? null : effective(change.before)
  const { matrix, edges } = matrixOf(before, after, impact, evaluatedAt)
  return {
    version: 1,
    about,
    title: title ?? (about === 'plan' ? `Plan for ${world.team}` : `Access in ${world.team}`),
    team: world.team,
    notice: notice ?? null,
    evaluatedAt,
    zone: after.zone,
    changes: change?.plan.changes ?? null,
    drift: change?.plan.drift ?? [],
    impact,
    untold: told ? null : about === 'diff' ? notTold(world.revision) : NOT_TOLD,
    edges,
    people: {
      users: sizeOf(after.users.values(), ({ users }) => users),
      computers: sizeOf(after.computers.values(), ({ computers }) => computers),
    },
    calendar: calendarOf(before, after, evaluatedAt),
    matrix,
    directory: directoryOf(after, evaluatedAt),
    problems,
    tests,
    evidence,
  }
}

function sizeOf<T>(classes: Iterable<T>, members: (one: T) => readonly unknown[]): number {
  let size = 0
  for (const one of classes) size += members(one).length
  return size
}
