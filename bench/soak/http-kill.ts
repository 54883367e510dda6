/**
 * `kill -9` of the server at random moments under load: appliers over HTTP, each with idempotency keys of its own, go on while the server dies
 * and comes back on its port, again and again. In the end: whatever was acknowledged is there, at the revision that was told; nothing is there
 * twice, neither by its key (sent again, it is answered with the first receipt) nor by its content; the audit log holds; no revision is missing.
 */
import path from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import { overHttp, type Remote } from '../../providers/control-plane/over-http.ts'
import { plan } from '../../reconciler/plan/plan.ts'
import type { ApplyRequest } from '../../reconciler/types.ts'
import { ProblemError } from '../../schema/problem.ts'
import { keyOf, Resource } from '../../schema/resource.ts'
import type { World } from '../../schema/world.ts'
import { controlPlane } from '../../server/control-plane.ts'
import { openSqlite } from '../../server/store/sqlite/store.ts'
import type { Store } from '../../server/store/store.ts'
import { team } from '../generate.ts'
import { type Place, place } from '../http/place.ts'
import { killedEarly, type ServerProcess, type ServerStart, startServer, UNLIMITED } from '../http/server.ts'
import { random } from '../random.ts'

export interface Kills {
  kills: number
  /** How many of them came before the server listened. */
  early: number
  revisions: number
  acknowledged: number
  /** Applies that nobody was told of: done, and the server was gone before it could say so. */
  unsaid: number
}

const APPLIERS = ['ann', 'bob', 'cid', 'dee'] as const
/** So many acknowledgements, and so many milliseconds after the last of them, a server lives at most; of its start, that it is killed in. */
const [HEARD, LIFE, START] = [8, 40, 600]

interface Acknowledged {
  request: ApplyRequest
  number: number
  revision: number
}
interface Applier {
  name: string
  remote: Remote
  acknowledged: Acknowledged[]
}

export async function run(times: number, seed: number, progress: (done: number) => void = () => {}): Promise<Kills> {
  const chance = random(seed)
  const where = await place('sqlite', 0)
  try {
    const { database, keyFolder, token, folder } = where
    let server = await startServer({ database, keyFolder, port: 0, rate: UNLIMITED })
    const { url } = server
    const start: ServerStart = { database, keyFolder, port: Number(new URL(url).port), rate: UNLIMITED }
    const appliers = APPLIERS.map((name): Applier => {
      const copies = path.join(folder, name)
      return { name, remote: overHttp({ url, token, team, folder: copies, patienceMs: 120_000, absentMs: 120_000 }), acknowledged: [] }
    })
    const work: { ending: boolean; heard(): void } = { ending: false, heard: () => {} }
    const working = Promise.all(appliers.map((applier) => applying(applier, work)))
    const failed = working.then(() => undefined)
    let [kills, early] = [0, 0]
    try {
      while (kills < times) {
        const heard = counted(work, 1 + chance.number(HEARD))
        await Promise.race([heard, failed])
        await killAfter(server, chance.number(LIFE * 1000))
        kills++
        while (kills < times && chance.oneIn(6)) {
          await killedEarly(start, chance.number(START))
          kills++
          early++
        }
        server = await startServer(start)
        progress(kills)
      }
      work.ending = true
      await working
      await sentAgain(appliers, seed)
    } finally {
      work.ending = true
      await Promise.allSettled([server.stop(), ...appliers.map(({ remote }) => remote.close())])
    }
    const revisions = await holds(where, appliers, seed)
    const acknowledged = appliers.reduce((sum, one) => sum + one.acknowledged.length, 0)
    const made = appliers.reduce((sum, one) => sum + (one.acknowledged.at(-1)?.number ?? 0), 0)
    return { kills, early, revisions, acknowledged, unsaid: made - acknowledged }
  } finally {
    await where.remove()
  }
}

/** When so many more applies were acknowledged. */
const counted = (work: { heard(): void }, count: number): Promise<void> =>
  new Promise((resolve) => {
    let left = count
    work.heard = () => --left === 0 && resolve()
  })

