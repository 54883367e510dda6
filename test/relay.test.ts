/**
 * A viewer and a computer in two networks without a way between them: a real coturn carries the session, by credentials that the control plane makes of the secret
 * that it shares with it. Chromium is in the one network, the process of the session in the other; without the relay, or with another secret, there is no picture.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ableIn } from '../agent/engine/able.ts'
import { Sessions } from '../agent/engine/sessions.ts'
import { hasDisplays, type TestDisplay, testDisplay } from '../bench/display.ts'
import { ProblemError } from '../schema/problem.ts'
import { keyOf } from '../schema/resource.ts'
import { SecretValue } from '../schema/secrets.ts'
import { BASE, type Scene, scene } from '../server/sessions/testing.ts'
import { applyTo, declaration, declare, TEAM } from '../server/testing.ts'
import { executable } from './browser.ts'
import { noNamespaces, places } from './namespaces.ts'

const TURNSERVER = '/usr/bin/turnserver'
const SECRET = 'shared-by-the-test-and-its-relay'
const [PATIENCE_MS, ADDRESS] = [15_000, '192.0.2.7']
const launcher = join(import.meta.dirname, '..', 'bin', 'splashtop-agent.js')
const missing =
  !hasDisplays || !executable ? 'there is no display or browser' : !existsSync(TURNSERVER) ? 'there is no coturn' : noNamespaces()

/** In the page: a viewer without a page of ours, which says how it went. */
const VIEWER = `(iceServers) => {
  const peer = (globalThis.peer = new RTCPeerConnection({ iceServers }))
  globalThis.found = []
  peer.onicecandidate = ({ candidate }) => candidate?.candidate && found.push({ candidate: candidate.candidate, mid: candidate.sdpMid ?? '0' })
  peer.addTransceiver('video', { direction: 'recvonly' })
  peer.createDataChannel('viewer')
  return peer.createOffer().then((offer) => peer.setLocalDescription(offer)).then(() => peer.localDescription.sdp)
}`
const PAIR = `peer.getStats().then((stats) => {
  const all = [...stats.values()]
  const pair = all.find((one) => one.type === 'candidate-pair' && one.nominated && one.state === 'succeeded')
  const kind = (id) => all.find((one) => one.id === id)?.candidateType
  const frames = all.find((one) => one.type === 'inbound-rtp' && one.kind === 'video')?.framesDecoded ?? 0
  return { relayed: [pair?.localCandidateId, pair?.remoteCandidateId].some((id) => kind(id) === 'relay'), frames: frames > 0 }
})`

