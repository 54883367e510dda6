/**
 * kill -9 at a random moment of an apply, many times over. After each: the database is as it was before the apply or as it is after it,
 * nothing between; the audit log holds; whatever was promised to be durable is there; and the next run finishes.
 *
 * The moments are spread over the whole life of an apply: some anywhere from the start of the process (making the folder, the database and
 * the keys, taking the lock), some while it plans, most inside apply() itself, for as long as that takes.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as after } from 'node:timers/promises'
import { plan } from '../../reconciler/plan/plan.ts'
import { openEmbedded } from '../../server/embedded.ts'
import { type Random, random } from '../random.ts'
import { contentOf, contentOfWorld, generation, requestFor, TEAM } from './generations.ts'

export interface Crashes {
  kills: number
  /** How many found the apply undone, and how many found it done. */
  before: number
  after: number
  /** How many of them came before there was a database at all. */
  unmade: number
}

/** A new place is taken every so often, so that the making of the database and the keys is killed too. */
const KILLS_PER_PLACE = 8

export async function run(times: number, seed: number, progress: (done: number) => void = () => {}): Promise<Crashes> {
  const chance = random(seed)
  const found: Crashes = { kills: 0, before: 0, after: 0, unmade: 0 }
  while (found.kills < times) {
    const root = mkdtempSync(path.join(tmpdir(), 'splashtop-crash-'))
    try {
      for (let i = 0; i < KILLS_PER_PLACE && found.kills < times; i++) {
        await killOnce(root, seed, chance, i === 0, found)
        progress(++found.kills)
      }
    } finally {
      rmSync(root, { recursive: true, force: true })
    }
  }
  return found
}

/** One kill, and the look at what it left. */
async function killOnce(root: string, seed: number, chance: Random, first: boolean, found: Crashes): Promise<void> {
  const env = { SPLASHTOP_KEYS: path.join(root, 'keys') }
  const folder = path.join(root, '.splashtop')
  const { begun, done } = await killed(folder, seed, env, chance, first)
  const context = `seed ${seed}, kill ${found.kills + 1}: begun ${begun}, done ${done}`
  if (!existsSync(path.join(folder, 'control-plane.db'))) found.unmade++
  const plane = await openEmbedded(folder, { team: TEAM, write: true, waitSeconds: 10, env })
  try {
    const world = await plane.world()
    if (begun > 0) {
      if (world.revision !== begun && world.revision !== begun - 1) throw new Error(`${context}: revision ${world.revision}`)
      if (world.revision < done) throw new Error(`${context}: revision ${world.revision}, although ${done} was promised`)
      found[world.revision === begun ? 'after' : 'before']++
    }
    const wanted = world.revision === 0 ? [] : generation(seed, world.revision).resources
    if (contentOfWorld(world) !== contentOf(wanted)) throw new Error(`${context}: the world is not generation ${world.revision}`)
    await holds(plane, context)
    const next = world.revision + 1
    const declaration = generation(seed, next)
    const receipt = await plane.apply(requestFor(declaration, plan(declaration, world, { evaluatedAt: '2026-01-01T00:00:00Z' }), next))
    if (receipt.revision !== next || contentOfWorld(await plane.world()) !== contentOf(declaration.resources))
      throw new Error(`${context}: the next run did not finish`)
    await holds(plane, `${context}, after the next run`)
  } finally {
    await plane.close()
  }
}

async function holds(plane: Awaited<ReturnType<typeof openEmbedded>>, context: string): Promise<void> {
  const { entries, signed, problems } = await plane.verifyAudit()
  const { revision } = await plane.world()
  if (entries !== revision || signed !== entries || problems.length > 0)
    throw new Error(
      `${context}: revision ${revision}, ${entries} entries, ${signed} signed; ${problems.map((each) => each.message).join(' ')}`,
    )
}

/** Starts the child and kills it at a moment that chance picks; tells what it said until then. */
async function killed(
  folder: string,
  seed: number,
  env: NodeJS.ProcessEnv,
  chance: Random,
  first: boolean,
): Promise<{ begun: number; done: number }> {
  const program = path.join(import.meta.dirname, 'crash-child.ts')
  const child = spawn(process.execPath, [program, folder, String(seed)], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const said = { begun: 0, done: 0 }
  const exited = once(child, 'exit')
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream })
  const gone = once(lines, 'close')
  const moment = momentOf(chance, first)
  lines.on('line', (line) => {
    const [word, number] = line.split(' ')
    if (word === 'begin') said.begun = Number(number)
    else said.done = Number(number)
    if (word === moment.word && moment.left-- === 0) void killAfter(child, moment.microseconds)
  })
  if (moment.word === 'start') void killAfter(child, moment.microseconds)
  const [, signal] = await exited
  await gone
  if (signal !== 'SIGKILL') throw new Error(`the child ended by itself (${signal ?? child.exitCode}), seed ${seed}`)
  return said
}

interface Moment {
  /** After which word of the child, and how many of that word to let pass. */
  word: 'start' | 'begin' | 'done'
  left: number
  microseconds: number
}

function momentOf(chance: Random, first: boolean): Moment {
  if (first || chance.oneIn(5)) return { word: 'start', left: 0, microseconds: 1000 * chance.number(450) }
  if (chance.oneIn(6)) return { word: 'done', left: chance.number(3), microseconds: chance.number(30_000) }
  return { word: 'begin', left: chance.number(3), microseconds: chance.number(25_000) }
}

async function killAfter(child: ChildProcess, microseconds: number): Promise<void> {
  const until = performance.now() + microseconds / 1000
  if (microseconds > 5000) await after(microseconds / 1000 - 2)
  while (performance.now() < until); // a timer is too coarse for the inside of a commit
  child.kill('SIGKILL')
}
