/**
 * The first tables on PostgreSQL: the same as on SQLite (001-first.ts), as far as that is good for a server. Texts that rows share are not
 * kept once here: their ids would be a second thing on which replicas have to agree, for a fifth of the space. So `live` holds names, not
 * ids: [uid, existence, created, changed, [[manager, fields, last applied, digest, commit, file, line]…]], null in place of what was applied
 * last and its digest meaning "the resource's own".
 *
 * All stands in a schema of its own, which is how an opener knows a database that is ours. What is sorted or found by bytes says so
 * (`collate "C"`), whatever language the database was made for.
 */
export const firstPostgres = `
create schema splashtop;
create table splashtop.database (id text not null, made text not null, version integer not null, sole boolean primary key default true check (sole));
create table splashtop.heads (team text collate "C" primary key, revision bigint not null);
create table splashtop.resources (
  team text collate "C" not null, key text collate "C" not null, digest text not null, sole text, status text not null, live text not null,
  declared text not null,
  primary key (team, key)
);
create table splashtop.revisions (
  team text collate "C" not null, revision bigint not null, time text collate "C" not null, actor text not null, manager text not null,
  commit_id text, plan_digest text, config_digest text, counts text not null,
  primary key (team, revision)
);
create table splashtop.log (
  team text collate "C" not null, revision bigint not null, ordinal integer not null, op text not null, key text collate "C" not null,
  from_key text collate "C", declared text, digest text, status text, live text,
  primary key (team, revision, ordinal)
);
create index log_by_key on splashtop.log (team, key, revision);
create table splashtop.audit (
  team text collate "C" not null, sequence bigint not null, revision bigint not null, time text not null, body text not null,
  previous_hash text not null, hash text not null, signature text,
  primary key (team, sequence)
);
create table splashtop.sealed (
  team text collate "C" not null, key text collate "C" not null, name text collate "C" not null, value bytea not null, lookup text,
  primary key (team, key, name),
  unique (team, name, lookup)
);
create table splashtop.leases (
  team text collate "C" not null, name text collate "C" not null, holder text not null, token bigint not null, expires timestamptz not null,
  primary key (team, name)
);
create table splashtop.idempotency (
  team text collate "C" not null, key text collate "C" not null, revision bigint not null, time text collate "C" not null,
  primary key (team, key)
);
create index idempotency_by_time on splashtop.idempotency (team, time);
create table splashtop.applied (
  team text collate "C" not null, manager text collate "C" not null, config_digest text not null, revision bigint not null,
  primary key (team, manager)
);
`
