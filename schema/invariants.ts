/**
 * Invariants that several kinds share. Each looks only at the resources that a change touched, and finds their neighbours through an index
 * of the world, so that a hundred thousand resources cost no more than the change does. A pair that clashes is told once, with both places.
 */
import type { Json } from './canonical.ts'
import type { ProblemCode } from './codes.ts'
import type { Path } from './fields.ts'
import type { KindName } from './generated/types.ts'
import type { Invariant } from './kind.ts'
import { compare, type Problem, problem } from './problem.ts'
import { mayAdminister } from './ranks.ts'
import type { Resource } from './resource.ts'
import type { World } from './world.ts'

export const names = (value: Json | undefined): string[] =>
  Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : typeof value === 'string' ? [value] : []

/** A text of a resource as it was written; for what has no default, without filling the rest of a hundred thousand specs. */
export function written(resource: Resource, field: string): string | undefined {
  const value = resource.declared.spec?.[field]
  return typeof value === 'string' ? value : undefined
}

/** "User `alice`" */
export const called = (resource: Resource): string => `${resource.kind} \`${resource.name}\``

/** No two resources of a kind share what `keys` says of each. */
export function noTwo<K extends KindName>(
  kind: K,
  options: {
    id: string
    says: string
    code: ProblemCode
    path: Path
    keys(resource: Resource<K>): Iterable<string>
    /** What was done to a text of the resource to make a key of it (`World.indexed`). */
    fold?(text: string): string
    message(one: Resource<K>, other: Resource<K>, key: string): string
    fix: string
    /** When the key is an entry of a list: which list, and which entry. */
    entry?(resource: Resource<K>, key: string): { path: Path; entry: string }
  },
): Invariant {
  const index = { name: options.id, keys: options.keys, fold: options.fold }
  const place = (resource: Resource<K>, key: string) => {
    const at = options.entry?.(resource, key)
    return at ? resource.at(at.path, at.entry) : resource.at(options.path)
  }
  /** The keys that the resource did not have before: whoever shares one of the others came to it now, and is touched himself. */
  const newKeys = (resource: Resource<K>, before: World | undefined): Set<string> => {
    const former = before?.get(resource.key) as Resource<K> | undefined
    const keys = new Set(former === resource ? [] : options.keys(resource))
    if (former && former !== resource) for (const key of options.keys(former)) keys.delete(key)
    return keys
  }
  return {
    id: options.id,
    says: options.says,
    check(world, { touched, before }) {
      const told = new Set<string>()
      const problems: Problem[] = []
      const firsts = new Map<string, Resource<K>[]>()
      const many = touched(kind)
      if (many.length > MANY && nothingShared(world.index(kind, index.name, index.keys))) return problems
      for (const touchedOne of many)
        for (const key of newKeys(touchedOne, before)) {
          let firstTwo = firsts.get(key)
          if (!firstTwo) firsts.set(key, (firstTwo = twoFirst(world.indexed(kind, index, key, many.length))))
          const other = firstTwo.find((one) => one.key !== touchedOne.key)
          if (!other) continue
          // In the order of their keys, so that the order of files changes no word.
          const [one, two] = compare(touchedOne.key, other.key) < 0 ? [touchedOne, other] : [other, touchedOne]
          const pair = `${one.key}\n${two.key}\n${key}`
          if (told.has(pair)) continue
          told.add(pair)
          problems.push(problem(options.code, options.message(one, two, key), options.fix, [...place(one, key), ...place(two, key)]))
        }
      return problems
    },
  }
}

/** Of so many, one look at the whole index is less than one at each; and it mostly says that there is nothing to find. */
const MANY = 1000
function nothingShared(index: ReadonlyMap<string, readonly unknown[]>): boolean {
  for (const list of index.values()) if (list.length > 1) return false
  return true
}

/** The first other of each is one of two, however many they are: looked for by each, it would take as long as all pairs. */
function twoFirst<K extends KindName>(twins: readonly Resource<K>[]): Resource<K>[] {
  const first: Resource<K>[] = []
  for (const twin of twins) {
    first.push(twin)
    first.sort((a, b) => compare(a.key, b.key))
    first.length = Math.min(first.length, 2)
  }
  return first
}

export function uniqueDisplayName<K extends KindName>(kind: K, noun: string): Invariant {
  const shown = (resource: Resource<K>) => written(resource, 'displayName')?.normalize('NFC')
  return noTwo(kind, {
    id: `${kind}-display-name-unique`,
    says: `No two ${noun} have the same \`displayName\`: lists show nothing else of them.`,
    code: 'duplicate-display-name',
    path: 'spec.displayName',
    keys: (resource) => {
      const name = shown(resource)
      return name === undefined ? [] : [name]
    },
    message: (one, other, name) => `${called(one)} and ${called(other)} are both shown as \`${name}\`.`,
    fix: 'Give one of them another `displayName`.',
  })
}

