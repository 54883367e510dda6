/**
 * The files that go to and from the computer, as one list that whoever shows it is told of: in which direction, how far, and what became of each. Some go at once,
 * the others wait their turn.
 */
import type { FileEntry } from '../../protocol/files.ts'
import { files } from './files.ts'

export interface Move {
  id: number
  direction: 'toComputer' | 'fromComputer'
  name: string
  bytes: number
  size: number
  /** `going` also while it waits; what went wrong, in a sentence. */
  state: 'going' | 'done' | { failed: string }
}

/** A folder of the one that is shared, as it was when it was looked at last. */
export interface Listed {
  folder: string
  /** Folders first. */
  entries: readonly FileEntry[]
  /** There is more in it. */
  more: boolean
  /** Why it could not be looked at. */
  wrong?: string
}

export interface Moving {
  /** Looks into a folder, and again whenever something has arrived there. */
  look(folder: string): void
  /** Into a folder of the computer; '' is the one that is shared. */
  send(all: readonly File[], folder: string): void
  /** To be kept by the browser, as it keeps what it downloads. */
  fetch(path: string): void
  closed(): void
}

/** So many at once; each has its place on the line. */
const AT_ONCE = 3

export function moving(channel: RTCDataChannel, changed: (seen: { moves?: readonly Move[]; listed?: Listed }) => void): Moving {
  const by = files(channel)
  let folder = ''
  const waiting: (() => Promise<void>)[] = []
  let moves: readonly Move[] = []
  let [count, going] = [0, 0]

  const set = (id: number, part: Partial<Move>): void => {
    moves = moves.map((move) => (move.id === id ? { ...move, ...part } : move))
    changed({ moves })
  }
  function next(): void {
    for (let work = going < AT_ONCE && waiting.shift(); work; work = going < AT_ONCE && waiting.shift()) {
      going++
      void work().finally(() => {
        going--
        next()
      })
    }
  }
  function begin(move: Pick<Move, 'direction' | 'name' | 'size'>, work: (set: (part: Partial<Move>) => void) => Promise<void>): void {
    const id = ++count
    moves = [...moves, { ...move, id, bytes: 0, state: 'going' }]
    changed({ moves })
    waiting.push(() =>
      work((part) => set(id, part)).then(
        () => set(id, { state: 'done' }),
        (error: unknown) => set(id, { state: { failed: sentence(error) } }),
      ),
    )
    next()
  }

  async function look(): Promise<void> {
    const asked = folder
    const found = await by.list(asked).catch((error: unknown) => ({ entries: [], more: false, wrong: sentence(error) }))
    // Meanwhile somebody may have gone on to another one.
    if (asked === folder) changed({ listed: { folder, ...found } })
  }

  return {
    look(wanted) {
      folder = wanted
      void look()
    },
    send(all, into) {
      for (const file of all)
        begin({ direction: 'toComputer', name: file.name, size: file.size }, async (tell) => {
          const path = await by.put(file, inFolder(into, file.name), ({ bytes }) => tell({ bytes }))
          tell({ name: nameOf(path), bytes: file.size })
          if (into === folder) void look()
        })
    },
    fetch: (path) =>
      begin({ direction: 'fromComputer', name: nameOf(path), size: 0 }, async (tell) => {
        keep(await by.get(path, ({ bytes, size }) => tell({ bytes, size })), nameOf(path))
      }),
    closed: by.closed,
  }
}

const sentence = (error: unknown): string => (error instanceof Error ? error.message : String(error))

export const inFolder = (folder: string, name: string): string => (folder === '' ? name : `${folder}/${name}`)
export const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

/** As the browser keeps what it downloads. */
export function keep(data: Blob, name: string): void {
  const address = URL.createObjectURL(data)
  Object.assign(document.createElement('a'), { href: address, download: name }).click()
  // The browser has taken it up by then; until that it must be there.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
