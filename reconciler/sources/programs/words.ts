/** How programs ended, in words for whoever wrote them. What an error says was made by a program: it is shown with care and cut. */
import { posix } from 'node:path'
import { visible } from '../../../schema/characters.ts'
import { didYouMean, type Position, type Problem, problem } from '../../../schema/problem.ts'
import { limits } from '../limits.ts'
import { callStart } from './call.ts'
import type { Ended, Request, Verdict } from './child.ts'
import { functionNames } from './functions.ts'
import type { Program } from './run.ts'

const SHOWN = 400
/** What people expect of Node or a browser, and what it would be good for. */
const elsewhere: Readonly<Record<string, string>> = {
  process: 'no process and no environment',
  require: 'no modules but its own',
  module: 'no modules but its own',
  exports: 'no modules but its own',
  __dirname: 'no files',
  __filename: 'no files',
  Buffer: 'nothing of Node',
  fetch: 'no network',
  XMLHttpRequest: 'no network',
  WebSocket: 'no network',
  setTimeout: 'no clock',
  setInterval: 'no clock',
  setImmediate: 'no clock',
  performance: 'no clock',
  Temporal: 'no clock',
  crypto: 'no dice',
  WebAssembly: 'nothing of Node',
  Atomics: 'no threads',
  Worker: 'no threads',
  Deno: 'nothing of Deno',
  Bun: 'nothing of Bun',
  window: 'no page',
  document: 'no page',
}

/** @param request what they were given */
export function sayHow(verdict: Ended | Verdict, programs: readonly Program[], request: Pick<Request, 'time' | 'guarding'>): Problem[] {
  if (verdict.ended === 'well') return []
  const at = placeOf(verdict, programs)
  const what = request.guarding ? 'guardrails' : 'programs'
  switch (verdict.ended) {
    case 'time':
      return [
        problem(
          'program-limit',
          `The ${what} took more than ${request.time / 1000} seconds of a processor.`,
          'Look for a loop without an end.',
          at,
        ),
      ]
    case 'memory':
      return [
        problem(
          'program-limit',
          `The ${what} need more than ${limits.programMemory >> 20} MB.`,
          'Look for a list or a text that grows without an end.',
          at,
        ),
      ]
    case 'depth':
      return [
        problem(
          'program-limit',
          'Calls, or brackets, are too deep inside each other.',
          'Look for a function that calls itself without an end.',
          at,
        ),
      ]
    case 'output':
      return [
        problem(
          'program-limit',
          `The ${what} ${request.guarding ? 'tell' : 'declare'} more than ${limits.programChars >> 20} million characters.`,
          request.guarding ? 'Tell what is at fault once, not for everyone who suffers.' : 'Declare less, or cut the project in several.',
          at,
        ),
      ]
    case 'printed':
      return [
        problem(
          'program-limit',
          `The ${what} print more than ${limits.programPrinted} characters.`,
          'Print less: what is declared is shown by `splashctl plan`.',
          at,
        ),
      ]
    case 'waiting':
      return [
        problem(
          'program-failed',
          'A program waits for something that never comes.',
          'Remove the `await`: there is nothing to wait for here.',
          at,
        ),
      ]
    case 'syntax':
      return [problem('program-syntax', `${sentence(verdict.message)}`, 'Mend the program here or just before.', at)]
    case 'import':
      return [imported(verdict.message, verdict.module, programs, at, request.guarding !== undefined)]
    case 'failed':
      return [failed(verdict.name, verdict.message, at)]
  }
}

const sentence = (text: string): string => {
  const shown = visible(text, SHOWN)
  return /[.!?…]$/.test(shown) ? shown : `${shown}.`
}

function placeOf(verdict: Exclude<Ended, { ended: 'well' }>, programs: readonly Program[]): Position[] {
  const program = programs[verdict.module ?? (programs.length === 1 ? 0 : -1)]
  if (!program) return []
  const { line = 1, column = 1 } = verdict
  // Node counts as editors do; the interpreter doesn't.
  const text = verdict.ended === 'syntax' ? '' : (program.text.split('\n')[line - 1] ?? '')
  return [{ file: program.path, line, column: text === '' ? column : callStart(text, column) }]
}

