/**
 * The values of secrets, as the control plane holds them: in the store's sealed rows, each under the name of its field, next to the codes.
 *
 *   hashed   scrypt with a salt of its own and the cost that it was made at: whoever opens it still has to guess the value
 *   sealed   the value itself, for what must be used again
 *
 * Both are sealed under the operator key (seal.ts). So a database or a backup alone is no place to guess short codes at, none can be moved to
 * another resource, and the audit log vouches for them (sealed.ts). Without the keys a new value can't be kept; one that is held stays.
 */
import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { type ManagedSecret, secretId } from '../reconciler/plan/secrets.ts'
import type { Planned, ResolvedSecret, SecretField, Write } from '../reconciler/types.ts'
import { digestText, same } from '../schema/canonical.ts'
import { visible } from '../schema/characters.ts'
import type { Path } from '../schema/fields.ts'
import { isKind, kindNamed } from '../schema/kinds/index.ts'
import { type Problem, ProblemError, problem } from '../schema/problem.ts'
import { type Key, type ManagerName, type Resource, splitKey } from '../schema/resource.ts'
import { handleIn, MAX_SECRET_BYTES, type SecretSlot, type SecretValue, secretFault, secretSlots } from '../schema/secrets.ts'
import type { Keeping } from '../schema/shape.ts'
import type { World } from '../schema/world.ts'
import type { Keys } from './keys.ts'
import { unseal } from './seal.ts'
import type { Store } from './store/store.ts'

/** A value as it is kept, before it is sealed. Passwords are short, so the cost is one that a commit can bear and a guesser can't. */
export type Kept =
  | { kept: 'hashed'; scrypt: { N: number; r: number; p: number }; salt: string; hash: string }
  | { kept: 'sealed'; value: string }

const COST = { N: 2 ** 15, r: 8, p: 1 }
const [SALT, HASH] = [16, 32]

/** Asynchronous: it runs beside the event loop, in which other requests wait for a tenth of a second each time otherwise. */
const derive = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt)
const memory = ({ N, r, p }: typeof COST): number => 256 * N * r + 256 * r * p

export async function keep(keeping: Keeping, value: SecretValue): Promise<Kept> {
  if (keeping === 'sealed') return { kept: 'sealed', value: value.reveal() }
  const salt = randomBytes(SALT)
  const hash = await derive(value.reveal(), salt, HASH, { ...COST, maxmem: memory(COST) })
  return { kept: 'hashed', scrypt: COST, salt: salt.toString('base64'), hash: hash.toString('base64') }
}

/** Is it this value? The time that it takes says nothing about either. */
export async function isKept(kept: Kept, value: SecretValue): Promise<boolean> {
  // Of digests, which have one length.
  if (kept.kept === 'sealed')
    return timingSafeEqual(Buffer.from(digestText(kept.value), 'hex'), Buffer.from(digestText(value.reveal()), 'hex'))
  const hash = Buffer.from(kept.hash, 'base64')
  const given = await derive(value.reveal(), Buffer.from(kept.salt, 'base64'), hash.length, { ...kept.scrypt, maxmem: memory(kept.scrypt) })
  return timingSafeEqual(hash, given)
}

/** What a control plane holds, at one revision. */
export interface Holding {
  store: Store
  live: World
  keys: Keys | undefined
}

/** Which of these are not what is held, or are held by nobody. What can't be opened is another value than whatever is given. */
export async function differing({ store, live, keys }: Holding, secrets: readonly ResolvedSecret[]): Promise<SecretField[]> {
  const found: SecretField[] = []
  for (const { key, path, value } of secrets) {
    const slot = slotAt(key, path)
    const resource = live.get(key)
    const sealed = slot && resource ? await store.sealed(live.team, key, path) : undefined
    if (sealed && !keys) continue
    const kept = sealed && keys && resource ? open(keys, store, resource, path, sealed) : undefined
    const isSame =
      kept?.kept === slot?.keeping &&
      kept !== undefined &&
      Buffer.byteLength(value.reveal()) <= MAX_SECRET_BYTES &&
      (await isKept(kept, value))
    if (!isSame) found.push({ key, path })
  }
  return found
}

/** Those of the given that are rotated: of what begins anew, none is. */
export async function rotatedAmong(
  holding: Holding,
  given: readonly ResolvedSecret[],
  managed: readonly ManagedSecret[],
): Promise<SecretField[]> {
  const wanted = new Map(managed.map((each) => [secretId(each), each.held]))
  const found: SecretField[] = []
  for (const { key, path, value } of given) {
    const held = wanted.get(secretId({ key, path }))
    wanted.delete(secretId({ key, path })) // sent twice, it is refused and not compared twice
    if (held !== undefined && (await differing(holding, [{ key: held, path, value }])).length > 0) found.push({ key, path })
  }
  return found
}

