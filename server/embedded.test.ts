import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DATABASE, osActor } from './embedded.ts'
import { applyTo, declaration, openFiles, type Place, place, refusal, user } from './testing.ts'

let here: Place
beforeEach(() => {
  here = place()
})
afterEach(() => here.remove())

const modes = (folder: string) =>
  Object.fromEntries(readdirSync(folder).map((file) => [file, (statSync(join(folder, file)).mode & 0o777).toString(8)]))

test('whoever runs the process acts', () => {
  expect(osActor()).toEqual({ name: `os:${userInfo().username}` })
})

test('the folder is for its user alone, and for no commit', async () => {
  const plane = await here.open()
  await applyTo(plane, declaration(user('alice')))
  expect((statSync(here.folder).mode & 0o777).toString(8)).toBe('700')
  expect(new Set(Object.values(modes(here.folder)))).toEqual(new Set(['600']))
  expect(readFileSync(join(here.folder, '.gitignore'), 'utf8')).toBe('*\n')
  await plane.close()
  expect(readdirSync(here.folder).sort()).toEqual(['.gitignore', DATABASE, 'lock.db'])
  expect(openFiles(here.folder)).toEqual([])
})

test('a folder that a cache made before, open to all, is closed', async () => {
  mkdirSync(here.folder)
  chmodSync(here.folder, 0o755)
  await (await here.open()).close()
  expect(statSync(here.folder).mode & 0o777).toBe(0o700)
})

describe('a reader', () => {
  test('sees an empty world where nothing is yet, and makes nothing', async () => {
    const reader = await here.open({ write: false })
    const world = await reader.world()
    expect([world.team, world.size, world.revision, await reader.history(), await reader.unchanged('m', 'c')]).toEqual([
      'acme',
      0,
      0,
      [],
      undefined,
    ])
    expect(await refusal(reader.backup(join(here.root, 'copy.db')))).toEqual(['read-only'])
    await reader.close()
    expect(existsSync(here.folder)).toBe(false)
  })

  test('makes no keys when it is asked to apply', async () => {
    await (await here.open()).close()
    const reader = await here.open({ write: false })
    expect(await refusal(applyTo(reader, declaration(user('alice'))))).toEqual(['read-only'])
    await reader.close()
    expect(existsSync(here.keys)).toBe(false)
  })

  test('needs no lock, changes nothing, and can’t apply', async () => {
    const writer = await here.open()
    await applyTo(writer, declaration(user('alice')))
    const reader = await here.open({ write: false })
    expect((await reader.world()).size).toBe(1)
    expect(await refusal(applyTo(reader, declaration(user('bob'))))).toEqual(['read-only'])
    await reader.close()
    await writer.close()
    const before = readFileSync(join(here.folder, DATABASE))
    const late = await here.open({ write: false })
    await late.world()
    await late.close()
    expect(readFileSync(join(here.folder, DATABASE)).equals(before)).toBe(true)
    expect(readdirSync(here.folder).sort()).toEqual(['.gitignore', DATABASE, 'lock.db'])
  })
})

