/** API tokens, as on SQLite (002-tokens.ts). */
export const tokensPostgres = `
create table splashtop.tokens (
  team text collate "C" not null, id text collate "C" not null, digest text collate "C" not null unique, record text not null,
  primary key (team, id)
);
`
