import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { storeConformance } from '../conformance.ts'
import { openSqlite } from '../sqlite/store.ts'
import { type Cluster, startCluster } from './cluster.ts'
import { openPostgres } from './store.ts'

let cluster: Cluster
beforeAll(async () => {
  cluster = await startCluster()
})
afterAll(() => cluster.stop())

storeConformance('PostgreSQL', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'splashtop-store-'))
  const store = await openPostgres(await cluster.database())
  const path = join(folder, 'backup.db')
  return {
    store,
    another: async () => openPostgres(await cluster.database()),
    backup: { path, open: () => openSqlite(path, 'write') },
    async end() {
      await store.close()
      rmSync(folder, { recursive: true })
    },
  }
})
