/**
 * macOS, as far as it can be tried on another system: the answers of its programs are read as they were written down, and no setting is
 * enforced, which is what the report says.
 */
import { arch } from 'node:os'
import { deviceIdOf, type Platform, type Run, run } from './platform.ts'

export function macos(ask: Run = run): Platform {
  return {
    name: 'macos',
    os: async () => ({ name: 'macos', version: `macOS ${(await ask('sw_vers', ['-productVersion'])).stdout.trim()}`.trim(), arch: arch() }),
    deviceId: async () => {
      const { stdout } = await ask('ioreg', ['-rd1', '-c', 'IOPlatformExpertDevice'])
      const [, machine] = /"IOPlatformUUID" = "([0-9A-Fa-f-]{36})"/.exec(stdout) ?? []
      return machine === undefined ? undefined : deviceIdOf(machine)
    },
    enforcers: {},
    software: async () => {
      const { code, stdout } = await ask('pkgutil', ['--pkgs'])
      return code === 0 ? stdout.split('\n').flatMap((name) => (name === '' ? [] : [{ name, version: '' }])) : []
    },
  }
}
