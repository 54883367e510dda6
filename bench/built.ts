/** The program as it is published and installed, built from this checkout: it starts in a fifth of the time that the sources take. */
import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const checkout = join(import.meta.dirname, '..')

export interface Built {
  /** As a package is laid out; `compiled` in it is where tests have what was compiled kept. */
  folder: string
  remove(): void
}

export function built(): Built {
  const folder = mkdtempSync(join(tmpdir(), 'built-'))
  execFileSync(process.execPath, [join(checkout, 'scripts', 'build.ts'), join(folder, 'dist')], { stdio: ['ignore', 'ignore', 'inherit'] })
  for (const name of ['bin', 'package.json']) cpSync(join(checkout, name), join(folder, name), { recursive: true })
  // What carries sessions is not bundled (agent/engine/parts.ts): an installation has it beside.
  mkdirSync(join(folder, 'node_modules'))
  for (const name of ['node-av', 'node-datachannel', 'x11']) {
    const from = join(checkout, 'node_modules', name)
    if (existsSync(from)) symlinkSync(from, join(folder, 'node_modules', name))
  }
  mkdirSync(join(folder, 'compiled'))
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
