/**
 * What the machine is made of and what is installed on it. Asking takes seconds, hundreds of programs and tens of megabytes, so it happens in a
 * process of its own, which is ended when it takes too long: the agent stays small, and outlives whatever the system does to who asks it.
 */
import { execFile } from 'node:child_process'
import type { Json } from '../schema/canonical.ts'
import type { Platform } from './platform/platform.ts'

const PATIENCE_MS = 60_000
/** With the rest of it a report stays within its bounds (protocol/report.ts). */
const [MOST_BYTES, MOST_PACKAGES] = [384 << 10, 5000]

export async function inventory(platform: Platform): Promise<{ [part: string]: Json }> {
  const { default: about } = await import('systeminformation')
  const [system, cpu, memory, disks, software] = await Promise.all([
    about.system(),
    about.cpu(),
    about.mem(),
    about.diskLayout(),
    platform.software(),
  ])
  const found = {
    system: { manufacturer: system.manufacturer, model: system.model, virtual: system.virtual },
    hardware: {
      cpu: { brand: cpu.brand, cores: cpu.cores, speedGHz: cpu.speed },
      memoryBytes: memory.total,
      disks: disks.slice(0, 100).map(({ name, type, size }) => ({ name, type, bytes: size })),
    },
    software: software
      .slice(0, MOST_PACKAGES)
      .map(({ name, version }) => ({ name: name.slice(0, 128), version: version.slice(0, 128) }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    softwareLeftOut: Math.max(0, software.length - MOST_PACKAGES),
  }
  while (Buffer.byteLength(JSON.stringify(found)) > MOST_BYTES && found.software.length > 0) {
    const left = Math.floor(found.software.length * 0.8)
    found.softwareLeftOut += found.software.length - left
    found.software.length = left
  }
  return found
}

/** The same, asked of a process of its own. @param program how this program is started: `[node, ...options, launcher]` */
export function inventoryBeside(program: readonly string[], signal: AbortSignal): Promise<Json> {
  const [file = '', ...args] = program
  return new Promise((settle, fail) => {
    const options = { timeout: PATIENCE_MS, maxBuffer: 4 * MOST_BYTES, signal }
    execFile(file, [...args, 'inventory'], options, (error, stdout) => {
      if (error) return fail(error)
      try {
        settle(JSON.parse(stdout) as Json)
      } catch (fault) {
        fail(fault)
      }
    })
  })
}
