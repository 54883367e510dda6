/**
 * Finds and reads the project file. It is found upwards from a folder, as Git finds its own, so that every command works anywhere inside
 * a project.
 */
import { readFile, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { digestText, type Json } from '../../schema/canonical.ts'
import { explain, shownPath } from '../../schema/explain.ts'
import { type Problem, ProblemError, problem, sortProblems } from '../../schema/problem.ts'
import { defaultPacks, projectSchema, safetyDefaults } from '../../schema/project.ts'
import type { Document } from '../../schema/resource.ts'
import { isObjectNode, type Node } from '../../schema/shape.ts'
import type { Safety } from '../types.ts'
import { documentsOf } from './documents.ts'
import { limits } from './limits.ts'

export const PROJECT_FILE = 'splashtop.yaml'

export interface Waiver {
  rule: string
  resource: string
  reason: string
  expires: string
}
export interface Policies {
  packs: string[]
  /** Where the project's own guardrails are, as written. */
  own: string[]
  rules: Record<string, 'off' | 'warning' | 'error'>
  waivers: Waiver[]
}
export interface Project {
  /** The folder of the project file, absolute. Positions are relative to it. */
  root: string
  /** The project file, relative to `root`. */
  file: string
  team: string
  manager: string
  /** As written; `.` when nothing is. */
  sources: string[]
  backend: { embedded: Record<never, never> } | { server: { url: string } }
  policies: Policies
  safety: Safety
  /** SHA-256 of the project file. */
  digest: string
  /** Where a part of the project file stands. */
  at: Document['at']
}

/** The folder of the project file: `from` or one above it. Throws a ProblemError when there is none. */
export async function projectFolder(from: string): Promise<string> {
  const start = resolve(from)
  for (let folder = start; ; folder = dirname(folder)) {
    const found = await stat(join(folder, PROJECT_FILE)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined
      throw unreadable(error)
    })
    if (found?.isFile()) return folder
    if (dirname(folder) === folder)
      throw new ProblemError(
        problem(
          'project-not-found',
          `There is no \`${PROJECT_FILE}\` in \`${start}\` or any folder above it.`,
          'Go to the folder of the project, name it with `-C DIR`, or begin one with `splashctl init`.',
        ),
      )
  }
}

/** Looks in `from` and every folder above it. Throws a ProblemError when there is no project, or a wrong one. */
export async function openProject(from: string): Promise<Project> {
  const folder = await projectFolder(from)
  const path = join(folder, PROJECT_FILE)
  const read = async (): Promise<Uint8Array | number> => {
    const { size } = await stat(path)
    return size > limits.documentChars ? size : readFile(path)
  }
  const bytes = await read().catch((error: NodeJS.ErrnoException) => {
    throw unreadable(error)
  })
  if (typeof bytes === 'number')
    throw new ProblemError(
      problem(
        'too-large',
        `\`${PROJECT_FILE}\` has ${bytes} bytes.`,
        'A project file is short: move the resources into files of their own.',
      ),
    )
  return readProject(bytes, folder)
}

const unreadable = (error: NodeJS.ErrnoException): ProblemError =>
  new ProblemError(
    problem(
      'unreadable-file',
      `\`${PROJECT_FILE}\` can't be read: ${error.code ?? error.message}.`,
      'Give yourself the right to read it.',
      {
        file: PROJECT_FILE,
        line: 1,
        column: 1,
      },
    ),
    { cause: error },
  )

interface Written {
  team: string
  manager?: string
  sources?: string[]
  backend?: { embedded?: Record<never, never>; server?: { url: string } }
  policies?: Partial<Policies>
  safety?: Partial<Safety>
}

/** The project that a project file's bytes describe. Throws a ProblemError holding everything that is wrong. */
export async function readProject(bytes: Uint8Array, root: string): Promise<Project> {
  const file = PROJECT_FILE
  const { documents, problems } = await documentsOf(bytes, file)
  const [document, second] = documents
  const complain = (...found: Problem[]): never => {
    throw new ProblemError(sortProblems(found))
  }
  if (problems.length > 0) complain(...problems)
  if (!document)
    return complain(
      problem('invalid-project', 'The project file is empty.', 'Write `apiVersion: splashtop.io/v1`, `kind: Project` and `team: NAME`.', {
        file,
        line: 1,
        column: 1,
      }),
    )
  if (second)
    complain(
      problem(
        'invalid-project',
        'The project file holds one document, the project.',
        'Move the resources into files of their own.',
        second.at([]),
      ),
    )
  const whose = 'the project file'
  const found = explain(projectSchema, document.value, whose, limits.fileProblems).map(({ code, message, fix, path }) =>
    problem(code, message, fix, document.at(path)),
  )
  if (found.length === 0)
    found.push(
      ...missing(projectSchema, document.value, []).map((path) =>
        problem('missing-field', `\`${shownPath(path)}\` of ${whose} is missing.`, 'Write it.', document.at(path.slice(0, -1))),
      ),
    )
  const written = document.value as unknown as Written
  if (found.length > 0) complain(...found)
  return {
    root,
    file,
    team: written.team,
    manager: written.manager ?? `project:${written.team}`,
    sources: written.sources ?? ['.'],
    backend: written.backend?.server ? { server: written.backend.server } : { embedded: {} },
    policies: { packs: [...defaultPacks], own: [], rules: {}, waivers: [], ...written.policies },
    safety: { ...safetyDefaults, ...written.safety },
    digest: digestText(bytes),
    at: document.at,
  }
}

/** The paths of what is required and absent. Required is judged here alone: in resources, another manager may have set it. */
function missing(node: Node, value: Json | undefined, path: (string | number)[]): (string | number)[][] {
  if (value === undefined || value === null) return []
  if (node.type === 'array') return (value as Json[]).flatMap((inner, index) => missing(node.items, inner, [...path, index]))
  if (!isObjectNode(node)) return []
  const map = value as { [key: string]: Json }
  return Object.entries(node.properties).flatMap(([key, inner]) =>
    inner['x-required'] && map[key] === undefined ? [[...path, key]] : missing(inner, map[key], [...path, key]),
  )
}
