/**
 * A session as it was seen, on the computer: the coded pictures themselves, in fragments of a second or two. After each part stands the hash of everything up to
 * there (a box that players pass over), so that nothing can be taken out or put in; the last hash is in the device's log, which is chained itself and told to the
 * control plane. Another size of the picture begins another file, in the same chain.
 *
 *   recordings/SESSION/1.mp4, 2.mp4 …     for the agent's user alone; kept until somebody takes them away
 */
import { closeSync, fsyncSync, mkdirSync, openSync, statfsSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { RecordingSummary } from '../../../protocol/session-log.ts'
import type { Picture } from '../capture.ts'
import { CHAIN, CHAIN_BEGIN, linked } from './chain.ts'
import { fragment, head, own, type Sample, setsOf } from './mp4.ts'

export interface Recording {
  /** False where it can't be begun with: a whole picture is wanted first. */
  add(picture: Picture): boolean
  /** What is seen from now on is left out, until it is gone on with. */
  pause(): void
  /** Undefined where nothing was recorded. */
  close(): RecordingSummary | undefined
}

/** A fragment has so many milliseconds, or bytes, at most; and so much of the disk is left to others. */
const [FRAGMENT_MS, FRAGMENT_BYTES, RESERVE] = [1000, 1 << 20, 16 << 20]

/** Why there can be no recording; undefined where there can. */
export function whyNoRoom(folder: string): string | undefined {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize < RESERVE ? 'The session is to be recorded, and the disk is full.' : undefined
  } catch (error) {
    return `The session is to be recorded, and its folder can not be used (${(error as NodeJS.ErrnoException).code ?? 'no reason'}).`
  }
}

interface File {
  descriptor: number
  parts: number
  /** The parameter sets that its head has. */
  sets: string
  /** Of its first picture. */
  begun: number
}

/** @param failed is told once, where it can't go on */
export function record(folder: string, session: string, failed: (error: Error) => void): Recording {
  const at = join(folder, session)
  let file: File | undefined
  /** The last picture, of which it is not known how long it is shown, and those before it that are not written yet. */
  let held: (Picture & { since: number }) | undefined
  let samples: Sample[] = []
  let [first, bytes, chain, files, isWhole, over] = [0, 0, CHAIN_BEGIN, 0, true, false]

  function write(part: Buffer): void {
    if (!file) return
    chain = linked(chain, part)
    for (const data of [part, own(CHAIN, Buffer.from(chain, 'hex'))]) {
      for (let done = 0; done < data.length; ) done += writeSync(file.descriptor, data, done)
      bytes += data.length
    }
  }
  function flush(): void {
    if (!file || samples.length === 0) return
    const room = whyNoRoom(folder)
    if (room !== undefined) throw new Error(room)
    write(fragment(++file.parts, first - file.begun, samples))
    samples = []
  }
  /** So long the one that is held was shown. */
  function release(until = held ? held.time + performance.now() - held.since : 0): void {
    if (!held) return
    if (samples.length === 0) first = held.time
    const { units, key } = held
    samples.push({ units, key, duration: Math.max(1, Math.round(until) - Math.round(held.time)) })
    held = undefined
  }
  function shut(until?: number): void {
    release(until)
    flush()
    if (!file) return
    fsyncSync(file.descriptor)
    closeSync(file.descriptor)
    file = undefined
  }
  function begin(picture: Picture, sets: { sps: Buffer; pps: Buffer }): void {
    mkdirSync(at, { recursive: true, mode: 0o700 })
    const descriptor = openSync(join(at, `${++files}.mp4`), 'wx', 0o600)
    file = { descriptor, parts: 0, sets: nameOf(sets), begun: picture.time }
    write(head(sets))
  }
  function broken(error: unknown): void {
    over = true
    isWhole = false
    try {
      if (file) closeSync(file.descriptor)
    } finally {
      file = undefined
      failed(error instanceof Error ? error : new Error(String(error)))
    }
  }

  return {
    add(picture) {
      if (over) return true
      try {
        const sets = picture.key ? setsOf(picture.units) : undefined
        if (sets && file?.sets !== nameOf(sets)) {
          shut(picture.time)
          begin(picture, sets)
        }
        if (!file) return false
        release(picture.time)
        const waiting = samples.reduce((sum, { units }) => sum + units.length, 0)
        if (samples.length > 0 && (picture.time - first >= FRAGMENT_MS || waiting >= FRAGMENT_BYTES)) flush()
        held = { ...picture, units: Buffer.from(picture.units), since: performance.now() }
        return true
      } catch (error) {
        broken(error)
        return true
      }
    },
    pause() {
      isWhole = false
      try {
        shut()
      } catch (error) {
        broken(error)
      }
    },
    close() {
      try {
        if (!over) shut()
      } catch (error) {
        broken(error)
      }
      over = true
      return files === 0 ? undefined : { name: session, bytes, digest: chain, whole: isWhole }
    },
  }
}

const nameOf = ({ sps, pps }: { sps: Buffer; pps: Buffer }): string => `${sps.toString('base64')} ${pps.toString('base64')}`
