/**
 * `kill -9` of the server and of agents at random moments, while the policy of their group goes from one generation to the next: real servers and real
 * agents, each in a process of its own. What agents hold, what they reported and what their logs say is written down all the while; in the end it is held
 * against the log of revisions (computers-witness.ts), and every agent has come to the newest.
 */
import path from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import { overHttp, type Remote } from '../../providers/control-plane/over-http.ts'
import { plan } from '../../reconciler/plan/plan.ts'
import type { Declaration } from '../../reconciler/types.ts'
import { ProblemError } from '../../schema/problem.ts'
import { Resource } from '../../schema/resource.ts'
import { controlPlane } from '../../server/control-plane.ts'
import { makeDeviceKeys } from '../../server/devices/keys.ts'
import { openSqlite } from '../../server/store/sqlite/store.ts'
import { type AgentProcess, agentProcess } from '../agent-process.ts'
import { team } from '../generate.ts'
import { type Place, place } from '../http/place.ts'
import { killedEarly, type ServerProcess, type ServerStart, startServer, UNLIMITED } from '../http/server.ts'
import { type Random, random } from '../random.ts'
import { generationOf, judge, Witness } from './computers-witness.ts'

export interface ComputerKills {
  /** Of the server, and of agents. */
  kills: { server: number; agents: number }
  revisions: number
  /** How often an agent was seen to hold something, reported something, or wrote that it had applied it. */
  seen: { held: number; reported: number; logged: number }
}

const AGENTS = ['kiosk-1', 'kiosk-2', 'kiosk-3'] as const
/** So many commits, and so many milliseconds after the last of them, one lives at most; of its start, that it is killed in. */
const [COMMITS, LIFE, START] = [3, 40, 600]
const PATIENCE_MS = 120_000

export async function run(times: number, seed: number, progress: (done: number) => void = () => {}): Promise<ComputerKills> {
  const chance = random(seed)
  const where = await place('sqlite', 0)
  const { database, keyFolder, token, folder } = where
  const agents = AGENTS.map((hostname) => agentProcess({ folder, hostname, env: process.env, patienceMs: PATIENCE_MS }))
  let server: ServerProcess | undefined
  try {
    const { code, root } = await begun(where)
    server = await startServer({ database, keyFolder, port: 0, rate: UNLIMITED })
    const { url } = server
    const start: ServerStart = { database, keyFolder, port: Number(new URL(url).port), rate: UNLIMITED }
    for (const agent of agents) {
      const { code: ended, stderr } = await agent.enrol({ code, server: url, root })
      if (ended !== 0) throw new Error(`seed ${seed}: ${agent.hostname} could not enrol: ${stderr}`)
      agent.start()
    }
    const remote = overHttp({ url, token, team, folder: path.join(folder, 'copies'), patienceMs: PATIENCE_MS, absentMs: PATIENCE_MS })
    const witness = new Witness(agents, { url, token, team })
    const work: Work = { ending: false, committed: () => {}, generation: 0 }
    const working = applying(remote, work)
    const failed = working.then(() => undefined)
    const kills = { server: 0, agents: 0 }
    try {
      while (kills.server + kills.agents < times) {
        await Promise.race([commits(work, 1 + chance.number(COMMITS)), failed])
        await after(chance.number(LIFE))
        if (chance.oneIn(3)) {
          await server.kill()
          for (kills.server++; kills.server + kills.agents < times && chance.oneIn(6); kills.server++)
            await killedEarly(start, chance.number(START))
          server = await startServer(start)
        } else {
          await killAgent(chance.pick(agents), chance, witness)
          kills.agents++
        }
        await witness.asked()
        progress(kills.server + kills.agents)
      }
      work.ending = true
      await working
      const generation = work.generation
      await Promise.all(agents.map((agent) => agent.until(`generation ${generation}`, ({ settings }) => isAt(settings, generation))))
      await witness.asked()
    } finally {
      work.ending = true
      witness.close()
      await Promise.allSettled([working, remote.close(), ...agents.map((agent) => agent.end('SIGKILL'))])
      await server.stop()
    }
    const { revisions, seen } = await judge(where, witness, `seed ${seed}`)
    return { kills, revisions, seen }
  } finally {
    await Promise.allSettled(agents.map((agent) => agent.end('SIGKILL')))
    await server?.kill()
    await where.remove()
  }
}

