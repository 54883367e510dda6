/**
 * Around a whole run of the tests: the program as it is published, built once. What runs `splashctl` runs that, as whoever installs it does; it
 * starts in a fifth of the time that the sources take. That the sources start too is for cli-package.test.ts to try.
 */
import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const checkout = join(import.meta.dirname, '..')

export function setup(): () => void {
  const built = mkdtempSync(join(tmpdir(), 'built-'))
  execFileSync(process.execPath, [join(checkout, 'scripts', 'build.ts'), join(built, 'dist')], { stdio: ['ignore', 'ignore', 'inherit'] })
  for (const name of ['bin', 'package.json']) cpSync(join(checkout, name), join(built, name), { recursive: true })
  // What carries sessions is not bundled (agent/engine/parts.ts): an installation has it beside.
  mkdirSync(join(built, 'node_modules'))
  for (const name of ['node-av', 'node-datachannel', 'x11']) {
    const from = join(checkout, 'node_modules', name)
    if (existsSync(from)) symlinkSync(from, join(built, 'node_modules', name))
  }
  mkdirSync(join(built, 'compiled'))
  process.env.SPLASHTOP_BUILT = built
  return () => {
    delete process.env.SPLASHTOP_BUILT
    rmSync(built, { recursive: true, force: true })
  }
}
