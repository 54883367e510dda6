/**
 * Time, as it goes wrong: clocks that are a week off, machines that slept, servers that are gone for longer than a policy allows. The server is the real one;
 * the agent runs within the test, so that its clock can be set.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Moment } from '../agent/clock.ts'
import { enrol } from '../agent/enrolling.ts'
import { Life } from '../agent/life.ts'
import type { Pace } from '../agent/pace.ts'
import { linux } from '../agent/platform/linux.ts'
import type { Standing } from '../agent/staleness.ts'
import { openState, type State } from '../agent/state.ts'
import { watched } from '../bench/agent-process.ts'
import { type Computers, computers } from './computers.ts'

const [MINUTE, HOUR, DAY] = [60_000, 3_600_000, 86_400_000]
/** It looks at its clock all the time, since a test moves that by hours at once. */
const pace: Pace = {
  ...{ first: () => 0, backoff: () => 50, safety: () => 5 * MINUTE, report: () => 5 * MINUTE },
  settled: 0,
  answer: 5000,
  ...{ watch: 20, inventory: { first: DAY, again: DAY } },
}

let plane: Computers
beforeAll(async () => {
  plane = await computers()
  await plane.applied()
})
afterAll(() => plane.end())

/** How far the clocks of the agent are ahead of those of the machine. */
let ahead = { wall: 0, boot: 0 }
/** How much later it is by now, for a server that comes back. */
let passed = 0
const started = performance.now()
const clock = (): Moment => ({ wall: Date.now() + ahead.wall, boot: HOUR + (performance.now() - started) + ahead.boot, bootId: 'start-1' })

let stop = new AbortController()
let running: Promise<unknown> = Promise.resolve()
let machines = 0
afterEach(async () => {
  stop.abort()
  await running
  await plane.back()
})

interface Own {
  state: State
  life: Life
  /** As soon as its policy is worth that, and that is told. */
  comesTo(standing: Standing): Promise<{ admits: boolean; conditions: string[] }>
  until(what: string, holds: () => boolean): Promise<number>
}

/** A new computer with these clocks, enrolled and running. */
async function agent(clocks: Partial<typeof ahead> = {}): Promise<Own> {
  ahead = { wall: 0, boot: 0, ...clocks }
  passed = 0
  stop = new AbortController()
  const folder = join(plane.path, '..', `kiosk-${++machines}`)
  const state = openState(folder, { make: true })
  const system = join(folder, 'system')
  mkdirSync(system, { mode: 0o700 })
  const own = { state, clock, platform: linux(system), env: {} }
  const to = { code: await plane.code('kiosk'), server: plane.url, fingerprint: plane.root, as: `kiosk-${machines}` }
  await enrol({ ...own, ...to, again: false, signal: stop.signal, waiting() {} })
  const life = new Life({ ...own, pace })
  running = life.run(stop.signal)
  const until = async (what: string, holds: () => boolean): Promise<number> => {
    const at = await watched(folder, () => (holds() ? Date.now() : undefined), 15_000)
    if (at === undefined)
      throw new Error(`it never came to this: ${what}; ${JSON.stringify([life.holding.worth(), life.applying.conditions])}`)
    return at
  }
  const codes = () => life.applying.conditions.map(({ code }) => code)
  return {
    ...{ state, life, until },
    async comesTo(standing) {
      const told = standing === 'fresh' ? undefined : `policy-${standing}`
      await until(standing, () => {
        const known = codes().filter((code) => /^policy-(stale|strict|expired)$/.test(code))
        return life.holding.worth().standing === standing && known[0] === told && Object.keys(life.applying.outcomes).length > 0
      })
      return { admits: life.holding.worth().admits, conditions: codes() }
    },
  }
}
/** Time goes by: for everybody, or, on a machine that sleeps, by one of its clocks alone. */
function pass(ms: number, by: readonly (keyof typeof ahead)[] = ['wall', 'boot']): void {
  passed += ms
  for (const each of by) ahead = { ...ahead, [each]: ahead[each] + ms }
}
const set = (ms: number) => {
  ahead = { ...ahead, wall: ahead.wall + ms }
}
const idleAfter = ({ life }: Own) => life.holding.current?.document.settings['session.idleTimeoutMinutes']?.value

let idle = 10
const edit = (): number => {
  plane.edit(`idleTimeoutMinutes: ${idle}}`, `idleTimeoutMinutes: ${idle + 1}}`)
  return ++idle
}

