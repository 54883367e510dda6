/** What a person is told when the database or the way to it is not as it should be; and that no password is ever in it. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { ProblemError } from '../../../schema/problem.ts'
import { commitOf, put, storedRow } from '../conformance.ts'
import type { Store } from '../store.ts'
import { type Cluster, startCluster } from './cluster.ts'
import type { PoolOptions } from './connect.ts'
import { openPostgres } from './store.ts'

const TEAM = 'acme'
let cluster: Cluster
let url: string
const open = new Set<Store>()
beforeAll(async () => {
  cluster = await startCluster()
})
afterAll(() => cluster.stop())
beforeEach(async () => {
  url = await cluster.database()
})
afterEach(async () => {
  for (const store of open) await store.close()
  open.clear()
})

async function opened(at = url, options: PoolOptions = {}): Promise<Store> {
  const store = await openPostgres(at, options)
  open.add(store)
  return store
}

/** Code and message of what a promise is refused with; nothing of it, causes included, may hold the password. */
async function told(promise: Promise<unknown>, secret = cluster.password): Promise<{ code: string; message: string }> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof ProblemError)) throw new Error(`expected a ProblemError, got ${inspect(error)}`)
  expect(inspect(error, { depth: 20, showHidden: true })).not.toContain(secret)
  const [found] = error.problems
  return { code: found?.code ?? '', message: found?.message ?? '' }
}
const changed = (parts: Partial<URL>): string => Object.assign(new URL(url), parts).href

describe('opening', () => {
  test.each([
    ['a wrong password', { password: 'planted-secret' }, 'database-refused', 'refuses the user or the password'],
    ['a database that is not there', { pathname: '/nowhere' }, 'database-refused', 'There is no database'],
    ['a port where nobody listens', { port: '1' }, 'database-unreachable', '127.0.0.1:1/'],
    ['a host that has no address', { hostname: 'nowhere.invalid' }, 'database-unreachable', 'nowhere.invalid'],
    ['TLS, which the server does not speak', { search: '?sslmode=require' }, 'database-refused', 'speaks no TLS'],
  ] as const)('%s', async (_, change, code, message) => {
    const at = changed(change)
    const found = await told(openPostgres(at), new URL(at).password)
    expect([found.code, found.message]).toEqual([code, expect.stringContaining(message)])
  })

  test('without a password in the URL the environment is asked for it', async () => {
    const bare = changed({ password: '' })
    expect((await told(openPostgres(bare))).code).toBe('database-refused')
    vi.stubEnv('PGPASSWORD', cluster.password)
    try {
      expect(await (await opened(bare)).head(TEAM)).toBe(0)
    } finally {
      vi.unstubAllEnvs()
    }
  })

  test('a schema of the same name that is not ours is left alone', async () => {
    await cluster.sql('create schema splashtop; create table splashtop.heads (x int)', url)
    expect((await told(openPostgres(url))).code).toBe('database-foreign')
    await cluster.sql('select x from splashtop.heads', url)
  })

  test('a database that a newer program wrote is left alone', async () => {
    await opened()
    await cluster.sql('update splashtop.database set version = 99', url)
    expect(await told(openPostgres(url))).toEqual({ code: 'database-too-new', message: expect.stringContaining('version 99') })
  })

  test('a user who may make nothing there is told so', async () => {
    await cluster.sql(`create role reader login password 'planted-secret'`, url)
    const found = await told(openPostgres(changed({ username: 'reader', password: 'planted-secret' })), 'planted-secret')
    expect([found.code, found.message]).toEqual(['database-refused', expect.stringContaining('may not do this')])
    await cluster.sql('drop role reader')
  })

  test('a database that takes no writes is left as it is', async () => {
    await cluster.sql(`alter database ${new URL(url).pathname.slice(1)} set default_transaction_read_only = on`, url)
    expect((await told(openPostgres(url))).code).toBe('read-only')
    expect(await cluster.sql(`select 1 from pg_namespace where nspname = 'splashtop'`, url)).toEqual([])
  })
})

