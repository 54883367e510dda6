import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { plan } from '../reconciler/plan/plan.ts'
import type { Rule } from '../reconciler/types.ts'
import { problem } from '../schema/problem.ts'
import type { Resource } from '../schema/resource.ts'
import { CODE } from './commit.ts'
import { type ControlPlane, controlPlane } from './control-plane.ts'
import { DATABASE } from './embedded.ts'
import { keyFolder, makeKeys } from './keys.ts'
import { unseal } from './seal.ts'
import { openSqlite } from './store/sqlite/store.ts'
import { applyTo, declaration, declare, MANAGER, type Place, place, planFor, refusal, request, TEAM, user } from './testing.ts'

let here: Place
let plane: ControlPlane
beforeEach(async () => {
  here = place()
  plane = await here.open()
})
afterEach(async () => {
  await plane.close()
  here.remove()
})
const live = async (kind: string, name: string) => (await plane.world()).get(`${kind}/${TEAM}/${name}`) as Resource
const reopen = async () => {
  await plane.close()
  plane = await here.open()
}

describe('the world in memory', () => {
  test('is the same object until something is committed', async () => {
    await applyTo(plane, declaration(user('alice')))
    const world = await plane.world()
    expect(await plane.world()).toBe(world)
    await applyTo(plane, declaration(user('alice'), user('bob')))
    expect(await plane.world()).not.toBe(world)
    expect(world.size).toBe(1)
  })

  test('after each commit is what is read back from the disk', async () => {
    const shown = async () =>
      [...(await plane.world()).all()]
        .map(({ key, declared, status, digest, live: state }) => ({ key, declared, status, digest, state: structuredClone({ ...state }) }))
        .sort((a, b) => (a.key < b.key ? -1 : 1))
    const steps = [
      declaration(
        user('alice', { role: 'admin' }),
        user('bob', { group: 'g' }),
        declare('Group', 'g', { type: 'users', admins: ['alice'] }),
      ),
      declaration(user('alice'), user('bobby', { email: 'bob@acme.example' }), declare('Group', 'g', { type: 'mixed', admins: [] })),
      declaration(declare('User', 'alicia', { email: 'alice@acme.example' }, 'alice')),
      { ...declaration(declare('User', 'alicia', { licence: 'technician' })), manager: 'console' },
      { ...declaration(), manager: 'console' },
    ]
    for (const step of steps) {
      await applyTo(plane, { ...step, commit: 'c0ffee' })
      const remembered = await shown()
      await reopen()
      expect(await shown()).toEqual(remembered)
    }
  })

  test('follows what another process commits', async () => {
    await applyTo(plane, declaration(user('alice'), user('bob')))
    const reader = await here.open({ write: false })
    expect((await reader.world()).size).toBe(2)
    await applyTo(plane, declaration(declare('User', 'alicia', { email: 'alice@acme.example' }, 'alice'), user('carol')))
    await applyTo(plane, declaration(declare('User', 'alicia', { email: 'alice@acme.example', role: 'admin' }), user('carol')))
    const world = await reader.world()
    await reader.close()
    expect([...world.all()].map((resource) => resource.name).sort()).toEqual(['alicia', 'carol'])
    expect([world.revision, world.find('User', 'alicia')?.value('spec.role')]).toEqual([3, 'admin'])
  })

  test('with a text that can’t be read any more is damage, told by its key', async () => {
    await applyTo(plane, declaration(user('alice')))
    await plane.close()
    const db = new DatabaseSync(join(here.folder, DATABASE))
    db.exec(`update resources set declared = '{"spec":', status = '['`)
    db.close()
    plane = await here.open()
    const alice = await live('User', 'alice')
    expect(() => alice.declared).toThrow('`User/acme/alice`')
    expect(() => alice.status).toThrow('`User/acme/alice`')
  })

  test('keeps no position of the files that it was applied from', async () => {
    await applyTo(plane, declaration(user('alice')))
    expect((await live('User', 'alice')).origin).toBeUndefined()
  })
})

