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
import { mayIssue, refusals } from '../effective/permission.ts'
import { holderOf } from '../effective/roles.ts'
import { inRanges, rangeWithin } from '../schema/addresses.ts'
import { formats } from '../schema/formats.ts'
import type { Actor, Identity } from '../schema/kind.ts'
import { hasErrors, type Problem, ProblemError, problem } from '../schema/problem.ts'
import { type Key, keyOf, type Live, type Resource } from '../schema/resource.ts'
import type { World } from '../schema/world.ts'
import type { AuditToken } from './audit.ts'
import { storedJson } from './faults.ts'
import type { Entry, Ledger } from './ledger.ts'
import { identityOf } from './permission.ts'
import { rowOf } from './rows.ts'
import type { LogEntry, Store, TokenRow } from './store/store.ts'
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
}

/** A token that holds. The text is told once. */
export interface Issued {
  text: string
  token: TokenView
}

export interface Credentials {
  /** As whom a token acts, from an address, in the world that it names. One that is not of this team, or doesn't hold, is a ProblemError. */
  authenticate(text: string, address?: string): Promise<{ identity: Identity; token: TokenView; world: World }>
  /** The tokens that an actor may see: its own and those that it issued; all of the team for who manages tokens. */
  list(actor: Actor): Promise<TokenView[]>
  /** @param by the token by which it is asked: what comes of it holds from nowhere else */
  issue(actor: Actor, wish: Wish, by?: Pick<TokenView, 'allow'>): Promise<Issued>
  /** Exchanges a one-time token for one that lasts, and notes that its user accepted the invitation. */
  exchange(text: string, address: string | undefined, wish?: Pick<Wish, 'description' | 'days' | 'allow'>): Promise<Issued>
  revoke(actor: Actor, id: string): Promise<TokenView>
}

/** What of the control plane this needs. */
export interface Within {
  store: Store
  team: string
  book: Ledger
  world(): Promise<World>
  /** The same, at a revision or later. */
  worldSince(revision: number): Promise<World>
  inLine<T>(work: () => Promise<T>): Promise<T>
  advance(live: World, changes: [Key, Resource | null][], revision: number): void
}

/** So many of one holder may hold at once: what nobody can look over, nobody revokes. */
const MOST = 100
/** Who keeps what signing in makes of a user; no field is anybody's by it. */
const MANAGER = 'control-plane'

export function credentials({ store, team, book, world, worldSince, inLine, advance }: Within): Credentials {
  let known: { revision: number; byDigest: ReadonlyMap<string, TokenRecord> } | undefined

  /** Tokens change with revisions only. */
  async function tokens(revision: number): Promise<ReadonlyMap<string, TokenRecord>> {
    if (known?.revision === revision) return known.byDigest
    const rows = await store.tokens(team)
    const byDigest = new Map(rows.map((row) => [row.digest, storedJson(`token ${row.id}`, row.record) as TokenRecord]))
    known = { revision, byDigest }
    return byDigest
  }

  async function found(text: string, address: string | undefined): Promise<{ live: World; record: TokenRecord; identity: Identity }> {
    const digest = readToken(text)
    const live = await world()
    const record = (await tokens(live.revision)).get(digest)
    if (!record)
      throw refused('The API token is not one of this team.', 'Check that it was issued by this control plane, and for this team.')
    const identity = identityOfToken(record, { now: Date.now(), ...(address !== undefined && { address }) })
    return { live, record, identity: bound(live, record, identity) }
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
        if (done.repeated) await worldSince(done.revision)
        else advance(live, accepted ? [[accepted.entry.key, accepted.resource]] : [], done.revision)
        return
      } catch (error) {
        const overtaken =
          error instanceof ProblemError && error.problems[0]?.code === 'stale-plan' && (await store.head(team)) !== live.revision
        if (!overtaken) throw error
      }
    }
  }

  return {
    async authenticate(text, address) {
      const { live, record, identity } = await found(text, address)
      if (record.once)
        throw refused('This token is for signing in once, and for nothing else.', 'Exchange it: `splashctl login --server URL`.')
      const barred = barredFrom(live, address)
      if (barred) throw new ProblemError(barred)
      return { identity, token: shown(record), world: live }
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
          const problems = invites ? mayInvite(live, by, identity.user) : [...unknownUser(live, identity), ...mayIssue(live, by, identity)]
          if (hasErrors(problems)) throw new ProblemError(problems)
          const { description, days, once } = wish
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
        const { record: asked } = await found(text, address)
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
          if (record.revoked !== undefined)
            throw new ProblemError(
              problem('unknown-token', `The API token \`${id}\` was revoked already, at ${record.revoked}.`, 'There is nothing to do.'),
            )
          const problems = isOf(live, record, by) ? [] : mayTake(live, by, record)
          if (hasErrors(problems)) throw new ProblemError(problems)
          const next = { ...record, revoked: new Date().toISOString() }
          revoked = shown(next)
          return { records: [{ op: 'revoke', record: next }] }
        })
        return revoked as TokenView
      }),
  }
}