describe('what can’t be looked at is not taken for nothing', () => {
  /** What another user is told who opens the folder; from beside it, as folders above may be closed too. */
  async function asNobody(write: boolean): Promise<string[]> {
    const program = `
      const { openEmbedded } = await import(${JSON.stringify(pathToFileURL(join(import.meta.dirname, 'embedded.ts')).href)})
      process.setgroups([])
      process.setgid(65534)
      process.setuid(65534)
      await openEmbedded('.splashtop', { team: 'acme', write: ${write}, waitSeconds: 0 }).then(
        () => process.stdout.write('opened'), (error) => process.stdout.write(error.problems.map((each) => each.code + ' ' + each.message).join()))`
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], { cwd: here.root, stdio: ['ignore', 'pipe', 'inherit'] })
    const [[said]] = await Promise.all([once(child.stdout as NodeJS.ReadableStream, 'data'), once(child, 'exit')])
    return String(said).split(' ', 1).concat(String(said))
  }
  const unable = process.getuid?.() === 0 ? undefined : 'only the administrator may become another user'

  test('a folder of another user', async ({ skip }) => {
    skip(unable !== undefined, unable)
    const plane = await here.open()
    await applyTo(plane, declaration(user('alice')))
    await plane.close()
    chmodSync(here.root, 0o755)
    for (const write of [false, true]) {
      const [code, message] = await asNobody(write)
      expect([write, code]).toEqual([write, 'permission-denied'])
      expect(message).toContain('`.splashtop` belongs to user 0 with mode 700')
    }
  })

  test('a file of another user, in a folder open to all', async ({ skip }) => {
    skip(unable !== undefined, unable)
    await (await here.open()).close()
    chmodSync(here.root, 0o755)
    chmodSync(here.folder, 0o777)
    for (const write of [false, true]) expect((await asNobody(write))[0]).toBe('permission-denied')
  })

  test('a file that was emptied: neither is it read as new, nor made anew', async () => {
    mkdirSync(here.folder)
    writeFileSync(join(here.folder, DATABASE), '')
    for (const write of [false, true]) expect(await refusal(here.open({ write }))).toEqual(['database-unmade'])
    expect(statSync(join(here.folder, DATABASE)).size).toBe(0)
    expect(openFiles(here.folder)).toEqual([])
  })

  test('a journal whose database is gone', async () => {
    mkdirSync(here.folder)
    writeFileSync(join(here.folder, `${DATABASE}-wal`), 'commits')
    for (const write of [false, true]) expect(await refusal(here.open({ write }))).toEqual(['database-corrupt'])
    expect(readdirSync(here.folder)).not.toContain(DATABASE)
  })

  test('a link that leads nowhere, and a file in place of the folder', async () => {
    mkdirSync(here.folder)
    symlinkSync(join(here.root, 'gone.db'), join(here.folder, DATABASE))
    expect(await refusal(here.open({ write: false }))).toEqual(['database-unreadable'])
    expect(await refusal(here.open())).toEqual(['database-unreadable'])
    rmSync(here.folder, { recursive: true })
    symlinkSync(join(here.root, 'gone'), here.folder)
    expect(await refusal(here.open({ write: false }))).toEqual(['database-unreadable'])
    rmSync(here.folder)
    writeFileSync(here.folder, '')
    expect(await refusal(here.open({ write: false }))).toEqual(['database-unreadable'])
  })
})

