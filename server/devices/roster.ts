/**
 * Who has enrolled: by the agent's id, by its key and by its device, and who waits to be let in. Read from the World once, and then kept up with
 * it by what changes: each enrolment is a revision, and ten thousand computers come in one after the other.
 */
import type { KeyObject } from 'node:crypto'
import type { EnrolmentStatus, FrozenFacts } from '../../protocol/enrolment.ts'
import { publicKeyOf } from '../../protocol/keys.ts'
import type { Tree } from '../../schema/fields.ts'
import type { KindName } from '../../schema/generated/types.ts'
import { type Key, keyOf, type Resource, splitKey } from '../../schema/resource.ts'
import type { World } from '../../schema/world.ts'

/** An agent that may come. */
export interface Agent {
  id: string
  computer: string
  publicKey: string
  /** Made when it first asks for something: ten thousand keys take a second, and a server that begins anew has many before it. */
  key(): KeyObject
  /** Its computer says `enrolment: revoked`. */
  revoked: boolean
  facts: FrozenFacts
}

/** Who asked to be let in, as a computer's or a package's `status.waiting` has it. */
export interface Applicant {
  publicKey: string
  facts: FrozenFacts
  at: string
  address?: string
  /** By whose code it came; absent where the list is the package's own. */
  package?: string
  /** Of a computer that is not there yet. */
  name?: string
  displayName?: string
  /** Somebody said no to it, then. */
  denied?: string
}

export const enrolmentOf = (computer: Resource): EnrolmentStatus | undefined => computer.status.enrolment as EnrolmentStatus | undefined
export const waitingOf = ({ status }: Resource): readonly Applicant[] => (status.waiting as Applicant[] | undefined) ?? []

/** With other parts of its status; those which are undefined go. */
export function withStatus<K extends KindName>(resource: Resource<K>, parts: object): Resource<K> {
  const all = Object.entries({ ...resource.status, ...parts }).filter(([, value]) => value !== undefined)
  return resource.with({ status: Object.fromEntries(all) as Tree })
}
export const withWaiting = <K extends KindName>(resource: Resource<K>, waiting: readonly Applicant[]): Resource<K> =>
  withStatus(resource, { waiting: waiting.length === 0 ? undefined : waiting })

/** By a resource of which kinds somebody may wait. */
const WAITED_FOR = ['Computer', 'DeploymentPackage'] as const

export interface Roster {
  agent(id: string): Agent | undefined
  byKey(publicKey: string): Agent | undefined
  /** The name of the computer that this device is, by its declaration or its enrolment. */
  byDevice(deviceId: string): string | undefined
  agents(): IterableIterator<Agent>
  readonly size: number
  /** The agent of a computer. */
  of(computer: string): Agent | undefined
  /** Computers and packages for which somebody waits. */
  readonly waiting: ReadonlySet<Key>
}

function keyMaker(publicKey: string): () => KeyObject {
  let key: KeyObject | undefined
  return () => (key ??= publicKeyOf(publicKey) as KeyObject) // it was read as one when its agent enrolled
}

interface Kept extends Roster {
  /** Brings it from one world to the next, which differs in these. */
  move(world: World, changed: Iterable<Key>): void
}

export function roster(world: World): Kept {
  const byComputer = new Map<string, { agent?: Agent; devices: string[] }>()
  const [byId, byPublicKey] = [new Map<string, Agent>(), new Map<string, Agent>()]
  const byDevice = new Map<string, string>()
  const waiting = new Set<Key>()

  function forget(name: string): void {
    const known = byComputer.get(name)
    if (!known) return
    byComputer.delete(name)
    if (known.agent) {
      byId.delete(known.agent.id)
      byPublicKey.delete(known.agent.publicKey)
    }
    for (const device of known.devices) if (byDevice.get(device) === name) byDevice.delete(device)
  }

  function learn(computer: Resource<'Computer'>): void {
    const { name } = computer
    const enrolment = enrolmentOf(computer)
    const spec = computer.glance(({ declared }) => declared.spec)
    const devices = [spec?.deviceId, enrolment?.facts.deviceId].filter((id) => typeof id === 'string')
    if (devices.length === 0 && !enrolment) return
    for (const device of devices) byDevice.set(device, name)
    if (!enrolment) {
      byComputer.set(name, { devices })
      return
    }
    const { id, publicKey } = enrolment.agent
    const agent = {
      id,
      computer: name,
      publicKey,
      key: keyMaker(publicKey),
      revoked: spec?.enrolment === 'revoked',
      facts: enrolment.facts,
    }
    byComputer.set(name, { agent, devices })
    byId.set(id, agent)
    byPublicKey.set(publicKey, agent)
  }

  const note = (resource: Resource | undefined, key: Key): void => {
    if (resource && waitingOf(resource).length > 0) waiting.add(key)
    else waiting.delete(key)
  }

  for (const computer of world.of('Computer')) learn(computer)
  for (const kind of WAITED_FOR) for (const one of world.of(kind)) note(one, one.key)
  const computers = keyOf('Computer', world.team, '')
  const waitedFor = WAITED_FOR.map((kind) => keyOf(kind, world.team, ''))
  return {
    agent: (id) => byId.get(id),
    byKey: (publicKey) => byPublicKey.get(publicKey),
    byDevice: (deviceId) => byDevice.get(deviceId),
    agents: () => byId.values(),
    of: (computer) => byComputer.get(computer)?.agent,
    get size() {
      return byId.size
    },
    waiting,
    move(next, changed) {
      const moved: Key[] = []
      for (const key of changed) {
        if (waitedFor.some((begin) => key.startsWith(begin))) note(next.get(key), key)
        if (key.startsWith(computers)) moved.push(key)
      }
      // First all that goes: a name, a device or a key may have gone from one to another.
      for (const key of moved) forget(splitKey(key).name)
      for (const key of moved) {
        const computer = next.find('Computer', splitKey(key).name)
        if (computer) learn(computer)
      }
    },
  }
}
