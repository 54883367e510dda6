/**
 * The first tables: current rows with who owns what in them, and the log that they can be rebuilt from.
 *
 * Repeated text is kept once: `shapes` holds lists of field paths (a few hundred serve a hundred thousand resources), `managers` their names,
 * `places` commits and files. What belongs to a resource beside its content is one JSON text, the same in a row and in the log, as it is
 * read whole or not at all: `live` is [uid, existence, created, changed, [[manager, shape, last applied, digest, place, line]…]], where a
 * null in place of what was applied last and its digest means "the resource's own", as it nearly always is. `sole` is the manager of a
 * resource that has no other, in existence and content: a plan then need not read `live`.
 * No foreign key guards these ids: three checks a row would cost a tenth of a large commit, and reading names an id that leads nowhere.
 */
export const first = `
create table database (id text not null, made text not null) strict;
create table heads (team text primary key, revision integer not null) strict, without rowid;
create table shapes (id integer primary key, paths text not null unique) strict;
create table places (id integer primary key, commit_id text not null, file text not null, unique (commit_id, file)) strict;
create table managers (id integer primary key, name text not null unique) strict;
create table resources (
  team text not null, key text not null, digest text not null, sole integer, status text not null, live text not null, declared text not null,
  primary key (team, key)
) strict, without rowid;
create table revisions (
  team text not null, revision integer not null, time text not null, actor text not null, manager text not null,
  commit_id text, plan_digest text, config_digest text, counts text not null,
  primary key (team, revision)
) strict, without rowid;
create table log (
  team text not null, revision integer not null, ordinal integer not null, op text not null, key text not null, from_key text,
  declared text, digest text, status text, live text,
  primary key (team, revision, ordinal)
) strict, without rowid;
create table audit (
  team text not null, sequence integer not null, revision integer not null, time text not null, body text not null,
  previous_hash text not null, hash text not null, signature text,
  primary key (team, sequence)
) strict, without rowid;
create table sealed (
  team text not null, key text not null, name text not null, value blob not null, lookup text,
  primary key (team, key, name),
  unique (team, name, lookup)
) strict, without rowid;
create table leases (
  team text not null, name text not null, holder text not null, token integer not null, expires integer not null,
  primary key (team, name)
) strict, without rowid;
create table idempotency (
  team text not null, key text not null, revision integer not null, time text not null,
  primary key (team, key)
) strict, without rowid;
create table applied (
  team text not null, manager text not null, config_digest text not null, revision integer not null,
  primary key (team, manager)
) strict, without rowid;
`
