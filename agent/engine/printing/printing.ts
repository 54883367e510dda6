/**
 * Printing of one session: a queue on the computer for as long as it may, behind it a printer on the loopback, and a channel by which each job goes to the viewer. What
 * is no PDF is not taken. The channel is opened when the queue is there, so that nobody is offered what can't be had; and the right ends with both.
 */
import { hash } from 'node:crypto'
import { PIECE, PIECE_HEAD } from '../../../protocol/files.ts'
import { PDF_BEGIN, PRINT_BYTES, PRINT_NAME_CHARS, type PrintMessage } from '../../../protocol/print.ts'
import { visible } from '../../../schema/characters.ts'
import { runIn } from '../../platform/platform.ts'
import type { Channel } from '../channel.ts'
import { handed } from '../files/sending.ts'
import type { Status } from './ipp.ts'
import { type Job, openPrinter, type Printer } from './printer.ts'
import { addQueue, queueOf, removeQueue } from './queue.ts'

export interface Printed {
  name: string
  bytes: number
  /** SHA-256 of it, in hexadecimal digits. */
  digest: string
}

export interface Around {
  session: string
  /** Who looks, as people read it. */
  user: string
  pace(bytes: number): Promise<void>
  printed(job: Printed): void
  /** There is no printing in this session, or none any more. */
  failed(error: Error): void
  /** Opens the channel. */
  channel(heard: (data: unknown) => void): Channel
}

export interface Printing {
  /** Resolves when nothing is left of it. */
  close(): Promise<void>
}

/** Jobs of a session, each of which has its line in the device's log; and how long the viewer may take for one, in milliseconds. */
const [MOST, JOB_MS] = [1000, 600_000]

export function printing({ session, user, pace, printed, failed, channel: open }: Around): Printing {
  const [over, run] = [new AbortController(), runIn(process.env)]
  let [printer, channel]: [Printer | undefined, Channel | undefined] = [undefined, undefined]
  let count = 0

  async function begin(): Promise<void> {
    const opened = (printer = await openPrinter(queueOf(session), take))
    if (over.signal.aborted) return
    await addQueue(run, session, opened.uri, `Printer of ${visible(user)} (remote session)`)
    // What comes by it from the viewer is nothing that anybody waits for.
    if (!over.signal.aborted) channel = open(() => undefined)
  }

  async function take({ name: asked, data }: Job): Promise<Status> {
    if (data.subarray(0, PDF_BEGIN.length).toString('latin1') !== PDF_BEGIN) return 'format-not-supported'
    if (data.length > PRINT_BYTES) return 'too-large'
    const line = channel
    if (!line || over.signal.aborted || count >= MOST) return 'not-possible'
    const [id, name] = [++count, visible(asked, PRINT_NAME_CHARS)]
    const tell = (message: PrintMessage) => line.send(message)
    tell({ job: { id, name, bytes: data.length } })
    // Whoever takes nothing for so long has no printing any more.
    const late = setTimeout(() => stop(new Error('The viewer did not take what was printed.')), JOB_MS)
    try {
      const isGone = await pieces(id, data, line)
      if (!isGone) {
        tell({ dropped: { id } })
        return 'not-possible'
      }
      const digest = hash('sha256', data)
      tell({ printed: { id, sha256: digest } })
      printed({ name, bytes: data.length, digest })
      return 'ok'
    } finally {
      clearTimeout(late)
    }
  }

  async function pieces(id: number, data: Buffer, line: Channel): Promise<boolean> {
    const message = Buffer.alloc(PIECE_HEAD + PIECE)
    message.writeUInt32BE(id)
    for (let at = 0; at < data.length; at += PIECE) {
      const length = data.copy(message, PIECE_HEAD, at, at + PIECE)
      await pace(length)
      if (!(await handed(message.subarray(0, PIECE_HEAD + length), line, over.signal))) return false
    }
    return true
  }

  const begun = begin().catch(stop)
  let closing: Promise<void> | undefined
  function stop(error: unknown): void {
    if (over.signal.aborted) return
    failed(error instanceof Error ? error : new Error(String(error)))
    void close()
  }
  function close(): Promise<void> {
    over.abort()
    channel?.close()
    printer?.close()
    closing ??= begun.then(async () => {
      printer?.close()
      await removeQueue(run, session)
    })
    return closing
  }
  return { close }
}
