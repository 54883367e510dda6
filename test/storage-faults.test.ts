/**
 * What becomes of a control plane when its disk fills up or can't be written: a clear Problem, and nothing lost. On real file systems, since
 * permissions don't bind the administrator and a pretended fault proves little. Where none may be mounted, the tests say so and pass over.
 */
import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ControlPlane } from '../server/control-plane.ts'
import { openEmbedded } from '../server/embedded.ts'
import { applyTo, declaration, refusal, TEAM, user } from '../server/testing.ts'

let root: string
let disk: string
let unmountable: string | undefined
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'splashtop-faults-'))
  disk = join(root, 'disk')
  mkdirSync(disk)
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'splashtop-test', disk], { stdio: 'pipe' })
    unmountable = undefined
  } catch (error) {
    unmountable = `no file system can be mounted here: ${(error as Error).message.split('\n')[0]}`
  }
})
afterEach(() => {
  if (!unmountable) execFileSync('umount', [disk])
  rmSync(root, { recursive: true })
})

const open = (write = true): Promise<ControlPlane> =>
  openEmbedded(join(disk, '.splashtop'), { team: TEAM, write, waitSeconds: 0, env: { SPLASHTOP_KEYS: join(root, 'keys') } })
const people = (n: number) => declaration(...Array.from({ length: n }, (_, i) => user(`person-${i}`)))
/** Fills the disk until `left` bytes are free. */
function fill(left: number): void {
  const { bavail, bsize } = statfsSync(disk)
  writeFileSync(join(disk, 'filler'), Buffer.alloc(Math.max(0, bavail * bsize - left)))
}
async function stateOf(): Promise<{ revision: number; size: number; audit: unknown }> {
  const plane = await open(false)
  const { revision, size } = await plane.world()
  const audit = await plane.verifyAudit()
  await plane.close()
  return { revision, size, audit }
}
const sound = (entries: number) => ({ entries, signed: entries, problems: [] })

describe('a full disk', () => {
  test('undoes the commit as a whole; with some space freed the same apply goes through', async ({ skip }) => {
    skip(unmountable !== undefined, unmountable)
    const plane = await open()
    await applyTo(plane, people(10))
    fill(200_000)
    expect(await refusal(applyTo(plane, people(1500)))).toEqual(['disk-full'])
    expect([(await plane.world()).revision, (await plane.world()).size]).toEqual([1, 10])
    expect((await plane.verifyAudit()).problems).toEqual([])
    rmSync(join(disk, 'filler'))
    expect((await applyTo(plane, people(500))).revision).toBe(2)
    await plane.close()
    expect(await stateOf()).toEqual({ revision: 2, size: 500, audit: sound(2) })
  })

  test('loses nothing when the process ends then and there', async ({ skip }) => {
    skip(unmountable !== undefined, unmountable)
    const plane = await open()
    await applyTo(plane, people(10))
    fill(100_000)
    expect(await refusal(applyTo(plane, people(1500)))).toEqual(['disk-full'])
    await plane.close()
    rmSync(join(disk, 'filler'))
    expect(await stateOf()).toEqual({ revision: 1, size: 10, audit: sound(1) })
  })

  test('can’t take a new control plane, and says so', async ({ skip }) => {
    skip(unmountable !== undefined, unmountable)
    mkdirSync(join(disk, '.splashtop'))
    for (const left of [0, 8192, 40_000]) {
      fill(left)
      expect([left, await refusal(open().then((plane) => applyTo(plane, people(1500)).finally(() => plane.close())))]).toEqual([
        left,
        ['disk-full'],
      ])
      rmSync(join(disk, 'filler'))
    }
    const plane = await open()
    expect((await applyTo(plane, people(10))).revision).toBe(1)
    await plane.close()
  })

  test('takes no backup, and leaves no half of one', async ({ skip }) => {
    skip(unmountable !== undefined, unmountable)
    const plane = await open()
    await applyTo(plane, people(300))
    fill(50_000)
    expect(await refusal(plane.backup(join(disk, 'backup.db')))).toEqual(['disk-full'])
    expect(readdirSync(disk).sort()).toEqual(['.splashtop', 'filler'])
    await plane.close()
  })
})

describe('a file system that is read-only', () => {
  const remount = (how: 'ro' | 'rw') => execFileSync('mount', ['-o', `remount,${how}`, disk])

  test('is read, and not applied to', async ({ skip }) => {
    skip(unmountable !== undefined, unmountable)
    const plane = await open()
    await applyTo(plane, people(10))
    await plane.close()
    remount('ro')
    expect(await stateOf()).toEqual({ revision: 1, size: 10, audit: sound(1) })
    expect(await refusal(open())).toEqual(['read-only'])
    remount('rw')
  })

  test('takes no new control plane', async ({ skip }) => {
    skip(unmountable !== undefined, unmountable)
    remount('ro')
    expect(await refusal(open())).toEqual(['read-only'])
    expect(await (await open(false)).history()).toEqual([])
    remount('rw')
    expect(existsSync(join(disk, '.splashtop'))).toBe(false)
  })

  test('with commits that are still in the journal gives no older state for the newest', async ({ skip }) => {
    skip(unmountable !== undefined, unmountable)
    const plane = await open()
    await applyTo(plane, people(10))
    const copy = join(disk, 'copy')
    mkdirSync(copy)
    for (const file of ['control-plane.db', 'control-plane.db-wal']) copyFileSync(join(disk, '.splashtop', file), join(copy, file))
    await plane.close()
    remount('ro')
    const reading = openEmbedded(copy, { team: TEAM, write: false })
    expect(await refusal(reading)).toEqual(['read-only'])
    remount('rw')
    const recovered = await openEmbedded(copy, { team: TEAM, write: false })
    expect((await recovered.world()).size).toBe(10)
    await recovered.close()
  })
})
