import { expect, test } from 'vitest'
import type { RevisionEntry } from '../reconciler/types.ts'
import { ProblemError } from '../schema/problem.ts'
import type { ControlPlane } from '../server/control-plane.ts'
import { momentOf, revisionNamed } from './revision.ts'

/** Four revisions: one on 1 March, two on the 3rd, one on the 29th, when Paris puts its clocks forward. */
const times = ['2026-03-01T09:00:00.000Z', '2026-03-03T09:00:00.000Z', '2026-03-03T22:59:59.999Z', '2026-03-29T00:59:59.000Z']
const entries = times.map((time, index) => ({ revision: index + 1, time }) as RevisionEntry).reverse()
const plane = (known: readonly RevisionEntry[] = entries) =>
  ({
    history: async (limit = 50) => known.slice(0, limit),
    revisionAt: async (time: number) => known.find((entry) => Date.parse(entry.time) <= time)?.revision ?? 0,
    revisionEntry: async (revision: number) => known.find((entry) => entry.revision === revision),
  }) as Partial<ControlPlane> as ControlPlane
const named = (text: string, known?: readonly RevisionEntry[]) => revisionNamed(plane(known), text, async () => 'Europe/Paris')
async function complaint(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof ProblemError)) throw new Error(`expected a ProblemError, got ${error}`)
  return error.problems.map(({ code, message }) => `${code}: ${message}`).join('\n')
}

test.each([
  ['0', 0],
  ['3', 3],
  ['HEAD', 4],
  ['head', 4],
  ['HEAD~', 3],
  ['HEAD~3', 1],
  ['HEAD~4', 0],
  ['HEAD^^', 2],
  ['2026-03-01', 1],
  ['2026-03-02', 1],
  ['2026-03-03', 3], // ends at 23:00Z
  ['2026-03-04', 3],
  ['2099-01-01', 4],
  ['2026-03-03T10:00', 2],
  ['2026-03-03 09:59:59', 1],
  ['2026-03-03T09:00:00Z', 2],
  ['2026-03-03T09:59:59+01:00', 1],
  ['2026-03-29T02:30', 4], // a time that the clocks skip: 03:30, 01:30Z
  ['2026-03-29T01:59', 3],
])('%s is revision %i', async (text, revision) => {
  expect(await named(text)).toBe(revision)
})

test.each([
  ['5', 'unknown-revision: There is no revision 5; the newest is 4.'],
  ['99999999999999999999', 'unknown-revision: There is no revision 99999999999999999999; the newest is 4.'],
  ['HEAD~5', 'unknown-revision: `HEAD~5` is before the first revision: there are 4.'],
  ['2026-02-28', 'unknown-revision: `2026-02-28` is before the first revision, which is of 2026-03-01T09:00:00Z.'],
  ['2026-02-30', 'usage: `2026-02-30` is neither a revision nor a date.'],
  ['2026-03-03T25:00', 'usage: `2026-03-03T25:00` is neither a revision nor a date.'],
  ['yesterday', 'usage: `yesterday` is neither a revision nor a date.'],
  ['-1', 'usage: `-1` is neither a revision nor a date.'],
  ['', 'usage: `` is neither a revision nor a date.'],
])('%s is refused, and it is said why', async (text, wanted) => {
  expect(await complaint(named(text))).toBe(wanted)
})

test('where nothing was applied, only the beginning can be named', async () => {
  expect([await named('HEAD', []), await named('0', [])]).toEqual([0, 0])
  expect(await complaint(named('1', []))).toBe('unknown-revision: There is no revision 1: nothing was applied yet.')
  expect(await complaint(named('2026-03-03', []))).toBe('unknown-revision: Nothing was applied yet.')
})

test('the zone is asked for only where a date needs it', async () => {
  const never = () => Promise.reject(new Error('nobody should ask'))
  expect(await revisionNamed(plane(), '2', never)).toBe(2)
  expect(await revisionNamed(plane(), 'HEAD', never)).toBe(4)
  expect(await revisionNamed(plane(), '2026-03-03T09:00+01:00', never)).toBe(1)
  await expect(revisionNamed(plane(), '2026-03-03', never)).rejects.toThrow('nobody should ask')
})

test('a day is as long as it is where the team lives', () => {
  const hours = ({ from, to }: { from: number; to: number }) => (to - from) / 3_600_000
  expect(['2026-03-28', '2026-03-29', '2026-10-25'].map((day) => hours(momentOf(day, 'Europe/Paris')))).toEqual([24, 23, 25])
  expect(hours(momentOf('2026-03-29T12:00', 'Europe/Paris'))).toBe(0)
})
