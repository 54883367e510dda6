import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { Worker } from 'node:worker_threads'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { keyFolder, makeKeys, readKeys, readMark, writeMark } from './keys.ts'
import { drawCode, lookupOf, seal, unseal } from './seal.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'splashtop-keys-'))
})
afterEach(() => rmSync(root, { recursive: true }))

test('keys lie in the user’s configuration, in a folder named after the database', () => {
  expect(keyFolder('id', { HOME: '/home/alice' })).toBe('/home/alice/.config/splashtop/keys/id')
  expect(keyFolder('id', { HOME: '/home/alice', XDG_CONFIG_HOME: '/etc/alice' })).toBe('/etc/alice/splashtop/keys/id')
  expect(keyFolder('id', { SPLASHTOP_KEYS: '/vault', XDG_CONFIG_HOME: '/etc/alice' })).toBe('/vault/id')
})

test('keys are made once, for their user alone', () => {
  const folder = join(root, 'a', 'b', 'id')
  expect(readKeys(folder)).toBeUndefined()
  const made = makeKeys(folder)
  expect(makeKeys(folder).sealing).toEqual(made.sealing)
  expect(statSync(folder).mode & 0o777).toBe(0o700)
  for (const file of readdirSync(folder)) expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600)
  expect(readdirSync(join(root, 'a', 'b'))).toEqual(['id'])
})

test('keys that are others by now, or gone, are so for whoever reads them again', () => {
  const [one, two] = [join(root, 'one'), join(root, 'two')]
  const former = makeKeys(one)
  const other = makeKeys(two)
  expect(readKeys(one)).toEqual(former)
  copyFileSync(join(two, 'operator.key'), join(one, 'operator.key'))
  expect(readKeys(one)).toMatchObject({ folder: one, sealing: other.sealing, lookup: other.lookup })
  expect(readKeys(one)?.audit.public.equals(former.audit.public)).toBe(true)
  copyFileSync(join(two, 'audit.key'), join(one, 'audit.key'))
  expect(readKeys(one)?.audit.public.equals(other.audit.public)).toBe(true)
  writeFileSync(join(one, 'audit.key'), 'spoilt')
  expect(() => readKeys(one)).toThrow()
  rmSync(join(one, 'audit.key'))
  expect(readKeys(one)).toBeUndefined()
})

test('an empty folder takes new keys; one that holds something else is left alone', () => {
  mkdirSync(join(root, 'empty'))
  expect(makeKeys(join(root, 'empty')).folder).toBe(join(root, 'empty'))
  mkdirSync(join(root, 'full'))
  writeFileSync(join(root, 'full', 'note'), '')
  expect(() => makeKeys(join(root, 'full'))).toThrow('holds no keys')
  expect(readdirSync(join(root, 'full'))).toEqual(['note'])
  expect(readdirSync(root).sort()).toEqual(['empty', 'full'])
})

test('a place that takes no folder is refused at once', async () => {
  const program = `
    const { makeKeys } = await import(${JSON.stringify(pathToFileURL(join(import.meta.dirname, 'keys.ts')).href)})
    try { makeKeys('/proc/nope/keys/id') } catch (error) { process.stdout.write(error.code) }`
  const ended = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], { timeout: 15_000 })
  expect(ended.stdout).toBe('ENOENT')
  const file = join(root, 'file')
  writeFileSync(file, '')
  expect(() => makeKeys(join(file, 'id'))).toThrow('ENOTDIR')
})

test('of processes that make the keys at once, all use the same', async () => {
  const program = `
    const { makeKeys } = await import(${JSON.stringify(pathToFileURL(join(import.meta.dirname, 'keys.ts')).href)})
    process.stdout.write(Buffer.from(makeKeys(process.argv[1]).lookup).toString('hex'))`
  const run = promisify(execFile)
  const made = await Promise.all(
    Array.from({ length: 6 }, () =>
      run(process.execPath, ['--input-type=module', '-e', program, join(root, 'id')]).then((done) => done.stdout),
    ),
  )
  expect(new Set(made).size).toBe(1)
  expect(made[0]).toMatch(/^[0-9a-f]{64}$/)
  expect(readdirSync(root)).toEqual(['id'])
})

test('the mark is what was written last, a team its own', () => {
  mkdirSync(join(root, 'id'))
  const folder = join(root, 'id')
  expect(readMark(folder, 'acme')).toBeUndefined()
  writeMark(folder, 'acme', { sequence: 1, hash: 'a' })
  writeMark(folder, 'acme', { sequence: 2, hash: 'b' })
  writeMark(folder, '../acme', { sequence: 9, hash: 'c' })
  expect([readMark(folder, 'acme'), readMark(folder, '../acme')]).toEqual([
    { sequence: 2, hash: 'b' },
    { sequence: 9, hash: 'c' },
  ])
  expect(readdirSync(root)).toEqual(['id'])
})

test('the mark may be written by several threads of a process at once', async () => {
  const folder = join(root, 'id')
  mkdirSync(folder)
  const keys = new URL('./keys.ts', import.meta.url).href
  const program = `import { workerData } from 'node:worker_threads'
    import { writeMark } from '${keys}'
    for (let sequence = 1; sequence <= 300; sequence++) writeMark(workerData, 'acme', { sequence, hash: 'a' })`
  const threads = [1, 2, 3].map(() => new Worker(new URL(`data:text/javascript,${encodeURIComponent(program)}`), { workerData: folder }))
  await Promise.all(threads.map((thread) => once(thread, 'exit')))
  expect(readMark(folder, 'acme')).toEqual({ sequence: 300, hash: 'a' })
  expect(readdirSync(folder)).toHaveLength(1)
})

test('a sealed value opens where it belongs and nowhere else', () => {
  const keys = makeKeys(join(root, 'id'))
  const bond = { databaseId: 'd', team: 'acme', uid: 'u', name: 'code' }
  const sealed = seal(keys, bond, 'ABCDEF123456')
  expect(unseal(keys, bond, sealed)).toBe('ABCDEF123456')
  expect(Buffer.from(sealed).includes('ABCDEF123456')).toBe(false)
  for (const other of [{ databaseId: 'x' }, { team: 'x' }, { uid: 'x' }, { name: 'x' }])
    expect(() => unseal(keys, { ...bond, ...other }, sealed)).toThrow()
  for (let i = 0; i < sealed.length; i++) {
    const changed = Uint8Array.from(sealed)
    changed[i] = (changed[i] as number) ^ 1
    expect(() => unseal(keys, bond, changed)).toThrow()
  }
  expect(() => unseal(makeKeys(join(root, 'other')), bond, sealed)).toThrow()
})

test('the same value is sealed differently each time, and found by the same lookup', () => {
  const keys = makeKeys(join(root, 'id'))
  const bond = { databaseId: 'd', team: 'acme', uid: 'u', name: 'code' }
  expect(Buffer.from(seal(keys, bond, 'x')).equals(Buffer.from(seal(keys, bond, 'x')))).toBe(false)
  expect(lookupOf(keys, 'code', 'x')).toBe(lookupOf(keys, 'code', 'x'))
  expect(lookupOf(keys, 'code', 'x')).not.toBe(lookupOf(keys, 'token', 'x'))
  expect(readFileSync(join(root, 'id', 'operator.key'), 'utf8')).not.toContain(lookupOf(keys, 'code', 'x'))
})

test('a code has twelve characters of 0-9 and A-Z, drawn anew', () => {
  const codes = Array.from({ length: 200 }, drawCode)
  for (const code of codes) expect(code).toMatch(/^[0-9A-Z]{12}$/)
  expect(new Set(codes).size).toBe(200)
})
