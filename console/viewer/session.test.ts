/** A session in the browser without one: its connection and the control plane are played, and time is told. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Session, viewerSession } from './session.ts'

interface Peer {
  connectionState: RTCPeerConnectionState
  ondatachannel?: (event: { channel: Channel }) => void
  onconnectionstatechange?: () => void
}
interface Channel {
  label: string
  readyState: string
  sent: (string | Uint8Array)[]
  bufferedAmount: number
  onmessage?: (event: { data: unknown }) => void
  send(data: string | Uint8Array): void
}

const peers: Peer[] = []
const asked: string[] = []
/** What the control plane answers next, the last again and again. */
let answers: object[] = []

const begun = { session: { id: '1', computer: 'pc-1', displayName: 'Reception', notAfter: null }, answer: 'v=0', signal: 'secret' }
const refused = (code: string, message: string) => ({ problems: [{ code, message, fix: 'Wait.' }] })
const shown = (more: object = {}) => ({
  session: {
    computer: 'Reception',
    user: 'Jo',
    screen: { width: 8, height: 6 },
    features: { remoteControl: 'disabled' },
    unsupported: [],
    notAfter: null,
    ...more,
  },
})

class PlayedPeer implements Peer {
  connectionState: RTCPeerConnectionState = 'new'
  iceGatheringState = 'complete'
  localDescription = { sdp: 'offer' }
  constructor() {
    peers.push(this)
  }
  addTransceiver() {}
  createDataChannel() {}
  addEventListener() {}
  async createOffer() {}
  async setLocalDescription() {}
  async setRemoteDescription() {}
  close() {
    this.connectionState = 'closed'
  }
}

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('RTCPeerConnection', PlayedPeer)
  vi.stubGlobal('fetch', async (path: string) => {
    const said = answerTo(path)
    return { ok: !('problems' in said), status: 'problems' in said ? 409 : 201, json: async () => said }
  })
  answers = [begun]
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  peers.length = asked.length = 0
})

/** What a session begins with is asked for; the way there is free. */
function answerTo(path: string): object {
  if (path.endsWith(':ways')) return { iceServers: [] }
  if (path.endsWith('/candidates')) return { candidates: [], next: 0, done: true }
  const [next = {}] = answers
  const last = path.endsWith(':redeem') || 'problems' in next
  if (last) asked.push(path)
  if (last && answers.length > 1) answers.shift()
  return last ? next : { ticket: 'once' }
}

const soon = () => vi.advanceTimersByTimeAsync(0)
function channel(label: string): Channel {
  const made: Channel = { label, readyState: 'open', sent: [], bufferedAmount: 0, send: (data) => void made.sent.push(data) }
  peers.at(-1)?.ondatachannel?.({ channel: made })
  return made
}
const say = (to: Channel, message: object) => to.onmessage?.({ data: JSON.stringify(message) })
function becomes(state: RTCPeerConnectionState): void {
  const peer = peers.at(-1)
  if (!peer) throw new Error('nobody connected')
  peer.connectionState = state
  peer.onconnectionstatechange?.()
}
async function running(wish: Parameters<typeof viewerSession>[0] = { team: 'acme', computer: 'pc-1' }): Promise<Session> {
  const session = viewerSession(wish, 'pc-1')
  await soon()
  say(channel('control'), shown())
  return session
}

test('runs as soon as the computer says what it is, and offers what the computer opened', async () => {
  const session = await running()
  expect(asked).toEqual(['/v1/teams/acme/sessions:redeem'])
  channel('clipboard')
  expect(session.seen()).toMatchObject({ phase: 'running', computer: 'Reception', shown: { user: 'Jo' } })
  expect([...session.seen().channels]).toEqual(['control', 'clipboard'])
})

test('sends what is copied where there is a way for it, and no more than fits', async () => {
  const session = await running()
  session.copy('lost')
  const clipboard = channel('clipboard')
  session.copy('x'.repeat(1 << 20))
  expect(clipboard.sent.map((text) => text.length)).toEqual([(64 << 10) + '{"text":""}'.length])
})

/** The least that is a picture, with so much in it. */
function picture(bytes: number): Uint8Array<ArrayBuffer> {
  const around = [
    [13, 0x49484452, 13],
    [bytes, 0x49444154, bytes],
    [0, 0x49454e44, 0],
  ] as const
  const all = new Uint8Array(8 + around.reduce((sum, [, , length]) => sum + 12 + length, 0))
  all.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const view = new DataView(all.buffer)
  let at = 8
  for (const [length, name] of around) {
    view.setUint32(at, length)
    view.setUint32(at + 4, name)
    at += 12 + length
  }
  view.setUint32(16, 4)
  view.setUint32(20, 3)
  return all
}

test('sends a picture in pieces, and says so when it is there; something else that is copied takes its place', async () => {
  const session = await running()
  const clipboard = channel('clipboard')
  const whole = picture(40_000)
  const sent = session.copyPicture(new Blob([whole], { type: 'image/png' }))
  await vi.waitFor(() => expect(clipboard.sent).toHaveLength(4))
  const [head, ...pieces] = clipboard.sent
  expect(head).toBe(JSON.stringify({ image: { bytes: whole.length } }))
  expect(new Uint8Array(await new Blob(pieces as BlobPart[]).arrayBuffer())).toEqual(whole)
  say(clipboard, { taken: true })
  expect(await sent).toBeUndefined()
  const other = session.copyPicture(new Blob([whole], { type: 'image/png' }))
  await vi.waitFor(() => expect(clipboard.sent).toHaveLength(8))
  session.copy('rather this')
  expect(await other).toContain('instead')
  expect(await session.copyPicture(new Blob(['no picture'], { type: 'image/png' }))).toContain('this is none')
})

