import { expect, test } from 'vitest'
import type { RevisionEntry } from '../reconciler/types.ts'
import type { ControlPlane } from '../server/control-plane.ts'
import { heldIn, heldJson, heldText, REVISIONS, reachOf } from './held.ts'

const time = (text: string) => Date.parse(text)
const day = { from: time('2026-11-23T00:00:00Z'), to: time('2026-11-24T00:00:00Z') }
function plane(times: readonly string[]): ControlPlane {
  const entries = times.map(
    (at, i) => ({ revision: i + 1, time: at, actor: 'os:ada', commit: i === 0 ? 'a'.repeat(40) : null }) as RevisionEntry,
  )
  return {
    revisionAt: async (at: number) => entries.findLast((entry) => Date.parse(entry.time) <= at)?.revision ?? 0,
    revisionEntry: async (revision: number) => entries[revision - 1],
  } as Partial<ControlPlane> as ControlPlane
}
const told = async (...times: string[]) => {
  const { held, leftOut } = await heldIn(plane(times), day)
  return [...held.map(({ entry, from, to }) => `${entry.revision} ${new Date(from).toISOString()} ${new Date(to).toISOString()}`), leftOut]
}

test('a revision of before holds from the beginning of the day, and each until the next', async () => {
  expect(await told('2026-11-20T00:00:00Z', '2026-11-22T00:00:00Z', '2026-11-23T19:02:00Z', '2026-11-24T00:00:00Z')).toEqual([
    '2 2026-11-23T00:00:00.000Z 2026-11-23T19:02:00.000Z',
    '3 2026-11-23T19:02:00.000Z 2026-11-24T00:00:00.000Z',
    0,
  ])
})

test('before the first nothing held', async () => {
  expect(await told('2026-11-23T19:00:00Z')).toEqual(['1 2026-11-23T19:00:00.000Z 2026-11-24T00:00:00.000Z', 0])
})

test('what was replaced in the same instant never held', async () => {
  expect(await told('2026-11-23T00:00:00Z', '2026-11-23T09:00:00Z', '2026-11-23T09:00:00Z')).toEqual([
    '1 2026-11-23T00:00:00.000Z 2026-11-23T09:00:00.000Z',
    '3 2026-11-23T09:00:00.000Z 2026-11-24T00:00:00.000Z',
    0,
  ])
})

test('of very many the last are told, and how many are not', async () => {
  const { held, leftOut } = await heldIn(plane(Array.from({ length: 60 }, (_, i) => new Date(day.from + i * 60_000).toISOString())), day)
  expect([held.length, held[0]?.entry.revision, leftOut]).toEqual([REVISIONS, 11, 10])
})

test('a revision that is in force still has no end', async () => {
  const entries = plane(['2026-11-20T00:00:00Z', '2026-11-22T08:00:00.500Z'])
  const of = async (revision: number) => reachOf(entries, (await entries.revisionEntry(revision)) as RevisionEntry)
  expect(heldJson(await of(1))).toEqual({
    ...{ revision: 1, from: '2026-11-20T00:00:00Z', until: '2026-11-22T08:00:00.5Z' },
    ...{ commit: 'a'.repeat(40), actor: 'os:ada' },
  })
  expect(heldJson(await of(2))).toMatchObject({ revision: 2, from: '2026-11-22T08:00:00.5Z', until: null, commit: null })
  expect(heldText(await of(1), 'Europe/Paris')).toBe(
    'revision 1, Fri 2026-11-20 01:00 to Sun 2026-11-22 09:00, commit aaaaaaaaaaaa by os:ada',
  )
  expect(heldText(await of(2), 'Europe/Paris')).toBe('revision 2, from Sun 2026-11-22 09:00 on, by os:ada')
})
