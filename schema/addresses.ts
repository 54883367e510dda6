/** Does an address, or a whole range, lie in one of some ranges? Asked of who commits, and of where a token is used from. */
import ipaddr from 'ipaddr.js'

/** An IPv4 address that came in an IPv6 one (`::ffff:192.0.2.1`) is the IPv4 address. What is no address lies nowhere. */
export function inRanges(ranges: readonly string[], address: string): boolean {
  // Not in the short and octal forms that some programs read: what one takes for another address than the next is none.
  if (!(address.includes(':') ? ipaddr.IPv6.isValid(address) : ipaddr.IPv4.isValidFourPartDecimal(address))) return false
  const parsed = ipaddr.process(address)
  return ranges.some((range) => {
    try {
      const [network, bits] = parsedRange(range)
      return parsed.kind() === network.kind() && parsed.match(network, bits)
    } catch {
      return false // not a range: its own Problem was made where it was read
    }
  })
}

/** Is it a name of this very machine, which nobody reaches from elsewhere? As URLs write it, or without the brackets. */
export const isLoopback = (host: string): boolean => host === 'localhost' || /^\[?::1\]?$/.test(host) || /^127(\.\d{1,3}){3}$/.test(host)

/** Does a whole range lie in one of some ranges? Each is one, as `formats.cidr` has it. */
export function rangeWithin(ranges: readonly string[], inner: string): boolean {
  const [network, bits] = parsedRange(inner)
  return ranges.some((range) => {
    const [around, of] = parsedRange(range)
    return network.kind() === around.kind() && bits >= of && network.match(around, of)
  })
}

const parsedRange = (range: string): [ReturnType<typeof ipaddr.parse>, number] =>
  range.includes('/') ? ipaddr.parseCIDR(range) : [ipaddr.parse(range), range.includes(':') ? 128 : 32]