test.each([
  ['ahead', 7 * DAY],
  ['behind', -7 * DAY],
])('a clock that is a week %s: it enrols, follows an edit within a second, and says that the clock is wrong', async (word, wall) => {
  const own = await agent({ wall })
  const { conditions } = await own.comesTo('fresh')
  expect(conditions).toContain('clock-wrong')
  expect(own.life.applying.conditions.find(({ code }) => code === 'clock-wrong')?.text).toContain(`It is 10080 minutes ${word}.`)
  const wanted = edit()
  const soon = own.until(
    'the edit',
    () => idleAfter(own) === wanted && own.life.applying.report().policy?.digest === own.life.holding.current?.document.digest,
  )
  const { at } = await plane.applied()
  expect((await soon) - at).toBeLessThan(1000)
  expect(Math.abs(own.life.holding.now() - Date.now())).toBeLessThan(MINUTE)
})

test('a clock that is set a week ahead, or back, while it runs makes a policy older and never younger', async () => {
  const own = await agent()
  await own.comesTo('fresh')
  await plane.lost()
  pass(20 * MINUTE)
  expect(await own.comesTo('stale')).toMatchObject({ admits: true })
  set(-7 * DAY)
  // The date says that it was heard in the future; the time since the start goes on.
  expect(own.life.holding.worth()).toMatchObject({ standing: 'stale', admits: true })
  set(14 * DAY)
  expect(await own.comesTo('expired')).toMatchObject({ admits: false })
  await plane.back(passed)
  expect(await own.comesTo('fresh')).toMatchObject({ admits: true })
})

test('a machine that slept wakes with a policy as old as it is, by whichever clock went on', async () => {
  const own = await agent()
  await own.comesTo('fresh')
  await plane.lost()
  // The hardware kept the date, and the time since the start stood still.
  pass(30 * MINUTE, ['wall'])
  expect(await own.comesTo('stale')).toMatchObject({ admits: true })
  await plane.back(passed)
  await own.comesTo('fresh')
  await plane.lost()
  // A date that stood still, on a machine that counts its sleep.
  pass(30 * MINUTE, ['boot'])
  expect(await own.comesTo('stale')).toMatchObject({ admits: true })
})

test('without its server a policy of best effort goes on until it expires; heard again, it is fresh', async () => {
  const own = await agent()
  await own.comesTo('fresh')
  await plane.lost()
  pass(14 * MINUTE)
  await own.until('the loss is told', () => own.life.applying.conditions.some(({ code }) => code === 'server-unreachable'))
  expect(own.life.holding.worth()).toMatchObject({ standing: 'fresh', admits: true })
  pass(2 * MINUTE)
  expect(await own.comesTo('stale')).toMatchObject({ admits: true })
  pass(71 * HOUR)
  expect(own.life.holding.worth()).toMatchObject({ standing: 'stale', admits: true, running: 'go on' })
  pass(HOUR)
  expect(await own.comesTo('expired')).toMatchObject({ admits: false })
  expect(own.life.holding.worth()).toMatchObject({ running: 'end' })
  await plane.back(passed)
  expect(await own.comesTo('fresh')).toMatchObject({ admits: true })
})

test('a strict one admits nobody once its grace is over, and lets what runs go on', async () => {
  plane.edit('general: {hideTrayIcon: false}', 'security: {staleness: {mode: strict, graceSeconds: 300}}')
  await plane.applied()
  const own = await agent()
  await own.comesTo('fresh')
  await plane.lost()
  pass(16 * MINUTE)
  expect(await own.comesTo('stale')).toMatchObject({ admits: true })
  pass(5 * MINUTE)
  expect(await own.comesTo('strict')).toMatchObject({ admits: false })
  expect(own.life.holding.worth()).toMatchObject({ running: 'go on' })
  pass(3 * DAY)
  expect(await own.comesTo('expired')).toMatchObject({ admits: false })
  await plane.back(passed)
  expect(await own.comesTo('fresh')).toMatchObject({ admits: true })
})

test('a server whose own clock was an hour ahead, and was set right, is followed all the same', async () => {
  await plane.back(HOUR)
  const own = await agent()
  await own.comesTo('fresh')
  await plane.back()
  const wanted = edit()
  const soon = own.until('the edit', () => idleAfter(own) === wanted)
  await plane.applied()
  await soon
})
