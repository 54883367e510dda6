/**
 * The scripts, looked at by the linters of their languages, and run. A script that is run finds no program but those that stand in for the vendor's and
 * the system's, which write down with what they were called, and the few tools that it may use: so what it did is all that it did. The vendor's
 * streamer can't be had here; what is held is that its commands are called as its own help says. Our own .deb is tried for real with the agent.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { Language, type Node, Parser } from 'web-tree-sitter'
import type { Artefact, Deployment, Target } from './artefact.ts'
import { targets } from './targets.ts'
import { CODE, hostile, kiosks, named, ROOT } from './testing.ts'

const target = (name: string): Target => targets.find((one) => one.name === name) as Target
const fileOf = ({ files }: Artefact, name: string): string => files.find((file) => file.name === name)?.text ?? ''
const scriptsOf = (deployment: Deployment, ending: string): [name: string, text: string][] =>
  targets.flatMap(({ name, render }) =>
    render(deployment)
      .files.filter((file) => file.name.endsWith(ending))
      .map((file): [string, string] => [`${name}/${file.name}`, file.text]),
  )

describe('shell scripts', () => {
  const linter = spawnSync('shellcheck', ['--version']).status === 0

  test('are looked at by shellcheck where the tests must be whole', () => {
    expect(linter || process.env.CI === undefined).toBe(true)
  })

  test.each(scriptsOf(kiosks, '.sh'))('%s is what a shell and shellcheck take', (_, text) => {
    for (const shell of ['sh', 'bash']) expect(spawnSync(shell, ['-n'], { input: text }).status).toBe(0)
    // Where there is no shellcheck, the shell's own look has to do. SC1112 warns of a typographic quote, which is the package's own name.
    if (linter)
      expect(
        spawnSync('shellcheck', ['--shell=sh', '--severity=style', '--exclude=SC1112', '-'], { input: text, encoding: 'utf8' }).stdout,
      ).toBe('')
  })

  test.each(hostile.map((name) => [JSON.stringify(name), name]))('hold as many words for a package called %s', (_, name) => {
    for (const [, text] of scriptsOf(named(name), '.sh'))
      for (const shell of ['sh', 'bash']) expect(spawnSync(shell, ['-n'], { input: text }).status).toBe(0)
  })
})

describe('PowerShell scripts', () => {
  let parser: Parser
  beforeAll(async () => {
    await Parser.init()
    parser = new Parser()
    parser.setLanguage(await Language.load(createRequire(import.meta.url).resolve('tree-sitter-powershell/tree-sitter-powershell.wasm')))
  })
  const root = (text: string): Node => parser.parse(text)?.rootNode as Node
  /** The kinds of everything in it, in order; names and texts aside. */
  const shape = (text: string): string => root(text.replace(/^\$package = .*$/m, '')).toString()
  const packageIn = (text: string): string => {
    const [assigned] = root(text)
      .descendantsOfType('assignment_expression')
      .filter((one) => one?.text.startsWith('$package ='))
    const parts = assigned?.descendantsOfType(['verbatim_string_characters', 'cast_expression']) ?? []
    return parts
      .map((part) => {
        const number = /^\[char\]0x([0-9a-f]{4})$/.exec(part?.text ?? '')?.[1]
        return number === undefined ? part?.text.slice(1, -1).replaceAll("''", "'") : String.fromCharCode(Number.parseInt(number, 16))
      })
      .join('')
  }

  test('the parser is one that finds faults', () => {
    for (const wrong of ["$x = 'a", "$x = 'a'b'", 'if ($x { 1 }', 'foreach ($x in) { }'])
      expect([wrong, root(wrong).hasError]).toEqual([wrong, true])
  })

  test.each(scriptsOf(kiosks, '.ps1'))('%s is PowerShell', (_, text) => {
    expect(root(text).hasError).toBe(false)
    expect(packageIn(text)).toBe(kiosks.spec.displayName)
  })

  test.each(hostile.map((name) => [JSON.stringify(name), name]))(
    'are the same for a package called %s, but for the one text that is its name',
    (_, name) => {
      const plain = new Map(scriptsOf(kiosks, '.ps1'))
      expect(plain.size).toBeGreaterThan(3)
      for (const [file, text] of scriptsOf(named(name), '.ps1')) {
        expect(root(text).hasError).toBe(false)
        expect(packageIn(text)).toBe(name)
        expect(shape(text)).toBe(shape(plain.get(file) as string))
      }
    },
  )
})

