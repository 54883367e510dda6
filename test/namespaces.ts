/** Network namespaces for tests: places with an address each, of which none reaches another, and all reach this machine. Only root can make them. */
import { execFileSync, spawnSync } from 'node:child_process'

export interface Place {
  /** Its name; `ip netns exec NAME` runs a program there. */
  name: string
  /** Of this machine, as it is seen from there. */
  host: string
}

const ip = (...args: string[]) => execFileSync('ip', args, { stdio: ['ignore', 'ignore', 'pipe'] })

/** Why there can be none here; undefined where there can. */
export function noNamespaces(): string | undefined {
  const name = `probe-${process.pid}`
  const { status, error } = spawnSync('ip', ['netns', 'add', name], { stdio: 'ignore' })
  if (error) return 'there is no `ip` (iproute2)'
  if (status !== 0) return 'this user may make no network namespaces'
  ip('netns', 'del', name)
  return undefined
}

/** So many places, with no way between them. */
export function places(count: number): { all: Place[]; end(): void } {
  const all = Array.from({ length: count }, (_, i): Place => {
    const [name, net] = [`sp-${process.pid}-${i}`, `10.201.${(process.pid % 60) * 4 + i}`]
    const [inner, outer] = [`spi${process.pid % 10_000}${i}`, `spo${process.pid % 10_000}${i}`]
    ip('netns', 'add', name)
    ip('link', 'add', outer, 'type', 'veth', 'peer', 'name', inner)
    ip('link', 'set', inner, 'netns', name)
    ip('addr', 'add', `${net}.1/24`, 'dev', outer)
    ip('link', 'set', outer, 'up')
    for (const words of [
      ['addr', 'add', `${net}.2/24`, 'dev', inner],
      ['link', 'set', inner, 'up'],
      ['link', 'set', 'lo', 'up'],
    ])
      ip('-n', name, ...words)
    return { name, host: `${net}.1` }
  })
  return {
    all,
    end() {
      // Its devices go with it.
      for (const { name } of all) ip('netns', 'del', name)
    },
  }
}
