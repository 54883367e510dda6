/**
 * What `plan`, `apply` and `validate` do once they know that something may have changed: load, read, plan, guard. It is imported then,
 * and not before: a run that has nothing to do should not pay for loading a planner.
 */
import { unknownRule } from '../policies/named.ts'
import { policyNamed } from '../policies/packs.ts'
import { policyRules } from '../policies/rules.ts'
import { guard } from '../reconciler/plan/guard.ts'
import { judgePart } from '../reconciler/plan/partial.ts'
import { emptyPlan, plan } from '../reconciler/plan/plan.ts'
import { safetyRules } from '../reconciler/plan/safety.ts'
import { sensitiveRules } from '../reconciler/plan/sensitive.ts'
import { load, type Scan } from '../reconciler/sources/load.ts'
import type { Project } from '../reconciler/sources/project.ts'
import type { Declaration, Planned, Rule } from '../reconciler/types.ts'
import type { Actor } from '../schema/kind.ts'
import { didYouMean, hasErrors, type Problem, ProblemError, problem, sortProblems } from '../schema/problem.ts'
import type { Key } from '../schema/resource.ts'
import { keyOf } from '../schema/resource.ts'
import type { World } from '../schema/world.ts'
import { lacking, permitted } from '../server/permission.ts'
import type { Context } from './context.ts'
import { policySettings } from './policy-settings.ts'
import { inZone, type Request } from './request.ts'

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
): Promise<{ declaration: Declaration; problems: Problem[] }> {
  const unknown = unknownRules(project)
  if (unknown.length > 0) throw new ProblemError(unknown) // a misspelt rule would seem to guard
  context.progress.phase('load')
  const loaded = await load(project, scanned, { cache: true, progress: context.progress.step })
  if (hasErrors(loaded.problems)) {
    const { resources, refused } = loaded
    const part = judgePart({ team: project.team, manager: project.manager, resources }, await live(), refused)
    throw new ProblemError(sortProblems([...loaded.problems, ...part]))
  }
  const strangers = new Set(request.adopt)
  if (strangers.size > 0) for (const { key } of loaded.resources) strangers.delete(key)
  if (strangers.size > 0)
    throw new ProblemError(
      [...strangers].map((key) =>
        problem('usage', `\`--adopt\` names \`${key}\`, which no file declares.`, 'Declare the resource first, or mend the name.'),
      ),
    )
  return {
    declaration: { team: project.team, manager: project.manager, resources: loaded.resources, adopt: request.adopt, local: loaded.local },
    problems: loaded.problems,
  }
}

/** The guards of `safety`, what sensitive groups need, and the guardrails that the project has on. */
function rulesOf(context: Context, project: Project, request: Request, declaration: Declaration): Rule[] {
  context.titleOf = (rule) => policyNamed(rule)?.title
  return [
    ...safetyRules(project.safety, request.allowances, (index) => [project.at(['safety', 'breakGlass', index])]),
    ...sensitiveRules(declaration),
    ...policyRules(policySettings(project), {
      breakGlass: project.safety.breakGlass,
      ...(request.as !== undefined && { applier: request.as }),
    }),
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
function unknownRules(project: Project): Problem[] {
  const { rules, waivers } = project.policies
  return [
    ...Object.keys(rules).flatMap((rule) => unknownRule(rule, [project.at(['policies', 'rules', rule])])),
    ...waivers.flatMap(({ rule }, index) => unknownRule(rule, [project.at(['policies', 'waivers', index, 'rule'])])),
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
  const refused = placed(guard(planned, live, rules), declaration)
  const invalid = planned.problems
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
  return { invalid: problems, refused: placed(guard(still, final, rulesOf(context, project, request, declaration)), declaration) }
}
