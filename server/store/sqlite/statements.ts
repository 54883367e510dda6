/** Every statement that the SQLite store runs, in one place; each is prepared when it is first used and kept. */
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'

export const sql = {
  head: 'select revision from heads where team = ?',
  setHead: 'insert into heads (team, revision) values (?, ?) on conflict (team) do update set revision = excluded.revision',
  database: 'select id, made from database',
  setDatabase: 'update database set id = ?, made = ?',
  heads: 'select team, revision from heads order by team',
  allSeen: 'select key, revision, time from idempotency where team = ? order by key',
  seen: 'select revision from idempotency where team = ? and key = ?',
  see: 'insert into idempotency (team, key, revision, time) values (?, ?, ?, ?)',
  forget: 'delete from idempotency where team = ? and time < ?',

  page: `select group_concat(concat_ws(char(10), key, digest, concat_ws(' ',
        octet_length(status) + octet_length(live) + octet_length(declared) + 2, sole)), char(10)),
      cast(group_concat(concat_ws(char(10), status, live, declared), char(10)) as blob), count(*) from (
      select key, digest, sole, status, live, declared from resources where team = ? and key > ? order by key limit ?)`,
  rows: 'select key, digest, sole, status, live, declared from resources where team = ? and key > ? order by key limit ?',
  putResource: 'insert into resources (team, key, digest, sole, status, live, declared) values (?, ?, ?, ?, ?, ?, ?)',
  dropResource: 'delete from resources where team = ? and key = ?',

  shapes: 'select id, paths from shapes',
  putShape: 'insert into shapes (paths) values (?)',
  managers: 'select id, name from managers',
  putManager: 'insert into managers (name) values (?)',
  places: 'select id, commit_id, file from places',
  putPlace: 'insert into places (commit_id, file) values (?, ?)',

  putLog: `insert into log (team, revision, ordinal, op, key, from_key, declared, digest, status, live) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  revisionsIn: 'select revision from revisions where team = ? and revision > ? and revision <= ? order by revision',
  log: `select ordinal, op, key, from_key, declared, digest, status, live from log
    where team = ? and revision = ? and ordinal > ? order by ordinal limit ?`,
  rowsAt: `with touched as (
      select key, revision, ordinal, live is not null as put from log where team = ?1 and revision <= ?2
      union all select from_key, revision, ordinal, 0 from log where team = ?1 and revision <= ?2 and from_key is not null),
    last as (select key, revision, ordinal, max(2 * revision + put) as word from touched group by key having word & 1)
    select last.key, log.digest, log.status, log.live, log.declared from last cross join log
    where log.team = ?1 and log.revision = last.revision and log.ordinal = last.ordinal order by last.key`,
  touched: `select revision, op, key, from_key from log where team = ? and revision > ? and revision <= ? order by revision, ordinal`,
  past: 'select revision, declared from log where team = ? and key = ? order by revision desc limit ?',
  putRevision: `insert into revisions (team, revision, time, actor, manager, commit_id, plan_digest, config_digest, counts)
    values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  revisions: 'select * from revisions where team = ? order by revision desc limit ?',
  revision: 'select * from revisions where team = ? and revision = ?',
  revisionsBetween: 'select * from revisions where team = ? and revision > ? and revision <= ? order by revision',
  revisionAt: 'select max(revision) from revisions where team = ? and time <= ?',

  putAudit: `insert into audit (team, sequence, revision, time, body, previous_hash, hash, signature) values (?, ?, ?, ?, ?, ?, ?, ?)`,
  audit: 'select * from audit where team = ? and sequence > ? order by sequence limit ?',
  auditHead:
    'select sequence, revision, time, previous_hash, hash, signature from audit indexed by audit_chain where team = ? order by sequence desc limit 1',
  auditLink:
    'select sequence, revision, time, previous_hash, hash, signature from audit indexed by audit_chain where team = ? and sequence = ?',

  sealed: 'select value from sealed where team = ? and key = ? and name = ?',
  sealedOf: 'select name, value, lookup from sealed where team = ? and key = ?',
  sealedBy: 'select team, key from sealed where name = ? and lookup = ? order by team, key',
  allSealed: 'select key, name, value, lookup from sealed where team = ? order by key, name',
  anySealed: 'select 1 from sealed where team = ? limit 1',
  putSealed: `insert into sealed (team, key, name, value, lookup) values (?, ?, ?, ?, ?)
    on conflict (team, key, name) do update set value = excluded.value, lookup = excluded.lookup`,
  dropSealed: 'delete from sealed where team = ? and key = ? and name = ?',
  dropAllSealed: 'delete from sealed where team = ? and key = ?',

  tokens: 'select id, digest, record from tokens where team = ? order by id',
  putToken: `insert into tokens (team, id, digest, record) values (?, ?, ?, ?)
    on conflict (team, id) do update set digest = excluded.digest, record = excluded.record`,

  reports: 'select agent, seen, report from reports where team = ? order by agent',
  wholeReports: 'select agent, seen, report, inventory from reports where team = ? and agent > ? order by agent limit ?',
  inventory: 'select inventory from reports where team = ? and agent = ?',
  putReport: `insert into reports (team, agent, seen, report, inventory) values (?, ?, ?, ?, ?)
    on conflict (team, agent) do update set seen = excluded.seen, report = coalesce(excluded.report, report),
      inventory = coalesce(excluded.inventory, inventory) where excluded.seen >= seen`,
  logEnd: 'select next, hash from device_log where team = ? and agent = ? order by first desc limit 1',
  putBatch: `insert into device_log (team, agent, first, next, hash, computer, received, events) values (?, ?, ?, ?, ?, ?, ?, ?)`,
  deviceLog: `select agent, first, next, hash, computer, received, events from device_log
    where team = ? and received >= ? and received <= ? and (? is null or computer = ?) order by received desc, agent, first desc limit ?`,
  batches: `select agent, first, next, hash, computer, received, events from device_log
    where team = ? and (agent, first) > (?, ?) order by agent, first limit ?`,

  applied: `select a.revision from applied a join heads h on h.team = a.team and h.revision = a.revision
    where a.team = ? and a.manager = ? and a.config_digest = ?`,
  putApplied: `insert into applied (team, manager, config_digest, revision) values (?, ?, ?, ?)
    on conflict (team, manager) do update set config_digest = excluded.config_digest, revision = excluded.revision`,
  allApplied: 'select manager, config_digest, revision from applied where team = ? order by manager',
  dropApplied: 'delete from applied where team = ? and manager = ?',

  lease: 'select holder, token, expires from leases where team = ? and name = ?',
  putLease: `insert into leases (team, name, holder, token, expires) values (?, ?, ?, ?, ?)
    on conflict (team, name) do update set holder = excluded.holder, token = excluded.token, expires = excluded.expires`,
  leases: 'select team, name, holder, token, expires from leases order by team, name',
  dropLease: "update leases set holder = '', expires = 0 where team = ? and name = ? and token = ?",
} as const

