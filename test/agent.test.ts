/** The agent as it is run: the real program in a process of its own, against a control plane on the loopback. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { documents } from '../agent/json.ts'
import { CODE, type TestPlane, testPlane } from '../agent/testing.ts'
import { version } from '../agent/version.ts'
import { mayMount, own } from './mounts.ts'
import { checkout, type Ended, run } from './splashctl.ts'

const launcher = join(checkout, 'bin', 'splashtop-agent.js')
const settings = (sound: string) => ({
  'session.sound': { value: sound, origin: 'policy kiosks', locked: true },
  'security.staleness': { value: { mode: 'bestEffort', graceSeconds: 300 }, origin: 'builtin', locked: false },
})
const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true })

let [root, state, plane] = ['', '', {} as TestPlane]
let children: ChildProcess[] = []
const { FORCE_COLOR, ...inherited } = process.env
const env = { ...inherited, NO_COLOR: '1' }
beforeEach(async () => {
  children = []
  root = mkdtempSync(join(tmpdir(), 'agent-'))
  state = join(root, 'state')
  plane = await testPlane(settings('off'))
})
afterEach(async () => {
  for (const child of children) if (child.exitCode === null && child.signalCode === null) await stopped(child, 'SIGKILL')
  await plane.close()
  rmSync(root, { recursive: true })
})

const agent = (...args: string[]): Promise<Ended> => run(process.execPath, [launcher, ...args, '--state', state], root, env)
const enrol = (...args: string[]) => agent('enrol', CODE, '--server', plane.url, '--root', plane.signers.fingerprint, ...args)
function begin(program = process.execPath, args = [launcher, 'run', '--state', state]): ChildProcess {
  const child = spawn(program, args, { cwd: root, env, stdio: ['ignore', 'ignore', 'pipe'] })
  children.push(child)
  return child
}
async function stopped(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  const ended = once(child, 'exit') as Promise<[number | null]>
  child.kill(signal)
  return (await ended)[0]
}
async function documentOf(name: string, ...args: string[]): Promise<ReturnType<typeof JSON.parse>> {
  const { stdout } = await agent(...args, '--json')
  const check = ajv.compile(documents[name] ?? false)
  const document = JSON.parse(stdout) as object
  expect(check(document), JSON.stringify(check.errors)).toBe(true)
  return document
}
const last = () => plane.reports.at(-1)

test('says its version, which is that of the package', async () => {
  const said = JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8')) as { version: string }
  expect(version).toBe(said.version)
  expect(await run(process.execPath, [launcher, '--version'], root, env)).toMatchObject({ code: 0, stdout: `${version}\n` })
})

test('enrolled again by a script it stays as it is, and by another root it is refused', async () => {
  await enrol()
  const again = await enrol('--unless-enrolled')
  expect(again).toMatchObject({ code: 0, stderr: '', stdout: 'This computer is `Bench 1` of team `acme` already.\n' })
  const other = await agent('enrol', CODE, '--unless-enrolled', '--server', plane.url, '--root', `SHA256:${'A'.repeat(43)}`)
  expect(other).toMatchObject({ code: 1, stderr: expect.stringContaining('error[already-enrolled]') })
  expect(plane.enrolments).toHaveLength(1)
})

test('enrols, runs, is asked, and leaves', async () => {
  expect(await enrol()).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining('`Bench 1` of team `acme`') })
  expect(await documentOf('status', 'status')).toMatchObject({ running: false, policy: { standing: 'fresh', revision: 1 } })
  const child = begin()
  await plane.until('the stream', () => plane.streams.size === 1)
  plane.publish(settings('remote'))
  await plane.until('the report', () => last()?.policy?.digest === plane.digest)
  expect(await documentOf('status', 'status')).toMatchObject({
    running: true,
    computer: { name: 'bench-1', team: 'acme' },
    policy: { standing: 'fresh', revision: 2, admits: true },
    settings: {
      'session.sound': { value: 'remote', origin: 'policy kiosks', locked: true, enforcement: 'unsupported' },
      'security.staleness': { enforcement: 'enforced' },
    },
    conditions: [],
  })
  expect((await agent('status')).stdout).toMatch(/session\.sound +remote +policy kiosks, locked +unsupported: It belongs to sessions/)
  expect(await agent('run')).toMatchObject({ code: 1, stderr: expect.stringContaining('error[agent-running]') })
  expect(await agent('unenrol', '--yes')).toMatchObject({ code: 1, stderr: expect.stringContaining('error[agent-running]') })
  expect(await stopped(child, 'SIGTERM')).toBe(0)
  expect((await documentOf('logs', 'logs', '-n', '2')).events.map(({ event }: { event: string }) => event)).toEqual([
    'started',
    'policy-applied',
  ])
  expect((await agent('logs')).stdout).toMatch(/1 {2}20\S+ {2}enrolled {2}server=/)
  expect(await documentOf('unenrol', 'unenrol', '--yes')).toMatchObject({ computer: 'bench-1', told: true })
  expect(plane.batches.flatMap(({ events }) => events).at(-1)?.event).toBe('unenrolled')
  expect(await agent('status')).toMatchObject({ code: 1, stderr: expect.stringContaining('error[agent-not-enrolled]') })
  expect(await documentOf('failure', 'run')).toMatchObject({ problems: [{ code: 'agent-not-enrolled' }] })
})

test('takes its code from stdin or a file, and shows it nowhere', async () => {
  const file = join(root, 'code')
  writeFileSync(file, 'WRONGCODE123\n')
  const to = ['--server', plane.url, '--root', plane.signers.fingerprint]
  const refused = await agent('enrol', '--code-file', file, ...to)
  expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('error[bad-code]') })
  expect(refused.stderr + refused.stdout).not.toContain('WRONGCODE123')
  writeFileSync(file, `${CODE}\n`)
  expect(await documentOf('enrol', 'enrol', '--code-file', file, ...to)).toMatchObject({ computer: 'bench-1' })
})

test.each([
  [[], 1, 'Usage: splashtop-agent COMMAND'],
  [['--help'], 0, 'enrol this computer in a team'],
  [['enrol', '--help'], 0, '--root <FINGERPRINT>'],
  [['help', 'logs'], 0, '--follow'],
  [['enroll'], 1, 'did you mean `enrol`'],
  [['enrol', CODE], 1, '`--server URL` is missing'],
  [['enrol', CODE, '--server', 'https://x', '--root', 'SHA256:x'], 1, 'is no fingerprint'],
  [['run', '--frobnicate'], 1, 'Unknown option `--frobnicate`'],
  [['logs', '-n', 'many'], 1, 'is no count'],
])('%j ends with %d and says: %s', async (words, code, says) => {
  const ended = await run(process.execPath, [launcher, ...words], root, env)
  expect(ended.code).toBe(code)
  expect(ended.stdout + ended.stderr).toContain(says)
})

test('un-enrolled by the control plane it ends with a number that the unit does not start it again for', async () => {
  await enrol()
  const child = begin()
  await plane.until('the stream', () => plane.streams.size === 1)
  const ended = once(child, 'exit')
  plane.revoke()
  plane.send({ nudge: { rev: plane.rev, spreadMs: 0 } })
  expect(await ended).toEqual([4, null])
  expect(await documentOf('status', 'status')).toMatchObject({ policy: { admits: false }, conditions: [{ code: 'revoked' }] })
})

test('reports what its machine is made of, by a process beside it', async () => {
  const { code, stdout } = await run(process.execPath, [launcher, 'inventory'], root, env)
  expect(code).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({ hardware: { memoryBytes: expect.any(Number), cpu: { cores: expect.any(Number) } } })
})

/** Where nobody may mount one, agent/holding.test.ts has what can be tried without. */
describe.skipIf(!mayMount)('on a disk', () => {
  /** An agent whose state lies on a small disk of its own, after a line of shell did something to it. */
  async function onDisk(line: string): Promise<ChildProcess> {
    await enrol()
    const script = `cp -a "$0" "$0.was" && mount -t tmpfs -o size=512k,mode=700 none "$0" && cp -a "$0.was"/. "$0" && ${line} && exec "$@"`
    return begin('unshare', [...own, 'sh', '-c', script, state, process.execPath, launcher, 'run', '--state', state])
  }
  const condition = (code: string) => () => last()?.conditions.some((one) => one.code === code) === true

  test('that is full it keeps what it has, says so, and goes on when there is room', async () => {
    const child = await onDisk('dd if=/dev/zero of="$0/fill" bs=1k 2>/dev/null; chmod 600 "$0/fill"')
    const former = plane.digest
    await plane.until('the stream', () => plane.streams.size === 1)
    plane.publish(settings('remote'))
    await plane.until('the condition', condition('disk-full'))
    expect(last()?.policy?.digest).toBe(former)
    rmSync(`/proc/${child.pid}/root${state}/fill`)
    plane.publish(settings('both'))
    await plane.until('the next', () => last()?.policy?.digest === plane.digest)
  })

  test('that can only be read it runs what it has, and says so', async () => {
    await onDisk('mount -o remount,ro "$0"')
    await plane.until('the stream', () => plane.streams.size === 1)
    const former = plane.digest
    plane.publish(settings('remote'))
    await plane.until('the condition', condition('disk-read-only'))
    expect(last()?.policy?.digest).toBe(former)
  })
})
