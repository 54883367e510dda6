/** The guardrails of a server's own packs; waivers are a project's. */
import { policyRules } from '../policies/rules.ts'
import { didYouMean, ProblemError, problem } from '../schema/problem.ts'
import { packs } from '../schema/project.ts'

export function packRules(names: readonly string[]): ReturnType<typeof policyRules> {
  const unknown = names.find((name) => !(packs as readonly string[]).includes(name))
  if (unknown !== undefined)
    throw new ProblemError(
      problem(
        'usage',
        `There is no pack \`${unknown}\`${didYouMean(unknown, packs) || '.'}`,
        `Packs are ${packs.map((name) => `\`${name}\``).join(', ')}.`,
      ),
    )
  return names.length === 0 ? [] : policyRules({ packs: [...names], rules: {}, waivers: [], waiverAt: () => [] })
}
