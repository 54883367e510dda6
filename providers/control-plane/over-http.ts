/**
 * The control plane over the network: what in-process.ts asks of one in the same process, by its HTTP API. Plans are made here, over a copy of
 * the team that is brought up to date by one request; the server plans again what it is asked to apply, over its own.
 *
 * An apply sends what the plan writes and no more: its cost follows the change. Silence about everything else says nothing then (`scope`).
 */
import { join } from 'node:path'
import { ROWS_TYPE } from '../../protocol/rows.ts'
import type { ApplyRequest, Declaration, Planned, Receipt, ResolvedSecret, RevisionEntry, SecretField } from '../../reconciler/types.ts'
import { enveloped } from '../../schema/enveloped.ts'
import type { Actor, Identity } from '../../schema/kind.ts'
import { ProblemError, problem } from '../../schema/problem.ts'
import { type Key, keyOf, splitKey } from '../../schema/resource.ts'
import { World } from '../../schema/world.ts'
import type { ControlPlane } from '../../server/control-plane.ts'
import type { Issued, Lasting, TokenView, Wish } from '../../server/credentials.ts'
import { drawToken } from '../../server/tokens.ts'
import { type Connection, type ConnectionOptions, connect } from './http/connection.ts'
import { type Copy, isWorn, keepAddition, keepWhole, readCopy, taken } from './http/copy.ts'
import { type RemoteDevices, remoteDevices } from './http/devices.ts'
import { type RemoteTwoStep, remoteTwoStep } from './http/two-step.ts'

export interface RemoteOptions extends ConnectionOptions {
  team: string
  /** Where the copy of the team is kept; none is kept without. */
  folder?: string | undefined
}

/** Who a client is to the control plane: null for one that may do nothing. */
export interface Whoami extends Actor {
  role: string | null
  token: { id: string; expires: string }
}

/** A control plane elsewhere, with what only a client of one asks. */
export interface Remote extends ControlPlane {
  /** Who this client is there. */
  whoami(): Promise<Whoami>
  tokens(): Promise<TokenView[]>
  issue(wish: Wish): Promise<Issued>
  /** Exchanges the one-time token of this connection for one that lasts. */
  login(wish: Lasting): Promise<Issued>
  revoke(id: string): Promise<TokenView>
  readonly devices: RemoteDevices
  readonly twoStep: RemoteTwoStep
}

const copyIn = (folder: string, team: string): string => join(folder, `live-${team}.rows`)

/** The world as it was when a client last asked, from the copy that it keeps; empty where there is none. Nobody is contacted. */
export const lastKnown = (team: string, folder: string): World => readCopy(copyIn(folder, team))?.world ?? new World(team, [])

