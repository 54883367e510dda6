/**
 * When two values of a field mean the same although their text differs (reconciler: "Equality is semantic"). One place for the plan,
 * the server and whatever else compares. Sets have no order: they are sorted when they are loaded (fields.ts, `normalise`).
 */
import ipaddr from 'ipaddr.js'
import { compare } from './problem.ts'
import type { Equality } from './shape.ts'

const both = (form: (text: string) => string) => (a: string, b: string) => form(a) === form(b)

/** `FREQ=WEEKLY;BYDAY=MO` in upper case, its parts in order, lists sorted, without what is the default (INTERVAL=1, WKST=MO). */
function rule(text: string): string {
  return text
    .trim()
    .toUpperCase()
    .split(';')
    .map((part) => {
      const [name = '', value = ''] = part.split('=')
      return `${name}=${value.split(',').sort(compare).join(',')}`
    })
    .filter((part) => part !== 'INTERVAL=1' && part !== 'WKST=MO' && part !== '=')
    .sort(compare)
    .join(';')
}

function cidr(text: string): string {
  try {
    const [address, bits] = text.includes('/') ? ipaddr.parseCIDR(text) : [ipaddr.parse(text), -1]
    return `${address.toNormalizedString()}/${bits === -1 ? (address.kind() === 'ipv4' ? 32 : 128) : bits}`
  } catch {
    return text // not an address: the schema says so elsewhere, here it only equals itself
  }
}

function instant(text: string): string {
  const time = Date.parse(text)
  return Number.isNaN(time) ? text : String(time)
}

function zones(a: string, b: string): boolean {
  try {
    const epoch = Temporal.Instant.fromEpochMilliseconds(0)
    return epoch.toZonedDateTimeISO(a).equals(epoch.toZonedDateTimeISO(b))
  } catch {
    return false // an unknown zone equals nothing
  }
}

export const equalities: Record<Equality, (a: string, b: string) => boolean> = {
  lowercase: both((text) => text.toLowerCase()),
  timezone: zones,
  rrule: both(rule),
  cidr: both(cidr),
  instant: both(instant),
}
