/**
 * The device side of a control plane: who has enrolled, which policy each computer is to run, and who is to be told that there is another one. All of it
 * is read from the World and kept up with it; nothing here has a state of its own that a replica would lack.
 */
import { type Effective, effective } from '../../effective/effective.ts'
import { succeed, touchedBy } from '../../effective/succession.ts'
import { EXPIRY_MS, signTimestamp } from '../../protocol/policy.ts'
import { signRevocation } from '../../protocol/revocation.ts'
import type { RevisionEntry } from '../../reconciler/types.ts'
import type { Json } from '../../schema/canonical.ts'
import { compare, ProblemError } from '../../schema/problem.ts'
import { type Key, splitKey } from '../../schema/resource.ts'
import type { World } from '../../schema/world.ts'
import type { Within } from '../credentials.ts'
import { type DeviceLog, deviceLog } from './device-log.ts'
import { type Enrolments, enrolments } from './enrolments.ts'
import { type Affected, affectedBetween, type FleetEntry, fleetEntry, isOnline, type Looking, type Rollout, rolloutOf } from './fleet.ts'
import { type DeviceKeys, heldKeys } from './keys.ts'
import { type Compiled, policies } from './policies.ts'
import { type Reports, reports } from './reports.ts'
import { type Agent, type Roster, roster } from './roster.ts'

/** What an agent is to run now, and the proof of it. */
export interface Standing {
  digest: string
  /** The document, signed: made when it is asked for. */
  document(): Promise<string>
  /** Signed for this agent, now. */
  timestamp(): string
}

export interface Devices {
  readonly enrolments: Enrolments
  keys(): DeviceKeys
  /** An agent that may come, in the newest world; undefined where it is unknown. One that is revoked says so. */
  agent(id: string): Promise<Agent | undefined>
  /** The one that a computer enrolled. */
  agentOf(computer: string): Promise<Agent | undefined>
  /** What the newest world means. */
  meaning(): Promise<Effective>
  /** The proof (protocol/revocation.ts) that an agent is unknown or revoked in the newest world; undefined where it is neither, or nothing can be signed. */
  revocation(id: string): Promise<string | undefined>
  standing(agent: Agent): Promise<Standing>
  /** Is told whenever another document than the one of `digest` is an agent's, and when it is cut off. Gives back what ends that. */
  watch(agent: Agent, digest: string | null, wake: (why: Woken) => void): () => void
  /** How many agents are watched. */
  readonly watched: number
  readonly reports: Reports
  readonly log: DeviceLog
  /** Every computer that enrolled, or one of them. */
  fleet(computer?: string): Promise<{ revision: number; computers: FleetEntry[] }>
  /** Of these computers, whether each is in touch; those that never enrolled are left out. */
  states(computers: readonly string[]): Promise<ReadonlyMap<string, 'online' | 'offline' | 'revoked'>>
  inventory(computer: string): Promise<Json | undefined>
  rollout(revision: number): Promise<Rollout>
  /** Writes what is not written yet. */
  close(): Promise<void>
  /** Brings what is known of the meaning up to the newest world, for whoever asks about its people. */
  follow(): void
  /** For the control plane: the world went on, by changes of these. */
  moved(world: World, changed: readonly Key[]): void
}

export type Woken = { policy: { rev: number; digest: string } } | { revoked: string | undefined }

interface Watcher {
  agent: Agent
  /** By which it is found: as it is called now. */
  computer: string
  digest: string | null
  wake(why: Woken): void
}

export interface Around extends Within {
  keyFolder: string
  worldAt(revision: number): Promise<World>
  revisionEntry(revision: number): Promise<RevisionEntry | undefined>
}

