/** What chains the audit log, without what its entries tell: the hash of one that tells of ten thousand changes lies behind all of them. */
export const chain = `
create index audit_chain on audit (team, sequence, revision, time, previous_hash, hash, signature);
`
