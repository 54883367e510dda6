import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { World } from '../schema/world.ts'
import type { ControlPlane } from './control-plane.ts'
import { applyTo, declaration, declare, type Place, place, refusal, TEAM, user } from './testing.ts'

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

/** All that can be told of a world. */
const told = (world: World) =>
  [...world.all()].map(({ key, digest, declared, status, live }) => ({
    ...{ key, digest, declared, status, uid: live?.uid, existence: live?.existence, created: live?.created, changed: live?.changed },
    sources: Object.entries(live?.applied ?? {}).map(([manager, { fields, source }]) => ({ manager, fields: [...fields], source })),
  }))

describe('a past world', () => {
  test('is what was live then: content, owners, and the status that each commit settled', async () => {
    const office = declare('ScheduledResource', 'office', { displayName: 'Office', admins: ['alice'] })
    const steps = [
      declaration(user('alice', { role: 'group-admin' }), office),
      declaration(user('alice', { role: 'member' }), office), // settles `suspended` of what it does not write
      declaration(user('alice', { role: 'member' }), declare('ScheduledResource', 'office', { displayName: 'Bureau', admins: ['alice'] })),
      declaration(declare('User', 'alicia', { email: 'alice@acme.example', role: 'member' }, 'alice')),
    ]
    const seen: ReturnType<typeof told>[] = [told(await plane.world())]
    for (const [index, step] of steps.entries()) {
      await applyTo(plane, { ...step, commit: `c0ffee${index}` })
      seen.push(told(await plane.world()))
    }
    const status = (revision: number) => seen[revision]?.find(({ key }) => key === `ScheduledResource/${TEAM}/office`)?.status
    expect([status(1), status(2), status(4)]).toMatchObject([{}, { suspended: { since: expect.any(String) } }, undefined])
    const reader = await here.open({ write: false })
    try {
      const byKey = (list: ReturnType<typeof told> = []) => [...list].sort((a, b) => (a.key < b.key ? -1 : 1))
      for (const [revision, world] of seen.entries()) {
        const past = await reader.worldAt(revision)
        expect([past.revision, byKey(told(past))]).toEqual([revision, byKey(world)])
      }
      expect(await reader.worldAt(4)).toBe(await reader.world())
    } finally {
      await reader.close()
    }
  })

  test('is refused where there never was one, also before the first apply', async () => {
    expect(await refusal(plane.worldAt(1))).toEqual(['unknown-revision'])
    await applyTo(plane, declaration(user('alice')))
    expect(await refusal(plane.worldAt(2))).toEqual(['unknown-revision'])
    expect([(await plane.worldAt(0)).size, (await plane.worldAt(1)).size]).toEqual([0, 1])
    const nothing = place()
    try {
      const reader = await nothing.open({ write: false })
      expect([(await reader.worldAt(0)).size, await reader.revisionAt(Date.now()), await reader.revisionEntry(1)]).toEqual([
        0,
        0,
        undefined,
      ])
      expect([await reader.touched(0, 9), await refusal(reader.worldAt(1))]).toEqual([[], ['unknown-revision']])
      await reader.close()
    } finally {
      nothing.remove()
    }
  })

  test('is found by the time at which it was in force, however far away that time is', async () => {
    await applyTo(plane, declaration(user('alice')))
    const first = Date.parse((await plane.revisionEntry(1))?.time as string)
    here.tamper("update revisions set time = '2026-03-01T09:00:00.000Z'")
    const at = Date.parse('2026-03-01T09:00:00Z')
    expect(await Promise.all([at - 1, at, at + 1, first].map((time) => plane.revisionAt(time)))).toEqual([0, 1, 1, 1])
    expect(await Promise.all([8.64e15, -8.64e15].map((time) => plane.revisionAt(time)))).toEqual([1, 0])
  })

  test('and what happened between two of them is told by key', async () => {
    await applyTo(plane, declaration(user('alice'), user('bob')))
    await applyTo(plane, declaration(declare('User', 'alicia', { email: 'alice@acme.example' }, 'alice')))
    expect(await plane.touched(1, 2)).toEqual([
      { revision: 2, op: 'rename', key: `User/${TEAM}/alicia`, from: `User/${TEAM}/alice` },
      { revision: 2, op: 'delete', key: `User/${TEAM}/bob` },
    ])
  })
})
