/**
 * Document and Resource: what flows through everything else.
 *
 * A World may hold a hundred thousand resources of which a run looks at three, so a Resource is made from text and parses itself when it
 * is first asked. That is why it is a class: many of one shape, with a life of "not yet read" and "read".
 */
import { digest, type Json } from './canonical.ts'
import { type Declared, fill, type Path, type Tree, valueAt } from './fields.ts'
import type { KindName, Specs } from './generated/types.ts'
import { kindNamed } from './kinds/index.ts'
import type { Position } from './problem.ts'

/** `Kind/namespace/name`. */
export type Key = string
export const keyOf = (kind: string, namespace: string, name: string): Key => `${kind}/${namespace}/${name}`
export function splitKey(key: Key): { kind: string; namespace: string; name: string } {
  const [kind = '', namespace = '', ...name] = key.split('/')
  return { kind, namespace, name: name.join('/') }
}

/** One YAML document, or one value that a program emitted. */
export interface Document {
  file: string
  value: Json
  /** Where a path of the value stands; the nearest enclosing node when the path itself is absent. `['spec', 'users', 0]`. */
  at(path: readonly (string | number)[]): Position
}

/** Where a declaration was written. */
export interface Origin extends Position {
  /** The position of a field (`spec.group`), or of one entry of a list field. */
  at(path: Path, entry?: string): Position
}

/** Who declared a field: `git:acme/iac`, `console`, `scim`, a controller. */
export type ManagerName = string

/** What one manager applied last to one resource. */
export interface Applied {
  declared: Declared
  /** Digest of `declared`. */
  digest: string
  /** The fields that it owns: those of `declared`, less what others took over since. */
  fields: readonly Path[]
  source: Source
}
export interface Source {
  commit?: string
  file?: string
  line?: number
}

/** What only the control plane knows of a resource. */
export interface Live {
  /** Made when the resource is created; a rename keeps it, a replacement does not. */
  uid: string
  /** The existence owner: the manager whose silence deletes the resource. Null after a release. */
  existence: ManagerName | null
  /** By manager. */
  applied: Readonly<Record<ManagerName, Applied>>
  /** Revisions of creation and of the last change. */
  created: number
  changed: number
}

/** What a manager applied last. Managers are named by people, so a name may be one that every object has. */
export const appliedBy = (live: Live | undefined, manager: ManagerName): Applied | undefined =>
  live && Object.hasOwn(live.applied, manager) ? live.applied[manager] : undefined

/**
 * What holds a resource until somebody looks at it: a stored row, a place in a packed file. One object for all that is read later,
 * since a hundred thousand resources have one each; what it gives is kept by the resource.
 */
export interface Backing {
  declared(): Declared
  status?(): Tree
  live?(): Live
  /** Whether a piece of JSON, as `JSON.stringify` writes it, stands in that of `declared` (folded first): known without parsing it. */
  mentions?(json: string, fold?: (text: string) => string): boolean
  /** The manager who owns the existence and is the only one who applied anything, exactly `declared`; null: there is no such one. */
  readonly sole?: ManagerName | null | undefined
}

export interface ResourceParts {
  kind: string
  namespace: string
  name: string
  /** `keyOf(kind, namespace, name)`, when it is known already. */
  key?: Key
  /** Needed without a backing. */
  declared?: Declared | undefined
  /** Digest of `declared`, when it is known already. */
  digest?: string
  status?: Tree
  live?: Live
  /** Says what the parts do not. */
  backing?: Backing
  origin?: Origin | undefined
  /** `metadata.annotations['splashtop.io/renamed-from']`: an instruction, not a field. */
  renamedFrom?: string | undefined
}

const nothing: Tree = Object.freeze({}) as Tree

export class Resource<K extends KindName = KindName> {
  readonly key: Key
  readonly kind: K
  readonly name: string
  readonly namespace: string
  readonly origin: Origin | undefined
  readonly renamedFrom: string | undefined
  readonly #backing: Backing | undefined
  #declared: Declared | undefined
  #status: Tree | undefined
  #live: Live | undefined
  #digest: string | undefined
  #spec: Specs[K] | undefined

  constructor(parts: ResourceParts) {
    this.kind = parts.kind as K
    this.namespace = parts.namespace
    this.name = parts.name
    this.key = parts.key ?? keyOf(parts.kind, parts.namespace, parts.name)
    this.origin = parts.origin
    this.renamedFrom = parts.renamedFrom
    this.#backing = parts.backing
    this.#declared = parts.declared
    this.#status = parts.status
    this.#live = parts.live
    this.#digest = parts.digest
  }

  /** Sparse: exactly what was written; live, what any manager set. Planning uses it and nothing else. Not to be changed. */
  get declared(): Declared {
    return (this.#declared ??= (this.#backing as Backing).declared())
  }
  get digest(): string {
    return (this.#digest ??= digest(this.declared))
  }
  /** `declared.spec` with defaults filled in. Meaning uses it. */
  get spec(): Specs[K] {
    return (this.#spec ??= fill(kindNamed(this.kind).spec, this.declared.spec) as unknown as Specs[K])
  }
  get labels(): Record<string, string> {
    return this.declared.metadata?.labels ?? (nothing as Record<string, string>)
  }
  get annotations(): Record<string, string> {
    return this.declared.metadata?.annotations ?? (nothing as Record<string, string>)
  }
  /** Written by the control plane alone; empty in what was loaded from files. */
  get status(): Tree {
    return (this.#status ??= this.#backing?.status?.() ?? nothing)
  }
  get live(): Live | undefined {
    return (this.#live ??= this.#backing?.live?.())
  }
  /** What can be said of `live` without reading it (`Backing.sole`); undefined says nothing. */
  get sole(): ManagerName | null | undefined {
    return this.#backing?.sole
  }
  /** Each field's manager. */
  get owners(): Map<Path, ManagerName> {
    const owners = new Map<Path, ManagerName>()
    for (const [manager, applied] of Object.entries(this.live?.applied ?? {})) for (const path of applied.fields) owners.set(path, manager)
    return owners
  }

  /** Where to point when a field of this resource is wrong: nowhere for what no file declares. */
  at(path: Path = '', entry?: string): Position[] {
    if (this.origin) return [path === '' ? position(this.origin) : this.origin.at(path, entry)]
    return []
  }
  /** The field's value as written. */
  value(path: Path): Json | undefined {
    return valueAt(this.declared, path)
  }
  /** False where `declared` certainly holds no such piece of JSON: a quick no for whoever looks for one name in a hundred thousand. */
  mayMention(json: string, fold?: (text: string) => string): boolean {
    return this.#declared !== undefined || this.#backing?.mentions?.(json, fold) !== false
  }
  /** What `look` finds here; what is parsed for it is not kept. For whoever goes through all there is, as building an index does. */
  glance<T>(look: (resource: this) => T): T {
    const declared = this.#declared
    const spec: Specs[K] | undefined = this.#spec
    const found = look(this)
    if (this.#backing) {
      this.#declared = declared
      this.#spec = spec
    }
    return found
  }
  /** The same resource with other parts. */
  with(parts: Partial<ResourceParts>): Resource<K> {
    return new Resource<K>({
      kind: this.kind,
      namespace: this.namespace,
      name: this.name,
      ...(!parts.declared && { declared: this.declared }),
      ...(!parts.status && { status: this.status }),
      ...(!parts.live && this.live && { live: this.live }),
      ...(this.#digest && !('declared' in parts) && { digest: this.#digest }),
      ...(this.origin && { origin: this.origin }),
      ...parts,
    })
  }
}

const position = ({ file, line, column }: Position): Position => ({ file, line, column })
