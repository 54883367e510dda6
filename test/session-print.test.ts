/**
 * Printing in a session, by a print server that is real and the test's own, and programs that print: what is printed arrives at the viewer, byte for byte; who may not
 * has no queue; and nothing is left, whatever ends it.
 */
import { execFile } from 'node:child_process'
import { hash, randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { HEAD_BYTES, statuses } from '../agent/engine/printing/ipp.ts'
import { printJob } from '../agent/engine/printing/testing.ts'
import { PRINT_BYTES, type PrintMessage, readPrint } from '../protocol/print.ts'
import { hasPrinters, type Printers, testPrinters } from './printers.ts'
import { PATIENCE, staged, type Viewer } from './viewing.ts'

const execute = promisify(execFile)
/** A page with a word on it, as a program makes it, and so much beside. */
const pdf = (padding = 0): Buffer =>
  Buffer.concat([
    Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n'),
    Buffer.from('3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n%'),
    Buffer.from(
      randomBytes(padding)
        .toString('latin1')
        .replace(/[\r\n]/g, ' '),
      'latin1',
    ),
    Buffer.from('\ntrailer<</Root 1 0 R>>\n%%EOF\n'),
  ])

const IPP = { 'content-type': 'application/ipp' }

let printers: Printers

staged(
  'printing',
  (stage) => {
    const viewers: Viewer[] = []
    const view = async (features: object = { remotePrint: 'enabled' }) => {
      const viewer = await stage.view({ remoteControl: 'disabled', ...features })
      viewers.push(viewer)
      await viewer.shown()
      return viewer
    }
    const offered = async (viewer: Viewer) => {
      await expect.poll(() => viewer.channels.has('print'), PATIENCE).toBe(true)
      return viewer
    }
    const run = async (program: string, ...args: string[]): Promise<string> =>
      (await execute(program, args, { env: { ...process.env, CUPS_SERVER: printers.socket, LC_ALL: 'C' } })).stdout
    const queues = async () => [...(await run('lpstat', '-e')).matchAll(/^splashtop-\S+/gm)].map(([name]) => name).sort()
    const queueOf = ({ id }: Viewer) => `splashtop-${id}`
    const file = (data: Buffer | string, name = 'paper.pdf') => {
      const path = join(stage.folder, name)
      writeFileSync(path, data)
      return path
    }
    const print = (viewer: Viewer, path: string, ...options: string[]) => run('lp', '-d', queueOf(viewer), ...options, path)
    const messages = (viewer: Viewer): PrintMessage[] => viewer.heard('print').flatMap((data) => readPrint(data) ?? [])
    /** What came of the jobs that are whole. */
    const came = (viewer: Viewer): { name: string; data: Buffer }[] =>
      messages(viewer).flatMap((message) => {
        if (!('printed' in message)) return []
        const { id, sha256 } = message.printed
        const job = messages(viewer).flatMap((one) => ('job' in one && one.job.id === id ? [one.job] : []))[0]
        const parts = viewer.heard('print').flatMap((one) => (Buffer.isBuffer(one) && one.readUInt32BE(0) === id ? [one.subarray(4)] : []))
        const data = Buffer.concat(parts)
        expect([data.length, hash('sha256', data)]).toEqual([job?.bytes, sha256])
        return [{ name: job?.name ?? '', data }]
      })
    const idle = async () => expect.poll(() => run('lpstat', '-o'), PATIENCE).toBe('')
    /** Where the printer of the only queue listens. */
    const deviceOf = async () => /ipp:(\/\/\S+)\?/.exec(await run('lpstat', '-v'))?.[1] ?? ''
    const portOf = async () => Number(new URL(`http:${await deviceOf()}`).port)
    const listens = (port: number) =>
      new Promise<boolean>((resolve) => {
        const socket = connect(port, '127.0.0.1')
        socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
        socket.once('connect', () => socket.destroy())
      })

    afterEach(async () => {
      for (const one of viewers.splice(0)) one.leave()
      await expect.poll(() => stage.processes().length, PATIENCE).toBe(0)
      await expect.poll(queues, PATIENCE).toEqual([])
      stage.hold({ 'security.remotePrint': true })
    })
    beforeAll(() => stage.hold({ 'security.remotePrint': true }))
    afterAll(() => printers?.end())

    test('brings what is printed to the viewer, the very bytes of it, and text as PDF; the log has each', async () => {
      const viewer = await offered(await view())
      const [small, large] = [pdf(), pdf(3 << 20)]
      await print(viewer, file(small, 'small.pdf'), '-t', 'Grüße.pdf')
      await print(viewer, file(large, 'large.pdf'))
      await print(viewer, file('Hello\n', 'hello.txt'))
      await expect.poll(() => came(viewer).length, PATIENCE).toBe(3)
      const [one, two, three] = came(viewer)
      expect([one?.name, one?.data.equals(small)]).toEqual(['Grüße.pdf', true])
      expect([two?.name, two?.data.equals(large)]).toEqual(['large.pdf', true])
      expect(three?.data.subarray(0, 5).toString()).toBe('%PDF-')
      const logged = stage.events.filter(({ event }) => event === 'session-printed').map(({ details }) => details)
      expect(logged.slice(0, 2)).toMatchObject([
        { session: viewer.id, user: 'jo', name: 'Grüße.pdf', bytes: small.length, digest: hash('sha256', small) },
        { bytes: large.length },
      ])
      await idle()
      viewer.leave()
      const ended = () => stage.events.find(({ event, details }) => event === 'session-ended' && details.session === viewer.id)?.details
      await expect.poll(ended, PATIENCE).toMatchObject({ used: ['remotePrint'] })
    })

    test('goes to the viewer of the session that the queue is of, and to no other', async () => {
      const [one, other] = [await offered(await view()), await offered(await view())]
      expect(await queues()).toEqual([queueOf(one), queueOf(other)].sort())
      await print(other, file(pdf()))
      await expect.poll(() => came(other).length, PATIENCE).toBe(1)
      expect(one.heard('print')).toEqual([])
    })

    test.each([
      ['the policy', { 'security.remotePrint': false }, { remotePrint: 'enabled' }],
      ['the grant', { 'security.remotePrint': true }, {}],
    ])(
      'is not there where %s does not allow it: no queue, no channel, and one of the viewer’s own is closed',
      async (_, settings, features) => {
        stage.hold(settings)
        const viewer = await view(features)
        // What is opened last is there.
        await expect.poll(() => viewer.packets(), PATIENCE).toBeGreaterThan(0)
        await viewer.intrudes('print', { job: { id: 1, name: 'x', bytes: 1 } })
        expect([viewer.channels.has('print'), await queues()]).toEqual([false, []])
      },
    )

    test('ends within a second of the policy that forbids it, with its port, and its queue after it', async () => {
      const viewer = await offered(await view())
      const port = await portOf()
      expect(await listens(port)).toBe(true)
      const at = performance.now()
      stage.hold({ 'security.remotePrint': false })
      await expect.poll(() => viewer.channels.has('print'), { ...PATIENCE, interval: 10 }).toBe(false)
      expect(performance.now() - at).toBeLessThan(1000)
      await expect.poll(() => listens(port), PATIENCE).toBe(false)
      // That takes programs of the print server.
      await expect.poll(queues, PATIENCE).toEqual([])
      // The session goes on.
      expect(stage.processes()).toHaveLength(1)
    })

    test('a job that is on its way then never is whole, and is in no log', async () => {
      const slow = { 'bandwidth.maxBitrateKbps': 400 }
      stage.hold({ ...slow, 'security.remotePrint': true })
      const viewer = await offered(await view())
      await print(viewer, file(pdf(3 << 20)))
      const pieces = () => viewer.heard('print').filter((one) => Buffer.isBuffer(one)).length
      await expect.poll(pieces, PATIENCE).toBeGreaterThan(1)
      stage.hold({ ...slow, 'security.remotePrint': false })
      await expect.poll(() => viewer.channels.has('print'), PATIENCE).toBe(false)
      await expect.poll(queues, PATIENCE).toEqual([])
      expect(messages(viewer)).toMatchObject([{ job: { id: 1 } }])
      expect(stage.events.filter(({ event, details }) => event === 'session-printed' && details.session === viewer.id)).toEqual([])
      expect(stage.processes()).toHaveLength(1)
    })

    test('takes no job that is no PDF or too large, and goes on with the next; rubbish by the channel does nothing', async () => {
      const viewer = await offered(await view())
      for (const rubbish of [{ job: { id: 1 } }, { printed: {} }, Buffer.alloc(70_000), Buffer.from('%PDF-')]) viewer.send('print', rubbish)
      // As CUPS hands it on, which then waits for ten seconds.
      const answer = await fetch(`http:${await deviceOf()}`, { method: 'POST', headers: IPP, body: printJob('no PDF') })
      expect(Buffer.from(await answer.arrayBuffer()).readUInt16BE(2)).toBe(statuses['format-not-supported'])
      await print(viewer, file(Buffer.concat([pdf(), Buffer.alloc(PRINT_BYTES + HEAD_BYTES)]), 'huge.pdf'))
      await print(viewer, file(pdf()), '-t', 'after')
      await expect.poll(() => came(viewer).map(({ name }) => name), PATIENCE).toEqual(['after'])
      await idle()
      expect(messages(viewer)).toHaveLength(2)
    })

    test('is nobody’s who comes to the port and knows no more than that', async () => {
      const viewer = await offered(await view())
      const port = await portOf()
      const guessed = await fetch(`http://127.0.0.1:${port}/ipp/print`, { method: 'POST', headers: IPP, body: printJob('%PDF-') })
      // What a page may send anywhere without being asked.
      const plain = { method: 'POST', headers: { 'content-type': 'text/plain' }, body: printJob('%PDF-') }
      const { status } = await fetch(`http:${await deviceOf()}`, plain)
      expect([guessed.status, status, viewer.heard('print')]).toEqual([404, 400, []])
    })

    test('leaves no queue where its process is killed', async () => {
      const viewer = await offered(await view())
      expect(await queues()).toEqual([queueOf(viewer)])
      for (const pid of stage.processes()) process.kill(pid, 'SIGKILL')
      await expect.poll(queues, PATIENCE).toEqual([])
    })
  },
  async () => {
    printers = await testPrinters()
    return { CUPS_SERVER: printers.socket }
  },
  hasPrinters,
)
