/**
 * A viewer without a browser, in a process of its own (viewer-child.ts starts it): it begins a session as a page does, counts what comes of the picture, hears
 * what it is told, and leaves.
 */
import { setTimeout as after } from 'node:timers/promises'
import datachannel, { type DataChannel } from 'node-datachannel'
import { type ControlMessage, readControl } from '../../protocol/viewer.ts'
import { knocking } from './offer.ts'

export interface Wish {
  url: string
  team: string
  token: string
  computer: string
}

export interface Viewing {
  id: string
  /** Resolves with the first packets of the picture, so many milliseconds after it was asked for; rejects after a while. */
  picture: Promise<number>
  /** Resolves as soon as it was told that it ended, or the connection is gone. */
  over: Promise<string>
  /** Packets of the picture up to now. */
  packets(): number
  leave(): void
}

/** Whoever is collected while it is open is closed. */
const open = new Set<unknown>()
const [PAYLOAD, GATHERING_MS, PATIENCE_MS] = [96, 5000, 60_000]

export async function viewing({ url, team, token, computer }: Wish): Promise<Viewing> {
  const peer = new datachannel.PeerConnection('viewer', { iceServers: [], disableAutoNegotiation: true })
  const [picture, over, gathered] = [Promise.withResolvers<number>(), Promise.withResolvers<string>(), Promise.withResolvers<void>()]
  let [packets, asked] = [0, 0]
  const late = setTimeout(() => picture.reject(new Error('no picture came')), PATIENCE_MS)
  picture.promise.then(
    () => clearTimeout(late),
    () => undefined, // whoever waits gets it
  )
  const channels: DataChannel[] = []
  peer.onStateChange((state) => {
    if (state === 'closed' || state === 'failed' || state === 'disconnected') over.resolve(state)
  })
  peer.onGatheringStateChange((state) => state === 'complete' && gathered.resolve())
  peer.onDataChannel((channel) => {
    channels.push(channel)
    if (channel.getLabel() === 'control') channel.onMessage((data) => heard(readControl(data)))
  })
  const heard = (message: ControlMessage | undefined): void => {
    if (message && 'ended' in message) over.resolve(message.ended.reason)
  }
  const media = new datachannel.Video('0', 'RecvOnly')
  media.addH264Codec(PAYLOAD, 'profile-level-id=42e01f;packetization-mode=1;level-asymmetry-allowed=1')
  const track = peer.addTrack(media)
  track.onMessage(() => {
    packets++
    picture.resolve(performance.now() - asked)
  })
  open.add([peer, track, channels])
  // Without one of ours there would be no room for those of the computer.
  channels.push(peer.createDataChannel('viewer'))
  let left = false
  const leave = (): void => {
    if (left) return
    left = true
    clearTimeout(late)
    peer.close()
    channels.length = 0
  }
  try {
    peer.setLocalDescription('offer')
    const slow = setTimeout(gathered.resolve, GATHERING_MS)
    await gathered.promise
    clearTimeout(slow)
    const offer = knocking(peer.localDescription()?.sdp ?? '')
    const ask = () => {
      asked = performance.now()
      return fetch(`${url}/v1/teams/${team}/sessions`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ computer, offer }),
      })
    }
    let answer = await ask()
    // Nobody has so many as a soak: it waits, as it is told to.
    while (answer.status === 429) {
      await answer.body?.cancel()
      await after(Number(answer.headers.get('retry-after') ?? 1) * 1000)
      answer = await ask()
    }
    const said = (await answer.json()) as { session: { id: string }; answer: string; detail?: string }
    if (answer.status !== 201) throw new Error(`the session was answered ${answer.status}: ${said.detail}`)
    peer.setRemoteDescription(said.answer, 'answer')
    return { id: said.session.id, picture: picture.promise, over: over.promise, packets: () => packets, leave }
  } catch (error) {
    leave()
    throw error
  }
}
