/** What the systems say of themselves, and the settings that Linux enforces: with its own programs where they are, on a root of its own. */
import { existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { enforce } from '../enforcement.ts'
import { APT_KEEPS, linux, UNIT } from './linux.ts'
import { macos } from './macos.ts'
import { none } from './none.ts'
import { platform, type Ran, type Run, run } from './platform.ts'
import { windows } from './windows.ts'

const able = {
  locker: { missing: 'none' },
  logOff: { missing: 'none' },
  letters: { missing: 'none' },
  printing: { missing: 'No CUPS.' },
  recordings: undefined,
}
const says =
  (answers: Record<string, string>): Run =>
  async (program, args) => {
    const found = Object.entries(answers).find(([line]) => `${program} ${args.join(' ')}`.startsWith(line))
    const ran: Ran = found ? { code: 0, stdout: found[1], stderr: '' } : { code: null, stdout: '', stderr: 'ENOENT' }
    return ran
  }

describe('Linux', () => {
  let root: string
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'root-'))
  })
  afterEach(() => rmSync(root, { recursive: true }))
  const write = (path: string, text: string) => {
    mkdirSync(join(root, path, '..'), { recursive: true })
    writeFileSync(join(root, path), text)
  }

  test('is known by its machine-id, which nobody can read off', async () => {
    write('etc/machine-id', '3d1219c7c4c5404aaa1f6d2a48adfda4\n')
    write('etc/os-release', 'NAME="Debian GNU/Linux"\nPRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\n')
    const own = linux(root)
    expect(await own.os()).toMatchObject({ name: 'linux', version: 'Debian GNU/Linux 12 (bookworm)' })
    expect(await own.deviceId()).toMatch(/^[0-9a-f]{32}$/)
    expect(await own.deviceId()).not.toContain('3d1219c7')
    write('etc/machine-id', 'uninitialized\n')
    expect(await own.deviceId()).toBeUndefined()
  })

  test('lists what is installed, whichever packages it has', async () => {
    expect(await linux(root, says({ 'dpkg-query': 'installed\tbash\t5.2\nconfig-files\told\t1\n' })).software()).toEqual([
      { name: 'bash', version: '5.2' },
    ])
    expect(await linux(root, says({ 'rpm -qa': 'bash\t5.2-1\n' })).software()).toEqual([{ name: 'bash', version: '5.2-1' }])
    expect(await linux(root, says({})).software()).toEqual([])
  })

  const launch = (wanted: boolean, ask?: Run) => linux(root, ask).enforcers['general.autoLaunch']?.(wanted)

  test('starts the agent with the system, or not, by systemctl itself', async () => {
    write(`etc/systemd/system/${UNIT}`, '[Unit]\nDescription=x\n[Service]\nExecStart=/bin/true\n[Install]\nWantedBy=multi-user.target\n')
    const there = (await run('systemctl', ['--version'])).code === 0
    // Where the system has none, what it would say.
    const ask = there ? run : undefined
    const link = join(root, 'etc/systemd/system/multi-user.target.wants', UNIT)
    // It leads to where the unit will be on the system itself, not to here.
    const linked = () => lstatSync(link, { throwIfNoEntry: false }) !== undefined
    if (!ask) expect(await launch(true)).toEqual({ state: 'unsupported', reason: 'There is no systemd on this system.' })
    else {
      expect([await launch(true, ask), linked()]).toEqual([{ state: 'enforced' }, true])
      expect([await launch(true, ask), linked()]).toEqual([{ state: 'enforced' }, true])
      expect([await launch(false, ask), linked()]).toEqual([{ state: 'enforced' }, false])
    }
  })

  test.each<[what: string, ran: Ran, state: string]>([
    ['there is no systemd', { code: null, stdout: '', stderr: 'ENOENT' }, 'unsupported'],
    ['there is no unit', { code: 4, stdout: 'not-found\n', stderr: '' }, 'unsupported'],
    ['it says nothing', { code: 1, stdout: '', stderr: 'no bus' }, 'unsupported'],
    ['the unit is masked', { code: 1, stdout: 'masked\n', stderr: '' }, 'failed'],
    ['it refuses', { code: 1, stdout: 'disabled\n', stderr: 'Read-only file system' }, 'failed'],
  ])('says so where %s', async (_, ran, state) => {
    expect(await launch(true, async () => ran)).toMatchObject({ state, reason: expect.any(String) })
  })

  test('keeps unattended-upgrades from the agent', async () => {
    const update = linux(root).enforcers['general.autoUpdate']
    const file = join(root, 'etc/apt/apt.conf.d/52splashtop-agent')
    expect([await update?.(false), existsSync(file)]).toEqual([{ state: 'enforced' }, false])
    write('usr/bin/unattended-upgrade', '')
    expect([await update?.(false), readFileSync(file, 'utf8')]).toEqual([{ state: 'enforced' }, APT_KEEPS])
    expect(await update?.(true)).toMatchObject({ state: 'unsupported' })
    rmSync(join(root, 'etc'), { recursive: true })
    write('etc', 'in the way')
    expect(await update?.(false)).toMatchObject({ state: 'failed' })
  })
})

