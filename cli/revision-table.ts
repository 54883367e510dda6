/** Revisions as people read them, the same wherever they are listed. */
import type { RevisionEntry } from '../reconciler/types.ts'
import { table } from './table.ts'
import { tallyOf, toTheSecond } from './tally.ts'
import type { Surface } from './terminal.ts'

export function revisionTable(entries: readonly RevisionEntry[], out: Surface): string {
  const rows = entries.map((e) => [
    ...[String(e.revision), toTheSecond(e.time), e.actor, e.manager],
    ...[e.commit?.slice(0, 12) ?? '', tallyOf(e.counts)],
  ])
  return table(['REVISION', 'TIME', 'ACTOR', 'MANAGER', 'COMMIT', 'CHANGES'], rows, out)
}
