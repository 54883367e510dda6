/**
 * Disks that take nothing: an agent on a state of a few hundred kilobytes, in a mount namespace of its own, against the real server. What it holds is known by
 * what it reports. Where nobody may mount, there is nothing to try here; agent/holding.test.ts has the same without a disk.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { FleetEntry } from '../server/devices/fleet.ts'
import { type Computers, computers } from './computers.ts'
import { mayMount, own } from './mounts.ts'
import { installed } from './splashctl.ts'

let plane: Computers
let child: ChildProcess
beforeAll(async () => {
  plane = await computers()
  await plane.applied()
})
afterEach(async () => {
  if (!child || child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
})
afterAll(() => plane.end())

/** An agent whose state lies on a disk of its own, after a line of shell did something to that. Gives the state's path from outside. */
async function onDisk(hostname: string, line: string): Promise<string> {
  const agent = plane.computer(hostname)
  await agent.enrol({ code: await plane.code('kiosk'), server: plane.url, root: plane.root })
  const script = `cp -a "$0" "$0.was" && mount -t tmpfs -o size=512k,mode=700 none "$0" && cp -a "$0.was"/. "$0" && ${line} && exec "$@"`
  const run = [process.execPath, join(installed, 'bin', 'splashtop-agent.js'), 'run', '--state', agent.state]
  child = spawn('unshare', [...own, 'sh', '-c', script, agent.state, ...run], { env: plane.env, stdio: 'ignore' })
  return `/proc/${child.pid}/root${agent.state}`
}

/** As soon as the control plane knows that of a computer; looked at whenever a report came. */
async function reports(computer: string, holds: (entry: FleetEntry) => boolean): Promise<FleetEntry> {
  const stop = new AbortController()
  const late = setTimeout(() => stop.abort(), 15_000)
  try {
    for (;;) {
      const came = reportCame(stop.signal)
      const { computers: [entry] = [] } = JSON.parse(await plane.good('fleet', computer, '--json')) as { computers: FleetEntry[] }
      if (entry && holds(entry)) return entry
      await came
      if (stop.signal.aborted) throw new Error(`${computer} never reported it: ${JSON.stringify(entry)}`)
    }
  } finally {
    clearTimeout(late)
    stop.abort()
  }
}

/** Whenever the server's log has that an agent reported; or when nobody waits any more. */
function reportCame(signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const heard = (data: Buffer) => data.includes('"agentStatus"') && resolve()
  const log = plane.child.stdout
  log?.on('data', heard)
  signal.addEventListener('abort', () => resolve())
  return promise.finally(() => log?.off('data', heard))
}

let idle = 10
async function edit(): Promise<void> {
  plane.edit(`idleTimeoutMinutes: ${idle}}`, `idleTimeoutMinutes: ${++idle}}`)
  await plane.applied()
}
const has = (code: string) => (entry: FleetEntry) => entry.conditions.some((one) => one.code === code)

describe.skipIf(!mayMount)('a disk of its own', () => {
  test('a full disk costs the next policy and not the one that is there; with room again it goes on', async () => {
    const state = await onDisk('kiosk-1', 'dd if=/dev/zero of="$0/fill" bs=1k 2>/dev/null; chmod 600 "$0/fill"')
    const before = await reports('kiosk-1', ({ policy, online }) => policy !== null && online)
    await edit()
    const full = await reports('kiosk-1', has('disk-full'))
    expect(full).toMatchObject({ current: false, policy: { digest: before.policy?.digest } })
    rmSync(join(state, 'fill'))
    await edit()
    expect(await reports('kiosk-1', ({ current, conditions }) => current && conditions.length === 0)).toMatchObject({ rejected: null })
  })

  test('a disk that can only be read: it runs what it has, and says so', async () => {
    await onDisk('kiosk-2', 'mount -o remount,ro "$0"')
    const before = await reports('kiosk-2', ({ policy, online }) => policy !== null && online)
    expect(before.current).toBe(true)
    await edit()
    const stuck = await reports('kiosk-2', has('disk-read-only'))
    expect(stuck).toMatchObject({ current: false, policy: { digest: before.policy?.digest } })
  })
})
