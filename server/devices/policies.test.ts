import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { onlineKeyAt } from '../../protocol/keys.ts'
import { openPolicy, openTimestamp, type PolicyDocument } from '../../protocol/policy.ts'
import { plan } from '../../reconciler/plan/plan.ts'
import type { Tree } from '../../schema/fields.ts'
import { keyOf } from '../../schema/resource.ts'
import { SecretValue } from '../../schema/secrets.ts'
import { isKept, type Kept } from '../secrets.ts'
import { applyTo, declaration, declare, request, TEAM } from '../testing.ts'
import type { Woken } from './devices.ts'
import { rotateOnline } from './keys.ts'
import type { Agent } from './roster.ts'
import { type DeviceTeam, deviceTeam } from './testing.ts'

let team: DeviceTeam
let code: string
beforeEach(async () => {
  team = await deviceTeam()
  await team.declare({
    'Team acme': { owner: 'olga', scheduledAccess: { timeZone: 'Europe/Paris' } },
    'User olga': { email: 'olga@acme.example' },
    'Group desks': { type: 'mixed' },
    'Group labs': { type: 'computers' },
    'PreferencePolicy quiet': { displayName: 'Quiet', settings: { session: { sound: 'off' } }, targets: { groups: ['desks'] } },
    'DeploymentPackage desks': { displayName: 'Desks', group: 'desks' },
    'DeploymentPackage labs': { displayName: 'Labs', group: 'labs', settings: { general: { hideTrayIcon: true } } },
  })
  code = await team.code('desks')
})
afterEach(() => team.end())

async function documentOf(agent: Agent): Promise<{ document: PolicyDocument; text: string }> {
  const text = await (await team.plane.devices.standing(agent)).document()
  return { text, document: openPolicy(text, onlineKeyAt(team.plane.devices.keys().online, Date.now())) }
}
const digestOf = async (agent: Agent): Promise<string> => (await team.plane.devices.standing(agent)).digest

describe('a policy', () => {
  test('says each setting with its origin, whether it is locked, and the commit that made it so', async () => {
    const [desk, lab] = [await team.enrolled('desk-1', code), await team.enrolled('lab-1', await team.code('labs'))]
    const { document } = await documentOf(desk)
    expect(document).toMatchObject({
      team: TEAM,
      epoch: 1,
      rev: 2,
      sourceCommit: null,
      requires: [],
      staleness: { mode: 'bestEffort', graceSeconds: 300 },
    })
    expect(document.settings['session.sound']).toEqual({ value: 'off', origin: 'policy quiet', locked: true })
    expect(document.settings['general.hideTrayIcon']).toEqual({ value: false, origin: 'builtin', locked: false })
    const other = (await documentOf(lab)).document
    expect(other.settings['session.sound']).toEqual({ value: 'remote', origin: 'builtin', locked: false })
    expect(other.settings['general.hideTrayIcon']).toEqual({ value: true, origin: 'package labs', locked: false })
    expect(JSON.stringify([document, other])).not.toContain('olga')
  })

  test('is the same bytes for all computers of a class, and over revisions that say the same', async () => {
    const [one, other] = [await team.enrolled('desk-1', code), await team.enrolled('desk-2', code)]
    const { text, document } = await documentOf(one)
    expect((await documentOf(other)).text).toBe(text)
    await team.declare({
      'PreferencePolicy quiet': { displayName: 'Silent', settings: { session: { sound: 'off' } }, targets: { groups: ['desks'] } },
    })
    expect((await documentOf(one)).text).toBe(text)
    await team.declare({
      'PreferencePolicy quiet': { displayName: 'Silent', settings: { session: { sound: 'both' } }, targets: { groups: ['desks'] } },
    })
    const louder = (await documentOf(one)).document
    expect(louder.digest).not.toBe(document.digest)
    expect(louder).toMatchObject({ class: expect.not.stringMatching(document.class), rev: (await team.plane.world()).revision })
    // Taken back, it says what it said, and is of the commit that took it back.
    await team.declare({
      'PreferencePolicy quiet': { displayName: 'Silent', settings: { session: { sound: 'off' } }, targets: { groups: ['desks'] } },
    })
    expect((await documentOf(one)).document).toMatchObject({ digest: document.digest, rev: (await team.plane.world()).revision })
  })

  test('is bound to an agent, now, at the newest revision, by its timestamp', async () => {
    const agent = await team.enrolled('desk-1', code)
    const standing = await team.plane.devices.standing(agent)
    const timestamp = openTimestamp(standing.timestamp(), onlineKeyAt(team.plane.devices.keys().online, Date.now()))
    expect(timestamp).toMatchObject({
      agentId: agent.id,
      team: TEAM,
      epoch: 1,
      digest: standing.digest,
      rev: (await team.plane.world()).revision,
    })
    expect(Date.parse(timestamp.expires) - Date.parse(timestamp.serverTime)).toBe(72 * 3_600_000)
  })

  test('is signed anew by the next online key, and stays the same', async () => {
    const agent = await team.enrolled('desk-1', code)
    const before = await documentOf(agent)
    rotateOnline(team.keyFolder, { now: Date.now() })
    await expect.poll(() => team.plane.devices.keys().online.serial, { timeout: 20_000 }).toBe(2)
    const after = await documentOf(agent)
    expect(after.text).not.toBe(before.text)
    expect(after.document).toEqual(before.document)
  })

  test('carries a secret as the record that devices compare with, and another one once it is rotated', async () => {
    const spec = (named: string): Tree => ({
      displayName: named,
      settings: { security: { additionalPassword: { mode: 'securityCode', securityCode: { valueFrom: { env: 'CODE' } } } } },
    })
    const path = 'spec.settings.security.additionalPassword.securityCode'
    const resources = [
      declare('PreferencePolicy', 'coded', { ...spec('Coded'), targets: { groups: ['labs'] } }),
      declare('DeploymentPackage', 'coded', { ...spec('Coded'), group: 'attic' }),
      declare('Group', 'attic', { type: 'computers' }),
    ]
    const apply = async (value: string) => {
      const of = { ...declaration(...resources), manager: 'project:codes' }
      const secrets = resources.slice(0, 2).map(({ key }) => ({ key, path, value: new SecretValue(value) }))
      const planned = plan(of, await team.plane.world(), { evaluatedAt: '2026-01-01T00:00:00Z' })
      const rotated = new Set((await team.plane.differing(secrets, { name: 'os:tester' })).map((each) => `${each.key} ${each.path}`))
      const again = plan(of, await team.plane.world(), { evaluatedAt: '2026-01-01T00:00:00Z', rotated })
      await team.plane.apply(request(of, rotated.size > 0 ? again : planned, { secrets }))
    }
    await apply('Sesame2026')
    const [locked, installed] = [
      await team.enrolled('lab-1', await team.code('labs')),
      await team.enrolled('attic-1', await team.code('coded')),
    ]
    const held = async (agent: Agent) => {
      const { value } = (await documentOf(agent)).document.settings['security.additionalPassword'] as { value: Tree }
      return { kept: 'hashed', ...(value.securityCode as Tree) } as Kept
    }
    for (const agent of [locked, installed]) expect(await isKept(await held(agent), new SecretValue('Sesame2026'))).toBe(true)
    expect((await documentOf(installed)).document.settings['security.additionalPassword']).toMatchObject({
      origin: 'package coded',
      locked: false,
    })
    await apply('Another2027')
    expect(await isKept(await held(locked), new SecretValue('Another2027'))).toBe(true)
    // What was installed stays what it was then; whoever comes now has the new one.
    expect(await isKept(await held(installed), new SecretValue('Sesame2026'))).toBe(true)
    expect(await isKept(await held(await team.enrolled('attic-2', await team.code('coded'))), new SecretValue('Another2027'))).toBe(true)
    const world = await team.plane.world()
    const status = JSON.stringify(world.get(keyOf('Computer', TEAM, 'attic-1'))?.status)
    for (const word of ['Sesame', 'hash', 'salt']) expect(status).not.toContain(word)
    expect((await team.plane.verifyAudit()).problems).toEqual([])
  })
})