const refused = (message: string, fix: string): ProblemError => new ProblemError(problem('token-refused', message, fix))

function shown({ digest: _, uid: __, inviter: ___, ...record }: TokenRecord): TokenView {
  return record
}
const givenUid = (uid: string | undefined): { uid?: string } => (uid === undefined ? {} : { uid })

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

/** The user with whom an identity stands and falls. */
const userOf = (identity: Identity): string | undefined =>
  'user' in identity ? identity.user : 'pipeline' in identity ? identity.issuer : undefined
const isSelf = (by: Identity, identity: Identity): boolean => 'user' in by && 'user' in identity && by.user === identity.user

/** Is the token of whoever asks? A user has its own and those of its pipelines, whatever it is called now; a pipeline has its own alone. */
function isOf(live: World, { identity, uid }: TokenRecord, by: Identity): boolean {
  if ('operator' in by) return true
  if (uid === undefined || uid !== uidOf(live, by)) return false
  return 'user' in by || ('pipeline' in identity && identity.pipeline === by.pipeline)
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

function uidOf(live: World, identity: Identity): string | undefined {
  const name = userOf(identity)
  return name === undefined ? undefined : live.find('User', name)?.live?.uid
}

/** The identity under the name that its user bears now. A user who is gone takes the token along, whoever has the name since. */
function bound(live: World, { id, uid }: Pick<TokenRecord, 'id' | 'uid'>, identity: Identity): Identity {
  const name = userOf(identity)
  if (name === undefined || live.find('User', name)?.live?.uid === uid) return identity
  const now = live.of('User').find((user) => user.live?.uid === uid)
  if (!now) throw refused(`The token \`${id}\` was of a user who is not in the team any more.`, 'Ask for an invitation.')
  return 'user' in identity ? { user: now.name } : { ...(identity as Extract<Identity, { pipeline: string }>), issuer: now.name }
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

function refuseTooMany(all: readonly TokenRecord[], identity: Identity, uid: string | undefined): void {
  const now = Date.now()
  const name = holderName(identity)
  const alike = (one: TokenRecord) => one.uid === uid && ('user' in identity ? 'user' in one.identity : holderName(one.identity) === name)
  const held = all.filter((one) => alike(one) && !one.revoked && !one.used && now < Date.parse(one.expires))
  if (held.length >= MOST)
    throw new ProblemError(
      problem(
        'not-permitted',
        `\`${name}\` has ${held.length} tokens that hold.`,
        'Revoke those that nobody uses: `splashctl token list`.',
      ),
    )
}

/** May it be done to a user? Judged as any other change to one. */
function mayAct(live: World, by: Identity, user: string | undefined, action: 'users.invite' | 'users.edit'): Problem[] {
  if ('operator' in by || user === undefined || !live.find('User', user)) return []
  const refusal = refusals(live, live, by, [{ op: 'update', key: keyOf('User', live.team, user), fields: [], needs: [action] }])[0]
  if (!refusal) return []
  return [
    problem(
      'not-permitted',
      `\`${holderName(by)}\` may not do that for \`${user}\` (\`${refusal.action}\`: ${refusal.why}).`,
      'Let somebody do it whose rank is as high, and who holds the action.',
    ),
  ]
}

/** May somebody else's token be revoked? As any other change to its user may be made; the operator's are the owner's to revoke. */
function mayTake(live: World, by: Identity, { identity, uid }: TokenRecord): Problem[] {
  if (!('operator' in identity)) return mayAct(live, by, live.of('User').find((user) => user.live?.uid === uid)?.name, 'users.edit')
  if (holderOf(live, by).rank === 'owner') return []
  return [
    problem(
      'not-permitted',
      `\`${holderName(by)}\` may not revoke a token of the operator.`,
      'Let the owner revoke it, or the operator on the machine of the control plane.',
    ),
  ]
}

/** From where a token holds that comes of another one: from no more places than that. */
function narrowed(within: readonly string[], wished: readonly string[] | undefined): readonly string[] {
  if (wished === undefined || wished.length === 0) return within
  const beyond = within.length === 0 ? undefined : wished.find((range) => formats.cidr.test(range) && !rangeWithin(within, range))
  if (beyond === undefined) return wished
  throw new ProblemError(
    problem(
      'not-permitted',
      `A token that holds from ${within.join(', ')} alone gives none that holds from ${beyond}.`,
      'Ask by a token that holds from there, or for narrower ranges.',
    ),
  )
}

/** A name that nobody bears: who comes to bear it is not who was meant. */
function unknownUser(live: World, identity: Identity): Problem[] {
  const name = userOf(identity)
  if (name === undefined || live.find('User', name)) return []
  return [
    problem(
      'unknown-resource',
      `There is no user \`${name}\`.`,
      'Declare the user and apply first: `splashctl get users` lists who is live.',
    ),
  ]
}

/**
 * An invitation is good for what its giver may still do: who was promoted since, or has come by another one, is not to be taken over by an old
 * one that was kept.
 */
function refuseWithdrawn(live: World, { id, inviter }: TokenRecord, identity: Identity): void {
  if (!inviter || !('user' in identity)) return
  const problems = mayInvite(live, bound(live, { id, ...givenUid(inviter.uid) }, inviter.identity), identity.user)
  if (!hasErrors(problems)) return
  throw refused(
    `The invitation \`${id}\` does not hold any more: ${problems.map(({ message }) => message.replace(/\.$/, '')).join('; ')}.`,
    'Ask for another one, from somebody who may give it.',
  )
}

/** An invitation is for who has not come yet: a second one would be a way to sign in as somebody else. */
function mayInvite(live: World, by: Identity, name: string): Problem[] {
  const user = live.find('User', name)
  if (!user)
    return [
      problem(
        'unknown-resource',
        `There is no user \`${name}\` to be invited.`,
        'Declare the user and apply first: `splashctl get users` lists who is live.',
      ),
    ]
  if (user.status.invitation === 'accepted' && !('operator' in by))
    return [
      problem(
        'not-permitted',
        `\`${name}\` has accepted an invitation already.`,
        'Let them sign in with their own token; who has lost it is helped on the machine of the control plane: `splashctl server init`.',
      ),
    ]
  return mayAct(live, by, name, 'users.invite')
}

/** The user as one who has come. */
function acceptance(user: Resource<'User'>, revision: number): { entry: LogEntry & { row: object }; resource: Resource } {
  const live: Live = { ...(user.live as Live), changed: revision }
  const resource = user.with({ status: { ...user.status, invitation: 'accepted' }, live })
  return { entry: { op: 'settle', key: user.key, row: rowOf(resource, live) }, resource }
}
