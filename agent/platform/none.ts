/** A system that nothing is known of: the agent holds its policy and reports, and enforces what is its own. */
import { arch, release, type } from 'node:os'
import type { Platform } from './platform.ts'

export const none: Platform = {
  name: 'other',
  // The nearest of the names that there are on the wire.
  os: async () => ({ name: 'linux', version: `${type()} ${release()}`, arch: arch() }),
  deviceId: async () => undefined,
  enforcers: {},
  software: async () => [],
}
