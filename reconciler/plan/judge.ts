/**
 * What must hold of a world, whoever changes it: every reference leads somewhere, what is required is there, every invariant holds.
 * The same code runs in `validate`, in a plan, and on the server over the final state of a commit.
 *
 * Judging follows the change: only the resources that changed and those which refer to them are looked at. The world before was judged
 * when it was committed. A law in the tests holds that this finds what judging everything finds.
 */
import { joinPath, type Path, referencesOf, refSlots, segments, valueAt } from '../../schema/fields.ts'
import type { KindName } from '../../schema/generated/types.ts'
import type { Actor, Judgement, Kind } from '../../schema/kind.ts'
import { kindNamed, worldKinds } from '../../schema/kinds/index.ts'
import { didYouMean, type Problem, problem, sortProblems } from '../../schema/problem.ts'
import { type Key, keyOf, type Resource } from '../../schema/resource.ts'
import { isObjectNode, type Node } from '../../schema/shape.ts'
import type { World } from '../../schema/world.ts'

export interface JudgeOptions {
  /** The keys that changed (their old names too, when they were renamed or deleted); absent = everything. */
  changed?: Iterable<Key>
  before?: World
  actor?: Actor
  /** References that were complained about already (`danglingId`). */
  reported?: ReadonlySet<string>
}

/** One reference of one resource to one other. */
export const danglingId = (referrer: Key, path: Path, target: Key): string => `${referrer} ${path} ${target}`

export function judge(world: World, { changed, ...options }: JudgeOptions = {}): Problem[] {
  return judgeThese(world, changed ? reach(world, new Set(changed)) : [...world.all()], options)
}

/** Judges some resources by the world, in which they need not be: what is local isn't. `of`: the kinds whose invariants are asked. */
export function judgeThese(
  world: World,
  touched: readonly Resource[],
  { before, actor, reported, of = worldKinds }: Omit<JudgeOptions, 'changed'> & { of?: readonly Kind[] } = {},
): Problem[] {
  const byKind = new Map<string, Resource[]>()
  for (const resource of touched) {
    const list = byKind.get(resource.kind)
    if (list) list.push(resource)
    else byKind.set(resource.kind, [resource])
  }
  const judgement: Judgement = {
    ...(actor && { actor }),
    ...(before && { before }),
    touched: <K extends KindName>(kind: K) => (byKind.get(kind) ?? []) as unknown as readonly Resource<K>[],
  }
  const problems = structural(world, touched, reported)
  for (const kind of of)
    for (const invariant of kind.invariants) for (const found of invariant.check(world, judgement)) problems.push(found)
  return sortProblems(problems)
}

/** Of some resources, the references that lead nowhere and the required fields that are absent: what can be said without the rest. */
export function structural(world: World, resources: Iterable<Resource>, reported?: ReadonlySet<string>): Problem[] {
  const problems: Problem[] = []
  const present = new Map<string, Set<string>>()
  for (const resource of resources) {
    dangling(world, resource, present, problems, reported)
    missing(resource, problems)
  }
  return problems
}

/** What changed, and who refers to it. */
function reach(world: World, changed: ReadonlySet<Key>): Resource[] {
  const found = new Map<Key, Resource>()
  for (const key of changed) {
    const resource = world.get(key)
    if (resource) found.set(key, resource)
  }
  if (found.size < world.size || found.size < changed.size)
    for (const key of changed) for (const { resource } of world.referrers(key, changed.size)) found.set(resource.key, resource)
  return [...found.values()]
}

/** Near names are looked for among all of a kind, so only for the first problems of a run. */
const NEAR = 50

/** `present`: the names that were found, by kind. A hundred thousand resources refer to the same few thousand. */
function dangling(
  world: World,
  resource: Resource,
  present: Map<string, Set<string>>,
  problems: Problem[],
  reported: ReadonlySet<string> | undefined,
): void {
  for (const { path, kind, name } of referencesOf(kindNamed(resource.kind), resource.declared)) {
    let known = present.get(kind)
    if (!known) present.set(kind, (known = new Set()))
    if (known.has(name)) continue
    const target = keyOf(kind, world.team, name)
    if (world.has(target)) known.add(name)
    if (known.has(name) || reported?.has(danglingId(resource.key, path, target))) continue
    const builtin = builtinNames(resource.kind, path)
    const names = problems.length < NEAR ? [...builtin, ...world.of(kind as KindName).map((candidate) => candidate.name)] : []
    problems.push(
      problem(
        'unresolved-reference',
        `${resource.kind} \`${resource.name}\` refers to ${kind} \`${name}\` (\`${path}\`), which does not exist${didYouMean(name, names)}`,
        builtin.length > 0
          ? `Write one of ${builtin.map((each) => `\`${each}\``).join(', ')}, or the name of a ${kind} that exists.`
          : world.of(kind as KindName).length === 0
            ? `Declare ${kind} \`${name}\`, or remove the reference; there is no ${kind} yet.`
            : `Declare ${kind} \`${name}\`, or mend the name.`,
        resource.at(path, name),
      ),
    )
  }
}

/** The names that a reference may bear without a resource behind them. One that a user can't have (`owner`) is refused in words of its own. */
const builtinNames = (kind: string, path: Path): readonly string[] =>
  refSlots(kindNamed(kind)).find((slot) => slot.path.join('.') === path)?.builtin ?? []

const requiredOf = new WeakMap<Kind, Path[]>()
function required(kind: Kind): Path[] {
  let found = requiredOf.get(kind)
  if (!found) {
    const paths: Path[] = []
    const walk = (node: Node, path: Path): void => {
      if (node['x-required']) paths.push(path)
      if (isObjectNode(node)) for (const [key, inner] of Object.entries(node.properties)) walk(inner, joinPath(path, key))
    }
    walk(kind.spec, 'spec')
    requiredOf.set(kind, (found = paths))
  }
  return found
}

/**
 * An object that is absent is one thing to mend, however many of its fields are required. It is shown where it would stand: at the nearest
 * part around it that is written, which is where a path that leads nowhere leads.
 */
function missing(resource: Resource, problems: Problem[]): void {
  let absent: Path | undefined
  for (const path of required(kindNamed(resource.kind))) {
    if (absent !== undefined && path.startsWith(`${absent}.`)) continue
    if (isThere(resource, path)) continue
    const parts = segments(path)
    const around = parts.map((_, i) => parts.slice(0, i + 1).reduce(joinPath, ''))
    // `spec` itself is taken as there: an empty one isn't kept.
    absent = around.slice(1).find((part) => !isThere(resource, part)) ?? path
    const without = absent
    const below = required(kindNamed(resource.kind)).filter((other) => other.startsWith(`${without}.`))
    const fields = below.map((other) => `\`${other.slice(without.length + 1)}\``)
    problems.push(
      problem(
        'missing-field',
        `${resource.kind} \`${resource.name}\` has no \`${absent}\`.`,
        `Add \`${absent}\`${fields.length > 0 ? ` with ${fields.join(' and ')}` : ''}; see docs/kinds/${resource.kind}.md.`,
        resource.at(segments(absent).slice(0, -1).reduce(joinPath, '')),
      ),
    )
  }
}

function isThere(resource: Resource, path: Path): boolean {
  const value = valueAt(resource.declared, path)
  return value !== undefined && value !== null
}
