/** A fleet that runs: servers as processes of their own, the agents in another one, and what an administrator does to them. */
import { readFileSync } from 'node:fs'
import { Agent, request } from 'undici'
import { guest } from '../http/place.ts'
import { type ServerProcess, type ServerStart, startServer, UNLIMITED } from '../http/server.ts'
import { type AgentsProcess, startAgents } from './agents.ts'
import { type FleetPlace, type Group, policyOf } from './place.ts'
import { at } from './requests.ts'

export interface Fleet {
  place: FleetPlace
  servers: ServerProcess[]
  agents: AgentsProcess
  /** Agents that have no stream and ask at a rate: where ten thousand streams are kept there is always something else to do. */
  askers: AgentsProcess
  admin: Admin
  stop(): Promise<void>
}

export interface Admin {
  /** One commit that gives the computers of these groups another policy; tells when it was sent and when it was answered. */
  roll(groups: readonly Group[]): Promise<{ sent: number; answered: number }>
  /** Two commits that give nobody another one: of a user, and of how a policy is called. */
  stir(): Promise<void>
  call(method: 'PUT' | 'POST', path: string, body: object): Promise<void>
  close(): Promise<void>
}

const SEED = 1

export const startOf = ({ database, keyFolder, tls }: FleetPlace, port = 0): ServerStart => ({
  ...{ database, keyFolder, port, tls, rate: UNLIMITED },
})

export async function startFleet(place: FleetPlace, replicas = 1): Promise<Fleet> {
  const servers = await Promise.all(Array.from({ length: replicas }, () => startServer(startOf(place))))
  const urls = servers.map(({ url }) => url)
  const start = { known: place.known, ca: place.tls.cert, urls }
  const [agents, askers] = await Promise.all([startAgents({ ...start, seed: SEED }), startAgents({ ...start, seed: SEED + 1 })])
  const admin = administrator(place, urls[0] as string)
  return {
    ...{ place, servers, agents, askers, admin },
    async stop() {
      await Promise.all([agents.stop(), askers.stop(), admin.close()])
      await Promise.all(servers.map((server) => server.stop()))
    },
  }
}

export function administrator({ root, token, tls }: FleetPlace, url: string): Admin {
  const dispatcher = new Agent({ connect: { ca: readFileSync(tls.cert, 'utf8') }, headersTimeout: 120_000, bodyTimeout: 120_000 })
  let number = 1
  const admin: Admin = {
    async call(method, path, body) {
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() }
      const answer = await request(`${url}${root}${path}`, { method, dispatcher, headers, body: JSON.stringify(body) })
      const text = await answer.body.text()
      if (answer.statusCode !== 200) throw new Error(`${method} ${path} was answered ${answer.statusCode}: ${text.slice(0, 500)}`)
    },
    async roll(groups) {
      const resources = groups.map((group) => policyOf(group, number + 1))
      number++
      const sent = nowMs()
      await admin.call('POST', ':apply', { manager: 'api', resources, scope: groups.map((group) => `PreferencePolicy/${group}`) })
      return { sent, answered: nowMs() }
    },
    async stir() {
      await admin.call('PUT', '/resources/users/guest-1', guest(1, crypto.randomUUID()))
      const { metadata, ...policy } = policyOf('rest', number)
      const renamed = { ...policy, metadata, spec: { ...policy.spec, displayName: `Policy ${crypto.randomUUID()}` } }
      await admin.call('POST', ':apply', { manager: 'api', resources: [renamed], scope: [`PreferencePolicy/${metadata.name}`] })
    },
    close: () => dispatcher.destroy(),
  }
  return admin
}

/** How many computers some groups have. */
export const sizeOf = ({ sizes }: FleetPlace, groups: readonly Group[]): number => groups.reduce((sum, group) => sum + sizes[group], 0)

/** By the clock that all processes of the machine share. */
export const nowMs = (): number => performance.timeOrigin + performance.now()

export interface Spent<T> {
  result: T
  /** Milliseconds: on the clock, and of processors, of all servers together. */
  took: number
  server: number
  load: number
}
/** What some work takes of the servers, and of the process that simulates the agents. */
export async function spent<T>({ servers, agents }: Pick<Fleet, 'servers' | 'agents'>, work: () => Promise<T>): Promise<Spent<T>> {
  const used = async () => ({
    server: (await Promise.all(servers.map((server) => server.cpu()))).reduce((sum, one) => sum + one, 0),
    load: (await agents.usage()).cpu,
  })
  const [before, since] = [await used(), nowMs()]
  const result = await work()
  const took = nowMs() - since
  const after = await used()
  return { result, took, server: after.server - before.server, load: after.load - before.load }
}

export interface Spread {
  count: number
  /** Milliseconds. */
  p50: number
  p99: number
  last: number
}
export function spread(times: readonly number[], since: number): Spread {
  const took = times.map((time) => time - since).sort((a, b) => a - b)
  if (took.length === 0) throw new Error('nothing came of it')
  return { count: took.length, p50: at(took, 0.5), p99: at(took, 0.99), last: took.at(-1) as number }
}
