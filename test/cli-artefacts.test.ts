/** Deployment packages on the command line, by the real program: the code for who may have it, and the files to install computers with. */
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { targets } from '../artefacts/targets.ts'
import { documents } from '../cli/json.ts'
import { type Served, served } from './served.ts'
import { type Ended, type Folder, launcher, run, within } from './splashctl.ts'

const ROOT = `SHA256:${'A'.repeat(43)}`
const FILES = `
apiVersion: splashtop.io/v1
kind: DeploymentPackage
metadata: {name: kiosks}
spec:
  displayName: 'Kiosks & "tills"'
  namingRule: customPlusSequence
  customName: Kiosk
  group: workshop
  maxEnrolments: 40
  expiresAt: 2026-03-02T09:00:00Z
  settings: {general: {autoUpdate: false}, session: {sound: 'off'}}
---
apiVersion: splashtop.io/v1
kind: DeploymentPackage
metadata: {name: pads}
spec: {displayName: Pads, platforms: [android], approval: required}
`
const valid = (name: string, text: string): Record<string, unknown> => {
  const check = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(documents[name] ?? false)
  const document = JSON.parse(text) as Record<string, unknown>
  expect(check(document), JSON.stringify(check.errors)).toBe(true)
  return document
}
const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8)

describe('of an embedded control plane', () => {
  let project: Folder
  let code: string
  beforeAll(async () => {
    project = within('examples/minimal')
    writeFileSync(join(project.path, 'packages.yaml'), FILES)
    await good('apply', '--yes')
    code = (await good('package', 'kiosks')).stdout.trim()
  })
  afterAll(() => project.remove())

  async function good(...args: string[]): Promise<Ended> {
    const ended = await project.splashctl(...args)
    expect({ args, code: ended.code, stderr: ended.code === 0 ? '' : ended.stderr }).toEqual({ args, code: 0, stderr: '' })
    return ended
  }
  async function refused(...args: string[]): Promise<string> {
    const ended = await project.splashctl(...args)
    expect([args, ended.code]).toEqual([args, 1])
    expect(ended.stdout).toBe('')
    expect(ended.stderr).not.toContain(code)
    return ended.stderr
  }
  const at = (...names: string[]) => join(project.path, ...names)
  const entries = async () => (JSON.parse((await good('audit', 'list', '--json')).stdout) as { log: { reads?: unknown[] }[] }).log.length

  test('a package is shown with its code, which alone is on stdout', async () => {
    expect(code).toMatch(/^[0-9A-Z]{12}$/)
    const { stdout, stderr } = await good('package', 'kiosks')
    expect(stdout).toBe(`${code}\n`)
    expect(stderr).not.toContain(code)
    expect(stderr.split('\n').map((line) => line.replace(/since .*/, 'since'))).toEqual([
      'Package    kiosks (Kiosks & "tills")',
      'Group      workshop',
      'Policy     none of its own',
      'Names      Kiosk and a number',
      'Platforms  android, linux, macos, windows',
      'Until      2026-03-02T09:00:00Z: it is over, and takes nobody in',
      'Came in    0 computers of 40',
      'Approval   none',
      'Code       since',
      '',
    ])
    expect(valid('package-show', (await good('package', 'kiosks', '--json')).stdout)).toMatchObject({
      code,
      package: { name: 'kiosks', enrolled: 0 },
    })
  })

  test('who read it is in the audit log, and the log is whole', async () => {
    const before = await entries()
    await good('package', 'pads')
    expect((await good('audit', 'list', '-n', '1')).stdout).toContain('read code of DeploymentPackage pads')
    expect(await entries()).toBe(before + 1)
    expect((await good('audit', 'verify')).stdout).toContain('Whole')
    expect((await good('plan')).stdout).toMatch(/^Nothing to do/)
  })

  test('one file goes to stdout, and is the one that `--out` writes', async () => {
    const { stdout, stderr } = await good('package', 'kiosks', '--for', 'linux')
    expect(stdout).toContain(`splashtop-streamer deploy '${code}'`)
    expect(stderr).toContain('Not set by it: session.sound')
    expect(stderr).toContain('Where the streamer asks the vendor’s cloud')
    expect(stderr).not.toContain(code)
    const written = await good('package', 'kiosks', '--for', 'linux', '--out', 'linux')
    expect(written.stdout).toBe(`${at('linux', 'install.sh')}  holds the code: 0600\n`)
    expect(readFileSync(at('linux', 'install.sh'), 'utf8')).toBe(stdout)
  })

  test.each(targets.map(({ name, platform }) => [name, platform === 'android' ? 'pads' : 'kiosks']))(
    '%s of %s is written whole',
    async (name, of) => {
      const more = name === 'agent-deb' ? ['--server', 'https://control.example.com', '--root', ROOT] : []
      const { stdout } = await good('package', of, '--for', name, '--out', `all/${name}`, ...more)
      expect(modeOf(at('all', name))).toBe('700')
      for (const file of readdirSync(at('all', name))) {
        const holds = stdout.includes(`${file}  holds the code`)
        expect([file, modeOf(at('all', name, file)), stdout.includes(file)]).toEqual([file, holds ? '600' : '644', true])
      }
      expect(readFileSync(at('all', name, readdirSync(at('all', name))[0] as string), 'utf8').length).toBeGreaterThan(100)
    },
  )

  test('a document tells the files, and holds their texts only where no folder was named', async () => {
    const whole = valid('package-for', (await good('package', 'kiosks', '--for', 'intune', '--json')).stdout)
    expect(whole).toMatchObject({
      target: 'intune',
      files: expect.arrayContaining([expect.objectContaining({ file: 'install.ps1', mode: '0600' })]),
    })
    expect(JSON.stringify(whole)).toContain(code)
    const placed = (await good('package', 'kiosks', '--for', 'intune', '--json', '--out', 'intune')).stdout
    expect(valid('package-for', placed)).toMatchObject({ package: 'kiosks', revision: expect.any(Number) })
    expect(placed).not.toContain(code)
  })

  test('nothing is written over but by `--force`, which closes what was open', async () => {
    mkdirSync(at('taken'))
    writeFileSync(at('taken', 'detect.ps1'), 'mine')
    const before = await entries()
    expect(await refused('package', 'kiosks', '--for', 'intune', '--out', 'taken')).toContain('file-exists')
    expect([readFileSync(at('taken', 'detect.ps1'), 'utf8'), readdirSync(at('taken')), await entries()]).toEqual([
      'mine',
      ['detect.ps1'],
      before,
    ])
    writeFileSync(at('taken', 'install.ps1'), 'mine')
    chmodSync(at('taken', 'install.ps1'), 0o666)
    await good('package', 'kiosks', '--for', 'intune', '--out', 'taken', '--force')
    expect(readdirSync(at('taken')).sort()).toEqual(['README.txt', 'detect.ps1', 'install.ps1', 'uninstall.ps1'])
    expect(modeOf(at('taken', 'install.ps1'))).toBe('600')
  })

  test('a code of the vendor’s own cloud comes from a file, and reads none of ours', async () => {
    writeFileSync(at('vendor.code'), 'VENDOR0CODE1\n')
    const before = await entries()
    const { stdout, stderr } = await good('package', 'kiosks', '--for', 'windows-msi', '--code-file', 'vendor.code')
    expect(stderr).not.toContain('vendor’s cloud')
    expect(stdout).toContain('dcode=VENDOR0CODE1,')
    expect(stdout).not.toContain(code)
    expect(await entries()).toBe(before)
    writeFileSync(at('wrong.code'), 'not a code')
    const wrong = await refused('package', 'kiosks', '--for', 'linux', '--code-file', 'wrong.code')
    expect(wrong).toContain('holds no code')
    expect(wrong).not.toContain('not a code')
  })

  test.each<[why: string, args: string[], says: string]>([
    ['there is no such package', ['kiosk'], 'did you mean `kiosks`'],
    ['there is no such target', ['kiosks', '--for', 'windows'], 'windows-exe'],
    ['it is for another platform', ['pads', '--for', 'linux'], 'package-platform'],
    ['it is several files', ['kiosks', '--for', 'intune'], 'Name a folder for them'],
    ['the agent is told no server', ['kiosks', '--for', 'agent-deb', '--root', ROOT], '`--server`'],
    ['the agent is told no root', ['kiosks', '--for', 'agent-deb', '--server', 'https://c.example'], '`--root`'],
    ['the server is not encrypted', ['kiosks', '--for', 'agent-deb', '--server', 'http://c.example', '--root', ROOT], 'is not encrypted'],
    ['the root is none', ['kiosks', '--for', 'agent-deb', '--server', 'https://c.example', '--root', 'SHA256:abc'], 'no fingerprint'],
    [
      'the agent is given another’s code',
      ['kiosks', '--for', 'agent-deb', '--server', 'https://c.example', '--root', ROOT, '--code-file', 'x'],
      'Leave `--code-file` out',
    ],
    ['files are named and none asked for', ['kiosks', '--out', 'x'], '`--for TARGET`'],
    ['the file of the code is not there', ['kiosks', '--for', 'linux', '--code-file', 'no.code'], 'ENOENT'],
    ['nothing is to be written over', ['kiosks', '--for', 'linux', '--force'], '`--force`'],
    ['the folder is a file', ['kiosks', '--for', 'linux', '--out', 'packages.yaml'], 'not-written'],
  ])('is refused where %s', async (_, args, says) => {
    expect(await refused('package', ...args)).toContain(says)
    expect(existsSync(at('x'))).toBe(false)
  })
})

