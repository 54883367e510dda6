/**
 * Two-step verification (guide S8, S9): whoever has it on proves with each token, by a code of an app, that it is them. It serves users by nature. What an app
 * and the recovery codes are checked against is sealed beside the user; of the world, `status.twoStep.since` says that it is on.
 *
 *   begin ─▶ (a secret, told once) ─▶ confirm by a code of it ─▶ on ─▶ remove by a code, or reset by who may edit the user
 *                                                                  └▶ verify: the token with which it is asked has passed the second step
 *
 * Each try is a revision, right or wrong. So a code counts once whichever server it comes to, as does each wrong one; and the audit log says by which token it
 * was tried. Wrong ones in a row are answered no sooner each time, for the user and not for the token, of which anybody could make more.
 */
import { randomUUID } from 'node:crypto'
import type { Effective } from '../../effective/effective.ts'
import { featureOf } from '../../effective/features.ts'
import type { Tree } from '../../schema/fields.ts'
import type { Actor, Identity } from '../../schema/kind.ts'
import { hasErrors, ProblemError, problem } from '../../schema/problem.ts'
import type { Live, Resource } from '../../schema/resource.ts'
import type { World } from '../../schema/world.ts'
import type { AuditToken } from '../audit.ts'
import type { TokenView, Within } from '../credentials.ts'
import { storedJson } from '../faults.ts'
import type { Keys } from '../keys.ts'
import { identityOf } from '../permission.ts'
import { rowOf } from '../rows.ts'
import { seal, unseal } from '../seal.ts'
import type { LogEntry, TokenRow } from '../store/store.ts'
import { mayAct } from '../token-rights.ts'
import { type TokenRecord, tokenDigest } from '../tokens.ts'
import { drawRecoveryCodes, recoveryDigest } from './recovery.ts'
import { drawSecret, stepOf, uriOf } from './totp.ts'

/** The names under which the secret that holds, and one that is being set up, are sealed. */
export const [SEALED, PENDING] = ['two-step', 'two-step-new']
/** Who keeps what this makes of a user; no field is anybody's by it. */
const MANAGER = 'control-plane'
/** How long a token has passed the second step. The guide says nothing of it. */
export const TRUST_MS = 30 * 86_400_000
/** So many wrong codes in a row are answered at once; then one a minute, and half as often each time, down to one an hour. */
const [FREE, FIRST_MS, LONGEST_MS] = [5, 60_000, 3_600_000]

interface Held {
  /** Base 32. */
  secret: string
  /** The last step of which a code was used. */
  last: number
  /** Digests of the recovery codes that are left. */
  recovery: string[]
  /** Wrong codes in a row. */
  failed: number
  /** Until when none is listened to; milliseconds since 1970. */
  until: number
}

export interface TwoStepState {
  /** The guide calls it required of this user: no session without. */
  required: boolean
  /** Since when it is on; RFC 3339. */
  since: string | null
  /** When the token with which it is asked passed; null where it has not, or too long ago. */
  passed: string | null
  /** Until when that holds. */
  until: string | null
}

export interface TwoStep {
  state(actor: Actor, token: TokenView | undefined, meaning: Effective): TwoStepState
  /** A new secret, for an app. The one that holds goes on to, until this one is confirmed. */
  begin(actor: Actor): Promise<{ secret: string; uri: string }>
  /** By a code of that secret it is on, and the token has passed. */
  confirm(actor: Actor, token: string, code: string): Promise<{ recoveryCodes: string[] }>
  /** By a code of the app, or a recovery code, the token has passed. Gives how many recovery codes are left. */
  verify(actor: Actor, token: string, code: string): Promise<{ recoveryCodesLeft: number }>
  /** New recovery codes in place of those that there were. */
  renew(actor: Actor, token: string, code: string): Promise<{ recoveryCodes: string[] }>
  /** Off, by oneself. */
  remove(actor: Actor, token: string, code: string): Promise<void>
  /** Off, by who may edit the user. One for whom it is off already is left as it is. */
  reset(actor: Actor, user: string): Promise<void>
}

