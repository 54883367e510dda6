/** The rules that a project names and that there are not: misspelt, or something that no project switches. */
import { codes } from '../schema/codes.ts'
import { kinds } from '../schema/kinds/index.ts'
import { didYouMean, type Position, type Problem, problem } from '../schema/problem.ts'
import { policies, policyNamed } from './packs.ts'

/** The guards that `safety` sets, and by what each is set. */
const guards: Readonly<Record<string, string>> = {
  'max-deletes': '`safety.maxDeletes` and `safety.maxDeleteShare`, or `--allow-delete`',
  'too-many-deletes': '`safety.maxDeletes` and `safety.maxDeleteShare`, or `--allow-delete`',
  'empty-configuration': '`--allow-delete`',
  'max-access-loss': '`safety.maxAccessLoss` and `safety.maxAccessLossShare`',
  'break-glass': '`safety.breakGlass`',
  'break-glass-unknown': '`safety.breakGlass`',
  'last-administrator': 'nothing: some user must remain who can administer the team',
}

/** Is it the name of something that complains otherwise than as a guardrail? Then none may be called so. */
export const isTaken = (id: string): boolean =>
  policyNamed(id) !== undefined ||
  Object.hasOwn(guards, id) ||
  Object.hasOwn(codes, id) ||
  kinds.some(({ invariants }) => invariants.some((invariant) => invariant.id === id))

/** @param own the ids of the guardrails that the project wrote itself */
export function unknownRule(id: string, at: Position[], own: readonly string[] = []): Problem[] {
  if (policyNamed(id) || own.includes(id)) return []
  const ids = [...policies.map((policy) => policy.id), ...own]
  if (Object.hasOwn(guards, id))
    return [
      problem(
        'rule-unknown',
        `\`${id}\` is a guard of every plan, not a guardrail that a project switches.`,
        `Remove it. What sets it: ${guards[id]}.`,
        at,
      ),
    ]
  if (isTaken(id))
    return [
      problem(
        'rule-unknown',
        `\`${id}\` is no guardrail: it is part of what the data means, and can't be switched off or waived.`,
        'Remove it, and mend what it complains of.',
        at,
      ),
    ]
  return [
    problem(
      'rule-unknown',
      `There is no rule \`${id}\`${didYouMean(id, ids) || '.'}`,
      'Mend the name, or remove it; `splashctl policy list` shows them all.',
      at,
    ),
  ]
}
