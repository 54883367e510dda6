/** Reports and logs of devices on SQLite. */
import type { DeviceStore, LogBatch, ReportRow } from '../devices.ts'
import type { Statements } from './statements.ts'

interface Around {
  run: Statements
  read<T>(work: () => T): Promise<T>
  transaction<T>(work: () => T): Promise<T>
}

/** What is to be appended to a log, and whom to tell whether it was. */
interface Appending {
  team: string
  batch: LogBatch
  previous: string
  done(appended: boolean): void
  failed(error: unknown): void
}

export function deviceStore({ run, read, transaction }: Around): DeviceStore {
  let appending: Appending[] = []

  /** All that came in one turn, in one transaction: after a commit thousands of agents log that they took it, and the disk is what each would wait for. */
  async function append(): Promise<void> {
    const all = appending
    appending = []
    try {
      const appended = await transaction(() => all.map(appendOne))
      for (const [i, { done }] of all.entries()) done(appended[i] as boolean)
    } catch (error) {
      for (const { failed } of all) failed(error)
    }
  }
  function appendOne({ team, batch, previous }: Appending): boolean {
    const [next = 1, hash = previous] = (run.one('logEnd', team, batch.agent) ?? []) as [number?, string?]
    if (next !== batch.first || hash !== previous) return false
    putBatch(run, team, batch)
    return true
  }

  return {
    putReports: (team, rows) =>
      transaction(() => {
        for (const row of rows) putReport(run, team, row)
      }),
    reports: (team) => read(() => run.all('reports', team).map(([agent, seen, report]) => ({ agent, seen, report }) as ReportRow)),
    inventory: (team, agent) => read(() => (run.one('inventory', team, agent)?.[0] as string | null | undefined) ?? undefined),
    logEnd: (team, agent) =>
      read(() => {
        const [next, hash] = (run.one('logEnd', team, agent) ?? []) as [number?, string?]
        return next === undefined || hash === undefined ? undefined : { next, hash }
      }),
    appendLog: (team, batch, previous) =>
      new Promise((done, failed) => {
        if (appending.length === 0) setImmediate(() => void append())
        appending.push({ team, batch, previous, done, failed })
      }),
    deviceLog: (team, { since, until, computer, limit }) =>
      read(() => run.all('deviceLog', team, since, until, computer ?? null, computer ?? null, limit).map(batchRow)),
  }
}

export const putReport = (run: Statements, team: string, { agent, seen, report, inventory }: ReportRow) =>
  run.run('putReport', team, agent, seen, report, inventory)
export const putBatch = (run: Statements, team: string, { agent, first, next, hash, computer, received, events }: LogBatch) =>
  run.run('putBatch', team, agent, first, next, hash, computer, received, events)

export const reportRow = ([agent, seen, report, inventory]: unknown[]): ReportRow => ({ agent, seen, report, inventory }) as ReportRow
export const batchRow = ([agent, first, next, hash, computer, received, events]: unknown[]): LogBatch =>
  ({ agent, first, next, hash, computer, received, events }) as LogBatch
