/**
 * What agents reported last. Heartbeats are no commits: the newest report replaces the one before, in memory at once and in the store some moments later,
 * many in one go, so that every replica's answer about the fleet is whole. A server that dies takes some seconds of them along; agents say it again.
 */
import type { Report } from '../../protocol/report.ts'
import type { Json } from '../../schema/canonical.ts'
import { storedJson } from '../faults.ts'
import type { ReportRow } from '../store/devices.ts'
import type { Store } from '../store/store.ts'

/** What is known of an agent: when it was last heard of, and what it said, if it has said anything. */
export interface Heard {
  seen: string
  report: Omit<Report, 'inventory'> | undefined
}

export interface Reports {
  /** It asked for something: it is alive. */
  heard(agent: string): void
  put(agent: string, report: Report): void
  /** Of every agent, through whichever replica it came. */
  all(): Promise<ReadonlyMap<string, Heard>>
  inventory(agent: string): Promise<Json | undefined>
  /** Writes what is not written yet. */
  flush(): Promise<void>
}

/** So long reports are gathered, and what the store says is believed. */
const [GATHER_MS, FRESH_MS] = [1000, 2000]
/** That an agent was heard of is written no more often. */
const SEEN_MS = 120_000

/** @param failed is told why a batch could not be written; it is tried again with the next one */
export function reports(store: Store, team: string, failed: (error: unknown) => void): Reports {
  const mine = new Map<string, Heard & { written: number }>()
  let pending = new Map<string, ReportRow>()
  let timer: NodeJS.Timeout | undefined
  let writing: Promise<void> = Promise.resolve()
  let read: { at: number; rows: Promise<Map<string, Heard>> } | undefined

  function write(agent: string, row: Omit<ReportRow, 'agent'>): void {
    pending.set(agent, merged(pending.get(agent), { agent, ...row }))
    timer ??= setTimeout(() => void flush().catch(failed), GATHER_MS).unref()
  }

  function flush(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    const rows = pending
    pending = new Map()
    writing = writing
      .catch(() => undefined) // it was told, and its rows are pending again
      .then(async () => {
        if (rows.size === 0) return
        try {
          await store.putReports(team, [...rows.values()])
        } catch (error) {
          for (const [agent, row] of pending) rows.set(agent, merged(rows.get(agent), row))
          pending = rows
          throw error
        }
      })
    return writing
  }

  const stored = (): Promise<Map<string, Heard>> => {
    if (!read || Date.now() - read.at > FRESH_MS) {
      const rows = store
        .reports(team)
        .then((all) => new Map(all.map(({ agent, seen, report }) => [agent, { seen, report: parsed(agent, report) }])))
      read = { at: Date.now(), rows }
      rows.catch(() => (read = undefined))
    }
    return read.rows
  }

  return {
    heard(agent) {
      const now = Date.now()
      const known = mine.get(agent)
      const seen = new Date(now).toISOString()
      const due = !known || now - known.written > SEEN_MS
      mine.set(agent, { seen, report: known?.report, written: due ? now : known.written })
      if (due) write(agent, { seen, report: null, inventory: null })
    },
    put(agent, { inventory, ...report }) {
      const seen = new Date().toISOString()
      mine.set(agent, { seen, report, written: Date.now() })
      write(agent, { seen, report: JSON.stringify(report), inventory: inventory === undefined ? null : JSON.stringify(inventory) })
    },
    async all() {
      const found = new Map(await stored())
      for (const [agent, { seen, report }] of mine) {
        const other = found.get(agent)
        if (!other || seen >= other.seen) found.set(agent, { seen, report: report ?? other?.report })
      }
      return found
    },
    async inventory(agent) {
      const text = pending.get(agent)?.inventory ?? (await store.inventory(team, agent))
      return text === undefined ? undefined : (storedJson(`the inventory of agent ${agent}`, text) as Json)
    },
    flush,
  }
}

/** What a newer row says, and what it leaves out. */
const merged = (former: ReportRow | undefined, row: ReportRow): ReportRow => ({
  ...row,
  report: row.report ?? former?.report ?? null,
  inventory: row.inventory ?? former?.inventory ?? null,
})

const parsed = (agent: string, text: string | null): Heard['report'] =>
  text === null ? undefined : (storedJson(`the report of agent ${agent}`, text) as Heard['report'])
