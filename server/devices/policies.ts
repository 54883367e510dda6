/**
 * What agents are sent: the settings of each class of computers as one document, compiled and signed once, whatever the number of computers and of
 * revisions. A document that is asked for again is the very same bytes; a policy that goes back to what it said once is a new one, of the revision that
 * took it back.
 *
 * Secrets among the settings go as the scrypt record that is held of them, so that a device can compare and never tell. They are in the digest: a code
 * that is rotated is another document.
 */
import type { Effective } from '../../effective/effective.ts'
import { settingsOf } from '../../effective/settings.ts'
import type { ComputerClass } from '../../effective/types.ts'
import { digestOf, POLICY_TYPE, type PolicyContent, type PolicyDocument, type Setting, signPolicy } from '../../protocol/policy.ts'
import type { RevisionEntry } from '../../reconciler/types.ts'
import { canonical, digestText, type Json } from '../../schema/canonical.ts'
import type { Tree } from '../../schema/fields.ts'
import { kindNamed } from '../../schema/kinds/index.ts'
import { ProblemError, problem } from '../../schema/problem.ts'
import { keyOf, type Resource } from '../../schema/resource.ts'
import { heldSince, secretSlots } from '../../schema/secrets.ts'
import type { Keys } from '../keys.ts'
import { unseal } from '../seal.ts'
import type { Kept } from '../secrets.ts'
import type { Store } from '../store/store.ts'
import { capturedName } from './capture.ts'
import type { DeviceKeys } from './keys.ts'

/** The policy of a class, before it is signed. */
export interface Compiled {
  content: PolicyContent
  digest: string
  /** The revision that made this of the class. */
  rev: number
}

export interface Policies {
  /** Of a class in the world of `effective`; the same object as long as it says the same. */
  compiled(effective: Effective, computers: ComputerClass): Promise<Compiled>
  /** The document as it travels, signed by the key of now. */
  document(compiled: Compiled, keys: DeviceKeys): Promise<string>
}

export interface Sources {
  store: Store
  team: string
  /** The operator's, which open what is sealed. */
  keys(): Promise<Keys | undefined>
  revisionEntry(revision: number): Promise<RevisionEntry | undefined>
}

/** So many classes, and documents, are remembered. */
const MOST = 5000

