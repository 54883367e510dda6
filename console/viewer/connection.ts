/**
 * The connection to the computer: offered by us, answered by it through the control plane, whose refusals come with what helps. Channels come from the computer:
 * which there are says what the session may do.
 */
import type { Problem } from './problem.ts'
import { signalling } from './signalling.ts'

export interface Wish {
  team: string
  ticket: string
}

export interface Heard {
  picture(stream: MediaStream): void
  channel(channel: RTCDataChannel): void
  lost(): void
}

export interface Connected {
  peer: RTCPeerConnection
  computer: string
  notAfter: string | null
}

/** Throws a Refusal where there is no session. */
export async function connect({ team, ticket }: Wish, heard: Heard): Promise<Connected> {
  const root = `/v1/teams/${encodeURIComponent(team)}/sessions`
  const { iceServers } = await ask<{ iceServers: RTCIceServer[] }>(`${root}:ways`, { ticket })
  const peer = new RTCPeerConnection({ iceServers })
  const signals = signalling(peer)
  peer.addTransceiver('video', { direction: 'recvonly' })
  // Without one of ours there would be no room for those of the computer. It closes this one.
  peer.createDataChannel('viewer')
  peer.ontrack = ({ track, receiver }) => {
    // Whoever works there wants the picture of now, not a smooth one of then.
    receiver.jitterBufferTarget = 0
    heard.picture(new MediaStream([track]))
  }
  peer.ondatachannel = ({ channel }) => heard.channel(channel)
  peer.onconnectionstatechange = () => {
    if (peer.connectionState === 'failed' || peer.connectionState === 'closed') heard.lost()
  }
  await peer.setLocalDescription(await peer.createOffer())
  try {
    const answer = await ask<Begun>(`${root}:redeem`, { ticket, offer: peer.localDescription?.sdp ?? '', trickle: true })
    await peer.setRemoteDescription({ type: 'answer', sdp: answer.answer })
    if (answer.signal !== null) signals.begin(`${root}/${answer.session.id}/candidates`, answer.signal)
    return { peer, computer: answer.session.displayName, notAfter: answer.session.notAfter }
  } catch (error) {
    peer.close()
    throw error
  }
}

export class Refusal extends Error {
  readonly problems: readonly Problem[]
  constructor(problems: readonly Problem[]) {
    super(problems[0]?.message)
    this.problems = problems
  }
}

interface Begun {
  session: { id: string; computer: string; displayName: string; notAfter: string | null }
  answer: string
  /** With what candidates are asked for. */
  signal: string | null
}

async function ask<T>(path: string, body: object): Promise<T> {
  let response: Response
  try {
    response = await fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  } catch {
    throw new Refusal([{ message: 'The control plane can not be reached.', fix: 'Look at the network, and try again.' }])
  }
  const said = (await response.json()) as T & { problems?: Problem[] }
  if (!response.ok) throw new Refusal(said.problems ?? [{ message: `The control plane answers ${response.status}.`, fix: 'Try again.' }])
  return said
}
