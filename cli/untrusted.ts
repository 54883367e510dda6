/**
 * `plan --untrusted`: the checkout is a stranger's, as that of a pull request from a fork. It says what it declares, and nothing else. What
 * judges it comes from a checkout that somebody trusts (`--trusted DIR`), usually of the branch that it is to be merged into: which backend
 * is read, whose fields these are, the guardrails with their levels and waivers, the limits of `safety`, and the AccessTests. So a checkout
 * that moves its own guards is judged by those that it would move, and that it moves them is told.
 *
 * Of the checkout itself, regular files inside its folder are read, within the limits of every load, and all of it within bounds of time and
 * memory (bounds.ts); programs run in their sandbox. Nothing is written there, Git is not asked, no secret is resolved, and no backend that it
 * names is contacted: `judgedBy` says which one counts, and whoever opens a backend is handed the trusted project.
 */
import { lstatSync, realpathSync } from 'node:fs'
import { join, relative, resolve, sep } from 'node:path'
import { codeOf } from '../reconciler/sources/files.ts'
import { load, type Scan, scan } from '../reconciler/sources/load.ts'
import { openProject, PROJECT_FILE, type Project } from '../reconciler/sources/project.ts'
import { canonical, type Json } from '../schema/canonical.ts'
import { hasErrors, type Position, type Problem, ProblemError, problem, sortProblems } from '../schema/problem.ts'
import type { Resource } from '../schema/resource.ts'
import { type Options, type OptionWords, textOption } from './command.ts'
import type { Context } from './context.ts'

export const untrustedOptions: readonly OptionWords[] = [
  {
    flags: '--untrusted',
    says: 'the files are a stranger’s: nothing that they say of backend, manager, guardrails, waivers, safety and tests counts, and nothing is written there',
  },
  {
    flags: '--trusted DIR',
    says: 'with --untrusted: the checkout whose backend is read, and by whose guards and tests the files are judged',
  },
]

export interface Untrusted {
  /** What the stranger declares, judged by what is trusted. */
  project: Project
  trusted: { project: Project; scanned: Scan; tests: readonly Resource[] }
  /** Positions in the trusted checkout begin with this. */
  prefix: string
  /** As it stands in the stranger's project file, its guards included: to be scanned, and compared. */
  written: Project
}

const usage = (message: string, fix: string): ProblemError => new ProblemError(problem('usage', message, fix))

/** Undefined where the files are trusted, as ever. */
export async function openUntrusted(context: Context, options: Options): Promise<Untrusted | undefined> {
  const named = textOption(options, 'trusted')
  if (options.untrusted !== true) {
    if (named !== undefined)
      throw usage('`--trusted` says by what a stranger’s files are judged.', 'Write `--untrusted` as well, or leave it out.')
    return undefined
  }
  if (named === undefined)
    throw usage(
      'Nothing that an untrusted checkout says of its backend and its guards counts, and nothing else was named.',
      'Name a checkout that you trust, as that of the branch to be merged into: `--trusted ../main`.',
    )
  const folder = realpathSync(context.folder)
  const root = folderNamed(resolve(folder, named), named)
  if (isWithin(root, folder) || isWithin(folder, root))
    throw usage(
      `The trusted project (\`${root}\`) and the untrusted one (\`${folder}\`) are not apart.`,
      'Check the two out into folders of which neither lies in the other: else one could speak for the other.',
    )
  context.root = folder
  const written = await openAt(folder)
  const prefix = `${relative(folder, root).split(sep).join('/')}/`
  const project = await fromTrusted(prefix, () => openAt(root))
  if (project.team !== written.team)
    throw new ProblemError(
      problem(
        'untrusted-guarding',
        `The checkout declares team \`${written.team}\`, and what is trusted is team \`${project.team}\`.`,
        'Name a trusted checkout of the same team; a team of its own has a backend and guards of its own.',
        written.at(['team']),
      ),
    )
  const base = await fromTrusted(prefix, () => judgesIn(project))
  const tests = base.tests.map((test) => moved(test, prefix))
  return { project: judgedBy(written, project, prefix), written, trusted: { project, scanned: base.scanned, tests }, prefix }
}

function folderNamed(path: string, named: string): string {
  try {
    return realpathSync(path)
  } catch (error) {
    throw usage(`The folder \`${named}\` can't be looked at: ${codeOf(error)}.`, 'Name a folder that is there behind `--trusted`.')
  }
}

const isWithin = (path: string, folder: string): boolean => path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep)

