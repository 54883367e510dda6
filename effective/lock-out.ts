/**
 * Whoever makes a change could take it back: nobody shuts itself out by it, be it disabled, removed, demoted, its role gone, or the user under
 * whose name its token was issued.
 */
import type { Identity } from '../schema/kind.ts'
import { type Problem, problem } from '../schema/problem.ts'
import { keyOf, splitKey } from '../schema/resource.ts'
import type { World } from '../schema/world.ts'
import type { Act } from './permission.ts'
import { holderOf, mayWrite } from './roles.ts'

type Moved = Pick<Act, 'key' | 'from'>
/** The operator has the control plane's own files in hand, and can't be shut out. */
type Signed = Exclude<Identity, { operator: string }>

/**
 * Does whoever makes a change lose by it that it may change anything? It could take nothing of it back, and perhaps nobody else could. Whoever
 * had no such right to lose loses none.
 */
export function locksOut(before: World, after: World, identity: Identity, acts: readonly Moved[]): Problem[] {
  if ('operator' in identity || !acts.some((act) => bearsOn(before, identity, act))) return []
  const was = holderOf(before, identity)
  if (!mayWrite(was)) return []
  const next = renamed(before, identity, acts)
  const is = holderOf(after, next)
  if (mayWrite(is)) return []
  const user = after.find('User', 'user' in next ? next.user : next.issuer)
  const why = is.nobody ?? (is.rank === 'group-admin' ? 'it administers no group then' : `the role \`${is.role}\` changes nothing`)
  return [
    problem(
      'locks-actor-out',
      `\`${was.name}\`, who makes this change, could change nothing any more: ${why}.`,
      'Let somebody else apply it, who may take it back; or leave it out.',
      user?.at(user.value('spec.disabled') === true ? 'spec.disabled' : 'spec.role') ?? [],
    ),
  ]
}

const userOf = (identity: Signed): string => ('user' in identity ? identity.user : identity.issuer)

/** Could a change have to do with what an identity may? */
function bearsOn({ team }: World, identity: Signed, { key, from }: Moved): boolean {
  const { kind } = splitKey(key)
  const own = keyOf('User', team, userOf(identity))
  return kind === 'Role' || kind === 'Group' || kind === 'Team' || key === own || from === own
}

/** The identity under the name that its user has after a change. */
function renamed({ team }: World, identity: Signed, acts: readonly Moved[]): Signed {
  const own = keyOf('User', team, userOf(identity))
  const act = acts.find(({ from }) => from === own)
  if (!act) return identity
  const { name } = splitKey(act.key)
  return 'user' in identity ? { user: name } : { ...identity, issuer: name }
}