describe('in use', () => {
  test('a commit waits for another one of its team, and not for ever', async () => {
    const entered = Promise.withResolvers<void>()
    const leave = Promise.withResolvers<void>()
    const [first, second] = [await opened(), await opened(url, { lockSeconds: 0.2 })]
    const held = first.fill(async () => {
      entered.resolve()
      await leave.promise
    })
    await entered.promise
    expect((await told(second.commit(commitOf(0, [])))).code).toBe('locked')
    leave.resolve()
    await held
    expect(await second.commit(commitOf(0, []))).toEqual({ revision: 1, repeated: false })
  })

  test('a statement that runs too long is ended', async () => {
    await (await opened()).commit(commitOf(0, [put('create', storedRow('a', 1))]))
    // To open one is some statements, too, which a slow machine takes its time for.
    const store = await opened(url, { statementSeconds: 1 })
    await cluster.sql(
      'alter table splashtop.resources rename to kept; create view splashtop.resources as select kept.* from splashtop.kept, pg_sleep(5)',
      url,
    )
    expect((await told(store.snapshot(TEAM))).code).toBe('locked')
  })

  test('a full pool of connections is waited for, not exceeded', async () => {
    const store = await opened(url, { connections: 2 })
    const most = cluster.sql(`select 1`, url)
    await Promise.all([most, ...Array.from({ length: 50 }, () => store.head(TEAM))])
    const [[count]] = (await cluster.sql(
      `select count(*) from pg_stat_activity where application_name = 'splashtop' and datname = current_database()`,
      url,
    )) as [[string]]
    expect(Number(count)).toBe(2)
  })

  test('a server that takes no more connections says so', async () => {
    const name = new URL(url).pathname.slice(1)
    await cluster.sql(`create role few login password 'planted-secret' connection limit 0; grant all on database ${name} to few`, url)
    const found = await told(openPostgres(changed({ username: 'few', password: 'planted-secret' })), 'planted-secret')
    expect(found).toEqual({ code: 'database-unreachable', message: expect.stringContaining('no more connections') })
    await cluster.sql(`drop owned by few; drop role few`, url)
  })

  test('tables that are gone, texts that can’t be read, rows that are missing', async () => {
    const store = await opened()
    for (const revision of [0, 1, 2]) await store.commit(commitOf(revision, [put('update', storedRow('a', 1))]))
    expect(await store.integrity()).toEqual([])
    await cluster.sql(`delete from splashtop.revisions where revision = 2; delete from splashtop.audit where sequence = 1`, url)
    expect(await store.integrity()).toEqual([
      'team `acme` has 2 rows in `revisions`, whose last is 3',
      'team `acme` has 2 rows in `audit`, whose last is 3',
    ])
    await cluster.sql(`update splashtop.resources set live = '{'`, url)
    const [row] = (await store.snapshot(TEAM)).rows
    expect((await told(Promise.resolve().then(() => row?.ownership))).message).toContain('Thing/acme/a')
    await cluster.sql('drop table splashtop.resources', url)
    expect((await told(store.snapshot(TEAM))).code).toBe('database-corrupt')
    expect((await store.integrity())[0]).toContain('`resources` can’t be read whole')
  })
})

describe('over TLS', () => {
  let folder: string
  let secure: Cluster
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'splashtop-tls-'))
    execFileSync(
      'openssl',
      [
        ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '1', '-subj', '/CN=localhost'],
        ...['-addext', 'subjectAltName=DNS:localhost', '-keyout', join(folder, 'key.pem'), '-out', join(folder, 'cert.pem')],
      ],
      { stdio: 'ignore' },
    )
    const [cert, key] = [readFileSync(join(folder, 'cert.pem'), 'utf8'), readFileSync(join(folder, 'key.pem'), 'utf8')]
    secure = await startCluster({ ssl: 'on', ssl_cert_file: 'cert', ssl_key_file: 'key' }, { cert, key })
  })
  afterAll(async () => {
    await secure?.stop()
    rmSync(folder, { recursive: true, force: true })
  })
  test('a certificate is verified: one of an unknown authority is refused, one of a named authority serves its own name alone', async () => {
    const at = (host: string, search: string) => Object.assign(new URL(database), { hostname: host, search }).href
    const database = await secure.database()
    const ca = encodeURIComponent(join(folder, 'cert.pem'))
    expect((await told(openPostgres(at('localhost', '?sslmode=verify-full')), secure.password)).message).toContain('not to be trusted')
    expect((await told(openPostgres(at('127.0.0.1', `?sslmode=verify-full&sslrootcert=${ca}`)), secure.password)).code).toBe(
      'database-refused',
    )
    for (const [host, search] of [
      ['localhost', `?sslmode=verify-full&sslrootcert=${ca}`],
      ['127.0.0.1', `?sslmode=verify-ca&sslrootcert=${ca}`],
      ['localhost', '?sslmode=require'],
    ] as const) {
      const store = await opened(at(host, search))
      expect(await store.head(TEAM)).toBe(0)
    }
    expect(await secure.sql('select count(*) > 0 from pg_stat_ssl where ssl', at('localhost', ''))).toEqual([[true]])
  })
})
