import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { endLine, goneLine, type Line, readLines, rowLine, type WireRow } from './rows.ts'

const linesOf = (...lines: string[]): Line[] => [...readLines(Buffer.from(lines.map((line) => `${line}\n`).join('')))]
const readLine = (line: string) => linesOf(line)[0] as { key: string; row: WireRow | null }
const json = fc.json().map((text) => JSON.stringify({ spec: JSON.parse(text) as unknown }))
const name = fc.stringMatching(/^[a-z][a-z0-9.-]{0,20}$/)
const digest = fc.stringMatching(/^[0-9a-f]{64}$/)
const owner = fc.record({
  manager: fc.oneof(fc.string(), fc.constant('git:acme/iac"\\')),
  fields: fc.array(fc.string()).map((list) => JSON.stringify(list)),
  lastApplied: json,
  digest,
  source: fc.record({ commit: fc.string(), file: fc.string(), line: fc.nat() }, { requiredKeys: [] }),
})
const row = fc
  .record({
    name,
    uid: fc.uuid(),
    existence: fc.option(fc.string()),
    declared: json,
    digest,
    status: json,
    created: fc.nat(),
    changed: fc.nat(),
    ownership: fc.array(owner, { maxLength: 3 }),
  })
  .map((parts): WireRow => ({ ...parts, kind: 'User', key: `User/acme/${parts.name}` }))

const plain = ({ key, kind, name, uid, existence, declared, digest, status, created, changed, ownership }: WireRow): WireRow => ({
  ...{ key, kind, name, uid, existence, declared, digest, status, created, changed, ownership },
})

describe('a line of rows', () => {
  test('gives back the row that it was made of, and its sole manager', () => {
    fc.assert(
      fc.property(row, fc.option(fc.string()), (one, sole) => {
        const line = rowLine(one, sole)
        expect(line).not.toContain('\n')
        const read = readLine(line)
        expect([read.key, read.row?.sole, read.row && plain(read.row)]).toEqual([one.key, sole, one])
      }),
    )
  })

  test('says "the resource’s own" where a manager applied exactly what is live', () => {
    fc.assert(
      fc.property(row, owner, (one, by) => {
        const own = { ...one, ownership: [{ ...by, lastApplied: one.declared, digest: one.digest }] }
        expect(rowLine(own, null)).toContain(',null,null,')
        expect(plain(readLine(rowLine(own, null)).row as WireRow)).toEqual(own)
      }),
    )
  })

  test('of a resource that is gone holds its key alone', () => {
    expect(readLine(goneLine('User/acme/bob'))).toEqual({ key: 'User/acme/bob', row: null })
  })

  test('never says that it lacks a text which it holds', () => {
    fc.assert(
      fc.property(row, (one) => {
        const read = readLine(rowLine(one, null)).row as WireRow
        expect(read.mentions?.(JSON.stringify(one.name))).toBe(rowLine(one, null).includes(JSON.stringify(one.name)))
        expect(read.mentions?.(one.declared.slice(1, -1), (text) => text)).toBe(true)
      }),
    )
  })

  test('stands between a heading and an end, and what was cut off is not read', () => {
    const heading = { database: 'd', team: 'acme', revision: 7, mark: 'm' }
    expect(linesOf(JSON.stringify(heading), goneLine('User/acme/bob'), endLine(7))).toEqual([
      { heading },
      { key: 'User/acme/bob', row: null },
      { end: 7 },
    ])
    expect([...readLines(Buffer.from(`${goneLine('User/acme/a')}\n["User/acme/b"`))]).toEqual([{ key: 'User/acme/a', row: null }])
  })

  test.each(['', '[', 'null', '["', '["a'])('that is none is refused: %j', (line) => {
    expect(() => readLine(line)).toThrow(SyntaxError)
  })
})