test('batch files hold no word that was anybody’s to choose', () => {
  for (const name of hostile) expect(scriptsOf(named(name), '.cmd')).toEqual(scriptsOf(kiosks, '.cmd'))
  for (const [, text] of scriptsOf(kiosks, '.cmd')) {
    const jumps = [...text.matchAll(/goto (\w+)/g)].map(([, label]) => label)
    const labels = [...text.matchAll(/^:(\w+)\r$/gm)].map(([, label]) => label)
    expect(new Set(jumps)).toEqual(new Set(labels))
    expect(text.split('\r\n').filter((line) => (line.split('"').length - 1) % 2 === 1)).toEqual([])
  }
})

/** Without them in reach it isn't root: then in a user namespace of its own, where it seems to be. */
const asRoot = process.getuid?.() === 0 ? [] : ['unshare', '--user', '--map-root-user']

interface Ran {
  status: number | null
  stderr: string
  /** Each call of what stands in for a program: its name, then its arguments. */
  calls: string[][]
}
let here: string
beforeEach(() => {
  here = mkdtempSync(join(tmpdir(), 'splashtop-artefact-'))
  mkdirSync(join(here, 'bin'))
  mkdirSync(join(here, 'tmp'))
})
afterEach(() => rmSync(here, { recursive: true, force: true }))

const stand = (name: string, does = ''): void => {
  const path = join(here, 'bin', name)
  writeFileSync(path, `#!/bin/sh\n{ printf '%s\\0' ${name} "$@"; printf '\\n'; } >>'${here}/calls'\n${does}\n`)
  chmodSync(path, 0o755)
}
const may = (...tools: string[]): void => {
  for (const tool of tools) {
    const path = execFileSync('sh', ['-c', 'command -v "$1"', 'sh', tool], { encoding: 'utf8' }).trim()
    symlinkSync(path, join(here, 'bin', tool))
  }
}
function run(script: string, ...args: string[]): Ran {
  const path = join(here, 'install.sh')
  writeFileSync(path, script)
  const [program = '', ...before] = [...asRoot, '/bin/sh']
  const ended = spawnSync(program, [...before, path, ...args], {
    cwd: here,
    env: { PATH: join(here, 'bin'), TMPDIR: join(here, 'tmp') },
    encoding: 'utf8',
  })
  const text = existsSync(join(here, 'calls')) ? readFileSync(join(here, 'calls'), 'utf8') : ''
  return {
    status: ended.status,
    stderr: ended.stderr,
    calls: text
      .split('\0\n')
      .filter((call) => call !== '')
      .map((call) => call.split('\0')),
  }
}

describe('the script for Linux', () => {
  const artefact = () => target('linux').render(kiosks)
  const deb = 'Splashtop_Streamer_Ubuntu_amd64.deb'
  beforeEach(() => {
    may('id')
    for (const name of ['apt-get', 'splashtop-streamer']) stand(name)
    writeFileSync(join(here, deb), '')
  })

  test('installs, deploys by the code, and sets one option a call', () => {
    const { status, stderr, calls } = run(fileOf(artefact(), 'install.sh'))
    expect([status, calls]).toEqual([
      0,
      [
        ['apt-get', 'install', '--yes', `./${deb}`],
        ['splashtop-streamer', 'deploy', CODE],
        ...[
          '-auto_update=0',
          '-hide_tray_icon=1',
          '-idle_session_timeout=30',
          '-sec_opt=2',
          '-req_perm=1',
          '-lock_screen_on_disconnect=1',
        ].map((option) => ['splashtop-streamer', 'config', option]),
      ],
    ])
    for (const { setting } of artefact().leftOut) expect(stderr).toContain(`Not set: ${setting}: `)
    expect(stderr).not.toContain(CODE)
  })

  test('takes a package by its path, and stops where there is none', () => {
    const path = join(here, 'a streamer.deb')
    writeFileSync(path, '')
    expect(run(fileOf(artefact(), 'install.sh'), path).calls[0]).toEqual(['apt-get', 'install', '--yes', path])
    rmSync(join(here, 'calls'))
    expect(run(fileOf(artefact(), 'install.sh'), 'no.deb')).toMatchObject({
      status: 1,
      calls: [],
      stderr: expect.stringContaining('no.deb'),
    })
  })

  test.each([
    ['apt-get', 'exit 100', 1, 'could not be installed'],
    ['splashtop-streamer', '[ "$1" = config ]', 2, 'did not take the deployment code'],
    ['splashtop-streamer', '[ "$2" != -sec_opt=2 ]', 8, 'did not take -sec_opt=2'],
  ])('ends with a fault where %s does: %s', (program, does, count, says) => {
    stand(program, does)
    const { status, stderr, calls } = run(fileOf(artefact(), 'install.sh'))
    expect([status, calls.length, stderr]).toEqual([1, count, expect.stringContaining(says)])
  })

  test.each(hostile.map((name) => [JSON.stringify(name), name]))('does the same and no more for a package called %s', (_, name) => {
    const usual = run(fileOf(artefact(), 'install.sh')).calls
    rmSync(join(here, 'calls'))
    const { status, stderr, calls } = run(fileOf(target('linux').render(named(name)), 'install.sh'))
    expect([status, calls]).toEqual([0, usual])
    expect(stderr).toContain(`Deployment package: ${name}\n`)
    expect(existsSync(join(here, 'owned'))).toBe(false)
  })

  test('hands the settings of a package without any on as none', () => {
    const bare = target('linux').render({ ...kiosks, spec: { ...kiosks.spec, settings: {} } })
    expect(run(fileOf(bare, 'install.sh'))).toMatchObject({
      status: 0,
      calls: [['apt-get'], ['splashtop-streamer', 'deploy', CODE]].map((call) => expect.arrayContaining(call)),
    })
  })
})