export function overHttp(options: RemoteOptions): Remote {
  const { team, folder } = options
  const connection = connect(options)
  const root = `/v1/teams/${encodeURIComponent(team)}`
  const file = folder === undefined ? undefined : copyIn(folder, team)
  let copy: Copy | undefined
  let seen = 0
  const get = <T>(path: string, query: Record<string, string | number | undefined> = {}) =>
    connection.json<T>({ method: 'GET', path: `${root}${path}`, query })

  const rows = (query: Record<string, string | number | undefined>, headers: Record<string, string> = {}) =>
    connection.call({ method: 'GET', path: `${root}/snapshot`, query, headers: { accept: ROWS_TYPE, ...headers } })

  /** The newest world; the same one as long as nothing was committed. */
  async function world(): Promise<World> {
    if (!copy && file !== undefined) copy = readCopy(file)
    const fresh = copy && !isWorn(copy) ? copy : undefined
    const at = fresh?.world.revision
    const answer = await rows(
      { since: at, mark: fresh?.mark, atLeast: seen || undefined },
      fresh ? { 'if-none-match': `W/"${fresh.database.slice(0, 8)}-${at}-${fresh.mark}"` } : {},
    )
    if (answer.status === 304 && copy) return copy.world
    const next = taken(answer.bytes, fresh)
    const whole = next && next.world !== fresh?.world && isWholeAnswer(answer.bytes)
    copy = next ?? (await anew())
    seen = Math.max(seen, copy.world.revision)
    if (file !== undefined && next) (whole ? keepWhole : keepAddition)(file, answer.bytes)
    return copy.world
  }

  /** Where what came does not fit to what there is, as after the database was exchanged. */
  async function anew(): Promise<Copy> {
    const { bytes } = await rows({ atLeast: seen || undefined })
    const all = taken(bytes, undefined)
    if (!all)
      throw new ProblemError(
        problem('server-foreign', 'The control plane’s answer is not whole.', 'Run again; if it stays so, look at what stands between.'),
      )
    if (file !== undefined) keepWhole(file, bytes)
    return all
  }

  return {
    team,
    get databaseId() {
      return copy?.database ?? 'remote'
    },
    world,
    async worldAt(revision) {
      const { bytes } = await rows({ revision })
      const past = taken(bytes, undefined)
      if (!past) throw new ProblemError(problem('server-foreign', 'The control plane’s answer is not whole.', 'Run again.'))
      return past.world
    },
    revisionAt: async (time) => (await get<{ revision: number }>('/revision-at', { time: instant(time) })).revision,
    async revisionEntry(revision) {
      try {
        return revision < 1 ? undefined : await get<RevisionEntry>(`/revisions/${revision}`)
      } catch (error) {
        if (error instanceof ProblemError && error.problems[0]?.code === 'unknown-revision') return undefined
        throw error
      }
    },
    touched: async (since, until) =>
      (await get<{ touched: Awaited<ReturnType<ControlPlane['touched']>> }>('/touched', { since, until })).touched,
    async apply(request) {
      request.signal?.throwIfAborted()
      const receipt = await connection.json<Receipt>({
        method: 'POST',
        path: `${root}:apply`,
        body: applyBody(request),
        headers: { 'idempotency-key': request.idempotencyKey },
        writes: true,
      })
      seen = Math.max(seen, receipt.revision)
      return { revision: receipt.revision, results: receipt.results, problems: receipt.problems }
    },
    history: async (limit = 50) => (await get<{ revisions: RevisionEntry[] }>('/revisions', { limit: Math.max(1, limit) })).revisions,
    async unchanged(manager, digest) {
      const { revision, secrets } = await get<{ revision: number | null; secrets?: boolean }>('/applied', { manager, digest })
      return revision === null ? undefined : { revision, ...(secrets && { secrets }) }
    },
    async differing(secrets) {
      if (secrets.length === 0) return []
      const body = { secrets: revealed(secrets) }
      const found = await connection.json<{ differing: SecretField[] }>({ method: 'POST', path: `${root}:differing`, body })
      return found.differing.map(({ key, path }) => ({
        key: keyOf(key.slice(0, key.indexOf('/')), team, key.slice(key.indexOf('/') + 1)),
        path,
      }))
    },
    movedBy: async (drift) =>
      drift.length === 0
        ? []
        : (await connection.json<{ drift: typeof drift }>({ method: 'POST', path: `${root}:drift`, body: { drift } })).drift.slice(),
    audit: async (limit) => (await get<{ log: Awaited<ReturnType<ControlPlane['audit']>> }>('/audit', { limit })).log,
    async verifyAudit() {
      const { entries, signed, problems } = await connection.json<Awaited<ReturnType<ControlPlane['verifyAudit']>>>({
        method: 'POST',
        path: `${root}/audit:verify`,
      })
      return { entries, signed, problems }
    },
    async packageCode(name) {
      const call = { method: 'POST' as const, path: `${root}/packages/${encodeURIComponent(name)}:code` }
      const { package: of, code, issuedAt, revision } = await connection.json<Awaited<ReturnType<ControlPlane['packageCode']>>>(call)
      seen = Math.max(seen, revision)
      return { package: of, code, issuedAt, revision }
    },
    agentRoot: async () => (await get<{ fingerprint: string | null }>('/root')).fingerprint ?? undefined,
    async backup() {
      throw new ProblemError(
        problem(
          'unsupported-backend',
          'The control plane is elsewhere, and its database is not handed out over the network.',
          'Run `splashctl server backup FILE` on its machine.',
        ),
      )
    },
    close: () => connection.close(),
    whoami: () => whoAmI(get),
    tokens: async () => (await get<{ tokens: TokenView[] }>('/tokens')).tokens,
    issue: (wish) => issued(connection, `${root}/tokens`, wish),
    login: (wish) => issued(connection, `${root}:login`, wish),
    revoke: async (id) =>
      (await connection.json<{ token: TokenView }>({ method: 'DELETE', path: `${root}/tokens/${encodeURIComponent(id)}`, writes: true }))
        .token,
    devices: remoteDevices(connection, root),
    twoStep: remoteTwoStep(connection, root),
  }
}

