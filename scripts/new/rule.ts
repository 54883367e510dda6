/** A guardrail: one file in policies/, one test, and the code of its Problem. */
import { camel, constant, Refusal, type Scaffold, slug, text } from './scaffold.ts'

export const newRule: Scaffold = (name, read) => {
  slug(name)
  const codes = read('schema/codes.ts')
  if (new RegExp(`^ {2}'?${name}'?: `, 'm').test(codes)) throw new Refusal(`schema/codes.ts has a code \`${name}\` already.`)
  const own = constant(name, 'Rule')
  const rule = text`
    /** What must not happen, and what happened to whom before there was this rule. */
    import type { Rule } from '../reconciler/types.ts'
    import { problem } from '../schema/problem.ts'

    export const ${own}: Rule = {
      id: '${name}',
      level: 'error',
      check: (plan, before) =>
        plan.changes
          .filter(({ op, key }) => op === 'delete' && before.get(key)?.labels['${name}'] === 'keep')
          .map(({ key, reason }) =>
            problem(
              '${name}',
              \`\\\`\${key}\\\` is labelled \\\`${name}: keep\\\`, and the plan deletes it.\`,
              'Declare it again, or remove the label in a change of its own.',
              reason.at,
            ),
          ),
    }
  `
  const test = text`
    import { expect, test } from 'vitest'
    import { guard } from '../reconciler/plan/guard.ts'
    import { plan } from '../reconciler/plan/plan.ts'
    import { worldOf } from '../schema/kinds/cases.ts'
    import { World } from '../schema/world.ts'
    import { ${own} } from './${name}.ts'

    const at = { evaluatedAt: '2026-03-02T09:00:00Z' }
    const declared = (text: string) => ({ team: 'acme', manager: 'project:acme', resources: [...worldOf(text).all()] })

    /** What the rule says of going from one declaration to another. */
    function verdict(from: string, to: string): string[] {
      const live = plan(declared(from), new World('acme', []), at).final
      return guard(plan(declared(to), live, at), live, [${own}]).map(({ code }) => code)
    }

    test('what bears the label stays, the rest may go', () => {
      const [kept, other] = ['Group a {type: users} labels {${name}: keep}', 'Group b {type: users}']
      expect(verdict(\`\${kept}\\n\${other}\`, other)).toEqual(['${name}'])
      expect(verdict(\`\${kept}\\n\${other}\`, kept)).toEqual([])
    })
  `
  const anchor = /^\} as const satisfies .*\n|^\} satisfies .*\n|^\} as const\n/m.exec(codes)
  if (!anchor) throw new Refusal('There is no end of the list in schema/codes.ts.')
  const entry = `  '${name}': error(\n    'What the rule \`${name}\` keeps from happening',\n    'Why it would be wrong, and how to reach the same without it.',\n  ),\n`
  return {
    made: { [`policies/${name}.ts`]: rule, [`policies/${name}.test.ts`]: test },
    edited: { 'schema/codes.ts': codes.slice(0, anchor.index) + entry + codes.slice(anchor.index) },
    open: `policies/${name}.ts`,
    next: [
      `Its code stands in schema/codes.ts: \`${name}\`, with why and how to solve it for docs/errors.md.`,
      `A rule does nothing until it is handed to \`guard\`: add \`${camel(own)}\` to the rules in cli/reconcile.ts.`,
    ],
  }
}
