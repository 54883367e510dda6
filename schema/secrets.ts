/**
 * Secrets: where they can stand in a kind, what the values behind their handles must look like, and a wrapping for such a value in which it
 * can go from where it is read to where it is kept without being seen in any text that is made on the way.
 *
 * How a value is kept is said by its field (`x-secret`): `hashed` where it is only compared, as a token that somebody shows; `sealed` where it
 * must be used again, as one that we show to somebody.
 */
import type { Json } from './canonical.ts'
import { hostileIn } from './characters.ts'
import { joinPath, type Path, rootOf, type Tree } from './fields.ts'
import type { Kind } from './kind.ts'
import { isObjectNode, type Keeping, type Node, type ObjectNode } from './shape.ts'

/** Where a value is read: exactly one of the three. */
export interface Handle {
  valueFrom: { env?: string; file?: string; secretKeyRef?: { name: string; key: string } }
}

export interface SecretSlot {
  path: Path
  node: ObjectNode
  keeping: Keeping
}

const slotsOf = new WeakMap<Kind, readonly SecretSlot[]>()
/** Where secrets can stand in a kind. Each is a field of its own: none stands in a list or a map, or in what is managed whole. */
export function secretSlots(kind: Kind): readonly SecretSlot[] {
  let found = slotsOf.get(kind)
  if (!found) {
    const slots: SecretSlot[] = []
    const walk = (node: Node, path: Path): void => {
      if (!isObjectNode(node)) return
      const keeping = node['x-secret']
      if (keeping !== undefined) slots.push({ path, node, keeping })
      else for (const [key, inner] of Object.entries(node.properties)) walk(inner, joinPath(path, key))
    }
    walk(rootOf(kind), '')
    slotsOf.set(kind, (found = slots))
  }
  return found
}

/** What a declaration has there: a handle, or undefined where it has none or unsets it. */
export const handleIn = (value: Json | undefined): Handle | undefined =>
  value === undefined || value === null ? undefined : (value as { valueFrom: Handle['valueFrom'] })

/** By path, since when the control plane holds each value. It is all that a live resource tells of them. */
export const heldSince = ({ status }: { status: Tree }): Readonly<Record<Path, string>> => (status.secrets ?? {}) as Record<Path, string>

/** In UTF-8. */
export const MAX_SECRET_BYTES = 65_536

/** What is wrong with a value, to be put after "is" or "holds"; never with anything of it. */
export function secretFault({ node }: SecretSlot, value: string): string | undefined {
  if (value === '') return 'is empty'
  if (Buffer.byteLength(value) > MAX_SECRET_BYTES) return `is longer than ${MAX_SECRET_BYTES} bytes`
  if (hostileIn(value) !== undefined) return 'holds a control character, or one that is not seen'
  const wanted = node['x-secret-value']
  return wanted && !new RegExp(wanted.pattern, 'u').test(value) ? `is not what it must be: ${wanted.says}` : undefined
}

const INSPECT = Symbol.for('nodejs.util.inspect.custom')

/**
 * The value of a secret on its way. Whatever makes a text of it (JSON, a template, a log, a stack trace's inspection) gets the word `[secret]`;
 * only who asks for it by name has it.
 */
export class SecretValue {
  readonly #value: string

  constructor(value: string) {
    this.#value = value
  }
  reveal(): string {
    return this.#value
  }
  toString(): string {
    return '[secret]'
  }
  toJSON(): string {
    return '[secret]'
  }
  [INSPECT](): string {
    return '[secret]'
  }
}
