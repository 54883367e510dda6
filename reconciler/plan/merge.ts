/**
 * Three-way merge of one resource: what this manager applied last × what it declares now × what is live.
 *
 *   declared now        live belongs to        and the values      then
 *   yes                 nobody, or us          are equal           it is ours, nothing changes
 *   yes                 nobody, or us          differ              it is ours, and changes
 *   yes                 another manager        are equal           it stays theirs, nothing changes
 *   yes                 another manager        differ              refused with the owner's name, unless adopted
 *   no, was before      us                                         it goes back to its default
 *   no                  anyone else, nobody                        it is left alone
 *
 * Equality is that of fields.ts (sets, case, zones, defaults), so that a value that means the same is never a change.
 */
import { shortCommit } from '../../schema/commit.ts'
import { type Declared, defaultAt, equalField, type Fields, fieldsOf, overlaps, type Path, treeOf } from '../../schema/fields.ts'
import type { Kind } from '../../schema/kind.ts'
import { kindNamed } from '../../schema/kinds/index.ts'
import { type Problem, problem } from '../../schema/problem.ts'
import { type Applied, appliedBy, type Backing, type Live, type ManagerName, Resource, type Source } from '../../schema/resource.ts'

export interface Merged {
  /** The sparse tree as it will be live. */
  declared: Declared
  /** What each manager will have applied, this one's part renewed. */
  applied: Record<ManagerName, Applied>
  existence: ManagerName | null
  /** True where ownership changes, with or without a value that changes. */
  recorded: boolean
  problems: Problem[]
}

export interface MergeOptions {
  manager: ManagerName
  /** Take the resource and its declared fields from whoever has them. */
  adopt: boolean
  source: Source
}

const ignored = (wanted: Resource): Path[] =>
  (wanted.annotations['splashtop.io/ignore-fields'] ?? '')
    .split(',')
    .map((path) => path.trim())
    .filter((path) => path !== '')

/** The next state of a resource that this manager declares and that is live. */
export function merge(kind: Kind, live: Resource, wanted: Resource, { manager, adopt, source }: MergeOptions): Merged {
  const want = fieldsOf(kind, wanted.declared)
  const have = fieldsOf(kind, live.declared)
  const owners = live.owners
  const next: Fields = new Map(have)
  const mine = new Set<Path>()
  const problems: Problem[] = []
  const skip = ignored(wanted)

  /** May this manager set the field? Where another one has it with another value, says so. */
  const refused = (path: Path, owned: Path): boolean => {
    const owner = owners.get(owned)
    if (owner === undefined || owner === manager || adopt) return false
    problems.push(ownedByOther(wanted, path, owner, live))
    return true
  }

  for (const [path, value] of want) {
    if (skip.some((ignore) => overlaps(path, ignore))) continue
    const around = [...have.keys()].filter((other) => other !== path && overlaps(path, other))
    const current = have.get(path) ?? defaultAt(kind, path)
    // Declared as unset is what a field is by itself: its default.
    const equal = around.every((other) => isEmptyObject(have.get(other))) && equalField(kind, path, current, value ?? defaultAt(kind, path))
    const owner = owners.get(path)
    if (owner !== undefined && owner !== manager && !adopt) {
      if (!equal) refused(path, path)
      continue
    }
    if (around.some((other) => refused(path, other))) continue
    for (const other of around) next.delete(other)
    mine.add(path)
    if (!equal || !have.has(path)) next.set(path, value)
  }
  for (const [path, owner] of owners)
    if (owner === manager && !mine.has(path) && !skip.some((ignore) => overlaps(path, ignore))) {
      if (![...mine].some((other) => overlaps(path, other))) next.delete(path)
    }

  const former = live.live?.applied ?? {}
  const existence = live.live?.existence === null || adopt ? manager : (live.live?.existence ?? manager)
  const applied: Record<ManagerName, Applied> = {}
  let taken = false
  for (const [other, theirs] of Object.entries(former)) {
    if (other === manager) continue
    const fields = theirs.fields.filter((path) => ![...mine].some((own) => overlaps(own, path)))
    taken ||= fields.length !== theirs.fields.length
    applied[other] = fields.length === theirs.fields.length ? theirs : { ...theirs, fields }
  }
  const own = appliedBy(live.live, manager)
  const fields = shared([...mine])
  const recorded = taken || !own || own.digest !== wanted.digest || !sameList(own.fields, fields) || existence !== live.live?.existence
  applied[manager] = recorded ? { declared: wanted.declared, digest: wanted.digest, fields, source } : own
  return { declared: treeOf(next), applied, existence, recorded, problems }
}

