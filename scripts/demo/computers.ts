/** The computers of the demo: one of an artist, one of a developer, and one that holds the books, which is declared and comes in by a code of its own. */

import { watch } from 'node:fs'
import path from 'node:path'
import type { Shown } from '../../agent/standing.ts'
import { type AgentProcess, agentProcess } from '../../bench/agent-process.ts'
import { ProblemError } from '../../schema/problem.ts'
import { SHOWN } from './desktop.ts'
import type { Plane } from './place.ts'
import { type Processes, wrong } from './processes.ts'

export interface DemoComputer {
  agent: AgentProcess
  name: string
  group: string
  by: string
}

const WANTED = [
  { name: 'par-ws-01', group: 'artists-paris', by: 'package workstation' },
  { name: 'ber-dev-01', group: 'pipeline-berlin', by: 'package workstation' },
  { name: 'lyo-fin-02', group: 'finance', by: 'a code of its own' },
] as const

/** With what an agent ends that was un-enrolled. */
const UNENROLLED = 4

/** @param display of the one that is shown, if there is one */
export async function computersOf(
  plane: Plane,
  processes: Processes,
  say: (text: string) => void,
  display: string | undefined,
): Promise<DemoComputer[]> {
  const codeOf = async (...words: string[]) => (JSON.parse(await plane.splashctl(...words, '--json')) as { code: string }).code
  const workstation = await codeOf('package', 'workstation')
  const computers: DemoComputer[] = []
  for (const { name, group, by } of WANTED) {
    const code = by === 'package workstation' ? workstation : await codeOf('approve', name, '--code')
    const { DISPLAY: _, ...none } = plane.env // that of whoever runs the demo is nobody's to look at
    const env = name === SHOWN && display !== undefined ? { ...none, DISPLAY: display } : none
    const agent = agentProcess({ folder: plane.folder, hostname: name, env })
    const { code: ended, stderr } = await agent.enrol({ code, server: plane.url, root: plane.fingerprint })
    if (ended !== 0) throw wrong(`${name} could not enrol: ${stderr.trim()}`)
    processes.goesOn(`The agent of ${name}`, agent.start(), UNENROLLED)
    await agent.until('its settings are enforced', isEnforced)
    say(`${name} enrolled by ${by}, in group ${group}; its agent runs.`)
    computers.push({ agent, name, group, by })
  }
  return computers
}

const isEnforced = ({ running, settings }: Shown): boolean =>
  running && Object.values(settings).every(({ enforcement }) => enforcement !== null)

/** Says whenever an agent holds another policy, and which settings that changed. */
export function watched(computers: readonly DemoComputer[], say: (text: string) => void): { close(): void } {
  const watchers = computers.map(({ agent, name }) => {
    let before = agent.shown()
    return watch(agent.state, () => {
      const now = looked(agent)
      if (!now) return
      if (now.computer.revoked && !before.computer.revoked) {
        say(`${name} was un-enrolled: it admits nobody.`)
        before = now
      }
      if (!isEnforced(now) || now.policy.digest === before.policy.digest) return
      const changed = Object.entries(now.settings).filter(([setting, { value }]) => !isSame(value, before.settings[setting]?.value))
      const texts = changed.map(
        ([setting, { value, enforcement, reason }]) => `${setting} ${JSON.stringify(value)}, ${enforcement}${reason ? ` (${reason})` : ''}`,
      )
      say(`${name} runs revision ${now.policy.revision}: ${texts.join('; ') || 'the same settings'}`)
      before = now
    })
  })
  return {
    close() {
      for (const watcher of watchers) watcher.close()
    },
  }
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

/** Undefined between two of its files, and once it is taken away. */
function looked(agent: AgentProcess): Shown | undefined {
  try {
    return agent.shown()
  } catch (error) {
    if (error instanceof ProblemError) return undefined
    throw error
  }
}

export const stateOf = (plane: Plane, name: string): string => path.join(plane.folder, name)
