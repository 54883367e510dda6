/**
 * Which revisions were in force in a stretch of time, and each of them how long. Who asks about a day must not be told how it ended: what
 * was taken away in the evening could be used at noon.
 */
import type { Span } from '../effective/types.ts'
import { clock, wall } from '../effective/wall.ts'
import type { RevisionEntry } from '../reconciler/types.ts'
import { shortCommit } from '../schema/commit.ts'
import type { ControlPlane } from '../server/control-plane.ts'
import { instantText } from './at.ts'
import { visibleLine } from './visible.ts'

export interface Held {
  entry: RevisionEntry
  /** Milliseconds since 1970. */
  from: number
  /** Undefined: it is in force still. */
  until: number | undefined
}

/** So many revisions of a day are judged, the last of it. */
export const REVISIONS = 50

/** The revisions in force within a span, in order, each with its part of the span; `leftOut`: how many earlier ones there were. */
export async function heldIn(controlPlane: ControlPlane, { from, to }: Span): Promise<{ held: (Held & Span)[]; leftOut: number }> {
  const first = Math.max(1, await controlPlane.revisionAt(from))
  const last = await controlPlane.revisionAt(to - 1)
  const begin = Math.max(first, last - REVISIONS + 1)
  const held: (Held & Span)[] = []
  for (let revision = last, until = to; revision >= begin; revision--) {
    const entry = await controlPlane.revisionEntry(revision)
    if (!entry) continue
    const since = Math.max(from, Math.min(Date.parse(entry.time), until))
    // One that another replaced in the same instant never held.
    if (since < until) held.unshift({ entry, from: since, to: until, until })
    until = since
  }
  return { held, leftOut: begin - first }
}

/** How long a revision was in force, whatever was asked about. */
export async function reachOf(controlPlane: ControlPlane, entry: RevisionEntry): Promise<Held> {
  const next = await controlPlane.revisionEntry(entry.revision + 1)
  return { entry, from: Date.parse(entry.time), until: next && Date.parse(next.time) }
}

/** For `--json`. */
export const heldJson = ({ entry: { revision, commit, actor }, from, until }: Held): { [key: string]: string | number | null } => ({
  revision,
  from: instantText(from),
  until: until === undefined ? null : instantText(until),
  commit,
  actor,
})

/** "revision 1, Mon 2026-11-23 00:00 to 20:02, commit 3e8be4d7280d by os:ada". */
export function heldText({ entry: { revision, commit, actor }, from, until }: Held, zone: string): string {
  const time = until === undefined ? `from ${wall(from, zone)} on` : `${wall(from, zone)} to ${clock(until, from, zone)}`
  return `revision ${revision}, ${time}, ${commit === null ? '' : `commit ${visibleLine(shortCommit(commit))} `}by ${visibleLine(actor)}`
}

/** What is left out of an answer about so many revisions. */
export const leftOutText = (leftOut: number, since: number, zone: string): string =>
  `${leftOut} earlier ${leftOut === 1 ? 'revision' : 'revisions'} of that day ${leftOut === 1 ? 'is' : 'are'} left out: this begins at ${wall(since, zone)}. \`--at TIME\` asks about a time before.`
