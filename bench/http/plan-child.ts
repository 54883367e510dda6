/**
 * One empty plan over HTTP in a process of its own, as one run of the command line makes it: what is declared is loaded first, and not counted;
 * then the live team is read and the plan is made over it. What it is to do comes on standard input, since a token is part of it; it writes one JSON document.
 */
import { readFileSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import { overHttp } from '../../providers/control-plane/over-http.ts'
import { plan } from '../../reconciler/plan/plan.ts'
import { load, scan } from '../../reconciler/sources/load.ts'
import { openProject } from '../../reconciler/sources/project.ts'

export interface WirePlan {
  /** Milliseconds: until the live team was there, and until the plan was. */
  read: number
  planned: number
  /** Milliseconds of processors that both took together. */
  cpu: number
  changes: number
  /** Megabytes, at the peak. */
  peak: number
}
export interface WireStart {
  url: string
  token: string
  /** Of a project whose declaration is what is live. */
  project: string
  /** Where the copy is kept; none is. */
  copies?: string
  /** Ask whether the configuration is what was applied last, and read nothing. */
  digest?: string
}

const { url, token, project: folder, copies, digest } = JSON.parse(readFileSync(0, 'utf8')) as WireStart
const project = await openProject(folder)
const { team, manager } = project
const { resources } = digest === undefined ? await load(project, await scan(project), { cache: true }) : { resources: [] }
const [began, spent] = [performance.now(), process.cpuUsage()]
const remote = overHttp({ url, token, team, folder: copies })
const tell = (read: number, changes: number) => {
  const planned = performance.now() - began
  const { user, system } = process.cpuUsage(spent)
  const told: WirePlan = { read, planned, cpu: (user + system) / 1000, changes, peak: process.resourceUsage().maxRSS / 1024 }
  process.stdout.write(JSON.stringify(told))
}
if (digest !== undefined) {
  const same = await remote.unchanged(manager, digest)
  if (!same) throw new Error('the configuration is not the one that was applied')
  tell(performance.now() - began, 0)
} else {
  const live = await remote.world()
  const read = performance.now() - began
  tell(read, plan({ team, manager, resources }, live, { evaluatedAt: '2026-01-01T00:00:00Z' }).plan.changes.length)
}
await remote.close()
