/**
 * Who may issue, invite, see and revoke which API token, and what becomes of one whose user is renamed or gone. Judged by the world as it is now,
 * like any change: a token is a way to act as somebody.
 */
import { refusals } from '../effective/permission.ts'
import { holderOf } from '../effective/roles.ts'
import { rangeWithin } from '../schema/addresses.ts'
import { formats } from '../schema/formats.ts'
import type { Identity } from '../schema/kind.ts'
import { hasErrors, type Problem, ProblemError, problem } from '../schema/problem.ts'
import { keyOf } from '../schema/resource.ts'
import type { World } from '../schema/world.ts'
import { holderName, type TokenRecord } from './tokens.ts'

/** So many of one holder may hold at once: what nobody can look over, nobody revokes. */
const MOST = 100

export const refused = (message: string, fix: string): ProblemError => new ProblemError(problem('token-refused', message, fix))

/** The user with whom an identity stands and falls. */
export const userOf = (identity: Identity): string | undefined =>
  'user' in identity ? identity.user : 'pipeline' in identity ? identity.issuer : undefined
export const isSelf = (by: Identity, identity: Identity): boolean => 'user' in by && 'user' in identity && by.user === identity.user

export const givenUid = (uid: string | undefined): { uid?: string } => (uid === undefined ? {} : { uid })

/**
 * Is the token of whoever asks? A user has its own, those of its pipelines and the invitations that it gave, whatever it is called now; a pipeline
 * has its own alone.
 */
export function isOf(live: World, { identity, uid, inviter, used }: TokenRecord, by: Identity): boolean {
  if ('operator' in by) return true
  if ('user' in by && inviter?.uid !== undefined && used === undefined && inviter.uid === uidOf(live, by)) return true
  if (uid === undefined || uid !== uidOf(live, by)) return false
  return 'user' in by || ('pipeline' in identity && identity.pipeline === by.pipeline)
}

export function uidOf(live: World, identity: Identity): string | undefined {
  const name = userOf(identity)
  return name === undefined ? undefined : live.find('User', name)?.live?.uid
}

/** The identity under the name that its user bears now. A user who is gone takes the token along, whoever has the name since. */
export function bound(live: World, { id, uid }: Pick<TokenRecord, 'id' | 'uid'>, identity: Identity): Identity {
  const name = userOf(identity)
  if (name === undefined || live.find('User', name)?.live?.uid === uid) return identity
  const now = live.of('User').find((user) => user.live?.uid === uid)
  if (!now) throw refused(`The token \`${id}\` was of a user who is not in the team any more.`, 'Ask for an invitation.')
  return 'user' in identity ? { user: now.name } : { ...(identity as Extract<Identity, { pipeline: string }>), issuer: now.name }
}

export function refuseTooMany(all: readonly TokenRecord[], identity: Identity, uid: string | undefined): void {
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
export function mayAct(live: World, by: Identity, user: string | undefined, action: 'users.invite' | 'users.edit'): Problem[] {
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
export function mayTake(live: World, by: Identity, { identity, uid }: TokenRecord): Problem[] {
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
export function narrowed(within: readonly string[], wished: readonly string[] | undefined): readonly string[] {
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
export function unknownUser(live: World, identity: Identity): Problem[] {
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
export function refuseWithdrawn(live: World, { id, inviter }: TokenRecord, identity: Identity): void {
  if (!inviter || !('user' in identity)) return
  const problems = mayInvite(live, bound(live, { id, ...givenUid(inviter.uid) }, inviter.identity), identity.user)
  if (!hasErrors(problems)) return
  throw refused(
    `The invitation \`${id}\` does not hold any more: ${problems.map(({ message }) => message.replace(/\.$/, '')).join('; ')}.`,
    'Ask for another one, from somebody who may give it.',
  )
}

/** An invitation is for who has not come yet: a second one would be a way to sign in as somebody else. */
export function mayInvite(live: World, by: Identity, name: string): Problem[] {
  const user = live.find('User', name)
  // Whoever may invite nobody is not told who there is.
  if (!holderOf(live, by).rights.has('users.invite'))
    return [
      problem(
        'not-permitted',
        `\`${holderName(by)}\` may invite nobody (\`users.invite\`).`,
        'Let somebody do it who holds the action, or ask for a role that has it.',
      ),
    ]
  if (!user)
    return [
      problem(
        'unknown-resource',
        `There is no user \`${name}\` to be invited.`,
        'Declare the user and apply first: `splashctl get users` lists who is live.',
      ),
    ]
  if ('operator' in by) return []
  const problems = mayAct(live, by, name, 'users.invite')
  if (problems.length > 0 || user.status.invitation !== 'accepted') return problems
  return [
    problem(
      'not-permitted',
      `\`${name}\` has accepted an invitation already.`,
      'Let them sign in with their own token; who has lost it is helped on the machine of the control plane: `splashctl server init`.',
    ),
  ]
}
