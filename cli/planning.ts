/** What a server's planner is started with. Its program stands beside this file, in the sources and in what is built of them. */
import type { Program } from '../server/http/planner/planner.ts'

export interface PlannerData {
  /** A SQLite file, or the URL of a PostgreSQL database. */
  database: string
  keyFolder: string
  /** Of guardrails, by their names. */
  packs: readonly string[]
}

export const plannerOf = (data: PlannerData): Program => ({
  file: new URL(import.meta.filename.endsWith('.ts') ? './planner.ts' : './planner.js', import.meta.url),
  data,
})