/** Since when it is on; undefined where it is not. */
export function sinceOf(user: Pick<Resource, 'status'> | undefined): string | undefined {
  const { since } = (user?.status.twoStep ?? {}) as { since?: unknown }
  return typeof since === 'string' ? since : undefined
}

/** When a token passed the second step that is on now; undefined where it has not, or too long ago. */
export function passedAt(user: Pick<Resource, 'status'> | undefined, secondStep: string | undefined, now: number): string | undefined {
  const since = sinceOf(user)
  if (since === undefined || secondStep === undefined || secondStep < since) return undefined
  return now - Date.parse(secondStep) < TRUST_MS ? secondStep : undefined
}

/** A person who has it on, by a token that has not passed: good for nothing but to pass. Pipelines are nobody who could. */
export function stepDue(world: World, identity: Identity, { secondStep }: Pick<TokenView, 'secondStep'>): ProblemError | undefined {
  const user = 'user' in identity ? world.find('User', identity.user) : undefined
  if (sinceOf(user) === undefined || passedAt(user, secondStep, Date.now()) !== undefined) return undefined
  return new ProblemError(
    problem(
      'two-step-needed',
      `\`${user?.name}\` has two-step verification on, and this token has not passed it, or longer than 30 days ago.`,
      'Run `splashctl two-step verify`, with a code of your app or a recovery code.',
    ),
  )
}

/** What is made of what is kept: null takes it away, and what is not said stays. */
interface Outcome<T> {
  held?: Held | null
  pending?: string | null
  /** On from now on, or off. */
  status?: 'on' | 'off'
  token?: { op: AuditToken['op']; id: string }
  give: T | ProblemError
}