describe('the script for our own agent', () => {
  const script = (deployment = kiosks) => fileOf(target('agent-deb').render(deployment), 'install.sh')
  const enrolled = ['splashtop-agent', 'enrol', '-', '--unless-enrolled', '--server', 'https://control.acme.example:8443', '--root', ROOT]
  const sum = createHash('sha256').update('a package').digest('hex')
  beforeEach(() => {
    may('id', 'mktemp', 'rm', 'chmod', 'cp', 'cat', 'sha256sum')
    stand('apt-get', `cat "$4" >'${here}/installed'`)
    stand('splashtop-agent', `cat >'${here}/stdin'`)
    writeFileSync(join(here, 'agent.deb'), 'a package')
  })

  test('installs the package, and enrols with the code on standard input and in no argument', () => {
    const { status, stderr, calls } = run(script(), 'agent.deb')
    expect([status, stderr]).toEqual([0, expect.stringContaining('Done.')])
    expect(calls).toEqual([
      ['apt-get', 'install', '--yes', '--no-install-recommends', expect.stringMatching(/\/splashtop-agent\.deb$/)],
      enrolled,
    ])
    expect(readFileSync(join(here, 'stdin'), 'utf8')).toBe(`${CODE}\n`)
    expect(calls.flat().join()).not.toContain(CODE)
    expect(stderr).not.toContain(CODE)
  })

  test('leaves nothing behind', () => {
    run(script(), 'agent.deb')
    expect(execFileSync('ls', ['-A', join(here, 'tmp')], { encoding: 'utf8' })).toBe('')
  })

  test('gives a computer the name that it is told, whatever stands in it', () => {
    for (const name of hostile) {
      rmSync(join(here, 'calls'), { force: true })
      expect(run(script(), '--name', name, 'agent.deb').calls.at(-1)).toEqual([...enrolled, '--name', name])
    }
  })

  test('installs only what has the sum that is asked for', () => {
    expect(run(script(), '--sha256', sum, 'agent.deb').status).toBe(0)
    rmSync(join(here, 'calls'))
    const refused = run(
      script(),
      '--sha256',
      sum.replace(/^./, (first) => (first === '0' ? '1' : '0')),
      'agent.deb',
    )
    expect(refused).toMatchObject({ status: 1, calls: [], stderr: expect.stringContaining('not the package of that SHA-256') })
  })

  test('fetches over https alone', () => {
    stand('curl', `while [ "$1" != --output ]; do shift; done; printf 'a package' >"$2"`)
    const { status, calls } = run(script(), '--sha256', sum, 'https://files.example/agent.deb')
    expect([status, calls.map(([name]) => name)]).toEqual([0, ['curl', 'apt-get', 'splashtop-agent']])
    expect(calls[0]).toEqual(expect.arrayContaining(['--fail', '--proto', '=https', '--', 'https://files.example/agent.deb']))
    rmSync(join(here, 'calls'))
    rmSync(join(here, 'bin', 'curl'))
    stand('wget', `for file; do case $file in --output-document=*) printf 'a package' >"${'$'}{file#*=}" ;; esac; done`)
    expect(run(script(), '--sha256', sum, 'https://files.example/agent.deb')).toMatchObject({
      status: 0,
      calls: [
        expect.arrayContaining(['--max-redirect=0']),
        ['apt-get', 'install', '--yes', '--no-install-recommends', expect.anything()],
        enrolled,
      ],
    })
    rmSync(join(here, 'calls'))
    for (const url of ['http://files.example/agent.deb', 'ftp://files.example/agent.deb', 'file:///etc/passwd'])
      expect(run(script(), url)).toMatchObject({ status: 1, calls: [] })
  })

  test.each([
    ['no package is named', [], 'Name the package'],
    ['there is no such package', ['no.deb'], "can't be read"],
    ['an option has no value', ['--name'], "can't be read"],
  ])('stops where %s', (_, args, says) => {
    expect(run(script(), ...args)).toMatchObject({ status: 1, calls: [], stderr: expect.stringContaining(says) })
  })

  test.each([
    ['apt-get', 'exit 100', 'could not be installed', 1],
    ['splashtop-agent', 'exit 1', 'did not enrol', 2],
  ])('ends with a fault where %s does', (program, does, says, count) => {
    stand(program, does)
    const { status, stderr, calls } = run(script(), 'agent.deb')
    expect([status, stderr, calls.length]).toEqual([1, expect.stringContaining(says), count])
  })

  test('hands a server and a root on as they are, whatever stands in them', () => {
    const [server, root] = [`https://a.example/'$(touch owned)`, 'SHA256:`touch owned`']
    expect(run(script({ ...kiosks, server, root }), 'agent.deb').calls.at(-1)).toEqual([
      'splashtop-agent',
      'enrol',
      '-',
      '--unless-enrolled',
      '--server',
      server,
      '--root',
      root,
    ])
    expect(existsSync(join(here, 'owned'))).toBe(false)
  })
})

