import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { signJws } from '../../protocol/jws.ts'
import { fingerprint } from '../../protocol/keys.ts'
import type { Actor } from '../../schema/kind.ts'
import { groupOf } from '../../schema/membership.ts'
import { controlPlane } from '../control-plane.ts'
import { applyTo, declaration, declare, refusal, TEAM } from '../testing.ts'
import { whoseCode } from './codes.ts'
import { enrolmentOf, waitingOf } from './roster.ts'
import { type DeviceTeam, deviceTeam, type Installation } from './testing.ts'

let team: DeviceTeam
beforeEach(async () => {
  team = await deviceTeam()
  await team.declare({
    'Team acme': { owner: 'olga', scheduledAccess: { timeZone: 'Europe/Paris' } },
    'User olga': { email: 'olga@acme.example' },
    'User adam': { email: 'adam@acme.example', role: 'admin' },
    'User gina': { email: 'gina@acme.example', role: 'group-admin', group: 'kiosks' },
    'User mia': { email: 'mia@acme.example' },
    'Group kiosks': { type: 'mixed', admins: ['gina'] },
    'Group desks': { type: 'mixed' },
    'Group labs': { type: 'computers', match: { hostname: 'lab-*', os: ['linux'] } },
    'DeploymentPackage plain': { displayName: 'Plain' },
    'DeploymentPackage kiosks': { displayName: 'Kiosks', namingRule: 'customPlusSequence', customName: 'Kiosk', group: 'kiosks' },
    'DeploymentPackage asking': { displayName: 'Asking', approval: 'required', group: 'kiosks' },
  })
})
afterEach(async () => {
  const { problems } = await team.plane.verifyAudit()
  expect(problems).toEqual([])
  await team.end()
})

const by = (user: string): Actor => ({ name: user, identity: { user }, address: '192.0.2.1' })
const operator: Actor = { name: 'os:tester' }
const waits = (came: Awaited<ReturnType<DeviceTeam['come']>>) => ('waiting' in came ? came.waiting : undefined)