describe('status', () => {
  test('is settled by the kind, kept by an edit and a rename, and begins anew with a replacement', async () => {
    await applyTo(plane, declaration(user('alice')))
    const before = await live('User', 'alice')
    expect([before.status, before.live?.created]).toEqual([{ invitation: 'pending' }, 1])
    await applyTo(plane, declaration(declare('User', 'alicia', { email: 'alice@acme.example', role: 'admin' }, 'alice')))
    const after = await live('User', 'alicia')
    expect([after.status, after.live?.created, after.live?.changed, after.live?.uid]).toEqual([before.status, 1, 2, before.live?.uid])
  })

  test('a status follows what is several references away: a role that loses its rank suspends what its users administer', async () => {
    const people = [user('ada', { role: 'chief' }), declare('Role', 'chief', { extends: 'lead' })]
    const farm = declare('ScheduledResource', 'farm', { admins: ['ada'] })
    await applyTo(plane, declaration(...people, farm, declare('Role', 'lead', { extends: 'group-admin' })))
    expect((await live('ScheduledResource', 'farm')).status.suspended).toBeUndefined()
    await applyTo(plane, declaration(...people, farm, declare('Role', 'lead', { extends: 'member' })))
    expect((await live('ScheduledResource', 'farm')).status.suspended).toMatchObject({ since: expect.any(String) })
  })

  test('of whoever refers to what changed is settled too, and the log says so', async () => {
    const office = declare('ScheduledResource', 'office', { displayName: 'Office', admins: ['alice'] })
    await applyTo(plane, declaration(user('alice', { role: 'group-admin' }), office))
    expect((await live('ScheduledResource', 'office')).status.suspended).toBeUndefined()
    const { results } = await applyTo(plane, declaration(user('alice', { role: 'member' }), office))
    expect(results.map((result) => result.key)).toEqual(['User/acme/alice'])
    expect((await live('ScheduledResource', 'office')).status.suspended).toMatchObject({ since: expect.any(String) })
    await reopen()
    expect((await live('ScheduledResource', 'office')).status.suspended).toMatchObject({ since: expect.any(String) })
    expect((await plane.history())[0]?.counts).toEqual({ update: 1 })
    expect((await plane.verifyAudit()).problems).toEqual([])
  })
})

describe('drift', () => {
  test('is told with who moved the field and when, from the log', async () => {
    const group = declare('Group', 'g', { type: 'users', admins: ['alice'], displayName: 'One' })
    await applyTo(plane, { ...declaration(user('alice', { role: 'group-admin' })), manager: 'people' })
    await applyTo(plane, declaration(group))
    await applyTo(plane, { ...declaration(), manager: 'people' })
    await applyTo(plane, { ...declaration(user('bob', { role: 'group-admin' })), manager: 'people' })
    const planned = plan(declaration(declare('Group', 'g', { type: 'users', admins: ['bob'], displayName: 'Two' })), await plane.world(), {
      evaluatedAt: '2026-03-02T09:00:00Z',
    })
    const removal = (await plane.history()).find(({ revision }) => revision === 3)
    expect(planned.plan.drift).toEqual([
      { key: `Group/${TEAM}/g`, path: 'spec.admins', lastApplied: ['alice'], live: [], by: null, time: null },
    ])
    expect(await plane.movedBy(planned.plan.drift)).toEqual([{ ...planned.plan.drift[0], by: 'people', time: removal?.time }])
  })
})

