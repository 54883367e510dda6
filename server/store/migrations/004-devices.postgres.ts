/** What devices tell, as on SQLite (004-devices.ts). */
export const devicesPostgres = `
create table splashtop.reports (
  team text collate "C" not null, agent text collate "C" not null, seen text collate "C" not null, report text, inventory text,
  primary key (team, agent)
);
create table splashtop.device_log (
  team text collate "C" not null, agent text collate "C" not null, first bigint not null, next bigint not null, hash text not null,
  computer text collate "C" not null, received text collate "C" not null, events text not null,
  primary key (team, agent, first)
);
create index device_log_by_time on splashtop.device_log (team, received, agent, first);
`
