import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Resource } from '../schema/resource.ts'
import { applyTo, declaration, declare, type Place, place, user } from './testing.ts'

let here: Place
beforeEach(() => {
  here = place()
  return apply(kit('office'), kit('branch'))
})
afterEach(() => here.remove())

const kit = (name: string, renamedFrom?: string) =>
  declare('DeploymentPackage', name, { displayName: name, platforms: ['linux'] }, renamedFrom)
const apply = async (...kits: Resource[]) => {
  const plane = await here.open()
  await applyTo(plane, declaration(user('bob'), ...kits))
  await plane.close()
}

test('are followed when their resource is renamed, and when it goes', async () => {
  await apply(kit('head', 'office'), kit('branch'), kit('third'))
  expect(await here.found()).toEqual([])
  await apply(kit('head'), kit('third'))
  await apply(kit('branch', 'head'), kit('third'))
  expect(await here.found()).toEqual([])
  await apply(kit('branch'))
  await apply(kit('branch'), kit('office'))
  expect(await here.found()).toEqual([])
})

test.each([
  ['is changed', `update sealed set value = x'00' where key like '%office'`, 'The sealed `code` of `DeploymentPackage/acme/office` is not'],
  [
    'is found by another',
    `update sealed set lookup = 'x' where key like '%office'`,
    'The sealed `code` of `DeploymentPackage/acme/office` is not',
  ],
  ['is gone', `delete from sealed where key like '%office'`, 'The sealed `code` of `DeploymentPackage/acme/office` is gone'],
  ['lies elsewhere', `update sealed set key = 'User/acme/bob' where key like '%office'`, 'The sealed `code` of `User/acme/bob` is not'],
  [
    'nobody committed',
    `insert into sealed values ('acme', 'User/acme/bob', 'pin', x'00', null)`,
    'The sealed `pin` of `User/acme/bob` is not',
  ],
])('one that %s is found and named', async (_, sql, named) => {
  here.tamper(sql)
  const { problems } = await here.verified()
  expect(new Set(problems.map((each) => each.code))).toEqual(new Set(['audit-mismatch']))
  expect(problems.map((each) => each.message).join('\n')).toContain(named)
})

test('an older one of the same name, put back, is found', async () => {
  const read = () => {
    const db = new DatabaseSync(here.database, { readOnly: true })
    const row = db.prepare("select value, lookup from sealed where key like '%office'").get() as { value: Uint8Array; lookup: string }
    db.close()
    return row
  }
  const old = read()
  await apply(kit('branch'))
  await apply(kit('branch'), kit('office'))
  expect(read()).not.toEqual(old)
  here.tamper((db) => db.prepare("update sealed set value = ?, lookup = ? where key like '%office'").run(old.value, old.lookup))
  expect(await here.found()).toEqual(['audit-mismatch'])
})
