/** Candidates by themselves, as they are found on both sides: ours go with each question for those of the computer. */
import { type Candidate, isCandidate } from '../../protocol/ice.ts'

export interface Signalling {
  /** Begins to ask, once there is a session. Ends when there is a connection, or nothing more to say. */
  begin(path: string, signal: string): void
}

/** How often it is asked again where the way to the control plane is bad, in milliseconds. */
const AGAIN_MS = 1000

/** From the first on it listens to what the browser finds. */
export function signalling(peer: RTCPeerConnection): Signalling {
  let found: Candidate[] = []
  let [asking, over] = [new AbortController(), false]
  peer.addEventListener('icecandidate', ({ candidate }) => {
    if (!candidate?.candidate) return
    found.push({ candidate: candidate.candidate, mid: candidate.sdpMid ?? '0' })
    asking.abort() // the question that waits for an answer takes it along
  })
  const isOver = () => over || ['connected', 'failed', 'closed'].includes(peer.connectionState)

  async function ask(path: string, signal: string): Promise<void> {
    for (let after = 0; !isOver(); ) {
      asking = new AbortController()
      const candidates = found
      found = []
      try {
        const response = await fetch(path, {
          ...{ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ signal, candidates, after }) },
          signal: asking.signal,
        })
        if (!response.ok) return
        const said = (await response.json()) as { candidates: unknown[]; next: number; done: boolean }
        for (const one of said.candidates.filter(isCandidate)) await peer.addIceCandidate({ candidate: one.candidate, sdpMid: one.mid })
        after = said.next
        over = said.done && peer.iceGatheringState === 'complete' && found.length === 0
      } catch {
        // Broken off, or lost on the way: what was sent with it is sent again, which does no harm.
        found = [...candidates, ...found]
        if (!asking.signal.aborted) await new Promise((resolve) => setTimeout(resolve, AGAIN_MS))
      }
    }
  }
  return { begin: (path, signal) => void ask(path, signal) }
}
