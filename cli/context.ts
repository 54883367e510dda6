/** What a command is given: where it runs, and how it speaks. A run has one; nothing in it is global. */
import { type Stats, statSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Policy } from '../policies/policy.ts'
import type { OwnGuardrails } from '../reconciler/types.ts'
import { type Problem, ProblemError, problem } from '../schema/problem.ts'
import { exit } from './exit.ts'
import { type Interruption, interruption } from './interruption.ts'
import { showProblems } from './problems.ts'
import { eventProgress, lineProgress, noProgress, type Progress } from './progress.ts'
import { type ColorWish, type Surface, surface } from './terminal.ts'

export interface Context {
  /** The folder that the command was started in, or that `-C` names. */
  folder: string
  json: boolean
  env: NodeJS.ProcessEnv
  stdin: NodeJS.ReadStream
  out: Surface
  err: Surface
  progress: Progress
  interruption: Interruption
  /** The folder that positions are relative to; set as soon as the project is found. */
  root: string | undefined
  /** What a run that ends before it has its document writes in place of `failure`, or of what it would show a person. */
  failing: ((problems: readonly Problem[]) => Promise<void>) | undefined
  /** The one JSON document of a run with `--json`. */
  document(value: object): void
  /** The guardrails that the project wrote itself, where it has any; set as soon as they are read. */
  own: OwnGuardrails | undefined
  /** A guardrail, be it of the project's own; set as soon as rules are read. */
  policyNamed: ((rule: string) => Policy | undefined) | undefined
  /** Problems for a person, on stderr. With `--json` they stand in the document instead. */
  report(problems: readonly Problem[], wishes?: { all?: boolean }): void
}

export interface Wishes {
  directory: string | undefined
  json: boolean
  color: string | undefined
  /** The folder need not be there. */
  makesFolder?: boolean | undefined
}

export function makeContext(process: NodeJS.Process, wishes: Wishes): Context {
  const { env } = process
  const color = colorWish(wishes.color)
  const folder = folderOf(process.cwd(), wishes.directory, wishes.makesFolder === true)
  const err = surface(process.stderr, env, color)
  const out = surface(process.stdout, env, color, (error) => {
    showProblems(
      [problem('output-failed', `The output could not be written: ${error.message}.`, 'Make room, or write it elsewhere.')],
      err,
      undefined,
    )
    process.exitCode = exit.error
  })
  const progress = wishes.json ? eventProgress(err) : err.terminal && env.TERM !== 'dumb' ? lineProgress(err) : noProgress
  const stops = interruption(process)
  stops.atExit(() => {
    progress.end()
    // The terminal has echoed ^C: what follows begins on a line of its own.
    if (err.terminal) err.write('\n')
  })
  const context: Context = {
    folder,
    json: wishes.json,
    env,
    stdin: process.stdin,
    out,
    err,
    progress,
    interruption: stops,
    root: undefined,
    failing: undefined,
    own: undefined,
    policyNamed: undefined,
    document: (value) => out.write(`${JSON.stringify(value, null, 2)}\n`),
    report(problems, wishes) {
      progress.end()
      if (!context.json) showProblems(problems, err, context.root, { titleOf: (rule) => context.policyNamed?.(rule)?.title, ...wishes })
    },
  }
  return context
}

/** What `-C` names has to be there: else the project of a folder above it would be found, as if it were meant. */
function folderOf(from: string, named: string | undefined, mayBeNew: boolean): string {
  const folder = resolve(from, named ?? '.')
  if (named === undefined) return folder
  let found: Stats | undefined
  try {
    found = statSync(folder, { throwIfNoEntry: false })
  } catch (error) {
    throw new ProblemError(
      problem(
        'usage',
        `The folder \`${named}\` can't be looked at: ${(error as NodeJS.ErrnoException).code ?? error}.`,
        'Give yourself the right to read it.',
      ),
    )
  }
  if (found?.isDirectory() || (!found && mayBeNew)) return folder
  throw new ProblemError(
    problem(
      'usage',
      found ? `\`${named}\` is not a folder.` : `The folder \`${named}\` does not exist.`,
      'Name a folder that is there behind `-C`.',
    ),
  )
}

function colorWish(text: string | undefined): ColorWish {
  if (text === undefined || text === 'auto') return 'auto'
  if (text === 'always' || text === 'never') return text
  throw new ProblemError(problem('usage', `\`${text}\` is not a value of \`--color\`.`, 'Write `auto`, `always` or `never`.'))
}
