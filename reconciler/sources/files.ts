/**
 * Which files a project's sources are. Everything stays inside the project's folder, whatever links say: a checkout may be a stranger's.
 * What can't be read is a Problem, for a file that silently drops out would look like a wish to delete what it declared.
 */
import { globSync, readdirSync, realpathSync, type Stats, statSync } from 'node:fs'
import { join, matchesGlob, relative, sep } from 'node:path'
import { codePoint, hostileIn, visible } from '../../schema/characters.ts'
import type { ProblemCode } from '../../schema/codes.ts'
import { compare, type Position, type Problem, problem } from '../../schema/problem.ts'
import { limits } from './limits.ts'
import type { Project } from './project.ts'

export interface Found {
  /** Relative to the project, with `/`; sorted. */
  paths: string[]
  /** The same files, absolute, with no link on the way. */
  real: ReadonlySet<string>
  problems: Problem[]
}
/** Which files are looked for. */
export interface Wanted {
  entries: readonly string[]
  at(index?: number): Position
  is(path: string): boolean
  most: number
  /** Of what is no such file, what it isn't; and what would be one. */
  words: { entry: string; field: string; none: string; other: string; name: string }
  /** Files that are something else. */
  except?: ReadonlySet<string>
}

/** So much of a path is shown. */
const SHOWN = 240
const YAML = /\.ya?ml$/
/** Programs by their names; `.d.ts` only describes one. */
const PROGRAM = /(?<!\.d)\.m?ts$/
export const isProgram = (path: string): boolean => PROGRAM.test(path)
const isSource = (path: string): boolean => YAML.test(path) || isProgram(path)
const GLOB = /[*?[\]{}!]/

/** The part of a path that no link may lead to: `.git` holds tokens, `.splashtop` the database, `node_modules` what others wrote. */
export const hiddenPart = (path: string): string | undefined =>
  path.split(sep).find((part) => part.startsWith('.') || part === 'node_modules')

type Place = Pick<Project, 'root' | 'file' | 'sources' | 'at'>

/** What declares. A guardrail among it declares nothing, and is left out. */
export const findFiles = (project: Place, except?: ReadonlySet<string>): Found =>
  find(project, {
    entries: project.sources,
    at: (index) => project.at(index === undefined ? ['sources'] : ['sources', index]),
    is: isSource,
    most: limits.files,
    words: {
      entry: 'source',
      field: 'sources',
      none: 'no YAML file and no program',
      other: 'neither YAML nor a program by its name',
      name: '`*.yaml`, `*.yml`, `*.ts` or `*.mts`',
    },
    ...(except && { except }),
  })

/** The project's own guardrails. */
export const findGuardrails = (project: Place & Pick<Project, 'policies'>): Found =>
  find(project, {
    entries: project.policies.own,
    at: (index) => project.at(index === undefined ? ['policies', 'own'] : ['policies', 'own', index]),
    is: isProgram,
    most: limits.guardrailFiles,
    words: {
      entry: 'place of guardrails',
      field: 'policies.own',
      none: 'no program',
      other: 'no program by its name',
      name: '`*.ts` or `*.mts`',
    },
  })

