/** Who the simulated agents are, whom they trust, and what they say of their machines. */
import type { Facts } from '../../protocol/enrolment.ts'

/** What a process that simulates agents is told: private keys, so the file is for its owner alone. */
export interface Known {
  team: string
  fingerprint: string
  roots: readonly string[]
  online: string
  /** Keys as PKCS #8, base64. */
  agents: { id: string; key: string }[]
}

export const factsOf = (hostname: string): Facts => ({
  ...{ hostname, deviceId: `device-of-${hostname}`, agentVersion: '0.1.0' },
  os: { name: 'linux', version: 'Debian 13', arch: 'x64' },
})
