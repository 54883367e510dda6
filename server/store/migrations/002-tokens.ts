/** API tokens (server/tokens.ts): what is kept of one is a record without the token itself, found by its digest. */
export const tokens = `
create table tokens (
  team text not null, id text not null, digest text not null unique, record text not null,
  primary key (team, id)
) strict, without rowid;
`
