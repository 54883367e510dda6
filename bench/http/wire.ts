/** What a client of the control plane waits for who plans and has nothing to do: each plan in a process of its own (plan-child.ts). */
import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { write } from '../generate.ts'
import { DIGEST, place } from './place.ts'
import type { WirePlan, WireStart } from './plan-child.ts'
import { startServer, UNLIMITED } from './server.ts'

export interface Wire {
  what: string
  target?: number
  median: WirePlan
  slowest: number
}

export async function wire(resources: number, times: number, say: (text: string) => void): Promise<Wire[]> {
  const where = await place('sqlite', resources)
  try {
    const { database, keyFolder, token, folder } = where
    const project = path.join(folder, 'project')
    write(project, { resources, files: Math.max(1, resources / 100), seed: 1 })
    const server = await startServer({ database, keyFolder, port: 0, rate: UNLIMITED })
    try {
      const once = (how: Partial<WireStart>): WirePlan => {
        const start: WireStart = { url: server.url, token, project, ...how }
        const program = path.join(import.meta.dirname, 'plan-child.ts')
        const told = execFileSync(process.execPath, [program], { input: JSON.stringify(start), encoding: 'utf8', timeout: 120_000 })
        const found = JSON.parse(told) as WirePlan
        if (found.changes > 0) throw new Error(`the plan should be empty, and has ${found.changes} changes`)
        return found
      }
      const measure = (what: string, how: Partial<WireStart>, target?: number): Wire => {
        say(`HTTP, ${resources.toLocaleString('en')}: ${what}`)
        const all = Array.from({ length: times }, () => once(how)).sort((a, b) => a.planned - b.planned)
        const [median, slowest] = [all[Math.floor(times / 2)] as WirePlan, (all.at(-1) as WirePlan).planned]
        return { what, median, slowest, ...(target !== undefined && { target }) }
      }
      const copies = path.join(folder, 'copies')
      once({}) // the server reads the team, and the parse cache is made
      once({ copies })
      return [
        measure('everything read, no copy', {}),
        measure('with a copy, nothing new (304)', { copies }, 1000),
        measure('by the digest of the configuration', { digest: DIGEST }),
      ]
    } finally {
      await server.stop()
    }
  } finally {
    await where.remove()
  }
}
