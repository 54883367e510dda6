/**
 * Runs the programs of a project: all of them at once, as the modules of one program, in a process of their own (child.ts) that is given
 * their texts and nothing else: no environment, no file but the interpreter, no network. What comes back is believed as little as a file.
 *
 * Every program of the sources runs once, in the order of their paths, whether or not another imports it first. So it makes no difference
 * how declarations are spread over files, as with YAML.
 */
import { spawn } from 'node:child_process'
import { dirname, join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import type { Json } from '../../../schema/canonical.ts'
import { visible } from '../../../schema/characters.ts'
import { API_VERSION } from '../../../schema/envelope.ts'
import { type Position, type Problem, problem } from '../../../schema/problem.ts'
import { limits } from '../limits.ts'
import { callStart } from './call.ts'
import type { Request, Verdict } from './child.ts'
import { functionNames } from './functions.ts'
import { sayHow } from './words.ts'

/** So much of what was printed is shown. */
const SHOWN = 1000

export interface Program {
  /** Relative to the project, with `/`. */
  path: string
  text: string
}
/** One call: what it declares, and where it stands. */
export interface Emitted {
  /** Index of the program; line and column count from 1, the column in UTF-16 units, at the beginning of what is called. */
  program: number
  line: number
  column: number
  value: Json
}
type Place = Pick<Emitted, 'program' | 'line' | 'column'>
export interface Outcome {
  emitted: Emitted[]
  problems: Problem[]
}
export interface RunOptions {
  /** Milliseconds of a processor; less than the limit only for tests. */
  time?: number
  memory?: number
  /** Takes each call as it comes, while the programs run on; then none is in the outcome. */
  each?(call: Emitted): void
}

/** It stands beside this one, in the sources and in what is built of them; and the folder that it may read. */
const fromSources = import.meta.filename.endsWith('.ts')
let child = join(import.meta.dirname, fromSources ? 'child.ts' : 'child.js')
let readable = fromSources ? join(import.meta.dirname, '..', '..', '..') : dirname(child)

/** From now on it is the one that was built into this folder: it starts in half the time, and tests start hundreds. */
export function childBuiltIn(folder: string): void {
  readable = folder
  child = join(folder, 'child.js')
}

export async function runPrograms(programs: readonly Program[], options: RunOptions = {}): Promise<Outcome> {
  const emitted: Emitted[] = []
  const lines = reader(programs, (text, place) => {
    const value = declared(text)
    if (value === undefined) return false
    if (options.each) options.each({ ...place, value })
    else emitted.push({ ...place, value })
    return true
  })
  const request = requestOf(programs, { ...options, functions: functionNames })
  const ended = await inChild(request, '', lines.take)
  return { emitted, problems: problemsOf(ended, request, programs, lines.wrong() && 'declaration') }
}

export function requestOf(
  programs: readonly Program[],
  {
    time,
    memory,
    functions,
    guarding,
    stripped,
  }: Pick<Request, 'functions' | 'guarding' | 'stripped'> & Pick<RunOptions, 'time' | 'memory'>,
): Request {
  return {
    files: programs.map(({ path, text }) => ({ path, text })),
    parent: process.pid,
    time: time ?? limits.programTime,
    memory: memory ?? limits.programMemory,
    stack: limits.programStack,
    depth: limits.depth,
    chars: limits.documentChars,
    total: limits.programChars,
    printed: limits.programPrinted,
    functions,
    ...(guarding && { guarding }),
    ...(stripped && { stripped }),
  }
}

/** How the process ended: with a verdict, or how without one. */
export interface ChildEnd {
  verdict?: Verdict
  ended: string
}

/** @param wrong what the lines that came were to be, where some were not */
export function problemsOf({ verdict, ended }: ChildEnd, request: Request, programs: readonly Program[], wrong: string | false): Problem[] {
  const problems: Problem[] = []
  const first = (line = 1, column = 1): Position => ({ file: programs[0]?.path ?? '', line, column })
  const what = request.guarding ? 'guardrails' : 'programs'
  if (verdict) {
    problems.push(...sayHow(verdict, programs, request))
    if (verdict.printed.length > 0)
      problems.push(
        problem(
          'program-printed',
          `Printed: ${visible(verdict.printed.join(' · '), SHOWN)}`,
          'Remove `console` when you are done looking.',
          programs.length === 1 ? first() : [],
        ),
      )
  } else
    problems.push(
      ended === 'time'
        ? problem(
            'program-limit',
            `The ${what} came to no end in ${(request.time * limits.programPatience) / 1000} seconds.`,
            'Look for a loop without an end.',
            first(),
          )
        : problem(
            'program-limit',
            `The process in which the ${what} ran came to an end by itself (${ended}).`,
            'Look for something endlessly deep or large: a text, an expression, a list.',
            first(),
          ),
    )
  if (wrong && problems.length === 0)
    problems.push(
      problem(
        'program-failed',
        `The ${what} sent something that is no ${wrong}.`,
        `Use the functions of \`splashtop-iac\` alone.`,
        first(),
      ),
    )
  return problems
}

/**
 * Work that a function of WebAssembly has done when it is compiled once more, thoroughly: thirty times V8's own measure. Most programs, and all
 * that strips their types, are over before that pays, in two thirds of the time; and what declares a hundred thousand takes no longer.
 */
const THOROUGH = 400_000_000

/** How the process is started; what it has to do stands in its standard input, and its verdict on descriptor 3. */
export function childOf(request: Request): {
  args: string[]
  options: { env: NodeJS.ProcessEnv; stdio: Stdio; windowsHide: true }
  patience: number
} {
  const heap = 2 * Math.ceil(request.memory / 2 ** 20) + 256
  return {
    args: [
      ...['--no-warnings', '--stack-size=3900', `--max-old-space-size=${heap}`, `--wasm-tiering-budget=${THOROUGH}`],
      // Both interpreters came with Node and with us: of each function only what runs is looked through.
      '--wasm-lazy-validation',
      ...['--permission', `--allow-fs-read=${readable}`, child],
    ],
    options: { env: { TZ: 'UTC' }, stdio: ['pipe', 'pipe', 'ignore', 'pipe'], windowsHide: true },
    patience: request.time * limits.programPatience + limits.programGrace,
  }
}
type Stdio = ['pipe', 'pipe', 'ignore', 'pipe']

export function inChild(request: Request, lines: string, take: (text: string) => void): Promise<ChildEnd> {
  const { promise, resolve } = Promise.withResolvers<ChildEnd>()
  const { args, options, patience } = childOf(request)
  const started = spawn(process.execPath, args, options)
  const [input, output, , said] = started.stdio as [Writable, Readable, null, Readable, undefined]
  let late = false
  const alarm = setTimeout(() => {
    late = true
    started.kill('SIGKILL')
  }, patience)
  let text = ''
  output.setEncoding('utf8').on('data', take)
  said.setEncoding('utf8').on('data', (part) => (text += part))
  // It may end before it has read all: how it ended is what counts.
  input.on('error', () => {})
  input.end(`${JSON.stringify(request)}\n${lines}`)
  started.on('error', (error) => {
    clearTimeout(alarm)
    resolve({ ended: error.message })
  })
  started.on('close', (code, signal) => {
    clearTimeout(alarm)
    const verdict = late || code !== 0 ? undefined : (JSON.parse(text) as Verdict)
    resolve({ ...(verdict && { verdict }), ended: late ? 'time' : (signal ?? `exit status ${code}`) })
  })
  return promise
}

/** Takes lines as they come, in whatever pieces: what was sent, and the place of the call. `one` says whether it is what it should be. */
export function reader(
  programs: readonly Program[],
  one: (text: string, place: Place) => boolean,
): { take(text: string): void; wrong(): boolean } {
  const texts = new Map<number, string[]>()
  /** A loop declares thousands from one place. */
  const known = new Map<string, Place>()
  let rest = ''
  let wrong = false
  const placeOf = (said: string): Place => {
    const [, program, at, column] = /^m(\d+):(\d+):(\d+)$/.exec(said) ?? []
    const index = programs[Number(program ?? 0)] ? Number(program ?? 0) : 0
    const { text = '' } = programs[index] ?? {}
    let lines = texts.get(index)
    if (!lines) texts.set(index, (lines = text.split('\n')))
    const number = Math.min(Number(at ?? 1), lines.length)
    return { program: index, line: number, column: callStart(lines[number - 1] ?? '', Number(column ?? 1)) }
  }
  const line = (sent: string): void => {
    const tab = sent.lastIndexOf('\t')
    const said = sent.slice(tab + 1)
    let place = known.get(said)
    if (!place) {
      place = placeOf(said)
      if (known.size < 10_000) known.set(said, place)
    }
    if (tab === -1 || !one(sent.slice(0, tab), place)) wrong = true
  }
  return {
    wrong: () => wrong,
    take(text) {
      const lines = (rest + text).split('\n')
      rest = lines.pop() as string
      for (const each of lines) line(each)
    },
  }
}

function declared(text: string): Json | undefined {
  const sent = parsed(text)
  if (!Array.isArray(sent)) return undefined
  const [kind = null, name = null, spec = null, metadata] = sent
  return { apiVersion: API_VERSION, kind, metadata: { ...(metadata as { [key: string]: Json }), name }, spec }
}

/** What a line says; undefined where it is too long or too deep, or not what the sandbox's own code sends: a program may have broken that. */
export function parsed(text: string): Json | undefined {
  if (text.length > 2 * limits.documentChars || depthOf(text) > limits.depth + 2) return undefined
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}

/** How many brackets are open at once. What is too deep for its reader must not reach it. */
function depthOf(text: string): number {
  let [depth, most, inText] = [0, 0, false]
  for (let at = 0; at < text.length; at++) {
    const sign = text.charCodeAt(at)
    if (sign === 34) inText = !inText
    else if (inText) at += sign === 92 ? 1 : 0
    else if (sign === 91 || sign === 123) most = Math.max(most, ++depth)
    else if (sign === 93 || sign === 125) depth--
  }
  return most
}
