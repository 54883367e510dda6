/** A control plane that serves a team, from its beginning to its move into PostgreSQL: the real one, in a process of its own, as is what runs beside it. */
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startCluster } from '../server/store/postgres/cluster.ts'
import { type Served, served } from './served.ts'
import { launcher, run, runWithin, within } from './splashctl.ts'

let project: Served
beforeAll(async () => {
  project = await served('examples/minimal', { team: 'atelier', owner: 'maya', email: 'maya@atelier.example' })
})
afterAll(() => project.end())

async function good(...args: string[]): Promise<string> {
  const ended = await project.splashctl(...args)
  expect({ args, code: ended.code, stderr: ended.stderr }).toMatchObject({ args, code: 0 })
  return ended.stdout
}
async function refused(...args: string[]): Promise<string> {
  const ended = await project.splashctl(...args)
  expect(ended.code, ended.stdout).not.toBe(0)
  return ended.stderr
}
const token = () => join(project.path, '..', 'owner.token')

describe('a team on a server', () => {
  test('is for those who signed in', async () => {
    expect(await refused('plan')).toContain('There is no token for team `atelier`')
    expect(statSync(token()).mode & 0o777).toBe(0o600)
    expect(await good('login', '--token-file', token())).toMatch(/^Signed in to team atelier at http:\/\/127\.0\.0\.1:\d+ as maya, until /)
    expect(await refused('login', '--token-file', token())).toContain('was for one sign-in')
    expect(await good('whoami')).toBe('maya (owner), from 127.0.0.1\n')
    const kept = join(project.path, '..', 'config', 'splashtop', 'credentials.json')
    expect(statSync(kept).mode & 0o777).toBe(0o600)
  })

  test('is planned and applied as an embedded one is, to the same end', async () => {
    const embedded = within('examples/minimal')
    try {
      await embedded.splashctl('apply', '--yes')
      // The server was begun with the team and its owner, which the files take over.
      expect(await good('plan')).toContain('2 to adopt')
      expect(await good('apply', '--yes')).toMatch(/Applied 5 changes \(3 created, 2 adopted\) as revision \d+ at /)
      expect(await good('apply', '--yes')).toMatch(/^Nothing to do/)
      expect(await good('plan', '--full')).toMatch(/^Nothing to do/)
      for (const args of [
        ['get', 'users'],
        ['get', 'groups'],
        ['access', '--format', 'csv'],
      ])
        expect(await good(...args)).toBe((await embedded.splashctl(...args)).stdout)
      expect(await good('explain', 'jo', 'bench-1')).toContain('Allowed: jo → bench-1')
    } finally {
      embedded.remove()
    }
  })

  test('is asked of its past, too', async () => {
    const file = join(project.path, 'organisation.yaml')
    const text = readFileSync(file, 'utf8')
    writeFileSync(file, text.replace('Jo Okafor', 'Jo Okafor-Lind'))
    await good('apply', '--yes')
    const history = JSON.parse(await good('history', '--json')) as { revisions: { revision: number; actor: string; manager: string }[] }
    const [newest] = history.revisions
    expect(newest).toMatchObject({ actor: 'maya', manager: 'git:atelier/access' })
    const before = String((newest?.revision ?? 0) - 1)
    expect(await good('diff', before)).toContain('Jo Okafor-Lind')
    expect(await good('access', '--revision', before)).toContain('bench-1')
    expect(await good('audit', 'verify')).toMatch(/^Whole: /)
    expect(await good('audit', 'list')).toContain('update User jo')
    expect(await good('drift')).toMatch(/^No drift/)
    writeFileSync(file, text)
    await good('apply', '--yes')
  })

  test('has pipelines with tokens of their own, bound to one server', async () => {
    await good('token', 'create', '--pipeline', 'deploy', '--role', 'admin', '--out', 'deploy.token', '--description', 'on merge')
    const text = readFileSync(join(project.path, 'deploy.token'), 'utf8').trim()
    const as = (server: string, ...args: string[]) =>
      runWithin(args, project.path, {
        ...project.env,
        SPLASHTOP_TOKEN: text,
        SPLASHTOP_SERVER: server,
      })
    expect((await as(project.url, 'whoami')).stdout).toBe('pipeline deploy (admin), from 127.0.0.1\n')
    const elsewhere = await as('https://other.example', 'plan')
    expect([elsewhere.code, elsewhere.stderr]).toEqual([1, expect.stringContaining('SPLASHTOP_TOKEN is for https://other.example')])
    expect(JSON.stringify(project.log)).not.toContain(text.slice(3, 20))
    const listed = await good('token', 'list')
    expect(listed).toMatch(/pipeline deploy \(admin\) +holds/)
    const id = /^(\w+) +pipeline deploy/m.exec(listed)?.[1] as string
    expect(await good('token', 'revoke', id)).toContain('is revoked')
    expect(await good('audit', 'list', '-n', '1')).toContain(`revoke token ${id} of pipeline deploy`)
    expect((await as(project.url, 'whoami')).stderr).toContain('was revoked')
  })

  test('takes in whoever is invited, once, and lets nobody do more than they may', async () => {
    const invitation = (await good('token', 'create', '--invite', 'jo')).trim()
    const jo = { ...project.env, XDG_CONFIG_HOME: join(project.path, '..', 'jo') }
    const file = join(project.path, '..', 'jo.token')
    writeFileSync(file, invitation)
    const asJo = (...args: string[]) => runWithin(args, project.path, jo)
    expect((await asJo('login', '--token-file', file)).stdout).toContain('as jo')
    expect(await good('get', 'users', 'jo')).toContain('accepted')
    expect(await refused('token', 'create', '--invite', 'jo')).toContain('has accepted an invitation already')
    const seen = await asJo('plan', '--full')
    expect([seen.code, seen.stderr]).toEqual([4, expect.stringContaining('`jo` (member) may not see what the team declares')])
    expect((await asJo('logout')).stdout).toContain('Signed out')
    expect((await asJo('whoami')).stderr).toContain('There is no token')
  })

  test('is told what is wrong with its URL before a token goes anywhere', async () => {
    const file = join(project.path, 'splashtop.yaml')
    const text = readFileSync(file, 'utf8')
    try {
      writeFileSync(file, text.replace(project.url, 'http://control.example.com'))
      expect(await refused('plan')).toContain('is not encrypted')
      writeFileSync(file, text.replace(project.url, 'http://127.0.0.1:9'))
      expect(await refused('plan')).toContain('There is no token for team `atelier` at http://127.0.0.1:9')
    } finally {
      writeFileSync(file, text)
    }
  })
})