/** Only the project file in the very folder: one that is missing must not make the project of a folder above of it, nor a link another's. */
async function openAt(folder: string): Promise<Project> {
  const stats = lstatSync(join(folder, PROJECT_FILE), { throwIfNoEntry: false })
  if (!stats?.isFile())
    throw new ProblemError(
      problem(
        'project-not-found',
        stats ? `\`${PROJECT_FILE}\` in \`${folder}\` is no regular file.` : `There is no \`${PROJECT_FILE}\` in \`${folder}\`.`,
        'Name the folders of the projects themselves, with `-C DIR` and `--trusted DIR`: with `--untrusted` no folder above is looked at.',
      ),
    )
  return openProject(folder)
}

/** What is declared as one writes it, judged as the other says. The backend is that of the other, whatever kind it is. */
function judgedBy(written: Project, trusted: Project, prefix: string): Project {
  const { manager, backend, policies, safety } = trusted
  return {
    ...written,
    manager,
    backend,
    policies,
    safety,
    at: (path) =>
      ['manager', 'backend', 'policies', 'safety'].includes(String(path[0])) ? elsewhere(prefix)(trusted.at(path)) : written.at(path),
  }
}

const elsewhere =
  (prefix: string) =>
  ({ file, line, column }: Position): Position => ({ file: `${prefix}${file}`, line, column })

/** What is wrong with what is trusted is told with its place as it is seen from the other. */
async function fromTrusted<T>(prefix: string, open: () => Promise<T>): Promise<T> {
  try {
    return await open()
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    throw new ProblemError([
      problem(
        'untrusted-guarding',
        'What is trusted has faults of its own, so nothing can be judged by it.',
        'Mend the trusted checkout first: run `splashctl validate` there.',
      ),
      ...error.problems.map((one) => ({ ...one, at: one.at.map(elsewhere(prefix)) })),
    ])
  }
}

async function judgesIn(project: Project): Promise<{ scanned: Scan; tests: readonly Resource[] }> {
  const scanned = await scan(project)
  const { local, problems } = await load(project, scanned, { cache: true })
  if (hasErrors(problems)) throw new ProblemError(problems)
  return { scanned, tests: local }
}

/** A test of the trusted checkout, where it stands from here. */
function moved(test: Resource, prefix: string): Resource {
  const { origin } = test
  if (!origin) return test
  const at = (...where: Parameters<typeof origin.at>): Position => elsewhere(prefix)(origin.at(...where))
  return test.with({ origin: { ...elsewhere(prefix)(origin), at } })
}

/** The tests that judge: those that are trusted, and of the stranger's those that are new. */
export function testsOf({ trusted }: Untrusted, own: readonly Resource[]): Resource[] {
  const known = new Set(trusted.tests.map(({ key }) => key))
  return [...trusted.tests, ...own.filter(({ key }) => !known.has(key))]
}

/** What the checkout would change in its own guarding: a warning for each, as none of it counts here, and all of it would once it is merged. */
export function guardingChanges({ trusted, written }: Untrusted, scanned: Scan, tests: readonly Resource[]): Problem[] {
  const base = trusted.project
  const found: Problem[] = []
  const say = (what: string, at: Position | readonly Position[]): void => {
    found.push(
      problem(
        'guarding-changed',
        `The checkout changes ${what}. It is judged by what is trusted instead.`,
        'Have whoever answers for the guards review it: once it is merged, it counts.',
        at,
      ),
    )
  }
  const differs = (a: unknown, b: unknown): boolean => canonical(a as Json) !== canonical(b as Json)
  if (differs(written.backend, base.backend)) say('the backend', written.at(['backend']))
  if (written.manager !== base.manager) say(`the manager, from \`${base.manager}\` to \`${written.manager}\``, written.at(['manager']))
  for (const part of ['packs', 'rules', 'waivers', 'own'] as const)
    if (differs(written.policies[part], base.policies[part])) say(`\`policies.${part}\``, written.at(['policies', part]))
  for (const part of Object.keys(base.safety) as (keyof Project['safety'])[])
    if (differs(written.safety[part], base.safety[part])) say(`\`safety.${part}\``, written.at(['safety', part]))
  const [theirs, ours] = [scanned.guardrails, trusted.scanned.guardrails].map(
    (files) => new Map(files.map(({ path, hash }) => [path, hash])),
  )
  for (const path of new Set([...(ours?.keys() ?? []), ...(theirs?.keys() ?? [])]))
    if (ours?.get(path) !== theirs?.get(path)) {
      const how = !theirs?.has(path) ? 'removes' : ours?.has(path) ? 'changes' : 'adds'
      say(`its own guardrails: it ${how} \`${path}\``, theirs?.has(path) ? { file: path, line: 1, column: 1 } : written.at(['policies']))
    }
  const now = new Map(tests.map((test) => [test.key, test]))
  for (const test of trusted.tests) {
    const other = now.get(test.key)
    if (!other) say(`its tests: AccessTest \`${test.name}\` is gone`, test.at())
    else if (other.digest !== test.digest) say(`its tests: AccessTest \`${test.name}\` asks for something else`, other.at())
  }
  return sortProblems(found)
}
