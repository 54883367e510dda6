/** What agents trust, over the years: keys that were rotated while they were away, and a database that was put back from yesterday's backup. */
import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AgentProcess } from '../bench/agent-process.ts'
import { type Computers, computers, isEnforced } from './computers.ts'

let plane: Computers
let [present, away] = [{} as AgentProcess, {} as AgentProcess]
beforeAll(async () => {
  plane = await computers()
  await plane.applied()
  present = await plane.running('kiosk-1')
  away = await plane.running('kiosk-2')
})
afterAll(() => plane.end())

let idle = 10
/** Edits the policy, and waits until those agents hold it. */
async function followed(...agents: AgentProcess[]): Promise<number> {
  plane.edit(`idleTimeoutMinutes: ${idle}}`, `idleTimeoutMinutes: ${++idle}}`)
  const wanted = idle
  const soon = agents.map((agent) =>
    agent.until(`${wanted} minutes`, (shown) => isEnforced(shown) && shown.settings['session.idleTimeoutMinutes']?.value === wanted),
  )
  const { revision } = await plane.applied()
  await Promise.all(soon)
  return revision
}

/** A server that runs looks for new keys every two seconds: what it signs from then on, it signs by this one. */
async function followedBy(serial: number): Promise<void> {
  do await followed(present)
  while (present.shown().trust.serial < serial)
}

test('an online key that was rotated is followed, also by an agent that missed two of them', async () => {
  await away.end()
  await plane.good('keys', 'rotate')
  await plane.good('keys', 'rotate')
  await followedBy(3)
  const soon = away.until('the newest', ({ settings }) => settings['session.idleTimeoutMinutes']?.value === idle)
  away.start()
  await soon
  for (const agent of [present, away]) expect(agent.shown().trust).toMatchObject({ root: 1, serial: 3, epoch: 1, fingerprint: plane.root })
})

test('a root that was rotated is followed from the one before, and new computers come in by the fingerprint of either', async () => {
  await away.end()
  await plane.good('keys', 'rotate-root')
  await plane.good('keys', 'rotate-root')
  await followedBy(5)
  const soon = away.until('the newest', ({ settings }) => settings['session.idleTimeoutMinutes']?.value === idle)
  away.start()
  await soon
  for (const agent of [present, away]) expect(agent.shown().trust).toMatchObject({ root: 3, serial: 5, fingerprint: plane.root })
  const { root } = JSON.parse(await plane.good('keys', '--json')) as { root: { number: number; fingerprint: string } }
  expect(root).toMatchObject({ number: 3, fingerprint: expect.not.stringMatching(plane.root) })
  for (const [i, fingerprint] of [plane.root, root.fingerprint].entries()) {
    const agent = plane.computer(`kiosk-${i + 3}`)
    expect(await agent.enrol({ code: await plane.code('kiosk'), server: plane.url, root: fingerprint })).toMatchObject({ code: 0 })
    expect(agent.shown().trust).toMatchObject({ root: 3, fingerprint })
  }
})

test('a database that was put back is refused until `keys restore`, and followed then', async () => {
  const base = join(plane.path, '..')
  const database = join(base, 'data', 'splashtop', 'server', 'control-plane.db')
  const backup = join(base, 'yesterday.db')
  expect((await plane.server('backup', backup)).code).toBe(0)
  await away.end()
  let before = 0
  for (let edits = 0; edits < 3; edits++) before = await followed(present)
  expect(present.shown().policy.revision).toBe(before)

  await plane.lost()
  for (const beside of ['', '-wal', '-shm']) rmSync(`${database}${beside}`, { force: true })
  cpSync(backup, database)
  const refused = present.until('the refusal', ({ conditions }) => conditions.some(({ code }) => code === 'rollback-refused'))
  await plane.back()
  expect((await refused).shown).toMatchObject({
    policy: { standing: 'fresh', admits: true, revision: before },
    settings: { 'session.idleTimeoutMinutes': { value: idle } },
  })

  // An edit there is of a revision below those that were seen: it is refused as well.
  plane.edit(`idleTimeoutMinutes: ${idle}}`, 'idleTimeoutMinutes: 99}')
  const { revision } = await plane.applied()
  expect(revision).toBeLessThan(before)
  const logged = await present.command(['logs', '--json'])
  expect(logged.stdout).toContain('policy-rolled-back')
  expect(present.shown().settings['session.idleTimeoutMinutes']).toMatchObject({ value: idle })

  await plane.good('keys', 'restore')
  // Who starts now asks at once; who was refused asks again within a minute.
  for (const agent of [present, away]) {
    await agent.end()
    // Each of these is a file of its own, which the agent writes one after the other.
    const soon = agent.until(
      'the next epoch',
      ({ policy, settings, trust }) => policy.epoch === 2 && trust.epoch === 2 && settings['session.idleTimeoutMinutes']?.value === 99,
    )
    agent.start()
    await soon
  }
  const { shown } = await present.until(
    'nothing is refused',
    ({ conditions }) => !conditions.some(({ code }) => code === 'rollback-refused'),
  )
  expect(shown.policy.standing).toBe('fresh')
})