function failed(name: string, message: string, at: Position[]): Problem {
  if (name === 'DeclarationError' || name === 'HermeticError') {
    // Two sentences of ours: what, and how to mend it.
    const [what = message, fix = 'Mend it here.'] = message.split(/(?<=\.) (?=[A-Z])/)
    return problem(name === 'HermeticError' ? 'program-hermetic' : 'program-value', sentence(what), sentence(fix), at)
  }
  const [, unknown = ''] = /^'(.+)' is not defined$/.exec(message) ?? []
  const lacks = Object.hasOwn(elsewhere, unknown) ? elsewhere[unknown] : undefined
  if (lacks !== undefined)
    return problem(
      'program-hermetic',
      `\`${unknown}\` is not there: a program has ${lacks}.`,
      'Write the value itself, or import it from a program beside this one.',
      at,
    )
  if (unknown !== '' && Object.hasOwn(functionNames, unknown))
    return problem(
      'program-failed',
      `\`${visible(unknown)}\` is not imported.`,
      `Write \`import { ${unknown} } from 'splashtop-iac'\`.`,
      at,
    )
  return problem('program-failed', sentence(`The program threw ${visible(name)}: ${message}`), 'Mend the program.', at)
}

/** What a guardrail imports beside its own modules; what declares imports the functions of functions.ts. */
const GUARDRAIL = 'guardrail'

function absent(missing: string, guarding: boolean): { near: string; fix: string } {
  const exported = guarding ? [GUARDRAIL] : Object.keys(functionNames)
  if (guarding && Object.hasOwn(functionNames, missing))
    return { near: ' for guardrails.', fix: 'A guardrail looks and declares nothing: move what declares to the files of `sources`.' }
  if (!guarding && missing === GUARDRAIL)
    return { near: ' for declarations.', fix: 'Name the file of the guardrail under `policies.own`, not under `sources`.' }
  return {
    near: didYouMean(missing, exported) || '.',
    fix: `It exports ${exported.map((name) => `\`${name}\``).join(', ')}.`,
  }
}

/** The interpreter doesn't say where an import stands, so it is looked for. */
function imported(message: string, module: number | undefined, programs: readonly Program[], at: Position[], guarding: boolean): Problem {
  const [, missing, from] = /^Could not find export '(.*)' in module '(.*)'$/s.exec(message) ?? []
  if (missing !== undefined && from !== undefined) {
    const ours = from === 'splashtop-iac'
    const target = ours ? from : (programs[Number(from.slice(1))]?.path ?? from)
    const place = programs.flatMap(({ path, text }) => {
      const found = [...text.matchAll(/\b(?:import|export)\b([^'"]*?)\bfrom\s*['"]([^'"\n]+)['"]/g)].find(
        ([, names = '', specifier = '']) =>
          new RegExp(`(?:^|[^\\w$])${escaped(missing)}(?![\\w$])`).test(names) &&
          (ours ? specifier === from : posix.join(posix.dirname(path), specifier).replace(/\.(m?)js$/, '.$1ts') === target),
      )
      return found ? [placeAt(path, text, text.indexOf(missing, found.index))] : []
    })
    return problem(
      'program-import',
      `\`${target}\` exports no \`${visible(missing)}\`${ours ? absent(missing, guarding).near : '.'}`,
      ours ? absent(missing, guarding).fix : 'Export it there, or import what is exported.',
      place[0] ?? at,
    )
  }
  const program = module === undefined ? undefined : programs[module]
  const offset = program ? program.text.search(new RegExp(`['"\`]${escaped(message)}['"\`]`)) : -1
  return problem(
    'program-import',
    `\`${visible(message, 240)}\` can't be imported: ${/^\.\.?\//.test(message) ? `no ${guarding ? 'file under `policies.own`' : 'program of the sources'} is there` : 'a program imports `splashtop-iac` and programs beside it, nothing else'}.`,
    /^\.\.?\//.test(message)
      ? `Mend the path, with its \`.ts\`; a file that lies elsewhere is named under \`${guarding ? 'policies.own' : 'sources'}\`.`
      : guarding
        ? 'Put what you need of it into a file beside the guardrail, and import that by `./`.'
        : 'Put what you need of it into a program of the sources, and import that by `./`. What declares nothing is left out of `sources`.',
    program && offset !== -1 ? placeAt(program.path, program.text, offset) : at,
  )
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')

function placeAt(file: string, text: string, offset: number): Position {
  const before = text.slice(0, Math.max(0, offset))
  return { file, line: before.split('\n').length, column: before.length - before.lastIndexOf('\n') }
}
