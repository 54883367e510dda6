/**
 * What `plan`, `apply` and `validate` do in the same order: find the project, look whether anything changed, load, read, plan, guard.
 * lifecycle: openProject ─▶ scan ─▶ (unchanged?) ─▶ load ─▶ read ─▶ plan ─▶ guard.
 */
import { guard } from '../reconciler/plan/guard.ts'
import { emptyPlan, plan } from '../reconciler/plan/plan.ts'
import { safetyRules } from '../reconciler/plan/safety.ts'
import { load, type Scan } from '../reconciler/sources/load.ts'
import { openProject, type Project } from '../reconciler/sources/project.ts'
import type { Declaration, Planned, Provider, Rule } from '../reconciler/types.ts'
import { isKind, kinds } from '../schema/kinds/index.ts'
import { didYouMean, hasErrors, type Problem, ProblemError, problem } from '../schema/problem.ts'
import { type Key, keyOf } from '../schema/resource.ts'
import type { World } from '../schema/world.ts'
import { listOption, type Options, type OptionWords, textOption } from './command.ts'
import type { Context } from './context.ts'

export async function findProject(context: Context): Promise<Project> {
  const project = await openProject(context.folder)
  context.root = project.root
  return project
}

/** What was asked for beside the files. */
export interface Request {
  adopt: ReadonlySet<Key>
  allowances: { deletes: Record<string, number> }
  /** When the plan is evaluated; RFC 3339, UTC. */
  evaluatedAt: string
  /** Compare everything, although nothing seems to have changed. */
  full: boolean
}

export const requestOptions: readonly OptionWords[] = [
  { flags: '--at TIME', says: 'evaluate the plan at this time, e.g. 2026-03-02T09:00:00Z, instead of now' },
  { flags: '--adopt KEY', says: 'take over a resource and its declared fields from another manager: Kind/name', repeated: true },
  { flags: '--allow-delete KIND=COUNT', says: 'let the delete guard pass up to this many deletions of a kind', repeated: true },
  { flags: '--full', says: 'load and compare everything, even when no file changed since the last apply' },
]

export function requestOf(options: Options, project: Project): Request {
  return {
    adopt: new Set(listOption(options, 'adopt').map((text) => keyFrom(text, project.team))),
    allowances: { deletes: Object.fromEntries(listOption(options, 'allowDelete').map(allowance)) },
    evaluatedAt: timeFrom(textOption(options, 'at')),
    full: options.full === true,
  }
}

function keyFrom(text: string, team: string): Key {
  const parts = text.split('/')
  const [kind = '', ...rest] = parts
  if (parts.length < 2 || parts.length > 3 || parts.includes('') || !isKind(kind) || (rest.length === 2 && rest[0] !== team))
    throw usage(
      `\`${text}\` names no resource of team \`${team}\`${
        didYouMean(
          kind,
          kinds.map((k) => k.name),
        ) || '.'
      }`,
      'Write `--adopt Kind/name`, e.g. `--adopt User/alice`.',
    )
  return keyOf(kind, team, rest[rest.length - 1] as string)
}

function allowance(text: string): [string, number] {
  const [, kind = '', count = ''] = /^([^=]*)=(\d{1,9})$/.exec(text) ?? []
  if (!isKind(kind))
    throw usage(
      `\`${text}\` is not a kind and a count${
        didYouMean(
          kind || text,
          kinds.map((k) => k.name),
        ) || '.'
      }`,
      'Write `--allow-delete Kind=COUNT`, e.g. `--allow-delete User=40`.',
    )
  return [kind, Number(count)]
}

function timeFrom(text: string | undefined): string {
  try {
    const instant = text === undefined ? Temporal.Now.instant() : Temporal.Instant.from(text)
    return instant.toString({ smallestUnit: 'second' })
  } catch {
    throw usage(`\`${text}\` is not a point in time.`, 'Write `--at` with a date, a time and a zone: 2026-03-02T09:00:00Z.')
  }
}

const usage = (message: string, fix: string): ProblemError => new ProblemError(problem('usage', message, fix))

/** Reads what is declared. Problems of error level end the run: a plan of half a configuration would delete the other half. */
export async function loadDeclaration(
  context: Context,
  project: Project,
  scanned: Scan,
  request: Pick<Request, 'adopt'>,
): Promise<{ declaration: Declaration; problems: Problem[] }> {
  context.progress.phase('load')
  const loaded = await load(project, scanned, { cache: true, progress: context.progress.step })
  if (hasErrors(loaded.problems)) throw new ProblemError(loaded.problems)
  return {
    declaration: { team: project.team, manager: project.manager, resources: loaded.resources, adopt: request.adopt },
    problems: loaded.problems,
  }
}

export interface Outcome {
  live: World
  planned: Planned
  /** Complaints about what is declared. */
  invalid: Problem[]
  /** Those of guards and rules. */
  refused: Problem[]
  rules: readonly Rule[]
}

export function planAndGuard(context: Context, project: Project, declaration: Declaration, live: World, request: Request): Outcome {
  context.progress.phase('plan')
  const planned = plan(declaration, live, { evaluatedAt: request.evaluatedAt })
  const rules = safetyRules(project.safety, request.allowances)
  return { live, planned, invalid: planned.problems, refused: guard(planned, live, rules), rules }
}

/** As a plan is judged, but with nothing to be applied: rules look at the declared world alone. */
export function check(
  context: Context,
  project: Project,
  declaration: Declaration,
  live: World,
  request: Request,
): Pick<Outcome, 'invalid' | 'refused'> {
  context.progress.phase('plan')
  const { evaluatedAt } = request
  const { final, problems } = plan(declaration, live, { evaluatedAt })
  const still = { plan: emptyPlan(live.revision, evaluatedAt), writes: [], final, problems: [] }
  return { invalid: problems, refused: guard(still, final, safetyRules(project.safety, request.allowances)) }
}

export async function readLive(context: Context, provider: Provider): Promise<World> {
  context.progress.phase('read')
  return provider.read()
}
