import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { SecretValue } from '../../schema/secrets.ts'
import { controlPlane } from '../control-plane.ts'
import { applyTo, declaration, declare, type Place, place, refusal, TEAM, user } from '../testing.ts'
import { commitOf, put, storedRow } from './conformance.ts'
import { migrateStore } from './migrate.ts'
import { type Cluster, startCluster } from './postgres/cluster.ts'
import { openPostgres } from './postgres/store.ts'
import { openSqlite } from './sqlite/store.ts'
import type { Store } from './store.ts'

let cluster: Cluster
let here: Place
const open = new Set<Store>()
beforeAll(async () => {
  cluster = await startCluster()
})
afterAll(() => cluster.stop())
beforeEach(() => {
  here = place()
})
afterEach(async () => {
  for (const store of open) await store.close()
  open.clear()
  here.remove()
})

async function opened(store: Promise<Store>): Promise<Store> {
  open.add(await store)
  return store
}
const emptyPostgres = async () => opened(openPostgres(await cluster.database()))

const TOKEN = 'spec.scim.token'
const ENTRA = `SsoMethod/${TEAM}/entra`
const token = (value: string) => ({ key: ENTRA, path: TOKEN, value: new SecretValue(value) })

/** A team with some history: people who come, go, and are renamed, a package with a sealed code, and a secret. */
async function lived(): Promise<Store> {
  const plane = await here.open()
  const code = declare('DeploymentPackage', 'laptops', { displayName: 'Laptops', platforms: ['linux'] })
  const sso = declare('SsoMethod', 'entra', { displayName: 'Entra', idp: 'azureAD', scim: { token: { valueFrom: { env: 'ENTRA' } } } })
  await applyTo(plane, declaration(user('alice'), user('bob'), code, sso), { configDigest: 'first', secrets: [token('the value')] })
  await applyTo(plane, declaration(user('alice'), user('carol'), code, sso))
  await applyTo(plane, declaration(user('alice', { displayName: 'Alice' }), code, sso), {
    configDigest: 'third',
    idempotencyKey: 'the third',
  })
  await plane.close()
  return opened(openSqlite(here.database, 'write'))
}

test('a team moves to PostgreSQL with its history, its audit chain and its sealed values, and goes on there', async () => {
  const from = await lived()
  const fence = await from.lease(TEAM, 'apply', 'one', 60)
  const to = await emptyPostgres()
  expect(await migrateStore(from, to)).toEqual({ teams: 1, resources: 3, revisions: 3 })

  const plane = controlPlane(to, TEAM, join(here.keys, from.databaseId))
  expect(to.databaseId).toBe(from.databaseId)
  expect(await plane.verifyAudit()).toEqual({ entries: 3, signed: 3, problems: [] })
  expect((await to.snapshotAt(TEAM, 1)).rows.map((row) => row.name)).toEqual(['laptops', 'entra', 'alice', 'bob'])
  expect(await to.allSealed(TEAM)).toMatchObject([{ name: 'code' }, { name: TOKEN }])
  expect(await plane.unchanged('project:acme', 'third')).toEqual({ revision: 3, secrets: true })
  const actor = { name: 'os:tester' }
  expect(await plane.differing([token('the value')], actor)).toEqual([])
  expect(await plane.differing([token('another')], actor)).toEqual([{ key: ENTRA, path: TOKEN }])
  expect(await to.seen(TEAM, 'the third')).toBe(3)
  expect([fence, await to.lease(TEAM, 'apply', 'two', 60)]).toMatchObject([{ token: 1 }, { holder: 'one' }])

  const receipt = await applyTo(plane, declaration(user('dora')))
  expect([receipt.revision, (await plane.verifyAudit()).problems]).toEqual([4, []])
})

test('what moved there moves back, and a backup is such a move', async () => {
  const from = await lived()
  const to = await emptyPostgres()
  await migrateStore(from, to)
  const copy = join(here.root, 'copy.db')
  await to.backup(copy)
  const back = await opened(openSqlite(copy, 'write'))
  const plane = controlPlane(back, TEAM, join(here.keys, from.databaseId))
  expect(await plane.verifyAudit()).toEqual({ entries: 3, signed: 3, problems: [] })
  expect(back.databaseId).toBe(from.databaseId)
  expect(await plane.differing([token('the value')], { name: 'os:tester' })).toEqual([])
  await opened(openPostgres(await cluster.database())).then((again) => migrateStore(back, again))
})

test('several teams, large rows and many revisions are all there', async () => {
  const from = await opened(openSqlite(join(here.root, 'many.db'), 'write'))
  for (const team of ['acme', 'other'])
    for (let revision = 0; revision < 45; revision++) {
      const rows = Array.from({ length: 60 }, (_, i) => storedRow(`r${revision}-${i}`, revision + 1, `{"spec":{"a":"${'ž🐎'.repeat(i)}"}}`))
      const entries = revision % 9 === 8 ? [] : rows.map((row) => put('create', { ...row, key: row.key.replace('acme', team) }))
      await from.commit(commitOf(revision, entries, { team }))
    }
  const to = await emptyPostgres()
  let told = 0
  expect(await migrateStore(from, to, (written) => (told = written))).toEqual({ teams: 2, resources: 4800, revisions: 90 })
  expect([told, await to.integrity()]).toEqual([4890, []])
})

test('nothing is overwritten: a store that holds anything refuses to be filled', async () => {
  const from = await lived()
  const to = await emptyPostgres()
  await to.commit(commitOf(0, [put('create', storedRow('a', 1))]))
  expect(await refusal(migrateStore(from, to))).toEqual(['store-not-empty'])
  expect(await refusal(to.contents(async () => {}).then(() => migrateStore(to, from)))).toEqual(['store-not-empty'])
  expect([(await to.snapshot(TEAM)).rows.length, to.databaseId === from.databaseId]).toEqual([1, false])
})

test('a move that is cut off leaves the target empty', async () => {
  const from = await lived()
  const to = await emptyPostgres()
  const cut: Store = {
    ...from,
    contents: (take) => from.contents((piece) => (piece.of === 'audit' ? Promise.reject(new Error('cut off')) : take(piece))),
  }
  await expect(migrateStore(cut, to)).rejects.toThrow('cut off')
  expect([await to.head(TEAM), (await to.snapshot(TEAM)).rows]).toEqual([0, []])
  expect(await migrateStore(from, to)).toMatchObject({ revisions: 3 })
})

test('a copy that is not what was read is not believed, nor one of a source that went on', async () => {
  const from = await lived()
  const lossy = await emptyPostgres()
  const losing: Store = {
    ...lossy,
    fill: (give) => lossy.fill((take) => give(async (piece) => (piece.of === 'audit' ? undefined : take(piece)))),
  }
  await expect(migrateStore(from, losing)).rejects.toThrow('audit of team `acme`')
  const moving: Store = { ...from, head: async () => 4 }
  expect(await refusal(migrateStore(moving, await emptyPostgres()))).toEqual(['stale-plan'])
})

test('a damaged source is not moved', async () => {
  const from = await lived()
  const broken: Store = { ...from, integrity: async () => ['page 7 is torn'] }
  expect(await refusal(migrateStore(broken, await emptyPostgres()))).toEqual(['database-corrupt'])
})
