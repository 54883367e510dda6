/**
 * What is too large for one property goes through it in pieces (ICCCM §2.7.2, INCR): the one who gives puts the next when the one who takes has removed the last, and
 * an empty one at the end. Whoever stops in between is left standing, and forgotten when there are too many of them.
 */
import type { XClient, XEvent } from 'x11'
import { IMAGE_BYTES } from '../../protocol/picture.ts'

/** Bytes of a piece. */
export const INCREMENT = 64 << 10
const [REPLACE, PROPERTIES, DELETED, MOST] = [0, 0x400000, 1, 8]

interface Gift {
  to: number
  into: number
  type: number
  data: Buffer
}

export interface Giving {
  begin(gift: Gift): void
  /** A property of somebody's window changed. */
  heard(event: XEvent): void
}

export function giving(client: XClient, increments: number): Giving {
  const going = new Map<string, Gift & { at: number }>()
  const nameOf = (window: unknown, property: unknown): string => `${window} ${property}`
  return {
    begin(gift) {
      const { to, into, data } = gift
      const name = nameOf(to, into)
      going.delete(name)
      const [oldest] = going.keys()
      if (oldest !== undefined && going.size >= MOST) going.delete(oldest)
      going.set(name, { ...gift, at: 0 })
      client.ChangeWindowAttributes(to, { eventMask: PROPERTIES }, theirs)
      client.ChangeProperty(REPLACE, to, into, increments, 32, [data.length], theirs)
    },
    heard({ wid, atom, state }) {
      const name = nameOf(wid, atom)
      const one = going.get(name)
      if (!one || state !== DELETED) return
      const piece = one.data.subarray(one.at, one.at + INCREMENT)
      one.at += piece.length
      client.ChangeProperty(REPLACE, one.to, one.into, one.type, 8, piece, theirs)
      if (piece.length === 0) going.delete(name)
    },
  }
}

export interface Taking {
  going: boolean
  begin(): void
  /** One of several, once begun; else all of it. Of what is too much nothing is kept. */
  piece(data: Buffer): void
  drop(): void
}

export function taking(whole: (data: Buffer) => void): Taking {
  let [pieces, bytes]: [Buffer[], number] = [[], 0]
  const taking: Taking = {
    going: false,
    begin() {
      taking.drop()
      taking.going = true
    },
    piece(data) {
      if (!taking.going) {
        whole(Buffer.from(data))
        return
      }
      if (data.length === 0) {
        const all = Buffer.concat(pieces)
        taking.drop()
        whole(all)
        return
      }
      bytes += data.length
      if (bytes > IMAGE_BYTES) taking.drop()
      else pieces.push(Buffer.from(data))
    },
    drop() {
      pieces = []
      bytes = 0
      taking.going = false
    },
  }
  return taking
}

/** Answers for an error about a window of somebody else's, who may be gone before it has what it asked for. */
export const theirs = (): boolean => true
