/**
 * Signing in: as whom an API token acts here and now, and who may issue and revoke which. It serves users by nature, since a token stands
 * and falls with one: the user that it acts as, or under whose name a pipeline does.
 *
 *   issue ─▶ holds ─▶ expires, or is revoked          a token that lasts
 *   invite ─▶ exchanged once for one that lasts       a one-time token: for a user who has none as yet
 *
 * What is issued, used up or revoked is a revision like any other, so that every replica learns of it by the log, and the audit log vouches
 * for it. Rights are not kept in a token: they are asked of the world each time.
 */
import { mayIssue } from '../effective/permission.ts'
import { holderOf } from '../effective/roles.ts'
import { inRanges } from '../schema/addresses.ts'
import { canonical } from '../schema/canonical.ts'
import type { Actor, Identity } from '../schema/kind.ts'
import { hasErrors, type Problem, ProblemError, problem } from '../schema/problem.ts'
import type { Key, Live, Resource } from '../schema/resource.ts'
import type { World } from '../schema/world.ts'
import type { AuditToken } from './audit.ts'
import { storedJson } from './faults.ts'
import type { Entry, Ledger } from './ledger.ts'
import { identityOf } from './permission.ts'
import { rowOf } from './rows.ts'
import type { LogEntry, Store, TokenRow } from './store/store.ts'
import {
  bound,
  givenUid,
  isOf,
  isSelf,
  mayInvite,
  mayTake,
  narrowed,
  refused,
  refuseTooMany,
  refuseWithdrawn,
  uidOf,
  unknownUser,
  userOf,
} from './token-rights.ts'
import { holderName, identityOfToken, makeToken, readToken, type TokenRecord, tokenDigest } from './tokens.ts'

/** What people see of a token: everything but by what it is found, and bound. */
export type TokenView = Omit<TokenRecord, 'digest' | 'uid' | 'inviter'>

export interface Wish {
  /** As whom it is to act; whoever asks, when nothing is said. */
  holder?: { user: string } | { pipeline: string; role: string }
  description?: string
  days?: number
  allow?: readonly string[]
  /** To be exchanged once for one that lasts. */
  once?: true
  /** The text of the token, drawn by whoever asks (`drawToken`): asked again with the same one, it is the same token. */
  text?: string
}

/** What is said of a token that a one-time one is exchanged for. */
export type Lasting = Pick<Wish, 'description' | 'days' | 'allow' | 'text'>

/** A token that holds. The text is told once. */
export interface Issued {
  text: string
  token: TokenView
}

export interface Authenticated {
  identity: Identity
  token: TokenView
  world: World
}

export interface Credentials {
  /**
   * As whom a token acts, from an address, in the world that it names. One that is not of this team, or doesn't hold, is a ProblemError.
   * @param digest of the token (`readToken`)
   */
  authenticate(digest: string, address?: string): Promise<Authenticated>
  /** The tokens that an actor may see: its own and those that it issued; all of the team for who manages tokens. */
  list(actor: Actor): Promise<TokenView[]>
  /** @param by the token by which it is asked: what comes of it holds from nowhere else */
  issue(actor: Actor, wish: Wish, by?: Pick<TokenView, 'allow'>): Promise<Issued>
  /** Exchanges a one-time token for one that lasts, and notes that its user accepted the invitation. */
  exchange(text: string, address: string | undefined, wish?: Lasting): Promise<Issued>
  /** One that is revoked already is left as it is. */
  revoke(actor: Actor, id: string): Promise<TokenView>
  /** Was it revoked, or is it none? That its time is over is another thing. */
  revoked(id: string): Promise<boolean>
}

/** What of the control plane this needs. */
export interface Within {
  store: Store
  team: string
  book: Ledger
  world(): Promise<World>
  /** The world at the head of the store, whoever follows it. */
  catchUp(): Promise<World>
  inLine<T>(work: () => Promise<T>): Promise<T>
  advance(live: World, changes: [Key, Resource | null][], revision: number): void
}

/** So many who came lately are remembered. */
const MOST = 1000

/** Who keeps what signing in makes of a user; no field is anybody's by it. */
const MANAGER = 'control-plane'

