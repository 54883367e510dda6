/**
 * The control plane of one team over a store: the World in memory that follows the log, and the one way to change it.
 *
 * An apply plans again unless it can see that the plan was made by our own plan() from this very world: nothing is committed that was
 * not judged here. One apply runs at a time in a process; between processes the store refuses a commit at another revision.
 */
import { setImmediate as others } from 'node:timers/promises'
import { effective } from '../effective/effective.ts'
import type { ApplyRequest, Drift, Op, Receipt, ResolvedSecret, RevisionEntry, SecretField, Unchanged } from '../reconciler/types.ts'
import type { Actor } from '../schema/kind.ts'
import { ProblemError, problem } from '../schema/problem.ts'
import type { Key, ManagerName, Resource } from '../schema/resource.ts'
import type { World } from '../schema/world.ts'
import { checked } from './agreed.ts'
import { type AuditEntry, readEntry } from './audit.ts'
import { changedPaths, prepare } from './commit.ts'
import { type Credentials, credentials } from './credentials.ts'
import { type Devices, devices as devicesOf } from './devices/devices.ts'
import { readDeviceKeys } from './devices/keys.ts'
import { storedJson } from './faults.ts'
import { ledger } from './ledger.ts'
import { movedBy } from './moved.ts'
import { type PackageCode, packageCodes } from './package-code.ts'
import { permittedSecrets } from './permission.ts'
import { recently, type Step } from './recent.ts'
import { unknownRevision } from './revisions.ts'
import { decide, differing, heldValue, holdsSecretsOf } from './secrets.ts'
import { broker } from './sessions/broker.ts'
import type { Broker } from './sessions/contract.ts'
import { RELAY_SECRET } from './sessions/relays.ts'
import type { RevisionRow, Snapshot, Store, Touch } from './store/store.ts'
import { type TwoStep, twoStep } from './two-step/two-step.ts'
import { type AuditReport, verifyAudit } from './verify.ts'
import { worldAfter, worldOf } from './worlds.ts'

export interface ControlPlane {
  readonly team: string
  readonly databaseId: string
  /** Every resource at the newest revision. The same World as long as nothing was committed. */
  world(): Promise<World>
  /** Every resource as it was at a past revision, with its status. A revision that there never was is refused. */
  worldAt(revision: number): Promise<World>
  /** The revision in force at a time (milliseconds since 1970): the last one up to then, 0 before the first. */
  revisionAt(time: number): Promise<number>
  revisionEntry(revision: number): Promise<RevisionEntry | undefined>
  /** What the revisions in (since, until] touched, in order. */
  touched(since: number, until: number): Promise<Touch[]>
  apply(request: ApplyRequest): Promise<Receipt>
  /** Newest first. */
  history(limit?: number): Promise<RevisionEntry[]>
  unchanged(manager: ManagerName, configDigest: string): Promise<Unchanged | undefined>
  /** Which of these secrets are another value than is held, or held not at all; refused to who may not write them. */
  differing(secrets: readonly ResolvedSecret[], actor: Actor): Promise<SecretField[]>
  /** Drift with who moved each field, and when. */
  movedBy(drift: readonly Drift[]): Promise<Drift[]>
  /** The last entries of the audit log, newest first, as they stand: whether they are true is for `verifyAudit` to say. */
  audit(limit?: number): Promise<AuditEntry[]>
  verifyAudit(): Promise<AuditReport>
  /** The code of a deployment package, for who may manage it; the audit log says who was told it. */
  packageCode(name: string, actor: Actor): Promise<PackageCode>
  /** The fingerprint of the root that agents are to trust; undefined where no agent can be served. */
  agentRoot(): Promise<string | undefined>
  /** A consistent copy of the database, without the keys. To restore is to copy it back to the database's name. */
  backup(path: string): Promise<{ path: string; revision: number; keys: string }>
  close(): Promise<void>
}

