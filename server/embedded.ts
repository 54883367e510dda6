/**
 * `backend: {embedded: {}}`: the control plane inside the CLI's own process, on a SQLite file in a folder beside the project file.
 *
 *   .splashtop/            0700
 *     .gitignore           `*`: nothing in here is ever committed
 *     control-plane.db     0600, with -wal and -shm while it is open
 *     lock.db, lock.json   the writer's lock, and who holds it
 *
 * Readers take no lock and make nothing: where nothing exists yet they see an empty world. What can't be looked at is not nothing. Restoring a backup, while no splashctl runs, is
 * copying it to `control-plane.db`; a `control-plane.db-wal` that a crash left belongs to the old file and must be removed first.
 */
import { accessSync, chmodSync, constants, existsSync, lstatSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Actor } from '../schema/kind.ts'
import { ProblemError, problem } from '../schema/problem.ts'
import { World } from '../schema/world.ts'
import { type ControlPlane, controlPlane } from './control-plane.ts'
import { explained, fault } from './faults.ts'
import { keyFolder } from './keys.ts'
import { lock, userName } from './lock.ts'
import { unknownRevision } from './revisions.ts'
import { refuseOrphan } from './store/sqlite/make.ts'
import type { Mode } from './store/sqlite/open.ts'
import { openSqlite } from './store/sqlite/store.ts'

export const DATABASE = 'control-plane.db'
const WAIT_SECONDS = 30

export interface EmbeddedOptions {
  team: string
  /** A writer takes the lock and makes what is missing; a reader does neither. */
  write: boolean
  /** Of a reader that only copies: what an older splashctl wrote is copied as it is. */
  asItIs?: boolean
  /** How long a writer waits for another one; 30 when nothing is said. */
  waitSeconds?: number
  /** Called with who holds the lock, when there is someone to wait for. */
  waiting?(holder: string): void
  env?: NodeJS.ProcessEnv
}

/** Embedded, whoever runs the process acts, with the operator's rights. */
export const osActor = (): Actor => ({ name: `os:${userName()}` })

/** @param folder the `.splashtop` folder itself */
export async function openEmbedded(folder: string, options: EmbeddedOptions): Promise<ControlPlane> {
  const { team, write, env = process.env } = options
  const path = join(folder, DATABASE)
  if (!write) return openForReading(path, options.asItIs ? 'copy' : 'read', { team, env })
  prepareFolder(folder)
  const held = await lock(folder, { waitSeconds: options.waitSeconds ?? WAIT_SECONDS, waiting: options.waiting })
  try {
    if (isThere(path)) explained(path, () => accessSync(path, constants.W_OK))
    const store = await openSqlite(path, 'write')
    const plane = controlPlane(store, team, keyFolder(store.databaseId, env))
    const close = () => plane.close().finally(() => held.release())
    return { ...plane, close }
  } catch (error) {
    held.release()
    throw error
  }
}

async function openForReading(path: string, mode: Mode, { team, env }: { team: string; env: NodeJS.ProcessEnv }): Promise<ControlPlane> {
  if (!isThere(path)) return nothingYet(team, path)
  const store = await openSqlite(path, mode)
  return {
    ...controlPlane(store, team, keyFolder(store.databaseId, env)),
    apply: () => forReading(path),
    packageCode: () => forReading(path),
  }
}

/** False only where there certainly is nothing: a folder that may not be entered, or a link that leads nowhere, tells nothing of what it held. */
function isThere(path: string): boolean {
  try {
    accessSync(path, constants.R_OK)
    return true
  } catch (error) {
    const isLink = (file: string) => lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() === true
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || isLink(path) || isLink(dirname(path))) throw fault(error, path)
    refuseOrphan(path)
    return false
  }
}

async function forReading(path: string): Promise<never> {
  throw new ProblemError(problem('read-only', `\`${path}\` was opened for reading.`, 'Run `splashctl apply`, which opens it for writing.'))
}

function prepareFolder(folder: string): void {
  try {
    makeFolder(folder)
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
    if ((statSync(folder).mode & 0o077) !== 0) chmodSync(folder, 0o700) // somebody else made it, as a parse cache may
    const ignore = join(folder, '.gitignore')
    if (!existsSync(ignore)) writeFileSync(ignore, '*\n', { mode: 0o600 })
  } catch (error) {
    throw fault(error, folder)
  }
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { mode: 0o700 })
  } catch (error) {
    if (!existsSync(folder)) throw error // another process may have been first
  }
}

/** What a reader sees before the first apply. */
function nothingYet(team: string, path: string): ControlPlane {
  const empty = new World(team, new Map())
  return {
    team,
    databaseId: '',
    world: async () => empty,
    async worldAt(revision) {
      if (revision !== 0) throw new ProblemError(unknownRevision(revision, 0))
      return empty
    },
    revisionAt: async () => 0,
    revisionEntry: async () => undefined,
    touched: async () => [],
    apply: () => forReading(path),
    history: async () => [],
    unchanged: async () => undefined,
    differing: async (secrets) => secrets.map(({ key, path }) => ({ key, path })),
    movedBy: async (drift) => [...drift],
    audit: async () => [],
    verifyAudit: async () => ({ entries: 0, signed: 0, problems: [] }),
    packageCode: () => forReading(path),
    agentRoot: async () => undefined,
    backup: () => forReading(path),
    close: async () => {},
  }
}
