/** Computers as people see them: let in, followed until they enforce what was applied, looked at, read about, cut off. By the real program and a real server. */
import { generateKeyPairSync } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { documents } from '../cli/json.ts'
import { publicText } from '../protocol/keys.ts'
import { CHAIN_START } from '../protocol/report.ts'
import { signRequest } from '../protocol/signed-request.ts'
import { type Served, served } from './served.ts'

let project: Served
beforeAll(async () => {
  project = await served('examples/minimal', { team: 'atelier', owner: 'maya', email: 'maya@atelier.example' })
  await good('login', '--token-file', join(project.path, '..', 'owner.token'))
  await good('apply', '--yes')
})
afterAll(() => project.end())

async function good(...args: string[]): Promise<string> {
  const ended = await project.splashctl(...args)
  expect({ args, code: ended.code, stderr: ended.stderr }).toMatchObject({ args, code: 0 })
  return ended.stdout
}
const ajv = new Ajv2020({ allowUnionTypes: true })
async function documentOf(name: string, ...args: string[]) {
  const { stdout } = await project.splashctl(...args, '--json')
  const check = ajv.compile(documents[name] ?? false)
  const document = JSON.parse(stdout)
  expect(check(document), JSON.stringify(check.errors)).toBe(true)
  return document
}

const key = generateKeyPairSync('ed25519').privateKey
let keyid = 'new'
async function asked(method: string, path: string, { body, headers = {} }: { body?: object; headers?: Record<string, string> } = {}) {
  const [target, text] = [`/agent/v1${path}`, body && JSON.stringify(body)]
  const signed = signRequest({ method, target, body: text }, keyid, key, Date.now())
  return fetch(project.url + target, {
    ...{ method, headers: { ...signed, ...headers, ...(text !== undefined && { 'content-type': 'application/json' }) } },
    ...(text !== undefined && { body: text }),
  })
}
/** Says that the policy of an answer runs. */
async function enforces(answer: Response, conditions: object[] = []): Promise<void> {
  const inside = (jws: string) => JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString())
  const { epoch, rev, digest } = inside(answer.headers.get('policy-timestamp') ?? '')
  const policy = { epoch, rev, digest, appliedAt: new Date().toISOString() }
  const report = { agentVersion: '0.1.0', policy, settings: { 'general.proxy': 'unsupported' }, conditions, sessions: [] }
  expect((await asked('POST', '/status', { body: report })).status).toBe(200)
}

test('a computer is let in by a code of its own, and is in the fleet', async () => {
  expect((await project.splashctl('approve')).stderr).toContain('Nobody waits.')
  const code = (await good('approve', 'bench-1', '--code')).trim()
  expect(code).toMatch(/^[0-9A-Z]{12}$/)
  const facts = {
    hostname: 'bench-1',
    os: { name: 'linux', version: '13', arch: 'x64' },
    deviceId: 'device-of-bench',
    agentVersion: '0.1.0',
  }
  const answer = await asked('POST', '/enrol', { body: { code, publicKey: publicText(key), facts } })
  const enrolled = (await answer.json()) as { team: string; agentId: string; computer: string }
  expect(enrolled.computer).toBe('bench-1')
  keyid = `${enrolled.team}/${enrolled.agentId}`
  expect(await good('fleet')).toMatch(/bench-1 +workshop +nothing yet +now +0\.1\.0 +linux 13/)
  await enforces(await asked('GET', '/policy'))
  expect(await documentOf('fleet', 'fleet', 'bench-1')).toMatchObject({
    computers: [{ computer: 'bench-1', current: true, unsupported: ['general.proxy'] }],
  })
  expect(await good('fleet', '--format', 'csv', '--current')).toContain('bench-1,Laser cutter,workshop,,true,')
  expect((await project.splashctl('fleet', '--behind')).stderr).toContain('No such computer')
})

test('an apply waits until the computers that it is about enforce it, and says which do not', async () => {
  const file = join(project.path, 'organisation.yaml')
  const policy = (sound: string) =>
    `---\napiVersion: splashtop.io/v1\nkind: PreferencePolicy\nmetadata: {name: quiet}\nspec: {displayName: Quiet, settings: {session: {sound: ${sound}}}, targets: {groups: [workshop]}}\n`
  const before = readFileSync(file, 'utf8')
  writeFileSync(file, before + policy('off'))
  const etag = (await asked('GET', '/policy')).headers.get('etag') ?? ''
  const taken = asked('GET', '/policy', { headers: { 'if-none-match': etag, prefer: 'wait=50' } }).then((answer) => enforces(answer))
  const applied = await good('apply', '--yes', '--wait')
  expect(applied).toMatch(/Applied 1 change .*\n1 of 1 computer enforce it\.\n$/)
  await taken
  writeFileSync(file, before + policy('both'))
  const behind = await project.splashctl('apply', '--yes', '--wait', '--wait-timeout', '1')
  expect(behind).toMatchObject({ code: 6 })
  expect(behind.stdout).toMatch(/0 of 1 computer enforce it\.\n {2}bench-1: it runs revision \d+\n$/)
  await enforces(await asked('GET', '/policy'))
  expect(await documentOf('apply', 'apply', '--yes', '--wait')).toMatchObject({ rollout: { affected: 1, enforcing: 1, behind: [] } })
  expect((await project.splashctl('apply', '--wait-timeout', '5')).stderr).toContain('goes with `--wait`')
})

test('what happened on it is read, and it is cut off', async () => {
  const events = [{ time: '2026-03-02T09:00:00.000Z', event: 'local-edit-refused', details: { setting: 'session.sound', by: 'root' } }]
  expect((await asked('POST', '/audit', { body: { first: 1, previous: CHAIN_START, events } })).status).toBe(200)
  expect(await good('logs')).toMatch(/2026-03-02T09:00:00Z +bench-1 +local-edit-refused +setting=session\.sound by=root/)
  expect((await documentOf('logs', 'logs', 'bench-1', '--days', '60')).log).toHaveLength(1)
  expect(await good('logs', '--format', 'csv')).toContain(
    '2026-03-02T09:00:00.000Z,bench-1,local-edit-refused,setting=session.sound by=root,1,',
  )
  expect(await good('unenrol', 'bench-1', '--yes')).toBe('bench-1 is cut off.\n')
  expect((await asked('GET', '/policy')).status).toBe(403)
  expect((await project.splashctl('unenrol', 'bench-1', '--yes')).stderr).toContain('not-enrolled')
})