/** One generation after the other, each by a key of its own, until there are enough. */
async function applying({ name, remote, acknowledged }: Applier, work: { ending: boolean; heard(): void }): Promise<void> {
  while (!work.ending) {
    try {
      const world = await remote.world()
      const number = reachedIn(world, name) + 1
      const request = requestFor(name, number, world)
      const { revision } = await remote.apply(request)
      acknowledged.push({ request, number, revision })
      work.heard()
    } catch (error) {
      // Somebody else was first, or nobody can say what became of it: the world will tell.
      const code = error instanceof ProblemError ? error.problems[0]?.code : undefined
      if (code !== 'stale-plan' && code !== 'outcome-unknown') throw error
    }
  }
}

const numberIn = (text: unknown): number => Number(/^Generation (\d+)$/.exec(String(text))?.[1] ?? 0)
const reachedIn = (world: World, name: string): number => numberIn(world.get(keyOf('User', team, name))?.declared.spec?.displayName)

function requestFor(name: string, number: number, world: World): ApplyRequest {
  const spec = { email: `${name}@bench.example`, displayName: `Generation ${number}` }
  const resources = [new Resource({ kind: 'User', namespace: team, name, declared: { spec } })]
  const declaration = { team, manager: `project:${name}`, resources, commit: `generation-${number}` }
  const planned = plan(declaration, world, { evaluatedAt: '2026-01-01T00:00:00Z' })
  return { declaration, planned, actor: { name: `os:${name}` }, idempotencyKey: `${name}-${number}` }
}

async function killAfter(server: ServerProcess, microseconds: number): Promise<void> {
  const until = performance.now() + microseconds / 1000
  if (microseconds > 5000) await after(microseconds / 1000 - 2)
  while (performance.now() < until); // a timer is too coarse for the inside of a commit
  await server.kill()
}

/** The same key once more is the same apply: the last of each, and some before. */
async function sentAgain(appliers: readonly Applier[], seed: number): Promise<void> {
  for (const { name, remote, acknowledged } of appliers)
    for (const { request, number, revision } of acknowledged.filter((_, i) => i % 10 === 0 || i === acknowledged.length - 1)) {
      const again = await remote.apply(request)
      if (again.revision !== revision)
        throw new Error(`seed ${seed}: generation ${number} of ${name} was revision ${revision}, and sent again it is ${again.revision}`)
    }
}

/** What is in the database, looked at without a server. Gives how many revisions there are. */
async function holds({ database, keyFolder }: Place, appliers: readonly Applier[], seed: number): Promise<number> {
  const store = await openSqlite(database, 'write')
  try {
    const steps = await store.log(team, 0)
    const hole = steps.findIndex(({ revision }, i) => revision !== i + 1)
    if (hole >= 0) throw new Error(`seed ${seed}: revision ${hole + 1} is missing`)
    for (const applier of appliers) await isWhole(store, steps, applier, seed)
    const { entries, signed, problems } = await controlPlane(store, team, keyFolder).verifyAudit()
    if (entries !== steps.length || signed !== entries || problems.length > 0)
      throw new Error(
        `seed ${seed}: ${steps.length} revisions, ${entries} entries, ${signed} signed; ${problems.map((one) => one.message).join(' ')}`,
      )
    return steps.length
  } finally {
    await store.close()
  }
}

/** Each generation once, in order; the acknowledged ones where they were said to be. */
async function isWhole(
  store: Store,
  steps: Awaited<ReturnType<Store['log']>>,
  { name, acknowledged }: Applier,
  seed: number,
): Promise<void> {
  const key = keyOf('User', team, name)
  const past = (await store.past(team, key, Number.MAX_SAFE_INTEGER)).reverse()
  const generations = past.map(({ declared }) =>
    numberIn((JSON.parse(declared ?? '{}') as { spec?: { displayName?: string } }).spec?.displayName),
  )
  if (generations.some((number, i) => number !== i + 1))
    throw new Error(`seed ${seed}: the generations of ${name} are ${generations.join(' ')}`)
  for (const { number, revision } of acknowledged)
    if (past[number - 1]?.revision !== revision || !steps[revision - 1]?.entries.some((entry) => entry.key === key))
      throw new Error(`seed ${seed}: generation ${number} of ${name} was acknowledged as revision ${revision}, and is not there`)
}