test('without its server a project is checked against what was last known of it', async () => {
  const file = join(project.path, 'splashtop.yaml')
  const text = readFileSync(file, 'utf8')
  writeFileSync(file, text.replace(project.url, 'http://127.0.0.1:9'))
  expect(await good('validate')).toMatch(/with what is live at revision \d+/)
  writeFileSync(file, text)
})

test('a server stops in order, and its team goes on in PostgreSQL with all its history', async () => {
  const before = await good('history', '--json')
  expect(await project.stop()).toBe(0)
  expect(project.log.map((line) => (JSON.parse(line) as { msg: string }).msg).slice(-2)).toEqual(['stopping', 'stopped'])
  const cluster = await startCluster()
  const base = join(project.path, '..')
  const env = { ...project.env, SPLASHTOP_DATABASE: await cluster.database() }
  try {
    const moved = await run(
      process.execPath,
      [launcher, 'server', 'migrate-store', '--from', join(base, 'data', 'splashtop', 'server')],
      base,
      env,
    )
    expect(moved).toMatchObject({ code: 0, stdout: expect.stringContaining('5 resources of 1 teams') })
    expect(moved.stdout + moved.stderr).not.toContain(new URL(env.SPLASHTOP_DATABASE).password || 'no password')
    const { spawn } = await import('node:child_process')
    const { once } = await import('node:events')
    const port = new URL(project.url).port
    const child = spawn(process.execPath, [launcher, 'server', '--listen', `127.0.0.1:${port}`], {
      cwd: base,
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await new Promise<void>((resolve) => child.stdout.on('data', (data: Buffer) => data.includes('"listening"') && resolve()))
    expect(await good('history', '--json')).toBe(before)
    expect(await good('plan')).toMatch(/^Nothing to do/)
    expect(await good('audit', 'verify')).toMatch(/^Whole: /)
    child.kill('SIGTERM')
    expect(await once(child, 'exit')).toEqual([0, null])
  } finally {
    await cluster.stop()
  }
})