function find(project: Pick<Project, 'root' | 'file'>, { entries, at: placeOf, is, most, words, except }: Wanted): Found {
  const root = realpathSync(project.root)
  const paths = new Map<string, string>()
  const problems: Problem[] = []

  const complain = (code: ProblemCode, message: string, fix: string, at: Position): void => {
    problems.push(problem(code, message, fix, at))
  }
  /** A name that can't be shown as it is, or that can't be opened as it is read; of a folder, once for all that it holds. */
  const misnamed = (path: string): boolean => {
    const hostile = hostileIn(path)
    // What Node writes for bytes that are no UTF-8. Hardly a file bears it as a name of its own.
    const garbled = path.includes('\ufffd')
    const at = { file: path, line: 1, column: 1 }
    if (hostile !== undefined)
      complain(
        'hostile-character',
        `The name of \`${visible(path, SHOWN)}\` holds the character ${codePoint(hostile)}.`,
        'Rename it, without control, bidirectional or invisible characters.',
        at,
      )
    else if (garbled)
      complain(
        'unreadable-file',
        `The name of \`${visible(path, SHOWN)}\` is not UTF-8: where \`\ufffd\` is shown, it holds other bytes.`,
        'Rename it, with a name in UTF-8.',
        at,
      )
    return hostile !== undefined || garbled
  }
  const add = (path: string, real: string): void => {
    if (path !== project.file && paths.size <= most && !paths.has(real) && !except?.has(real)) paths.set(real, path)
  }
  /** The real path of a link, if it stays inside. */
  const inside = (path: string, at: Position): string | undefined => {
    let real: string
    try {
      real = realpathSync(join(root, path))
    } catch (error) {
      complain('unreadable-file', `\`${path}\` is a link that leads nowhere (${codeOf(error)}).`, 'Mend or remove the link.', at)
      return undefined
    }
    if (real === root || real.startsWith(root + sep)) {
      const hidden = hiddenPart(relative(root, real))
      if (hidden === undefined) return real
      complain(
        'source-outside',
        `\`${path}\` is a link into \`${hidden}\`.`,
        'Put the file itself there: what lies in such a folder is no declaration, and may be secret.',
        at,
      )
      return undefined
    }
    complain(
      'source-outside',
      `\`${path}\` leads out of the project's folder.`,
      'Move the files into the project; nothing outside it is read.',
      at,
    )
    return undefined
  }
  const walk = (folder: string, at: Position): void => {
    let entries: ReturnType<typeof readFolder>
    try {
      entries = readFolder(join(root, folder))
    } catch (error) {
      complain(
        'unreadable-file',
        `The folder \`${folder || '.'}\` can't be read: ${codeOf(error)}.`,
        'Give yourself the right to read it.',
        at,
      )
      return
    }
    for (const entry of entries) {
      if (entry.name.startsWith('.') || entry.name === 'node_modules') continue
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      const matters = entry.isDirectory() || is(entry.name)
      if (matters && misnamed(path)) continue
      if (entry.isDirectory()) walk(path, at)
      else if (entry.isSymbolicLink()) link(path, at)
      else if (is(entry.name)) {
        if (entry.isFile()) add(path, join(root, path))
        else special(path)
      }
    }
  }
  const link = (path: string, at: Position): void => {
    const place = { file: path, line: 1, column: 1 }
    const real = inside(path, place)
    if (real === undefined) return
    const target = statSync(real)
    if (target.isDirectory())
      complain(
        'source-outside',
        `\`${path}\` is a link to a folder; links to folders are not followed.`,
        `Name \`${relative(root, real)}\` under \`${words.field}\`, or remove the link.`,
        at,
      )
    else if (is(path)) {
      if (target.isFile()) add(path, real)
      else special(path)
    }
  }
  const special = (path: string): void =>
    complain('unreadable-file', `\`${path}\` is no regular file.`, 'Remove it, or put a regular file in its place.', {
      file: path,
      line: 1,
      column: 1,
    })

  let globs = 0
  for (const [index, source] of entries.entries()) {
    const at = placeOf(index)
    const path = source
      .split('/')
      .filter((part) => part !== '' && part !== '.')
      .join('/')
    const before = paths.size
    const complaints = problems.length
    if (source.startsWith('/') || source.includes('\\') || source.includes('\0') || path.split('/').includes('..')) {
      complain(
        'source-outside',
        `\`${source}\` leads out of the project's folder.`,
        'Name folders, files and globs relative to the project file, with `/`.',
        at,
      )
      continue
    }
    const stats = statOf(join(root, path))
    if (stats && misnamed(path)) continue
    if (!stats && GLOB.test(path) && isCostly(path)) {
      complain(
        'too-large',
        `The glob \`${visible(source)}\` has too many wildcards to be looked for.`,
        'Write at most two `*` between two `/`, four `**/`, and no `{…}` or `(…)`; or name the folder.',
        at,
      )
    } else if (!stats && GLOB.test(path) && ++globs > limits.globs)
      complain(
        'too-large',
        `\`${words.field}\` has more than ${limits.globs} globs: for each of them every folder is looked through.`,
        'Name folders instead.',
        at,
      )
    else if (!stats && GLOB.test(path)) {
      for (const match of matches(path, root)) {
        if (is(match) && !misnamed(match)) {
          const real = inside(match, at)
          if (real === undefined) continue
          if (statSync(real).isFile()) add(match, real)
          else if (!statSync(real).isDirectory()) special(match)
        }
      }
    } else if (!stats) {
      complain(
        'source-not-found',
        `The ${words.entry} \`${source}\` does not exist.`,
        'Mend the path; it is relative to the project file.',
        at,
      )
    } else if (stats.isDirectory()) {
      const real = path === '' ? root : inside(path, at)
      if (real !== undefined) walk(path, at)
    } else if (!is(path)) {
      complain('unsupported-source', `\`${source}\` is ${words.other}.`, `Name it ${words.name}.`, at)
    } else if (!stats.isFile()) special(path)
    else {
      const real = inside(path, at)
      if (real !== undefined) add(path, real)
    }
    // An own folder without files is a project that was just begun; a source that someone wrote is expected to hold something.
    if (paths.size === before && problems.length === complaints && path !== '' && !alreadyIn(paths, path))
      complain('source-not-found', `The ${words.entry} \`${source}\` holds ${words.none}.`, 'Mend the path, or remove the entry.', at)
  }
  if (paths.size > most)
    complain(
      'too-large',
      `\`${words.field}\` names more than ${most} files.`,
      'Put more into one file, or cut the project in two.',
      placeOf(),
    )
  return { paths: [...paths.values()].sort(compare), real: new Set(paths.keys()), problems }
}

/** Would a name that nearly matches cost more than it is long? Of alternatives and of many stars each is tried with each. */
const isCostly = (glob: string): boolean =>
  glob.length > 256 ||
  /[{}(|]/.test(glob) ||
  glob.split('/').filter((part) => part === '**').length > 4 ||
  glob.split('/').some((part) => part !== '**' && part.split('*').length > 3)

const readFolder = (path: string) => readdirSync(path, { withFileTypes: true }).sort((a, b) => compare(a.name, b.name))

const statOf = (path: string): Stats | undefined => {
  try {
    return statSync(path)
  } catch {
    // Whether it is absent or a link to nothing: it is not there to be read, and the caller says so.
    return undefined
  }
}

const matches = (pattern: string, root: string): string[] =>
  globSync(pattern, {
    cwd: root,
    exclude: (path: string) => path.split(/[/\\]/).some((part) => part === 'node_modules' || (part.startsWith('.') && part !== '.')),
  })
    .map((path) => path.split(sep).join('/'))
    .sort(compare)

/** Did an earlier source bring what this one holds? Then it is superfluous, not empty. */
const alreadyIn = (paths: ReadonlyMap<string, string>, path: string): boolean =>
  [...paths.values()].some((each) => each === path || each.startsWith(`${path}/`) || matchesGlob(each, path))
export const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? String(error)
