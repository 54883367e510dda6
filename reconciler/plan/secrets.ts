/**
 * Secrets in a plan. Planning knows handles alone, so that it needs no value and shows none: a handle that moves is a change like any other.
 * A value that was rotated behind the same handle is found by whoever has it, by asking the backend; told here, it is a change too, with the
 * rights that the field needs.
 */
import { same } from '../../schema/canonical.ts'
import type { Path } from '../../schema/fields.ts'
import { kindNamed } from '../../schema/kinds/index.ts'
import type { Key, Resource } from '../../schema/resource.ts'
import { type Handle, handleIn, heldSince, type SecretSlot, secretSlots } from '../../schema/secrets.ts'
import type { World } from '../../schema/world.ts'
import type { Declaration, Planned, SecretField, Write } from '../types.ts'
import type { Linked, Step } from './link.ts'

export const secretId = ({ key, path }: SecretField): string => `${key} ${path}`

export const ROTATED = 'another value of the secret'

/** A secret whose value this declaration has to bring. */
export interface ManagedSecret extends SecretField {
  slot: SecretSlot
  handle: Handle
  /** As it is declared, with its place. */
  resource: Resource
  /** The resource that holds its value up to now, if there is one and goes on. */
  held: Key | undefined
}

/** Every secret that the declaration manages in the world as it will be: not those which another manager has, or which it only observes. */
export function managedSecrets({ manager, resources }: Declaration, { final, writes }: Pick<Planned, 'final' | 'writes'>): ManagedSecret[] {
  const found: ManagedSecret[] = []
  let byKey: Map<Key, Write> | undefined
  for (const resource of resources) {
    const slots = secretSlots(kindNamed(resource.kind))
    if (slots.length === 0 || !resource.mayMention('"valueFrom"') || isObserved(resource)) continue
    const after = final.get(resource.key)
    for (const slot of slots) {
      const handle = handleIn(resource.value(slot.path))
      if (!handle || !after || !same(handle, after.value(slot.path))) continue
      const write = (byKey ??= new Map(writes.map((each) => [each.key, each]))).get(resource.key)
      const begins = write?.op === 'create' || write?.op === 'replace'
      // What is ignored is set once, when its resource comes to be, and then is nobody's.
      if (after.owners.get(slot.path) !== manager && write?.op !== 'create') continue
      found.push({ key: resource.key, path: slot.path, slot, handle, resource, held: begins ? undefined : (write?.from ?? resource.key) })
    }
  }
  return found
}

const isObserved = ({ annotations }: Resource): boolean => annotations['splashtop.io/observe-only'] === 'true'

/** The steps, with those for the secrets that are rotated. What is created or replaced says so already; what goes has no secrets any more. */
export function withRotated({ steps, final }: Linked, declaration: Declaration, rotated: ReadonlySet<string>): Step[] {
  const byKey = new Map(steps.map((step) => [step.key, step]))
  for (const secret of managedSecrets(declaration, { final, writes: steps })) {
    if (!rotated.has(secretId(secret)) || secret.held === undefined) continue
    const { key, path, resource } = secret
    const live = final.get(key) as Resource
    const step: Step = byKey.get(key) ?? { op: 'record', key, before: live, after: live, reason: ROTATED, at: resource.at(path) }
    const told: Step = { ...step, rotated: [...(step.rotated ?? []), path] }
    byKey.set(key, step.op === 'record' ? { ...told, op: 'update', reason: ROTATED, at: resource.at(path) } : told)
  }
  return [...byKey.values()]
}

/** The world that the steps lead to, in which what is rotated is held since the plan: so that what it means to computers is told. */
export function withHeld(final: World, steps: readonly Step[], evaluatedAt: string): World {
  const changes = steps.flatMap(({ key, after, rotated }): [Key, Resource][] => {
    if (!rotated || !after) return []
    const held = { ...heldSince(after), ...Object.fromEntries(rotated.map((path) => [path, evaluatedAt])) }
    return [[key, after.with({ status: { ...after.status, secrets: held } })]]
  })
  return changes.length === 0 ? final : final.with(changes)
}

/** The secrets of a resource that went on, whose values are others than before. */
export function rotatedBetween(before: Resource, after: Resource): Path[] {
  const [was, is] = [heldSince(before), heldSince(after)]
  return Object.keys(is).filter((path) => was[path] !== undefined && was[path] !== is[path])
}

/** Which of the secrets that are rotated a plan does not show. */
export function unshown({ plan, writes }: Planned, rotated: readonly SecretField[]): SecretField[] {
  if (rotated.length === 0) return []
  const begun = new Set(writes.flatMap(({ op, key }) => (op === 'create' || op === 'replace' ? [key] : [])))
  const shown = new Map(plan.changes.map(({ key, fields }) => [key, new Set(fields.map(({ path }) => path))]))
  return rotated.filter(({ key, path }) => !begun.has(key) && shown.get(key)?.has(path) !== true)
}
