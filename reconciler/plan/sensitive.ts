/**
 * Groups that are labelled `splashtop.io/sensitive: "true"` are to be covered by an AccessTest: one that asks about the access of the group,
 * or of somebody or something in it. Whoever labels a group says that its access matters; without a test nothing would notice that it
 * changed. A test that comes to nobody, or that expects features and settings alone, notices nothing either, and covers nothing.
 */
import { groupOf, members } from '../../schema/membership.ts'
import { compare, type Problem, problem } from '../../schema/problem.ts'
import { type Resource, splitKey } from '../../schema/resource.ts'
import type { World } from '../../schema/world.ts'
import type { Declaration, Rule } from '../types.ts'
import { askedBy } from './answers.ts'
import { judgeTests } from './tests.ts'

const LABEL = 'splashtop.io/sensitive'
const isSensitive = (group: Resource<'Group'>): boolean => group.labels[LABEL] === 'true'

export interface Coverage {
  group: string
  /** The names of the tests that cover it; none: it is not covered. */
  tests: string[]
}

/** Each sensitive group of a world, whoever declares it, by name. */
export const coverageOf = (local: readonly Resource[], world: World): Coverage[] =>
  namedBy(local, world).map(({ group, tests }) => ({
    group,
    tests: tests.filter(({ want }) => want === undefined).map(({ name }) => name),
  }))

interface Named {
  group: string
  /** Every test that names it, or somebody or something in it; `want`: why it doesn't cover the group all the same. */
  tests: { name: string; want: string | undefined }[]
}

function namedBy(local: readonly Resource[], world: World): Named[] {
  const groups = world.of('Group').filter(isSensitive)
  if (groups.length === 0) return []
  const found = new Map(groups.map(({ name }) => [name, new Map<string, string | undefined>()]))
  const { tests, unsound } = judgeTests(local, world)
  for (const test of tests) {
    const { subjects, targets, expect } = test.spec
    const asked = askedBy(test, world)
    const nothing = asked.users.length === 0 || asked.computers.length === 0
    const want = unsound.has(test.key)
      ? 'has errors'
      : nothing
        ? 'asks nothing'
        : expect.access === undefined
          ? 'expects nothing of access'
          : undefined
    const note = (group: string | undefined, why = want): void => {
      const covering = group === undefined ? undefined : found.get(group)
      if (covering && (why === undefined || !covering.has(test.name))) covering.set(test.name, why)
    }
    // Of a group in which there is nobody, a test may ask about others and still nothing about the group.
    for (const group of subjects.groups) note(group, want ?? (members(world, group).users.length === 0 ? 'finds no user in it' : undefined))
    for (const group of targets.groups)
      note(group, want ?? (members(world, group).computers.length === 0 ? 'finds no computer in it' : undefined))
    for (const name of subjects.users) note(world.find('User', name)?.spec.group)
    for (const name of targets.computers) {
      const computer = world.find('Computer', name)
      note(computer && groupOf(world, computer))
    }
  }
  return [...found]
    .map(([group, all]) => ({ group, tests: [...all].map(([name, want]) => ({ name, want })) }))
    .sort((a, b) => compare(a.group, b.group))
}

/** What keeps sensitive groups sensitive, and tested. */
export const sensitiveRules = (declaration: Pick<Declaration, 'local' | 'resources'>): Rule[] => [
  untestedRule(declaration),
  unlabelledRule(declaration),
]

/** So many tests that name a group and don't cover it are told. */
const TOLD = 3

function untestedRule({ local = [], resources }: Pick<Declaration, 'local' | 'resources'>): Rule {
  return {
    id: 'sensitive-untested',
    level: 'error',
    check: (_plan, _before, after) =>
      namedBy(local, after).flatMap(({ group, tests }): Problem[] => {
        if (tests.some(({ want }) => want === undefined)) return []
        const { users, computers } = members(after, group)
        const empty = users.length + computers.length === 0
        const told = tests.slice(0, TOLD).map(({ name, want }) => `\`${name}\` ${want}`)
        const rest = tests.length > TOLD ? [`${tests.length - TOLD} more do no better`] : []
        const lack =
          tests.length === 0 ? 'names it, or anybody or anything in it' : `asks about its access: ${[...told, ...rest].join(', ')}`
        const found = problem(
          'sensitive-untested',
          `Group \`${group}\` is labelled \`${LABEL}\`, and no AccessTest ${lack}.`,
          empty
            ? `Nothing is in group \`${group}\` that a test could ask about: put somebody or something in it, with a test, or label it then.`
            : `Write an AccessTest that says who may reach what with group \`${group}\`, and who may not; see docs/kinds/AccessTest.md.`,
          labelAt(resources, after, group),
        )
        return [{ ...found, resource: `Group/${group}` }]
      }),
  }
}

/** A label that goes takes the need of tests with it, in the very change that may need them most. */
function unlabelledRule({ resources }: Pick<Declaration, 'local' | 'resources'>): Rule {
  return {
    id: 'sensitive-label-removed',
    level: 'warning',
    check: ({ changes }, before, after) =>
      changes.flatMap(({ key, from }): Problem[] => {
        const was = before.find('Group', splitKey(from ?? key).name)
        const is = after.find('Group', splitKey(key).name)
        if (was?.key !== (from ?? key) || is?.key !== key || !isSensitive(was) || isSensitive(is)) return []
        const found = problem(
          'sensitive-label-removed',
          `Group \`${is.name}\` is no longer labelled \`${LABEL}\`: from now on its access may change without any test.`,
          `Label it \`${LABEL}: "true"\` again; if it is meant, have it reviewed by whoever asked for the label.`,
          labelAt(resources, after, is.name),
        )
        return [{ ...found, resource: `Group/${is.name}` }]
      }),
  }
}

/** Where the files say, or could say, that a group is sensitive. */
function labelAt(resources: readonly Resource[], world: World, group: string) {
  const key = world.find('Group', group)?.key
  return resources.find((one) => one.key === key)?.at(`metadata.labels["${LABEL}"]`) ?? []
}
