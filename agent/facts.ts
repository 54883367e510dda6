/** What an agent knows of its machine and tells at enrolment: claims, all of them. */
import { randomBytes } from 'node:crypto'
import { hostname } from 'node:os'
import type { Facts } from '../protocol/enrolment.ts'
import { readText, writeWhole } from './durable.ts'
import type { Platform } from './platform/platform.ts'
import { version } from './version.ts'

const DRAWN = 'device-id'

/**
 * A machine without a number of its own gets one by lot, which is kept in the state; so does an agent that stands beside others on one machine.
 * @param as its host name then
 */
export async function factsOf(platform: Platform, folder: string, as?: string): Promise<Facts> {
  const os = await platform.os()
  const deviceId = as === undefined ? await platform.deviceId() : undefined
  return { hostname: (as ?? hostname()).slice(0, 253), os, deviceId: deviceId ?? drawn(folder), agentVersion: version }
}

function drawn(folder: string): string {
  const known = readText(folder, DRAWN)?.trim()
  if (known !== undefined && /^[0-9a-f]{32}$/.test(known)) return known
  const made = randomBytes(16).toString('hex')
  writeWhole(folder, DRAWN, `${made}\n`)
  return made
}
