/**
 * What `plan`, `apply` and `validate` do once they know that something may have changed: load, read, plan, guard. It is imported then,
 * and not before: a run that has nothing to do should not pay for loading a planner.
 */
import { unknownRule } from '../policies/named.ts'
import { ownPolicies, ownProblems } from '../policies/own.ts'
import { policies } from '../policies/packs.ts'
import type { Policy } from '../policies/policy.ts'
import { levelOf, policyRules } from '../policies/rules.ts'
import { guard } from '../reconciler/plan/guard.ts'
import { judgePart } from '../reconciler/plan/partial.ts'
import { emptyPlan, plan } from '../reconciler/plan/plan.ts'
import { safetyRules } from '../reconciler/plan/safety.ts'
import { sensitiveRules } from '../reconciler/plan/sensitive.ts'
import { openCache } from '../reconciler/sources/cache.ts'
import { load, type Scan } from '../reconciler/sources/load.ts'
import type { Project } from '../reconciler/sources/project.ts'
import type { Declaration, Planned, Rule } from '../reconciler/types.ts'
import type { Actor } from '../schema/kind.ts'
import { didYouMean, hasErrors, type Position, type Problem, ProblemError, problem, sortProblems } from '../schema/problem.ts'
import type { Key } from '../schema/resource.ts'
import { keyOf } from '../schema/resource.ts'
import type { World } from '../schema/world.ts'
import { lacking, permitted } from '../server/permission.ts'
import type { Context } from './context.ts'
import { policySettings } from './policy-settings.ts'
import { inZone, type Request } from './request.ts'
import { guardingChanges, testsOf, type Untrusted } from './untrusted.ts'

/**
 * Reads what is declared. Problems of error level end the run: a plan of half a configuration would delete the other half. What can be
 * said of the half that was read is said with them.
 */
export async function loadDeclaration(
  context: Context,
  project: Project,
  scanned: Scan,
  request: Pick<Request, 'adopt'>,
  live: () => Promise<World>,
  untrusted?: Untrusted,
): Promise<{ declaration: Declaration; problems: Problem[] }> {
  context.progress.phase('load')
  const [loaded, own] = await Promise.all([
    // Nothing is written where a stranger's files are.
    load(project, scanned, { cache: untrusted === undefined, progress: context.progress.step }),
    untrusted
      ? readOwn(context, untrusted.trusted.project, untrusted.trusted.scanned, untrusted.prefix)
      : readOwn(context, project, scanned),
  ])
  const unknown = unknownRules(project, context)
  if (unknown.length > 0) throw new ProblemError(unknown) // a misspelt rule would seem to guard
  if (hasErrors(loaded.problems)) {
    const { resources, refused } = loaded
    const part = judgePart({ team: project.team, manager: project.manager, resources }, await live(), refused)
    throw new ProblemError(sortProblems([...loaded.problems, ...own, ...part]))
  }
  if (hasErrors(own)) throw new ProblemError(own)
  const strangers = new Set(request.adopt)
  if (strangers.size > 0) for (const { key } of loaded.resources) strangers.delete(key)
  if (strangers.size > 0)
    throw new ProblemError(
      [...strangers].map((key) =>
        problem('usage', `\`--adopt\` names \`${key}\`, which no file declares.`, 'Declare the resource first, or mend the name.'),
      ),
    )
  return {
    declaration: {
      team: project.team,
      manager: project.manager,
      resources: loaded.resources,
      adopt: request.adopt,
      local: untrusted ? testsOf(untrusted, loaded.local) : loaded.local,
    },
    problems: [...loaded.problems, ...own, ...(untrusted ? guardingChanges(untrusted, scanned, loaded.local) : [])],
  }
}

/** The guardrails that the project wrote itself, for the context; with what is wrong with them. */
export async function readOwn(
  context: Context,
  project: Project,
  scanned: Pick<Scan, 'guardrails' | 'problems'>,
  prefix = '',
): Promise<Problem[]> {
  context.own = undefined
  if (scanned.guardrails.length === 0) return []
  const { readGuardrails } = await import('../reconciler/sources/programs/judge.ts')
  // Of a stranger's run nothing is kept, even where the files are trusted.
  const cache = prefix === '' ? openCache(project.root, project.team, 'guardrails') : undefined
  context.own = await readGuardrails(project.root, scanned.guardrails, { prefix, ...(cache && { cache }) })
  return ownProblems(context.own)
}

/** Every guardrail that there is for this project, those of its own behind the others. */
export function policiesOf(
  context: Context,
  at: (key: Key, path: string) => Position[] = () => [],
  isOn: (policy: Policy) => boolean = () => false,
) {
  const own = context.own ? ownPolicies(context.own, { isOn, at }) : { policies: [], rules: [] }
  const all = [...policies, ...own.policies]
  context.policyNamed = (id) => all.find((policy) => policy.id === id)
  return { all, rules: own.rules }
}