test('where nothing was applied yet, nothing is made', async () => {
  const empty = within('examples/minimal')
  try {
    expect((await empty.splashctl('package', 'kiosks')).stderr).toContain('No deployment package `kiosks` is live')
    expect(existsSync(join(empty.path, '.splashtop', 'control-plane.db'))).toBe(false)
  } finally {
    empty.remove()
  }
})

describe('of a server', () => {
  let project: Served
  beforeAll(async () => {
    project = await served('examples/minimal', { team: 'atelier', owner: 'maya', email: 'maya@atelier.example' })
    writeFileSync(join(project.path, 'packages.yaml'), FILES)
    for (const args of [
      ['login', '--token-file', join(project.path, '..', 'owner.token')],
      ['apply', '--yes'],
    ])
      expect((await project.splashctl(...args)).code).toBe(0)
  })
  afterAll(() => project.end())

  test('the code comes by an audited call, the server’s URL from the project, and its root from itself', async () => {
    const { code, stdout } = await project.splashctl('package', 'kiosks')
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^[0-9A-Z]{12}\n$/)])
    const script = await project.splashctl('package', 'kiosks', '--for', 'agent-deb')
    expect(script.stdout).toContain(`server='${project.url}'`)
    const told = await run(process.execPath, [launcher, 'keys'], join(project.path, '..'), project.env)
    expect(told).toMatchObject({ code: 0 })
    const [root] = /SHA256:[\w-]{43}/.exec(script.stdout) ?? []
    expect(told.stdout).toContain(root)
    expect(script.stdout).toContain(stdout.trim())
    expect((await project.splashctl('audit', 'list', '-n', '1')).stdout).toMatch(
      /maya for control-plane\n {2}read code of DeploymentPackage kiosks/,
    )
    expect((await project.splashctl('audit', 'verify')).stdout).toContain('Whole')
    expect(project.log.join('\n')).toContain('readPackageCode')
    expect(project.log.join('\n')).not.toContain(stdout.trim())
  })
})
