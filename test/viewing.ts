/**
 * A computer with sessions, without a control plane: a display, the agent's own judgement of settings and grants, and the process of a session as it is installed;
 * and viewers that are peers of WebRTC in the test, which send whatever they like. What a browser would hide is all in reach.
 */
import { fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect } from 'vitest'
import type { Settings } from '../agent/effective.ts'
import { ableIn } from '../agent/engine/able.ts'
import { Sessions } from '../agent/engine/sessions.ts'
import { Signers } from '../agent/testing.ts'
import { hasDisplays, type TestDisplay, testDisplay } from '../bench/display.ts'
import type { Ending } from '../protocol/endings.ts'
import type { Granted } from '../protocol/granted.ts'
import { instant } from '../protocol/instants.ts'
import { fingerprintIn, type SessionFromAgent, signGrant } from '../protocol/session.ts'
import type { ControlMessage } from '../protocol/viewer.ts'
import type { Json } from '../schema/canonical.ts'
import { checkout, installed } from './splashctl.ts'
import type { FromViewer, ToViewer } from './viewer-process.ts'

export interface Viewer {
  id: string
  /** What came on the control channel, in order. */
  said: ControlMessage[]
  /** Those that the computer opened, by name, as long as they are open. */
  channels: Set<string>
  /** Packets of the picture that came. */
  packets(): number
  /** What came by a channel, texts and bytes. */
  heard(label: string): (string | Buffer)[]
  send(label: string, message: object | Buffer): void
  /** Opens a channel itself, which it has no business to, sends this by it, and waits until it is closed by the computer. */
  intrudes(label: string, message: object): Promise<void>
  answer(sdp: string): void
  state(): string
  /** The last picture that came, decoded: how bright it is at each place, line by line. */
  picture(): Promise<Buffer>
  /** Waits for the session to be shown. */
  shown(): Promise<void>
  /**
   * Whether anything is heard from the computer, soon. On a busy machine the library, here, now and then hands what comes by the first channel to nobody, all of it; a
   * browser does not.
   */
  hears(): Promise<boolean>
  /** Waits for its end, and says why. */
  ended(): Promise<Ending | undefined>
  /** Closes the connection, as one who leaves. */
  leave(): void
  close(): Promise<void>
}

export interface Stage {
  folder: string
  display: TestDisplay
  sessions: Sessions
  /** The device's log. */
  events: { event: string; details: { [key: string]: Json } }[]
  /** What the server is told. */
  told: SessionFromAgent[]
  /** `security.lockInput: true` and the like, over what everything else is. */
  hold(settings: { [name: string]: Json }): void
  /** @param codec the only one that the viewer knows */
  view(features?: Granted, codec?: ViewerCodec): Promise<Viewer>
  refusal(): Promise<string>
  /** The processes of sessions. */
  processes(): number[]
}

const SCREEN = { width: 1280, height: 720 }
export const PATIENCE = { timeout: 40_000 }
const HEARD_MS = 4000
const EVERYTHING: Granted = {
  ...{ remoteControl: 'enabled', copyPaste: 'enabled', fileTransfer: 'enabled', chat: 'enabled', sessionRecording: 'enabled' },
}

/**
 * One display and one agent for a whole file. In CI there must be what it needs (.ci/run installs it).
 * @param env what the agent has beside, begun before it
 * @param isThere whether there is what that needs
 */
export function staged(
  name: string,
  tests: (stage: Stage) => void,
  env: () => NodeJS.ProcessEnv | Promise<NodeJS.ProcessEnv> = () => ({}),
  isThere = true,
): void {
  describe.skipIf(!process.env.CI && !(hasDisplays && isThere))(name, () => {
    const stage = {} as Stage
    const open = new Set<Viewer>()
    beforeAll(async () => {
      stage.display = await testDisplay(SCREEN.width, SCREEN.height)
      stage.folder = mkdtempSync(join(tmpdir(), 'stage-'))
      const more = { ...(await env()), DISPLAY: stage.display.name, SPLASHTOP_FILES: join(stage.folder, 'files') }
      Object.assign(stage, begin(stage, open, { ...process.env, ...more }))
    })
    afterAll(async () => {
      await stage.sessions?.close('agent-stopped')
      for (const viewer of open) await viewer.close()
      await stage.display?.end()
      rmSync(stage.folder, { recursive: true, force: true })
    })
    tests(stage)
  })
}

