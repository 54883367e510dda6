/** The beginning of a team: what must be right about it, and that the first project which declares it takes it over. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ProblemError } from '../schema/problem.ts'
import { type Beginning, beginTeam } from './begin.ts'
import { controlPlane } from './control-plane.ts'
import { openSqlite } from './store/sqlite/store.ts'
import type { Store } from './store/store.ts'
import { applyTo, declaration, declare, MANAGER, planFor, refusal, TEAM, user } from './testing.ts'

let root: string
let store: Store
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'splashtop-begin-'))
  store = await openSqlite(join(root, 'control-plane.db'), 'write')
})
afterEach(async () => {
  await store.close()
  rmSync(root, { recursive: true })
})
const keys = () => join(root, 'keys')
const olga = { name: 'olga', email: 'olga@acme.example' }
const begin = (more: Partial<Beginning> = {}) => beginTeam(store, keys(), { team: TEAM, owner: olga, ...more }, { name: 'os:root' })

test('is one revision, signed and on record, in which the owner can sign in', async () => {
  expect(await begin({ displayName: 'Acme', owner: { ...olga, displayName: 'Olga Ek' } })).toBe(1)
  const plane = controlPlane(store, TEAM, keys())
  const world = await plane.world()
  expect([...world.all()].map(({ key, declared, live }) => [key, declared.spec, live?.existence])).toEqual([
    [`Team/${TEAM}/${TEAM}`, { displayName: 'Acme', owner: 'olga' }, null],
    [`User/${TEAM}/olga`, { displayName: 'Olga Ek', email: 'olga@acme.example' }, null],
  ])
  expect(world.find('User', 'olga')?.status).toEqual({ invitation: 'accepted' })
  expect(await plane.verifyAudit()).toEqual({ entries: 1, signed: 1, problems: [] })
  expect(await plane.audit()).toMatchObject([{ actor: 'os:root', manager: 'control-plane', revision: 1 }])
})

describe('is refused, and nothing is written,', () => {
  test.each<[what: string, beginning: Partial<Beginning>, codes: string[]]>([
    ['with an address that is none', { owner: { ...olga, email: 'olga' } }, ['invalid-value']],
    ['with a name of the owner that is none', { owner: { ...olga, name: 'Olga Ek' } }, ['invalid-value', 'invalid-name']],
    ['with a name of the team that is none', { team: 'Acme Inc' }, ['invalid-name']],
    ['with a display name that forges a plan', { displayName: 'Acme\u202e' }, ['hostile-character']],
  ])('%s', async (_what, beginning, codes) => {
    const error = await begin(beginning).then(
      () => undefined,
      (reason: unknown) => reason,
    )
    expect(error).toBeInstanceOf(ProblemError)
    // It stands in no file: what was said on the command line has no place.
    expect((error as ProblemError).problems.map(({ code, at }) => [code, at])).toEqual(codes.map((code) => [code, []]))
    expect(await store.head(beginning.team ?? TEAM)).toBe(0)
  })

  test('where the team is there already, whatever it says', async () => {
    await begin()
    expect(await refusal(begin())).toEqual(['team-exists'])
    expect(await refusal(begin({ owner: { name: 'eve', email: 'eve@acme.example' } }))).toEqual(['team-exists'])
    expect(await store.head(TEAM)).toBe(1)
  })
})

test('of two who begin a team at once, one does', async () => {
  const tries = await Promise.allSettled([begin(), begin({ owner: { name: 'eve', email: 'eve@acme.example' } })])
  expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(await store.head(TEAM)).toBe(1)
})

test('the first project that declares team and owner takes them over, without being told to; the second one does not', async () => {
  await begin()
  const plane = controlPlane(store, TEAM, keys())
  const declared = declaration(
    declare('Team', TEAM, { owner: 'olga', displayName: 'Acme' }),
    user('olga', { displayName: 'Olga Ek' }),
    user('mia'),
  )
  const planned = await planFor(plane, declared)
  expect(planned.problems).toEqual([])
  expect(planned.plan.changes.map(({ op, key }) => `${op} ${key}`)).toEqual([
    `adopt Team/${TEAM}/${TEAM}`,
    `create User/${TEAM}/mia`,
    `adopt User/${TEAM}/olga`,
  ])
  await applyTo(plane, declared, { actor: { name: 'olga', identity: { user: 'olga' } } })
  const world = await plane.world()
  expect(['Team', 'User'].map((kind) => world.get(`${kind}/${TEAM}/${kind === 'Team' ? TEAM : 'olga'}`)?.live?.existence)).toEqual([
    MANAGER,
    MANAGER,
  ])
  expect((await planFor(plane, declared)).plan.changes).toEqual([])
  const other = { ...declaration(user('olga', { displayName: 'Somebody' })), manager: 'project:other' }
  expect((await planFor(plane, other)).problems.map(({ code }) => code)).toEqual(['owned-by-other'])
})