describe.skipIf(missing !== undefined)(`a session between two networks${missing === undefined ? '' : ` (skipped: ${missing})`}`, () => {
  let nets: ReturnType<typeof places>
  let at: Scene
  let display: TestDisplay
  let browser: Browser
  let relay: ChildProcess
  let folder: string
  let sessions: Sessions
  let port = 0
  /** Candidates on their way; they end with their session. */
  const trickling: Promise<void>[] = []

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'splashtop-relay-'))
    nets = places(2)
    const [computers, viewers] = nets.all as [(typeof nets.all)[0], (typeof nets.all)[0]]
    port = await freePort()
    relay = await coturn([computers.host, viewers.host])
    display = await testDisplay(640, 360)
    at = await scene()
    const { plane } = at.team
    sessions = new Sessions({
      holding: {
        identity: { agentId: at.desk.id, team: TEAM, displayName: 'Desk 1' },
        get trust() {
          return { online: plane.devices.keys().online }
        },
        now: Date.now,
        worth: () => ({ standing: 'fresh', age: 0, admits: true, running: 'go on', changesIn: undefined }),
      },
      program: ['ip', 'netns', 'exec', computers.name, process.execPath, launcher],
      env: { ...process.env, DISPLAY: display.name },
      missing: undefined,
      able: ableIn({}, undefined),
      tell: () => undefined,
      changed: () => undefined,
    })
    sessions.hold({ 'security.remoteControl': { value: true, origin: 'builtin', locked: false } })
    plane.sessions.attach(at.desk, (message) => sessions.heard(message))
    sessions.line((message) => plane.sessions.heard(at.desk, message))
    const inside = join(folder, 'chromium')
    writeFileSync(inside, `#!/bin/sh\nexec ip netns exec ${viewers.name} ${executable} "$@"\n`)
    chmodSync(inside, 0o755)
    browser = await chromium.launch({ executablePath: inside, args: ['--no-sandbox'] })
  })
  afterAll(async () => {
    await sessions?.close('agent-stopped')
    await Promise.all(trickling)
    await browser?.close()
    await at?.team.end()
    await display?.end()
    if (relay?.exitCode === null) {
      const gone = once(relay, 'exit')
      relay.kill('SIGKILL')
      await gone
    }
    nets?.end()
    rmSync(folder, { recursive: true, force: true })
  })

  async function coturn(addresses: readonly string[]): Promise<ChildProcess> {
    const lines = [
      ...addresses.flatMap((address) => [`listening-ip=${address}`, `relay-ip=${address}`]),
      ...[`listening-port=${port}`, 'use-auth-secret', `static-auth-secret=${SECRET}`, 'realm=atelier.example'],
      ...[
        'no-tls',
        'no-dtls',
        'no-cli',
        'log-file=/dev/null',
        'fingerprint',
        `userdb=${join(folder, 'turn.db')}`,
        `pidfile=${join(folder, 'turn.pid')}`,
      ],
    ]
    const file = join(folder, 'turnserver.conf')
    writeFileSync(file, `${lines.join('\n')}\n`)
    const child = spawn(TURNSERVER, ['-c', file], { cwd: folder, stdio: 'ignore' })
    const gone = once(child, 'exit').then(([code]) => Promise.reject(new Error(`coturn ended with ${code}`)))
    await Promise.race([Promise.all(addresses.map((address) => answers(address, port))), gone])
    gone.catch(() => undefined) // at the end of the test it is killed
    return child
  }

  async function declared(env: string, secret: string): Promise<void> {
    const turn = nets.all.map(({ host }) => `turn:${host}:${port}`)
    const team = {
      ...(BASE['Team acme'] as object),
      members: { multipleSessions: true },
      relay: { turn, secret: { valueFrom: { env } } },
    }
    const key = keyOf('Team', TEAM, TEAM)
    await applyTo(
      at.team.plane,
      { ...declaration(declare('Team', TEAM, team)), scope: new Set([key]) },
      { secrets: [{ key, path: 'spec.relay.secret', value: new SecretValue(secret) }] },
    )
  }

  /** Begins one as a page does. */
  async function viewer(): Promise<Page> {
    const plane = at.team.plane.sessions
    const page = await (await browser.newContext()).newPage()
    const { ticket } = await plane.ticket({ user: 'mia', computer: 'desk-1', address: ADDRESS })
    const offer = (await page.evaluate(`(${VIEWER})(${JSON.stringify(await plane.ways(ticket, ADDRESS))})`)) as string
    const { answer, id, signal } = await plane.redeem(ticket, { offer, trickle: true, address: ADDRESS })
    await page.evaluate(`peer.setRemoteDescription({ type: 'answer', sdp: ${JSON.stringify(answer)} })`)
    const trickled = async () => {
      for (
        let after = 0;
        (await page.evaluate('peer.connectionState')) === 'new' || (await page.evaluate('peer.connectionState')) === 'connecting';
      ) {
        const candidates = (await page.evaluate('found.splice(0)')) as { candidate: string; mid: string }[]
        const { candidates: theirs, next, done } = await plane.exchange({ id, signal: signal ?? '', candidates, after })
        for (const { candidate, mid } of theirs)
          await page.evaluate(`peer.addIceCandidate({ candidate: ${JSON.stringify(candidate)}, sdpMid: ${JSON.stringify(mid)} })`)
        after = next
        if (done && (await page.evaluate('peer.iceGatheringState')) === 'complete' && (await page.evaluate('found.length')) === 0) return
      }
    }
    trickling.push(trickled().catch(ended))
    return page
  }
  const state = (page: Page) => page.evaluate('peer.connectionState')

  test('goes by the relay, with a picture; without it, or by credentials of another secret, there is none', async () => {
    const alone = await viewer()
    await declared('ANOTHER_SECRET', 'another than the relay has')
    const refused = await viewer()
    await declared('TURN_SECRET', SECRET)
    const page = await viewer()
    await expect.poll(() => state(page), { timeout: PATIENCE_MS }).toBe('connected')
    // By the place that the viewer has at the relay, or that of the computer: which of the two is found first is a matter of luck.
    await expect.poll(() => page.evaluate(PAIR), { timeout: PATIENCE_MS }).toEqual({ relayed: true, frames: true })
    expect([await state(refused), await state(alone)]).not.toContain('connected')
  })
})

/** Those of a session that is over are asked for in vain. */
function ended(error: unknown): void {
  if (!(error instanceof ProblemError) || error.problems[0]?.code !== 'unknown-session') throw error
}

/** Asks whether somebody is there (a STUN binding request, RFC 8489 §5) until it is answered. */
async function answers(address: string, port: number): Promise<void> {
  const socket = createSocket('udp4')
  const asked = Buffer.alloc(20)
  asked.writeUInt16BE(1, 0)
  asked.writeUInt32BE(0x2112a442, 4)
  const asking = setInterval(() => socket.send(asked, port, address), 50)
  socket.on('error', () => undefined) // nobody listens yet
  await once(socket, 'message')
  clearInterval(asking)
  socket.close()
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  await once(server.close(), 'close')
  return port
}
