/**
 * Entries of the audit log that bear no signature: they were written while the audit key was out of reach, or by somebody who does not have
 * it. The log can't tell one from the other, so a signed entry that comes after such ones does not vouch for them in silence: its body
 * names them (`unsigned`), and they are told as long as the log exists. Those that no signed entry names are an error, once there is a key.
 */
import { type AuditBody, bodyOf, type Span } from './audit.ts'
import type { AuditLink, Store } from './store/store.ts'

export interface Unsigned {
  sequence: number
  time: string
  actor: string
}

/** So many entries are named, each with its time and who wrote it. */
const NAMED = 5

export const unsignedOf = ({ sequence, time }: AuditLink, body: AuditBody | undefined): Unsigned => ({
  sequence,
  time,
  actor: body?.actor ?? 'unknown',
})

/** The entries without a signature that the log ends with, oldest first; those up to `after` were signed when they were written. */
export async function unsignedAtEnd(store: Store, team: string, after: number): Promise<Unsigned[]> {
  const found: Unsigned[] = []
  let link = await store.auditHead(team)
  while (link && link.signature === null && link.sequence > after) {
    const [row] = await store.audit(team, link.sequence - 1, 1)
    found.push(unsignedOf(link, row && bodyOf(row)))
    link = await store.auditLink(team, link.sequence - 1)
  }
  return found.reverse()
}

export function spanOf(entries: readonly Unsigned[]): Span | undefined {
  const [first, last] = [entries[0], entries.at(-1)]
  return first && last && { from: first.sequence, to: last.sequence }
}

/** Entries that follow one another, each list for itself. */
export function runsOf(entries: readonly Unsigned[]): Unsigned[][] {
  const runs: Unsigned[][] = []
  for (const entry of entries) {
    const run = runs.at(-1)
    if (run?.at(-1)?.sequence === entry.sequence - 1) run.push(entry)
    else runs.push([entry])
  }
  return runs
}

/** `Entries 2 to 3 of the audit log (2026-…, os:alice; 2026-…, os:bob) have no signature` */
export function tellUnsigned(entries: readonly Unsigned[]): string {
  const { from, to } = spanOf(entries) as Span
  const named = entries.slice(0, NAMED).map(({ time, actor }) => `${time}, \`${actor}\``)
  if (entries.length > NAMED) named.push(`and ${entries.length - NAMED} more`)
  return `${from === to ? `Entry ${from}` : `Entries ${from} to ${to}`} of the audit log (${named.join('; ')}) ${from === to ? 'has' : 'have'} no signature`
}
