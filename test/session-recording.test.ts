/** Recordings: what was seen can be played, nothing of it can be changed unnoticed, and where it can't be kept nobody sees anything. The disk is one of its own. */
import { execFileSync } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { verified } from '../agent/engine/recording/chain.ts'
import { Journal } from '../agent/journal.ts'
import { checkout, run } from './splashctl.ts'
import { PATIENCE, staged, type Viewer } from './viewing.ts'

const launcher = join(checkout, 'bin', 'splashtop-agent.js')
const REQUIRED = { 'security.sessionRecording': { enabled: true, required: true } }
const OPTIONAL = { 'security.sessionRecording': { enabled: true, required: false } }

staged('a recorded session', (stage) => {
  const recordings = () => join(stage.folder, 'recordings')
  beforeAll(() => {
    mkdirSync(recordings(), { mode: 0o700 })
    if (process.getuid?.() === 0) execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=24m,mode=0700', 'tmpfs', recordings()])
  })
  afterAll(() => {
    if (process.getuid?.() === 0) execFileSync('umount', [recordings()])
  })
  let viewer: Viewer
  afterEach(async () => {
    viewer?.leave()
    await expect.poll(() => stage.processes().length, PATIENCE).toBe(0)
    stage.hold({})
  })
  const moving = () => stage.display.start('sh', '-c', 'while :; do xsetroot -solid red; sleep 0.1; xsetroot -solid blue; sleep 0.1; done')
  const recorded = () => stage.events.find(({ event, details }) => event === 'session-recorded' && details.session === viewer.id)?.details
  const probed = (file: string) =>
    JSON.parse(
      execFileSync('ffprobe', ['-v', 'error', '-count_frames', '-show_streams', '-show_format', '-of', 'json', file], { encoding: 'utf8' }),
    ) as { streams: { codec_name: string; width: number; height: number; nb_read_frames: string }[]; format: { duration: string } }

  test('can be played, is for the agent alone, and its digest is in the log; whoever changes it is found out', async () => {
    moving()
    stage.hold(REQUIRED)
    viewer = await stage.view()
    await viewer.shown()
    expect(viewer.said.some((one) => 'session' in one && one.session.recording === true)).toBe(true)
    await expect.poll(() => readdirSync(join(recordings(), viewer.id)), PATIENCE).toEqual(['1.mp4'])
    const file = join(recordings(), viewer.id, '1.mp4')
    await expect.poll(() => statSync(file).size, PATIENCE).toBeGreaterThan(4000)
    // A viewer that wants it otherwise is not asked.
    viewer.send('control', { record: false })
    viewer.leave()
    await expect.poll(recorded, PATIENCE).toBeDefined()
    const told = recorded()
    expect(told).toMatchObject({ user: 'jo', name: viewer.id, whole: true, bytes: statSync(file).size })
    expect([statSync(file).mode & 0o777, statSync(join(recordings(), viewer.id)).mode & 0o777]).toEqual([0o600, 0o700])
    const { streams, format } = probed(file)
    expect(streams).toMatchObject([{ codec_name: 'h264', width: 1280, height: 720 }])
    expect(Number(streams[0]?.nb_read_frames)).toBeGreaterThan(5)
    expect(Number(format.duration)).toBeGreaterThan(0.5)
    expect(verified(join(recordings(), viewer.id))).toEqual({ digest: told?.digest, bytes: told?.bytes })
    // The agent's own command says the same of it, by the log of the device, and of a copy by the digest that it is given.
    const state = join(stage.folder, 'state')
    cpSync(recordings(), join(state, 'recordings'), { recursive: true })
    chmodSync(state, 0o700)
    mkdirSync(join(state, 'log'), { mode: 0o700 })
    new Journal(join(state, 'log')).tell({ time: new Date().toISOString(), event: 'session-recorded', details: told ?? {} })
    const judged = async (...args: string[]) => {
      const { code, stdout } = await run(process.execPath, [launcher, 'recordings', ...args, '--json'], stage.folder, process.env)
      return { code, ...(JSON.parse(stdout) as { recordings: object[] }) }
    }
    const { name, digest } = told as { name: string; digest: string }
    expect(await judged('--state', state)).toMatchObject({ code: 0, recordings: [{ name, user: 'jo', digest, verdict: 'as logged' }] })
    expect(await judged(join(recordings(), name), '--digest', digest)).toMatchObject({ code: 0, recordings: [{ verdict: 'as logged' }] })
    expect(await judged(join(recordings(), name), '--digest', 'a'.repeat(64))).toMatchObject({
      code: 1,
      recordings: [{ verdict: 'changed' }],
    })
    truncateSync(join(state, 'recordings', name, '1.mp4'), 3000)
    expect(await judged('--state', state)).toMatchObject({
      code: 1,
      recordings: [{ verdict: 'changed', reason: expect.stringContaining('1.mp4') }],
    })
    const bytes = readFileSync(file)
    bytes[2000] = (bytes[2000] ?? 0) ^ 1
    writeFileSync(file, bytes)
    expect(() => verified(join(recordings(), viewer.id))).toThrow('was changed')
    writeFileSync(file, readFileSync(file).subarray(0, 3000))
    expect(() => verified(join(recordings(), viewer.id))).toThrow('1.mp4')
  })

  test('is one where the viewer says so and may, for as long as it says', async () => {
    stage.hold(OPTIONAL)
    viewer = await stage.view()
    await viewer.shown()
    expect(readdirSync(recordings())).not.toContain(viewer.id)
    const isOn = () => viewer.said.flatMap((one) => ('session' in one ? [one.session.recording] : [])).at(-1)
    viewer.send('control', { record: true })
    await expect.poll(isOn, PATIENCE).toBe(true)
    await expect.poll(() => readdirSync(recordings()), PATIENCE).toContain(viewer.id)
    viewer.send('control', { record: false })
    await expect.poll(isOn, PATIENCE).toBe(false)
    viewer.leave()
    await expect.poll(() => recorded()?.whole, PATIENCE).toBe(false)
    expect(recorded()?.digest).toBe(verified(join(recordings(), viewer.id)).digest)
  })

  test('is none where the person may not, whatever the viewer says', async () => {
    stage.hold(OPTIONAL)
    viewer = await stage.view({ remoteControl: 'disabled', sessionRecording: 'disabled' })
    await viewer.shown()
    viewer.send('control', { record: true })
    await viewer.intrudes('record', { record: true })
    expect(readdirSync(recordings())).not.toContain(viewer.id)
  })

  test.skipIf(process.getuid?.() !== 0)('that has to be recorded ends when the disk is full, and none begins on a full one', async () => {
    moving()
    stage.hold(REQUIRED)
    viewer = await stage.view()
    await viewer.shown()
    await expect.poll(() => readdirSync(join(recordings(), viewer.id)), PATIENCE).toEqual(['1.mp4'])
    writeFileSync(join(recordings(), 'full'), Buffer.alloc(12 << 20))
    expect(await viewer.ended()).toBe('recording-failed')
    await expect.poll(() => recorded()?.whole, PATIENCE).toBe(false)
    expect(await stage.refusal()).toBe('The session is to be recorded, and the disk is full.')
  })
})
