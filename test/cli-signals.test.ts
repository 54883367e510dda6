/** An apply that waits for another one: it says for whom, can be ended at any time, and goes on when it may. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Lock, lock } from '../server/lock.ts'
import { type Folder, folder, launcher } from './splashctl.ts'

let project: Folder
let held: Lock
beforeEach(async () => {
  project = folder('examples/minimal')
  await project.splashctl('apply', '--yes')
  held = await lock(join(project.path, '.splashtop'), { waitSeconds: 0 })
})
afterEach(() => {
  held.release()
  project.remove()
})

/** Starts an apply that has something to look at, and comes back once it waits for the lock. */
async function waiting(): Promise<{ child: ChildProcess; about: string; ended: Promise<[number | null, NodeJS.Signals | null]> }> {
  const child = spawn(process.execPath, [launcher, 'apply', '--yes', '--full', '--json'], {
    cwd: project.path,
    env: project.env,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const ended = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>
  for await (const line of createInterface({ input: child.stderr as NodeJS.ReadableStream })) {
    const event = JSON.parse(line) as { phase: string; about?: string }
    if (event.phase === 'wait') {
      child.stderr?.resume()
      return { child, about: event.about ?? '', ended }
    }
  }
  throw new Error('the apply ended without waiting for the lock')
}

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('%s ends it with %i, and nothing is written', async (signal, code) => {
  const { child, about, ended } = await waiting()
  expect(about).toContain(`process ${process.pid}`)
  child.kill(signal)
  expect(await ended).toEqual([code, null])
  const { stdout } = await project.splashctl('history', '--json')
  expect(JSON.parse(stdout).revisions).toHaveLength(1)
})

test('when the lock is free it goes on', async () => {
  const { ended } = await waiting()
  held.release()
  expect(await ended).toEqual([0, null])
})