/** A control plane that serves others. */
export interface Serving extends ControlPlane {
  /** The API tokens of the team: who acts by them, and who may issue and revoke them. */
  readonly credentials: Credentials
  /** The second step of signing in. */
  readonly twoStep: TwoStep
  /** Computers that enrolled, and what they are to run. */
  readonly devices: Devices
  /** Sessions between people and computers. */
  readonly sessions: Broker
  /** The newest world, at `revision` or later where there is one: for who knows of a commit that this process may not have heard of yet. */
  worldSince(revision: number): Promise<World>
  /** Keeps up with what other processes commit, until the signal; meanwhile `world` asks nobody. Fails when the store stays away. */
  follow(signal: AbortSignal): Promise<void>
  /** Is told each revision in order, as long as somebody follows. Gives back what ends that. */
  listen(listener: (step: Step) => void): () => void
  /** What an apply with this idempotency key became, where there was one. */
  receipt(idempotencyKey: string): Promise<Receipt | undefined>
  /** Tells a revision apart from another one of the same number in another history, as after a backup was put back. */
  markAt(revision: number): Promise<string>
  /** The rows of the newest revision, or of another one. */
  rows(revision?: number): Promise<Snapshot>
  /** Waits for what is being applied. */
  idle(): Promise<void>
  /** What the revisions in (since, until] brought, in order. */
  log(since: number, until?: number): Promise<Step[]>
}

/** So long are marks, and of so many revisions they are known without asking. */
const [MARK, MARKS] = [16, 100]

/** Operations that a plan shows; the log knows more (`record`, `settle`). */
const SHOWN: ReadonlySet<string> = new Set<Op>(['create', 'update', 'replace', 'delete', 'rename', 'adopt', 'release'])