test('Windows is known by its MachineGuid, and lists its software', async () => {
  const guid =
    '\r\nHKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Cryptography\r\n    MachineGuid    REG_SZ    0f2b7c4e-1111-2222-3333-444455556666\r\n\r\n'
  const list =
    'HKEY_LOCAL_MACHINE\\…\\7-Zip\r\n    DisplayName    REG_SZ    7-Zip 24.09 (x64)\r\n    DisplayVersion    REG_SZ    24.09\r\n\r\nHKEY_LOCAL_MACHINE\\…\\Patch\r\n    NoRepair    REG_DWORD    0x1\r\n'
  const own = windows(says({ 'reg query HKLM\\SOFTWARE\\Microsoft\\Cryptography': guid, 'reg query HKLM': list }))
  expect(await own.deviceId()).toMatch(/^[0-9a-f]{32}$/)
  expect(await own.software()).toEqual([{ name: '7-Zip 24.09 (x64)', version: '24.09' }])
  expect(await windows(says({})).deviceId()).toBeUndefined()
})

test('macOS is known by its IOPlatformUUID', async () => {
  const own = macos(
    says({ ioreg: '  "IOPlatformUUID" = "0F2B7C4E-1111-2222-3333-444455556666"\n', sw_vers: '15.3\n', pkgutil: 'com.a\ncom.b\n' }),
  )
  expect([await own.os(), await own.deviceId()]).toEqual([
    expect.objectContaining({ name: 'macos', version: 'macOS 15.3' }),
    expect.stringMatching(/^[0-9a-f]{32}$/),
  ])
  expect(await own.software()).toHaveLength(2)
})

test('this system is one of them', async () => {
  const own = await platform()
  expect((await own.os()).version).not.toBe('')
})

test('each setting is enforced by who can, and else says why not', async () => {
  const setting = (value: string | boolean) => ({ value, origin: 'builtin', locked: false })
  const settings = {
    'session.sound': setting('off'),
    'session.maxSessionMinutes': setting('60'),
    'general.engine': setting('webrtc'),
    'general.hideTrayIcon': setting(true),
    'session.telepathy': setting(true),
    'general.autoLaunch': setting(true),
  }
  const failing = { 'general.autoLaunch': () => Promise.reject(new Error('no')) }
  expect(await enforce(settings, linux(), failing, { missing: 'There is no display.', able })).toEqual({
    'session.sound': { state: 'unsupported', reason: expect.stringContaining('no display') },
    'session.maxSessionMinutes': { state: 'unsupported', reason: expect.stringContaining('no display') },
    'general.engine': { state: 'unsupported', reason: expect.stringContaining('sessions') },
    'general.hideTrayIcon': { state: 'enforced' },
    'session.telepathy': { state: 'unsupported', reason: expect.stringContaining('does not know') },
    'general.autoLaunch': { state: 'failed', reason: 'no' },
  })
  expect((await enforce(settings, none, {}, { missing: undefined, able }))['general.hideTrayIcon']?.state).toBe('unsupported')
})
