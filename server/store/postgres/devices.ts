/** Reports and logs of devices on PostgreSQL. */
import type { DeviceStore, LogBatch, ReportRow } from '../devices.ts'
import type { Database } from './connect.ts'
import { sql } from './statements.ts'

export function deviceStore({ run }: Database): DeviceStore {
  return {
    async putReports(team, rows) {
      if (rows.length === 0) return
      const columns = (['agent', 'seen', 'report', 'inventory'] as const).map((name) => rows.map((row) => row[name]))
      await run(sql.putReports, [team, ...columns])
    },
    reports: async (team) => (await run(sql.reports, [team])).map(([agent, seen, report]) => ({ agent, seen, report }) as ReportRow),
    inventory: async (team, agent) => ((await run(sql.inventory, [team, agent]))[0]?.[0] as string | null | undefined) ?? undefined,
    async logEnd(team, agent) {
      const [next, hash] = ((await run(sql.logEnd, [team, agent]))[0] ?? []) as [number?, string?]
      return next === undefined || hash === undefined ? undefined : { next, hash }
    },
    appendLog: async (team, { agent, first, next, hash, computer, received, events }, previous) =>
      (await run(sql.appendLog, [team, agent, first, next, hash, computer, received, events, previous])).length > 0,
    deviceLog: async (team, { since, until, computer, limit }) =>
      (await run(sql.deviceLog, [team, since, until, computer ?? null, limit])).map(batchRow),
  }
}

export const reportRow = ([agent, seen, report, inventory]: unknown[]): ReportRow => ({ agent, seen, report, inventory }) as ReportRow
export const batchRow = ([agent, first, next, hash, computer, received, events]: unknown[]): LogBatch =>
  ({ agent, first, next, hash, computer, received, events }) as LogBatch
