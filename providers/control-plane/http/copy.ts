/**
 * The copy of a team that a client keeps on its disk, so that it asks the control plane for what changed and no more. The file is what came over
 * the wire: all rows once, then what each later answer brought, one after the other. What can't be read of it is fetched again; losing it
 * loses nothing but time.
 *
 *   heading, rows, end ; heading since …, rows, end ; …
 */
import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Heading, type Line, readLines } from '../../../protocol/rows.ts'
import type { Key, Resource } from '../../../schema/resource.ts'
import { World } from '../../../schema/world.ts'
import { resourceOf } from '../../../server/rows.ts'

const NEWLINE = 0x0a

export interface Copy {
  database: string
  /** Of the revision of the world. */
  mark: string
  world: World
  /** Of the whole file, and of what came later than all rows: a file that is mostly additions is written anew. */
  size: { all: number; added: number }
}

/** Takes over what an answer of rows brought; undefined where it does not fit to what there is. */
export function taken(bytes: Buffer, before: Copy | undefined): Copy | undefined {
  if (bytes.at(-1) !== NEWLINE) return undefined // it was cut off in a line
  let copy: Copy | undefined = before
  let block: { heading: Heading; changes: [Key, Resource | null][] } | undefined
  for (const line of safely(bytes)) {
    if ('heading' in line) block = { heading: line.heading, changes: [] }
    else if (!block) return undefined
    else if ('end' in line) {
      const next = joined(copy, block)
      if (!next) return undefined
      copy = next
      block = undefined
    } else block.changes.push([line.key, line.row && resourceOf(block.heading.team, line.row)])
  }
  // What has no end was cut off.
  return copy && !block
    ? { ...copy, size: { all: (before?.size.all ?? 0) + bytes.length, added: (before?.size.added ?? 0) + (before ? bytes.length : 0) } }
    : undefined
}

function* safely(bytes: Buffer): Generator<Line> {
  try {
    yield* readLines(bytes)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    yield { end: -1 } // no row, no heading: whoever reads gives it up
  }
}

function joined(copy: Copy | undefined, { heading, changes }: { heading: Heading; changes: [Key, Resource | null][] }): Copy | undefined {
  const { database, team, revision, since, mark } = heading
  const size = copy?.size ?? { all: 0, added: 0 }
  if (since === undefined) {
    const all = new Map(changes.filter((change): change is [Key, Resource] => change[1] !== null))
    return { database, mark, world: new World(team, all, revision), size }
  }
  if (copy?.database !== database || copy.world.team !== team || since > copy.world.revision) return undefined
  // Two runs may have added the same: states are whole, so what is known already changes nothing.
  if (revision <= copy.world.revision) return copy
  return { database, mark, world: copy.world.with(changes, revision), size }
}

/** The copy in a file. One that can't be read is as good as none. */
export function readCopy(file: string): Copy | undefined {
  const bytes = unlessOfDisk(() => readFileSync(file))
  return bytes && taken(bytes, undefined)
}

/** Undefined where the disk refuses: what is kept there is known elsewhere, and no answer depends on it. */
function unlessOfDisk<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch (error) {
    if (typeof (error as NodeJS.ErrnoException).code === 'string') return undefined
    throw error
  }
}

/** Additions up to this share of the file, and at least so many bytes, are kept as such. */
const [SHARE, LEAST] = [0.25, 1 << 20]

/** Whether an addition is written behind the rest, or all of it should be fetched again when there is time. */
export const isWorn = ({ size }: Copy): boolean => size.added > Math.max(LEAST, SHARE * size.all)

/** Puts all of it into the file, whole or not at all; beside it, that nothing there is ever committed. */
export function keepWhole(file: string, bytes: Buffer): void {
  const draft = `${file}.${process.pid}`
  unlessOfDisk(() => {
    const folder = dirname(file)
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const ignore = join(folder, '.gitignore')
    if (!existsSync(ignore)) writeFileSync(ignore, '*\n', { mode: 0o600 })
    writeFileSync(draft, bytes, { mode: 0o600 })
    renameSync(draft, file)
  })
  unlessOfDisk(() => rmSync(draft, { force: true }))
}

export const keepAddition = (file: string, bytes: Buffer): void => unlessOfDisk(() => appendFileSync(file, bytes))