describe('who is told', () => {
  async function watching(agent: Agent): Promise<Woken[]> {
    const woken: Woken[] = []
    team.plane.devices.watch(agent, await digestOf(agent), (why) => woken.push(why))
    return woken
  }
  /** What is woken is woken when the class is compiled, which takes a moment. */
  const settled = async () => {
    await team.plane.idle()
    await new Promise((done) => setImmediate(done))
  }

  test('is who has another document than before, and nobody else', async () => {
    const [desk, lab] = [await team.enrolled('desk-1', code), await team.enrolled('lab-1', await team.code('labs'))]
    const [ofDesk, ofLab] = [await watching(desk), await watching(lab)]
    await team.declare({ 'User mia': { email: 'mia@acme.example', group: 'desks' } })
    await team.declare({
      'DeploymentPackage desks': { displayName: 'Desks', group: 'desks', settings: { general: { hideTrayIcon: true } } },
    })
    await team.declare({
      'PreferencePolicy quiet': { displayName: 'Silent', settings: { session: { sound: 'off' } }, targets: { groups: ['desks'] } },
    })
    await settled()
    expect([ofDesk, ofLab]).toEqual([[], []])
    await team.declare({
      'PreferencePolicy quiet': { displayName: 'Silent', settings: { session: { sound: 'both' } }, targets: { groups: ['desks'] } },
    })
    await settled()
    expect(ofDesk).toEqual([{ policy: { rev: (await team.plane.world()).revision, digest: await digestOf(desk) } }])
    expect(ofLab).toEqual([])
    await team.declare({
      'PreferencePolicy quiet': { displayName: 'Silent', settings: { session: { sound: 'both' } }, targets: { groups: ['labs'] } },
    })
    await settled()
    expect([ofDesk.length, ofLab.length]).toEqual([2, 1])
    expect(ofLab[0]).toMatchObject({ policy: { digest: await digestOf(lab) } })
  })

  test('is who is moved to another group, or is declared to be in one', async () => {
    const lab = await team.enrolled('lab-1', await team.code('labs'))
    const woken = await watching(lab)
    await team.declare({ 'Computer lab-1': { group: 'desks' } })
    await settled()
    expect(woken).toMatchObject([{ policy: { digest: await digestOf(lab) } }])
  })

  test('is who it was before its computer was called otherwise', async () => {
    const agent = await team.enrolled('desk-1', code)
    const woken = await watching(agent)
    const renamed = {
      ...declaration(declare('Computer', 'desk-2', {}, 'desk-1')),
      adopt: new Set(['Computer/acme/desk-1', 'Computer/acme/desk-2']),
    }
    await applyTo(team.plane, { ...renamed, manager: 'project:other' })
    await settled()
    expect(woken).toEqual([])
    const own = {
      'PreferencePolicy own': { displayName: 'Own', settings: { session: { sound: 'both' } }, targets: { computers: ['desk-2'] } },
    }
    await team.declare(own)
    await settled()
    expect(woken).toMatchObject([{ policy: { digest: await digestOf(agent) } }])
  })

  test('is who was cut off, by a proof that the agent can verify', async () => {
    const agent = await team.enrolled('desk-1', code)
    const woken = await watching(agent)
    await team.plane.devices.enrolments.unenrol({ name: 'os:tester' }, 'desk-1')
    await settled()
    expect(woken).toEqual([{ revoked: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/) }])
  })
})
