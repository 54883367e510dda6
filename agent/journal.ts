/**
 * The device's log: what happened on this computer, numbered from 1 on and chained by hashes, so that a part that is missing shows. One line an
 * event, in files of a megabyte that are named after their first number; forced onto the disk with each event, since what is told of a lock that
 * was picked must not be lost by pulling the plug. A line that was cut off is taken away at the next start: it was told to nobody.
 *
 * It is bounded: when there are too many files the oldest goes, whether it was sent or not. What the server never got is told it as lost.
 * Where the disk takes nothing, events wait in memory, a thousand of them, and are numbered when they are written.
 */
import { closeSync, fsyncSync, ftruncateSync, openSync, readdirSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { type AuditAnswer, type AuditBatch, BATCH_BYTES, BATCH_EVENTS, CHAIN_START, chained, type DeviceEvent } from '../protocol/report.ts'
import { notWritten, syncFolder } from './durable.ts'

export interface Entry extends DeviceEvent {
  number: number
  /** Of the chain before it; only where it is the first of its file. */
  previous?: string
  /** Of the chain after it. */
  hash: string
}

const [FILE_BYTES, MOST_FILES, MOST_WAITING] = [1 << 20, 16, 1000]
const FILE = /^(\d{10})\.ndjson$/
const nameOf = (first: number): string => `${String(first).padStart(10, '0')}.ndjson`
/** Room for what is around the events of a batch. */
const AROUND = 1024

/** The numbers by which the files of a log begin, in order. */
function firsts(folder: string): number[] {
  let names: string[] = []
  try {
    names = readdirSync(folder)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  return names
    .flatMap((name) => FILE.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b)
}

/** What is whole of a file, and how many bytes that is. */
function entriesIn(folder: string, first: number): { entries: Entry[]; bytes: number } {
  const text = readFileSync(join(folder, nameOf(first)))
  const entries: Entry[] = []
  let bytes = 0
  for (let end = text.indexOf(0x0a); end >= 0; end = text.indexOf(0x0a, bytes)) {
    try {
      entries.push(JSON.parse(text.toString('utf8', bytes, end)) as Entry)
    } catch {
      break // torn by a crash: nothing after it was ever forced onto the disk
    }
    bytes = end + 1
  }
  return { entries, bytes }
}

/** The newest events of a log, in order; for whoever reads it beside the agent that writes. */
export function newest(folder: string, count: number): Entry[] {
  const found: Entry[] = []
  for (const first of firsts(folder).reverse()) {
    found.unshift(...entriesIn(folder, first).entries)
    if (found.length >= count) break
  }
  return found.slice(Math.max(0, found.length - count))
}

export class Journal {
  readonly #folder: string
  readonly #waiting: DeviceEvent[] = []
  /** Up to which number, not included, the server has it. */
  #sent: number
  #next = 1
  #hash = CHAIN_START
  #file: { first: number; bytes: number } | undefined
  /** Why the last event could not be written; undefined where it was. */
  unwritten: Error | undefined

  /** @param sent up to which number, not included, the server has it, as far as that is known */
  constructor(folder: string, sent = 1) {
    this.#folder = folder
    this.#sent = sent
    const first = firsts(folder).at(-1)
    if (first === undefined) return
    const { entries, bytes } = entriesIn(folder, first)
    const last = entries.at(-1)
    this.#file = { first, bytes }
    this.#cut(this.#file)
    if (last) [this.#next, this.#hash] = [last.number + 1, last.hash]
    else this.#startOver(first)
  }

  /** The number that the next event gets. */
  get next(): number {
    return this.#next
  }
  get hasUnsent(): boolean {
    return this.#sent < this.#next || this.#waiting.length > 0
  }

  /** Never throws: what the disk doesn't take waits. */
  tell(event: DeviceEvent): void {
    this.#waiting.push(event)
    if (this.#waiting.length > MOST_WAITING) this.#waiting.shift()
    this.flush()
  }

  flush(): void {
    try {
      while (this.#waiting[0]) {
        this.#append(this.#waiting[0])
        this.#waiting.shift()
      }
      this.unwritten = undefined
    } catch (error) {
      this.unwritten = notWritten(error, this.#folder)
    }
  }

  /** What the server doesn't have yet, as much as it takes at one time. */
  batch(): AuditBatch | undefined {
    this.flush()
    const files = firsts(this.#folder)
    const at = Math.max(
      0,
      files.findLastIndex((first) => first <= this.#sent),
    )
    let bytes = AROUND
    const events: DeviceEvent[] = []
    let [start, before]: [number, string] = [0, CHAIN_START]
    for (const first of files.slice(at)) {
      for (const { number, previous, hash, ...event } of entriesIn(this.#folder, first).entries) {
        if (number >= this.#sent) {
          if (events.length === 0) [start, before] = [number, previous ?? before]
          bytes += Buffer.byteLength(JSON.stringify(event)) + 1
          // What comes after a log that was lost is another chain, and another batch.
          const goesOn = number === start + events.length
          if (events.length > 0 && (!goesOn || bytes > BATCH_BYTES || events.length === BATCH_EVENTS))
            return this.#batchOf(start, before, events)
          events.push(event)
        }
        if (events.length === 0) before = hash
      }
    }
    return events.length === 0 ? undefined : this.#batchOf(start, before, events)
  }

  /** What the server has not, and the disk no more, is said to be lost. */
  #batchOf(first: number, previous: string, events: DeviceEvent[]): AuditBatch {
    return { first, previous, events, ...(first > this.#sent && { lost: first - this.#sent }) }
  }

  /**
   * The server has it up to there; false where what it has is not what this log is. A server that has more than there is here had a log that was
   * lost: numbers go on after its own.
   */
  sent({ next, hash }: AuditAnswer): boolean {
    if (next > this.#next) {
      ;[this.#next, this.#hash, this.#sent, this.#file] = [next, hash, next, undefined]
      return false
    }
    const known = next === this.#next ? this.#hash : this.#hashBefore(next)
    this.#sent = next
    return known === undefined || known === hash
  }

  /** Undefined where it is not kept any more. */
  #hashBefore(number: number): string | undefined {
    if (number <= 1) return CHAIN_START
    const first = firsts(this.#folder).findLast((begins) => begins < number)
    return first === undefined ? undefined : entriesIn(this.#folder, first).entries.find((entry) => entry.number === number - 1)?.hash
  }

  /** A file that was begun and has nothing in it: the chain is that of the one before. */
  #startOver(first: number): void {
    rmSync(join(this.#folder, nameOf(first)))
    this.#file = undefined
    const before = firsts(this.#folder).at(-1)
    const last = before === undefined ? undefined : entriesIn(this.#folder, before).entries.at(-1)
    if (last) [this.#next, this.#hash] = [last.number + 1, last.hash]
  }

  #append(event: DeviceEvent): void {
    const [number, hash] = [this.#next, chained(this.#hash, this.#next, event)]
    const entry = { number, ...event, hash }
    const size = Buffer.byteLength(JSON.stringify(entry)) + 1
    if (!this.#file || this.#file.bytes + size > FILE_BYTES) this.#begin(number)
    const file = this.#file as { first: number; bytes: number }
    const line = Buffer.from(`${JSON.stringify(file.bytes === 0 ? { ...entry, previous: this.#hash } : entry)}\n`)
    const descriptor = openSync(join(this.#folder, nameOf(file.first)), 'r+')
    try {
      // Where the last line could be written by half alone, it is written again over that half.
      for (let at = 0; at < line.length; ) at += writeSync(descriptor, line, at, line.length - at, file.bytes + at)
      fsyncSync(descriptor)
    } finally {
      closeSync(descriptor)
    }
    file.bytes += line.length
    ;[this.#next, this.#hash] = [number + 1, hash]
  }

  #begin(first: number): void {
    const files = firsts(this.#folder)
    for (const old of files.slice(0, Math.max(0, files.length - MOST_FILES + 1))) {
      rmSync(join(this.#folder, nameOf(old)))
    }
    closeSync(openSync(join(this.#folder, nameOf(first)), 'w', 0o600))
    syncFolder(this.#folder)
    this.#file = { first, bytes: 0 }
  }

  #cut({ first, bytes }: { first: number; bytes: number }): void {
    try {
      const descriptor = openSync(join(this.#folder, nameOf(first)), 'r+')
      ftruncateSync(descriptor, bytes)
      closeSync(descriptor)
    } catch (error) {
      this.unwritten = notWritten(error, this.#folder) // a disk that takes nothing: it is cut at the next start
    }
  }
}
