/**
 * The programs among a project's files: read, run, and what they declare made into resources, packed file by file as YAML is. A resource
 * belongs to the file that holds the call.
 */
import { isUtf8 } from 'node:buffer'
import { digestText } from '../../../schema/canonical.ts'
import { type Parsed, parse } from '../../../schema/parse.ts'
import { hasErrors, type Problem, problem } from '../../../schema/problem.ts'
import type { Document } from '../../../schema/resource.ts'
import { limits } from '../limits.ts'
import { pack } from '../pack.ts'
import { type Place, type ReadFile, readBytes, type ScannedFile } from '../read.ts'
import { callIn } from './call.ts'
import { type Emitted, type Program, type RunOptions, runPrograms } from './run.ts'

/** So many fields are looked for in the text. */
const LOOKED = 200
/** Of a run that failed, nothing is whole: even a program that nothing is said about may have been about to declare more. */
export async function readPrograms(
  { root, team }: Place,
  files: readonly ScannedFile[],
  options?: RunOptions,
): Promise<Map<string, ReadFile>> {
  const found = new Map<string, ReadFile>(files.map(({ path }) => [path, { problems: [], refused: [] }]))
  const { programs, problems: unread } = programsIn(root, files)
  for (const [path, problem] of unread) found.set(path, { problems: [problem], refused: [null] })
  if (unread.size > 0) return found
  const made = programs.map((): Parsed & { rest: number } => ({ resources: [], problems: [], refused: [], rest: 0 }))
  let asked = 0
  const each = ({ program, line, column, value }: Emitted): void => {
    const { path: file, text } = programs[program] as Program
    const at: Document['at'] = (path) =>
      // The first faults are looked for in the call. A hundred thousand that one loop makes are not.
      path.length === 0 || ++asked > LOOKED ? { file, line, column } : callIn(text, file, line, column).at(path)
    const { resources, problems, refused } = parse([{ file, value, at }], { team })
    const into = made[program] as (typeof made)[number]
    const room = limits.fileProblems - into.problems.length
    into.resources.push(...resources)
    into.problems.push(...problems.slice(0, room))
    into.rest += Math.max(0, problems.length - room)
    into.refused.push(...refused)
  }
  const { problems } = await runPrograms(programs, { ...options, each })
  const failed = hasErrors(problems)
  for (const [index, { path }] of programs.entries()) {
    const parsed = made[index] as (typeof made)[number]
    const own = problems.filter(({ at }) => (at[0]?.file ?? programs[0]?.path) === path)
    if (parsed.rest > 0) {
      const at = { file: path, line: 1, column: 1 }
      parsed.problems.push(problem('more-problems', `\`${path}\` has ${parsed.rest} more problems.`, 'Mend those first.', at))
    }
    found.set(path, {
      packed: pack(parsed.resources, false),
      problems: [...own, ...parsed.problems],
      refused: failed ? [...parsed.refused, null] : parsed.refused,
    })
  }
  return found
}

/** The texts of programs, and of each that has none the reason. */
export function programsIn(root: string, files: readonly ScannedFile[]): { programs: Program[]; problems: Map<string, Problem> } {
  const programs: Program[] = []
  const problems = new Map<string, Problem>()
  for (const file of files) {
    const text = textOf(root, file)
    if (typeof text === 'string') programs.push({ path: file.path, text })
    else problems.set(file.path, text)
  }
  return { programs, problems }
}

/** Its text as it was when it was scanned, or why there is none. */
function textOf(root: string, { path, hash }: ScannedFile): string | Problem {
  const at = { file: path, line: 1, column: 1 }
  const bytes = readBytes(root, path)
  if (!(bytes instanceof Uint8Array)) return bytes
  if (digestText(bytes) !== hash) return problem('file-changed', `\`${path}\` was changed while it was read.`, 'Run again.', at)
  if (!isUtf8(bytes) || bytes.includes(0)) return problem('file-encoding', 'The file is not UTF-8 text.', 'Save it as UTF-8.', at)
  if (bytes.length > limits.documentChars)
    return problem(
      'too-large',
      `The program has ${bytes.length} bytes; at most ${limits.documentChars} are read.`,
      'Cut it into several modules; what is data may be YAML.',
      at,
    )
  return Buffer.from(bytes)
    .toString('utf8')
    .replace(/^\ufeff/, '')
}