test('keeps the picture that was copied there, once all of it has come, and none that is none', async () => {
  const session = await running()
  const clipboard = channel('clipboard')
  const whole = picture(100)
  const bytes = (data: Uint8Array) => clipboard.onmessage?.({ data: Uint8Array.from(data).buffer })
  say(clipboard, { image: { bytes: whole.length } })
  bytes(whole.subarray(0, 60))
  expect(session.seen().copied).toEqual({})
  bytes(whole.subarray(60))
  expect(new Uint8Array((await session.seen().copied.picture?.arrayBuffer()) ?? [])).toEqual(whole)
  say(clipboard, { text: 'later' })
  expect(session.seen().copied).toEqual({ text: 'later' })
  say(clipboard, { image: { bytes: 4 } })
  bytes(new Uint8Array(4))
  expect(session.seen().copied).toEqual({ text: 'later' })
})

test('says why there is none, in the words of who refused it', async () => {
  answers = [refused('session-no-access', '`jo` may not reach `pc-1`.')]
  const session = viewerSession({ team: 'acme', computer: 'pc-1' }, 'pc-1')
  await soon()
  expect(session.seen()).toMatchObject({ phase: 'over', over: { title: 'No session', problem: { message: '`jo` may not reach `pc-1`.' } } })
})

test('is connected again when the connection was lost, until the computer is back', async () => {
  const session = await running()
  answers = [refused('session-offline', 'Not in touch.'), refused('session-busy', 'Somebody else.'), begun]
  becomes('failed')
  expect(session.seen()).toMatchObject({ phase: 'reconnecting', picture: false })
  await vi.advanceTimersByTimeAsync(1000)
  expect([session.seen().phase, asked.length]).toEqual(['reconnecting', 3])
  await vi.advanceTimersByTimeAsync(2000)
  say(channel('control'), shown())
  expect([session.seen().phase, asked.length]).toEqual(['running', 4])
})

test('does not wait for a connection of which nothing comes, unless it comes again within seconds', async () => {
  await running()
  becomes('disconnected')
  await vi.advanceTimersByTimeAsync(3900)
  becomes('connected')
  await vi.advanceTimersByTimeAsync(60_000)
  expect(asked).toHaveLength(1)
  becomes('disconnected')
  await vi.advanceTimersByTimeAsync(4100)
  expect([peers[0]?.connectionState, asked.length]).toEqual(['closed', 2])
})

test('tries again where a new connection finds no way either, and gives up in the end; so does a first one that finds none', async () => {
  const session = await running()
  becomes('failed')
  for (let tries = 0; tries < 10 && session.seen().phase !== 'over'; tries++) {
    await vi.advanceTimersByTimeAsync(16_000)
    if (session.seen().phase !== 'over') becomes('failed')
  }
  expect([session.seen().phase, asked.length]).toEqual(['over', 7])
  const first = viewerSession({ team: 'acme', computer: 'pc-1' }, 'pc-1')
  await soon()
  becomes('failed')
  expect(first.seen().phase).toBe('over')
})

test('gives up after half a minute, and at once where it is refused for good', async () => {
  const away = await running()
  answers = [refused('session-offline', 'Not in touch.')]
  becomes('failed')
  await vi.advanceTimersByTimeAsync(40_000)
  expect([away.seen().phase, away.seen().over?.problem.message, asked.length]).toEqual(['over', 'Not in touch.', 7])
  answers = [begun]
  const barred = await running()
  answers = [refused('session-no-access', 'No more.')]
  becomes('failed')
  await soon()
  expect(barred.seen().over?.problem.message).toBe('No more.')
})

test('by a link ends when the connection is lost: a link is good once', async () => {
  const session = await running({ team: 'acme', ticket: 'once' })
  expect(asked).toEqual(['/v1/teams/acme/sessions:redeem'])
  becomes('failed')
  expect(session.seen().over?.problem.fix).toContain('splashctl connect')
})

test('waits while nothing comes for a moment', async () => {
  const session = await running()
  becomes('disconnected')
  expect(session.seen()).toMatchObject({ phase: 'running', interrupted: true })
  becomes('connected')
  expect(session.seen().interrupted).toBe(false)
})

test('is over when the computer says so, and what comes after that changes nothing', async () => {
  const session = await running()
  const control = channel('control')
  say(control, { ended: { reason: 'schedule-ended' } })
  expect(session.seen()).toMatchObject({ phase: 'over', over: { problem: { message: 'The scheduled time is over.' } } })
  expect(peers.at(-1)?.connectionState).toBe('closed')
  session.leave()
  becomes('failed')
  await vi.advanceTimersByTimeAsync(60_000)
  expect([session.seen().over?.problem.message, asked.length]).toEqual(['The scheduled time is over.', 1])
})

test('left while it was still being asked for leaves no connection behind', async () => {
  const session = viewerSession({ team: 'acme', computer: 'pc-1' }, 'pc-1')
  session.leave()
  await soon()
  expect([session.seen().phase, peers.at(-1)?.connectionState]).toEqual(['over', 'closed'])
})