function begin({ folder }: Pick<Stage, 'folder'>, open: Set<Viewer>, env: NodeJS.ProcessEnv) {
  const signers = new Signers(() => Date.now())
  const [events, told]: [Stage['events'], SessionFromAgent[]] = [[], []]
  const sessions = new Sessions({
    holding: {
      identity: { agentId: 'agent-1', team: 'acme', displayName: 'Bench 1' },
      trust: { online: signers.online },
      now: () => Date.now(),
      worth: () => ({ standing: 'fresh', age: 0, admits: true, running: 'go on', changesIn: undefined }),
    },
    ...{ program: [process.execPath, join(installed, 'bin', 'splashtop-agent.js')], env, missing: undefined },
    able: ableIn(env, join(folder, 'recordings')),
    tell: (event, details) => void events.push({ event, details }),
    changed: () => undefined,
  })
  sessions.line((message) => void told.push(message))
  const hold = (settings: { [name: string]: Json }) => {
    const all = { 'security.remoteControl': true, 'security.copyPaste': 'enabled', 'security.fileTransfer': 'enabled', ...settings }
    sessions.hold(
      Object.fromEntries(
        Object.entries(all).map(([name, value]) => [name, { value, origin: 'builtin', locked: false }]),
      ) satisfies Settings,
    )
  }
  hold({})
  let count = 0

  async function view(features: Granted = EVERYTHING, codec?: ViewerCodec): Promise<Viewer> {
    const id = `s${++count}`
    const viewer = await offering(id, codec)
    open.add(viewer)
    const { offer } = viewer
    sessions.heard({ prepare: { sessionId: id, offer } })
    let answer = ''
    await expect
      .poll(() => {
        for (const message of told) {
          if ('prepared' in message && message.prepared.sessionId === id) answer = message.prepared.answer
          if ('refused' in message && message.refused.sessionId === id) throw new Error(`refused: ${message.refused.reason}`)
        }
        return answer
      }, PATIENCE)
      .not.toBe('')
    viewer.answer(answer)
    await expect.poll(viewer.state, PATIENCE).toBe('connected')
    const grant = {
      ...{ sessionId: id, agentId: 'agent-1', team: 'acme', user: 'jo', displayName: 'Jo 李', features },
      fingerprints: { viewer: fingerprintIn(offer) ?? '', agent: fingerprintIn(answer) ?? '' },
      ...{ issuedAt: instant(Date.now()), notAfter: null },
    }
    sessions.heard({ grant: signGrant(grant, signers.key) })
    return viewer
  }

  async function refusal(): Promise<string> {
    const id = `s${++count}`
    const { offer, close } = await offering(id)
    sessions.heard({ prepare: { sessionId: id, offer } })
    await close()
    for (const message of told) if ('refused' in message && message.refused.sessionId === id) return message.refused.reason
    return ''
  }
  const processes = () =>
    readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8')
      .trim()
      .split(' ')
      // One that has ended and nobody was told of yet has no line any more (proc(5)), and still ends a session.
      .filter((pid) => pid !== '' && /^$|splashtop-agent\.js\0session/.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8')))
      .map(Number)
  return { events, told, sessions, hold, view, refusal, processes }
}

const FAR_END = join(checkout, 'test', 'viewer-process.ts')

export type ViewerCodec = 'h264' | 'vp8'

export async function offering(id: string, codec: ViewerCodec = 'h264'): Promise<Viewer & { offer: string }> {
  const child = fork(FAR_END, [codec], { serialization: 'advanced', execArgv: [] })
  const gone = once(child, 'exit')
  const offered = Promise.withResolvers<string>()
  let [packets, state] = [0, 'new']
  const [said, channels, closed]: [ControlMessage[], Set<string>, Set<string>] = [[], new Set(), new Set()]
  const heard = new Map<string, (string | Buffer)[]>()
  const first = Promise.withResolvers<boolean>()
  child.on('message', (message: FromViewer) => {
    if ('offer' in message) offered.resolve(message.offer)
    else if ('state' in message) state = message.state
    else if ('opened' in message) channels.add(message.opened)
    else if ('closed' in message) {
      channels.delete(message.closed)
      closed.add(message.closed)
    } else if ('kept' in message) written.add(message.kept)
    else if ('packets' in message) packets = message.packets
    else if ('heard' in message) {
      const { label, data } = message.heard
      heard.set(label, [...(heard.get(label) ?? []), typeof data === 'string' ? data : Buffer.from(data)])
      if (label !== 'control' || typeof data !== 'string') return
      said.push(JSON.parse(data) as ControlMessage)
      first.resolve(true)
    }
  })
  const written = new Set<string>()
  const tell = (message: ToViewer) => child.connected && child.send(message)
  return {
    ...{ id, offer: await offered.promise, said, channels },
    state: () => state,
    answer: (answer) => tell({ answer }),
    packets: () => packets,
    heard: (label) => heard.get(label) ?? [],
    send: (label, message) => tell({ send: { label, data: Buffer.isBuffer(message) ? new Uint8Array(message) : JSON.stringify(message) } }),
    async intrudes(label, message) {
      tell({ intrude: { label, data: JSON.stringify(message) } })
      await expect.poll(() => closed.has(`own ${label}`), PATIENCE).toBe(true)
    },
    async picture() {
      const file = join(tmpdir(), `${id}.h264`)
      const bytes = SCREEN.width * SCREEN.height
      // Where what was kept does not begin a picture yet, there will be more.
      for (;;) {
        written.delete(file)
        tell({ keep: file })
        await expect.poll(() => written.has(file), PATIENCE).toBe(true)
        const decoded = spawn('ffmpeg', ['-loglevel', 'quiet', '-f', 'h264', '-i', file, '-f', 'rawvideo', '-pix_fmt', 'gray', 'pipe:1'], {
          stdio: ['ignore', 'pipe', 'inherit'],
        })
        const all = await buffer(decoded.stdout)
        rmSync(file)
        if (all.length >= bytes) return all.subarray(-bytes)
      }
    },
    shown: () => expect.poll(() => said.some((message) => 'session' in message), PATIENCE).toBe(true),
    hears() {
      const late = setTimeout(first.resolve, HEARD_MS, false)
      return first.promise.finally(() => clearTimeout(late))
    },
    async ended() {
      const reason = () => said.flatMap((message) => ('ended' in message ? [message.ended.reason] : []))[0]
      await expect.poll(reason, PATIENCE).toBeDefined()
      return reason()
    },
    leave: () => tell({ close: true }),
    async close() {
      child.kill('SIGKILL')
      await gone
    },
  }
}
