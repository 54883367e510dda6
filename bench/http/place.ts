/** A team of any size on a store of its own, with a token of its owner, for a server process to serve. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { plan } from '../../reconciler/plan/plan.ts'
import type { Declaration } from '../../reconciler/types.ts'
import { beginTeam } from '../../server/begin.ts'
import { controlPlane } from '../../server/control-plane.ts'
import { resourcesOf } from '../../server/http/declared.ts'
import { type Cluster, startCluster } from '../../server/store/postgres/cluster.ts'
import { openPostgres } from '../../server/store/postgres/store.ts'
import { openSqlite } from '../../server/store/sqlite/store.ts'
import { envelopes, team } from '../generate.ts'

export interface Place {
  /** As server-child.ts takes it. */
  database: string
  keyFolder: string
  folder: string
  /** Of the owner, who may everything. */
  token: string
  /** The path of the team. */
  root: string
  remove(): Promise<void>
}

/** Of the configuration that is applied. */
export const DIGEST = 'first'
export const MANAGER = 'git:bench/iac'
export const OWNER = 'user-0'

export const declarationOf = (resources: number): Declaration => ({
  ...{ team, manager: MANAGER },
  resources: resources === 0 ? [] : resourcesOf(team, envelopes({ resources, files: 1, seed: 1 }), {}),
})

/** Of nobody but the bench: each display name is a change. */
export const guest = (number: number, displayName: string) => ({
  apiVersion: 'splashtop.io/v1',
  kind: 'User',
  metadata: { name: `guest-${number}` },
  spec: { email: `guest-${number}@bench.example`, displayName },
})

/** @param resources so many of them are applied; none: the team has but its owner */
export async function place(on: 'sqlite' | 'postgres', resources: number): Promise<Place> {
  const folder = mkdtempSync(path.join(tmpdir(), 'splashtop-http-'))
  const keyFolder = path.join(folder, 'keys')
  let cluster: Cluster | undefined
  const remove = async () => {
    rmSync(folder, { recursive: true, force: true })
    await cluster?.stop()
  }
  try {
    cluster = on === 'postgres' ? await startCluster() : undefined
    const database = cluster ? await cluster.database() : path.join(folder, 'control-plane.db')
    const store = cluster ? await openPostgres(database) : await openSqlite(database, 'write')
    try {
      await beginTeam(store, keyFolder, { team, owner: { name: OWNER, email: `${OWNER}@bench.example` } }, { name: 'os:bench' })
      const plane = controlPlane(store, team, keyFolder)
      // Before the apply: with a revision after it, the configuration is not what was applied last.
      const { text: token } = await plane.credentials.issue({ name: 'os:bench' }, { holder: { user: OWNER } })
      const declaration = declarationOf(resources)
      if (resources > 0)
        await plane.apply({
          ...{ declaration, actor: { name: 'os:bench' }, idempotencyKey: 'first', configDigest: DIGEST },
          planned: plan(declaration, await plane.world(), { evaluatedAt: '2026-01-01T00:00:00Z' }),
        })
      return { database, keyFolder, folder, token, root: `/v1/teams/${team}`, remove }
    } finally {
      await store.close()
    }
  } catch (error) {
    await remove()
    throw error
  }
}
