/**
 * The process that the crash soak kills: applies one generation of a team after the other through the embedded control plane, without end.
 * It tells on standard output where it is, a line a step, written synchronously so that a kill loses none: `begin N` before generation N is
 * applied, `done N` once that is promised to be durable.
 */
import { writeSync } from 'node:fs'
import { plan } from '../../reconciler/plan/plan.ts'
import { openEmbedded } from '../../server/embedded.ts'
import { generation, requestFor, TEAM } from './generations.ts'

const [folder = '', seed = '0'] = process.argv.slice(2)
const plane = await openEmbedded(folder, { team: TEAM, write: true, waitSeconds: 10 })
for (;;) {
  const world = await plane.world()
  const next = world.revision + 1
  const declaration = generation(Number(seed), next)
  const planned = plan(declaration, world, { evaluatedAt: '2026-01-01T00:00:00Z' })
  writeSync(1, `begin ${next}\n`)
  await plane.apply(requestFor(declaration, planned, next))
  writeSync(1, `done ${next}\n`)
}
