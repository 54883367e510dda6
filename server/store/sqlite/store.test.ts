import { execFile } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ProblemError } from '../../../schema/problem.ts'
import { commitOf, plain, put, storeConformance, storedRow } from '../conformance.ts'
import { migrations } from '../migrations/index.ts'
import { soleOf } from '../store.ts'
import { openSqlite } from './store.ts'

const temporary = () => mkdtempSync(join(tmpdir(), 'splashtop-store-'))

storeConformance('SQLite', async () => {
  const folder = temporary()
  const store = await openSqlite(join(folder, 'store.db'), 'write')
  const path = join(folder, 'backup.db')
  return {
    store,
    another: () => openSqlite(join(folder, 'another.db'), 'write'),
    backup: { path, open: () => openSqlite(path, 'write') },
    async end() {
      await store.close()
      rmSync(folder, { recursive: true })
    },
  }
})

describe('the SQLite file', () => {
  let folder: string
  let path: string
  beforeEach(() => {
    folder = temporary()
    path = join(folder, 'store.db')
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  async function problemOf(promise: Promise<unknown>): Promise<{ code: string; message: string }> {
    const result = await promise.catch((error: unknown) => error)
    if (!(result instanceof ProblemError)) throw new Error(`expected a ProblemError, got ${result}`)
    const [found] = result.problems
    return { code: found?.code ?? '', message: found?.message ?? '' }
  }
  async function filled(): Promise<void> {
    const store = await openSqlite(path, 'write')
    for (let revision = 0; revision < 5; revision++) {
      const rows = Array.from({ length: 200 }, (_, i) => storedRow(`r${revision}-${i}`, revision + 1))
      await store.commit(
        commitOf(
          revision,
          rows.map((row) => put('create', row)),
        ),
      )
    }
    await store.close()
  }

  test('twenty processes open a database that does not exist, and all see the same one', async () => {
    const program = `
      const { openSqlite } = await import(${JSON.stringify(pathToFileURL(join(import.meta.dirname, 'store.ts')).href)})
      const store = await openSqlite(process.argv[1], 'write')
      process.stdout.write(store.databaseId)
      await store.close()`
    const run = promisify(execFile)
    const opened = await Promise.all(
      Array.from({ length: 20 }, () => run(process.execPath, ['--input-type=module', '-e', program, path]).then((done) => done.stdout)),
    )
    expect(new Set(opened).size).toBe(1)
    expect(opened[0]).toMatch(/^[0-9a-f-]{36}$/)
  })

  test('is never seen half made: whoever reads while others make it finds nothing, or all of it', async () => {
    const program = `
      const { openSqlite } = await import(${JSON.stringify(pathToFileURL(join(import.meta.dirname, 'store.ts')).href)})
      for (let i = 0; i < 20; i++) await (await openSqlite(process.argv[1] + i, 'write')).close()
      process.stdout.write('made')`
    let made = false
    const making = promisify(execFile)(process.execPath, ['--input-type=module', '-e', program, path]).then(() => (made = true))
    const seen = new Set<string>()
    const look = async () => {
      for (let i = 0; i < 20; i++)
        if (existsSync(path + i))
          await openSqlite(path + i, 'read').then(
            (store) => store.close().then(() => seen.add('whole')),
            (error: unknown) => seen.add(String(error)),
          )
      if (!made) setImmediate(() => void look())
      else done()
    }
    let done: () => void = () => {}
    const looked = new Promise<void>((resolve) => (done = resolve))
    await look()
    await Promise.all([making, looked])
    expect([...seen]).toEqual(['whole'])
    expect(readdirSync(folder)).toHaveLength(20)
  })

  test('is private from its first moment, and leaves nothing beside it when it is closed', async () => {
    const store = await openSqlite(path, 'write')
    await store.commit(commitOf(0, [put('create', storedRow('a', 1))]))
    for (const file of readdirSync(folder)) expect([file, statSync(join(folder, file)).mode & 0o777]).toEqual([file, 0o600])
    await store.close()
    expect(readdirSync(folder)).toEqual(['store.db'])
  })

  test('reading changes no byte and leaves nothing behind', async () => {
    await filled()
    const before = readFileSync(path)
    const reader = await openSqlite(path, 'read')
    expect((await reader.snapshot('acme')).rows.length).toBe(1000)
    const refused = await problemOf(reader.commit(commitOf(5, [])))
    await reader.close()
    expect(refused.code).toBe('read-only')
    expect(readFileSync(path).equals(before)).toBe(true)
    expect(readdirSync(folder)).toEqual(['store.db'])
  })

  test('a reader sees what another process commits after it was opened', async () => {
    await filled()
    const [reader, writer] = [await openSqlite(path, 'read'), await openSqlite(path, 'write')]
    await writer.commit(commitOf(5, [put('create', storedRow('late', 6))]))
    expect(await reader.head('acme')).toBe(6)
    expect((await reader.log('acme', 5))[0]?.entries[0]?.row).toEqual(storedRow('late', 6))
    await reader.close()
    await writer.close()
  })

  test('a writer that finds another one in its way has nobody wait along, and is done when that one is', async () => {
    const store = await openSqlite(path, 'write')
    const other = new DatabaseSync(path)
    other.exec('begin immediate')
    let done = 0
    const note = () => done++
    const row = put('create', storedRow('a', 1))
    const report = { agent: 'agent-1', seen: '2026-01-02T03:04:05.000Z', report: '{}', inventory: null }
    // Were they waited for inside SQLite, this would not go on, and the other one would never come to its end.
    const writing = [store.commit(commitOf(0, [row])), store.putReports('acme', [report]), store.lease('acme', 'loop', 'me', 10)]
    for (const one of writing) void one.then(note, note)
    await new Promise((resolve) => setImmediate(resolve))
    expect([done, await store.head('acme')]).toEqual([0, 0])
    other.exec('commit')
    await Promise.all(writing)
    expect([done, await store.head('acme'), (await store.reports('acme')).length]).toEqual([3, 1, 1])
    other.close()
    await store.close()
  })

  test('a database of a newer program is refused, and left as it is', async () => {
    await filled()
    const newer = new DatabaseSync(path)
    newer.exec(`pragma user_version = ${migrations.length + 1}`)
    newer.close()
    const before = readFileSync(path)
    for (const mode of ['read', 'write'] as const) expect((await problemOf(openSqlite(path, mode))).code).toBe('database-too-new')
    expect(readFileSync(path).equals(before)).toBe(true)
  })

  test('a database of another program is refused, and left as it is', async () => {
    const other = new DatabaseSync(path)
    other.exec('create table theirs (x)')
    other.close()
    const before = readFileSync(path)
    for (const mode of ['read', 'write'] as const) expect((await problemOf(openSqlite(path, mode))).code).toBe('database-foreign')
    expect(readFileSync(path).equals(before)).toBe(true)
  })

  test('a file that is no database is refused, and left as it is', async () => {
    writeFileSync(path, 'dear diary, '.repeat(1000))
    for (const mode of ['read', 'write'] as const) expect((await problemOf(openSqlite(path, mode))).code).toBe('database-corrupt')
    expect(readFileSync(path, 'utf8')).toMatch(/^dear diary/)
  })

  test('a database that is cut short or overwritten is told, and not written to', async () => {
    await filled()
    const whole = readFileSync(path)
    for (const damaged of [
      whole.subarray(0, Math.floor(whole.length / 2)),
      Buffer.concat([whole.subarray(0, 8192), Buffer.alloc(whole.length - 8192, 0xa5)]),
    ]) {
      writeFileSync(path, damaged)
      const found = await problemOf(
        (async () => {
          const store = await openSqlite(path, 'write')
          try {
            await store.snapshot('acme')
            await store.commit(commitOf(5, [put('create', storedRow('more', 6))]))
            return store
          } finally {
            await store.close()
          }
        })(),
      )
      expect(found.code).toBe('database-corrupt')
      expect(found.message).toContain(path)
    }
  })

  test('damage in a page is found by the integrity check', async () => {
    await filled()
    const bytes = readFileSync(path)
    bytes.fill(0xa5, bytes.length - 4096)
    writeFileSync(path, bytes)
    const store = await openSqlite(path, 'read')
    const found = await store.integrity().then(
      (texts) => texts.length > 0,
      (error: unknown) => error instanceof ProblemError,
    )
    await store.close()
    expect(found).toBe(true)
  })

  test('a row that leads nowhere is damage, and is named', async () => {
    await filled()
    const db = new DatabaseSync(path)
    db.exec('delete from managers')
    db.close()
    const store = await openSqlite(path, 'read')
    const found = await problemOf(store.snapshot('acme'))
    await store.close()
    expect([found.code, found.message.includes('`managers`')]).toEqual(['database-corrupt', true])
  })

  test('however many rows there are, and whatever texts they hold, each comes back as it was put', async () => {
    const store = await openSqlite(path, 'write')
    const rows = Array.from({ length: 3000 }, (_, i) =>
      storedRow(`r${String(i).padStart(4, '0')}`, 1, `{"spec":{"a":"${'žluťoučký 🐎 '.repeat(i % 97)}"}}`, {
        status: i % 3 === 0 ? '{}' : `{"seen":"${i}"}`,
        existence: i % 5 === 0 ? null : 'git:acme',
      }),
    )
    rows[1500] = storedRow('r1500', 1, `{"spec":{"a":"${'x'.repeat(3_000_000)}"}}`)
    rows[2000] = storedRow('r2000\n7\n8', 1) // nothing that we write has such a name; the page that holds it is read otherwise
    await store.commit(
      commitOf(
        0,
        rows.map((row) => put('create', row)),
      ),
    )
    const read = (await store.snapshot('acme')).rows
    await store.close()
    expect(read.map(plain)).toEqual(rows)
    expect(read.map((row) => row.sole)).toEqual(rows.map(soleOf))
  })

  test('a row that certainly does not hold a text says so, also of a text that is folded', async () => {
    const store = await openSqlite(path, 'write')
    await store.commit(commitOf(0, [put('create', storedRow('a', 1, '{"spec":{"a":"Ann"}}'))]))
    const [row] = (await store.snapshot('acme')).rows
    await store.close()
    const lower = (text: string) => text.toLowerCase()
    expect(['"Ann"', '"ann"', '"Bob"'].map((text) => row?.mentions?.(text))).toEqual([true, false, false])
    expect(['"ann"', '"Ann"'].map((text) => row?.mentions?.(text, lower))).toEqual([true, false])
  })

  test('a folder that does not exist is told by its path', async () => {
    const found = await problemOf(openSqlite(join(folder, 'missing', 'store.db'), 'write'))
    expect([found.code, found.message.includes('missing')]).toEqual(['database-unreadable', true])
  })

  test('an interrupted backup leaves no file that looks like one', async () => {
    await filled()
    const store = await openSqlite(path, 'read')
    const target = join(folder, 'no', 'such', 'folder.db')
    const found = await problemOf(store.backup(target))
    await store.close()
    expect([found.code, existsSync(target)]).toEqual(['database-unreadable', false])
  })

  test('a backup is private', async () => {
    await filled()
    chmodSync(folder, 0o755)
    const store = await openSqlite(path, 'read')
    await store.backup(join(folder, 'copy.db'))
    await store.close()
    expect(statSync(join(folder, 'copy.db')).mode & 0o777).toBe(0o600)
    expect(readdirSync(folder).sort()).toEqual(['copy.db', 'store.db'])
  })
})