export function policies({ store, team, keys, revisionEntry }: Sources): Policies {
  const byMeaning = new Map<string, Promise<Compiled>>()
  /** The newest of each source of settings. */
  const newest = new Map<string, Compiled>()
  const documents = new WeakMap<Compiled, { kid: string; text: Promise<string> }>()
  const known = new WeakMap<Effective, WeakMap<ComputerClass, Promise<Compiled>>>()

  async function compile(effective: Effective, computers: ComputerClass, policy: Resource | undefined): Promise<Compiled> {
    const settings: Record<string, Setting> = {}
    for (const [name, { value, origin, locked }] of settingsOf(effective, computers)) settings[name] = { value, origin, locked }
    for (const { path } of secretSlots(kindNamed('PreferencePolicy'))) {
      const [section = '', name = '', ...rest] = path.slice('spec.settings.'.length).split('.')
      const setting = settings[`${section}.${name}`]
      if (!setting || at(setting.value, rest) === null) continue
      const from = setting.locked ? { of: policy, as: path } : { of: computers.computers[0], as: capturedName(path) }
      setting.value = put(setting.value, rest, await record(from))
    }
    const staleness = settings['security.staleness']?.value as PolicyContent['staleness']
    const said = { requires: [], staleness, settings }
    const content: PolicyContent = { team, class: digestText(canonical(said)).slice(0, 16), ...said }
    const digest = digestOf(content)
    const member = computers.computers[0]
    const rev = policy?.live?.changed ?? (Object.keys(computers.captured).length > 0 ? member?.live?.created : undefined) ?? 1
    return newestOf(canonical([policy?.live?.uid ?? null, ...sourceOf(computers)]), { content, digest, rev })
  }

  /** What said the same just before goes on being the very same document; what said so long ago, and something else since, is a new one. */
  function newestOf(source: string, compiled: Compiled): Compiled {
    const before = newest.get(source)
    if (before?.digest === compiled.digest) return before
    if (!before || before.rev <= compiled.rev) remember(newest, source, compiled)
    return compiled
  }

  /** What a device compares with: never the value. */
  async function record({ of, as }: { of: Resource | undefined; as: string }): Promise<Json> {
    const sealed = of && (await store.sealed(team, of.key, as))
    if (!sealed) return null
    const operator = await keys()
    if (!operator) throw unreadable(of.name)
    const kept = opened(operator, { databaseId: store.databaseId, team, uid: of.live?.uid ?? '', name: as }, sealed)
    return kept?.kept === 'hashed' ? { scrypt: kept.scrypt, salt: kept.salt, hash: kept.hash } : null
  }

  return {
    compiled(effective, computers) {
      let ofWorld = known.get(effective)
      if (!ofWorld) known.set(effective, (ofWorld = new WeakMap()))
      let found = ofWorld.get(computers)
      if (found) return found
      const policy = computers.policy && effective.world.get(keyOf('PreferencePolicy', team, computers.policy.name))
      const id = canonical([
        policy ? [policy.name, policy.live?.uid ?? '', policy.live?.changed ?? 0, policy.digest, heldSince(policy)] : null,
        ...sourceOf(computers),
      ])
      found = byMeaning.get(id)
      if (!found) {
        found = compile(effective, computers, policy)
        remember(byMeaning, id, found)
        found.catch(() => byMeaning.delete(id)) // whoever asked gets the error; the next one tries anew
      }
      ofWorld.set(computers, found)
      const mine = ofWorld
      found.catch(() => mine.delete(computers))
      return found
    },
    document(compiled, { online, signing }) {
      const before = documents.get(compiled)
      if (before?.kid === signing.kid) return before.text
      const text = signed(compiled, online.epoch, signing)
      documents.set(compiled, { kid: signing.kid, text })
      text.catch(() => documents.delete(compiled))
      return text
    },
  }

  async function signed({ content, digest, rev }: Compiled, epoch: number, signing: DeviceKeys['signing']): Promise<string> {
    const entry = await revisionEntry(rev)
    const document: PolicyDocument = {
      ...{ type: POLICY_TYPE, ...content, epoch, rev, digest },
      ...{ sourceCommit: entry?.commit ?? null, issuedAt: entry?.time ?? new Date().toISOString() },
    }
    return signPolicy(document, signing)
  }
}

const sourceOf = ({ package: by, captured }: ComputerClass): Json[] => [by ?? null, captured]

function remember<V>(map: Map<string, V>, id: string, value: V): void {
  map.delete(id)
  map.set(id, value)
  if (map.size > MOST) for (const [oldest] of map) if (map.delete(oldest)) break
}

const at = (value: Json, path: readonly string[]): Json =>
  path.reduce<Json>((inner, part) => (typeof inner === 'object' && inner !== null ? ((inner as Tree)[part] ?? null) : null), value)

function put(value: Json, [part, ...rest]: readonly string[], inner: Json): Json {
  if (part === undefined) return inner
  const tree = value as Tree
  return { ...tree, [part]: put(tree[part] ?? null, rest, inner) }
}

function opened(keys: Keys, bond: Parameters<typeof unseal>[1], sealed: Uint8Array): Kept | undefined {
  try {
    return JSON.parse(unseal(keys, bond, sealed)) as Kept
  } catch {
    return undefined // sealed with other keys, or changed since: `audit verify` tells who may have done it, and no device opens by it
  }
}

const unreadable = (name: string): ProblemError =>
  new ProblemError(
    problem(
      'device-keys',
      `What is sealed of \`${name}\` can't be read: the operator key is out of reach.`,
      'Put the key folder back, or set SPLASHTOP_KEYS to the folder that holds it.',
    ),
  )
