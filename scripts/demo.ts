/**
 * `npm run demo`: a control plane on the loopback with the example organisation, and three computers that enrolled in it, each an agent in a process of its
 * own. It says what is there and what to try, and then whatever the agents do. Everything lies in one folder; Ctrl-C ends it and takes that away, unless
 * `--keep DIR` names it.
 */
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { asProblems } from '../schema/problem.ts'
import { computersOf, watched } from './demo/computers.ts'
import { desktop, visitor } from './demo/desktop.ts'
import { guide } from './demo/guide.ts'
import { type Demo, place } from './demo/place.ts'
import { Processes } from './demo/processes.ts'

const { values } = parseArgs({ options: { keep: { type: 'string' } } })
const stop = new AbortController()
const onSignal = () => stop.abort()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal)

const say = (text: string): void => void process.stdout.write(`${text}\n`)
const complain = (error: unknown): void => {
  for (const { message, fix } of asProblems(error)) process.stderr.write(`${message} ${fix}\n`)
}
const processes = new Processes(stop.signal)
let where: Demo | undefined
try {
  where = place(values.keep)
  const plane = await where.begin(processes, say)
  const screen = await desktop(processes)
  const computers = await computersOf(plane, processes, say, 'name' in screen ? screen.name : undefined)
  const link = 'name' in screen ? await visitor(plane, processes) : undefined
  say(guide(plane, computers, link ? { link: await link() } : { lacking: 'lacking' in screen ? screen.lacking : '' }))
  const watching = watched(computers, say)
  // Enter: whoever was too slow, or has closed the page, has another one.
  const lines = createInterface({ input: process.stdin })
  lines.on('line', () => void link?.().then((another) => say(`  ${another}`), complain))
  await processes.ended
  watching.close()
  lines.close()
} catch (error) {
  // What was broken off in the middle complains of just that.
  if (!stop.signal.aborted) {
    complain(error)
    process.exitCode = 1
  }
} finally {
  await processes.end()
  where?.end(say)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.off(signal, onSignal)
}