/** The guards of `safety`, what sensitive groups need, and the guardrails that the project has on. */
function rulesOf(context: Context, project: Project, request: Request, declaration: Declaration): Rule[] {
  const settings = policySettings(project)
  let declared: Map<Key, Declaration['resources'][number]> | undefined
  const { all, rules } = policiesOf(
    context,
    (key, path) => {
      declared ??= new Map(declaration.resources.map((resource) => [resource.key, resource]))
      return declared.get(key)?.at(path) ?? []
    },
    (policy) => levelOf(policy, settings) !== 'off',
  )
  return [
    ...safetyRules(project.safety, request.allowances, (index) => [project.at(['safety', 'breakGlass', index])]),
    ...sensitiveRules(declaration),
    ...policyRules(settings, { breakGlass: project.safety.breakGlass, ...(request.as !== undefined && { applier: request.as }) }, all),
    ...rules,
  ]
}

/** What did not change is judged as it is live, which stands in no file here: what is said of it is about the declaration all the same. */
function placed(found: readonly Problem[], { team, resources }: Declaration): Problem[] {
  if (found.every(({ at, resource }) => at.length > 0 || resource === undefined)) return [...found]
  const declared = new Map(resources.map((resource) => [resource.key, resource]))
  return found.map((one) => {
    const [kind, name] = one.resource?.split(/\/(.*)/s) ?? []
    const resource = kind && name ? declared.get(keyOf(kind, team, name)) : undefined
    return one.at.length === 0 && resource ? { ...one, at: resource.at() } : one
  })
}

/** What the project file says of rules that there are not. */
function unknownRules(project: Project, { own }: Context): Problem[] {
  // Of files that can't be read as guardrails nobody knows what they are called.
  if (own && hasErrors(own.problems)) return []
  const { rules, waivers } = project.policies
  const ids = own?.guardrails.map(({ id }) => id)
  return [
    ...Object.keys(rules).flatMap((rule) => unknownRule(rule, [project.at(['policies', 'rules', rule])], ids)),
    ...waivers.flatMap(({ rule }, index) => unknownRule(rule, [project.at(['policies', 'waivers', index, 'rule'])], ids)),
  ]
}

/** The request with its time in the zone of the team as it is declared, else as it is live. */
export function requestIn(context: Context, request: Request, { team, resources }: Declaration, live: World): Request {
  const declared = resources.find(({ key }) => key === keyOf('Team', team, team))?.value('spec.scheduledAccess.timeZone')
  const zone = typeof declared === 'string' ? declared : live.find('Team', team)?.spec.scheduledAccess.timeZone
  const found = inZone(request, zone)
  if (!context.json) for (const note of found.notes) context.err.write(`${note}\n`)
  return found.request
}

export interface Outcome {
  live: World
  planned: Planned
  /** Complaints about what is declared. */
  invalid: Problem[]
  /** Those of guards and rules. */
  refused: Problem[]
  rules: readonly Rule[]
  /** Of the changes that the user of `--as` may not make, the action that it lacks. */
  lacking: ReadonlyMap<Key, string>
}

/**
 * @param actor who would apply it: over a network its rights are judged before anything is sent
 * @param rotated by `secretId`, the secrets whose values are known to be others than the backend holds
 */
export function planAndGuard(
  context: Context,
  project: Project,
  declaration: Declaration,
  live: World,
  request: Request,
  { actor, rotated = new Set() }: { actor: Actor; rotated?: ReadonlySet<string> | undefined },
): Outcome {
  context.progress.phase('plan')
  const planned = plan(declaration, live, { evaluatedAt: request.evaluatedAt, actor, rotated })
  const rules = rulesOf(context, project, request, declaration)
  const { refused, failed } = told(placed(guard(planned, live, rules), declaration))
  const invalid = [...planned.problems, ...failed]
  const judged = request.as === undefined ? actor : { name: request.as, identity: { user: userNamed(live, request.as) } }
  const { identity } = judged
  if (!identity) return { live, planned, invalid, refused, rules, lacking: new Map() }
  refused.push(...permitted(planned, live, judged))
  return { live, planned, invalid, refused, rules, lacking: lacking(planned, live, identity) }
}

/** Rights are those that somebody has before the plan: a user whom it only creates has none. */
function userNamed(live: World, name: string): string {
  if (live.find('User', name)) return name
  const known = didYouMean(
    name,
    live.of('User').map((user) => user.name),
  )
  throw new ProblemError(
    problem(
      'usage',
      `\`--as\` names \`${name}\`, and there is no such user${known || '.'}`,
      'Name a user who is live: `splashctl get users` lists them.',
    ),
  )
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
  const still = {
    plan: emptyPlan(live.revision, evaluatedAt),
    writes: [],
    final,
    problems: [],
    declared: declaration.resources.length,
    tests: [],
  }
  const { refused, failed } = told(placed(guard(still, final, rulesOf(context, project, request, declaration)), declaration))
  return { invalid: [...problems, ...failed], refused }
}

/** A guardrail that could not look is a fault of the project, not of the plan. */
function told(found: readonly Problem[]): { refused: Problem[]; failed: Problem[] } {
  const isFailure = ({ code }: Problem): boolean => code === 'own-guardrail' || code.startsWith('program-')
  return { refused: found.filter((one) => !isFailure(one)), failed: found.filter(isFailure) }
}
