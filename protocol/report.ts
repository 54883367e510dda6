/**
 * What an agent reports: which policy it runs, what became of each setting, how its machine is. Heartbeats are no commits: the newest report of an
 * agent replaces the one before. What happened on the device is another thing: a log, numbered and chained, of which a gap is noticed.
 */
import { canonical, digestText, type Json } from '../schema/canonical.ts'

export type Enforcement = 'enforced' | 'unsupported' | 'failed'

/** A condition is data: what holds, since when, and what it means to a person. */
export interface Condition {
  /** `policy-stale`, `policy-expired`, `clock-wrong`, `disk-full`, `local-edit-refused` … */
  code: string
  level: 'error' | 'warning' | 'info'
  title: string
  text: string
  since: string
}

export interface Report {
  agentVersion: string
  /** The policy that runs: the highest revision that it was confirmed at; null where there is none yet. */
  policy: { epoch: number; rev: number; digest: string; appliedAt: string } | null
  /** A policy that came and was not taken. */
  rejected?: { rev?: number; digest?: string; code: string; reason: string }
  /** By `section.name`; those which are enforced are told too. */
  settings: { [name: string]: Enforcement }
  /** Why a setting is unsupported or failed. */
  reasons?: { [name: string]: string }
  conditions: Condition[]
  sessions: { id: string; user: string; since: string }[]
  facts?: Json
  /** Sent on change only: system, hardware, software. */
  inventory?: Json
}
/** Bytes of a report; an inventory of software is long. */
export const REPORT_BYTES = 512 << 10
/** Characters of a reason. */
export const REASON_CHARS = 1000

export interface DeviceEvent {
  time: string
  /** `enrolled`, `policy-applied`, `policy-refused`, `local-edit-refused`, `session-started` … */
  event: string
  details?: { [key: string]: Json }
}

/** One batch of the device's log. `first` is the number of its first event, from 1 on; `previous` is the chain's hash before it. */
export interface AuditBatch {
  first: number
  previous: string
  events: DeviceEvent[]
  /** So many events before the first are not on the device any more, and never were told: the server writes down that they are missing. */
  lost?: number
}
export const [BATCH_BYTES, BATCH_EVENTS] = [256 << 10, 500]
/** Before the first event. */
export const CHAIN_START = '0'.repeat(64)

/** The hash of the chain after an event. */
export const chained = (previous: string, number: number, event: DeviceEvent): string =>
  digestText(canonical({ previous, number, ...event }))

/** After a whole batch. */
export const chainedBatch = ({ first, previous, events }: AuditBatch): string =>
  events.reduce((hash, event, i) => chained(hash, first + i, event), previous)

/** What an agent is told of a batch: up to which number, and hash, the server holds its log. */
export interface AuditAnswer {
  next: number
  hash: string
}
