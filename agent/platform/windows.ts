/**
 * Windows, as far as it can be tried on another system: the answers of its programs are read as they were written down, and no setting is
 * enforced, which is what the report says.
 */
import { arch, release } from 'node:os'
import { deviceIdOf, type Platform, type Run, run } from './platform.ts'

const CRYPTOGRAPHY = 'HKLM\\SOFTWARE\\Microsoft\\Cryptography'
const UNINSTALL = 'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall'

export function windows(ask: Run = run): Platform {
  return {
    name: 'windows',
    os: async () => ({ name: 'windows', version: `Windows ${release()}`, arch: arch() }),
    deviceId: async () => {
      const { stdout } = await ask('reg', ['query', CRYPTOGRAPHY, '/v', 'MachineGuid'])
      const [, machine] = /^\s*MachineGuid\s+REG_SZ\s+([0-9a-fA-F-]{36})\s*$/m.exec(stdout) ?? []
      return machine === undefined ? undefined : deviceIdOf(machine)
    },
    enforcers: {},
    software: async () => {
      const { stdout } = await ask('reg', ['query', UNINSTALL, '/s'])
      const textIn = (block: string, name: string) => new RegExp(`^\\s+${name}\\s+REG_SZ\\s+(.+?)\\s*$`, 'm').exec(block)?.[1]
      return stdout.split(/\r?\n\r?\n/).flatMap((block) => {
        const [name, version] = [textIn(block, 'DisplayName'), textIn(block, 'DisplayVersion')]
        return name === undefined ? [] : [{ name, version: version ?? '' }]
      })
    },
  }
}
