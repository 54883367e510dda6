/** What a store keeps of devices beside the World: reports and logs. None of it is a revision; a copy of the store takes it along. */

/** The newest that is known of an agent. In a batch to be put, null says nothing new. */
export interface ReportRow {
  agent: string
  /** When it was last heard of, as commits bear their time. */
  seen: string
  /** JSON, without the inventory. */
  report: string | null
  /** JSON. */
  inventory: string | null
}

/** A batch of the log of a device: events `first` to `next` - 1, and the hash of its chain after them. */
export interface LogBatch {
  agent: string
  /** As it was called then. */
  computer: string
  first: number
  next: number
  hash: string
  received: string
  /** JSON: a list. */
  events: string
}

export interface LogQuery {
  /** When it was received, both ends included. */
  since: string
  until: string
  computer?: string | undefined
  limit: number
}

export interface DeviceStore {
  /** What is older than what is held changes nothing. */
  putReports(team: string, rows: readonly ReportRow[]): Promise<void>
  /** Of all agents; without inventories, which are long. */
  reports(team: string): Promise<Omit<ReportRow, 'inventory'>[]>
  inventory(team: string, agent: string): Promise<string | undefined>
  /** Up to which number, and hash, a device's log is held; undefined where there is none. */
  logEnd(team: string, agent: string): Promise<{ next: number; hash: string } | undefined>
  /** False where the log does not end just before this batch, with the hash `previous`: another one came first. */
  appendLog(team: string, batch: LogBatch, previous: string): Promise<boolean>
  /** Newest first. */
  deviceLog(team: string, query: LogQuery): Promise<LogBatch[]>
}
