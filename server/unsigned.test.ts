import { mkdirSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { canonical, digest } from '../schema/canonical.ts'
import { applyTo, declaration, type Place, place, user } from './testing.ts'

let here: Place
beforeEach(async () => {
  here = place()
  for (const names of [['alice'], ['alice', 'bob'], ['bob'], ['bob', 'carol']]) await apply(...names)
})
afterEach(() => here.remove())

/** Applies once for each number of users, without the keys. */
async function applyKeyless(...counts: number[]): Promise<void> {
  const plane = await here.open({ env: { SPLASHTOP_KEYS: '/proc/nowhere' } })
  for (const count of counts) {
    const users = Array.from({ length: count }, (_, i) => user(`u${i}`))
    expect((await applyTo(plane, declaration(user('bob'), ...users))).problems.map((each) => each.code)).toEqual(['keys-missing'])
  }
  await plane.close()
}
const apply = async (...names: string[]) => {
  const plane = await here.open()
  const receipt = await applyTo(plane, declaration(...names.map((name) => user(name))))
  await plane.close()
  return receipt
}

test('are told even by who has no key, as a warning', async () => {
  await applyKeyless(1, 2)
  const plane = await here.open({ write: false, env: { SPLASHTOP_KEYS: '/proc/nowhere' } })
  const { problems } = await plane.verifyAudit()
  await plane.close()
  expect(problems.map((each) => [each.code, each.level])).toEqual([
    ['keys-missing', 'warning'],
    ['audit-unsigned', 'warning'],
  ])
  expect(problems[1]?.message).toContain('Entries 5 to 6 of the audit log')
})

test('are no error where there never was a key; the first key puts them on record', async () => {
  here.remove()
  here = place()
  await applyKeyless(1, 2)
  expect((await here.verified()).problems.map((each) => each.code)).toEqual(['keys-missing', 'audit-unsigned'])
  mkdirSync(await here.keyFolder(), { recursive: true })
  expect((await apply('bob')).problems.map((each) => each.code)).toEqual(['audit-unsigned'])
  const { signed, problems } = await here.verified()
  expect([signed, problems.map((each) => each.message.replace(/\(.*?\)/, ''))]).toEqual([
    1,
    ['Entries 1 to 2 of the audit log  have no signature, as entry 3 records.'],
  ])
})

test('are an error although signed ones follow, when a signature was taken away', async () => {
  here.tamper('update audit set signature = null where sequence = 2')
  expect(await here.found()).toEqual(['audit-unvouched'])
  here.tamper('update audit set signature = null where sequence = 4')
  await apply('bob')
  const { problems } = await here.verified()
  expect(problems.map((each) => [each.code, /Entry \d/.exec(each.message)?.[0]])).toEqual([
    ['audit-unvouched', 'Entry 2'],
    ['audit-unvouched', 'Entry 4'],
  ])
})

test('are not excused by one of them that says so, nor by one with a signature that does not hold', async () => {
  await applyKeyless(1, 2)
  const forge = (signature: string | null) =>
    here.tamper((db) => {
      const row = db.prepare('select * from audit where sequence = 6').get() as Record<string, string | number>
      const body = canonical({ ...JSON.parse(row.body as string), unsigned: { from: 5, to: 6 } })
      const { team, sequence, revision, time, previous_hash: previousHash } = row
      const databaseId = db.prepare('select id from database').get()?.id
      const hash = digest({ body, databaseId, previousHash, revision, sequence, team, time })
      db.prepare('update audit set body = ?, hash = ?, signature = ? where sequence = 6').run(body, hash, signature)
    })
  forge(null)
  expect(await here.found()).toEqual(['audit-unvouched'])
  forge('AAAA')
  expect(await here.found()).toEqual(['audit-signature', 'audit-unvouched'])
  await apply('bob')
  expect(await here.found()).toEqual(['audit-signature', 'audit-unvouched'])
})
