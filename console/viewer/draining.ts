/** What goes in pieces by a data channel waits for those before it: what a browser is given at once it keeps in memory. */

/** Bytes that may wait to be sent; a channel says when half of them have gone. */
const UNSENT = 1 << 20

/** Gives what waits until there is room on the channel, or it is closed. */
export function draining(channel: RTCDataChannel): () => Promise<void> {
  channel.bufferedAmountLowThreshold = UNSENT / 2
  return async () => {
    if (channel.bufferedAmount <= UNSENT) return
    await new Promise<void>((resolve) => {
      for (const name of ['bufferedamountlow', 'close']) channel.addEventListener(name, () => resolve(), { once: true })
    })
  }
}