describe('the lock', () => {
  /** Another process that holds the control plane until it is told to stop. */
  async function holder(): Promise<ChildProcess> {
    const program = `
      const { openEmbedded } = await import(${JSON.stringify(pathToFileURL(join(import.meta.dirname, 'embedded.ts')).href)})
      const plane = await openEmbedded(process.argv[1], { team: 'acme', write: true })
      process.stdout.write('held')
      process.stdin.once('data', () => plane.close().then(() => process.exit()))`
    const child = spawn(process.execPath, ['--input-type=module', '-e', program, here.folder], {
      env: { ...process.env, ...here.env },
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    await once(child.stdout as NodeJS.ReadableStream, 'data')
    return child
  }

  test('tells a second writer who holds it', async () => {
    const other = await holder()
    const failed = here.open()
    expect(await refusal(failed)).toEqual(['locked'])
    await expect(failed).rejects.toThrow(`process ${other.pid} of ${userInfo().username}`)
    other.stdin?.write('stop')
    await once(other, 'exit')
    await (await here.open()).close()
  })

  test('lets a second writer wait, and says for whom', async () => {
    const other = await holder()
    const told: string[] = []
    const waiting = (who: string) => {
      told.push(who)
      other.stdin?.write('stop')
    }
    const plane = await here.open({ waitSeconds: 20, waiting })
    await plane.close()
    expect(told[0]).toContain(`process ${other.pid} `)
    expect(new Set(told.filter((who) => who.startsWith('process'))).size).toBe(1)
  })

  test('ends with its process, however that ends', async () => {
    const other = await holder()
    other.kill('SIGKILL')
    await once(other, 'exit')
    expect(existsSync(join(here.folder, 'lock.json'))).toBe(true)
    const plane = await here.open()
    await applyTo(plane, declaration(user('alice')))
    await plane.close()
    expect(existsSync(join(here.folder, 'lock.json'))).toBe(false)
  })

  test('holds within one process as well, and a refused opening lets go of nothing', async () => {
    const plane = await here.open()
    for (let i = 0; i < 3; i++) expect(await refusal(here.open())).toEqual(['locked'])
    const other = await holderIsRefused()
    expect(other).toBe('locked')
    await applyTo(plane, declaration(user('alice')))
    await plane.close()
  })

  test('lets two applies at once both finish, one after the other', async () => {
    const program = `
      const [{ openEmbedded }, { plan }, { Resource }] = await Promise.all(process.argv.slice(3).map((url) => import(url)))
      const plane = await openEmbedded(process.argv[1], { team: 'acme', write: true, waitSeconds: 60 })
      const name = process.argv[2]
      const resources = [new Resource({ kind: 'User', namespace: 'acme', name, declared: { spec: { email: name + '@acme.example' } } })]
      const declaration = { team: 'acme', manager: name, resources }
      const planned = plan(declaration, await plane.world(), { evaluatedAt: '2026-01-01T00:00:00Z' })
      await plane.apply({ declaration, planned, actor: { name }, idempotencyKey: name })
      await plane.close()`
    const modules = ['embedded.ts', '../reconciler/plan/plan.ts', '../schema/resource.ts'].map(
      (file) => pathToFileURL(join(import.meta.dirname, file)).href,
    )
    const codes = await Promise.all(
      ['alice', 'bob', 'carol'].map(async (name) => {
        const child = spawn(process.execPath, ['--input-type=module', '-e', program, here.folder, name, ...modules], {
          env: { ...process.env, ...here.env },
          stdio: 'inherit',
        })
        return (await once(child, 'exit'))[0]
      }),
    )
    expect(codes).toEqual([0, 0, 0])
    const plane = await here.open()
    expect([...(await plane.world()).all()].map((each) => each.name).sort()).toEqual(['alice', 'bob', 'carol'])
    expect(await plane.verifyAudit()).toEqual({ entries: 3, signed: 3, problems: [] })
    await plane.close()
  })

  async function holderIsRefused(): Promise<string> {
    const program = `
      const { openEmbedded } = await import(${JSON.stringify(pathToFileURL(join(import.meta.dirname, 'embedded.ts')).href)})
      await openEmbedded(process.argv[1], { team: 'acme', write: true, waitSeconds: 0 }).then(
        () => process.stdout.write('opened'), (error) => process.stdout.write(error.problems[0].code))`
    const child = spawn(process.execPath, ['--input-type=module', '-e', program, here.folder], { stdio: ['ignore', 'pipe', 'inherit'] })
    const [said] = await once(child.stdout as NodeJS.ReadableStream, 'data')
    await once(child, 'exit')
    return String(said)
  }
})

describe('a backup', () => {
  test('is restored by copying it back, and work goes on', async () => {
    const copy = join(here.root, 'backup.db')
    const plane = await here.open()
    await applyTo(plane, declaration(user('alice')))
    expect(await plane.backup(copy)).toEqual({ path: copy, revision: 1, keys: join(here.keys, plane.databaseId) })
    await applyTo(plane, declaration(user('alice'), user('bob')))
    await plane.close()
    rmSync(join(here.folder, DATABASE))
    copyFileSync(copy, join(here.folder, DATABASE))
    const restored = await here.open()
    expect([...(await restored.world()).all()].map((each) => each.name)).toEqual(['alice'])
    const receipt = await applyTo(restored, declaration(user('alice'), user('carol')))
    expect(receipt).toMatchObject({ revision: 2, problems: [] })
    expect((await restored.verifyAudit()).problems.map((each) => each.code)).toEqual(['audit-gap'])
    await restored.close()
  })

  test('holds no key', async () => {
    const copy = join(here.root, 'backup.db')
    const plane = await here.open()
    await applyTo(plane, declaration(user('alice')))
    await plane.backup(copy)
    await plane.close()
    const bytes = readFileSync(copy)
    const keys = join(here.keys, plane.databaseId)
    const operator = readFileSync(join(keys, 'operator.key'), 'utf8').trim()
    const audit = readFileSync(join(keys, 'audit.key'), 'utf8').split('\n')[1] ?? ''
    for (const secret of [operator, audit, Buffer.from(operator, 'base64')]) expect(bytes.includes(secret)).toBe(false)
    expect(statSync(copy).mode & 0o777).toBe(0o600)
  })
})
