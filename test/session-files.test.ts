/**
 * Files of a session, by viewers that keep to the rules and by those that do not: each direction, the way out of the folder, what comes too fast or too much, and
 * what becomes of a file when the line is cut. What arrived is looked at on the disk.
 */

import { execFileSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { AT_ONCE, BLOCK, CHAIN_BEGIN, type FileAnswer, PIECE, WINDOW } from '../protocol/files.ts'
import { PATIENCE, staged, type Viewer } from './viewing.ts'

const sha256 = (data: Buffer) => createHash('sha256').update(data).digest('hex')
/** As protocol/files.ts says, by somebody else. */
function chain(data: Buffer): string {
  let hash = CHAIN_BEGIN
  for (let at = 0; at < data.length; at += BLOCK) hash = sha256(Buffer.concat([Buffer.from(hash, 'hex'), data.subarray(at, at + BLOCK)]))
  return hash
}

staged('files of a session', (stage) => {
  const shared = (...path: string[]) => join(stage.folder, 'files', ...path)
  const viewers: Viewer[] = []
  let viewer: Viewer
  const view = async (fileTransfer: 'enabled' | 'toComputerOnly' | 'fromComputerOnly' = 'enabled') => {
    viewer = await stage.view({ remoteControl: 'disabled', fileTransfer })
    viewers.push(viewer)
    await viewer.shown()
    await expect.poll(() => viewer.channels.has('files'), PATIENCE).toBe(true)
    return viewer
  }
  beforeEach(() => {
    mkdirSync(shared(), { recursive: true })
  })
  afterEach(async () => {
    for (const one of viewers.splice(0)) one.leave()
    await expect.poll(() => stage.processes().length, PATIENCE).toBe(0)
    stage.hold({})
    rmSync(shared(), { recursive: true, force: true })
  })

  const say = (message: object, by = viewer) => by.send('files', message)
  const answers = (by = viewer): FileAnswer[] =>
    by.heard('files').flatMap((data) => (typeof data === 'string' ? [JSON.parse(data) as FileAnswer] : []))
  /** The next answer of this kind about this transfer. */
  async function answer<Name extends string>(
    name: Name,
    id: number,
    by = viewer,
  ): Promise<Extract<FileAnswer, { [key in Name]: object }>[Name]> {
    const found = () =>
      answers(by).find((one) => name in one && (Object.values(one)[0] as { id: number }).id === id) as Record<string, unknown> | undefined
    const refused = () => answers(by).find((one) => 'refused' in one && one.refused.id === id)
    await expect.poll(() => found() ?? refused(), PATIENCE).toBeDefined()
    if (!found()) throw new Error(JSON.stringify(refused()))
    return found()?.[name] as Extract<FileAnswer, { [key in Name]: object }>[Name]
  }
  const refusal = async (id: number): Promise<string> => (await answer('refused', id)).reason
  function piece(id: number, data: Buffer): Buffer {
    const head = Buffer.alloc(4)
    head.writeUInt32BE(id)
    return Buffer.concat([head, data])
  }
  /** Sends all of it from where the computer wants it, as fast as it may. */
  async function pieces(id: number, data: Buffer, from = 0, to = data.length): Promise<void> {
    for (let at = from; at < to; at += PIECE) {
      const taken = () =>
        answers().reduce((most, one) => ('taken' in one && one.taken.id === id ? Math.max(most, one.taken.bytes) : most), from)
      if (at - taken() > WINDOW - (1 << 20)) await expect.poll(() => at - taken(), PATIENCE).toBeLessThan(WINDOW / 2)
      viewer.send('files', piece(id, data.subarray(at, Math.min(at + PIECE, to))))
    }
  }
  async function put(id: number, path: string, data: Buffer) {
    say({ put: { id, path, size: data.length, modified: 1 } })
    const { offset } = await answer('ready', id)
    await pieces(id, data, offset)
    say({ done: { id, digest: chain(data) } })
    return answer('kept', id)
  }
  const got = (id: number, by = viewer) =>
    Buffer.concat(by.heard('files').flatMap((data) => (Buffer.isBuffer(data) && data.readUInt32BE(0) === id ? [data.subarray(4)] : [])))

  test('go to the computer and come from it, several at once, whole, and are in its log', async () => {
    await view()
    const [large, small] = [randomBytes(3 * BLOCK + 77), Buffer.from('für alle')]
    const kept = await Promise.all([put(1, 'plans/2027/large.bin', large), put(2, 'small.txt', small), put(3, 'empty', Buffer.alloc(0))])
    expect(kept).toMatchObject([{ path: 'plans/2027/large.bin', sha256: sha256(large) }, { sha256: sha256(small) }, { bytes: 0 }])
    expect(readFileSync(shared('plans/2027/large.bin')).equals(large)).toBe(true)
    // Nothing is written over.
    expect((await put(4, 'small.txt', Buffer.from('another'))).path).toBe('small (2).txt')
    expect(readFileSync(shared('small.txt'), 'utf8')).toBe('für alle')
    say({ list: { id: 5, path: '' } })
    expect((await answer('listed', 5)).entries.map(({ name, folder }) => `${name}${folder ? '/' : ''}`)).toEqual([
      ...['empty', 'plans/', 'small (2).txt', 'small.txt'],
    ])
    for (const [id, path] of [
      [6, 'plans/2027/large.bin'],
      [7, 'small.txt'],
    ] as const)
      say({ get: { id, path, offset: 0, digest: CHAIN_BEGIN } })
    expect(await answer('sent', 6)).toEqual({ id: 6, digest: chain(large), sha256: sha256(large) })
    await answer('sent', 7)
    await expect.poll(() => [got(6).equals(large), got(7).toString()], PATIENCE).toEqual([true, 'für alle'])
    const moved = stage.events
      .filter(({ event }) => event === 'session-file')
      .map(({ details }) => `${details.direction} ${details.path} ${details.digest}`)
    expect(moved).toContain(`toComputer small.txt ${sha256(small)}`)
    expect(moved).toContain(`fromComputer plans/2027/large.bin ${sha256(large)}`)
    viewer.leave()
    const ended = () => stage.events.find(({ event, details }) => event === 'session-ended' && details.session === viewer.id)?.details
    await expect.poll(ended, PATIENCE).toMatchObject({ used: ['fileTransfer'], files: { toComputer: 4, fromComputer: 2 } })
  })

  test('go on after a cut, from what is there of the very same file', async () => {
    await view()
    const data = randomBytes(3 * BLOCK + 5)
    const wish = { path: 'cut.bin', size: data.length, modified: 7 }
    say({ put: { id: 1, ...wish } })
    await answer('ready', 1)
    await pieces(1, data, 0, 2 * BLOCK + 10 * PIECE)
    await expect.poll(() => answers().some((one) => 'taken' in one && one.taken.bytes >= 2 * BLOCK), PATIENCE).toBe(true)
    viewer.leave()
    await expect.poll(() => stage.processes().length, PATIENCE).toBe(0)
    expect(existsSync(shared('cut.bin'))).toBe(false)
    await view()
    say({ put: { id: 9, ...wish } })
    const { offset, digest } = await answer('ready', 9)
    expect([offset, digest]).toEqual([2 * BLOCK, chain(data.subarray(0, 2 * BLOCK))])
    await pieces(9, data, offset)
    say({ done: { id: 9, digest: chain(data) } })
    await answer('kept', 9)
    expect(readFileSync(shared('cut.bin')).equals(data)).toBe(true)
    expect(readdirSync(shared('.partial'))).toEqual([])
    // The other way: from a part that is its beginning, and from one that is not.
    say({ get: { id: 10, path: 'cut.bin', offset: BLOCK, digest: chain(data.subarray(0, BLOCK)) } })
    expect((await answer('sending', 10)).offset).toBe(BLOCK)
    await answer('sent', 10)
    await expect.poll(() => got(10).equals(data.subarray(BLOCK)), PATIENCE).toBe(true)
    say({ get: { id: 11, path: 'cut.bin', offset: BLOCK, digest: chain(data.subarray(1, BLOCK + 1)) } })
    expect((await answer('sending', 11)).offset).toBe(0)
  })

  describe('do not lead out of the folder', () => {
    const outside = () => join(stage.folder, 'outside')
    beforeEach(() => {
      mkdirSync(outside(), { recursive: true })
      writeFileSync(join(outside(), 'secret'), 'secret')
    })

    test('by any path', async () => {
      await view()
      const paths = [
        '../outside/secret',
        '/etc/passwd',
        'a/../../outside/secret',
        '..',
        './x',
        'a//b',
        'nul\0l',
        '.partial/x',
        'x'.repeat(2000),
      ]
      for (const [i, path] of paths.entries()) {
        say({ get: { id: 10 * i, path, offset: 0, digest: CHAIN_BEGIN } })
        say({ put: { id: 10 * i + 1, path, size: 1, modified: 1 } })
        say({ list: { id: 10 * i + 2, path } })
        // One that is too long to be read at all is not answered.
        if (path.length < 1000) await refusal(10 * i + 2)
      }
      say({ get: { id: 1000, path: 'nothing', offset: 0, digest: CHAIN_BEGIN } })
      expect(await refusal(1000)).toBe('There is no such file or folder.')
      expect(answers().filter((one) => !('refused' in one))).toEqual([])
      expect(viewer.heard('files').filter((data) => Buffer.isBuffer(data))).toEqual([])
      expect(readdirSync(join(stage.folder)).sort()).toEqual(['files', 'outside'])
    })

    test('by links, devices and pipes that lie in it', async () => {
      symlinkSync(outside(), shared('folder'))
      symlinkSync(join(outside(), 'secret'), shared('file'))
      execFileSync('mkfifo', [shared('pipe')])
      await view()
      for (const [id, path] of [
        [1, 'folder/secret'],
        [2, 'file'],
        [3, 'pipe'],
      ] as const) {
        say({ get: { id, path, offset: 0, digest: CHAIN_BEGIN } })
        expect(await refusal(id)).toMatch(/^(It is a link|It is no file|There is no such folder)/)
      }
      say({ put: { id: 4, path: 'folder/new', size: 1, modified: 1 } })
      await answer('ready', 4)
      await pieces(4, Buffer.from('x'))
      say({ done: { id: 4, digest: chain(Buffer.from('x')) } })
      expect(await refusal(4)).toMatch(/^(It is a link|There is no such folder)/)
      say({ list: { id: 5, path: 'folder' } })
      expect(await refusal(5)).toMatch(/^(It is a link|There is no such folder)/)
      say({ list: { id: 6, path: '' } })
      expect((await answer('listed', 6)).entries).toEqual([])
      expect(readdirSync(outside())).toEqual(['secret'])
    })

    test('by a folder that becomes a link while it is used, ten times a millisecond', async () => {
      mkdirSync(shared('real'))
      writeFileSync(shared('real', 'secret'), 'public')
      symlinkSync(outside(), shared('link'))
      await view()
      // Between every two looks of the computer it may be another one.
      let turning = true
      const turn = () => {
        for (let i = 0; i < 10; i++) {
          renameSync(shared('real'), shared('away'))
          renameSync(shared('link'), shared('real'))
          renameSync(shared('real'), shared('link'))
          renameSync(shared('away'), shared('real'))
        }
        if (turning) setImmediate(turn)
      }
      turn()
      const answered = () => answers().filter((one) => 'sent' in one || 'refused' in one).length
      for (let id = 1; id <= 160; id += AT_ONCE) {
        for (let i = 0; i < AT_ONCE; i++) say({ get: { id: id + i, path: 'real/secret', offset: 0, digest: CHAIN_BEGIN } })
        await expect.poll(answered, { ...PATIENCE, interval: 5 }).toBe(id + AT_ONCE - 1)
      }
      turning = false
      const came = Array.from({ length: 160 }, (_, i) => got(i + 1).toString()).filter((text) => text !== '')
      expect(new Set(came).has('secret')).toBe(false)
      // Some of them came through, or nothing was tried.
      expect(came.length).toBeGreaterThan(0)
    })
  })

  describe('of a session that may not', () => {
    test('there is no channel where neither direction is allowed, and one of the viewer’s own is closed', async () => {
      stage.hold({ 'security.fileTransfer': 'disabled' })
      viewer = await stage.view({ remoteControl: 'disabled', fileTransfer: 'enabled' })
      viewers.push(viewer)
      await viewer.shown()
      expect(viewer.channels.has('files')).toBe(false)
      await viewer.intrudes('files', { put: { id: 1, path: 'x', size: 1, modified: 1 } })
      expect(readdirSync(shared())).toEqual([])
    })

    test.each([
      ['fromComputerOnly', { put: { id: 1, path: 'x', size: 1, modified: 1 } }],
      ['toComputerOnly', { get: { id: 1, path: 'there', offset: 0, digest: CHAIN_BEGIN } }],
      ['toComputerOnly', { list: { id: 1, path: '' } }],
    ] as const)('%s refuses %j', async (fileTransfer, wish) => {
      writeFileSync(shared('there'), 'there')
      await view(fileTransfer)
      say(wish)
      expect(await refusal(1)).toBe('This session may not do that.')
      expect(readdirSync(shared())).toEqual(['there'])
    })

    test('what is on its way stops within a second of the policy that forbids it', async () => {
      await view()
      const data = randomBytes(2 * BLOCK)
      say({ put: { id: 1, path: 'half', size: data.length, modified: 1 } })
      await answer('ready', 1)
      await pieces(1, data, 0, BLOCK)
      const at = performance.now()
      stage.hold({ 'security.fileTransfer': 'fromComputerOnly' })
      expect(await refusal(1)).toBe('This session may not do that.')
      expect(performance.now() - at).toBeLessThan(1000)
      await pieces(1, data, BLOCK)
      say({ done: { id: 1, digest: chain(data) } })
      say({ list: { id: 2, path: '' } })
      expect((await answer('listed', 2)).entries).toEqual([])
    })
  })

  test('that are too large, too fast, too many or not what was said do not arrive', async () => {
    await view()
    say({ put: { id: 1, path: 'large', size: 2 ** 40, modified: 1 } })
    expect(await refusal(1)).toBe('It is larger than a session takes.')
    say({ put: { id: 2, path: 'more', size: 10, modified: 1 } })
    await answer('ready', 2)
    viewer.send('files', piece(2, Buffer.alloc(11)))
    expect(await refusal(2)).toBe('More of it came than was said.')
    say({ put: { id: 3, path: 'other', size: 3, modified: 1 } })
    await answer('ready', 3)
    viewer.send('files', piece(3, Buffer.from('abc')))
    say({ done: { id: 3, digest: chain(Buffer.from('abd')) } })
    expect(await refusal(3)).toBe('What came is not what was sent.')
    for (let id = 10; id < 19; id++) say({ put: { id, path: `many ${id}`, size: 10, modified: 1 } })
    expect(await refusal(18)).toBe('8 files are on their way already.')
    for (let id = 10; id < 19; id++) say({ cancel: { id } })
    for (const nonsense of ['x', '[]', '{"put":{"id":-1}}', '{"get":{"id":1e99,"path":"a"}}', 'x'.repeat(100_000)])
      say(Buffer.from(nonsense))
    expect((await put(30, 'after', Buffer.from('all'))).bytes).toBe(3)
    expect(readdirSync(shared()).filter((name) => name !== '.partial')).toEqual(['after'])
  })
})
