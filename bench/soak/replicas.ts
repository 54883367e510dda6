/**
 * Three control planes on one PostgreSQL, each in a process of its own that applies without pause, while one of them is killed (-9) again and
 * again at random moments. Afterwards: whatever was promised is there, nothing is there twice, nothing was reordered, the hash chain holds,
 * and a replica that followed all the while saw each revision once, in its order.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as after } from 'node:timers/promises'
import { controlPlane } from '../../server/control-plane.ts'
import { makeKeys } from '../../server/keys.ts'
import { startCluster } from '../../server/store/postgres/cluster.ts'
import { openPostgres } from '../../server/store/postgres/store.ts'
import type { Store } from '../../server/store/store.ts'
import { type Random, random } from '../random.ts'
import { keyOfPerson, type Person, people, TEAM } from './replicas-people.ts'

export interface Replicas {
  kills: number
  revisions: number
  /** How many applies were under way when their process was killed, and turned out to be kept. */
  keptUnpromised: number
}

export async function run(times: number, seed: number, progress: (done: number) => void = () => {}): Promise<Replicas> {
  const chance = random(seed)
  const cluster = await startCluster()
  const keys = mkdtempSync(path.join(tmpdir(), 'splashtop-replicas-'))
  try {
    const url = await cluster.database()
    const store = await openPostgres(url)
    try {
      makeKeys(path.join(keys, store.databaseId))
      return await killing({ url, keys, store, seed }, times, chance, progress)
    } finally {
      await store.close()
    }
  } finally {
    rmSync(keys, { recursive: true, force: true })
    await cluster.stop()
  }
}

interface Place {
  url: string
  keys: string
  store: Store
  seed: number
}

async function killing(place: Place, times: number, chance: Random, progress: (done: number) => void): Promise<Replicas> {
  const { store } = place
  const [victim, ...others] = people as [Person, ...Person[]]
  const stop = new AbortController()
  const seen: number[] = []
  const following = (async () => {
    for await (const { revision } of store.follow(TEAM, 0, stop.signal)) seen.push(revision)
  })()
  const working = others.map((person) => replica(place, person))
  const promised = new Map<Person, number>()
  let [kills, keptUnpromised] = [0, 0]
  while (kills < times) {
    const { begun, done } = await killedOnce(place, victim, chance)
    const reached = (await generationsOf(store, victim)).at(-1) ?? 0
    const least = Math.max(done, promised.get(victim) ?? 0)
    if (reached < least || reached > Math.max(begun, least))
      throw new Error(`seed ${place.seed}, kill ${kills + 1}: generation ${reached} is there, ${least} was promised, ${begun} was begun`)
    if (reached > least) keptUnpromised++
    promised.set(victim, reached)
    progress(++kills)
  }
  for (const { child } of working) child.stdin?.end()
  for (const [i, { ended }] of working.entries()) promised.set(others[i] as Person, (await ended).done)
  const revisions = await holds(place, promised)
  stop.abort()
  await following
  if (seen.length > revisions || seen.some((revision, i) => revision !== i + 1))
    throw new Error(`seed ${place.seed}: a follower saw ${seen.join(' ')}`)
  return { kills, revisions, keptUnpromised }
}

/** Is each generation there once and in its order, at revisions without a hole, and does the chain hold? */
async function holds({ store, keys, seed }: Place, promised: ReadonlyMap<Person, number>): Promise<number> {
  const context = `seed ${seed}`
  const steps = await store.log(TEAM, 0)
  if (steps.some(({ revision, entries }, i) => revision !== i + 1 || entries.length !== 1)) throw new Error(`${context}: a hole in the log`)
  for (const [person, last] of promised) {
    const generations = await generationsOf(store, person)
    if (generations.length !== last || generations.some((number, i) => number !== i + 1))
      throw new Error(`${context}: ${person} was promised ${last} generations, and had ${generations.join(' ')}`)
  }
  const plane = controlPlane(store, TEAM, path.join(keys, store.databaseId))
  const { entries, signed, problems } = await plane.verifyAudit()
  if (entries !== steps.length || signed !== entries || problems.length > 0)
    throw new Error(
      `${context}: ${steps.length} revisions, ${entries} entries, ${signed} signed; ${problems.map((each) => each.message).join(' ')}`,
    )
  return steps.length
}

/** The numbers of the generations that a person went through, oldest first. */
async function generationsOf(store: Store, person: Person): Promise<number[]> {
  const past = await store.past(TEAM, keyOfPerson(person), Number.MAX_SAFE_INTEGER)
  return past.map(({ declared }) => Number(/Generation (\d+)/.exec(declared ?? '')?.[1])).reverse()
}

interface Said {
  begun: number
  done: number
}

function replica(
  { url, keys, seed }: Place,
  person: Person,
): { child: ChildProcess; said: Said; heard(word: string): Promise<void>; ended: Promise<Said> } {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'replicas-child.ts'), url, keys, person], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const said: Said = { begun: 0, done: 0 }
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream })
  const waiting = new Map<string, () => void>()
  lines.on('line', (line) => {
    const [word = '', number] = line.split(' ')
    if (word === 'begin') said.begun = Number(number)
    else said.done = Number(number)
    waiting.get(word)?.()
  })
  const ended = Promise.all([once(child, 'exit'), once(lines, 'close')]).then(([[code, signal]]) => {
    if (code !== 0 && signal !== 'SIGKILL') throw new Error(`the replica of ${person} ended by itself (${signal ?? code}), seed ${seed}`)
    for (const go of waiting.values()) go()
    return said
  })
  const heard = (word: string) => new Promise<void>((resolve) => waiting.set(word, resolve))
  return { child, said, heard, ended }
}

async function killedOnce(place: Place, person: Person, chance: Random): Promise<Said> {
  const { child, heard, ended } = replica(place, person)
  if (!chance.oneIn(10)) await heard(chance.oneIn(4) ? 'done' : 'begin')
  const until = performance.now() + chance.number(30_000) / 1000
  if (chance.oneIn(2)) await after(Math.max(0, until - performance.now() - 2))
  while (performance.now() < until); // a timer is too coarse for the inside of a commit
  child.kill('SIGKILL')
  return ended
}
