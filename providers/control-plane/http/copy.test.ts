/** The copy of a team on a client's disk: what came is put together again, whatever became of the file meanwhile. */
import { appendFileSync, chmodSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { endLine, goneLine, rowLine, type WireRow } from '../../../protocol/rows.ts'
import { isWorn, keepAddition, keepWhole, readCopy, taken } from './copy.ts'

const TEAM = 'acme'
const row = (name: string, changed: number): WireRow => {
  const declared = `{"spec":{"email":"${name}${changed}@acme.example"}}`
  return {
    ...{
      key: `User/${TEAM}/${name}`,
      kind: 'User',
      name,
      uid: `uid-${name}`,
      existence: 'git:acme',
      declared,
      status: '{}',
      created: 1,
      changed,
    },
    digest: String(changed).padStart(64, '0'),
    ownership: [],
  }
}
const answer = (
  revision: number,
  since: number | undefined,
  rows: readonly WireRow[],
  gone: readonly string[] = [],
  database = 'one',
): Buffer =>
  Buffer.from(
    [
      JSON.stringify({ database, team: TEAM, revision, mark: `mark ${revision}`, ...(since !== undefined && { since }) }),
      ...rows.map((one) => rowLine(one, null)),
      ...gone.map((name) => goneLine(`User/${TEAM}/${name}`)),
      endLine(revision),
      '',
    ].join('\n'),
  )
let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'splashtop-copy-'))
  file = join(folder, 'kept', 'live-acme.rows')
})
afterEach(() => rmSync(folder, { recursive: true }))
const told = () => {
  const copy = readCopy(file)
  return (
    copy && [
      copy.world.revision,
      ...[...copy.world.all()].map((one) => `${one.name} ${(one.declared.spec as { email: string }).email}`).sort(),
    ]
  )
}

describe('a copy', () => {
  test('is all that came at first, and then what changed', () => {
    keepWhole(file, answer(3, undefined, [row('ann', 1), row('bob', 3)]))
    keepAddition(file, answer(5, 3, [row('bob', 5), row('eve', 4)], ['ann']))
    expect(told()).toEqual([5, 'bob bob5@acme.example', 'eve eve4@acme.example'])
    expect(readFileSync(join(folder, 'kept', '.gitignore'), 'utf8')).toBe('*\n')
  })

  test('takes what two runs added for the same once, and nothing that begins later than it ends', () => {
    keepWhole(file, answer(3, undefined, [row('ann', 1)]))
    for (const revision of [4, 4]) keepAddition(file, answer(revision, 3, [row('ann', 4)]))
    expect(told()).toEqual([4, 'ann ann4@acme.example'])
    keepAddition(file, answer(9, 7, [row('ann', 9)]))
    expect(told()).toBeUndefined()
  })

  test('of another database begins anew', () => {
    const first = taken(answer(3, undefined, [row('ann', 1)]), undefined)
    expect(taken(answer(4, 3, [], [], 'two'), first)).toBeUndefined()
    expect(taken(answer(2, undefined, [row('bob', 2)], [], 'two'), first)?.world.revision).toBe(2)
  })

  test.each([1, 20, 60, 150])('that was cut off %d bytes before its end is fetched again', (bytes) => {
    keepWhole(file, answer(3, undefined, [row('ann', 1), row('bob', 3)]))
    truncateSync(file, readFileSync(file).length - bytes)
    expect(told()).toBeUndefined()
  })

  test.each(['rubbish\n', '["User', '{"end":', '{"team":1}\n["x"]\n', '\0\0\0\n'])(
    'that somebody wrote into (%j) is fetched again',
    (text) => {
      keepWhole(file, answer(3, undefined, [row('ann', 1)]))
      appendFileSync(file, text)
      expect(told()).toBeUndefined()
      writeFileSync(file, text)
      expect(told()).toBeUndefined()
    },
  )

  test('that can’t be kept or read is none, and nobody is stopped by it', () => {
    expect(readCopy(join(folder, 'nowhere', 'file'))).toBeUndefined()
    writeFileSync(join(folder, 'taken'), '')
    keepWhole(join(folder, 'taken', 'file'), answer(1, undefined, []))
    keepAddition(join(folder, 'taken', 'file'), answer(2, 1, []))
    chmodSync(join(folder, 'taken'), 0o600)
    expect(readCopy(join(folder, 'taken', 'file'))).toBeUndefined()
  })

  test('is worn when most of it came later', () => {
    const first = taken(answer(1, undefined, [row('ann', 1)]), undefined)
    expect(first && isWorn(first)).toBe(false)
    expect(first && isWorn({ ...first, size: { all: 8_000_000, added: 3_000_000 } })).toBe(true)
    expect(first && isWorn({ ...first, size: { all: 8_000_000, added: 1_500_000 } })).toBe(false)
  })
})
