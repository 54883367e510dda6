/**
 * Another network, as that of who pulls out a cable: what went over the one before may not go by this one, and ICE would wait for it ten seconds more. Where nothing
 * comes any more, though a desktop on which nothing moves is seen every two seconds, the connection is taken for lost.
 */

/** A computer that has heard nothing for three seconds makes room for the session that comes in place of this one (agent/engine/silence.ts). */
const NOTHING_MS = 3500

/** @param peer the connection of now. Gives back what ends it. */
export function watchNetwork(peer: () => RTCPeerConnection | undefined, lost: () => void): () => void {
  const over = new AbortController()
  const { signal } = over
  let waiting: ReturnType<typeof setTimeout> | undefined

  async function look(): Promise<void> {
    const own = peer()
    if (!own) return
    const before = await bytesOf(own)
    clearTimeout(waiting)
    waiting = setTimeout(() => {
      void bytesOf(own).then((now) => !signal.aborted && peer() === own && now === before && lost())
    }, NOTHING_MS)
  }
  const { connection } = navigator as { connection?: EventTarget }
  for (const [target, name] of [
    [globalThis, 'online'],
    [connection, 'change'],
  ] as const)
    target?.addEventListener(name, () => void look(), { signal })
  return () => {
    clearTimeout(waiting)
    over.abort()
  }
}

async function bytesOf(peer: RTCPeerConnection): Promise<number> {
  const all: { type: string; bytesReceived?: number }[] = [...(await peer.getStats()).values()]
  return all.reduce((sum, { type, bytesReceived = 0 }) => sum + (type === 'candidate-pair' ? bytesReceived : 0), 0)
}
