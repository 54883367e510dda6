/**
 * Around a whole run of the tests: one temporary folder for all of them, which goes even when a file was cut short or had no test to run. What the first
 * PostgreSQL made of it that is alike for all is kept there (server/store/postgres/cluster.ts).
 */
import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export function setup(): () => void {
  const former = process.env.TMPDIR
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'splashtop-'))
  process.env.TMPDIR = folder
  process.env.SPLASHTOP_CLUSTERS = mkdtempSync(join(folder, 'clusters-'))
  return () => {
    delete process.env.SPLASHTOP_CLUSTERS
    if (former === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = former
    rmSync(folder, { recursive: true, force: true })
  }
}
