/** What the tests of this folder share: a real server with a team, its packages, and agents that sign what they ask. */
import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { type EnrolRequest, type Facts, NEW_KEY } from '../../../protocol/enrolment.ts'
import { publicText } from '../../../protocol/keys.ts'
import { signRequest } from '../../../protocol/signed-request.ts'
import { keyOf } from '../../../schema/resource.ts'
import { CODE } from '../../commit.ts'
import { makeDeviceKeys } from '../../devices/keys.ts'
import { readKeys } from '../../keys.ts'
import { unseal } from '../../seal.ts'
import { type Answered, TEAM } from '../testing.ts'
import { type TestTeam, testTeam } from '../testing-team.ts'

export interface TestAgent {
  key: KeyObject
  /** `TEAM/AGENT` once it is enrolled. */
  keyid: string
  request: EnrolRequest
  call(method: string, path: string, options?: Calling): Promise<Answered>
  enrol(options?: Calling): Promise<Answered>
}
export interface Calling {
  body?: object | string
  headers?: Record<string, string>
  /** Milliseconds by which its clock is ahead. */
  ahead?: number
  keyid?: string
  signal?: AbortSignal
}
export interface AgentServer extends TestTeam {
  /** The code of a package. */
  code(name: string): Promise<string>
  /** An installation on a machine, not enrolled yet. */
  install(hostname: string, code: string, more?: Partial<Facts>): TestAgent
  /** One that is. */
  agent(hostname: string, by?: string): Promise<TestAgent>
}

export const PACKAGES = [
  'DeploymentPackage crew {displayName: Crew, group: crew}',
  'DeploymentPackage desk {displayName: Desk, group: desk}',
  'DeploymentPackage asking {displayName: Asking, approval: required, group: crew}',
]

export async function agentServer(options: Parameters<typeof testTeam>[0] & { without?: 'device keys' } = {}): Promise<AgentServer> {
  const team = await testTeam(options)
  if (!options.without) makeDeviceKeys(team.keyFolder, team.store.databaseId, Date.now())
  await team.restore(...PACKAGES)
  let machines = 0
  const server: AgentServer = {
    ...team,
    async code(name) {
      const key = keyOf('DeploymentPackage', TEAM, name)
      const row = (await team.store.snapshot(TEAM)).rows.find((one) => one.key === key)
      const [keys, sealed] = [readKeys(team.keyFolder), await team.store.sealed(TEAM, key, CODE)]
      if (!row || !keys || !sealed) throw new Error(`there is no package ${name}`)
      return unseal(keys, { databaseId: team.store.databaseId, team: TEAM, uid: row.uid, name: CODE }, sealed)
    },
    install(hostname, code, more = {}) {
      const key = generateKeyPairSync('ed25519').privateKey
      const os = { name: 'linux', version: 'Debian 13', arch: 'x64' } as const
      const facts: Facts = { hostname, os, deviceId: `device-${++machines}-of-tests`, agentVersion: '0.1.0', ...more }
      const agent: TestAgent = {
        ...{ key, keyid: NEW_KEY, request: { code, publicKey: publicText(key), facts } },
        async call(method, path, { body, headers = {}, ahead = 0, keyid = agent.keyid, signal } = {}) {
          const text = typeof body === 'object' ? JSON.stringify(body) : body
          const target = `/agent/v1${path}`
          const signed = signRequest({ method, target, body: text }, keyid, key, Date.now() + ahead)
          const response = await fetch(`${team.url}${target}`, {
            ...{ method, headers: { ...signed, ...(text !== undefined && { 'content-type': 'application/json' }), ...headers } },
            ...(text !== undefined && { body: text }),
            ...(signal && { signal }),
          })
          const said = await response.text()
          const parsed = /json(;|$)/.test(response.headers.get('content-type') ?? '') && said !== '' ? JSON.parse(said) : undefined
          return { status: response.status, headers: response.headers, text: said, body: parsed }
        },
        async enrol(calling) {
          const answered = await agent.call('POST', '/enrol', { body: agent.request, keyid: NEW_KEY, ...calling })
          if (answered.body?.state === 'enrolled') agent.keyid = `${answered.body.team}/${answered.body.agentId}`
          return answered
        },
      }
      return agent
    },
    async agent(hostname, by = 'crew') {
      const agent = server.install(hostname, await server.code(by))
      const { status, text } = await agent.enrol()
      if (status !== 201) throw new Error(`${hostname} could not enrol: ${text}`)
      return agent
    },
  }
  return server
}
