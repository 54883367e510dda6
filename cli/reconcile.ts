/**
 * What `plan`, `apply` and `validate` do once they know that something may have changed: load, read, plan, guard. It is imported then,
 * and not before: a run that has nothing to do should not pay for loading a planner.
 */
import { guard } from '../reconciler/plan/guard.ts'
import { judgePart } from '../reconciler/plan/partial.ts'
import { emptyPlan, plan } from '../reconciler/plan/plan.ts'
import { safetyRules } from '../reconciler/plan/safety.ts'
import { load, type Scan } from '../reconciler/sources/load.ts'
import type { Project } from '../reconciler/sources/project.ts'
import type { Declaration, Planned, Rule } from '../reconciler/types.ts'
import { hasErrors, type Problem, ProblemError, problem, sortProblems } from '../schema/problem.ts'
import type { World } from '../schema/world.ts'
import type { Context } from './context.ts'
import type { Request } from './request.ts'

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
    declaration: { team: project.team, manager: project.manager, resources: loaded.resources, adopt: request.adopt },
    problems: [...loaded.problems, ...unknownRules(project)],
  }
}

const rulesOf = (project: Project, request: Request): Rule[] =>
  safetyRules(project.safety, request.allowances, (index) => [project.at(['safety', 'breakGlass', index])])

/** What the project file says of rules that this version doesn't have. */
function unknownRules(project: Project): Problem[] {
  const { rules, waivers } = project.policies
  const named = [
    ...Object.keys(rules).map((rule) => ({ rule, at: project.at(['policies', 'rules', rule]) })),
    ...waivers.map(({ rule }, index) => ({ rule, at: project.at(['policies', 'waivers', index]) })),
  ]
  return named.map(({ rule, at }) =>
    problem('rule-unknown', `There is no rule \`${rule}\` in this version.`, 'Remove it; `safety` is what this version guards by.', at),
  )
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
  const rules = rulesOf(project, request)
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
  const still = { plan: emptyPlan(live.revision, evaluatedAt), writes: [], final, problems: [], declared: declaration.resources.length }
  return { invalid: problems, refused: guard(still, final, rulesOf(project, request)) }
}
