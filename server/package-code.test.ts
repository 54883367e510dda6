/** Reading a package's code: it is the one that was sealed, and nobody is told it without an entry of the audit log that says so. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Actor } from '../schema/kind.ts'
import { ProblemError } from '../schema/problem.ts'
import { beginTeam } from './begin.ts'
import { CODE } from './commit.ts'
import { controlPlane, type Serving } from './control-plane.ts'
import { readKeys } from './keys.ts'
import { lookupOf } from './seal.ts'
import { openSqlite } from './store/sqlite/store.ts'
import type { Store } from './store/store.ts'
import { applyTo, declaration, declare, MANAGER, place, refusal, TEAM, user } from './testing.ts'

const operator: Actor = { name: 'os:tester' }
const ada: Actor = { name: 'ada', identity: { user: 'ada' }, address: '192.0.2.7' }
const kiosks = declare('DeploymentPackage', 'kiosks', { displayName: 'Kiosks', platforms: ['linux'] })

let root: string
let opened: Store[]
let one: Serving
const open = async (): Promise<Serving> => {
  const store = await openSqlite(join(root, 'control-plane.db'), 'write')
  opened.push(store)
  if ((await store.head(TEAM)) === 0)
    await beginTeam(store, join(root, 'keys'), { team: TEAM, owner: { name: 'ada', email: 'ada@acme.example' } }, operator)
  return controlPlane(store, TEAM, join(root, 'keys'))
}
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'splashtop-codes-'))
  opened = []
  one = await open()
  await applyTo(one, declaration(declare('Team', TEAM, { owner: 'ada' }), user('ada'), kiosks))
})
afterEach(async () => {
  for (const store of opened) await store.close()
  rmSync(root, { recursive: true })
})
const store = () => opened[0] as Store

test('gives the code that was drawn, each time, and writes down each time who was told', async () => {
  const before = (await one.world()).revision
  const first = await one.packageCode('kiosks', ada)
  expect(first).toMatchObject({ package: 'kiosks', revision: before + 1, issuedAt: expect.stringMatching(/^\d{4}-.*Z$/) })
  const keys = readKeys(join(root, 'keys'))
  const sealed = (await store().allSealed(TEAM)).find(({ name }) => name === CODE)
  expect(keys && lookupOf(keys, CODE, first.code)).toBe(sealed?.lookup)
  expect((await one.packageCode('kiosks', operator)).code).toBe(first.code)
  const reads = [{ key: `DeploymentPackage/${TEAM}/kiosks`, name: 'code' }]
  expect(await one.audit(2)).toMatchObject([
    { actor: 'os:tester', revision: before + 2, changes: [], reads },
    { actor: 'ada', address: '192.0.2.7', revision: before + 1, changes: [], reads, manager: 'control-plane' },
  ])
  expect(await one.verifyAudit()).toMatchObject({ problems: [] })
})

test('the log, the history and the world hold nothing of the code, and a reading changes nobody’s plan', async () => {
  const { code, revision } = await one.packageCode('kiosks', ada)
  const kept = JSON.stringify([await one.audit(9), await one.history(9), await one.rows(), await one.log(0)])
  expect(kept).toContain('codeIssuedAt')
  expect(kept).not.toContain(code)
  expect((await one.world()).revision).toBe(revision)
  expect((await one.log(revision - 1))[0]?.entries).toEqual([])
  expect((await one.history(1))[0]).toMatchObject({ actor: 'ada', counts: {}, planDigest: null })
})

test('an entry that says who read it can’t be taken back, nor made another', async () => {
  await one.packageCode('kiosks', ada)
  const path = join(root, 'control-plane.db')
  const { DatabaseSync } = await import('node:sqlite')
  const db = new DatabaseSync(path)
  db.exec(`update audit set body = replace(body, '"actor":"ada"', '"actor":"eve"') where body like '%"reads"%'`)
  db.close()
  expect((await one.verifyAudit()).problems.map(({ code }) => code)).toContain('audit-chain')
})

test('where the entry can’t be written, the code isn’t told', async () => {
  const broken = controlPlane(
    {
      ...store(),
      databaseId: store().databaseId,
      commit: async () => {
        throw new Error('no room')
      },
    },
    TEAM,
    join(root, 'keys'),
  )
  await expect(broken.packageCode('kiosks', ada)).rejects.toThrow('no room')
})

test('another replica was first: who asks is looked at again', async () => {
  const two = await open()
  await two.world()
  await applyTo(one, declaration(declare('Team', TEAM, { owner: 'ada' }), user('ada'), kiosks, user('mia')))
  const { code, revision } = await two.packageCode('kiosks', ada)
  expect((await one.packageCode('kiosks', ada)).code).toBe(code)
  expect((await two.world()).find('User', 'mia')).toBeDefined()
  expect(revision).toBe((await one.world()).revision - 1)
  await applyTo(one, declaration(declare('Team', TEAM, { owner: 'ada' }), user('ada'), user('mia')))
  expect(await refusal(two.packageCode('kiosks', ada))).toEqual(['unknown-resource'])
})

test('several at once are told one after the other', async () => {
  const two = await open()
  const told = await Promise.all([one, two, one, two].map((plane) => plane.packageCode('kiosks', ada)))
  expect(new Set(told.map(({ code }) => code)).size).toBe(1)
  expect(new Set(told.map(({ revision }) => revision)).size).toBe(4)
  expect(await one.verifyAudit()).toMatchObject({ problems: [] })
})

test.each<[why: string, name: string, actor: Actor, code: string]>([
  ['a package that there is not, to who may', 'kiosk', ada, 'unknown-resource'],
  ['to who came over the network and did not say who it is', 'kiosks', { name: 'ada', address: '192.0.2.7' }, 'not-permitted'],
  ['to who is not in the team', 'kiosks', { name: 'eve', identity: { user: 'eve' } }, 'not-permitted'],
  ['a package that there is not, to who may not', 'kiosk', { name: 'eve', identity: { user: 'eve' } }, 'not-permitted'],
])('is refused: %s', async (_, name, actor, code) => {
  const { revision } = await one.world()
  expect(await refusal(one.packageCode(name, actor))).toEqual([code])
  expect((await one.world()).revision).toBe(revision)
})

test('a near name is told', async () => {
  const error = await one.packageCode('kiosk', ada).catch((reason: unknown) => reason)
  expect((error as ProblemError).message).toContain('did you mean `kiosks`')
})

test.each([
  ['the keys are away', (plane: { keys: string }) => rmSync(plane.keys, { recursive: true }), 'out of reach'],
  [
    'somebody changed the sealed value',
    async () => {
      const { DatabaseSync } = await import('node:sqlite')
      const db = new DatabaseSync(join(root, 'control-plane.db'))
      db.exec(`update sealed set value = x'000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c' where name = 'code'`)
      db.close()
    },
    'was sealed with another key, or changed',
  ],
])('says so where it can’t be opened: %s', async (_, harm, says) => {
  await harm({ keys: join(root, 'keys') })
  const error = await one.packageCode('kiosks', operator).catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(ProblemError)
  expect((error as ProblemError).problems[0]).toMatchObject({ code: 'unsealing-impossible', message: expect.stringContaining(says) })
})

test('an embedded control plane that was opened for reading tells none: it could not write who asked', async () => {
  const here = place()
  try {
    const writer = await here.open()
    await applyTo(writer, { ...declaration(user('bob'), kiosks), manager: MANAGER })
    expect((await writer.packageCode('kiosks', operator)).code).toMatch(/^[0-9A-Z]{12}$/)
    await writer.close()
    const reader = await here.open({ write: false })
    expect(await refusal(reader.packageCode('kiosks', operator))).toEqual(['read-only'])
    await reader.close()
  } finally {
    here.remove()
  }
})
