/**
 * The control plane's HTTP API as a process of its own, for benches and soaks that measure it, flood it or kill it. What it is started with
 * stands in its argument; what it tells goes over the channel to whoever started it, and what it logs to standard output, as in production.
 * It ends when the channel does.
 */
import { readFileSync } from 'node:fs'
import { pino } from 'pino'
import { plannerOf } from '../../cli/planning.ts'
import { openDatabase } from '../../cli/server-store.ts'
import { serve } from '../../server/http/serve.ts'
import type { ServerStart, Told, Usage } from './server.ts'

const { database, keyFolder, port, rate, timeouts, tls } = JSON.parse(process.argv[2] ?? '') as ServerStart
const tell = (what: Told) => process.send?.(what)
const store = await openDatabase(database)
const served = await serve({
  ...{ store, keyFolder, host: '127.0.0.1', port, log: pino(), rate },
  planner: plannerOf({ database, keyFolder, packs: [] }),
  ...(timeouts && { timeouts }),
  ...(tls && { tls: { cert: readFileSync(tls.cert, 'utf8'), key: readFileSync(tls.key, 'utf8') } }),
})
process.on('message', (asked) => tell(asked === 'cpu' ? { cpu: cpu() } : { usage: usage() }))
process.on('disconnect', () => void served.stop().then(() => process.exit()))
tell({ url: served.url })

function usage(): Usage {
  globalThis.gc?.()
  const { rss, heapUsed, external } = process.memoryUsage()
  return { resident: rss / 1024 ** 2, held: (heapUsed + external) / 1024 ** 2, peak: peak() }
}

/** Megabytes. What getrusage says begins, on Linux, with what was resident of whoever started the process. */
function peak(): number {
  const most = process.platform === 'linux' ? /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] : undefined
  return (most === undefined ? process.resourceUsage().maxRSS : Number(most)) / 1024
}

function cpu(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}
