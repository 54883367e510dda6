/**
 * A network of its own for what is measured: a namespace with a pair of interfaces, in which nftables drops packets by lot. (`netem` would be the usual way, and
 * is not in every kernel; what is dropped here comes without delay or jitter, and in no bursts.)
 */
import { execFileSync, spawnSync } from 'node:child_process'

const INSIDE = 'SPLASHTOP_BENCH_NETWORK'
const TABLE = 'bench'

/** Starts this program anew inside, and gives how it ended; undefined where it is inside already, or none can be made. */
export function again(): number | undefined {
  if (process.env[INSIDE] || process.getuid?.() !== 0) return undefined
  const name = `splashtop-bench-${process.pid}`
  if (spawnSync('ip', ['netns', 'add', name], { stdio: 'ignore' }).status !== 0) return undefined
  try {
    const inside = (...args: string[]) => execFileSync('ip', ['netns', 'exec', name, ...args])
    inside('ip', 'link', 'set', 'lo', 'up')
    inside('ip', 'link', 'add', 'near', 'type', 'veth', 'peer', 'name', 'far')
    inside('ip', 'addr', 'add', '10.77.0.1/24', 'dev', 'near')
    for (const end of ['near', 'far']) inside('ip', 'link', 'set', end, 'up')
    const args = ['netns', 'exec', name, process.execPath, ...process.argv.slice(1)]
    return spawnSync('ip', args, { stdio: 'inherit', env: { ...process.env, [INSIDE]: name } }).status ?? 1
  } finally {
    spawnSync('ip', ['netns', 'del', name])
  }
}

/** Loses so many of a thousand UDP packets, each way. False where that can't be had. */
export function lose(thousandths: number): boolean {
  if (!process.env[INSIDE]) return thousandths === 0
  spawnSync('nft', ['delete', 'table', 'ip', TABLE], { stdio: 'ignore' })
  if (thousandths === 0) return true
  const chain = 'type filter hook input priority 0;'
  const rule = `meta l4proto udp numgen random mod 1000 < ${thousandths} drop`
  const input = `table ip ${TABLE} {\n chain lost {\n ${chain}\n ${rule}\n }\n}\n`
  return spawnSync('nft', ['-f', '-'], { input, stdio: ['pipe', 'inherit', 'inherit'] }).status === 0
}
