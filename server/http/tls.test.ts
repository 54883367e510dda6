/** The server with a certificate: who is believed, who is not, and what is never spoken. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect, type SecureVersion } from 'node:tls'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { overHttp } from '../../providers/control-plane/over-http.ts'
import { openSqlite } from '../store/sqlite/store.ts'
import { refusal } from '../testing.ts'
import { serve } from './serve.ts'
import { OWNER, TEAM, type TestServer, testServer } from './testing.ts'

let root: string
const pem = (name: string): string => readFileSync(join(root, name), 'utf8')
function openssl(...args: string[]): void {
  execFileSync('openssl', args, { cwd: root, stdio: 'pipe' })
}
/** An authority of one's own. */
function authority(name: string): void {
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-noenc', '-keyout', `${name}.key`]
  openssl('req', '-x509', ...key, '-out', `${name}.pem`, '-days', '2', '-subj', `/CN=${name}`)
}
/** A certificate that it signs for a host. */
function certificate(name: string, { by, host }: { by: string; host: string }): void {
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-noenc', '-keyout', `${name}.key`]
  openssl('req', '-new', ...key, '-out', `${name}.csr`, '-subj', `/CN=${name}`)
  writeFileSync(join(root, `${name}.ext`), `subjectAltName=${host}\n`)
  const signed = ['-CA', `${by}.pem`, '-CAkey', `${by}.key`, '-CAcreateserial', '-days', '2', '-extfile', `${name}.ext`]
  openssl('x509', '-req', '-in', `${name}.csr`, ...signed, '-out', `${name}.pem`)
}

let server: TestServer
let elsewhere: TestServer
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'splashtop-tls-'))
  authority('ours')
  authority('theirs')
  certificate('here', { by: 'ours', host: 'IP:127.0.0.1' })
  certificate('there', { by: 'ours', host: 'DNS:control.acme.example' })
  server = await testServer({ tls: { cert: pem('here.pem'), key: pem('here.key') } })
  elsewhere = await testServer({ tls: { cert: pem('there.pem'), key: pem('there.key') } })
})
afterAll(async () => {
  await server.end()
  await elsewhere.end()
  rmSync(root, { recursive: true })
})

const client = ({ url, owner }: TestServer, ca?: string) => overHttp({ url, token: owner, team: TEAM, ca: ca && pem(ca) })

test('a client that knows the authority speaks to it, and reads and writes', async () => {
  const remote = client(server, 'ours.pem')
  expect(server.url).toMatch(/^https:/)
  expect(await remote.whoami()).toMatchObject({ name: OWNER })
  expect((await remote.issue({ description: 'over TLS' })).token.description).toBe('over TLS')
  expect((await remote.world()).find('Team', TEAM)?.spec.owner).toBe(OWNER)
  await remote.close()
})

describe('a client that can’t know who answers says so at once, and sends nothing', () => {
  const cases: [what: string, which: () => TestServer, ca: string | undefined, why: string][] = [
    ['without the authority', () => server, undefined, 'its certificate is signed by nobody that is known'],
    ['with another authority', () => server, 'theirs.pem', 'its certificate is signed by nobody that is known'],
    ['where the certificate is of another host', () => elsewhere, 'ours.pem', 'its certificate is of another host'],
  ]
  test.each(cases)('%s', async (_what, which, ca, why) => {
    const remote = client(which(), ca)
    const begun = performance.now()
    await expect(remote.whoami()).rejects.toThrow(why)
    // Of a write too it is known that it was not done.
    expect(await refusal(remote.issue({}))).toEqual(['server-unreachable'])
    expect(performance.now() - begun).toBeLessThan(5000)
    expect(which().logged.filter((line) => line.includes('"route":"createToken"') && !line.includes('201'))).toEqual([])
    await remote.close()
  })
})

describe('it speaks', () => {
  /** The version that is agreed on, or why there is none; our own end would speak anything. */
  const spoken = (version: SecureVersion) =>
    new Promise<string>((resolve) => {
      const { hostname, port } = new URL(server.url)
      const old = { minVersion: version, maxVersion: version, ciphers: 'DEFAULT:@SECLEVEL=0' }
      const socket = connect({ host: hostname, port: Number(port), ca: pem('ours.pem'), ...old })
      socket.on('secureConnect', () => {
        resolve(socket.getProtocol() ?? '')
        socket.destroy()
      })
      socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
    })
  test.each([
    ['TLSv1.3', 'TLSv1.3'],
    ['TLSv1.2', 'TLSv1.2'],
    ['TLSv1.1', 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION'],
    ['TLSv1', 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION'],
  ] as const)('%s: %s', async (version, meant) => {
    expect(await spoken(version)).toBe(meant)
  })

  test('and nothing without it', async () => {
    await expect(fetch(server.url.replace('https', 'http'))).rejects.toThrow('fetch failed')
  })
})

test('without a certificate it listens where nobody else can come, and nowhere else', async () => {
  for (const host of ['0.0.0.0', '::', '192.0.2.1', 'control.acme.example', '127.0.0.1.acme.example']) {
    const store = await openSqlite(join(root, 'unused.db'), 'write')
    const served = serve({ store, keyFolder: root, host, port: 0, log: pino({ level: 'silent' }) })
    expect(await refusal(served), host).toEqual(['usage'])
    await store.close()
  }
})
