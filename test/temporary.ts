/** Around a whole run of the tests: one temporary folder for all of them, which goes even when a file was cut short or had no test to run. */
import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export function setup(): () => void {
  const former = process.env.TMPDIR
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'splashtop-'))
  process.env.TMPDIR = folder
  return () => {
    if (former === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = former
    rmSync(folder, { recursive: true, force: true })
  }
}