export const sourceOf = (wanted: Resource, commit: string | undefined): Source => ({
  ...(commit !== undefined && { commit }),
  ...(wanted.origin && { file: wanted.origin.file, line: wanted.origin.line }),
})

/** A new resource as this manager's creation will store it. */
export function created(wanted: Resource, manager: ManagerName, commit: string | undefined): Resource {
  const { kind, namespace, name, key, digest, origin } = wanted
  return new Resource({ kind, namespace, name, key, digest, origin, backing: new Created(wanted, manager, commit) })
}

/** Which fields are whose is worked out when it is stored, not when it is only planned. */
class Created implements Backing {
  readonly #wanted: Resource
  readonly sole: ManagerName | undefined
  readonly #manager: ManagerName
  readonly #commit: string | undefined

  constructor(wanted: Resource, manager: ManagerName, commit: string | undefined) {
    this.#wanted = wanted
    this.#manager = manager
    // What is ignored is set once and belongs to nobody.
    this.sole = ignored(wanted).length === 0 ? manager : undefined
    this.#commit = commit
  }
  declared(): Declared {
    return this.#wanted.declared
  }
  live(): Live {
    const { kind, declared, digest } = this.#wanted
    const skip = ignored(this.#wanted)
    const all = [...fieldsOf(kindNamed(kind), declared).keys()]
    const fields = shared(skip.length === 0 ? all : all.filter((path) => !skip.some((ignore) => overlaps(path, ignore))))
    const applied = { [this.#manager]: { declared, digest, fields, source: sourceOf(this.#wanted, this.#commit) } }
    return { uid: '', created: 0, changed: 0, existence: this.#manager, applied }
  }
}

/** The state of a resource that this manager no longer declares, when it isn't to be deleted: values stay, unowned. */
export function released(live: Resource, manager: ManagerName): Merged {
  const { [manager]: _, ...applied } = live.live?.applied ?? {}
  const existence = live.live?.existence === manager ? null : (live.live?.existence ?? null)
  return { declared: live.declared, applied, existence, recorded: true, problems: [] }
}

/** Resources written alike have the same list of fields: one list serves them all. */
const lists = new Map<string, readonly Path[]>()
function shared(fields: readonly Path[]): readonly Path[] {
  const id = fields.join('\n')
  const known = lists.get(id)
  if (known) return known
  if (lists.size < 10_000) lists.set(id, fields)
  return fields
}

function ownedByOther(wanted: Resource, path: Path, owner: ManagerName, live: Resource): Problem {
  const source = live.live?.applied[owner]?.source
  const where = source?.file
    ? ` (${source.file}${source.line ? `:${source.line}` : ''}${source.commit ? ` at ${shortCommit(source.commit)}` : ''})`
    : ''
  return problem(
    'owned-by-other',
    `\`${path}\` of ${wanted.kind} \`${wanted.name}\` is managed by \`${owner}\`${where}, with another value.`,
    `Remove the field here, agree on one value, or take it over with \`--adopt ${wanted.kind}/${wanted.name}\`.`,
    wanted.at(path),
  )
}

const isEmptyObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length === 0

const sameList = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((path) => b.includes(path))