/** A subject, or a target, stands in at most one resource of the kind. */
export function oneEach<K extends KindName>(
  kind: K,
  options: { id: string; code: ProblemCode; noun: string; lists: { path: Path; noun: string }[]; fix: string },
): Invariant {
  // The keys of the index are `path name`; a name has no space in it.
  const split = (key: string) => ({ path: key.slice(0, key.indexOf(' ')), entry: key.slice(key.indexOf(' ') + 1) })
  const nouns = new Map(options.lists.map((list) => [list.path, list.noun]))
  return noTwo(kind, {
    id: options.id,
    says: `${options.lists.map((list) => `a ${list.noun.toLowerCase()}`).join(' or ')} stands in at most one ${options.noun}.`.replace(
      /^./,
      (c) => c.toUpperCase(),
    ),
    code: options.code,
    path: options.lists[0]?.path ?? 'spec',
    keys: (resource) => options.lists.flatMap((list) => names(resource.value(list.path)).map((name) => `${list.path} ${name}`)),
    message(one, other, key) {
      const { path, entry } = split(key)
      return `${nouns.get(path)} \`${entry}\` stands in two: ${called(one)} and ${called(other)}.`
    },
    fix: options.fix,
    entry: (_, key) => split(key),
  })
}

/** The groups that a field names hold what the field is about: users, or computers. A mixed group holds both (guide S5). */
export function groupsHold<K extends KindName>(kind: K, path: Path, what: 'users' | 'computers'): Invariant {
  const id = `${kind}-${path.replace(/^spec\./, '').replaceAll('.', '-')}-hold-${what}`
  return {
    id,
    says: `A group in \`${path}\` is of type \`${what}\` or \`mixed\`.`,
    check: (world, { touched }) =>
      touched(kind).flatMap((resource) =>
        names(resource.value(path)).flatMap((name) => {
          const group = world.find('Group', name)
          if (!group || group.spec.type === undefined || group.spec.type === 'mixed' || group.spec.type === what) return []
          return problem(
            'wrong-group-type',
            `\`${path}\` of ${called(resource)} names the group \`${name}\`, which holds ${group.spec.type} only.`,
            `Name a group of type \`${what}\` or \`mixed\`, or change the type of \`${name}\`.`,
            [...resource.at(path, name), ...group.at('spec.type')],
          )
        }),
      ),
  }
}

/** A security code among the settings comes with the mode that asks for it, and that mode with a code. */
export function codesWithMode<K extends KindName>(kind: K): Invariant {
  const path = 'spec.settings.security.additionalPassword'
  return {
    id: `${kind}-security-code`,
    says: '`additionalPassword` has a `securityCode` exactly when its mode is `securityCode`.',
    check: (_, { touched }) =>
      touched(kind).flatMap((resource) => {
        const password = resource.value(path)
        if (typeof password !== 'object' || password === null || Array.isArray(password)) return []
        const wanted = password.mode === 'securityCode'
        if (wanted === (password.securityCode !== undefined && password.securityCode !== null)) return []
        return wanted
          ? problem(
              'security-code',
              `${called(resource)} asks for a security code without giving one.`,
              'Give `securityCode` as a handle: `{valueFrom: {env: NAME}}`.',
              resource.at(`${path}.mode`),
            )
          : problem(
              'security-code',
              `${called(resource)} gives a security code that its mode does not ask for.`,
              'Write mode `securityCode`, or remove the code.',
              resource.at(`${path}.securityCode`),
            )
      }),
  }
}

/**
 * Whoever is named in `spec.admins` has a role that may administer. A warning: a role is taken away elsewhere, and what then becomes of a
 * scheduled resource is told by its status (guide S7).
 */
export function administratorsMay(kind: 'ScheduledResource' | 'PreferencePolicy'): Invariant {
  return {
    id: `${kind}-admins-may-administer`,
    says: 'Whoever is named in `spec.admins` has the role group-admin or above; else it is a warning.',
    check: (world, { touched }) =>
      touched(kind).flatMap((resource) =>
        resource.spec.admins.flatMap((name) => {
          const user = world.find('User', name)
          if (!user || mayAdminister(world, user)) return []
          return problem(
            'resource-admin-without-role',
            `${called(resource)} names \`${name}\` as its administrator, whose role is \`${user.spec.role}\`.`,
            `Give \`${name}\` the role \`group-admin\` or above, or remove it from \`spec.admins\`.`,
            [...resource.at('spec.admins', name), ...user.at('spec.role')],
          )
        }),
      ),
  }
}
