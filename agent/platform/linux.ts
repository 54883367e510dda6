/**
 * Linux. The machine is known by /etc/machine-id (hashed), the system by /etc/os-release. Settings are enforced by the files and programs that
 * administrators use for the same, so that what is enforced can be seen and understood with the system's own means:
 *
 *   general.autoLaunch    systemctl enable, disable
 *   general.autoUpdate    a file of apt's that keeps unattended-upgrades from the agent; to update by itself it has no channel yet
 *   general.hideTrayIcon  it shows none
 */
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { arch } from 'node:os'
import { dirname, join } from 'node:path'
import { ProblemError } from '../../schema/problem.ts'
import { writeWhole } from '../durable.ts'
import {
  deviceIdOf,
  type Enforcer,
  enforced,
  failed,
  type Installed,
  type Outcome,
  type Platform,
  type Run,
  run,
  unsupported,
} from './platform.ts'

export const UNIT = 'splashtop-agent.service'
const APT_FILE = 'etc/apt/apt.conf.d/52splashtop-agent'
/** unattended-upgrades leaves alone what is on this list (its README). */
export const APT_KEEPS = `// Written by splashtop-agent, as the policy's general.autoUpdate says.\nUnattended-Upgrade::Package-Blacklist { "^splashtop-agent$"; };\n`

/** @param root the root of the system, elsewhere for whoever only tries it */
export function linux(root = '/', ask: Run = run): Platform {
  const at = (path: string) => join(root, path)
  return {
    name: 'linux',
    os: async () => ({ name: 'linux', version: versionIn(textAt(at('etc/os-release')) ?? ''), arch: arch() }),
    deviceId: async () => {
      const machine = textAt(at('etc/machine-id'))?.trim()
      // Before the first start is over it says `uninitialized` (machine-id(5)).
      return machine && /^[0-9a-f]{32}$/.test(machine) ? deviceIdOf(machine) : undefined
    },
    enforcers: {
      'general.autoLaunch': autoLaunch(root, ask),
      'general.autoUpdate': autoUpdate(at),
      'general.hideTrayIcon': async (hidden) => (hidden === true ? enforced : unsupported('This agent has no icon to show.')),
    },
    software: () => software(ask),
  }
}

/** `Debian GNU/Linux 12 (bookworm)` of os-release(5). */
function versionIn(text: string): string {
  const [, quoted, plain] = /^PRETTY_NAME=(?:"([^"\n]*)"|([^\n]*))$/m.exec(text) ?? []
  return (quoted ?? plain ?? 'Linux').slice(0, 128)
}

function textAt(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined // a system that has no such file
  }
}

const autoLaunch =
  (root: string, ask: Run): Enforcer =>
  async (wanted) => {
    const systemctl = (...args: string[]) => ask('systemctl', [...(root === '/' ? [] : [`--root=${root}`]), ...args, UNIT])
    const is = await systemctl('is-enabled')
    if (is.code === null) return unsupported('There is no systemd on this system.')
    const state = is.stdout.trim()
    if (state === '' || state === 'not-found') return unsupported(`There is no ${UNIT} on this system.`)
    if (state === 'masked') return wanted === true ? failed(`${UNIT} is masked: run \`systemctl unmask\`.`) : enforced
    if ((state === 'enabled') === (wanted === true)) return enforced
    const done = await systemctl(wanted === true ? 'enable' : 'disable')
    return done.code === 0 ? enforced : failed(`systemctl says: ${lastLine(done.stderr)}`)
  }

const autoUpdate =
  (at: (path: string) => string): Enforcer =>
  async (wanted): Promise<Outcome> => {
    if (wanted === true) return unsupported('This version has no channel from which it would update by itself.')
    // Nothing updates a system by itself where this is not installed.
    if (!existsSync(at('usr/bin/unattended-upgrade')) || textAt(at(APT_FILE)) === APT_KEEPS) return enforced
    const path = at(APT_FILE)
    try {
      mkdirSync(dirname(path), { recursive: true })
      writeWhole(dirname(path), '52splashtop-agent', APT_KEEPS, 0o644)
      return enforced
    } catch (error) {
      return failed(error instanceof ProblemError ? (error.problems[0]?.message ?? '') : String(error))
    }
  }

const lastLine = (text: string): string => (text.trim().split('\n').at(-1) ?? '').slice(0, 200)

/** What dpkg or rpm has installed; nothing where there is neither. */
async function software(ask: Run): Promise<Installed[]> {
  const dpkg = await ask('dpkg-query', [
    '-W',
    '-f',
    `${['db:Status-Status', 'Package', 'Version'].map((field) => `\${${field}}`).join('\t')}\n`,
  ])
  const lines =
    dpkg.code === 0
      ? dpkg.stdout.split('\n').flatMap((line) => (line.startsWith('installed\t') ? [line.slice('installed\t'.length)] : []))
      : (await ask('rpm', ['-qa', '--queryformat', '%{NAME}\t%{VERSION}-%{RELEASE}\n'])).stdout.split('\n')
  return lines.flatMap((line) => {
    const [name, version] = line.split('\t')
    return name && version ? [{ name, version }] : []
  })
}