export type StatementName = keyof typeof sql

/** Rows come as arrays: objects with ten named properties would cost more than reading them does. */
export interface Statements {
  all(name: StatementName, ...values: SQLInputValue[]): unknown[][]
  one(name: StatementName, ...values: SQLInputValue[]): unknown[] | undefined
  /** One row at a time, for a read of very many. */
  each(name: StatementName, ...values: SQLInputValue[]): Iterable<unknown[]>
  run(name: StatementName, ...values: SQLInputValue[]): { changes: number; id: number }
  /** The statement itself, for loops over ten thousand rows. */
  prepared(name: StatementName): StatementSync
}

export function statements(db: DatabaseSync): Statements {
  const made = new Map<StatementName, StatementSync>()
  const prepared = (name: StatementName): StatementSync => {
    let statement = made.get(name)
    if (!statement) {
      statement = db.prepare(sql[name])
      statement.setReturnArrays(true)
      made.set(name, statement)
    }
    return statement
  }
  return {
    prepared,
    all(name, ...values) {
      const rows: unknown = prepared(name).all(...values) // typed as objects, which setReturnArrays makes arrays
      return rows as unknown[][]
    },
    one(name, ...values) {
      const row: unknown = prepared(name).get(...values)
      return row as unknown[] | undefined
    },
    each(name, ...values) {
      const rows: unknown = prepared(name).iterate(...values)
      return rows as Iterable<unknown[]>
    },
    run(name, ...values) {
      const { changes, lastInsertRowid } = prepared(name).run(...values)
      return { changes: Number(changes), id: Number(lastInsertRowid) }
    },
  }
}
