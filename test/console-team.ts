/** The team in which the console is tried: people of each sort, computers that are there, are not, and are otherwise called, and hours. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Computers, computers } from './computers.ts'

/** What a name holds that somebody chose who means no good: where a page takes it for more than text, `window.taken` is set. */
export const HOSTILE = '</script><img src=x onerror="window.taken = 1"><b>bold</b>'

/** Hours of the team, in the zone of `consoleTeam`. None is now, whenever a test runs: not today, nor from yesterday's night into today. */
const weekdays = (...ahead: readonly number[]) =>
  ahead
    .map((days) => new Date(Date.now() + days * 86_400_000).toLocaleDateString('en-GB', { weekday: 'short', timeZone: 'Europe/Paris' }))
    .map((name) => name.slice(0, 2).toUpperCase())
    .join(', ')

const TEAM = `apiVersion: splashtop.io/v1
kind: List
items:
  - apiVersion: splashtop.io/v1
    kind: AccessPermission
    metadata: {name: jo}
    spec: {subjects: {users: [jo]}, computers: {mode: only, groups: [kiosks, workshop]}}
  - apiVersion: splashtop.io/v1
    kind: User
    metadata: {name: tess}
    spec: {displayName: Tess Varga, email: tess@atelier.example, role: admin}
  - apiVersion: splashtop.io/v1
    kind: User
    metadata: {name: nils}
    spec: {displayName: Nils Berg, email: nils@atelier.example}
  - apiVersion: splashtop.io/v1
    kind: Computer
    metadata: {name: kiosk-2}
    spec: {displayName: Front door, group: kiosks, note: '${HOSTILE}'}
  - apiVersion: splashtop.io/v1
    kind: Computer
    metadata: {name: lab-1}
    spec: {displayName: Microscope, group: lab}
  - apiVersion: splashtop.io/v1
    kind: Computer
    metadata: {name: lab-2}
    spec: {displayName: Spectrometer, group: lab}
  - apiVersion: splashtop.io/v1
    kind: ScheduledResource
    metadata: {name: lab}
    spec: {displayName: Laboratory, groups: [lab]}
  - apiVersion: splashtop.io/v1
    kind: ScheduledResource
    metadata: {name: microscope}
    spec: {displayName: Microscope alone, computers: [lab-1]}
  - apiVersion: splashtop.io/v1
    kind: Schedule
    metadata: {name: lab-days}
    spec:
      displayName: Lab days
      resource: lab
      subjects: {users: [jo]}
      startDate: 2026-01-05
      timeSlot: {start: '06:30', end: '11:00'}
      recurrence: {frequency: weekly, days: [${weekdays(2, 4)}]}
  - apiVersion: splashtop.io/v1
    kind: Schedule
    metadata: {name: night-scans}
    spec:
      displayName: '${HOSTILE}'
      resource: microscope
      subjects: {users: [jo]}
      startDate: 2026-01-05
      timeSlot: {start: '22:00', end: '02:00', crossesMidnight: true}
      recurrence: {frequency: weekly, days: [${weekdays(2, 3, 5)}]}
`

export interface ConsoleTeam extends Computers {
  /** A one-time token of a user, as an invitation has it. */
  invited(user: string): Promise<string>
  /** A token of a user, that lasts; asked for once. */
  tokenOf(user: string): Promise<string>
}

export async function consoleTeam(env: NodeJS.ProcessEnv = {}): Promise<ConsoleTeam> {
  const plane = await computers(env)
  try {
    writeFileSync(join(plane.path, 'team.yaml'), TEAM)
    const organisation = join(plane.path, 'organisation.yaml')
    const text = readFileSync(organisation, 'utf8')
    writeFileSync(organisation, text.replace('owner: maya}', 'owner: maya, scheduledAccess: {timeZone: Europe/Paris}}'))
    await plane.applied()
  } catch (error) {
    await plane.end()
    throw error
  }
  const invited = async (user: string) =>
    (JSON.parse(await plane.good('token', 'create', '--invite', user, '--json')) as { text: string }).text
  return {
    ...{ ...plane, invited },
    async tokenOf(user) {
      const headers = { authorization: `Bearer ${await invited(user)}`, 'content-type': 'application/json' }
      const answer = await fetch(`${plane.url}/v1/teams/atelier:login`, { method: 'POST', headers, body: '{}' })
      return ((await answer.json()) as { text: string }).text
    },
  }
}