describe('a deployment code', () => {
  const packageOf = (name: string, renamedFrom?: string) =>
    declare('DeploymentPackage', name, { displayName: name, platforms: ['linux'] }, renamedFrom)
  async function sealedCode(name: string): Promise<{ code: string; bytes: Uint8Array } | undefined> {
    const store = await openSqlite(join(here.folder, DATABASE), 'read')
    const key = `DeploymentPackage/${TEAM}/${name}`
    const bytes = await store.sealed(TEAM, key, CODE)
    await store.close()
    if (!bytes) return undefined
    const keys = makeKeys(keyFolder(plane.databaseId, here.env))
    const uid = (await live('DeploymentPackage', name)).live?.uid ?? ''
    return { bytes, code: unseal(keys, { databaseId: plane.databaseId, team: TEAM, uid, name: CODE }, bytes) }
  }

  test('is drawn and sealed when the package is created; only the time of issue is to be seen', async () => {
    await applyTo(plane, declaration(packageOf('office')))
    const sealed = await sealedCode('office')
    expect(sealed?.code).toMatch(/^[0-9A-Z]{12}$/)
    expect(Object.keys((await live('DeploymentPackage', 'office')).status)).toEqual(['codeIssuedAt'])
    await plane.close()
    const db = new DatabaseSync(join(here.folder, DATABASE), { readOnly: true })
    const everything = ['resources', 'log', 'audit', 'sealed', 'revisions'].flatMap((table) => db.prepare(`select * from ${table}`).all())
    db.close()
    const text = JSON.stringify(everything, (_, value) => (value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value))
    expect(text).not.toContain(sealed?.code)
    plane = await here.open()
  })

  test('stays through edits and a rename, and goes with the package', async () => {
    await applyTo(plane, declaration(packageOf('office')))
    const first = await sealedCode('office')
    await applyTo(plane, declaration(packageOf('branch', 'office')))
    expect(await sealedCode('branch')).toEqual(first)
    expect(await sealedCode('office')).toBeUndefined()
    await applyTo(plane, declaration())
    await applyTo(plane, declaration(packageOf('branch')))
    expect((await sealedCode('branch'))?.code).not.toBe(first?.code)
  })
})

