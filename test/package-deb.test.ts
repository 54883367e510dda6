/**
 * The Debian package: what is in it, and what becomes of it on a machine of its own (machine.ts) with the real systemd, apt and dpkg, and a real
 * control plane. Without such a machine only what is in it is tried.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { linkSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { exit } from '../agent/exit.ts'
import { version } from '../agent/version.ts'
import { type Machine, machine, whyNoMachine } from './machine.ts'
import { type Served, served } from './served.ts'
import { checkout, run } from './splashctl.ts'

const has = (program: string): boolean => spawnSync(program, ['--version']).status === 0
const noMachine = await whyNoMachine()
const [EPOCH, UNIT, STATE] = ['1767225600', 'splashtop-agent.service', '/var/lib/splashtop-agent']

let [place, first, next] = ['', '', '']
/** @returns its path. Packed and not compressed, which would take a minute. */
async function built(out: string, ...args: string[]): Promise<string> {
  const script = join(checkout, 'scripts', 'package-deb.ts')
  const env = { ...process.env, SOURCE_DATE_EPOCH: EPOCH }
  const { stdout, stderr } = await run(process.execPath, [script, '--compression', 'none', '--out', join(place, out), ...args], '/', env)
  const [, path] = /^(\S+\.deb) {2}/.exec(stdout) ?? []
  if (path === undefined) throw new Error(stderr)
  return path
}
const isDebian = has('dpkg-deb')
beforeAll(async () => {
  place = mkdtempSync(join(tmpdir(), 'deb-'))
  if (!isDebian) return
  ;[first, next] = await Promise.all([built('first'), built('next', '--revision', '2')])
})
afterAll(() => rmSync(place, { recursive: true }))

const deb = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync('dpkg-deb', args, { encoding: 'utf8', maxBuffer: 1 << 28 })
  expect([args, status, stderr]).toEqual([args, 0, ''])
  return stdout
}
const fieldOf = (path: string, name: string): string => deb('--field', path, name).trim()

describe.skipIf(!isDebian)('the package', () => {
  test('says what it is, and needs what its Node is linked against', () => {
    expect(['Package', 'Version', 'Architecture'].map((name) => fieldOf(first, name))).toEqual([
      'splashtop-agent',
      version,
      { x64: 'amd64', arm64: 'arm64' }[process.arch as 'x64'],
    ])
    const newer = spawnSync('dpkg', ['--compare-versions', fieldOf(next, 'Version'), 'gt', fieldOf(first, 'Version')])
    expect(newer.status).toBe(0)
    const tree = join(place, 'tree')
    deb('--extract', first, tree)
    const node = readFileSync(join(tree, 'usr/lib/splashtop-agent/node')).toString('latin1')
    const depends = fieldOf(first, 'Depends')
    const newest = (prefix: string) =>
      [...node.matchAll(new RegExp(`\\0${prefix}_(\\d+\\.\\d+(?:\\.\\d+)?)(?=\\0)`, 'g'))]
        .map(([, said = '']) => said)
        .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
        .at(-1)
    expect(depends).toContain(`libc6 (>= ${newest('GLIBC')})`)
    // Of GCC 5, as its page of ABI versions has it.
    expect([newest('GLIBCXX'), depends]).toEqual(['3.4.21', expect.stringContaining('libstdc++6 (>= 5)')])
    const libraries = new Set([...node.matchAll(/\0(lib[a-z+_]+)(?:-[a-z0-9-]+)?\.so\.\d+(?=\0)/g)].map(([, name]) => name))
    expect([...libraries].sort()).toEqual(['libatomic', 'libc', 'libdl', 'libgcc_s', 'libm', 'libpthread', 'libstdc++'])
    expect(readFileSync(join(tree, 'usr/share/doc/splashtop-agent/copyright'), 'utf8')).toMatch(
      /^ commander \d[\s\S]*^ Node\.js is licensed/m,
    )
  })

  test('is the same bytes from the same sources, whoever builds it where', async () => {
    const digest = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex')
    const former = process.umask(0o077)
    try {
      const again = await built('again')
      expect(digest(again)).toBe(digest(first))
      rmSync(again)
    } finally {
      process.umask(former)
    }
  })

  test('belongs to root, and lets nobody else write', () => {
    const lines = deb('--contents', first).trim().split('\n')
    expect(lines.filter((line) => !/^(d|-)rw[x-]r-[x-]r-[x-] root\/root /.test(line))).toEqual([])
    expect(lines.filter((line) => line.startsWith('-rwx')).map((line) => line.split(' ').at(-1))).toEqual([
      './usr/bin/splashtop-agent',
      './usr/lib/splashtop-agent/node',
    ])
  })

  const scripts = ['postinst', 'prerm', 'postrm', 'splashtop-agent'].map((name) => [name, join(checkout, 'scripts', 'deb', name)] as const)
  test.each(scripts)('has a %s that a shell and shellcheck take', (_, path) => {
    expect(spawnSync('sh', ['-n', path]).status).toBe(0)
    expect(has('shellcheck') || process.env.CI === undefined).toBe(true)
    if (has('shellcheck')) expect(spawnSync('shellcheck', ['--shell=sh', '--severity=style', path], { encoding: 'utf8' }).stdout).toBe('')
  })

  test('has a unit that systemd finds little to say against', () => {
    expect(has('systemd-analyze') || process.env.CI === undefined).toBe(true)
    if (!has('systemd-analyze')) return
    const unit = join(checkout, 'scripts', 'deb', UNIT)
    const { stdout } = spawnSync('systemd-analyze', ['security', '--offline=true', '--no-pager', unit], { encoding: 'utf8' })
    const [, score] = /Overall exposure level for .*: (\d+\.\d) /.exec(stdout) ?? []
    expect(Number(score), stdout).toBeLessThanOrEqual(3)
  })
})

