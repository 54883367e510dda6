/**
 * The beginning of a team on a control plane that serves many: the team and its owner, who must be there before anybody can sign in. They belong
 * to nobody: the first project that declares them takes them over, with their fields.
 */
import { judge } from '../reconciler/plan/judge.ts'
import type { Json } from '../schema/canonical.ts'
import type { Actor } from '../schema/kind.ts'
import { parse } from '../schema/parse.ts'
import { hasErrors, type Problem, ProblemError, problem } from '../schema/problem.ts'
import type { Key, Live, Resource } from '../schema/resource.ts'
import { World } from '../schema/world.ts'
import { ledger } from './ledger.ts'
import { rowOf } from './rows.ts'
import { settle } from './settle.ts'
import type { Store } from './store/store.ts'

export interface Beginning {
  team: string
  displayName?: string
  owner: { name: string; email: string; displayName?: string }
}

/**
 * A team that is there is left as it is (`team-exists`).
 * @param keyFolder where the keys of the store's database are, or are made now
 */
export async function beginTeam(store: Store, keyFolder: string, { team, displayName, owner }: Beginning, actor: Actor): Promise<number> {
  const head = await store.head(team)
  if (head > 0)
    throw new ProblemError(
      problem(
        'team-exists',
        `The team \`${team}\` is there already, at revision ${head}.`,
        'Sign in to it; who has lost the way in is helped by an invitation that the operator gives.',
      ),
    )
  const resource = (kind: string, name: string, spec: { [key: string]: Json }): Json => ({
    apiVersion: 'splashtop.io/v1',
    kind,
    metadata: { name },
    spec,
  })
  const named = (text: string | undefined) => (text === undefined ? {} : { displayName: text })
  const values = [
    resource('Team', team, { ...named(displayName), owner: owner.name }),
    resource('User', owner.name, { ...named(owner.displayName), email: owner.email }),
  ]
  const at = { file: 'server init', line: 1, column: 1 }
  const { resources, problems } = parse(
    values.map((value) => ({ file: at.file, value, at: () => at })),
    { team },
  )
  if (hasErrors(problems)) throw new ProblemError(placeless(problems))
  const revision = 1
  const live = (): Live => ({ uid: crypto.randomUUID(), existence: null, applied: {}, created: revision, changed: revision })
  const made = resources.map((one) => one.with({ origin: undefined, live: live() }))
  const world = new World(team, made)
  const found = judge(world)
  if (hasErrors(found)) throw new ProblemError(placeless(found))
  const time = new Date().toISOString()
  const touched = new Map(made.map((one) => [one.key, { resource: one, previous: undefined }]))
  const { statuses } = settle(world, touched, new Set<Key>(touched.keys()), time)
  const settled = made.map((one): Resource => one.with({ status: statuses.get(one.key) ?? {} }))
  const book = ledger(store, team, keyFolder)
  const { keys } = await book.keys('commit')
  const done = await book.write(
    {
      ...{ base: revision - 1, time, actor, manager: 'control-plane', idempotencyKey: crypto.randomUUID(), sealed: [] },
      entries: settled.map((one) => ({ op: 'create', key: one.key, row: rowOf(one, one.live as Live) })),
    },
    keys,
  )
  return done.revision
}

const placeless = (problems: readonly Problem[]): Problem[] => problems.map((found) => ({ ...found, at: [] }))
