/** What the tests of this room share: a team, a computer of it that answers at once, and those who ask for sessions on it. */
import { onlineKeyAt } from '../../protocol/keys.ts'
import { openGrant, type SessionGrant, type SessionToAgent } from '../../protocol/session.ts'
import type { Tree } from '../../schema/fields.ts'
import { ProblemError } from '../../schema/problem.ts'
import type { Agent } from '../devices/roster.ts'
import { type DeviceTeam, deviceTeam } from '../devices/testing.ts'
import type { Begun } from './contract.ts'

export const print = (digit: string) => Array(32).fill(`${digit}${digit}`).join(':')
export const sdp = (digit: string) => `v=0\r\na=fingerprint:sha-256 ${print(digit)}\r\n`

export const BASE: { [named: string]: Tree } = {
  'Team acme': { owner: 'olga', scheduledAccess: { timeZone: 'Europe/Paris' } },
  'User olga': { email: 'olga@acme.example' },
  'User mia': { email: 'mia@acme.example', displayName: 'Mia Ruiz', group: 'desks' },
  'User ben': { email: 'ben@acme.example', group: 'desks' },
  'User zoe': { email: 'zoe@acme.example' },
  'Group desks': { type: 'mixed' },
  'DeploymentPackage desks': { displayName: 'Desks', group: 'desks' },
}

export interface More {
  computer?: string
  address?: string
  offer?: string
  token?: string | undefined
  secondStep?: string | undefined
}

export interface Scene {
  team: DeviceTeam
  desk: Agent
  /** What was said to computers. */
  said: SessionToAgent[]
  /** A computer that answers at once. */
  attach(agent: Agent, answer?: string): () => void
  begin(user: string, more?: More): Promise<Begun>
  /** The last grant that was signed. */
  granted(): SessionGrant
}

export async function scene(): Promise<Scene> {
  const team = await deviceTeam()
  await team.declare(BASE)
  const desk = await team.enrolled('desk-1', await team.code('desks'))
  const { sessions, devices } = team.plane
  const made: Scene = {
    ...{ team, desk, said: [] },
    attach: (agent, answer = sdp('A')) =>
      sessions.attach(agent, (message) => {
        made.said.push(message)
        if ('prepare' in message) sessions.heard(agent, { prepared: { sessionId: message.prepare.sessionId, answer } })
      }),
    begin: (user, more) => sessions.begin({ user, computer: 'desk-1', address: '192.0.2.7', offer: sdp('B'), ...more }),
    granted() {
      const text = made.said.flatMap((one) => ('grant' in one ? [one.grant] : [])).at(-1) ?? ''
      return openGrant(text, onlineKeyAt(devices.keys().online, Date.now()))
    },
  }
  made.attach(desk)
  return made
}

/** The Problems of who is refused, a line each. */
export async function refusal(asked: Promise<unknown>): Promise<string | undefined> {
  try {
    await asked
  } catch (error) {
    if (error instanceof ProblemError) return error.problems.map(({ code, message, fix }) => `${code}: ${message} ${fix}`).join('\n')
    throw error
  }
  return undefined
}
