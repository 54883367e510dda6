/** Computers, from their package to their end: the real server, the real splashctl and real agents, each a process of its own. */
import { once } from 'node:events'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { APT_KEEPS } from '../agent/platform/linux.ts'
import type { Shown } from '../agent/standing.ts'
import type { AgentProcess } from '../bench/agent-process.ts'
import { type Computers, computers, isEnforced } from './computers.ts'

/** Between the commit of an apply and the moment at which an agent enforces it, in milliseconds. */
const SOON_MS = 1000

let plane: Computers
let kiosk: AgentProcess
let other: AgentProcess
beforeAll(async () => {
  plane = await computers()
  await plane.applied()
})
afterAll(() => plane.end())

const idleAfter = (settings: Shown['settings']) => settings['session.idleTimeoutMinutes']?.value

/** Applies, and waits until an agent holds that: a second after the commit, at the latest. */
async function enforced(agent: AgentProcess, what: string, holds: (shown: Shown) => boolean): Promise<{ shown: Shown; revision: number }> {
  const soon = agent.until(what, holds)
  const { revision, at } = await plane.applied()
  const { shown, at: reached } = await soon
  expect(reached - at).toBeLessThan(SOON_MS)
  return { shown, revision }
}

test('a computer enrols by the code of a package, and runs what is declared of it', async () => {
  kiosk = plane.computer('kiosk-1')
  const enrolled = await kiosk.enrol({ code: await plane.code('kiosk'), server: plane.url, root: plane.root })
  expect(enrolled).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining('`kiosk-1` of team `atelier`') })
  kiosk.start()
  const { shown } = await kiosk.until('its settings are enforced', isEnforced)
  expect(shown.settings).toMatchObject({
    'session.sound': { value: 'off', origin: 'package kiosk', locked: false },
    'session.idleTimeoutMinutes': { value: 10, origin: 'policy kiosks', locked: true, enforcement: 'unsupported' },
    'general.hideTrayIcon': { value: false, locked: true },
  })
  const asked = await kiosk.command(['status', '--json'])
  expect(JSON.parse(asked.stdout)).toMatchObject({ running: true, computer: { name: 'kiosk-1' }, settings: shown.settings })
  expect(await plane.good('get', 'computers', 'kiosk-1')).toContain('package: kiosk')
})

test('an edited setting is enforced within a second of the apply', async () => {
  // What Linux enforces for the agent is a file of apt, below the root of its own that an agent beside others has.
  const system = join(kiosk.state, 'system')
  mkdirSync(join(system, 'usr', 'bin'), { recursive: true })
  writeFileSync(join(system, 'usr', 'bin', 'unattended-upgrade'), '')
  plane.edit('general: {hideTrayIcon: false}', 'general: {hideTrayIcon: true, autoUpdate: false}')
  const { shown, revision } = await enforced(
    kiosk,
    'no icon',
    ({ settings }) => settings['general.hideTrayIcon']?.enforcement === 'enforced',
  )
  expect(shown.policy).toMatchObject({ standing: 'fresh', revision })
  expect(shown.settings).toMatchObject({
    'general.hideTrayIcon': { value: true, origin: 'policy kiosks', locked: true },
    'general.autoUpdate': { value: false, origin: 'policy kiosks', locked: true, enforcement: 'enforced' },
  })
  expect(shown.conditions).toEqual([])
  expect(readFileSync(join(system, 'etc/apt/apt.conf.d/52splashtop-agent'), 'utf8')).toBe(APT_KEEPS)
})

test('what is locked holds against an edit on the computer, and the attempt is told', async () => {
  const local = join(kiosk.state, 'local.json')
  writeFileSync(local, JSON.stringify({ 'session.idleTimeoutMinutes': 60, 'session.sound': 'both', 'x\u202e': 1 }), { mode: 0o600 })
  await kiosk.end()
  kiosk.start()
  const { shown } = await kiosk.until('the attempt', ({ conditions }) => conditions.some(({ code }) => code === 'local-edit-refused'))
  rmSync(local)
  expect(shown.settings).toMatchObject({
    'session.idleTimeoutMinutes': { value: 10, origin: 'policy kiosks', locked: true },
    'session.sound': { value: 'both', origin: 'local', locked: false },
  })
})

test('a revert in Git is a new revision with the old content', async () => {
  plane.git('commit', '--quiet', '-am', 'No icon')
  const before = kiosk.shown().policy
  plane.git('revert', '--no-edit', 'HEAD')
  const { shown, revision } = await enforced(kiosk, 'the icon again', ({ policy }) => policy.digest !== before.digest)
  expect(shown.policy).toMatchObject({ revision, sourceCommit: plane.git('rev-parse', 'HEAD') })
  expect(revision).toBeGreaterThan(before.revision ?? 0)
  expect(shown.settings['general.hideTrayIcon']).toMatchObject({ value: false, locked: true })
  const logged = await kiosk.command(['logs', '--json', '-n', '1'])
  expect(JSON.parse(logged.stdout)).toMatchObject({ events: [{ event: 'policy-applied', details: { rev: revision } }] })
})

