/**
 * Who had another name, or has one now: a question about the past is often asked by the name of today, and one of today by a name of then.
 * Only the log knows, and it is read when a name isn't there.
 */
import { ProblemError } from '../schema/problem.ts'
import { type Key, keyOf, splitKey } from '../schema/resource.ts'
import type { ControlPlane } from '../server/control-plane.ts'
import type { Named } from './subject.ts'

export interface Rename {
  revision: number
  from: Key
  to: Key
}

/** Every one that there was, in order. */
export async function renamesIn(controlPlane: Pick<ControlPlane, 'history' | 'touched'>): Promise<Rename[]> {
  const head = (await controlPlane.history(1))[0]?.revision ?? 0
  const touched = await controlPlane.touched(0, head)
  return touched.flatMap(({ revision, op, key, from }) => (op === 'rename' && from !== undefined ? [{ revision, from, to: key }] : []))
}

export interface OtherName {
  name: string
  /** "has been called `damien.r` since revision 3" */
  says: string
}

/**
 * What somebody is or was called at a revision, known by a name of another time.
 * @param revision null: now
 */
export function otherName(
  renames: readonly Rename[],
  { team, revision }: { team: string; revision: number | null },
  { kind, name }: Named,
): OtherName | undefined {
  const key = keyOf(kind, team, name)
  const earlier = renames.filter((one) => revision === null || one.revision <= revision)
  const forward = earlier.reduce<Rename | undefined>((last, one) => (one.from === (last?.to ?? key) ? one : last), undefined)
  if (forward) return told(forward.to, 'since', forward.revision)
  const later = renames.filter((one) => revision !== null && one.revision > revision)
  const back = later.reduceRight<Rename | undefined>((last, one) => (one.to === (last?.from ?? key) ? one : last), undefined)
  return back && told(back.from, 'until', back.revision)
}

function told(key: Key, word: 'since' | 'until', revision: number): OtherName {
  const { name } = splitKey(key)
  return { name, says: `${word === 'since' ? 'has been' : 'was'} called \`${name}\` ${word} revision ${revision}` }
}

/** Finds what is named; if that is not there, again, with what the log knows of names. */
export async function withFormerNames<A extends { renames(): Promise<Rename[]> }, T>(
  asked: A,
  find: (asked: Omit<A, 'renames'> & { renames?: readonly Rename[] }) => T,
): Promise<T> {
  const { renames, ...rest } = asked
  try {
    return find(rest)
  } catch (error) {
    if (!(error instanceof ProblemError) || !error.problems.some(({ code }) => code === 'unknown-resource')) throw error
    return find({ ...rest, renames: await renames() })
  }
}
