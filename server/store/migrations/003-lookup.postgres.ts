/** Sealed values by their lookup, as on SQLite (003-lookup.ts). */
export const lookupPostgres = `
create index sealed_by_lookup on splashtop.sealed (name, lookup) where lookup is not null;
`
