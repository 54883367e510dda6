/**
 * Around a whole run of the tests: one temporary folder for all of them, which goes even when a file was cut short or had no test to run. What the first
 * PostgreSQL made of it that is alike for all is kept there (server/store/postgres/cluster.ts).
 *
 * It is in memory where there is room: no test can tell, since what a killed process has written stays either way, and nothing of it needs to last. Whoever
 * wants a disk of their own to be tried names it in `TMPDIR`.
 */
import { existsSync, mkdtempSync, readdirSync, realpathSync, rmSync, statfsSync, statSync } from 'node:fs'
import { freemem, tmpdir } from 'node:os'
import { join } from 'node:path'

const [IN_MEMORY, OURS] = ['/dev/shm', 'splashtop-tests-']
/** Bytes that must be free there, and in the machine: several times what all of it ever holds at once. */
const [ROOM, MEMORY] = [4 * 2 ** 30, 8 * 2 ** 30]

export function setup(): () => void {
  const former = process.env.TMPDIR
  const inMemory = former === undefined && hasRoom()
  if (inMemory) clear()
  const folder = mkdtempSync(join(realpathSync(inMemory ? IN_MEMORY : tmpdir()), `${OURS}${process.pid}-`))
  process.env.TMPDIR = folder
  process.env.SPLASHTOP_CLUSTERS = mkdtempSync(join(folder, 'clusters-'))
  return () => {
    delete process.env.SPLASHTOP_CLUSTERS
    if (former === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = former
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What runs left there that were killed: it is memory, and nobody would miss it. */
function clear(): void {
  for (const name of readdirSync(IN_MEMORY)) {
    if (!name.startsWith(OURS)) continue
    const [pid = ''] = name.slice(OURS.length).split('-')
    const folder = join(IN_MEMORY, name)
    if (!existsSync(`/proc/${pid}`) && statSync(folder).uid === process.getuid?.()) rmSync(folder, { recursive: true, force: true })
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
