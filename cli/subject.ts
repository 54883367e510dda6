/** Finds whom or what a question names. A name that is misspelt must not look like a person who reaches nothing. */
import type { KindName } from '../schema/generated/types.ts'
import { kindNamed } from '../schema/kinds/index.ts'
import { compare, didYouMean, type Problem, ProblemError, problem } from '../schema/problem.ts'
import type { Resource } from '../schema/resource.ts'
import type { World } from '../schema/world.ts'
import { otherName, type Rename } from './renamed.ts'

export interface Named {
  kind: KindName
  name: string
}

/** Which world is asked: `from` says it to people; `revision` is null for what files declare. */
export interface Asked {
  from: string
  revision: number | null
  /** It is not what is live now. */
  past?: boolean
  /** The renames of the log, once a name was not found. */
  renames?: readonly Rename[]
}

/** Every one of them, or a Problem for each that isn't there. */
export function resourcesNamed(world: World, wanted: readonly Named[], asked: Asked): Resource[] {
  const problems: Problem[] = []
  const found = wanted.flatMap(({ kind, name }) => {
    const resource = resourceNamed(world, { kind, name })
    if (resource) return resource
    const several = byAddress(world, kind, name)
    problems.push(several.length > 0 ? ambiguous(name, several, asked) : unknown(world, { kind, name }, asked))
    return []
  })
  if (problems.length > 0) throw new ProblemError(problems)
  return found
}

/** The one that is meant in a world, if one is. */
export function resourceNamed(world: World, { kind, name }: Named): Resource | undefined {
  const found = world.find(kind, name)
  if (found) return found
  const [first, ...more] = byAddress(world, kind, name)
  return more.length === 0 ? first : undefined
}

/** What people have at hand is often not the name: an address, or the name that lists show. */
function byAddress(world: World, kind: KindName, text: string): Resource[] {
  const wanted = text.toLowerCase()
  return world
    .of(kind)
    .filter((resource) =>
      resource.glance(({ declared }) =>
        [declared.spec?.email, declared.spec?.displayName].some((said) => typeof said === 'string' && said.toLowerCase() === wanted),
      ),
    )
}

/** So many are named. */
const TOLD = 5

function ambiguous(text: string, found: readonly Resource[], { from }: Asked): Problem {
  const names = found.map(({ name }) => name).sort(compare)
  const [first] = found
  const rest = names.length > TOLD ? ` and ${names.length - TOLD} more` : ''
  return problem(
    'ambiguous-name',
    `${names.length} ${kindNamed(first?.kind ?? '').plural} of ${from} are called \`${text}\`: ${names.slice(0, TOLD).join(', ')}${rest}.`,
    'Write the name of the one that is meant.',
  )
}

function unknown(world: World, { kind, name }: Named, { from, revision, past, renames }: Asked): Problem {
  const called = renames && otherName(renames, { team: world.team, revision }, { kind, name })
  if (called && world.find(kind, called.name))
    return problem('unknown-resource', `There is no ${kind} \`${name}\` in ${from}: it ${called.says}.`, `Ask for \`${called.name}\`.`)
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
    revision === null
      ? `Mend the name, or declare the ${kind} in the files.`
      : past
        ? `Mend the name; \`splashctl access --revision ${revision} --ever --format csv\` names whoever reached something then.`
        : `Run \`splashctl get ${kindNamed(kind).plural}\` for those that are live.`,
  )
}
