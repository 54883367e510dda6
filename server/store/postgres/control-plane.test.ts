/** Control planes on a shared database: what one applies the others have, and what somebody changes in the tables is found. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { plan } from '../../../reconciler/plan/plan.ts'
import { secretId } from '../../../reconciler/plan/secrets.ts'
import { SecretValue } from '../../../schema/secrets.ts'
import { type ControlPlane, controlPlane } from '../../control-plane.ts'
import { applyTo, declaration, declare, planFor, request, TEAM, user } from '../../testing.ts'
import { type Cluster, startCluster } from './cluster.ts'
import { openPostgres } from './store.ts'

let cluster: Cluster
let url: string
let keys: string
let one: ControlPlane
let two: ControlPlane
beforeAll(async () => {
  cluster = await startCluster()
})
afterAll(() => cluster.stop())
beforeEach(async () => {
  url = await cluster.database()
  keys = mkdtempSync(join(tmpdir(), 'splashtop-keys-'))
  const opened = async () => {
    const store = await openPostgres(url, { connections: 3 })
    return controlPlane(store, TEAM, join(keys, store.databaseId))
  }
  one = await opened()
  two = await opened()
})
afterEach(async () => {
  await one.close()
  await two.close()
  rmSync(keys, { recursive: true })
})

const of = (manager: string, ...names: string[]) => ({ ...declaration(...names.map((name) => user(name))), manager: `project:${manager}` })

test('the value of a secret that one keeps the other compares and rotates, and the audit log vouches for it', async () => {
  const sso = declare('SsoMethod', 'entra', { idp: 'azureAD', scim: { token: { valueFrom: { env: 'ENTRA' } } } })
  const [path, actor] = ['spec.scim.token', { name: 'os:tester' }]
  const token = (value: string) => [{ key: sso.key, path, value: new SecretValue(value) }]
  await applyTo(one, declaration(sso), { secrets: token('first') })
  expect([await two.differing(token('first'), actor), await two.differing(token('second'), actor)]).toEqual([[], [{ key: sso.key, path }]])
  const rotated = plan(declaration(sso), await two.world(), {
    evaluatedAt: '2026-01-01T00:00:00Z',
    rotated: new Set([secretId({ key: sso.key, path })]),
  })
  await two.apply(request(declaration(sso), rotated, { secrets: token('second') }))
  expect([await one.differing(token('second'), actor), (await one.verifyAudit()).problems]).toEqual([[], []])
  await applyTo(one, declaration())
  expect([await two.differing(token('second'), actor), (await two.verifyAudit()).problems]).toEqual([[{ key: sso.key, path }], []])
})

test('a package’s code is told by either, one entry of the audit log after the other', async () => {
  const actor = { name: 'os:tester' }
  await applyTo(one, declaration(declare('DeploymentPackage', 'kiosks', { displayName: 'Kiosks' })))
  const told = await Promise.all([one, two, one, two].map((plane) => plane.packageCode('kiosks', actor)))
  expect(new Set(told.map(({ code }) => code)).size).toBe(1)
  expect(told.map(({ revision }) => revision).sort()).toEqual([2, 3, 4, 5])
  expect((await two.audit(4)).map(({ reads }) => reads)).toEqual(Array(4).fill([{ key: `DeploymentPackage/${TEAM}/kiosks`, name: 'code' }]))
  expect((await one.verifyAudit()).problems).toEqual([])
})

test('what one applies the other has, and plans nothing more', async () => {
  await applyTo(one, declaration(user('alice'), user('bob')))
  expect([...(await two.world()).all()].map((resource) => resource.key)).toEqual([`User/${TEAM}/alice`, `User/${TEAM}/bob`])
  await applyTo(two, declaration(user('alice', { displayName: 'Alice' }), declare('User', 'carol', { email: 'carol@acme.example' }, 'bob')))
  const world = await one.world()
  expect([world.revision, world.get(`User/${TEAM}/alice`)?.declared.spec]).toEqual([
    2,
    { displayName: 'Alice', email: 'alice@acme.example' },
  ])
  const planned = await planFor(one, declaration(user('alice', { displayName: 'Alice' }), user('carol')))
  expect(planned.plan.changes).toEqual([])
})

test('projects that apply at once through both all get their way, each commit once', async () => {
  await applyTo(one, declaration(user('first')))
  await Promise.all(
    ['a', 'b', 'c', 'd'].flatMap((name, i) => [i % 2 === 0 ? one : two].map((plane) => applyTo(plane, of(name, name, `${name}2`)))),
  )
  const names = [...(await one.world()).all()].map((resource) => resource.name).sort()
  expect(names).toEqual(['a', 'a2', 'b', 'b2', 'c', 'c2', 'd', 'd2', 'first'])
  expect(await two.verifyAudit()).toEqual({ entries: 5, signed: 5, problems: [] })
})

test('the same request through both is one commit, with the same receipt', async () => {
  const wanted = declaration(user('alice'))
  const asked = request(wanted, await planFor(one, wanted), { idempotencyKey: 'once' })
  const receipts = await Promise.all([one.apply(asked), two.apply(asked)])
  expect(receipts.map(({ revision, results }) => [revision, results])).toEqual([
    [1, [{ op: 'create', key: `User/${TEAM}/alice`, result: 'done' }]],
    [1, [{ op: 'create', key: `User/${TEAM}/alice`, result: 'done' }]],
  ])
  expect(await one.history()).toHaveLength(1)
})

describe('what somebody changes in the tables is found:', () => {
  test.each([
    ['a resource', `update splashtop.resources set declared = replace(declared, 'alice@', 'mallory@')`, 'audit-mismatch'],
    ['who owns one', `update splashtop.resources set live = replace(live, 'project:acme', 'project:evil')`, 'audit-mismatch'],
    ['that it has one owner', `update splashtop.resources set sole = 'console' where key like '%alice'`, 'audit-mismatch'],
    ['a status', `update splashtop.resources set status = '{"seen":1}'`, 'audit-mismatch'],
    ['a resource that is gone', `delete from splashtop.resources where key like '%alice'`, 'audit-mismatch'],
    ['the log', `update splashtop.log set declared = replace(declared, 'alice@', 'mallory@')`, 'audit-mismatch'],
    ['who did it', `update splashtop.revisions set actor = 'os:nobody'`, 'audit-mismatch'],
    ['a sealed value', `update splashtop.sealed set value = '\\x00'`, 'audit-mismatch'],
    [
      'an entry of the audit log',
      `update splashtop.audit set body = replace(body, 'os:tester', 'os:nobody') where sequence = 1`,
      'audit-chain',
    ],
    ['its end', `delete from splashtop.audit where sequence = 2`, 'audit-truncated'],
    ['its beginning', `delete from splashtop.audit where sequence = 1`, 'audit-chain'],
  ])('%s', async (_, sql, code) => {
    const laptops = declare('DeploymentPackage', 'laptops', { displayName: 'Laptops', platforms: ['linux'] })
    await applyTo(one, declaration(user('alice'), laptops))
    await applyTo(one, declaration(user('alice'), user('bob'), laptops))
    expect((await two.verifyAudit()).problems).toEqual([])
    await cluster.sql(sql, url)
    expect((await two.verifyAudit()).problems.map((found) => found.code)).toContain(code)
  })
})
