/** Network namespaces for tests: places with an address each, of which none reaches another, and all reach this machine. Only root can make them. */
import { execFileSync, spawnSync } from 'node:child_process'

export interface Place {
  /** Its name; `ip netns exec NAME` runs a program there. */
  name: string
  /** Of this machine, as it is seen from there. */
  host: string
  /** Nothing comes in or goes out, or does again. */
  plug(isIn: boolean): void
  /** It is in another network from now on, by another device, under another address. */
  move(): void
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
    const name = `sp-${process.pid}-${i}`
    let moved = 0
    ip('netns', 'add', name)
    ip('-n', name, 'link', 'set', 'lo', 'up')
    function join(): { inner: string; host: string } {
      const net = `10.${201 + moved}.${(process.pid % 60) * 4 + i}`
      const [inner, outer] = ['i', 'o'].map((end) => `sp${end}${process.pid % 10_000}${i}${moved}`) as [string, string]
      ip('link', 'add', outer, 'type', 'veth', 'peer', 'name', inner)
      ip('link', 'set', inner, 'netns', name)
      ip('addr', 'add', `${net}.1/24`, 'dev', outer)
      ip('link', 'set', outer, 'up')
      ip('-n', name, 'addr', 'add', `${net}.2/24`, 'dev', inner)
      ip('-n', name, 'link', 'set', inner, 'up')
      return { inner, host: `${net}.1` }
    }
    let now = join()
    return {
      name,
      get host() {
        return now.host
      },
      plug: (isIn) => void ip('-n', name, 'link', 'set', now.inner, isIn ? 'up' : 'down'),
      move() {
        ip('-n', name, 'link', 'del', now.inner)
        moved++
        now = join()
      },
    }
  })
  return {
    all,
    end() {
      // Its devices go with it.
      for (const { name } of all) ip('netns', 'del', name)
    },
  }
}