export function twoStep({ store, team, book, world, catchUp, inLine, advance }: Within): TwoStep {
  const bond = (user: Resource, name: string) => ({ databaseId: store.databaseId, team, uid: user.live?.uid ?? '', name })

  async function opened<T>(keys: Keys, user: Resource, name: string): Promise<T | undefined> {
    const sealed = await store.sealed(team, user.key, name)
    if (!sealed) return undefined
    try {
      return storedJson(`\`${name}\` of \`${user.key}\``, unseal(keys, bond(user, name), sealed)) as T
    } catch (error) {
      if (error instanceof ProblemError) throw error
      throw new ProblemError(unopenable(user).problems, { cause: error })
    }
  }

  async function tokenRow(id: string, op: AuditToken['op'], now: string): Promise<{ row: TokenRow; audit: AuditToken }> {
    const found = (await store.tokens(team)).find((row) => row.id === id)
    if (!found) throw new ProblemError(problem('unknown-token', 'The token is not there any more.', 'Sign in again.'))
    const record = storedJson(`token ${id}`, found.record) as TokenRecord
    const row = op === 'verify' ? { ...found, record: JSON.stringify({ ...record, secondStep: now }) } : found
    return { row, audit: { op, id, holder: 'user' in record.identity ? record.identity.user : '', digest: tokenDigest(row) } }
  }

  /** Looks, decides and writes as one revision; again where another commit came first. */
  function tried<T>(
    actor: Actor,
    name: string,
    judge: (user: Resource<'User'>, kept: Kept, live: World) => Outcome<T> | Promise<Outcome<T>>,
  ): Promise<T> {
    const idempotencyKey = `two-step-${randomUUID()}`
    return inLine(async () => {
      for (;;) {
        const live = await world()
        const user = live.find('User', name)
        if (!user) throw new ProblemError(problem('unknown-resource', `There is no user \`${name}\`.`, 'Look at the name.'))
        const { keys } = await book.keys('commit')
        if (!keys) throw unopenable(user)
        const kept: Kept = {
          async held() {
            if (sinceOf(user) === undefined) return undefined
            const found = await opened<Held>(keys, user, SEALED)
            if (!found) throw unopenable(user)
            return found
          },
          pending: () => opened<string>(keys, user, PENDING),
        }
        const { status, token, give, ...anew } = await judge(user, kept, live)
        const time = new Date().toISOString()
        const sealed = [
          { name: SEALED, value: anew.held },
          { name: PENDING, value: anew.pending },
        ].flatMap(({ name: of, value }) =>
          value === undefined
            ? []
            : [{ key: user.key, name: of, lookup: null, value: value === null ? null : seal(keys, bond(user, of), JSON.stringify(value)) }],
        )
        if (sealed.length === 0) return given(give)
        const row: Live = { ...(user.live as Live), changed: live.revision + 1 }
        const resource = user.with({ status: statusAfter(user.status, status, time), live: row })
        const entry: LogEntry = { op: 'settle', key: user.key, row: rowOf(resource, row) }
        try {
          const done = await book.write(
            {
              ...{ base: live.revision, time, actor, manager: MANAGER, idempotencyKey, entries: [entry], sealed },
              ...(status && { fields: new Map([[user.key, ['status.twoStep']]]) }),
              ...(token && { tokens: [await tokenRow(token.id, token.op, time)] }),
            },
            keys,
          )
          if (done.repeated) await catchUp()
          else advance(live, [[user.key, resource]], done.revision)
          return given(give)
        } catch (error) {
          const overtaken =
            error instanceof ProblemError && error.problems[0]?.code === 'stale-plan' && (await store.head(team)) !== live.revision
          if (!overtaken) throw error
          await catchUp()
        }
      }
    })
  }

  /** By a code; a wrong one is counted. */
  const byCode = <T>(actor: Actor, token: string, code: string, right: (held: Held) => Outcome<T>): Promise<T> =>
    tried(actor, personOf(actor), async (user, kept) => {
      const held = await kept.held()
      if (!held) throw notOn(user.name)
      const now = Date.now()
      if (now < held.until) throw tooMany(held.until - now)
      const after = used(held, code, now)
      if (after) return { token: { op: 'verify', id: token }, ...right({ ...after, failed: 0, until: 0 }) }
      const failed = held.failed + 1
      const until = failed < FREE ? 0 : now + Math.min(LONGEST_MS, FIRST_MS * 2 ** (failed - FREE))
      return { held: { ...held, failed, until }, token: { op: 'fail', id: token }, give: wrong() }
    })

  return {
    state(actor, token, meaning) {
      const name = personOf(actor)
      const user = meaning.world.find('User', name)
      const passed = passedAt(user, token?.secondStep, Date.now())
      return {
        required: requiredOf(meaning, name),
        since: sinceOf(user) ?? null,
        passed: passed ?? null,
        until: passed === undefined ? null : new Date(Date.parse(passed) + TRUST_MS).toISOString(),
      }
    },
    begin: (actor) =>
      tried(actor, personOf(actor), (user) => {
        if (sinceOf(user) !== undefined) throw alreadyOn(user.name)
        const secret = drawSecret()
        return { pending: secret, give: { secret, uri: uriOf(secret, { team, user: user.name }) } }
      }),
    confirm: (actor, token, code) =>
      tried(actor, personOf(actor), async (user, kept) => {
        if (sinceOf(user) !== undefined) throw alreadyOn(user.name)
        const secret = await kept.pending()
        if (secret === undefined)
          throw new ProblemError(
            problem('two-step-off', 'There is no secret that a code could be of.', 'Begin with `splashctl two-step enrol`.'),
          )
        // Whoever sets it up has the secret: there is nothing to guess.
        const last = stepOf(secret, code.trim(), { now: Date.now(), last: 0 })
        if (last === undefined) throw wrong()
        const codes = drawRecoveryCodes()
        const held: Held = { secret, last, recovery: digestsOf(codes), failed: 0, until: 0 }
        return { held, pending: null, status: 'on', token: { op: 'verify', id: token }, give: { recoveryCodes: codes } }
      }),
    verify: (actor, token, code) => byCode(actor, token, code, (held) => ({ held, give: { recoveryCodesLeft: held.recovery.length } })),
    renew: (actor, token, code) =>
      byCode(actor, token, code, (held) => {
        const codes = drawRecoveryCodes()
        return { held: { ...held, recovery: digestsOf(codes) }, give: { recoveryCodes: codes } }
      }),
    remove: (actor, token, code) => byCode(actor, token, code, () => ({ held: null, status: 'off', give: undefined })),
    reset: (actor, name) =>
      tried(actor, name, (_user, _kept, live) => {
        const by = identityOf(actor)
        if (!by) throw new ProblemError(problem('unauthenticated', 'Nobody knows who asks.', 'Sign in.'))
        const problems = 'user' in by && by.user === name ? [onlyByCode()] : mayAct(live, by, name, 'users.edit')
        if (hasErrors(problems)) throw new ProblemError(problems)
        return { held: null, pending: null, status: 'off', give: undefined }
      }),
  }
}