describe('a code of a package', () => {
  test('brings a computer in, under the name of its host, with its group and what the package set', async () => {
    await team.declare({
      'DeploymentPackage plain': { displayName: 'Plain', group: 'desks', settings: { general: { hideTrayIcon: true } } },
    })
    const { revision } = await team.plane.world()
    const agent = await team.enrolled('Réception 1', await team.code('plain'))
    const computer = await team.computer('reception-1')
    expect(computer.spec).toMatchObject({ displayName: 'Réception 1', enrolment: 'open' })
    expect(enrolmentOf(computer)).toMatchObject({
      ...{ package: 'plain', group: 'desks', settings: { general: { hideTrayIcon: true } }, agent: { id: agent.id } },
      facts: { hostname: 'Réception 1', os: 'linux', osVersion: 'Debian 13', arch: 'x64' },
    })
    expect(computer.live).toMatchObject({ existence: 'enrolment', applied: {}, created: revision + 1 })
    expect(groupOf(await team.plane.world(), computer)).toBe('desks')
    const [entry] = await team.plane.audit(1)
    expect(entry).toMatchObject({ actor: 'agent:reception-1', address: '192.0.2.7', manager: 'enrolment' })
    expect(entry?.changes.map(({ op, key }) => `${op} ${key}`)).toEqual([
      'create Computer/acme/reception-1',
      'settle DeploymentPackage/acme/plain',
    ])
  })

  test('answers who asks again by the same key as before, and writes nothing for it', async () => {
    const installation = team.install('desk-1', await team.code('plain'))
    const first = await team.come(installation)
    const { revision } = await team.plane.world()
    expect(await team.come(installation)).toEqual(first)
    expect((await team.plane.world()).revision).toBe(revision)
  })

  test('names by its rule, and tells apart those of one name', async () => {
    const code = await team.code('kiosks')
    const names = []
    for (const host of ['a', 'b', 'c']) names.push((await team.enrolled(host, code)).computer)
    expect(names).toEqual(['kiosk-1', 'kiosk-2', 'kiosk-3'])
    expect((await team.computer('kiosk-2')).spec.displayName).toBe('Kiosk 2')
    await team.declare({
      'DeploymentPackage custom': { displayName: 'Custom', namingRule: 'customOrHostname', customName: 'any' },
    })
    const custom = await team.code('custom')
    expect(await team.come(team.install('host', custom, { customName: 'Till, left' }))).toMatchObject({ agent: { computer: 'till-left' } })
    expect((await team.computer('till-left')).spec.displayName).toBe('Till- left')
    for (const name of ['host', 'host-2']) expect(await team.enrolled('HOST', custom)).toMatchObject({ computer: name })
  })

  test('lets groups match the facts of that day', async () => {
    await team.enrolled('lab-7', await team.code('plain'))
    expect(groupOf(await team.plane.world(), await team.computer('lab-7'))).toBe('labs')
  })

  test('is refused when a final world would not hold, and nothing is left of it', async () => {
    await team.declare({
      'Group others': { type: 'computers', match: { hostname: 'x-*' } },
      'Group twins': { type: 'computers', match: { hostname: '*-x' } },
    })
    const { revision } = await team.plane.world()
    expect(await refusal(team.come(team.install('x-x', await team.code('plain'))))).toEqual(['match-tie'])
    expect((await team.plane.world()).revision).toBe(revision)
  })

  test('ends with its limit, its time and its package, and touches nobody who is in', async () => {
    const code = await team.code('plain')
    await team.declare({ 'DeploymentPackage plain': { displayName: 'Plain', maxEnrolments: 2 } })
    const came = await Promise.allSettled(['a', 'b', 'c', 'd'].map((host) => team.come(team.install(host, code))))
    expect(came.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
    expect((await team.plane.world()).find('DeploymentPackage', 'plain')?.status.enrolments).toBe(2)
    expect(await refusal(team.come(team.install('e', code)))).toEqual(['enrolment-full'])
    await team.declare({ 'DeploymentPackage plain': { displayName: 'Plain', expiresAt: '2026-01-01T00:00:00Z' } })
    expect(await refusal(team.come(team.install('e', code)))).toEqual(['enrolment-expired'])
    const found = await whoseCode(team.store, team.keyFolder, 'AAAABBBBCCCC')
    expect(found).toBeUndefined()
  })

  test('is refused to a computer of a system that the package is not for', async () => {
    const code = await team.code('plain')
    await team.declare({ 'DeploymentPackage plain': { displayName: 'Plain', platforms: ['macos', 'windows'] } })
    expect(await refusal(team.come(team.install('penguin', code)))).toEqual(['package-platform'])
    expect((await team.plane.world()).find('DeploymentPackage', 'plain')?.status.enrolments).toBeUndefined()
    const facts = { os: { name: 'windows', version: '11', arch: 'x64' } } as const
    await team.come(team.install('window', code, { facts }))
    expect((await team.plane.world()).find('DeploymentPackage', 'plain')?.status.enrolments).toBe(1)
  })

  test('is counted once where two replicas let computers in at the same time', async () => {
    const code = await team.code('plain')
    await team.declare({ 'DeploymentPackage plain': { displayName: 'Plain', maxEnrolments: 5 } })
    const other = controlPlane(team.store, TEAM, team.keyFolder)
    const found = await whoseCode(team.store, team.keyFolder, code)
    const came = await Promise.allSettled(
      Array.from({ length: 8 }, (_, i) => {
        const { request } = team.install(`pc-${i}`, code)
        return (i % 2 === 0 ? team.plane : other).devices.enrolments.enrol(request, found as NonNullable<typeof found>, '192.0.2.7')
      }),
    )
    expect(came.filter(({ status }) => status === 'fulfilled')).toHaveLength(5)
    expect((await team.plane.worldSince(Number.MAX_SAFE_INTEGER)).find('DeploymentPackage', 'plain')?.status.enrolments).toBe(5)
  })
})

describe('who is there already', () => {
  const pre = { 'Computer desk-9': { displayName: 'Desk nine', group: 'desks', deviceId: 'SERIAL-12345' } }

  test('a pre-registration waits for somebody who approves it, and then is the enrolment’s', async () => {
    await team.declare(pre)
    const code = await team.code('kiosks')
    for (const installation of [team.install('desk-9', code), team.install('other', code, { facts: { deviceId: 'SERIAL-12345' } })]) {
      const waiting = waits(await team.come(installation))
      expect(waiting).toEqual({
        ...{ state: 'waiting', computer: 'desk-9', retrySeconds: 30 },
        fingerprint: fingerprint(installation.request.publicKey),
      })
    }
    const first = await team.computer('desk-9')
    expect(waitingOf(first)).toHaveLength(2)
    expect(enrolmentOf(first)).toBeUndefined()
    expect(await refusal(team.plane.devices.enrolments.decide(operator, { computer: 'desk-9' }))).toEqual(['several-wait'])
    expect((await team.plane.devices.enrolments.waiting(operator)).map(({ hostname }) => hostname)).toEqual(['desk-9', 'other'])
  })

  test('and its own group wins over that of the package', async () => {
    await team.declare(pre)
    const installation = team.install('desk-9', await team.code('kiosks'))
    await team.come(installation)
    await team.plane.devices.enrolments.decide(by('adam'), { computer: 'desk-9' })
    const agent = await team.come(installation)
    expect(agent).toMatchObject({ agent: { computer: 'desk-9' } })
    const computer = await team.computer('desk-9')
    expect(enrolmentOf(computer)).toMatchObject({ package: 'kiosks', group: 'kiosks' })
    expect(groupOf(await team.plane.world(), computer)).toBe('desks')
    expect(computer.live).toMatchObject({ existence: 'enrolment', applied: { 'project:acme': {} } })
    expect(waitingOf(computer)).toEqual([])
    expect((await team.plane.world()).find('DeploymentPackage', 'kiosks')?.status).toMatchObject({ enrolments: 1 })
  })

  test('a device that is in goes on by its old key alone', async () => {
    const code = await team.code('plain')
    const old = team.install('desk-1', code)
    const came = await team.come(old)
    const id = 'agent' in came ? came.agent.id : ''
    const facts = old.request.facts
    const next = team.install('desk-1', code, { facts })
    const signed = (of: Installation, more: object = {}, key = old.key) =>
      signJws(
        'takeover',
        JSON.stringify({ publicKey: of.request.publicKey, database: team.store.databaseId, issuedAt: new Date().toISOString(), ...more }),
        { kid: id, private: key },
      )
    const others = [
      signed(next, {}, next.key),
      signed(next, { database: 'another' }),
      signed(next, { publicKey: old.request.publicKey }),
      signed(next, { issuedAt: '2026-01-01T00:00:00.000Z' }),
    ]
    for (const takeover of others)
      expect(await refusal(team.come({ ...next, request: { ...next.request, takeover } }))).toEqual(['untrusted-document'])
    expect(await team.come({ ...next, request: { ...next.request, takeover: signed(next) } })).toMatchObject({
      agent: { computer: 'desk-1' },
    })
    expect(await team.plane.devices.agent(id)).toBeUndefined()
    expect((await team.plane.world()).find('DeploymentPackage', 'plain')?.status.enrolments).toBe(1)
  })

  test('else it waits, and cuts the old installation off once it is let in', async () => {
    const code = await team.code('plain')
    const old = team.install('desk-1', code)
    const came = await team.come(old)
    const next = team.install('desk-1', code, { facts: old.request.facts })
    expect(waits(await team.come(next))).toMatchObject({ computer: 'desk-1' })
    expect(await team.plane.devices.enrolments.waiting(operator)).toMatchObject([{ computer: 'desk-1', replaces: true, package: 'plain' }])
    expect('agent' in came && (await team.plane.devices.agent(came.agent.id))).toBeTruthy()
    await team.plane.devices.enrolments.decide(operator, { computer: 'desk-1' })
    expect('agent' in came && (await team.plane.devices.agent(came.agent.id))).toBeUndefined()
    expect(await team.come(next)).toMatchObject({ agent: { computer: 'desk-1' } })
  })

  test('the hostname of one that came by enrolment is no claim: another machine of that name is another computer', async () => {
    const code = await team.code('plain')
    for (const name of ['desk-1', 'desk-1-2']) expect(await team.enrolled('desk-1', code)).toMatchObject({ computer: name })
  })

  test('a one-time code lets one installation in, once, within a day', async () => {
    await team.declare(pre)
    const { code, expires } = await team.plane.devices.enrolments.code(by('adam'), 'desk-9')
    expect(Date.parse(expires) - Date.now()).toBeGreaterThan(23 * 3_600_000)
    const installation = team.install('whatever', code)
    expect(await team.come(installation)).toMatchObject({ agent: { computer: 'desk-9' } })
    expect(enrolmentOf(await team.computer('desk-9'))?.package).toBeUndefined()
    expect(await whoseCode(team.store, team.keyFolder, code)).toBeUndefined()
    const [last] = await team.plane.audit(1)
    expect(JSON.stringify(last)).not.toContain(code)
  })

  test('a computer that is revoked takes no installation in, by whatever code', async () => {
    await team.declare(pre)
    const { code } = await team.plane.devices.enrolments.code(operator, 'desk-9')
    await team.declare({ 'Computer desk-9': { ...pre['Computer desk-9'], enrolment: 'revoked' } })
    expect(await refusal(team.come(team.install('desk-9', code)))).toEqual(['agent-revoked'])
    expect(await refusal(team.come(team.install('desk-9', await team.code('plain'))))).toEqual(['agent-revoked'])
    expect(await refusal(team.plane.devices.enrolments.code(operator, 'desk-9'))).toEqual(['agent-revoked'])
  })
})

describe('a package that asks', () => {
  test('makes no computer before somebody approves, and is told who waits', async () => {
    const installation = team.install('till-1', await team.code('asking'))
    expect(waits(await team.come(installation))).toMatchObject({ computer: 'till-1' })
    expect(waits(await team.come(installation))).toMatchObject({ computer: 'till-1' })
    expect((await team.plane.world()).find('Computer', 'till-1')).toBeUndefined()
    expect(await team.plane.devices.enrolments.waiting(operator)).toMatchObject([
      { computer: 'till-1', package: 'asking', address: '192.0.2.7', replaces: false },
    ])
    await team.plane.devices.enrolments.decide(operator, { computer: 'till-1' })
    expect(await team.come(installation)).toMatchObject({ agent: { computer: 'till-1' } })
    expect((await team.plane.world()).find('DeploymentPackage', 'asking')?.status).toMatchObject({ enrolments: 1 })
    expect(await team.plane.devices.enrolments.waiting(operator)).toEqual([])
    expect(await refusal(team.plane.devices.enrolments.decide(operator, { computer: 'till-1' }))).toEqual(['nobody-waits'])
  })

  test('refuses for good whom somebody refused', async () => {
    const installation = team.install('till-1', await team.code('asking'))
    await team.come(installation)
    await team.plane.devices.enrolments.decide(operator, { computer: 'till-1', deny: true })
    expect(await refusal(team.come(installation))).toEqual(['enrolment-denied'])
    expect(await team.plane.devices.enrolments.waiting(operator)).toEqual([])
  })

  test('is answered by whoever may put computers in their groups, and by nobody else', async () => {
    const installation = team.install('till-1', await team.code('asking'))
    await team.come(installation)
    const { enrolments } = team.plane.devices
    expect(await enrolments.waiting(by('mia'))).toEqual([])
    expect(await refusal(enrolments.decide(by('mia'), { computer: 'till-1' }))).toEqual(['not-permitted'])
    expect(await refusal(enrolments.decide(by('mia'), { computer: 'till-1', deny: true }))).toEqual(['not-permitted'])
    expect(await refusal(enrolments.decide({ name: 'x', address: '192.0.2.1' }, { computer: 'till-1' }))).toEqual(['not-permitted'])
    expect(await enrolments.waiting(by('gina'))).toHaveLength(1)
    await enrolments.decide(by('gina'), { computer: 'till-1' })
    const [entry] = await team.plane.audit(1)
    expect(entry).toMatchObject({ actor: 'gina', address: '192.0.2.1' })
    for (const [user, codes] of [
      ['mia', ['not-permitted']],
      ['gina', []],
    ] as const)
      expect(
        await enrolments.unenrol(by(user), 'till-1').then(
          () => [],
          (error) => error.problems.map((one: { code: string }) => one.code),
        ),
      ).toEqual(codes)
    await team.declare({ 'Computer desk-9': { group: 'desks' } })
    expect(await refusal(enrolments.code(by('gina'), 'desk-9'))).toEqual(['not-permitted'])
    expect(await refusal(enrolments.unenrol(by('gina'), 'desk-9'))).toEqual(['not-permitted'])
  })

  test('holds back as many as somebody can look over', async () => {
    await team.declare({ 'Computer desk-9': {} })
    const code = await team.code('plain')
    for (let i = 0; i < 5; i++) await team.come(team.install('desk-9', code))
    expect(await refusal(team.come(team.install('desk-9', code)))).toEqual(['enrolment-crowded'])
    const [first] = waitingOf(await team.computer('desk-9'))
    await team.plane.devices.enrolments.decide(operator, {
      computer: 'desk-9',
      fingerprint: fingerprint(first?.publicKey ?? ''),
      deny: true,
    })
    expect(waits(await team.come(team.install('desk-9', code)))).toBeDefined()
  })
})

test('to un-enrol cuts the agent off, and leaves the computer where it was declared', async () => {
  const agent = await team.enrolled('desk-1', await team.code('plain'))
  const { enrolments } = team.plane.devices
  await enrolments.unenrol(operator, 'desk-1')
  expect(await team.plane.devices.agent(agent.id)).toBeUndefined()
  expect(enrolmentOf(await team.computer('desk-1'))).toBeUndefined()
  expect(await refusal(enrolments.unenrol(operator, 'desk-1'))).toEqual(['not-enrolled'])
  expect(await refusal(enrolments.unenrol(operator, 'desk-2'))).toEqual(['unknown-resource'])
  // Whoever comes by its name again is asked about, since permissions may name the computer.
  const again = team.install('desk-1', await team.code('plain'))
  expect(waits(await team.come(again))).toMatchObject({ computer: 'desk-1' })
  await enrolments.decide(operator, { computer: 'desk-1' })
  expect(await team.come(again)).toMatchObject({ agent: { computer: 'desk-1' } })
})

test('an agent stays that of its computer, whatever that is called', async () => {
  const agent = await team.enrolled('desk-1', await team.code('plain'))
  const renamed = declaration(declare('Computer', 'desk-2', {}, 'desk-1'))
  await applyTo(team.plane, { ...renamed, manager: 'project:other', adopt: new Set(['Computer/acme/desk-1', 'Computer/acme/desk-2']) })
  expect(await team.plane.devices.agent(agent.id)).toMatchObject({ id: agent.id, computer: 'desk-2', revoked: false })
  await applyTo(team.plane, { ...declaration(declare('Computer', 'desk-2', { enrolment: 'revoked' })), manager: 'project:other' })
  expect(await team.plane.devices.agent(agent.id)).toMatchObject({ computer: 'desk-2', revoked: true })
  expect(await refusal(team.come(team.install('desk-2', await team.code('plain'), { facts: { deviceId: agent.facts.deviceId } })))).toEqual(
    ['agent-revoked'],
  )
})
