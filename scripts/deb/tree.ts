/**
 * What is in the Debian package, and where:
 *
 *   /usr/bin/splashtop-agent                     starts it (splashtop-agent)
 *   /usr/lib/splashtop-agent/node                Node, without its symbols
 *   /usr/lib/splashtop-agent/bin, dist           the launcher and the bundle
 *   /lib/systemd/system/splashtop-agent.service  the unit
 *   /usr/share/doc/splashtop-agent/              copyright with all licences, changelog, the agent's page
 *
 * The state, /var/lib/splashtop-agent, is made by postinst, and is in no package: it is the computer's own.
 */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, copyFileSync, mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { gzipSync } from 'node:zlib'
import { bundle, checkout, licences } from '../bundle.ts'
import { changelog, control, copyright } from './control.ts'

export interface Contents {
  version: string
  /** As Debian names it. */
  arch: string
  /** The folder of the package that brings Node. */
  node: string
  /** Whether that Node runs here, so that what becomes of it can be tried. */
  native: boolean
  /** Seconds since 1970. */
  epoch: number
}

const [LIB, DOC] = ['usr/lib/splashtop-agent', 'usr/share/doc/splashtop-agent']
const own = import.meta.dirname

/** @param folder an empty one */
export async function lay(folder: string, contents: Contents): Promise<void> {
  const at = (path: string): string => {
    const whole = join(folder, path)
    mkdirSync(dirname(whole), { recursive: true })
    return whole
  }
  const copy = (from: string, to: string): void => copyFileSync(from, at(to))
  const write = (path: string, text: string | Buffer): void => writeFileSync(at(path), text)

  const metafile = await bundle({ 'splashtop-agent': 'agent/main.ts' }, at(`${LIB}/dist`))
  for (const name of ['launch.js', 'splashtop-agent.js']) copy(join(checkout, 'bin', name), `${LIB}/bin/${name}`)
  // Else Node would take what it reads for CommonJS.
  write(`${LIB}/package.json`, '{"type":"module"}\n')
  placeNode(join(contents.node, 'bin', 'node'), at(`${LIB}/node`), contents.native)
  copy(join(own, 'splashtop-agent'), 'usr/bin/splashtop-agent')
  copy(join(own, 'splashtop-agent.service'), 'lib/systemd/system/splashtop-agent.service')

  const nodeLicence = readFileSync(join(contents.node, 'LICENSE'), 'utf8')
  write(`${DOC}/copyright`, copyright(await licences(Object.keys(metafile.inputs)), nodeLicence))
  write(`${DOC}/changelog.Debian.gz`, gzipSync(changelog(contents), { level: 9 }))
  copy(join(checkout, 'docs', 'agent.md'), `${DOC}/agent.md`)

  const installed = filesIn(folder)
  const bytes = installed.reduce((sum, path) => sum + statSync(join(folder, path)).size, 0)
  const sums = installed.map(
    (path) =>
      `${createHash('md5')
        .update(readFileSync(join(folder, path)))
        .digest('hex')}  ${path}\n`,
  )
  for (const script of ['postinst', 'prerm', 'postrm']) copy(join(own, script), `DEBIAN/${script}`)
  write('DEBIAN/control', control({ ...contents, bytes }))
  write('DEBIAN/md5sums', sums.join(''))
  settle(folder, contents.epoch)
}

/** Without symbols, if there is `strip` and what it leaves still runs; a fifth smaller then. */
function placeNode(from: string, to: string, native: boolean): void {
  const version = (node: string): string => execFileSync(node, ['--version'], { encoding: 'utf8' })
  try {
    if (native) {
      execFileSync('strip', ['-o', to, from])
      if (version(to) === version(from)) return
    }
  } catch {
    // no `strip`, or what it left does not run: whole, then
  }
  copyFileSync(from, to)
}

/** The paths of all files, sorted. */
const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .flatMap((entry) => (entry.isFile() ? [relative(folder, join(entry.parentPath, entry.name))] : []))
    .sort()

const PROGRAMS: ReadonlySet<string> = new Set([
  `${LIB}/node`,
  'usr/bin/splashtop-agent',
  'DEBIAN/postinst',
  'DEBIAN/prerm',
  'DEBIAN/postrm',
])

/** Rights and times, whoever builds it, when, and under which umask. */
function settle(folder: string, epoch: number): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    chmodSync(path, entry.isDirectory() || PROGRAMS.has(relative(folder, path)) ? 0o755 : 0o644)
    utimesSync(path, epoch, epoch)
  }
  chmodSync(folder, 0o755)
  utimesSync(folder, epoch, epoch)
}