/** A value that is kept to be used again; undefined where none is held, or it can't be opened. */
export async function heldValue({ store, live, keys }: Holding, resource: Resource, path: Path): Promise<string | undefined> {
  const sealed = keys && (await store.sealed(live.team, resource.key, path))
  const kept = sealed && open(keys, store, resource, path, sealed)
  return kept?.kept === 'sealed' ? kept.value : undefined
}

function open(keys: Keys, { databaseId }: Store, { namespace, live }: Resource, path: Path, sealed: Uint8Array): Kept | undefined {
  try {
    return JSON.parse(unseal(keys, { databaseId, team: namespace, uid: live?.uid ?? '', name: path }, sealed)) as Kept
  } catch {
    return undefined // sealed with other keys, or changed since: it is no value any more, and `audit verify` tells who may have done it
  }
}

function slotAt(key: Key, path: Path): SecretSlot | undefined {
  const { kind } = splitKey(key)
  return isKind(kind) ? secretSlots(kindNamed(kind)).find((slot) => slot.path === path) : undefined
}

/** Are there values of secrets that this manager declared? */
export async function holdsSecretsOf(store: Store, team: string, manager: ManagerName, world: () => Promise<World>): Promise<boolean> {
  const held = (await store.allSealed(team)).filter(({ key, name }) => slotAt(key, name) !== undefined)
  if (held.length === 0) return false
  const live = await world()
  return held.some(({ key, name }) => live.get(key)?.owners.get(name) === manager)
}

/** What was sent and must not be: no secret of this declaration, sent twice, or no such value as the field wants. */
export function unexpected(secrets: readonly ResolvedSecret[], managed: readonly ManagedSecret[]): Problem[] {
  const wanted = new Map(managed.map((each) => [secretId(each), each]))
  return secrets.flatMap((secret) => {
    const { key, path, value } = secret
    const found = wanted.get(secretId(secret))
    wanted.delete(secretId(secret))
    if (!found)
      return problem(
        'secret-unexpected',
        `A value was sent for \`${visible(path, 200)}\` of \`${visible(key, 200)}\`, and this declaration manages no such secret, or it was sent twice.`,
        'Send the values of the secrets that the declaration manages, each once.',
      )
    const fault = secretFault(found.slot, value.reveal())
    if (fault === undefined) return []
    return problem(
      'secret-invalid',
      `The value of \`${path}\` of \`${key}\` ${fault}.`,
      'Mend the value where it is kept.',
      found.resource.at(path),
    )
  })
}

/** What becomes of a value at a commit: kept anew, or (null) taken away. */
export interface KeptAnew extends SecretField {
  kept: Kept | null
}

export interface Deciding {
  planned: Planned
  managed: readonly ManagedSecret[]
  given: readonly ResolvedSecret[]
  /** Of the given, those which are not what is held. */
  rotated: readonly SecretField[]
}

/** What a commit keeps and takes away. Throws where a handle is declared and its value is neither held nor given. */
export async function decide({ store, live, keys }: Holding, { planned, managed, given, rotated }: Deciding): Promise<KeptAnew[]> {
  const [ours, moved] = [new Set(managed.map(secretId)), new Set(rotated.map(secretId))]
  const values = new Map(given.map((each) => [secretId(each), each.value]))
  const [missing, anew]: [Problem[], (SecretField & { slot: SecretSlot; value: SecretValue | null })[]] = [[], []]
  for (const write of planned.writes) {
    const { key, after } = write
    if (!after) continue
    for (const slot of secretSlots(kindNamed(after.kind))) {
      const field = { key, path: slot.path }
      const [was, is] = [handleIn(write.before?.value(slot.path)), handleIn(after.value(slot.path))]
      const value = values.get(secretId(field))
      if (!is) {
        if (was) anew.push({ ...field, slot, value: null })
      } else if (value) {
        // Without the keys nothing can be compared, and what was read through another handle may be another value.
        const unknown = !keys && !same(was, is)
        if (begins(write) || moved.has(secretId(field)) || unknown) anew.push({ ...field, slot, value })
      } else if (begins(write) || (ours.has(secretId(field)) && !(same(was, is) && (await isHeld(store, live, write, slot)))))
        missing.push(notSent(after, slot))
    }
  }
  if (missing.length > 0) throw new ProblemError(missing)
  const kept: KeptAnew[] = []
  for (const { key, path, slot, value } of anew) kept.push({ key, path, kept: value && (await keep(slot.keeping, value)) })
  return kept
}

/** A resource that is new, or begins anew: nothing of before is its own. */
const begins = ({ op }: Write): boolean => op === 'create' || op === 'replace'

const isHeld = async (store: Store, { team }: World, { key, from }: Write, { path }: SecretSlot): Promise<boolean> =>
  (await store.sealed(team, from ?? key, path)) !== undefined

const notSent = (resource: Resource, { path }: SecretSlot): Problem =>
  problem(
    'secret-missing',
    `The value of \`${path}\` of ${resource.kind} \`${resource.name}\` was not sent, and is not held.`,
    'Apply from where the value can be read, and allow it to be read there: `splashctl apply --allow-secret`.',
    resource.at(path),
  )