export function devices(around: Around): Devices {
  const { store, team, book, world } = around
  const keys = heldKeys(around.keyFolder)
  const written = policies({ store, team, keys: async () => (await book.keys('check')).keys, revisionEntry: around.revisionEntry })
  // What could not be written is written with the next ones; that the store is away, `readyz` says.
  const told = reports(store, team, () => undefined)
  const log = deviceLog(store, team)
  const affected = new Map<number, Promise<Map<string, Affected>>>()
  const watchers = new Map<string, Set<Watcher>>()
  let watched = 0
  let telling: Promise<void> = Promise.resolve()
  let known: { roster: ReturnType<typeof roster>; meaning: Effective; world: World } | undefined
  /** What changed since the world that `known.meaning` is of, and says nothing new to computers. */
  let behind: Key[] = []

  /** What is known of a world; made when it is first asked for, and from then on kept up with. */
  function at(live: World): { roster: Roster; meaning: Effective } {
    return (known ??= { roster: roster(live), meaning: effective(live), world: live })
  }

  function moved(next: World, changed: readonly Key[]): void {
    if (!known) return
    const touching = changed.filter((key) => TELLING.has(key.slice(0, key.indexOf('/'))))
    known.roster.move(next, touching)
    known.world = next
    for (const key of changed) behind.push(key)
    // Thousands of people say nothing new to computers, and agents would wait meanwhile: what they mean is followed when somebody asks.
    if (touching.length === 0 && behind.length > AT_ONCE) return
    const named = touchedBy(known.meaning, next, touching).computers
    follow()
    // One step after the other, or an earlier one could have the last word.
    if (watched > 0 && touching.length > 0) telling = telling.then(() => tell(next, named, new Set(touching)))
  }

  /** By all that changed: whoever asks what this world means is given this, of its people too. */
  function follow(): void {
    if (!known || known.meaning.world === known.world) return
    known.meaning = succeed(known.meaning, known.world, behind)
    behind = []
  }

  const enlist = (watcher: Watcher) => watchers.set(watcher.computer, (watchers.get(watcher.computer) ?? new Set()).add(watcher))
  function delist(watcher: Watcher): boolean {
    const of = watchers.get(watcher.computer)
    if (!of?.delete(watcher)) return false
    if (of.size === 0) watchers.delete(watcher.computer)
    return true
  }
  function renamed(watcher: Watcher, computer: string): void {
    delist(watcher)
    watcher.computer = computer
    enlist(watcher)
  }

  /** Wakes those whose document is another one now, and tells those that are cut off. */
  async function tell(next: World, named: ReadonlySet<string> | 'all', telling: ReadonlySet<Key>): Promise<void> {
    const { roster: current, meaning } = at(next)
    const policies = new Set([...telling].flatMap((key) => (splitKey(key).kind === POLICY ? [splitKey(key).name] : [])))
    const looked = named === 'all' || policies.size > 0 ? [...watchers.keys()] : named
    const woken: { watcher: Watcher; compiled: Compiled }[] = []
    for (const name of looked)
      for (const watcher of [...(watchers.get(name) ?? [])]) {
        const agent = current.agent(watcher.agent.id)
        if (!agent || agent.revoked) {
          watcher.wake({ revoked: revocation(watcher.agent.id, next) })
          continue
        }
        if (agent.computer !== name) renamed(watcher, agent.computer)
        const computers = meaning.computerClass(agent.computer)
        if (!computers || !(named === 'all' || named.has(name) || policies.has(computers.policy?.name ?? ''))) continue
        const compiled = await written.compiled(meaning, computers).catch(() => undefined) // whoever asks for the document is told why
        if (compiled && compiled.digest !== watcher.digest) woken.push({ watcher, compiled })
      }
    for (const { watcher, compiled } of woken) {
      watcher.digest = compiled.digest
      watcher.wake({ policy: { rev: next.revision, digest: compiled.digest } })
    }
  }

  /** 0 where agents would believe nothing: then none is current. */
  function epoch(): number {
    try {
      return keys().online.epoch
    } catch (error) {
      if (error instanceof ProblemError) return 0
      throw error
    }
  }

  async function look(): Promise<Looking> {
    const live = await world()
    const heard = await told.all()
    const hangs = ({ computer }: Agent) => watchers.has(computer)
    return {
      world: live,
      meaning: at(live).meaning,
      policies: written,
      epoch: epoch(),
      heard,
      hangs,
      condition: log.condition,
      now: Date.now(),
    }
  }

  /** Undefined where there is no key that an agent would believe: it is told so when it asks. */
  function revocation(agentId: string, { revision: rev }: World): string | undefined {
    try {
      const { online, signing } = keys()
      return signRevocation({ agentId, team, epoch: online.epoch, rev, at: new Date().toISOString() }, signing)
    } catch (error) {
      if (error instanceof ProblemError) return undefined
      throw error
    }
  }

  return {
    enrolments: enrolments(around, (live) => at(live).roster),
    keys,
    agent: async (id) => at(await world()).roster.agent(id),
    agentOf: async (computer) => at(await world()).roster.of(computer),
    async meaning() {
      at(await world())
      follow()
      return at(await world()).meaning
    },
    revocation: async (id) => {
      const live = await world()
      const known = at(live).roster.agent(id)
      return known && !known.revoked ? undefined : revocation(id, live)
    },
    async standing({ id, computer: was }) {
      const live = await world()
      const { meaning, roster: known } = at(live)
      const computer = known.agent(id)?.computer ?? was // it may be called otherwise since
      const computers = meaning.computerClass(computer)
      if (!computers) throw new TypeError(`${computer} is enrolled and of no class`)
      const compiled = await written.compiled(meaning, computers)
      const held = keys()
      return {
        digest: compiled.digest,
        document: () => written.document(compiled, held),
        timestamp() {
          const now = Date.now()
          const said = { agentId: id, team, epoch: held.online.epoch, rev: live.revision, digest: compiled.digest }
          const times = { serverTime: new Date(now).toISOString(), expires: new Date(now + EXPIRY_MS).toISOString() }
          return signTimestamp({ ...said, ...times }, held.signing)
        },
      }
    },
    watch(agent, digest, wake) {
      const watcher: Watcher = { agent, computer: agent.computer, digest, wake }
      enlist(watcher)
      watched++
      return () => {
        if (delist(watcher)) watched--
      }
    },
    get watched() {
      return watched
    },
    reports: told,
    log,
    async fleet(computer) {
      const looking = await look()
      const { roster: known } = at(looking.world)
      const agents = computer === undefined ? [...known.agents()] : [known.of(computer)].filter((one) => one !== undefined)
      const computers = await Promise.all(agents.map((agent) => fleetEntry(agent, looking)))
      return { revision: looking.world.revision, computers: computers.sort((a, b) => compare(a.computer, b.computer)) }
    },
    async states(computers) {
      const looking = await look()
      const { roster: known } = at(looking.world)
      return new Map(
        computers.flatMap((name) => {
          const agent = known.of(name)
          return agent ? [[name, agent.revoked ? 'revoked' : isOnline(agent, looking) ? 'online' : 'offline'] as const] : []
        }),
      )
    },
    async inventory(computer) {
      const agent = at(await world()).roster.of(computer)
      return agent && told.inventory(agent.id)
    },
    async rollout(revision) {
      let about = affected.get(revision)
      if (!about) {
        about = Promise.all([around.worldAt(revision - 1), around.worldAt(revision)]).then(([before, after]) =>
          affectedBetween(written, before, after),
        )
        affected.set(revision, about)
        about.catch(() => affected.delete(revision))
        if (affected.size > ROLLOUTS) for (const [oldest] of affected) if (affected.delete(oldest)) break
      }
      const looking = await look()
      return rolloutOf(revision, await about, at(looking.world).roster.of, looking)
    },
    follow,
    close: () => told.flush(),
    moved,
  }
}

/** So many changes of no computer are followed as they come. */
const AT_ONCE = 500
/** So many revisions are remembered by whom they are about. */
const ROLLOUTS = 20
const POLICY = 'PreferencePolicy'
/** What settings come from, and who may come. A commit that touches nothing else wakes nobody, and tells nothing new of computers. */
const TELLING: ReadonlySet<string> = new Set(['Computer', 'Group', POLICY, 'DeploymentPackage'])
