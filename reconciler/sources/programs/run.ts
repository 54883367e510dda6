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
const child = join(import.meta.dirname, fromSources ? 'child.ts' : 'child.js')
const readable = fromSources ? join(import.meta.dirname, '..', '..', '..') : dirname(child)

export async function runPrograms(programs: readonly Program[], options: RunOptions = {}): Promise<Outcome> {
  const time = options.time ?? limits.programTime
  const request: Request = {
    files: programs.map(({ path, text }) => ({ path, text })),
    functions: functionNames,
    parent: process.pid,
    time,
    memory: options.memory ?? limits.programMemory,
    stack: limits.programStack,
    depth: limits.depth,
    chars: limits.documentChars,
    total: limits.programChars,
    printed: limits.programPrinted,
  }
  const lines = reader(programs, options.each)
  const { verdict, ended } = await inChild(request, time * limits.programPatience + limits.programGrace, lines.take)
  const problems: Problem[] = []
  const first = (line = 1, column = 1): Position => ({ file: programs[0]?.path ?? '', line, column })
  if (verdict) {
    problems.push(...sayHow(verdict, programs, time / 1000))
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
            `The programs came to no end in ${(time * limits.programPatience) / 1000} seconds.`,
            'Look for a loop without an end.',
            first(),
          )
        : problem(
            'program-limit',
            `The process in which the programs ran came to an end by itself (${ended}).`,
            'Look for something endlessly deep or large: a text, an expression, a list.',
            first(),
          ),
    )
  if (lines.wrong() && problems.length === 0)
    problems.push(
      problem(
        'program-failed',
        'The programs sent something that is no declaration.',
        'Declare by the functions of `splashtop-iac` alone.',
        first(),
      ),
    )
  return { emitted: lines.emitted, problems }
}

/** Its verdict, or how it ended without one. */
function inChild(request: Request, patience: number, take: (text: string) => void): Promise<{ verdict?: Verdict; ended: string }> {
  const { promise, resolve } = Promise.withResolvers<{ verdict?: Verdict; ended: string }>()
  const heap = 2 * Math.ceil(request.memory / 2 ** 20) + 256
  const flags = ['--no-warnings', '--stack-size=3900', `--max-old-space-size=${heap}`, '--permission', `--allow-fs-read=${readable}`]
  const started = spawn(process.execPath, [...flags, child], {
    env: { TZ: 'UTC' },
    stdio: ['pipe', 'pipe', 'ignore', 'pipe'],
    windowsHide: true,
  })
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
  input.end(JSON.stringify(request))
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

/** Takes the lines of declarations as they come, in whatever pieces. */
function reader(
  programs: readonly Program[],
  each?: (call: Emitted) => void,
): { emitted: Emitted[]; take(text: string): void; wrong(): boolean } {
  const emitted: Emitted[] = []
  const texts = new Map<number, string[]>()
  let rest = ''
  let wrong = false
  const one = (line: string): void => {
    const tab = line.lastIndexOf('\t')
    const [, program, at, column] = /^m(\d+):(\d+):(\d+)$/.exec(line.slice(tab + 1)) ?? []
    const value = tab === -1 ? undefined : declared(line.slice(0, tab))
    if (value === undefined) {
      wrong = true
      return
    }
    const index = Number(program ?? 0)
    const { text = '' } = programs[index] ?? {}
    let lines = texts.get(index)
    if (!lines) texts.set(index, (lines = text.split('\n')))
    const number = Math.min(Number(at ?? 1), lines.length)
    const call = { program: index, line: number, column: callStart(lines[number - 1] ?? '', Number(column ?? 1)), value }
    if (each) each(call)
    else emitted.push(call)
  }
  return {
    emitted,
    wrong: () => wrong,
    take(text) {
      const lines = (rest + text).split('\n')
      rest = lines.pop() as string
      for (const line of lines) one(line)
    },
  }
}

function declared(text: string): Json | undefined {
  if (text.length > 2 * limits.documentChars || depthOf(text) > limits.depth + 2) return undefined
  try {
    const [kind, name, spec, metadata] = JSON.parse(text) as [string, string, Json, { [key: string]: Json }]
    return { apiVersion: API_VERSION, kind, metadata: { ...metadata, name }, spec }
  } catch {
    // Only a program that broke the sandbox's own code sends such a line.
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
