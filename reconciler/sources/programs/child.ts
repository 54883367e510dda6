/**
 * The process in which programs run (run.ts starts it, with an empty environment): takes their texts from standard input, strips the types,
 * and hands them to QuickJS, an interpreter in WebAssembly that knows no file, no network and no process. What they declare goes to standard
 * output as it is made; the verdict is the one line that goes to descriptor 3, when all is over.
 *
 * The process is thrown away afterwards, because even what never leaves the interpreter may eat it: there is no way to interrupt a built-in
 * function that is busy, or to be sure of the memory of whatever strips types. Whoever started it has a clock and a signal.
 */
import { readFileSync, writeSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import engine from '@jitl/quickjs-wasmfile-release-sync'
import { newQuickJSWASMModuleFromVariant, newVariant, type QuickJSContext, type QuickJSHandle } from 'quickjs-emscripten-core'
import { watch } from './guardrails.ts'
import { enclose } from './sandbox.ts'
import type { About } from './worlds.ts'

export interface Request {
  /** Their order is their number: module `m0` is the first. */
  files: { path: string; text: string }[]
  /** Their types were taken away by a former process: to load what does that takes longer than all the rest of a short program. */
  stripped?: true
  /** What `splashtop-iac` exports: the functions by their names, and the kind that each declares. */
  functions: Record<string, string>
  /** The process that asks. */
  parent: number
  time: number
  memory: number
  stack: number
  depth: number
  /** UTF-16 units of one declaration, of all, and of what is printed. */
  chars: number
  total: number
  printed: number
  /** Where they are guardrails: what they look at, in the lines that follow (worlds.ts), and which of them look. */
  guarding?: { findings: number; kinds: string[]; longest: number; hostile: string; about?: About; judged: number[] }
}

/**
 * In which way it ended, and where: `module`, `line` and `column` count from 0, 1 and 1. Of guardrails that looked, `faults` are those that
 * failed, each by its place among all; what ends the process ends the others with it.
 */
export type Verdict = { printed: string[]; faults?: Fault[]; stripped?: string[] } & (
  | { ended: 'well' }
  | { ended: 'syntax' | 'import' | 'failed'; name: string; message: string; module?: number; line?: number; column?: number }
  | { ended: Spent | 'depth' | 'waiting'; module?: number; line?: number; column?: number }
)
/** What is used up is used up for all that runs. */
type Spent = 'time' | 'memory' | 'output' | 'printed'
const spending: readonly string[] = ['time', 'memory', 'output', 'printed'] satisfies Spent[]
export type Ended = Verdict extends infer V ? (V extends Verdict ? Omit<V, 'printed' | 'faults' | 'stripped'> : never) : never
export interface Fault {
  guardrail: number
  ended: Ended
}

/** Its types say what a CommonJS module would get, which is one layer more than what is there. */
const variant = 'default' in engine ? engine.default : engine

/** Node's types have the name and nothing in it. */
declare global {
  namespace WebAssembly {
    class Memory {
      constructor(size: { initial: number; maximum: number })
      readonly buffer: ArrayBuffer
    }
  }
}

const MODULE = 'splashtop-iac'
/** Bytes of a page of its memory, and the pages that it begins with, as it was built. */
const [PAGE, PAGES] = [65_536, 256]

/** The interpreter stands beside the built program; in a checkout it is where npm put it. */
const interpreter = import.meta.filename.endsWith('.ts')
  ? fileURLToPath(import.meta.resolve('@jitl/quickjs-wasmfile-release-sync/wasm'))
  : path.join(import.meta.dirname, 'quickjs.wasm')

/** Standard output may be a pipe that is full. */
function writeAll(descriptor: number, text: string): void {
  const bytes = Buffer.from(text)
  for (let from = 0; from < bytes.length; ) {
    try {
      from += writeSync(descriptor, bytes, from)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error
      Atomics.wait(pause, 0, 0, 1)
    }
  }
}
const pause = new Int32Array(new SharedArrayBuffer(4))

/** JavaScript, each character where it was. */
function stripped({ text }: Request['files'][number], module: number): string | Ended {
  try {
    return stripTypeScriptTypes(text)
  } catch (error) {
    const { message, stack = '', code } = error as Error & { code?: string }
    // Whatever else it throws, it came to the end of its own stack.
    if (code !== 'ERR_INVALID_TYPESCRIPT_SYNTAX' && code !== 'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX') return { ended: 'depth', module }
    // `:LINE`, a line or two, and marks below: the only place where Node says where it is.
    const [, line, marks] = /^[^\n]*:(\d+)\n(?:[^\n]*\n)??[^\n]*\n( *)\^/.exec(stack) ?? []
    return { ended: 'syntax', name: 'SyntaxError', message, module, line: Number(line ?? 1), column: (marks?.length ?? 0) + 1 }
  }
}

async function run(request: Request, lines: string, { printed, faults, texts }: Left): Promise<Ended> {
  const { files } = request
  for (const [index, file] of files.entries()) {
    const text = request.stripped ? file.text : stripped(file, index)
    if (typeof text !== 'string') return text
    texts.push(text)
  }
  const bytes = readFileSync(interpreter)
  const wasmBinary = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer
  // All that it holds lies in here. Its own limit counts what is asked for at once, and not what is held.
  const wasmMemory = new WebAssembly.Memory({ initial: PAGES, maximum: Math.max(PAGES, Math.floor(request.memory / PAGE)) })
  const quickjs = await newQuickJSWASMModuleFromVariant(newVariant(variant, { wasmBinary, wasmMemory }))
  const runtime = quickjs.newRuntime()
  runtime.setMaxStackSize(request.stack)
  // Of this process's own time: what is allowed must not depend on what else the machine has to do.
  const spent = (): number => {
    const { user, system } = process.cpuUsage()
    return (user + system) / 1000
  }
  const deadline = spent() + request.time
  let stopped: Spent | undefined
  runtime.setInterruptHandler(() => {
    // Whoever asked is gone, however that came about: nobody will take the answer.
    if (process.ppid !== request.parent) process.exit(1)
    if (spent() > deadline) stopped ??= 'time'
    return stopped !== undefined
  })
  const numbers = new Map(files.map(({ path: file }, index) => [file, index]))
  let refused: Ended | undefined
  const resolve = (from: string, wanted: string): string | undefined => {
    if (wanted === MODULE || wanted === 'all') return wanted
    const module = Number(from.slice(1))
    if (from === 'all') return wanted
    const base = files[module]
    if (base === undefined || !/^\.\.?\//.test(wanted)) return undefined
    const target = path.posix.join(path.posix.dirname(base.path), wanted)
    const number = numbers.get(target) ?? numbers.get(target.replace(/\.(m?)js$/, '.$1ts'))
    return number === undefined ? undefined : `m${number}`
  }
  runtime.setModuleLoader(
    (name) => {
      if (name === MODULE) return library(request)
      return texts[Number(name.slice(1))] ?? { error: new Error(`no module ${name}`) }
    },
    (from, wanted) => {
      const found = resolve(from, wanted)
      if (found !== undefined) return found
      refused = { ended: 'import', name: 'ImportError', message: wanted, module: Number(from.slice(1)) }
      return { error: new Error(`\`${wanted}\` can't be imported`) }
    },
  )
  const context = runtime.newContext()
  let total = 0
  let room = request.printed
  const functionOf = (name: string, use: (text: string) => void): QuickJSHandle =>
    context.newFunction(name, (text) => {
      use(text ? context.getString(text) : '')
      return context.undefined
    })
  const host = context.newObject()
  const emit = functionOf('emit', (text) => {
    total += text.length
    // The sandbox sends no empty text: there was no room to hand it out.
    if (text === '') stopped ??= 'memory'
    else if (total > request.total) stopped ??= 'output'
    else writeAll(1, text)
  })
  const print = functionOf('print', (text) => {
    if (room > 0) printed.push(text.slice(0, room))
    room -= text.length + 1
    if (room < 0) stopped ??= 'printed'
  })
  context.setProp(host, 'emit', emit)
  context.setProp(host, 'print', print)
  context.setProp(host, 'depth', context.newNumber(request.depth))
  context.setProp(host, 'chars', context.newNumber(request.chars))
  context.setProp(context.global, HOST, host)
  context.unwrapResult(context.evalCode(`globalThis.${ENCLOSED} = (${enclose})(globalThis.${HOST}); delete globalThis.${HOST}`, 'sandbox'))
  const enclosed = context.getProp(context.global, ENCLOSED)
  const flush = context.getProp(enclosed, 'flush')
  const watching = request.guarding ? await watched(context, enclosed, request.guarding, lines) : undefined
  // The module takes what it needs away before any program runs.
  context.unwrapResult(context.evalCode(`import '${MODULE}'`, 'all', { type: 'module' }))

  /** What has no room even for an error throws null. */
  const full = (): boolean => wasmMemory.buffer.byteLength > 0.9 * request.memory
  const judge = (error: QuickJSHandle): Ended => {
    const ended = stopped ?? (context.sameValue(error, context.null) && full() ? 'memory' : undefined)
    return refused ?? { ...failure(context, error, request), ...(ended && { ended }) }
  }
  // Its own line runs when every program has run to its end, and not before.
  const all = [...files.map((_, index) => `import 'm${index}'`), `globalThis.${DONE}()`].join('\n')
  let done = false
  context.setProp(
    context.global,
    DONE,
    functionOf(DONE, () => (done = true)),
  )
  const evaluated = context.evalCode(all, 'all', { type: 'module' })
  if (evaluated.error) return judge(evaluated.error)
  const jobs = runtime.executePendingJobs()
  if (jobs.error) return judge(jobs.error)
  if (stopped) return { ended: stopped }
  // Even an import that a program tried and got over.
  if (refused) return refused
  const state = context.getPromiseState(evaluated.value)
  if (state.type === 'rejected') return judge(state.error)
  if (state.type === 'pending' || !done) return { ended: 'waiting' }
  for (const index of request.guarding?.judged ?? []) {
    const judged = context.callFunction(context.getProp(watching as QuickJSHandle, 'judge'), context.undefined, context.newNumber(index))
    if (!judged.error) continue
    const fault = judge(judged.error)
    faults.push({ guardrail: index, ended: fault })
    if (spending.includes(fault.ended)) return fault
  }
  const flushed = context.callFunction(flush, context.undefined)
  if (flushed.error) return judge(flushed.error)
  return stopped ? { ended: stopped } : { ended: 'well' }
}

const HOST = '__host'
const ENCLOSED = '__enclosed'
const DONE = '__done'
const library = ({ functions, guarding }: Request): string =>
  [
    `const { declare, watching } = globalThis.${ENCLOSED}`,
    `delete globalThis.${ENCLOSED}`,
    ...(guarding ? ['export const { guardrail } = watching'] : []),
    ...Object.entries(functions).map(([name, kind]) => `export const ${name} = declare('${kind}')`),
  ].join('\n')

/** What guardrails have beside what every program has. What they ask is answered out here. */
async function watched(
  context: QuickJSContext,
  enclosed: QuickJSHandle,
  { findings, kinds, longest, hostile, about }: NonNullable<Request['guarding']>,
  lines: string,
): Promise<QuickJSHandle> {
  // It knows every kind and what they mean, which only guardrails that look have a use for.
  const answering = about && (await import('./worlds.ts')).answering
  let answer: ReturnType<NonNullable<typeof answering>> | undefined
  const host = context.newObject()
  const ask = context.newFunction('ask', (...asked) => {
    if (!answering) throw new TypeError('there is no plan yet')
    answer ??= answering(about, lines)
    const [what = '', world = '', first = '', second = ''] = asked.map((one) => context.getString(one))
    return context.newString(answer(what, world, first, second))
  })
  context.setProp(host, 'ask', ask)
  context.setProp(host, 'kinds', context.newString(JSON.stringify(kinds)))
  context.setProp(host, 'findings', context.newNumber(findings))
  context.setProp(host, 'longest', context.newNumber(longest))
  context.setProp(host, 'hostile', context.newString(hostile))
  const made = context.unwrapResult(context.evalCode(`(${watch})`, 'sandbox'))
  const watching = context.unwrapResult(context.callFunction(made, context.undefined, host, context.getProp(enclosed, 'tools')))
  context.setProp(enclosed, 'watching', watching)
  return watching
}

/** What was thrown, and the innermost place in a program. A program may throw anything, and change what its errors say. */
function failure(context: QuickJSContext, error: QuickJSHandle, { files }: Request): Ended {
  const part = (key: string): string => {
    if (context.typeof(error) !== 'object') return ''
    const value = context.getProp(error, key)
    return context.typeof(value) === 'string' ? context.getString(value) : ''
  }
  const [name, stack] = [part('name') || 'Error', part('stack')]
  const message = part('message') || (context.typeof(error) === 'object' ? '' : context.getString(error))
  const found = /(?:\(|at )m(\d+):(\d+):(\d+)/.exec(stack)
  const at = found && files[Number(found[1])] ? { module: Number(found[1]), line: Number(found[2]), column: Number(found[3]) } : {}
  if (name === 'InternalError' && (message === 'out of memory' || message === 'string too long')) return { ended: 'memory', ...at }
  // Its readers of JSON and of programs call it an error of syntax.
  if ((name === 'InternalError' || name === 'SyntaxError') && message === 'stack overflow') return { ended: 'depth', ...at }
  const missing = /^Could not find export '(.*)' in module '(.*)'$/s.exec(message)
  const kind = name === 'SyntaxError' && missing ? 'import' : name === 'SyntaxError' && !/\n.*\n/.test(stack) ? 'syntax' : 'failed'
  return { ended: kind, name, message, ...at }
}

/** What a run leaves, however it ends. */
interface Left {
  printed: string[]
  faults: Fault[]
  texts: string[]
}
const left: Left = { printed: [], faults: [], texts: [] }
let ended: Ended
let isRead = false
try {
  const text = readFileSync(0, 'utf8')
  const end = text.indexOf('\n')
  const request = JSON.parse(text.slice(0, end)) as Request
  // Guardrails are read once, and then look at each plan in a process of their own.
  isRead = request.guarding?.about === undefined && request.guarding !== undefined
  ended = await run(request, text.slice(end + 1), left)
} catch (error) {
  // The interpreter runs on this process's own stack, and may come to its end before it notices.
  if (!(error instanceof RangeError)) throw error
  ended = { ended: 'depth' }
}
const { printed, faults, texts } = left
writeAll(3, JSON.stringify({ ...ended, printed, faults, ...(isRead && { stripped: texts }) }))
// What the interpreter still holds goes with the process: taking it apart takes longer than everything else.
process.exit(0)
