/** Revisions as people read them, the same wherever they are listed. */
import type { RevisionEntry } from '../reconciler/types.ts'
import { shortCommit } from '../schema/commit.ts'
import { table } from './table.ts'
import { tallyOf, toTheSecond } from './tally.ts'
import type { Surface } from './terminal.ts'

export function revisionTable(entries: readonly RevisionEntry[], out: Surface): string {
  const rows = entries.map((e) => [
    ...[String(e.revision), toTheSecond(e.time), e.actor, e.manager],
    ...[e.commit === null ? '' : shortCommit(e.commit), tallyOf(e.counts)],
  ])
  return table(['REVISION', 'TIME', 'ACTOR', 'MANAGER', 'COMMIT', 'CHANGES'], rows, out)
}
