/** Does an address lie in one of some ranges? Asked of who commits, and of where a token is used from. */
import ipaddr from 'ipaddr.js'

/** An IPv4 address that came in an IPv6 one (`::ffff:192.0.2.1`) is the IPv4 address. What is no address lies nowhere. */
export function inRanges(ranges: readonly string[], address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.process(address)
  return ranges.some((range) => {
    try {
      const [network, bits] = range.includes('/') ? ipaddr.parseCIDR(range) : [ipaddr.parse(range), range.includes(':') ? 128 : 32]
      return parsed.kind() === network.kind() && parsed.match(network, bits)
    } catch {
      return false // not a range: its own Problem was made where it was read
    }
  })
}
