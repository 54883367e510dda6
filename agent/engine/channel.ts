/**
 * A data channel to the viewer, opened by us. What is said before it is open is said when it is; what is said to somebody who reads nothing is dropped, or, of what
 * must arrive whole, held back by whoever sends it (`drained`).
 */
import type { DataChannel } from 'node-datachannel'

export interface Channel {
  send(message: object): void
  /** False where it is not open, or too much waits: then `drained` says when to go on. */
  sendBytes(data: Buffer): boolean
  /** Resolves as soon as little waits to be sent; false where the channel is no more. */
  drained(): Promise<boolean>
  close(): void
}

/** Bytes that may wait of messages (more means that nobody reads), and of what comes in pieces; and how few of these are few. */
const [UNREAD, FULL, LOW] = [4 << 20, 1 << 20, 256 << 10]

export function channelOf(channel: DataChannel, heard: (data: string | Buffer) => void, closed: () => void): Channel {
  const early: string[] = []
  let [waiting, over]: [(() => void)[], boolean] = [[], false]
  /** The other end may close it between a look and this; what is thrown within a call of the library would end the process. */
  const sent = (go: () => void): boolean => {
    try {
      go()
      return true
    } catch {
      return false // it is closed, which is told apart
    }
  }
  const flush = () => {
    for (const text of early.splice(0)) sent(() => channel.sendMessage(text))
  }
  const drain = () => {
    const some = waiting
    waiting = []
    for (const go of some) go()
  }
  channel.setBufferedAmountLowThreshold(LOW)
  channel.onOpen(() => {
    flush()
    drain()
  })
  channel.onBufferedAmountLow(drain)
  channel.onClosed(() => {
    over = true
    drain()
  })
  channel.onMessage((data) => heard(typeof data === 'string' ? data : Buffer.from(data as Uint8Array)))
  return {
    send(message) {
      const text = JSON.stringify(message)
      if (channel.isOpen()) {
        flush()
        if (channel.bufferedAmount() < UNREAD) sent(() => channel.sendMessage(text))
        return
      }
      early.push(text)
      // It opens beside this thread: between the question and the answer, too.
      if (channel.isOpen()) flush()
    },
    sendBytes(data) {
      if (!channel.isOpen() || channel.bufferedAmount() >= FULL) return false
      return sent(() => channel.sendMessageBinary(data))
    },
    async drained() {
      const { promise, resolve } = Promise.withResolvers<void>()
      waiting.push(resolve)
      if (over || (channel.isOpen() && channel.bufferedAmount() <= LOW)) drain()
      await promise
      return !over
    },
    close() {
      closed()
      over = true
      drain()
      channel.close()
    },
  }
}
