/**
 * The thread of a server in which large declarations are planned and committed (server/http/planner/planner.ts): it opens the server's database once
 * more, and judges by the same packs.
 */
import { enableCompileCache } from 'node:module'
import { parentPort, workerData } from 'node:worker_threads'
import type { Started } from '../server/http/planner/messages.ts'
import type { PlannerData } from './planning.ts'

const { database, keyFolder, packs, ...started } = workerData as PlannerData & Started
// What Node compiled for the program serves its threads as well, if it is told so before they import anything.
if (started.compiled !== undefined) enableCompileCache(started.compiled)
const { answerBy } = await import('../server/http/planner/thread.ts')
if (parentPort)
  answerBy(parentPort, started, async () => {
    const { openDatabase } = await import('./server-store.ts')
    const { packRules } = await import('./pack-rules.ts')
    return { store: await openDatabase(database), keyFolder, rules: packRules(packs) }
  })