const instant = (time: number): string => Temporal.Instant.fromEpochMilliseconds(time).toString()
const isWholeAnswer = (bytes: Buffer): boolean => !bytes.subarray(0, Math.max(0, bytes.indexOf(0x0a))).includes('"since":')

async function whoAmI(get: <T>(path: string) => Promise<T>): Promise<Whoami> {
  const { actor, ...known } = await get<{ actor: string; identity: Identity; address: string } & Pick<Whoami, 'role' | 'token'>>('/whoami')
  return { name: actor, identity: known.identity, address: known.address, role: known.role, token: known.token }
}

/** The text is drawn here, so that an answer which is lost on the way can be asked for again. */
async function issued(connection: Connection, path: string, wish: object): Promise<Issued> {
  const body = { ...wish, text: drawToken() }
  const { text, token } = await connection.json<Issued>({ method: 'POST', path, body, writes: true })
  return { text, token }
}

/** `Kind/name`: a control plane serves a team by its path. */
const named = (key: Key): string => `${splitKey(key).kind}/${splitKey(key).name}`

/** What an apply sends: what its plan writes, and the plan that was agreed to. */
function applyBody({ declaration, planned, configDigest, secrets = [] }: ApplyRequest): object {
  const { manager, commit, adopt } = declaration
  const { base, evaluatedAt, changes, digest } = planned.plan
  const touched = writtenKeys(planned)
  for (const { key } of secrets) touched?.add(key)
  const resources = touched ? declaration.resources.filter(({ key }) => touched.has(key)) : declaration.resources
  return {
    manager,
    resources: resources.map((resource) => declared(resource)),
    sources: sourcesOf(resources),
    ...(touched ? { scope: [...touched].map(named) } : declaration.scope && { scope: [...declaration.scope].map(named) }),
    ...(adopt && adopt.size > 0 && { adopt: [...adopt].map(named) }),
    ...(commit !== undefined && { commit }),
    ...(configDigest !== undefined && { configDigest }),
    ...(secrets.length > 0 && { secrets: revealed(secrets) }),
    plan: { base, evaluatedAt, changes, digest },
  }
}

/** The one place where values leave what shows nothing of them: the body of a request, over a connection that is encrypted. */
const revealed = (secrets: readonly ResolvedSecret[]) =>
  secrets.map(({ key, path, value }) => ({ key: named(key), path, value: value.reveal() }))

function writtenKeys(planned: ApplyRequest['planned']): Set<Key> | undefined {
  if (!('writes' in planned)) return undefined
  return new Set((planned as Planned).writes.flatMap(({ key, from }) => (from === undefined ? [key] : [key, from])))
}

/** As it was written, with the instruction to rename that is no field. */
function declared(resource: Declaration['resources'][number]): object {
  const { metadata, ...rest } = enveloped(resource.with({ status: {} }))
  const { renamedFrom } = resource
  if (renamedFrom === undefined) return { ...rest, metadata }
  const { annotations } = resource
  return { ...rest, metadata: { ...(metadata as object), annotations: { ...annotations, 'splashtop.io/renamed-from': renamedFrom } } }
}

function sourcesOf(resources: Declaration['resources']): object {
  return Object.fromEntries(
    resources.flatMap((resource) => {
      const [at] = resource.at()
      return at ? [[named(resource.key), at]] : []
    }),
  )
}
