/**
 * kill -9 at a random moment of an agent's life, many times over, while the control plane commits one policy after the other. After each kill the state
 * is looked at as the next start would: there is a policy that was published, whole; none that is older than what the agent had reported to run; the
 * revision that was seen is not below it; the log is one chain from its first number on. Then the next agent starts on it and takes the newest.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import { machineClock } from '../../agent/clock.ts'
import { enrol } from '../../agent/enrolling.ts'
import { Holding } from '../../agent/holding.ts'
import { newest } from '../../agent/journal.ts'
import { none } from '../../agent/platform/none.ts'
import { openState } from '../../agent/state.ts'
import { CODE, type TestPlane, testPlane } from '../../agent/testing.ts'
import { CHAIN_START, chained } from '../../protocol/report.ts'
import { type Random, random } from '../random.ts'

export interface Kills {
  kills: number
  /** How many of them left the newest policy, and how many one before it. */
  after: number
  before: number
  /** Revisions that were published in all. */
  revisions: number
}

/** Of what a run of the tests built (test/built.ts), else of this checkout. */
const LAUNCHER = path.join(process.env.SPLASHTOP_BUILT ?? path.join(import.meta.dirname, '..', '..'), 'bin', 'splashtop-agent.js')

export async function run(times: number, seed: number, progress: (done: number) => void = () => {}): Promise<Kills> {
  const chance = random(seed)
  const root = mkdtempSync(path.join(tmpdir(), 'splashtop-agent-kill-'))
  const plane = await testPlane(settings(0))
  const published = new Set([plane.digest])
  const found: Kills = { kills: 0, after: 0, before: 0, revisions: 0 }
  const folder = path.join(root, 'state')
  try {
    const state = openState(folder, { make: true })
    const signal = new AbortController().signal
    const to = { server: plane.url, fingerprint: plane.signers.fingerprint }
    await enrol({ ...{ state, clock: machineClock(), platform: none, env: {}, code: CODE, again: false, signal, waiting() {} }, ...to })
    while (found.kills < times) {
      await killOnce(plane, folder, chance, published)
      look(plane, folder, `seed ${seed}, kill ${found.kills + 1}`, published, found)
      progress(++found.kills)
    }
    // What was left is good for the next: it takes the newest, and tells all that happened.
    const last = start(folder)
    await plane.until('the newest', () => plane.reports.at(-1)?.policy?.digest === plane.digest)
    last.kill('SIGKILL')
    await once(last, 'exit')
    found.revisions = plane.rev
    return found
  } finally {
    await plane.close()
    rmSync(root, { recursive: true, force: true })
  }
}

const settings = (n: number) => ({ 'session.idleTimeoutMinutes': { value: n % 10_000, origin: 'policy kiosks', locked: true } })
const start = (folder: string): ChildProcess =>
  spawn(process.execPath, [LAUNCHER, 'run', '--state', folder], { stdio: ['ignore', 'ignore', 'ignore'] })

/** An agent that is told of a policy after the other, until it is killed. */
async function killOnce(plane: TestPlane, folder: string, chance: Random, published: Set<string>): Promise<void> {
  const agent = start(folder)
  const ended = once(agent, 'exit')
  // A fifth of them while it starts; the others while it writes.
  if (chance.oneIn(5)) await after(chance.number(400))
  else {
    await plane.until('its stream', () => plane.streams.size > 0)
    for (let left = 1 + chance.number(5); left > 0; left--) {
      plane.publish(settings(plane.rev))
      published.add(plane.digest)
      // From before it has come to after it was reported, on a busy machine too.
      const until = performance.now() + chance.number(chance.oneIn(2) ? 20_000 : 200_000) / 1000
      while (performance.now() < until) await after(0)
    }
  }
  agent.kill('SIGKILL')
  await ended
  await plane.until('the end of its stream', () => plane.streams.size === 0)
}

function look(plane: TestPlane, folder: string, context: string, published: ReadonlySet<string>, found: Kills): void {
  const holding = new Holding(openState(folder), machineClock())
  const { current, spoilt, highest } = holding
  if (!current || spoilt) throw new Error(`${context}: there is no policy any more: ${spoilt?.message}`)
  if (!published.has(current.document.digest)) throw new Error(`${context}: a policy that nobody published`)
  if (highest.rev < current.timestamp.rev) throw new Error(`${context}: it runs what it has not seen`)
  const reported = Math.max(0, ...plane.reports.map(({ policy }) => policy?.rev ?? 0))
  if (current.timestamp.rev < reported) throw new Error(`${context}: revision ${current.timestamp.rev}, although ${reported} was reported`)
  found[current.document.digest === plane.digest ? 'after' : 'before']++
  let hash = CHAIN_START
  for (const [i, { number, hash: own, previous, ...event }] of newest(path.join(folder, 'log'), 1_000_000).entries()) {
    hash = chained(hash, i + 1, event)
    if (number !== i + 1 || hash !== own) throw new Error(`${context}: the log is broken at ${number}`)
  }
}
