/** What the tests of this room share: an embedded control plane in a temporary folder, and small declarations to apply to it. */
import { mkdtempSync, readdirSync, readlinkSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { plan } from '../reconciler/plan/plan.ts'
import type { ApplyRequest, Declaration, Planned, Receipt } from '../reconciler/types.ts'
import type { Declared } from '../schema/fields.ts'
import { ProblemError } from '../schema/problem.ts'
import { Resource } from '../schema/resource.ts'
import type { ControlPlane } from './control-plane.ts'
import { DATABASE, type EmbeddedOptions, openEmbedded } from './embedded.ts'
import type { AuditReport } from './verify.ts'

export const TEAM = 'acme'
export const MANAGER = 'project:acme'

/** A place of its own for a database and its keys. */
export interface Place {
  root: string
  folder: string
  keys: string
  env: NodeJS.ProcessEnv
  open(options?: Partial<EmbeddedOptions>): Promise<ControlPlane>
  database: string
  /** What someone could do who can write the database's file. */
  tamper(sql: string | ((db: DatabaseSync) => void)): void
  /** What a reader finds who verifies the audit log. */
  verified(): Promise<AuditReport>
  /** The codes of what is found, each once, in order. */
  found(): Promise<string[]>
  keyFolder(): Promise<string>
  /** Removes it; throws when something in it was left open. */
  remove(): void
}

export function place(): Place {
  const root = mkdtempSync(join(tmpdir(), 'splashtop-server-'))
  const [folder, keys] = [join(root, '.splashtop'), join(root, 'keys')]
  const env = { SPLASHTOP_KEYS: keys }
  const database = join(folder, DATABASE)
  const open: Place['open'] = (options) => openEmbedded(folder, { team: TEAM, write: true, waitSeconds: 0, env, ...options })
  const reading = async <T>(work: (plane: ControlPlane) => Promise<T>): Promise<T> => {
    const plane = await open({ write: false })
    return work(plane).finally(() => plane.close())
  }
  const verified = () => reading((plane) => plane.verifyAudit())
  return {
    root,
    folder,
    keys,
    env,
    open,
    database,
    tamper(sql) {
      const db = new DatabaseSync(database, { enableForeignKeyConstraints: false })
      try {
        if (typeof sql === 'string') db.exec(sql)
        else sql(db)
      } finally {
        db.close()
      }
    },
    verified,
    found: async () => [...new Set((await verified()).problems.map((each) => each.code))].sort(),
    keyFolder: () => reading(async ({ databaseId }) => join(keys, databaseId)),
    remove() {
      const left = openFiles(root)
      rmSync(root, { recursive: true })
      if (left.length > 0) throw new Error(`left open: ${left.join(', ')}`)
    },
  }
}

/** The files of this process that lie under a folder and are open still. */
export const openFiles = (folder: string): string[] =>
  readdirSync('/proc/self/fd').flatMap((descriptor) => {
    try {
      const target = readlinkSync(`/proc/self/fd/${descriptor}`)
      return target.startsWith(folder) ? [target] : []
    } catch {
      return [] // the descriptor by which this very list was read
    }
  })

export function declare(kind: string, name: string, spec: Declared['spec'] = {}, renamedFrom?: string): Resource {
  const origin = { file: `${kind}.yaml`, line: 1, column: 1 }
  return new Resource({
    kind,
    namespace: TEAM,
    name,
    declared: { spec },
    ...(renamedFrom !== undefined && { renamedFrom }),
    origin: { ...origin, at: () => origin },
  })
}

export const user = (name: string, more: Declared['spec'] = {}): Resource =>
  declare('User', name, { email: `${name}@acme.example`, ...more })
export const declaration = (...resources: Resource[]): Declaration => ({ team: TEAM, manager: MANAGER, resources })

let requests = 0
export const request = (of: Declaration, planned: Planned, more: Partial<ApplyRequest> = {}): ApplyRequest => ({
  declaration: of,
  planned,
  actor: { name: 'os:tester' },
  idempotencyKey: `request-${process.pid}-${++requests}`,
  ...more,
})

export const planFor = async (plane: ControlPlane, of: Declaration): Promise<Planned> =>
  plan(of, await plane.world(), { evaluatedAt: '2026-01-01T00:00:00Z' })

/** Plans and applies what is declared. */
export async function applyTo(plane: ControlPlane, of: Declaration, more: Partial<ApplyRequest> = {}): Promise<Receipt> {
  return plane.apply(request(of, await planFor(plane, of), more))
}

/** The codes of the Problems that a promise is refused with. */
export async function refusal(promise: Promise<unknown>): Promise<string[]> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof ProblemError)) throw new Error(`expected a ProblemError, got ${error}`)
  return error.problems.map((found) => found.code)
}
