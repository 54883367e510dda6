/**
 * The end of hours that force it, with the control plane killed meanwhile: by real parts, the viewer a peer of WebRTC. Schedules end on the minute, so the server is
 * one that believes it is later than it is, by as much as brings the end near; the agent goes by the server's time.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasDisplays, type TestDisplay, testDisplay } from '../bench/display.ts'
import { type Computers, computers } from './computers.ts'
import { offering, PATIENCE, type Viewer } from './viewing.ts'

const SECOND = 1000
/** How near the end is when the server is back; and how late a session may end, and how early. */
const [NEAR, LATE, EARLY] = [30 * SECOND, SECOND, 300]
const hours = (from: string, to: string, date: string) => `apiVersion: splashtop.io/v1
kind: List
items:
  - apiVersion: splashtop.io/v1
    kind: AccessPermission
    metadata: {name: jo}
    spec: {subjects: {users: [jo]}, computers: {mode: none}}
  - apiVersion: splashtop.io/v1
    kind: ScheduledResource
    metadata: {name: kiosks}
    spec: {displayName: Kiosks, groups: [kiosks]}
  - apiVersion: splashtop.io/v1
    kind: Schedule
    metadata: {name: shift}
    spec:
      displayName: Shift
      resource: kiosks
      subjects: {users: [jo]}
      startDate: '${date}'
      timeSlot: {start: '${from}', end: '${to}'${from > to ? ', crossesMidnight: true' : ''}}
      forceDisconnectAtEnd: true
`
const clock = (time: number): string => new Date(time).toISOString().slice(11, 16)

// In CI there must be all of it (.ci/run installs it).
describe.skipIf(!process.env.CI && !hasDisplays)('a session whose hours end', () => {
  let plane: Computers
  let display: TestDisplay
  const viewers: Viewer[] = []
  beforeAll(async () => {
    display = await testDisplay(640, 360)
    plane = await computers({ DISPLAY: display.name })
  })
  afterAll(async () => {
    for (const viewer of viewers) await viewer.close()
    await plane?.end()
    await display?.end()
  })

  test('ends within a second of it with the control plane killed, and is in the log once that is back', async () => {
    const team = join(plane.path, 'organisation.yaml')
    writeFileSync(team, readFileSync(team, 'utf8').replace('owner: maya}', 'owner: maya, scheduledAccess: {timeZone: UTC}}'))
    await plane.applied()
    await plane.running('kiosk-1')
    const end = Math.ceil((Date.now() + NEAR) / 60_000) * 60_000
    const from = end - 60 * 60_000
    writeFileSync(join(plane.path, 'shift.yaml'), hours(clock(from), clock(end), new Date(from).toISOString().slice(0, 10)))
    await plane.applied()
    const invited = JSON.parse(await plane.good('token', 'create', '--invite', 'jo', '--json')) as { text: string }
    const call = async (path: string, token: string, body: object) =>
      (
        await fetch(`${plane.url}/v1/teams/atelier${path}`, {
          ...{ method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' } },
          body: JSON.stringify(body),
        })
      ).json() as Promise<{ text?: string; answer?: string; session?: { notAfter: string }; problems?: { message: string }[] }>
    const { text: token = '' } = await call(':login', invited.text, {})
    const later = end - NEAR - Date.now()
    await plane.back(Math.max(0, later))
    const shifted = Math.max(0, later)
    const begin = async (): Promise<Viewer> => {
      for (;;) {
        const viewer = await offering(`s${viewers.length}`)
        viewers.push(viewer)
        let begun: Awaited<ReturnType<typeof call>> = {}
        // As soon as the computer is back.
        await expect
          .poll(async () => {
            begun = await call('/sessions', token, { computer: 'kiosk-1', offer: viewer.offer })
            return begun.answer ?? begun.problems?.[0]?.message
          }, PATIENCE)
          .toContain('v=0')
        expect(begun.session?.notAfter).toBe(new Date(end).toISOString())
        viewer.answer(begun.answer ?? '')
        if (await viewer.hears()) return viewer
        viewer.leave()
      }
    }
    const running = async () =>
      (JSON.parse(await plane.good('sessions', '--json')) as { sessions: { id: string; user: string }[] }).sessions
    const first = await begin()
    const sessions = await running()
    expect(sessions).toMatchObject([{ user: 'jo', computer: 'kiosk-1' }])
    expect(await plane.good('sessions', '--end', sessions[0]?.id.slice(0, 8) ?? '')).toBe('The session of jo on kiosk-1 is told to end.\n')
    expect(await first.ended()).toBe('ended-by-somebody')
    const viewer = await begin()
    await plane.lost()
    let ended = 0
    await expect
      .poll(() => (ended ||= viewer.said.some((message) => 'ended' in message) ? Date.now() : 0), {
        timeout: NEAR + 5 * SECOND,
        interval: 20,
      })
      .toBeGreaterThan(0)
    expect(await viewer.ended()).toBe('schedule-ended')
    const at = ended + shifted - end
    expect(at).toBeLessThan(LATE)
    expect(at).toBeGreaterThan(-EARLY)
    await plane.back(shifted)
    const log = async () =>
      (JSON.parse(await plane.good('logs', 'kiosk-1', '--json')) as { log: { event: string; details?: { reason?: string } }[] }).log
    await expect
      .poll(async () => (await log()).find(({ event }) => event === 'session-ended')?.details, PATIENCE)
      .toMatchObject({
        ...{ user: 'jo', reason: 'schedule-ended' },
      })
  })
})
