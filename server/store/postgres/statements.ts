/** Every statement that the store on PostgreSQL runs, once. */

export const sql = {
  head: 'select revision from splashtop.heads where team = $1',
  /** The lock of a team: whoever has its row is alone until its transaction ends. */
  lock: 'select revision from splashtop.heads where team = $1 for update',
  begin: 'insert into splashtop.heads (team, revision) values ($1, 0) on conflict do nothing',
  seen: 'select revision from splashtop.idempotency where team = $1 and key = $2',
  anySealed: 'select exists (select 1 from splashtop.sealed where team = $1)',

  /** For the one transaction that waits for somebody else between its statements. */
  patience: `set local idle_in_transaction_session_timeout = '10min'`,

  rows: `select key, digest, sole, status, live, declared from splashtop.resources
    where team = $1 and key > $2 order by key limit $3`,
  rowsAt: `with touched as (
      select key, revision, ordinal, live is not null as put from splashtop.log where team = $1 and revision <= $2
      union all
      select from_key, revision, ordinal, false from splashtop.log where team = $1 and revision <= $2 and from_key is not null),
    last as (select distinct on (key) key, revision, ordinal, put from touched order by key, revision desc, put desc)
    select last.key, log.digest, log.status, log.live, log.declared from last join splashtop.log
      on log.team = $1 and log.revision = last.revision and log.ordinal = last.ordinal
    where last.put and last.key > $3 order by last.key limit $4`,

  /** What leaves a key goes first, so that two resources may exchange their names. */
  dropResources: 'delete from splashtop.resources where team = $1 and key = any($2::text[])',
  putEntries: `with entry as (
      select * from unnest($3::integer[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[])
        as entry (ordinal, op, key, from_key, declared, digest, status, live, sole)),
    logged as (
      insert into splashtop.log (team, revision, ordinal, op, key, from_key, declared, digest, status, live)
      select $1, $2, ordinal, op, key, from_key, declared, digest, status, live from entry)
    insert into splashtop.resources (team, key, digest, sole, status, live, declared)
    select $1, key, digest, sole, status, live, declared from entry where live is not null`,
  log: `select r.revision, l.op, l.key, l.from_key, l.declared, l.digest, l.status, l.live
    from splashtop.revisions r left join splashtop.log l on l.team = r.team and l.revision = r.revision
    where r.team = $1 and r.revision > $2 and r.revision <= $3 order by r.revision, l.ordinal`,
  touched: `select revision, op, key, from_key from splashtop.log
    where team = $1 and revision > $2 and revision <= $3 order by revision, ordinal`,
  past: 'select revision, declared from splashtop.log where team = $1 and key = $2 order by revision desc limit $3',

  /** The last word of a commit, in one go: history, audit, the new head, what is remembered of it, and whom it wakes. */
  finish: `with revised as (
      insert into splashtop.revisions (team, revision, time, actor, manager, commit_id, plan_digest, config_digest, counts)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9)),
    audited as (
      insert into splashtop.audit (team, sequence, revision, time, body, previous_hash, hash, signature)
      values ($1, $10, $11, $12, $13, $14, $15, $16)),
    moved as (update splashtop.heads set revision = $2 where team = $1),
    remembered as (insert into splashtop.idempotency (team, key, revision, time) values ($1, $17, $2, $3)),
    forgotten as (delete from splashtop.idempotency where team = $1 and time < $18 and key <> $17),
    applied as (
      insert into splashtop.applied (team, manager, config_digest, revision) select $1, $5, $8, $2 where $8::text is not null
      on conflict (team, manager) do update set config_digest = excluded.config_digest, revision = excluded.revision),
    unapplied as (delete from splashtop.applied where team = $1 and manager = $5 and $8::text is null)
    select pg_notify('splashtop_commits', $1)`,
  say: `select pg_notify($1, part) from unnest($2::text[]) as part`,

  revisions: 'select * from splashtop.revisions where team = $1 order by revision desc limit $2',
  revision: 'select * from splashtop.revisions where team = $1 and revision = $2',
  revisionAt: 'select coalesce(max(revision), 0) from splashtop.revisions where team = $1 and time <= $2',

  audit: 'select * from splashtop.audit where team = $1 and sequence > $2 order by sequence limit $3',
  auditHead:
    'select sequence, revision, time, previous_hash, hash, signature from splashtop.audit where team = $1 order by sequence desc limit 1',
  auditLink: 'select sequence, revision, time, previous_hash, hash, signature from splashtop.audit where team = $1 and sequence = $2',

  sealed: 'select value from splashtop.sealed where team = $1 and key = $2 and name = $3',
  sealedBy: 'select team, key from splashtop.sealed where name = $1 and lookup = $2 order by team, key',
  allSealed: 'select key, name, value, lookup from splashtop.sealed where team = $1 order by key, name',
  liftSealed: 'delete from splashtop.sealed where team = $1 and key = any($2::text[]) returning key, name, value, lookup',
  dropSealed: 'delete from splashtop.sealed where team = $1 and key = $2 and name = $3',
  tokens: 'select id, digest, record from splashtop.tokens where team = $1 order by id',
  putToken: `insert into splashtop.tokens (team, id, digest, record) values ($1, $2, $3, $4)
    on conflict (team, id) do update set digest = excluded.digest, record = excluded.record`,
  putSealed: `insert into splashtop.sealed (team, key, name, value, lookup) values ($1, $2, $3, $4, $5)
    on conflict (team, key, name) do update set value = excluded.value, lookup = excluded.lookup`,

  reports: 'select agent, seen, report from splashtop.reports where team = $1 order by agent',
  wholeReports: 'select agent, seen, report, inventory from splashtop.reports where team = $1 and agent > $2 order by agent limit $3',
  inventory: 'select inventory from splashtop.reports where team = $1 and agent = $2',
  putReports: `insert into splashtop.reports as held (team, agent, seen, report, inventory)
    select $1, * from unnest($2::text[], $3::text[], $4::text[], $5::text[])
    on conflict (team, agent) do update set seen = excluded.seen, report = coalesce(excluded.report, held.report),
      inventory = coalesce(excluded.inventory, held.inventory) where excluded.seen >= held.seen`,
  logEnd: 'select next, hash from splashtop.device_log where team = $1 and agent = $2 order by first desc limit 1',
  appendLog: `with last as (
      select next, hash from splashtop.device_log where team = $1 and agent = $2 order by first desc limit 1)
    insert into splashtop.device_log (team, agent, first, next, hash, computer, received, events)
    select $1, $2, $3::bigint, $4::bigint, $5, $6, $7, $8
    where exists (select 1 from last where next = $3::bigint and hash = $9)
      or ($3::bigint = 1 and not exists (select 1 from last))
    on conflict do nothing returning first`,
  putBatch: `insert into splashtop.device_log (team, agent, first, next, hash, computer, received, events)
    values ($1, $2, $3, $4, $5, $6, $7, $8)`,
  deviceLog: `select agent, first, next, hash, computer, received, events from splashtop.device_log
    where team = $1 and received >= $2 and received <= $3 and ($4::text is null or computer = $4)
    order by received desc, agent, first desc limit $5`,
  batches: `select agent, first, next, hash, computer, received, events from splashtop.device_log
    where team = $1 and (agent, first) > ($2, $3) order by agent, first limit $4`,

  applied: `select a.revision from splashtop.applied a join splashtop.heads h on h.team = a.team and h.revision = a.revision
    where a.team = $1 and a.manager = $2 and a.config_digest = $3`,
  remember: `with head as (select revision from splashtop.heads where team = $1 for update)
    insert into splashtop.applied (team, manager, config_digest, revision) select $1, $2, $3, revision from head where revision = $4
    on conflict (team, manager) do update set config_digest = excluded.config_digest, revision = excluded.revision`,

  /** By the database's clock, which is one for all replicas. Nothing comes back where another one holds it. */
  lease: `insert into splashtop.leases as held (team, name, holder, token, expires)
    values ($1, $2, $3, 1, clock_timestamp() + make_interval(secs => $4))
    on conflict (team, name) do update set holder = excluded.holder, token = held.token + 1, expires = excluded.expires
    where held.holder in ('', excluded.holder) or held.expires <= clock_timestamp()
    returning token`,
  holder: `select holder, to_char(expires at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') from splashtop.leases
    where team = $1 and name = $2 and holder <> '' and expires > clock_timestamp()`,
  release: `update splashtop.leases set holder = '', expires = '-infinity' where team = $1 and name = $2 and token = $3`,
} as const