export function credentials({ store, team, book, world, catchUp, inLine, advance }: Within): Credentials {
  let known: { revision: number; byDigest: ReadonlyMap<string, TokenRecord> } | undefined

  /** Tokens change with revisions only. */
  async function tokens(revision: number): Promise<ReadonlyMap<string, TokenRecord>> {
    if (known?.revision === revision) return known.byDigest
    const rows = await store.tokens(team)
    const byDigest = new Map(rows.map((row) => [row.digest, storedJson(`token ${row.id}`, row.record) as TokenRecord]))
    known = { revision, byDigest }
    return byDigest
  }

  /** Who came by which token from where, in a world: all of it but whether the token's time is over comes of the world alone. */
  const lately = new WeakMap<World, Map<string, { until: number; told: Authenticated }>>()

  async function found(digest: string, address: string | undefined): Promise<{ live: World; record: TokenRecord; identity: Identity }> {
    let live = await world()
    // One that isn't known may have been issued elsewhere just now. What is known already is asked for at every request, without a turn for it.
    let record = (known?.revision === live.revision ? known.byDigest : await tokens(live.revision)).get(digest)
    if (!record) {
      live = await catchUp()
      record = (await tokens(live.revision)).get(digest)
    }
    if (!record)
      throw refused('The API token is not one of this team.', 'Check that it was issued by this control plane, and for this team.')
    const identity = identityOfToken(record, { now: Date.now(), ...(address !== undefined && { address }) })
    return { live, record, identity: bound(live, record, identity) }
  }

  /** The token that a one-time token was exchanged for, where the answer was lost and whoever asks again has drawn its text. */
  async function exchangedBefore(text: string, drawn: string | undefined): Promise<Issued | undefined> {
    if (drawn === undefined) return undefined
    const all = await tokens((await catchUp()).revision)
    const [asked, made] = [all.get(readToken(text)), all.get(readToken(drawn))]
    const same = asked?.once && asked.used !== undefined && made && !made.once && made.uid === asked.uid && made.issuedBy === asked.issuedBy
    return same ? { text: drawn, token: shown(made) } : undefined
  }

  /** Writes tokens as a revision; again where another commit came first. */
  async function write(
    actor: Actor,
    make: (
      live: World,
      all: readonly TokenRecord[],
    ) => { records: { op: AuditToken['op']; record: TokenRecord }[]; accepts?: Resource<'User'> },
  ): Promise<void> {
    for (;;) {
      const live = await world()
      const { records, accepts } = make(live, [...(await tokens(live.revision)).values()])
      if (records.length === 0) return
      const revision = live.revision + 1
      const accepted = accepts && acceptance(accepts, revision)
      const { keys } = await book.keys('commit')
      const entry: Entry = {
        ...{ base: live.revision, time: new Date().toISOString(), actor, manager: MANAGER, sealed: [] },
        entries: accepted ? [accepted.entry] : [],
        idempotencyKey: records.map(({ op, record }) => `token-${op}-${record.id}`).join('+'),
        tokens: records.map(kept),
      }
      try {
        const done = await book.write(entry, keys)
        known = undefined
        // Another replica was first with the very same: what came before it there this one may not have heard of.
        if (done.repeated) await catchUp()
        else advance(live, accepted ? [[accepted.entry.key, accepted.resource]] : [], done.revision)
        return
      } catch (error) {
        const overtaken =
          error instanceof ProblemError && error.problems[0]?.code === 'stale-plan' && (await store.head(team)) !== live.revision
        if (!overtaken) throw error
        await catchUp()
      }
    }
  }

  return {
    async authenticate(digest, address) {
      const id = `${digest} ${address}`
      const before = lately.get(await world())?.get(id)
      if (before && Date.now() < before.until) return before.told
      const { live, record, identity } = await found(digest, address)
      if (record.once)
        throw new ProblemError(
          problem('one-time-token', 'This token is for signing in once, and for nothing else.', 'Exchange it: `splashctl login`.'),
        )
      const barred = barredFrom(live, address)
      if (barred) throw new ProblemError(barred)
      const told = { identity, token: shown(record), world: live }
      let those = lately.get(live)
      if (!those || those.size >= MOST) lately.set(live, (those = new Map()))
      those.set(id, { until: Date.parse(record.expires), told })
      return told
    },
    async list(actor) {
      const live = await world()
      const by = whoever(actor)
      const all = [...(await tokens(live.revision)).values()]
      const manages = holderOf(live, by).rights.has('tokens.manage')
      return all.filter((record) => manages || isOf(live, record, by)).map(shown)
    },
    issue: (actor, wish, asking) =>
      inLine(async () => {
        let issued: Issued | undefined
        await write(actor, (live, all) => {
          const by = whoever(actor)
          const identity = wanted(by, wish)
          const invites = wish.once && 'user' in identity && !isSelf(by, identity)
          const refusing = invites ? mayInvite(live, by, identity.user) : mayIssue(live, by, identity)
          const problems = hasErrors(refusing) ? refusing : unknownUser(live, identity)
          if (hasErrors(problems)) throw new ProblemError(problems)
          const { description, days, once, text } = wish
          const again = drawnBefore(all, text, (one) => one.issuedBy === actor.name && sameIdentity(one.identity, identity))
          if (again) {
            issued = { text: text as string, token: shown(again) }
            return { records: [] }
          }
          const allow = narrowed(asking?.allow ?? [], wish.allow)
          const uid = uidOf(live, identity)
          refuseTooMany(all, identity, uid)
          const inviter = invites && !('operator' in by) && { identity: by, ...givenUid(uidOf(live, by)) }
          const made = makeToken(
            {
              ...{ identity, issuedBy: actor.name, ...givenUid(uid), allow },
              ...(description !== undefined && { description }),
              ...(days !== undefined && { days }),
              ...(once && { once }),
              ...(inviter && { inviter }),
              ...(text !== undefined && { text }),
            },
            Date.now(),
          )
          issued = { text: made.text, token: shown(made.record) }
          return { records: [{ op: 'issue', record: made.record }] }
        })
        return issued as Issued
      }),
    exchange: (text, address, wish = {}) =>
      inLine(async () => {
        const before = await exchangedBefore(text, wish.text)
        if (before) return before
        const { record: asked } = await found(readToken(text), address)
        let issued: Issued | undefined
        const actor = { name: holderName(asked.identity), identity: asked.identity, ...(address !== undefined && { address }) }
        await write(actor, (live, all) => {
          const record = all.find(({ id }) => id === asked.id) as TokenRecord
          const identity = bound(live, record, identityOfToken(record, { now: Date.now(), ...(address !== undefined && { address }) }))
          if (!record.once) throw refused('This token lasts already, and is exchanged for nothing.', 'Use it as it is.')
          const barred = barredFrom(live, address)
          if (barred) throw new ProblemError(barred)
          refuseWithdrawn(live, record, identity)
          const allow = narrowed(record.allow, wish.allow)
          const made = makeToken({ ...wish, identity, issuedBy: record.issuedBy, ...givenUid(record.uid), allow }, Date.now())
          issued = { text: made.text, token: shown(made.record) }
          const user = 'user' in identity ? live.find('User', identity.user) : undefined
          return {
            records: [
              { op: 'use', record: { ...record, used: new Date().toISOString() } },
              { op: 'issue', record: made.record },
            ],
            ...(user && user.status.invitation !== 'accepted' && { accepts: user }),
          }
        })
        return issued as Issued
      }),
    async revoked(id) {
      const all = await tokens((await world()).revision)
      const found = [...all.values()].find((one) => one.id === id)
      return found === undefined || found.revoked !== undefined
    },
    revoke: (actor, id) =>
      inLine(async () => {
        let revoked: TokenView | undefined
        await write(actor, (live, all) => {
          const by = whoever(actor)
          const record = all.find((each) => each.id === id)
          // Whoever may not see a token is not told that there is one.
          if (!record || !(isOf(live, record, by) || holderOf(live, by).rights.has('tokens.manage')))
            throw new ProblemError(
              problem('unknown-token', `There is no API token \`${id}\` that you may revoke.`, '`splashctl token list` shows them.'),
            )
          const problems = isOf(live, record, by) ? [] : mayTake(live, by, record)
          if (hasErrors(problems)) throw new ProblemError(problems)
          revoked = shown(record)
          if (record.revoked !== undefined) return { records: [] }
          const next = { ...record, revoked: new Date().toISOString() }
          revoked = shown(next)
          return { records: [{ op: 'revoke', record: next }] }
        })
        return revoked as TokenView
      }),
  }
}

