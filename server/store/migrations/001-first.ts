/**
 * The first tables: current rows, who owns what in them, and the log that both can be rebuilt from.
 *
 * Repeated text is kept once: `shapes` holds lists of field paths (a few hundred serve a hundred thousand resources), `managers` their names,
 * `places` commits and files. A NULL in `last_applied` and `digest` of ownership means "the same as the resource's", as it nearly always is.
 * No foreign key guards these ids: three checks a row would cost a tenth of a large commit, and reading names an id that leads nowhere.
 */
export const first = `
create table database (id text not null, made text not null) strict;
create table heads (team text primary key, revision integer not null) strict, without rowid;
create table shapes (id integer primary key, paths text not null unique) strict;
create table places (id integer primary key, commit_id text not null, file text not null, unique (commit_id, file)) strict;
create table managers (id integer primary key, name text not null unique) strict;
create table resources (
  team text not null, key text not null, uid text not null, existence integer,
  declared text not null, digest text not null, status text not null, created integer not null, changed integer not null,
  primary key (team, key)
) strict, without rowid;
create table ownership (
  team text not null, key text not null, manager integer not null,
  shape integer not null, last_applied text, digest text, place integer, line integer,
  primary key (team, key, manager),
  foreign key (team, key) references resources (team, key) on delete cascade
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
