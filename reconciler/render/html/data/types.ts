/**
 * What a report says, as plain JSON: built by pure functions from a plan and what the worlds mean, drawn by others. Its size is bounded,
 * whatever the organisation's: each list says how much of it is left out.
 *
 *   Calendar   the hours of every schedule, week by week and day by day, in the team's time zone
 *   Matrix     groups of users against groups of computers, and how much of each pair is reached
 *   Directory  every user and computer by class, and the ways between the classes: what the page searches
 */
import type { Problem } from '../../../../schema/problem.ts'
import type { Change, Drift, Impact, TestResult } from '../../../types.ts'
import type { Title, Titles } from './titles.ts'

export interface ReportData {
  version: 1
  about: 'plan' | 'access' | 'diff'
  /** What it is called; of a plan and of access, the team says it. */
  title: string
  team: string
  /** What a reader must know before the rest. */
  notice: string | null
  /** RFC 3339, UTC. */
  evaluatedAt: string
  zone: string
  /** Null in a report of access alone, as are drift and impact. */
  changes: readonly Change[] | null
  drift: readonly Drift[]
  impact: Impact | null
  /** Why it isn't told although something changes: a sentence. */
  untold: string | null
  edges: { always: number; timed: number }
  people: { users: number; computers: number }
  calendar: Calendar
  matrix: Matrix
  directory: Directory
  problems: readonly ShownProblem[]
  tests: readonly TestResult[]
  evidence: readonly Fact[]
}

/** A Problem with the lines of its places, where those may be shown. */
export interface ShownProblem extends Problem {
  frames: readonly (string | null)[]
}

/** A line of the evidence. */
export interface Fact {
  name: string
  value: string
  /** What it proves, or why it is not there. */
  says?: string
}

/** In comparison with what is live; always `kept` where nothing is compared. */
export type State = 'kept' | 'added' | 'removed'

export interface Calendar {
  zone: string
  weeks: readonly Week[]
  rows: readonly CalendarRow[]
  /** Schedules that are not drawn, because there are too many. */
  folded: number
}
export interface Week {
  /** `2026-03-23`. */
  monday: string
  /** `23–29 March 2026`. */
  title: string
  days: readonly Day[]
}
export interface Day {
  date: string
  /** `Mon 23`. */
  title: string
  /** Where the clocks change: the minutes of wall time that are skipped or pass twice, and a sentence about it. */
  change: { from: number; to: number; says: string } | null
  /** Not within the four weeks that are looked at: over before the evaluation, or beyond them. */
  outside: 'past' | 'later' | null
  /** The minute at which the report was evaluated, on the day when it was. */
  now: number | null
}
export interface CalendarRow {
  schedule: string
  title: string
  resource: string
  /** "12 users of contractors". */
  who: string
  computers: number
  state: State
  /** Why there are no hours: "paused", "its resource is suspended", "over". */
  silent: string | null
  /** "Mon–Fri 09:00–17:00"; null where there are no hours in these weeks. */
  hours: string | null
  /** The hours that were, where a plan moves them. */
  was: string | null
  /** By week, then by day. */
  blocks: readonly (readonly (readonly Block[])[])[]
}
/** A stretch of one day, in minutes of wall time: 540 is 09:00, 1440 the end of the day. */
export interface Block {
  from: number
  to: number
  state: State
  /** Until when it is over, where any of it is: `to` where all of it is. */
  over?: number
}

export interface Matrix {
  rows: readonly Side[]
  columns: readonly Side[]
  /** By row, then by column; null where nobody reaches anything, and nobody did. */
  cells: readonly (readonly (Cell | null)[])[]
  /** What doesn't fit. */
  folded: { rows: number; users: number; columns: number; computers: number }
}
export interface Side {
  /** Null: those in no group. */
  group: string | null
  title: string
  /** Users who may sign in, or computers. */
  size: number
  /** Users who may not: they reach nothing. */
  disabled: number
}
/** Counts of pairs of one user and one computer. */
export interface Cell {
  always: number
  timed: number
  gained: number
  lost: number
  changed: number
}

/** Indexes into each other's lists keep it small: 200,000 names are most of what it weighs. */
export interface Directory {
  users: readonly DirectoryUsers[]
  computers: readonly DirectoryComputers[]
  /** Sets of computer classes: `[5, 6]`; null is all of them. */
  targets: readonly (readonly number[] | null)[]
  /** How a way is called: "permission lab", "schedule nights: daily 20:00–06:00". */
  through: readonly string[]
  groups: readonly (readonly [name: string, title: Title])[]
  schedules: readonly DirectorySchedule[]
  /** Display names that come again. */
  titles: readonly string[]
  /** Names that are not in it, because it would get too large; and display names. */
  folded: { users: number; computers: number; titles: number }
}
export interface DirectoryUsers {
  /** Sorted; empty where they are folded. */
  names: readonly string[]
  titles: Titles
  group: string | null
  /** The built-in role that theirs is, or counts as. */
  role: string
  /** Custom roles, by the place of the user who has it. */
  roles?: Readonly<Record<number, string>>
  /** "technician", "disabled". */
  more?: string
  /** `[target, through, timed]`. */
  ways: readonly (readonly [number, number, 0 | 1])[]
}
export interface DirectoryComputers {
  names: readonly string[]
  titles: Titles
  group: string | null
}
export interface DirectorySchedule {
  name: string
  title: Title
  /** "Edit suites (edit-suites)". */
  resource: string
  /** The way by it, which says the hours; or why it leads nobody anywhere. */
  through: number | string
}
