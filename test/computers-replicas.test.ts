/** Three control planes on one PostgreSQL, behind one address: an agent that hangs on one of them goes on at another when its own is killed. */
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AgentProcess } from '../bench/agent-process.ts'
import { type Cluster, startCluster } from '../server/store/postgres/cluster.ts'
import { type Computers, computers, isEnforced, serving } from './computers.ts'

let cluster: Cluster
let plane: Computers
let replicas: { child: ChildProcess; url: string }[] = []

/** What stands before them: connections go to the one that it is told. */
let [balancer, to] = [{} as Server, '']
const sockets = new Set<Socket>()

beforeAll(async () => {
  cluster = await startCluster()
  plane = await computers({ SPLASHTOP_DATABASE: await cluster.database() })
  await plane.applied()
  const base = join(plane.path, '..')
  replicas = await Promise.all(['127.0.0.1:0', '127.0.0.1:0'].map((listen) => serving(base, plane.env, listen)))
  balancer = createServer((socket) => {
    const { hostname, port } = new URL(to)
    const inner = connect(Number(port), hostname)
    for (const [one, other] of [
      [socket, inner],
      [inner, socket],
    ] as const) {
      sockets.add(one)
      one.on('error', () => other.destroy())
      one.on('close', () => {
        sockets.delete(one)
        other.destroy()
      })
    }
    socket.pipe(inner).pipe(socket)
  })
  await once(balancer.listen(0, '127.0.0.1'), 'listening')
})
afterAll(async () => {
  await plane.end()
  for (const replica of replicas) await killed(replica.child)
  for (const socket of sockets) socket.destroy()
  await once(balancer.close(), 'close')
  await cluster.stop()
})

async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}

let idle = 10
/** Edits the policy by the first replica, which the agent never speaks to, and waits until it holds that. */
async function followed(agent: AgentProcess): Promise<number> {
  plane.edit(`idleTimeoutMinutes: ${idle}}`, `idleTimeoutMinutes: ${++idle}}`)
  const wanted = idle
  const soon = agent.until('the edit', (shown) => isEnforced(shown) && shown.settings['session.idleTimeoutMinutes']?.value === wanted)
  const { at } = await plane.applied()
  return (await soon).at - at
}

test('what is applied by one replica is enforced by an agent of another, and of a third once that is killed', async () => {
  const [second, third] = replicas as [(typeof replicas)[0], (typeof replicas)[0]]
  to = second.url
  const agent = plane.computer('kiosk-1')
  const server = `http://127.0.0.1:${(balancer.address() as AddressInfo).port}`
  expect(await agent.enrol({ code: await plane.code('kiosk'), server, root: plane.root })).toMatchObject({ code: 0 })
  agent.start()
  await agent.until('its settings are enforced', isEnforced)
  expect(await followed(agent)).toBeLessThan(1000)

  to = third.url
  const moved = once(balancer, 'connection')
  await killed(second.child)
  await moved
  // It comes again by lot, within two seconds; what happened meanwhile it is told when it does.
  expect(await followed(agent)).toBeLessThan(5000)
  expect(await followed(agent)).toBeLessThan(1000)
  expect(agent.shown()).toMatchObject({ policy: { standing: 'fresh', admits: true }, conditions: [] })
})
