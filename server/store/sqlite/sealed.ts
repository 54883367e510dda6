/** Sealed values follow their resource: a rename takes them along, a delete takes them away, and a commit may set some anew. */
import type { Commit, LogEntry } from '../store.ts'
import type { Statements } from './statements.ts'

/** Lifts what the entries move before the rows change, and gives back what puts it down again, at the new keys. */
export function sealedAfter(
  statements: Statements,
  team: string,
  entries: readonly LogEntry[],
  changes: NonNullable<Commit['sealed']>,
): () => void {
  const moved: [key: string, cells: unknown[]][] = []
  if (statements.one('anySealed', team))
    for (const { key, from, row } of entries) {
      if (row && from === undefined) continue
      if (row) for (const cells of statements.all('sealedOf', team, from as string)) moved.push([key, cells])
      statements.run('dropAllSealed', team, from ?? key)
    }
  return () => {
    for (const [key, [name, value, lookup]] of moved)
      statements.run('putSealed', team, key, name as string, value as Uint8Array, lookup as string | null)
    for (const { key, name, value, lookup } of changes)
      if (value) statements.run('putSealed', team, key, name, value, lookup)
      else statements.run('dropSealed', team, key, name)
  }
}
