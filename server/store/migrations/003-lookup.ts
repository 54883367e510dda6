/** Sealed values by their lookup over all teams: who enrols has a code, and no team as yet. */
export const lookup = `
create index sealed_by_lookup on sealed (name, lookup) where lookup is not null;
`