interface Work {
  ending: boolean
  committed(): void
  /** The newest that is known to be there. */
  generation: number
}

/** Two settings that are always the same number: a policy of which one is older than the other is one by halves. */
const declared = (generation: number): Declaration => ({
  ...{ team, manager: 'git:bench/computers', commit: `generation-${generation}` },
  resources: [
    new Resource({
      ...{ kind: 'Group', namespace: team, name: 'kiosks' },
      declared: { spec: { displayName: 'Kiosks', type: 'computers' } },
    }),
    new Resource({
      ...{ kind: 'DeploymentPackage', namespace: team, name: 'kiosk' },
      declared: { spec: { displayName: 'Kiosk', group: 'kiosks' } },
    }),
    new Resource({
      ...{ kind: 'PreferencePolicy', namespace: team, name: 'kiosks' },
      declared: {
        spec: {
          displayName: 'Kiosks',
          settings: { session: { idleTimeoutMinutes: generation, maxSessionMinutes: generation } },
          targets: { groups: ['kiosks'] },
        },
      },
    }),
  ],
})

const isAt = (settings: Parameters<typeof generationOf>[0], generation: number): boolean => generationOf(settings) === generation

async function begun({ database, keyFolder }: Place): Promise<{ code: string; root: string }> {
  const store = await openSqlite(database, 'write')
  try {
    const { fingerprint } = makeDeviceKeys(keyFolder, store.databaseId, Date.now())
    const plane = controlPlane(store, team, keyFolder)
    const actor = { name: 'os:bench' }
    const declaration = declared(1)
    const planned = plan(declaration, await plane.world(), { evaluatedAt: '2026-01-01T00:00:00Z' })
    await plane.apply({ declaration, planned, actor, idempotencyKey: 'generation-1' })
    const { code } = await plane.packageCode('kiosk', actor)
    return { code, root: fingerprint }
  } finally {
    await store.close()
  }
}

/** One generation after the other, until there are enough. */
async function applying(remote: Remote, work: Work): Promise<void> {
  while (!work.ending) {
    const world = await remote.world()
    const reached = Number(world.find('PreferencePolicy', 'kiosks')?.spec.settings?.session?.idleTimeoutMinutes)
    work.generation = reached
    const declaration = declared(reached + 1)
    const planned = plan(declaration, world, { evaluatedAt: '2026-01-01T00:00:00Z' })
    try {
      await remote.apply({ declaration, planned, actor: { name: 'os:bench' }, idempotencyKey: `generation-${reached + 1}` })
      work.generation = reached + 1
      work.committed()
    } catch (error) {
      // Nobody can say what became of it: the world will tell.
      const code = error instanceof ProblemError ? error.problems[0]?.code : undefined
      if (code !== 'stale-plan' && code !== 'outcome-unknown') throw error
    }
  }
}

/** When so many more applies were committed. */
const commits = (work: Work, count: number): Promise<void> =>
  new Promise((resolve) => {
    let left = count
    work.committed = () => --left === 0 && resolve()
  })

/** A fifth of them in the middle of their start, the others wherever they are. */
async function killAgent(agent: AgentProcess, chance: Random, witness: Witness): Promise<void> {
  await agent.end('SIGKILL')
  witness.lookedAtDead(agent)
  agent.start()
  if (!chance.oneIn(5)) return
  await after(chance.number(START))
  await agent.end('SIGKILL')
  witness.lookedAtDead(agent)
  agent.start()
}