/** @param keyFolder where the keys of the store's database are, or are to be made with its first commit */
export function controlPlane(store: Store, team: string, keyFolder: string): Serving {
  let world: World | undefined
  /** How many keep up with the log: as long as somebody does, nothing needs to ask for the head. */
  let followers = 0
  const listeners = new Set<(step: Step) => void>()
  const recent = recently()
  /** The last revision of which listeners were told. */
  let told: number | undefined
  let taking: { revision: number; taken: Promise<void> } | undefined
  let last: Promise<unknown> = Promise.resolve()
  const book = ledger(store, team, keyFolder)
  const marks = new Map<number, string>()

  const current = async (): Promise<World> => (followers > 0 && world ? world : atHead())

  async function atHead(): Promise<World> {
    if (!world) {
      const read = worldOf(team, await store.snapshot(team))
      world = (world as World | undefined) ?? read // what somebody else has read meanwhile is kept up with already
    }
    if ((await store.head(team)) !== world.revision) for (const step of await store.log(team, world.revision)) await take(step)
    return world as World
  }

  /** Several may read the log at once: one takes a step, and the others wait for it, or pass over what was taken already. */
  async function take(step: Step): Promise<void> {
    const live = world
    if (live?.revision !== step.revision - 1) return
    if (taking?.revision !== step.revision) taking = { revision: step.revision, taken: taken(live, step) }
    await taking.taken
  }
  async function taken(live: World, step: Step): Promise<void> {
    try {
      const [next, changed] = await worldAfter(live, step)
      if (world === live) go(next, changed)
    } finally {
      taking = undefined
    }
  }

  /**
   * Keeps up with the log until it is told to stop: what others commit is here as soon as the store says so. Who listens is told from where
   * it was left, also of what was read by another way while nobody followed.
   */
  async function follow(signal: AbortSignal): Promise<void> {
    const { revision } = await atHead()
    told ??= revision
    followers++
    sessions.join(signal)
    try {
      for await (const step of store.follow(team, told, signal)) {
        await take(step)
        if (step.revision !== told + 1) continue // another one who follows has told it
        told = step.revision
        recent.add(step)
        for (const listener of listeners) listener(step)
      }
    } finally {
      followers--
    }
  }

  /** Our own commit needs no reading, unless somebody has read it meanwhile. */
  function advance(live: World, changes: [Key, Resource | null][], revision: number): void {
    if ((world?.revision ?? 0) >= revision) return
    go(
      live.with(changes, revision),
      changes.map(([key]) => key),
    )
  }

  function go(next: World, changed: readonly Key[]): void {
    world = next
    devices.moved(next, changed)
    sessions.moved(() => {
      devices.follow()
      return effective(next)
    })
  }

  /** One after the other: what is next in line only waits for the end of what is before it. */
  function inLine<T>(work: () => Promise<T>): Promise<T> {
    const next = last.then(work)
    last = next.catch(() => undefined) // whoever asked gets the error
    return next
  }

  async function apply(request: ApplyRequest): Promise<Receipt> {
    const { declaration, idempotencyKey, configDigest = null, signal } = request
    if (declaration.team !== team)
      throw new ProblemError(
        problem(
          'wrong-team',
          `The declaration is of team \`${declaration.team}\`; this control plane serves \`${team}\`.`,
          'Mend `team` in splashtop.yaml.',
        ),
      )
    const former = await receipt(idempotencyKey)
    if (former) return former
    const live = await current()
    await request.still?.() // who revokes commits, too: what comes after this makes the commit stale
    const holding = { store, live, keys: (await book.keys('check')).keys }
    const checkedPlan = await checked(request, holding)
    await others() // who waits for an answer is not to wait for a commit as well
    const { planned } = checkedPlan
    const warnings = planned.problems
    const results = planned.plan.changes.map(({ op, key }) => ({ op, key, result: 'done' as const }))
    signal?.throwIfAborted()
    if (planned.writes.length === 0) {
      if (configDigest !== null) await store.remember(team, declaration.manager, configDigest, live.revision)
      return { revision: live.revision, results, problems: warnings }
    }
    const { keys, problems } = await book.keys('commit')
    const revision = live.revision + 1
    const now = new Date().toISOString()
    const secrets = await decide(holding, checkedPlan)
    const { entries, sealed, changes } = prepare({ databaseId: store.databaseId, team, planned, revision, now, keys, secrets })
    request.progress?.(0, entries.length)
    const done = await book.write(
      {
        ...{ base: live.revision, time: now, actor: request.actor, manager: declaration.manager, idempotencyKey, entries, sealed, signal },
        ...{ commit: declaration.commit ?? null, planDigest: planned.plan.digest, configDigest, fields: changedPaths(planned) },
      },
      keys,
    )
    if (done.repeated) return formerReceipt(store, team, done.revision)
    problems.push(...done.problems)
    advance(live, changes, done.revision)
    request.progress?.(entries.length, entries.length)
    return { revision: done.revision, results, problems: [...warnings, ...problems] }
  }

  async function receipt(idempotencyKey: string): Promise<Receipt | undefined> {
    const seen = await store.seen(team, idempotencyKey)
    return seen === undefined ? undefined : formerReceipt(store, team, seen)
  }

  async function pastRows(revision: number): Promise<Snapshot> {
    const head = await store.head(team)
    if (revision < 0 || revision > head) throw new ProblemError(unknownRevision(revision, head))
    return store.snapshotAt(team, revision)
  }

  /** Where another process committed between our reading and our commit, the apply is looked at again at the new head. */
  async function applyAtHead(request: ApplyRequest): Promise<Receipt> {
    for (;;) {
      const { revision } = await current()
      try {
        return await apply(request)
      } catch (error) {
        // Against the revision before the attempt: whoever reads meanwhile moves the world along, and a commit that came between counts.
        const overtaken = error instanceof ProblemError && error.problems[0]?.code === 'stale-plan' && (await store.head(team)) !== revision
        if (!overtaken) throw error
        await atHead() // whoever follows may not have heard of it yet
      }
    }
  }

  const entryOf = (revision: number) => store.revision(team, revision).then((row) => row && revisionEntry(row))
  const within = { store, team, book, world: current, catchUp: atHead, inLine, advance }
  const worldAt = async (revision: number): Promise<World> =>
    revision === (await store.head(team)) ? atHead() : worldOf(team, await pastRows(revision))
  const devices = devicesOf({ ...within, keyFolder, revisionEntry: entryOf, worldAt })
  const signedIn = credentials(within)
  async function relaySecret(): Promise<string | undefined> {
    const live = await current()
    const own = live.find('Team', team)
    return own?.spec.relay.secret && heldValue({ store, live, keys: (await book.keys('check')).keys }, own, RELAY_SECRET)
  }
  const sessions = broker({
    ...{
      team,
      keys: devices.keys,
      meaning: devices.meaning,
      agentOf: devices.agentOf,
      relaySecret,
      revoked: signedIn.revoked,
      wire: store.wire,
    },
  })

  return {
    team,
    databaseId: store.databaseId,
    world: current,
    worldAt,
    revisionAt: (time) => store.revisionAt(team, timeText(time)),
    revisionEntry: entryOf,
    worldSince: async (revision) => ((world?.revision ?? -1) >= revision ? current() : atHead()),
    follow,
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    receipt,
    async markAt(revision) {
      let mark = marks.get(revision)
      if (mark === undefined) {
        // Each revision has one entry of the audit log, whose hash holds all that came before.
        mark = (await store.auditLink(team, revision))?.hash.slice(0, MARK) ?? ''
        marks.set(revision, mark)
        if (marks.size > MARKS) for (const [oldest] of marks) if (marks.delete(oldest)) break
      }
      return mark
    },
    async rows(revision) {
      const newest = revision === undefined || revision === (await store.head(team)) ? await store.snapshot(team) : undefined
      return newest && (revision ?? newest.revision) === newest.revision ? newest : pastRows(revision as number)
    },
    async idle() {
      await last
      await devices.close()
    },
    log: async (since, until) => (until === undefined ? undefined : recent.between(since, until)) ?? store.log(team, since, until),
    touched: (since, until) => store.touched(team, since, until),
    apply: (request) => inLine(() => applyAtHead(request)),
    credentials: signedIn,
    twoStep: twoStep(within),
    ...{ devices, sessions },
    ...{ packageCode: packageCodes(within), agentRoot: async () => readDeviceKeys(keyFolder)?.fingerprint },
    history: async (limit = 50) => (await store.revisions(team, limit)).map(revisionEntry),
    movedBy: (drift) => movedBy(store, team, drift),
    async unchanged(manager, configDigest) {
      const revision = await store.unchanged(team, manager, configDigest)
      if (revision === undefined) return undefined
      return (await holdsSecretsOf(store, team, manager, current)) ? { revision, secrets: true } : { revision }
    },
    async differing(secrets, actor) {
      const live = await current()
      const refused = permittedSecrets(secrets, live, actor)
      if (refused.length > 0) throw new ProblemError(refused)
      return differing({ store, live, keys: (await book.keys('check')).keys }, secrets)
    },
    async audit(limit = 50) {
      const head = await store.auditHead(team)
      return head ? (await store.audit(team, Math.max(0, head.sequence - limit), limit)).map(readEntry).reverse() : []
    },
    async verifyAudit() {
      const { keys, problems } = await book.keys('check')
      let report: AuditReport
      let head: number
      do {
        head = await store.head(team)
        report = await verifyAudit(store, team, keys, keyFolder)
      } while ((await store.head(team)) !== head) // another process committed in the middle: what was read is not of one state
      const known = new Set(report.problems.map((found) => found.code))
      return { ...report, problems: [...report.problems, ...problems.filter((found) => report.entries > 0 && !known.has(found.code))] }
    },
    async backup(path) {
      await store.backup(path)
      return { path, revision: await store.head(team), keys: keyFolder }
    },
    async close() {
      await last
      await devices.close()
      await store.close()
    },
  }
}

/** Times of commits are compared as texts, so one that they can't write is taken for the nearest that they can. */
const [FIRST, LAST] = [Date.parse('0000-01-01T00:00:00.000Z'), Date.parse('9999-12-31T23:59:59.999Z')]
const timeText = (time: number): string => new Date(Math.min(LAST, Math.max(FIRST, time))).toISOString()

/** The receipt of an apply that was done before, told from the log. */
async function formerReceipt(store: Store, team: string, revision: number): Promise<Receipt> {
  const entries = (await store.log(team, revision - 1, revision))[0]?.entries ?? []
  const results = entries.filter(({ op }) => SHOWN.has(op)).map(({ op, key }) => ({ op: op as Op, key, result: 'done' as const }))
  return { revision, results, problems: [] }
}

function revisionEntry({ revision, time, actor, manager, commit, planDigest, counts }: RevisionRow): RevisionEntry {
  const all = Object.entries(storedJson(`revision ${revision}`, counts) as Record<string, number>)
  return { revision, time, actor, manager, commit, planDigest, counts: Object.fromEntries(all.filter(([op]) => SHOWN.has(op))) }
}
