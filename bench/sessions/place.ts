/** A server, a computer with a display and its agent, and a person who may reach it: all that sessions need, each a process of its own. */
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import { plan } from '../../reconciler/plan/plan.ts'
import type { Declaration } from '../../reconciler/types.ts'
import { Resource } from '../../schema/resource.ts'
import { controlPlane } from '../../server/control-plane.ts'
import { makeDeviceKeys } from '../../server/devices/keys.ts'
import { openSqlite } from '../../server/store/sqlite/store.ts'
import { type AgentProcess, agentProcess } from '../agent-process.ts'
import { type TestDisplay, testDisplay } from '../display.ts'
import { team } from '../generate.ts'
import { type Place, place } from '../http/place.ts'
import { type ServerProcess, startServer, UNLIMITED } from '../http/server.ts'
import { childrenOf } from './processes.ts'
import type { Wish } from './viewer.ts'

export interface SessionPlace {
  server: ServerProcess
  display: TestDisplay
  agent: AgentProcess
  /** Of the agent. */
  pid: number
  /** Where the agent and what it starts put temporary files. */
  temporary: string
  /** For a session on the computer. */
  wish: Wish
  /** For a browser, good once. */
  link(): Promise<string>
  /** Puts these settings of the computer in force. */
  settings(settings: { [group: string]: object }): Promise<void>
  /** The processes of the sessions that run. */
  sessions(): number[]
  remove(): Promise<void>
}

const [USER, COMPUTER] = ['vic', 'kiosk-1']

/**
 * @param screen its display, which whoever made it ends; without, one is made
 * @param launcher of the agent, where it is not that of this checkout
 */
export async function sessionPlace(screen?: TestDisplay, launcher?: string): Promise<SessionPlace> {
  const ends: (() => unknown)[] = []
  const remove = async () => {
    for (const end of ends.reverse()) await end()
  }
  try {
    const where = await place('sqlite', 0)
    ends.push(() => where.remove())
    const display = screen ?? (await testDisplay())
    if (!screen) ends.push(() => display.end())
    const temporary = path.join(where.folder, 'tmp')
    mkdirSync(temporary)
    const env = { ...process.env, DISPLAY: display.name, TMPDIR: temporary }
    const { code, root, token } = await begun(where)
    const server = await startServer({ database: where.database, keyFolder: where.keyFolder, port: 0, rate: UNLIMITED })
    ends.push(() => server.stop())
    const agent = agentProcess({ folder: where.folder, hostname: COMPUTER, env, ...(launcher !== undefined && { launcher }) })
    const { code: ended, stderr } = await agent.enrol({ code, server: server.url, root })
    if (ended !== 0) throw new Error(`the computer could not enrol: ${stderr}`)
    const pid = agent.start().pid as number
    ends.push(() => agent.end())
    await agent.until('its settings are enforced', ({ running, settings }) => running && Object.keys(settings).length > 0)
    const wish = { url: server.url, team, token, computer: COMPUTER }
    const call = calls(`${server.url}${where.root}`)
    // So that each is another policy, for which one can wait.
    let number = 0
    return {
      ...{ server, display, agent, pid, temporary, wish, remove },
      sessions: () => childrenOf(pid),
      async link() {
        const { ticket } = (await call('/sessions:ticket', token, { computer: COMPUTER })) as { ticket: string }
        return `${server.url}/connect#${new URLSearchParams({ team, computer: COMPUTER, ticket })}`
      },
      async settings(settings) {
        const { digest } = agent.shown().policy
        const spec = { displayName: `Kiosks, ${++number}`, settings: { general: { hideTrayIcon: number % 2 === 1 }, ...settings } }
        const policy = { apiVersion: 'splashtop.io/v1', kind: 'PreferencePolicy', metadata: { name: 'kiosks' } }
        const resources = [{ ...policy, spec: { ...spec, targets: { groups: ['kiosks'] } } }]
        await call(':apply', where.token, { manager: 'api', resources, scope: ['PreferencePolicy/kiosks'] })
        await agent.until('the policy came', ({ policy }) => policy.digest !== digest)
      },
    }
  } catch (error) {
    await remove()
    throw error
  }
}

const calls = (root: string) => async (path: string, token: string, body: object) => {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() }
  const ask = () => fetch(`${root}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
  let answer = await ask()
  // Nobody opens so many sessions in a minute as a bench: it waits, as it is told to.
  while (answer.status === 429) {
    await answer.body?.cancel()
    await after(Number(answer.headers.get('retry-after') ?? 1) * 1000)
    answer = await ask()
  }
  const said = (await answer.json()) as object & { detail?: string }
  if (!answer.ok) throw new Error(`${path} was answered ${answer.status}: ${said.detail}`)
  return said
}

const declared = (kind: 'User' | 'Group' | 'DeploymentPackage' | 'AccessPermission', name: string, spec: object): Resource =>
  new Resource({ kind, namespace: team, name, declared: { spec } as Resource['declared'] })

const declaration: Declaration = {
  ...{ team, manager: 'git:bench/sessions' },
  resources: [
    declared('User', USER, { email: `${USER}@bench.example`, displayName: 'Vic' }),
    declared('Group', 'kiosks', { displayName: 'Kiosks', type: 'computers' }),
    declared('DeploymentPackage', 'kiosk', { displayName: 'Kiosk', group: 'kiosks' }),
    declared('AccessPermission', USER, { subjects: { users: [USER] }, computers: { mode: 'only', groups: ['kiosks'] } }),
  ],
}

async function begun({ database, keyFolder }: Place): Promise<{ code: string; root: string; token: string }> {
  const store = await openSqlite(database, 'write')
  try {
    const { fingerprint } = makeDeviceKeys(keyFolder, store.databaseId, Date.now())
    const plane = controlPlane(store, team, keyFolder)
    const actor = { name: 'os:bench' }
    const planned = plan(declaration, await plane.world(), { evaluatedAt: '2026-01-01T00:00:00Z' })
    await plane.apply({ declaration, planned, actor, idempotencyKey: 'sessions' })
    const { code } = await plane.packageCode('kiosk', actor)
    const { text } = await plane.credentials.issue(actor, { holder: { user: USER }, once: true })
    const { text: token } = await plane.credentials.exchange(text, undefined)
    return { code, root: fingerprint, token }
  } finally {
    await store.close()
  }
}