describe.each([
  ['macos', 'install.sh', (folder: string) => [folder], CODE],
  ['jamf', 'splashtop-streamer.sh', (folder: string) => ['/', 'Mac', 'ada', '', folder], CODE],
  ['jamf', 'splashtop-streamer.sh', (folder: string) => ['/', 'Mac', 'ada', 'ANOTHER1CODE', folder], 'ANOTHER1CODE'],
])('the script for %s', (name, file, args, code) => {
  const script = (deployment = kiosks) => fileOf(target(name).render(deployment), file)
  let folder: string
  beforeEach(() => {
    may('id', 'find', 'dirname')
    folder = join(here, 'the vendor’s files')
    mkdirSync(folder, { mode: 0o755 })
    // With bash, as the script calls it by its own path.
    writeFileSync(join(folder, 'deploy_splashtop_streamer.sh'), `{ printf '%s\\0' deploy "$@"; printf '\\n'; } >>'${here}/calls'\n`, {
      mode: 0o755,
    })
    writeFileSync(join(folder, 'streamer.dmg'), '', { mode: 0o644 })
  })

  test(`deploys by the script of the vendor, with ${code}`, () => {
    expect(run(script(), ...args(folder))).toMatchObject({
      status: 0,
      calls: [['deploy', '-i', join(folder, 'streamer.dmg'), '-d', code, '-w', '0', '-s', '0', '-v', '0']],
    })
  })

  test('runs nothing that others than root can change', () => {
    for (const path of [folder, join(folder, 'streamer.dmg'), join(folder, 'deploy_splashtop_streamer.sh')]) {
      chmodSync(path, 0o777)
      expect(run(script(), ...args(folder))).toMatchObject({
        status: 1,
        calls: [],
        stderr: expect.stringContaining('can be changed by others'),
      })
      chmodSync(path, 0o755)
    }
    expect(run(script(), ...args(folder)).status).toBe(0)
  })

  test('says what is missing', () => {
    rmSync(join(folder, 'streamer.dmg'))
    expect(run(script(), ...args(folder))).toMatchObject({ status: 1, calls: [], stderr: expect.stringContaining('streamer.dmg') })
  })

  test('does the same whatever the package is called', () => {
    for (const one of hostile) expect(run(script(named(one)), ...args(folder)).status).toBe(0)
    expect(existsSync(join(here, 'owned'))).toBe(false)
  })
})