describe.skipIf(noMachine !== undefined)(`on a machine${noMachine === undefined ? '' : `, of which there is none: ${noMachine}`}`, () => {
  const FILES = `
apiVersion: splashtop.io/v1
kind: DeploymentPackage
metadata: {name: benches}
spec: {displayName: Benches, group: workshop}
---
apiVersion: splashtop.io/v1
kind: PreferencePolicy
metadata: {name: benches}
spec: {displayName: Benches, settings: {general: {autoLaunch: true}}, targets: {groups: [workshop]}}
`
  let [project, own] = [{} as Served, {} as Machine]
  beforeAll(async () => {
    ;[project, own] = await Promise.all([
      served('examples/minimal', { team: 'atelier', owner: 'maya', email: 'maya@atelier.example' }),
      machine('systemd'),
    ])
    handOver(own)
    writeFileSync(join(project.path, 'benches.yaml'), FILES)
    await good('login', '--token-file', join(project.path, '..', 'owner.token'))
    await good('apply', '--yes')
    await good('package', 'benches', '--for', 'agent-deb', '--out', own.shared, '--force')
  })
  afterAll(async () => {
    await own.end?.()
    await project.end?.()
  })

  async function good(...args: string[]): Promise<string> {
    const ended = await project.splashctl(...args)
    expect({ args, code: ended.code, stderr: ended.code === 0 ? '' : ended.stderr }).toEqual({ args, code: 0, stderr: '' })
    return ended.stdout
  }
  const handOver = ({ shared }: Machine): void => {
    linkSync(first, join(shared, 'first.deb'))
    linkSync(next, join(shared, 'next.deb'))
  }
  /** What a line of shell says there; it must succeed. */
  async function done(line: string, where = own): Promise<string> {
    const { code, stdout, stderr } = await where.run('sh', '-c', line)
    expect({ line, code, said: code === 0 ? '' : stdout + stderr }).toEqual({ line, code: 0, said: '' })
    return stdout.trim()
  }
  const status = async () => JSON.parse(await done('splashtop-agent status --json'))
  /** Whether it runs, by which process, and whether it starts with the system. */
  const unit = async () => {
    const shown = await done(`systemctl show --property ActiveState,MainPID ${UNIT}`)
    const [active, pid] = ['ActiveState', 'MainPID'].map((name) => new RegExp(`^${name}=(.*)$`, 'm').exec(shown)?.[1])
    return { active, pid, enabled: (await own.run('systemctl', 'is-enabled', UNIT)).stdout.trim() }
  }
  /** The policy is changed, and runs. */
  async function enforced(autoLaunch: boolean): Promise<void> {
    writeFileSync(join(project.path, 'benches.yaml'), FILES.replace('autoLaunch: true', `autoLaunch: ${autoLaunch}`))
    expect(await good('apply', '--yes', '--wait', '--wait-timeout', '20')).toMatch(/1 of 1 computer enforce it\./)
  }
  let [agentId, pid] = ['', '' as string | undefined]

  test('the script of the package installs, enrols and starts it', async () => {
    expect(await done('sh /shared/install.sh /shared/first.deb')).toContain('of team `atelier`')
    expect(await done('dpkg --verify splashtop-agent; dpkg --audit')).toBe('')
    expect(await unit()).toMatchObject({ active: 'active', enabled: 'enabled' })
    expect(await done(`stat -c '%a %U:%G' ${STATE}`)).toBe('700 root:root')
    ;({ agentId } = (await status()).computer)
    ;({ pid } = await unit())
  })

  test('within its bounds it enforces a policy, and reports', async () => {
    await enforced(false)
    expect(await status()).toMatchObject({ running: true, settings: { 'general.autoLaunch': { value: false, enforcement: 'enforced' } } })
    expect(await unit()).toEqual({ active: 'active', pid, enabled: 'disabled' })
    const touched = await own.run('nsenter', '--target', pid ?? '', '--mount', '--', 'touch', '/usr/lib/splashtop-agent/package.json')
    expect(touched.stderr).toContain('Read-only')
    expect(await done(`grep -E '^(NoNewPrivs|Seccomp|CapEff):' /proc/${pid}/status`)).toBe(
      'CapEff:\t0000000000000000\nNoNewPrivs:\t1\nSeccomp:\t2',
    )
  })

  test('within the same bounds it takes stock', async () => {
    const text = readFileSync(join(checkout, 'scripts', 'deb', UNIT), 'utf8')
      .replace(/^ExecStart=.*$/m, 'ExecStart=/usr/bin/splashtop-agent inventory\nStandardOutput=truncate:/shared/inventory.json')
      .replace('Type=exec', 'Type=oneshot')
      .replace('Restart=on-failure', 'Restart=no')
    writeFileSync(join(own.shared, 'stock.service'), text)
    await done('cp /shared/stock.service /run/systemd/system/ && systemctl daemon-reload && systemctl start stock.service')
    const found = JSON.parse(readFileSync(join(own.shared, 'inventory.json'), 'utf8'))
    expect(found).toMatchObject({ hardware: { memoryBytes: expect.any(Number), cpu: { cores: expect.any(Number) } } })
    expect(found.software).toContainEqual({ name: 'splashtop-agent', version })
  })

  test('an upgrade starts the new one, as the same computer, and leaves alone what was switched off', async () => {
    await done('sh /shared/install.sh /shared/next.deb')
    const after = await unit()
    expect(after).toMatchObject({ active: 'active', enabled: 'disabled' })
    expect(after.pid).not.toBe(pid)
    expect((await status()).computer.agentId).toBe(agentId)
    await enforced(true)
    expect(await unit()).toEqual({ ...after, enabled: 'enabled' })
  })

  test('removed, the state stays, and installed again it goes on', async () => {
    await done('dpkg --remove splashtop-agent')
    expect(await done(`ls ${STATE}`)).toMatch(/^identity\.json$/m)
    expect(await done("find /proc/[0-9]*/exe -lname '*splashtop-agent*'")).toBe('')
    await done('dpkg --install /shared/next.deb')
    expect([(await unit()).active, (await status()).computer.agentId]).toEqual(['active', agentId])
  })

  test('un-enrolled it ends, is not started again, and leaves nothing when it is purged', async () => {
    const { name } = (await status()).computer
    await done(`cp ${STATE}/identity.json /shared`)
    const last = (await unit()).pid
    await good('unenrol', name, '--yes')
    await done(`timeout 20 tail --pid=${last} -f /dev/null`)
    const ended = await done(`systemctl show --property Result,ExecMainStatus,NRestarts ${UNIT}`)
    expect(ended.split('\n').sort()).toEqual([`ExecMainStatus=${exit.refused}`, 'NRestarts=0', 'Result=exit-code'])
    expect((await unit()).active).toBe('failed')
    expect(await done('dpkg --purge splashtop-agent')).not.toContain('splashctl unenrol')
    expect(await done('find /etc /usr /var/lib /lib/systemd -name "*splashtop-agent*" -not -path "*/node_modules/*"')).toBe('')
  })

  test('without systemd running it is installed, upgraded, removed and purged', async () => {
    const bare = await machine('none')
    const then = (line: string) => done(line, bare)
    try {
      handOver(bare)
      for (const name of ['first', 'next']) await then(`dpkg --install /shared/${name}.deb`)
      expect(await then('splashtop-agent --version')).toBe(version)
      expect(await then(`stat -c %a ${STATE}; readlink /etc/systemd/system/multi-user.target.wants/${UNIT}`)).toBe(
        `700\n/lib/systemd/system/${UNIT}`,
      )
      await then(`dpkg --remove splashtop-agent && test -d ${STATE}`)
      // Of a computer that is enrolled, who purges it is told what is left elsewhere.
      linkSync(join(own.shared, 'identity.json'), join(bare.shared, 'identity.json'))
      await then(`cp /shared/identity.json ${STATE}`)
      const { computer } = JSON.parse(readFileSync(join(own.shared, 'identity.json'), 'utf8'))
      expect(await then('dpkg --purge splashtop-agent')).toContain(`until somebody runs: splashctl unenrol ${computer}`)
      await then(`test ! -e ${STATE}`)
    } finally {
      await bare.end()
    }
  })
})
