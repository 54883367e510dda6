/**
 * A Problem is the only way that anything in this project complains: to a person, to a pipeline, in a log.
 * It says what is wrong, where, and how to mend it. Problems are collected, never thrown one by one;
 * `ProblemError` carries a list of them through a stack that can't go on.
 */
import { distance } from 'fastest-levenshtein'
import { codes, type ProblemCode } from './codes.ts'

export type Level = 'error' | 'warning' | 'info'

/** A place in a source file. `file` is relative to the project's folder, with `/`; `line` and `column` count from 1. */
export interface Position {
  file: string
  line: number
  column: number
}

export interface Problem {
  code: ProblemCode
  level: Level
  message: string
  /** What to do about it, in the imperative, one or two sentences. */
  fix: string
  /** Every place involved, the first being the one to mend. Empty when no file is to blame. */
  at: Position[]
  /** The guardrail that complains (policies/), and about which resource (`User/alice`): the two words of a waiver. */
  rule?: string
  resource?: string
  /** Excused by the project, for a reason, until a day; then its level is `info`, and it is counted rather than shown. */
  waived?: { reason: string; expires: string }
}

/** Builds a Problem at the level that its code has in the registry (`codes.ts`). */
export function problem(code: ProblemCode, message: string, fix: string, at: Position | readonly Position[] = []): Problem {
  return { code, level: codes[code].level, message, fix, at: Array.isArray(at) ? [...at] : [at as Position] }
}

/** So many are named in the message of an error, and so much of each: a log has use for the first, not for a hundred thousand. */
const [LOGGED, LOGGED_CHARS] = [10, 500]

/** The one error class. Its message is for a log; people are shown the Problems. */
export class ProblemError extends Error {
  readonly problems: readonly Problem[]
  constructor(problems: Problem | readonly Problem[], options?: ErrorOptions) {
    const list = Array.isArray(problems) ? (problems as readonly Problem[]) : [problems as Problem]
    const rest = list.length > LOGGED ? [`and ${list.length - LOGGED} more`] : []
    const told = list.slice(0, LOGGED).map(({ code, message }) => `${code}: ${message.slice(0, LOGGED_CHARS)}`)
    super([...told, ...rest].join('\n'), options)
    this.name = 'ProblemError'
    this.problems = list
  }
}

export const hasErrors = (problems: readonly Problem[]): boolean => problems.some((p) => p.level === 'error')

/** In the order of their places, then of their codes: the order in which people and golden files read them. */
export function sortProblems(problems: readonly Problem[]): Problem[] {
  const place = (p: Problem) => p.at[0] ?? { file: '￿', line: 0, column: 0 }
  return [...problems].sort((a, b) => {
    const [x, y] = [place(a), place(b)]
    return compare(x.file, y.file) || x.line - y.line || x.column - y.column || compare(a.code, b.code) || compare(a.message, b.message)
  })
}

/** Code-unit order, the same on every machine and in every locale. */
export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** The candidates that a person may have meant by `word`, nearest first, at most three. */
export function near(word: string, candidates: Iterable<string>): string[] {
  const wanted = word.slice(0, 64).toLowerCase()
  const limit = wanted.length < 3 ? 1 : Math.max(2, Math.floor(wanted.length / 3))
  const found: [number, string][] = []
  for (const candidate of candidates) {
    if (candidate === word || Math.abs(candidate.length - wanted.length) > limit) continue
    const d = distance(wanted, candidate.toLowerCase())
    if (d <= limit) found.push([d, candidate])
  }
  found.sort((a, b) => a[0] - b[0] || compare(a[1], b[1]))
  return found.slice(0, 3).map(([, name]) => name)
}

/** "; did you mean `x` or `y`?", or nothing: to be put after a message about an unknown word. */
export function didYouMean(word: string, candidates: Iterable<string>): string {
  const names = near(word, candidates)
  return names.length === 0 ? '' : `; did you mean ${names.map((n) => `\`${n}\``).join(' or ')}?`
}

/** Anything as a Problem: for the outermost catch, so that nobody ever reads a stack trace. */
export function asProblems(error: unknown): readonly Problem[] {
  if (error instanceof ProblemError) return error.problems
  const text = error instanceof Error ? error.message : String(error)
  return [problem('internal', `An unexpected fault: ${text}`, 'Run again with SPLASHTOP_DEBUG=1 for the stack trace, and report it.')]
}
