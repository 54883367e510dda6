/**
 * Groups that are labelled `splashtop.io/sensitive: "true"` are to be covered by an AccessTest: one that names the group, or somebody or
 * something in it. Whoever labels a group says that its access matters; without a test nothing would notice that it changed.
 */
import { groupOf } from '../../schema/membership.ts'
import { compare, type Problem, problem } from '../../schema/problem.ts'
import type { Resource } from '../../schema/resource.ts'
import type { World } from '../../schema/world.ts'
import type { Declaration, Rule } from '../types.ts'
import { testsIn } from './tests.ts'

const LABEL = 'splashtop.io/sensitive'
const isSensitive = (group: Resource<'Group'>): boolean => group.labels[LABEL] === 'true'

export interface Coverage {
  group: string
  /** The names of the tests that cover it; none: it is not covered. */
  tests: string[]
}

/** Each sensitive group of a world, whoever declares it, by name. */
export function coverageOf(local: readonly Resource[], world: World): Coverage[] {
  const groups = world.of('Group').filter(isSensitive)
  if (groups.length === 0) return []
  const tests = new Map(groups.map(({ name }) => [name, new Set<string>()]))
  for (const test of testsIn(local)) {
    const { subjects, targets } = test.spec
    const named = [
      ...subjects.groups,
      ...targets.groups,
      ...subjects.users.map((name) => world.find('User', name)?.spec.group),
      ...targets.computers.map((name) => {
        const computer = world.find('Computer', name)
        return computer && groupOf(world, computer)
      }),
    ]
    for (const group of named) if (group !== undefined) tests.get(group)?.add(test.name)
  }
  return [...tests].map(([group, names]) => ({ group, tests: [...names] })).sort((a, b) => compare(a.group, b.group))
}

export function sensitiveRule({ local = [], resources }: Pick<Declaration, 'local' | 'resources'>): Rule {
  return {
    id: 'sensitive-untested',
    level: 'error',
    check: (_plan, _before, after) =>
      coverageOf(local, after).flatMap(({ group, tests }): Problem[] => {
        if (tests.length > 0) return []
        const key = after.find('Group', group)?.key
        const written = resources.find((one) => one.key === key)
        const found = problem(
          'sensitive-untested',
          `Group \`${group}\` is labelled \`${LABEL}\`, and no AccessTest names it, or anybody or anything in it.`,
          `Write an AccessTest that says who may reach what with group \`${group}\`, and who may not; see docs/kinds/AccessTest.md.`,
          written?.at(`metadata.labels["${LABEL}"]`) ?? [],
        )
        return [{ ...found, resource: `Group/${group}` }]
      }),
  }
}
