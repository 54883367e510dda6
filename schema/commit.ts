/**
 * The commit that files were applied from, as it is kept in the history: its number; with `+edits` where the files were not what it holds;
 * with `+unverified` where that could not be told, as no Git is at hand.
 */
export type Provenance = 'as committed' | 'edited' | 'unverified'

const suffixes: Record<Provenance, string> = { 'as committed': '', edited: '+edits', unverified: '+unverified' }

export const commitWith = (commit: string, provenance: Provenance): string => `${commit}${suffixes[provenance]}`

/** As people read it: `3e8be4d7280d+edits`. */
export const shortCommit = (commit: string): string => commit.replace(/^[0-9a-f]{13,}/, (number) => number.slice(0, 12))

/** How the files stand to it, to follow what it is for: "applied from it, without edits". */
export function commitSays(commit: string): string {
  if (commit.endsWith(suffixes.edited)) return 'with edits that it does not hold'
  if (commit.endsWith(suffixes.unverified)) return 'but whether with edits that it does not hold could not be told'
  return 'without edits'
}