const digestsOf = (codes: readonly string[]): string[] => codes.map((one) => recoveryDigest(one) as string)

/** What is sealed of a user, opened for who asks. */
interface Kept {
  held(): Promise<Held | undefined>
  pending(): Promise<string | undefined>
}

function statusAfter({ twoStep, ...others }: Tree, status: 'on' | 'off' | undefined, since: string): Tree {
  if (status === 'on') return { ...others, twoStep: { since } }
  return status === 'off' || twoStep === undefined ? others : { ...others, twoStep }
}

/** The requirement of the guide: of the role by the team, or by a control. */
export function requiredOf(meaning: Effective, name: string): boolean {
  const of = meaning.userClass(name)
  return of !== undefined && featureOf(meaning, of, 'twoStepVerification').value === 'enabled'
}

/** What is left once a code was used; undefined where it is none that counts. */
function used(held: Held, code: string, now: number): Held | undefined {
  const step = stepOf(held.secret, code.trim(), { now, last: held.last })
  if (step !== undefined) return { ...held, last: step }
  const digest = recoveryDigest(code)
  if (digest === undefined || !held.recovery.includes(digest)) return undefined
  return { ...held, recovery: held.recovery.filter((one) => one !== digest) }
}

function given<T>(give: T | ProblemError): T {
  if (give instanceof ProblemError) throw give
  return give
}

function personOf({ identity, name }: Actor): string {
  if (identity && 'user' in identity) return identity.user
  throw new ProblemError(
    problem('not-permitted', `\`${name}\` is no person, and has no second step.`, 'Sign in as a user: `splashctl login`.'),
  )
}

const wrong = (): ProblemError =>
  new ProblemError(
    problem(
      'two-step-code',
      'The code is wrong, or was used already.',
      'Wait for the next code of the app, and look at the clock of its device.',
    ),
  )
const tooMany = (ms: number): ProblemError =>
  new ProblemError(
    problem('two-step-locked', 'There were too many wrong codes.', `Wait ${Math.ceil(ms / 1000)} s, then try the right one.`),
  )
const notOn = (user: string): ProblemError =>
  new ProblemError(problem('two-step-off', `\`${user}\` has no two-step verification.`, 'Set it up: `splashctl two-step enrol`.'))
const alreadyOn = (user: string): ProblemError =>
  new ProblemError(
    problem(
      'two-step-on',
      `\`${user}\` has two-step verification on already.`,
      'For another app, turn it off first: `splashctl two-step remove` asks for a code.',
    ),
  )
const onlyByCode = () =>
  problem(
    'not-permitted',
    'Nobody resets their own second step.',
    'Turn it off by a code, `splashctl two-step remove`, or ask an administrator.',
  )
const unopenable = ({ key }: Pick<Resource, 'key'>): ProblemError =>
  new ProblemError(
    problem(
      'unsealing-impossible',
      `What two-step verification of \`${key}\` is checked against can’t be opened.`,
      'Put the key folder back, or set SPLASHTOP_KEYS to the folder that holds it. Where it is lost, whoever may edit the user resets it.',
    ),
  )
