/**
 * The one way in which this room changes anything: some resources put as they will be, judged as every commit is, and written as one revision through
 * the ledger; made again where another commit came first.
 */
import { judge } from '../../reconciler/plan/judge.ts'
import type { Actor } from '../../schema/kind.ts'
import { hasErrors, ProblemError } from '../../schema/problem.ts'
import type { Key, Resource } from '../../schema/resource.ts'
import type { World } from '../../schema/world.ts'
import { prepare, type Settled } from '../commit.ts'
import type { Within } from '../credentials.ts'
import type { Keys } from '../keys.ts'
import type { Bond } from '../seal.ts'
import type { Commit } from '../store/store.ts'

/** Who keeps what enrolling makes of a computer, and owns the existence of those which came by it. */
export const ENROLMENT = 'enrolment'

/** What is to be sealed with the resources, each bound to the one that it is of. */
type Seal = (keys: Keys, bondOf: (key: Key, name: string) => Bond) => NonNullable<Commit['sealed']>

export interface Draft {
  actor: Actor
  puts: readonly { op: 'create' | 'settle'; after: Resource }[]
  seal?: Seal
}

/** @param make what to write over a world; undefined: nothing. Whatever it throws ends all. */
export async function writeOver(
  { store, team, book, world, catchUp, advance }: Within,
  make: (live: World, keys: Keys | undefined) => Promise<Draft | undefined>,
): Promise<World> {
  for (;;) {
    const live = await world()
    const draft = await make(live, (await book.keys('check')).keys)
    if (!draft) return live
    const { keys } = await book.keys('commit')
    const final = live.with(draft.puts.map(({ after }) => [after.key, after]))
    const found = judge(final, { changed: draft.puts.map(({ after }) => after.key), before: live, actor: draft.actor })
    if (hasErrors(found)) throw new ProblemError(found)
    const writes = draft.puts.map(({ op, after }): Settled => ({ op, key: after.key, before: live.get(after.key) ?? null, after }))
    const [revision, now] = [live.revision + 1, new Date().toISOString()]
    const { databaseId } = store
    const { entries, sealed, changes } = prepare({ databaseId, team, planned: { writes, final }, revision, now, keys })
    const uidOf = new Map(entries.map(({ key, row }) => [key, row?.uid ?? '']))
    const bondOf = (key: Key, name: string): Bond => ({ databaseId, team, uid: uidOf.get(key) as string, name })
    if (draft.seal && keys) sealed.push(...draft.seal(keys, bondOf))
    const entry = { base: live.revision, time: now, actor: draft.actor, manager: ENROLMENT, entries, sealed }
    try {
      const done = await book.write({ ...entry, idempotencyKey: crypto.randomUUID() }, keys)
      advance(live, changes, done.revision)
      return world()
    } catch (error) {
      const stale = error instanceof ProblemError && error.problems[0]?.code === 'stale-plan'
      if (!stale || (await store.head(team)) === live.revision) throw error
      await catchUp()
    }
  }
}
