/**
 * `npm run package:deb`: `splashtop-agent_VERSION_ARCH.deb`, which carries the agent as a bundle, with a Node of its own. What is installed is what
 * was tested, whatever Node a computer has or gets: an update of the system's can not stop the agent.
 *
 * The same sources make the same bytes: times are those of the commit (or SOURCE_DATE_EPOCH), owners are root, rights are said here and not by
 * the umask. What is in it, and where, is in deb/tree.ts.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, renameSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { version } from '../agent/version.ts'
import { checkout } from './bundle.ts'
import { lay } from './deb/tree.ts'

const architectures: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64' }

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: checkout },
    /** Tells one package of a version from the next: `0.1.0-2`. */
    revision: { type: 'string' },
    /** As dpkg-deb names them: `none` for whoever only tries it. */
    compression: { type: 'string', default: 'xz' },
    arch: { type: 'string', default: process.arch },
  },
})
const arch = architectures[values.arch]
if (arch === undefined) throw new Error(`there is no package for ${values.arch}: ${Object.keys(architectures).join(', ')}`)
if (values.revision !== undefined && !/^[1-9]\d{0,5}$/.test(values.revision))
  throw new Error(`\`${values.revision}\` is no revision: 1, 2, 3 …`)

// A tilde sorts before everything, as a pre-release does before its release.
const full = `${version.replace('-', '~')}${values.revision === undefined ? '' : `-${values.revision}`}`
const epoch = timeOf(process.env.SOURCE_DATE_EPOCH)
const [out, name] = [resolve(values.out), `splashtop-agent_${full}_${arch}.deb`]
const work = mkdtempSync(join(tmpdir(), 'package-deb-'))
try {
  const node = join(checkout, 'node_modules', `node-linux-${values.arch}`)
  await lay(work, { version: full, arch, node, native: values.arch === process.arch, epoch })
  mkdirSync(out, { recursive: true })
  const draft = join(out, `${name}.new`)
  // One thread: with more, where xz cuts its blocks would depend on the machine.
  execFileSync('dpkg-deb', ['--root-owner-group', '--threads-max=1', `-Z${values.compression}`, '--build', work, draft], {
    env: { ...process.env, SOURCE_DATE_EPOCH: String(epoch) },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  renameSync(draft, join(out, name))
  process.stdout.write(`${join(out, name)}  ${(statSync(join(out, name)).size / 1e6).toFixed(1)} MB\n`)
} finally {
  rmSync(work, { recursive: true })
}

/** Seconds since 1970. @param told SOURCE_DATE_EPOCH; without, when the commit was made that is checked out */
function timeOf(told: string | undefined): number {
  const said = told ?? execFileSync('git', ['log', '-1', '--format=%ct'], { cwd: checkout, encoding: 'utf8' }).trim()
  if (!/^\d{1,12}$/.test(said)) throw new Error(`SOURCE_DATE_EPOCH is \`${said}\`, which is no number of seconds`)
  return Number(said)
}
