/** Finds whom or what a question names. A name that is misspelt must not look like a person who reaches nothing. */
import type { KindName } from '../schema/generated/types.ts'
import { kindNamed } from '../schema/kinds/index.ts'
import { didYouMean, type Problem, ProblemError, problem } from '../schema/problem.ts'
import type { Resource } from '../schema/resource.ts'
import type { World } from '../schema/world.ts'

export interface Named {
  kind: KindName
  name: string
}

/** Every one of them, or a Problem for each that isn't there. `from`: which world this is, for people. */
export function resourcesNamed(world: World, wanted: readonly Named[], from: string): Resource[] {
  const problems: Problem[] = []
  const found = wanted.flatMap(({ kind, name }) => {
    const resource = world.find(kind, name) ?? byAddress(world, kind, name)
    if (!resource) problems.push(unknown(world, { kind, name }, from))
    return resource ?? []
  })
  if (problems.length > 0) throw new ProblemError(problems)
  return found
}

/** What people have at hand is often not the name: an address, or the name that lists show, where it is the only one of its kind. */
function byAddress(world: World, kind: KindName, text: string): Resource | undefined {
  const wanted = text.toLowerCase()
  const found = world
    .of(kind)
    .filter((resource) =>
      resource.glance(({ declared }) =>
        [declared.spec?.email, declared.spec?.displayName].some((said) => typeof said === 'string' && said.toLowerCase() === wanted),
      ),
    )
  return found.length === 1 ? found[0] : undefined
}

function unknown(world: World, { kind, name }: Named, from: string): Problem {
  const other = (['User', 'Computer', 'Group'] as const).find((one) => one !== kind && world.find(one, name))
  const hint = other
    ? `; it is a ${other}.`
    : didYouMean(
        name,
        world.of(kind).map((one) => one.name),
      )
  return problem(
    'unknown-resource',
    `There is no ${kind} \`${name}\` in ${from}${hint || '.'}`,
    `Run \`splashctl get ${kindNamed(kind).plural}\` for those that are live.`,
  )
}
