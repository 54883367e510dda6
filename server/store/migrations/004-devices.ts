/**
 * What devices tell. `reports` holds the newest of each agent: when it was last heard of, what it reported (JSON), and its inventory apart, which is long
 * and seldom read. `device_log` holds the chained batches of each agent's log as they came. Neither is a revision: a heartbeat changes nothing.
 */
export const devices = `
create table reports (
  team text not null, agent text not null, seen text not null, report text, inventory text,
  primary key (team, agent)
) strict, without rowid;
create table device_log (
  team text not null, agent text not null, first integer not null, next integer not null, hash text not null, computer text not null,
  received text not null, events text not null,
  primary key (team, agent, first)
) strict, without rowid;
create index device_log_by_time on device_log (team, received, agent, first);
`
