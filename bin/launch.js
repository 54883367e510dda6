/**
 * What the launchers have in common, in plain JavaScript that any Node of the last ten years reads: the programs themselves need Node 26 (they
 * use SQLite, Temporal and type stripping, all built in). On an older one a program is started with the Node 26 that a checkout's `npm ci`
 * brought, if that is there.
 */
import { existsSync, mkdirSync } from 'node:fs'
import module from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const NEEDED = 26
const root = join(dirname(fileURLToPath(import.meta.url)), '..')

/**
 * @param name of the program
 * @param room the folder of its sources
 * @param launcher the URL of who calls
 */
export async function launch(name, room, launcher) {
  // A diagnostic report, as Node writes one when it is told to and crashes, would hold every variable of the environment: secrets too.
  // Where memory has run out Node does not know any more that it is told not to: there it writes none, unless it was started with the option.
  if (process.report && !process.report.excludeEnv) {
    process.report.excludeEnv = true
    process.report.reportOnFatalError = false
  }
  if (Number.parseInt(process.versions.node, 10) >= NEEDED) {
    keepCompiled()
    // A checkout runs its sources, so that what one reads is what runs; a published package has none.
    const sources = join(root, room, 'main.ts')
    const fromSources = process.env.SPLASHTOP_DIST !== '1' && existsSync(sources)
    const { main } = await import(pathToFileURL(fromSources ? sources : join(root, 'dist', `${name}.js`)).href)
    await main(process)
    return
  }
  const node = join(root, 'node_modules', '.bin', 'node')
  if (existsSync(node)) await startAgain(name, node, launcher)
  else {
    process.stderr.write(
      `${name} needs Node ${NEEDED} or later, and this is Node ${process.versions.node}: install it from https://nodejs.org.\n`,
    )
    process.exitCode = 1
  }
}

/**
 * Node keeps what it compiled (and, in a checkout, the types it stripped) for the next run: a folder of the user's own, as whoever could
 * write there could make us run anything. Where it can't be written Node goes on without it.
 */
function keepCompiled() {
  const { env } = process
  const home = env.HOME || env.USERPROFILE
  const caches = env.XDG_CACHE_HOME || (home && join(home, '.cache'))
  if (!caches || env.NODE_COMPILE_CACHE) return
  const folder = join(caches, 'splashtop', 'compiled')
  if (made(caches) && made(dirname(folder)) && made(folder)) module.enableCompileCache(folder)
}

/** Is there a folder, now? Made step by step: below /proc and its like, making a whole path at once never ends. */
function made(folder) {
  try {
    mkdirSync(folder, { mode: 0o700 })
    return true
  } catch (error) {
    return error.code === 'EEXIST'
  }
}

async function startAgain(name, node, launcher) {
  const { spawn } = await import('node:child_process')
  const child = spawn(node, [fileURLToPath(launcher), ...process.argv.slice(2)], { stdio: 'inherit' })
  // A terminal sends Ctrl-C to both processes, but `kill` reaches this one alone; the child decides what a signal means.
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
  const pass = (signal) => {
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
  }
  for (const signal of signals) process.on(signal, pass)
  child.on('error', (error) => {
    process.stderr.write(`${name} could not start ${node}: ${error.message}\n`)
    process.exitCode = 1
  })
  child.on('exit', (code, signal) => {
    for (const one of signals) process.off(one, pass)
    if (signal) process.kill(process.pid, signal)
    else process.exitCode = code
  })
}
