/**
 * Who asks: the API token of the `Authorization` header, as whom it acts here and now, and whether that one may ask this. Asked before a body
 * is read, and again when it has come: it may take its time, in which a token is revoked. Teams that a caller has no token of can't be told from teams that there are not.
 */
import { mayChange, mayRead, mayReadLogs } from '../../effective/permission.ts'
import { type Holder, holderOf } from '../../effective/roles.ts'
import type { Actor, Identity } from '../../schema/kind.ts'
import { hasErrors, type Problem, ProblemError, problem } from '../../schema/problem.ts'
import type { World } from '../../schema/world.ts'
import type { Serving } from '../control-plane.ts'
import type { TokenView } from '../credentials.ts'
import { holderName, readToken } from '../tokens.ts'
import { stepDue } from '../two-step/two-step.ts'
import type { Needs } from './endpoint.ts'

export interface Known {
  plane: Serving
  actor: Actor
  holder: Holder
  token: TokenView | undefined
}

/** Whoever calls what needs nothing. */
export const stranger = (plane: Serving, address: string): Known => ({
  plane,
  actor: { name: 'nobody', address },
  holder: { name: 'nobody', role: 'none', rank: undefined, rights: new Map(), groups: new Set(), nobody: 'it did not say who it is' },
  token: undefined,
})

/** Rights are worked out once for each token and revision. */
const holders = new WeakMap<World, Map<string, Holder>>()
function holderIn(world: World, id: string, identity: Identity): Holder {
  let known = holders.get(world)
  if (!known) holders.set(world, (known = new Map()))
  let holder = known.get(id)
  if (!holder) known.set(id, (holder = holderOf(world, identity)))
  return holder
}

export async function known(plane: Serving | undefined, authorization: string | undefined, address: string): Promise<Known> {
  const digest = readToken(bearer(authorization)) // what is no token is told so whether or not there is such a team
  if (!plane)
    throw new ProblemError(
      problem(
        'token-refused',
        'The API token is not one of this team.',
        'Check that it was issued by this control plane, and for this team.',
      ),
    )
  const { identity, token, world } = await plane.credentials.authenticate(digest, address)
  const holder = holderIn(world, token.id, identity)
  return { plane, actor: { name: holderName(identity), identity, address }, holder, token }
}

/** The token of an `Authorization: Bearer …` header (RFC 6750 §2.1). */
export function bearer(authorization: string | undefined): string {
  const [scheme = '', text = ''] = (authorization ?? '').split(' ')
  if (scheme.toLowerCase() === 'bearer' && text !== '') return text
  throw new ProblemError(
    problem(
      'unauthenticated',
      authorization === undefined ? 'No API token was sent.' : 'What was sent as `Authorization` is no bearer token.',
      'Send `Authorization: Bearer sp_…`; `splashctl login` gets a token, `splashctl token create` makes one for a pipeline.',
    ),
  )
}

/** May it ask this at all? What a change needs is asked of the change. */
export async function admit({ plane, holder, actor, token }: Known, needs: Needs, beforeSecondStep = false): Promise<void> {
  const due = !beforeSecondStep && token && actor.identity && stepDue(await plane.world(), actor.identity, token)
  if (due) throw due
  if (needs === 'token' || needs === 'nothing') return
  const problems = await refusing[needs](plane, holder)
  if (hasErrors(problems)) throw new ProblemError(problems)
}

const refusing: Readonly<Record<Exclude<Needs, 'token' | 'nothing'>, (plane: Serving, holder: Holder) => Promise<Problem[]>>> = {
  read: async (plane, holder) => mayRead(await plane.world(), holder),
  logs: async (plane, holder) => mayReadLogs(await plane.world(), holder),
  write: async (_, holder) => mayChange(holder),
}
