/**
 * Around a whole run of the tests: one temporary folder for all of them, which goes even when a file was cut short or had no test to run. What the first
 * PostgreSQL made of it that is alike for all is kept there (server/store/postgres/cluster.ts).
 *
 * It is in memory where there is room: no test can tell, since what a killed process has written stays either way, and what the disk is asked to
 * keep is a third of what the system has to do for the suite. Whoever wants a disk of their own to be tried names it in `TMPDIR`.
 */
import { mkdtempSync, realpathSync, rmSync, statfsSync } from 'node:fs'
import { freemem, tmpdir } from 'node:os'
import { join } from 'node:path'

const IN_MEMORY = '/dev/shm'
/** Bytes that must be free there, and in the machine: several times what all of it ever holds at once. */
const [ROOM, MEMORY] = [4 * 2 ** 30, 8 * 2 ** 30]

export function setup(): () => void {
  const former = process.env.TMPDIR
  const folder = mkdtempSync(join(realpathSync(former === undefined && hasRoom() ? IN_MEMORY : tmpdir()), 'splashtop-'))
  process.env.TMPDIR = folder
  process.env.SPLASHTOP_CLUSTERS = mkdtempSync(join(folder, 'clusters-'))
  return () => {
    delete process.env.SPLASHTOP_CLUSTERS
    if (former === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = former
    rmSync(folder, { recursive: true, force: true })
  }
}

function hasRoom(): boolean {
  if (freemem() < MEMORY) return false
  try {
    const { bavail, bsize } = statfsSync(IN_MEMORY)
    return bavail * bsize >= ROOM
  } catch {
    return false // there is none on this system
  }
}
