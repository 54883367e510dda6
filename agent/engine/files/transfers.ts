/**
 * The files of one session: what the viewer asks for, in the directions that its terms allow, several at once. Which arrived whole is told to the agent, for the
 * device's log and the session's. A direction that is taken away stops what goes in it, at once; what has come of it waits for another time.
 */
import { AT_ONCE, ENTRIES, FILE_BYTES, type FileAnswer, type FileWish, PIECE, PIECE_HEAD, readFileWish } from '../../../protocol/files.ts'
import type { FileMoved } from '../../../protocol/session-log.ts'
import type { Channel } from '../channel.ts'
import type { Pace } from '../pace.ts'
import type { Directions } from '../rules.ts'
import { type Jail, openJail, Refusal, refusalOf } from './jail.ts'
import { type Receiving, receive } from './receiving.ts'
import { send } from './sending.ts'

export interface Transferring {
  /** The folder that is opened. */
  folder: string
  user: string
  /** Of what comes, and of what goes. */
  pace: Pace
  out: Pace
  allowed(): Directions
  moved(file: FileMoved): void
  /** Opens the channel. */
  channel(heard: (data: string | Buffer) => void): Channel
}

export interface Transfers {
  /** Less, or more, is allowed now. */
  follow(): void
  close(): Promise<void>
}

/** `ready`: from then on pieces are taken. */
type Going = { put: Promise<Receiving>; ready?: Receiving } | { get: AbortController }
/** So many files in one session: each has its line in the device's log, which nobody is to fill. */
const MOST = 10_000
const NOT_ALLOWED = 'This session may not do that.'

export function transfers({ folder, user, pace, out, allowed, moved, channel: open }: Transferring): Transfers {
  const going = new Map<number, Going>()
  const channel = open((data) => (typeof data === 'string' ? wished(data) : piece(data)))
  const say = (answer: FileAnswer) => channel.send(answer)
  const refuse = (id: number, error: unknown) => say({ refused: { id, reason: refusalOf(error).message } })
  let [jail, begun] = [undefined as Promise<Jail> | undefined, 0]
  const jailed = () => (jail ??= openJail(folder))

  function wished(text: string): void {
    const wish = readFileWish(text)
    if (!wish) return
    const [[, { id }]] = Object.entries(wish) as [[string, { id: number }]]
    carryOut(wish).catch((error: unknown) => {
      going.delete(id)
      refuse(id, error)
    })
  }

  async function carryOut(wish: FileWish): Promise<void> {
    if ('cancel' in wish) return stop(wish.cancel.id)
    if ('done' in wish) return finish(wish.done.id, wish.done.digest)
    const { toComputer, fromComputer } = allowed()
    if ('put' in wish ? !toComputer : !fromComputer) throw new Refusal(NOT_ALLOWED)
    if ('list' in wish) {
      const { id, path } = wish.list
      say({ listed: { id, ...(await (await jailed()).list(path, ENTRIES)) } })
    } else if ('put' in wish) await begin(wish.put)
    else await hand(wish.get)
  }

  function claim(id: number, one: Going): void {
    if (going.has(id) || id > 0xffffffff) throw new Refusal('Its number is in use.')
    if (++begun > MOST) throw new Refusal('This session has moved too many files.')
    if (going.size >= AT_ONCE) throw new Refusal(`${AT_ONCE} files are on their way already.`)
    going.set(id, one)
  }

  async function begin(put: Extract<FileWish, { put: object }>['put']): Promise<void> {
    const { id } = put
    if (put.size > FILE_BYTES) throw new Refusal('It is larger than a session takes.')
    const failed = (refusal: Refusal) => {
      stop(id).catch((error: unknown) => refuse(id, error))
      refuse(id, refusal)
    }
    const taken = (bytes: number) => say({ taken: { id, bytes } })
    const { promise, resolve, reject } = Promise.withResolvers<Receiving>()
    const one: Going = { put: promise }
    claim(id, one)
    jailed()
      .then((opened) => receive(put, { jail: opened, user, pace, failed, taken }))
      .then(resolve, reject)
    const { offset, digest } = (one.ready = await promise)
    say({ ready: { id, offset, digest } })
  }

  function piece(data: Buffer): void {
    if (data.length <= PIECE_HEAD || data.length > PIECE_HEAD + PIECE) return
    const id = data.readUInt32BE(0)
    const one = going.get(id)
    if (!one || !('put' in one)) return
    try {
      one.ready?.piece(data.subarray(PIECE_HEAD))
    } catch (error) {
      stop(id).catch((fault: unknown) => refuse(id, fault))
      refuse(id, error)
    }
  }

  async function finish(id: number, digest: string): Promise<void> {
    const one = going.get(id)
    if (!one || !('put' in one)) return
    const receiving = await one.put
    const { path, bytes, sha256 } = await receiving.done(digest)
    going.delete(id)
    moved({ direction: 'toComputer', path, bytes, digest: sha256 })
    say({ kept: { id, path, bytes, sha256 } })
  }

  async function hand(get: Extract<FileWish, { get: object }>['get']): Promise<void> {
    const { id, path } = get
    const stopping = new AbortController()
    claim(id, { get: stopping })
    const started = (about: { size: number; modified: number; offset: number }) => say({ sending: { id, ...about } })
    const sent = await send(get, { jail: await jailed(), channel, begun: started, pace: out, signal: stopping.signal })
    going.delete(id)
    if (!sent) return
    moved({ direction: 'fromComputer', path, bytes: sent.bytes, digest: sent.sha256 })
    say({ sent: { id, digest: sent.digest, sha256: sent.sha256 } })
  }

  async function stop(id: number): Promise<void> {
    const one = going.get(id)
    going.delete(id)
    if (one && 'get' in one) one.get.abort()
    else if (one) await (await one.put).stop()
  }

  return {
    follow() {
      const { toComputer, fromComputer } = allowed()
      for (const [id, one] of going) {
        if ('put' in one ? toComputer : fromComputer) continue
        refuse(id, new Refusal(NOT_ALLOWED))
        stop(id).catch((error: unknown) => refuse(id, error))
      }
    },
    async close() {
      channel.close()
      await Promise.allSettled([...going.keys()].map(stop))
    },
  }
}