describe('an apply', () => {
  test('is refused for another team', async () => {
    const other = { ...declaration(), team: 'other' }
    expect(await refusal(plane.apply(request(other, await planFor(plane, declaration()))))).toEqual(['wrong-team'])
  })

  test('of a plan that was made over another world is planned again', async () => {
    await applyTo(plane, declaration(user('alice')))
    const elsewhere = place()
    const other = await elsewhere.open()
    await applyTo(other, declaration(user('mallory')))
    const foreign = await planFor(other, declaration(user('alice'), user('mallory')))
    await other.close()
    elsewhere.remove()
    expect(foreign.plan.base).toBe((await plane.world()).revision)
    expect(await refusal(plane.apply(request(declaration(user('alice'), user('mallory')), foreign)))).toEqual(['stale-plan'])
  })

  test('takes no final state on trust: writes that the plan does not lead to are not made', async () => {
    await applyTo(plane, declaration(user('alice')))
    const wanted = declaration(user('alice'), user('bob'))
    const honest = await planFor(plane, wanted)
    const forged = {
      ...honest,
      writes: honest.writes.map((write) => ({
        ...write,
        after: write.after?.with({ declared: { spec: { email: 'alice@acme.example' } } }) ?? null,
      })),
    }
    await plane.apply(request(wanted, forged))
    expect((await live('User', 'bob')).value('spec.email')).toBe('bob@acme.example')
  })

  test('says which keys moved when its plan is stale', async () => {
    await applyTo(plane, declaration(user('alice'), user('bob')))
    const old = await planFor(plane, declaration(user('alice', { role: 'admin' }), user('bob')))
    await applyTo(plane, declaration(user('alice', { role: 'group-admin' }), user('bob')))
    const late = plane.apply(request(declaration(user('alice', { role: 'admin' }), user('bob')), old))
    await expect(late).rejects.toThrow('`User/acme/alice`')
    await expect(late).rejects.not.toThrow('`User/acme/bob`')
  })

  test('runs the rules that it is given, and an error of one writes nothing', async () => {
    const rule: Rule = {
      id: 'no-bob',
      level: 'error',
      check: (_, __, after) => (after.find('User', 'bob') ? [problem('locked', 'No Bob.', 'Mend.')] : []),
    }
    const wanted = declaration(user('bob'))
    expect(await refusal(applyTo(plane, wanted, { rules: [rule] }))).toEqual(['locked'])
    expect((await plane.world()).size).toBe(0)
    const warned = await applyTo(plane, wanted, { rules: [{ ...rule, level: 'warning' }] })
    expect([warned.revision, warned.problems.map((found) => found.level)]).toEqual([1, ['warning']])
  })

  test('that is aborted writes nothing and holds up nobody', async () => {
    const stop = new AbortController()
    const wanted = declaration(user('alice'))
    const planned = await planFor(plane, wanted)
    const first = plane.apply(request(wanted, planned, { signal: stop.signal, progress: () => stop.abort() }))
    const second = plane.apply(request(wanted, planned))
    await expect(first).rejects.toThrow('aborted')
    expect((await second).revision).toBe(1)
  })

  test('twice at once is one after the other: the second finds the first’s world', async () => {
    const empty = await plane.world()
    const both = [user('alice'), user('bob')].map((each, i) => ({ ...declaration(each), manager: `project:${i}` }))
    const at = { evaluatedAt: '2026-01-01T00:00:00Z' }
    const done = await Promise.all(both.map((each) => plane.apply(request(each, plan(each, empty, at)))))
    expect(done.map((receipt) => receipt.revision)).toEqual([1, 2])
    expect((await plane.world()).size).toBe(2)
  })

  test('that another replica overtakes is planned again at the new head', async () => {
    const path = join(here.root, 'shared.db')
    const [mine, theirs] = [await openSqlite(path, 'write'), await openSqlite(path, 'write')]
    const other = controlPlane(theirs, TEAM, here.keys)
    let overtaken = 0
    const commit: typeof mine.commit = async (next) => {
      if (overtaken++ === 0) await applyTo(other, { ...declaration(user('bob')), manager: 'project:other' })
      return mine.commit(next)
    }
    const replica = controlPlane({ ...mine, commit }, TEAM, here.keys)
    expect((await applyTo(replica, declaration(user('alice')))).revision).toBe(2)
    expect((await other.world()).size).toBe(2)
    expect(overtaken).toBe(2)
    expect(await other.verifyAudit()).toEqual({ entries: 2, signed: 2, problems: [] })
    await replica.close()
    await other.close()
  })

  test('with an idempotency key that was seen answers with the first receipt, in another process too', async () => {
    const wanted = declaration(user('alice'), declare('Group', 'g', { type: 'users' }))
    const once = request(wanted, await planFor(plane, wanted))
    const first = await plane.apply(once)
    await reopen()
    expect(await plane.apply(once)).toEqual(first)
    expect((await plane.history()).length).toBe(1)
  })

  test('remembers its configuration, also when there was nothing to write, until anything is committed', async () => {
    const wanted = declaration(user('alice'))
    await applyTo(plane, wanted, { configDigest: 'one' })
    expect(await plane.unchanged(MANAGER, 'one')).toEqual({ revision: 1 })
    expect((await applyTo(plane, wanted, { configDigest: 'two' })).revision).toBe(1)
    expect([await plane.unchanged(MANAGER, 'one'), await plane.unchanged(MANAGER, 'two')]).toEqual([undefined, { revision: 1 }])
    await applyTo(plane, { ...declaration(user('bob')), manager: 'console' })
    expect(await plane.unchanged(MANAGER, 'two')).toBeUndefined()
  })

  test('that only records ownership is in the log and the audit, and shows no change', async () => {
    await applyTo(plane, declaration(user('alice')))
    const receipt = await applyTo(plane, declaration(user('alice', { role: 'member' })))
    expect([receipt.revision, receipt.results]).toEqual([2, []])
    expect((await plane.history())[0]).toMatchObject({ revision: 2, counts: {} })
    expect(await plane.verifyAudit()).toEqual({ entries: 2, signed: 2, problems: [] })
  })

  test('keeps who, through what, from which commit', async () => {
    await applyTo(plane, { ...declaration(user('alice')), commit: 'c0ffee' })
    expect(await plane.history()).toMatchObject([{ actor: 'os:tester', manager: MANAGER, commit: 'c0ffee', counts: { create: 1 } }])
    expect((await live('User', 'alice')).live?.applied[MANAGER]?.source).toEqual({ commit: 'c0ffee', file: 'User.yaml', line: 1 })
  })
})
