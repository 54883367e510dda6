/**
 * One replica of the replica soak: a control plane on the shared database that applies the generations of its own person, one after the
 * other, until its input ends. It tells on standard output where it is, a line a step, written synchronously so that a kill loses none:
 * `begin N` before generation N is applied, `done N` once that is promised to be durable.
 *
 * It begins where its person stands: what was promised before it was killed must be there, and generation N is asked for by the same
 * idempotency key, whether or not an earlier life of it got that far.
 */
import { writeSync } from 'node:fs'
import { join } from 'node:path'
import { plan } from '../../reconciler/plan/plan.ts'
import { controlPlane } from '../../server/control-plane.ts'
import { openPostgres } from '../../server/store/postgres/store.ts'
import { generationOf, keyOfPerson, type Person, requestOf, TEAM } from './replicas-people.ts'

const [url, keys, person] = process.argv.slice(2) as [string, string, Person]
let ending = false
process.stdin.on('end', () => (ending = true)).resume()
const store = await openPostgres(url, { connections: 2 })
const plane = controlPlane(store, TEAM, join(keys, store.databaseId))
while (!ending) {
  const world = await plane.world()
  const reached = world.get(keyOfPerson(person))
  const next = 1 + (reached ? Number(String(reached.declared.spec?.displayName).split(' ')[1]) : 0)
  const declaration = generationOf(person, next)
  const planned = plan(declaration, world, { evaluatedAt: '2026-01-01T00:00:00Z' })
  writeSync(1, `begin ${next}\n`)
  await plane.apply(requestOf(person, declaration, planned, next))
  writeSync(1, `done ${next}\n`)
}
await plane.close()