/** The token with a text that was drawn by whoever asks, if it asked before; somebody else's is a text that is taken. */
function drawnBefore(all: readonly TokenRecord[], text: string | undefined, own: (one: TokenRecord) => boolean): TokenRecord | undefined {
  if (text === undefined) return undefined
  const digest = readToken(text)
  const found = all.find((one) => one.digest === digest)
  if (found && !own(found)) throw new ProblemError(problem('invalid-request', 'The text of the token is taken.', 'Draw another one.'))
  return found
}

const sameIdentity = (one: Identity, other: Identity): boolean => canonical(one) === canonical(other)

function shown({ digest: _, uid: __, inviter: ___, ...record }: TokenRecord): TokenView {
  return record
}

const kept = ({ op, record }: { op: AuditToken['op']; record: TokenRecord }): { row: TokenRow; audit: AuditToken } => {
  const row = { id: record.id, digest: record.digest, record: JSON.stringify(record) }
  return { row, audit: { op, id: record.id, holder: holderName(record.identity), digest: tokenDigest(row) } }
}

/** Who acts; a network's stranger is nobody. */
function whoever(actor: Actor): Identity {
  const identity = identityOf(actor)
  if (!identity) throw refused(`\`${actor.name}\` did not say who it is.`, 'Sign in, or send a token.')
  return identity
}

function wanted(by: Identity, { holder }: Wish): Identity {
  if (!holder) return by
  if ('user' in holder) return holder
  const issuer = userOf(by)
  if (issuer === undefined)
    throw new ProblemError(
      problem('usage', 'A pipeline’s token is issued under the name of a user.', 'Sign in as the user under whose name the pipeline acts.'),
    )
  return { ...holder, issuer }
}

/** The team may let people in from some addresses only [S15]; what they manage it by counts as the console. */
export function barredFrom(live: World, address: string | undefined): Problem | undefined {
  const { console: restricted, allow } = live.find('Team', live.team)?.spec.ipRestriction ?? { console: false, allow: [] }
  if (!restricted || address === undefined || inRanges(allow, address)) return undefined
  return problem(
    'address-barred',
    `The team lets nobody in from ${address}.`,
    'Come from an address that `spec.ipRestriction.allow` of the Team holds.',
  )
}

/** The user as one who has come. */
function acceptance(user: Resource<'User'>, revision: number): { entry: LogEntry & { row: object }; resource: Resource } {
  const live: Live = { ...(user.live as Live), changed: revision }
  const resource = user.with({ status: { ...user.status, invitation: 'accepted' }, live })
  return { entry: { op: 'settle', key: user.key, row: rowOf(resource, live) }, resource }
}
