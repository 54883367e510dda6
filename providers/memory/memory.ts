/**
 * A provider that keeps a world in memory: for tests, for trying a plan, and as the plainest reading of the contract in
 * reconciler/types.ts. It settles no status, keeps the worlds that were but not who made them, and forgets everything when the process ends.
 */
import { randomUUID } from 'node:crypto'
import type { ApplyRequest, Planned, Provider, Receipt, Write } from '../../reconciler/types.ts'
import { ProblemError, problem } from '../../schema/problem.ts'
import type { Key, Resource } from '../../schema/resource.ts'
import { World } from '../../schema/world.ts'

/** How a plan is made again at the current state; handed in, since a provider imports only the reconciler's types. */
export type Replan = (request: ApplyRequest, live: World) => Planned

export interface Memory extends Provider {
  /** The world as it is, without waiting. */
  readonly world: World
}

export function memory(team: string, replan: Replan, start: World = new World(team, [])): Memory {
  let world = start
  const worlds = new Map([[start.revision, start]])
  const receipts = new Map<string, Receipt>()
  return {
    name: 'memory',
    get world() {
      return world
    },
    read: async () => world,
    async apply(request) {
      const seen = receipts.get(request.idempotencyKey)
      if (seen) return seen
      request.signal?.throwIfAborted()
      const planned = replan(request, world)
      const errors = planned.problems.filter((found) => found.level === 'error')
      if (errors.length > 0) throw new ProblemError(errors)
      if (JSON.stringify(planned.plan.changes) !== JSON.stringify(request.planned.plan.changes))
        throw new ProblemError(
          problem(
            'stale-plan',
            `The world is at revision ${world.revision} and the plan was made at ${request.planned.plan.base}.`,
            'Plan again.',
          ),
        )
      if (planned.writes.length > 0) world = planned.final.with(planned.writes.flatMap(stored(world.revision + 1)), world.revision + 1)
      worlds.set(world.revision, world)
      const receipt: Receipt = {
        revision: world.revision,
        results: planned.plan.changes.map(({ op, key }) => ({ op, key, result: 'done' })),
        problems: [],
      }
      receipts.set(request.idempotencyKey, receipt)
      return receipt
    },
    async at(revision) {
      const found = worlds.get(revision)
      if (!found)
        throw new ProblemError(
          problem('unknown-revision', `There is no revision ${revision}; the newest is ${world.revision}.`, 'Ask for one that there was.'),
        )
      return found
    },
    close: async () => {},
  }
}

/** A write as it stays: with an identity and the revisions of its creation and change. */
const stored =
  (revision: number) =>
  ({ key, after }: Write): [Key, Resource | null][] => {
    if (!after?.live) return [[key, null]]
    const { uid, created } = after.live
    return [[key, after.with({ live: { ...after.live, uid: uid || randomUUID(), created: created || revision, changed: revision } })]]
  }