test('another group is another policy, on the computer that moved and on no other', async () => {
  other = await plane.running('kiosk-2')
  const before = other.shown().policy
  writeFileSync(
    join(plane.path, 'moved.yaml'),
    'apiVersion: splashtop.io/v1\nkind: Computer\nmetadata: {name: kiosk-1}\nspec: {group: lab}\n',
  )
  const { shown } = await enforced(kiosk, 'the policy of the lab', ({ settings }) => idleAfter(settings) === 240)
  expect(shown.settings['session.idleTimeoutMinutes']).toMatchObject({ origin: 'policy lab', locked: true })
  expect(shown.settings['general.hideTrayIcon']).toMatchObject({ origin: 'builtin', locked: false })
  expect(other.shown().policy.digest).toBe(before.digest)
})

test('an apply that waits ends when the computers in touch enforce it; the fleet and the log of devices have the rest', async () => {
  plane.edit('idleTimeoutMinutes: 240', 'idleTimeoutMinutes: 180')
  const { code, stdout, stderr } = await plane.splashctl('apply', '--yes', '--wait', '--json')
  expect([code, stderr]).toEqual([0, expect.any(String)])
  expect(JSON.parse(stdout)).toMatchObject({ rollout: { affected: 1, enforcing: 1, offline: 0, behind: [] } })
  expect(idleAfter(kiosk.shown().settings)).toBe(180)
  const { computers: fleet } = JSON.parse(await plane.good('fleet', '--json')) as { computers: object[] }
  expect(fleet).toMatchObject([
    { computer: 'kiosk-1', group: 'lab', online: true, current: true, rejected: null, conditions: [] },
    { computer: 'kiosk-2', group: 'kiosks', online: true, current: true },
  ])
  expect(await plane.good('logs', 'kiosk-1', '--format', 'csv')).toMatch(/local-edit-refused.*session\.idleTimeoutMinutes/)
})

test('who has to be approved waits, and is let in by name', async () => {
  const asking = plane.computer('visitor')
  const at = { code: await plane.code('asking'), server: plane.url, root: plane.root }
  const waiting = asking.start(['enrol', at.code, '--server', at.server, '--root', at.root, '--as', 'visitor'])
  const [said] = (await once(waiting.stderr as NodeJS.ReadableStream, 'data')) as [Buffer]
  const [, fingerprint = ''] = /key is (SHA256:\S+)/.exec(String(said)) ?? []
  expect(await plane.good('approve')).toContain(fingerprint)
  expect(await asking.end('SIGINT')).not.toBe(0)
  expect(await plane.good('approve', 'visitor')).toContain(`visitor is let in: visitor, ${fingerprint}`)
  expect(await asking.enrol(at)).toMatchObject({ code: 0, stderr: '' })
})

test('a code for one computer lets one installation in, and cuts the former one off', async () => {
  const code = (JSON.parse(await plane.good('approve', 'kiosk-2', '--code', '--json')) as { code: string }).code
  const anew = plane.computer('anything')
  const at = { code, server: plane.url, root: plane.root }
  const cutOff = other.until('it is cut off', ({ computer }) => computer.revoked !== null)
  expect(await anew.enrol(at)).toMatchObject({ code: 0, stdout: expect.stringContaining('`kiosk-2` of team') })
  expect((await cutOff).shown.policy.admits).toBe(false)
  const again = plane.computer('another')
  expect(await again.enrol(at)).toMatchObject({ code: 1, stderr: expect.stringContaining('error[enrolment-code]') })
})

test('un-enrolled, an agent ends at once and admits nobody', async () => {
  const agent = plane.computer('kiosk-3')
  await agent.enrol({ code: await plane.code('kiosk'), server: plane.url, root: plane.root })
  const ended = once(agent.start(), 'exit')
  await agent.until('its settings are enforced', isEnforced)
  await plane.good('unenrol', 'kiosk-3', '--yes')
  expect(await ended).toEqual([4, null])
  expect(agent.shown()).toMatchObject({ running: false, policy: { admits: false }, computer: { revoked: expect.any(String) } })
})

test('deleting a package stops new enrolments alone', async () => {
  const code = await plane.code('kiosk')
  plane.edit(
    `  - apiVersion: splashtop.io/v1
    kind: DeploymentPackage
    metadata: {name: kiosk}
    spec: {displayName: Kiosk, settings: {session: {sound: 'off'}}}
`,
    '',
  )
  await plane.applied()
  const late = plane.computer('kiosk-9')
  expect(await late.enrol({ code, server: plane.url, root: plane.root })).toMatchObject({ code: 1 })
  plane.edit('idleTimeoutMinutes: 180', 'idleTimeoutMinutes: 120')
  const { shown } = await enforced(kiosk, 'the next policy', ({ settings }) => idleAfter(settings) === 120)
  expect(shown.settings['session.sound']).toMatchObject({ value: 'off' })
})
