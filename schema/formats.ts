/**
 * What a `format` of the schemas means: a test, and words for whoever wrote something else. The validators that are compiled ahead of time
 * call these, so a format is written once; each is linear in the length of the text, since hostile files are read with them too.
 */
import ipaddr from 'ipaddr.js'
import { ruleFault } from './recurrence.ts'

const EMAIL =
  /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)+$/
const DOMAIN = /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)+$/i
const DATE = /^\d{4}-\d{2}-\d{2}$/
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/
const MOMENT = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::(\d{2}))?(Z|[+-]\d{2}:\d{2})?$/
const PEM = /^-----BEGIN CERTIFICATE-----\s[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----\s*$/

export const builtinRoles = ['owner', 'super-admin', 'admin', 'group-admin', 'member'] as const
export type BuiltinRole = (typeof builtinRoles)[number]

function isDate(text: string): boolean {
  if (!DATE.test(text)) return false
  const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8, 10))]
  return year >= 1970 && month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate()
}

function isInstant(text: string): boolean {
  return INSTANT.test(text) && isDate(text.slice(0, 10)) && !Number.isNaN(Date.parse(text))
}

/** A wall time, or an instant: to the minute or to the second. Whether the clocks of a zone show it that day is for who knows the zone. */
function isMoment(text: string): boolean {
  const [, date, hour, minute, second = '00', offset] = MOMENT.exec(text) ?? []
  if (date === undefined || !isDate(date) || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return false
  return offset === undefined || offset === 'Z' || (Number(offset.slice(1, 3)) <= 18 && Number(offset.slice(4)) <= 59)
}

const zones = new Map<string, boolean>()
/** IANA names alone: an offset (`+01:00`) has no summer time, and moves meetings twice a year. */
function isTimeZone(text: string): boolean {
  let known = zones.get(text)
  if (known === undefined) {
    known = /^[A-Za-z][A-Za-z0-9_+/-]{1,63}$/.test(text)
    try {
      if (known) Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(text)
    } catch {
      known = false // RangeError: no such zone, which is the question
    }
    if (zones.size < 1000) zones.set(text, known)
  }
  return known
}

const isEmail = (text: string): boolean =>
  text.length <= 254 && EMAIL.test(text) && !text.startsWith('.') && !text.includes('..') && !text.includes('.@')

function isHttps(text: string): boolean {
  if (!text.startsWith('https://') || /[\s"<>\\^`{|}]/.test(text)) return false
  const url = URL.parse(text)
  return url !== null && url.username === '' && url.password === ''
}

export interface Format {
  test(text: string): boolean
  /** "must be …" */
  expected: string
  /** What is wrong with a text that isn't, when more can be said. */
  why?(text: string): string | undefined
}

export const formats = {
  email: { test: isEmail, expected: 'an e-mail address, as `alice@example.com`' },
  domain: { test: (text) => DOMAIN.test(text), expected: 'a domain name, as `example.com`' },
  date: { test: isDate, expected: 'a date that exists, as `2026-03-29`' },
  instant: { test: isInstant, expected: 'a time with its offset, as `2026-12-31T18:00:00Z`' },
  moment: {
    test: isMoment,
    expected: 'a time as `2026-03-29T02:30`, on the clocks of the team; or with its offset, as `2026-03-29T02:30+02:00`, or with `Z`',
  },
  timezone: { test: isTimeZone, expected: 'a time zone of the IANA database, as `Europe/Paris`' },
  cidr: {
    test: (text) =>
      text.includes('/')
        ? ipaddr.isValidCIDR(text) && !/^0\d|\.0\d/.test(text)
        : ipaddr.IPv6.isValid(text) || ipaddr.IPv4.isValidFourPartDecimal(text),
    expected: 'an address or a range in CIDR notation, as `203.0.113.0/24` or `2001:db8::/32`',
  },
  https: { test: isHttps, expected: 'an address that begins with `https://`, without a user or password in it' },
  pem: { test: (text) => PEM.test(text), expected: 'one certificate in PEM form, with its BEGIN and END lines' },
  recipient: {
    test: (text) => (builtinRoles as readonly string[]).includes(text) || isEmail(text),
    expected: `one of the roles ${builtinRoles.map((role) => `\`${role}\``).join(', ')}, or an e-mail address`,
  },
  rrule: {
    test: (text) => ruleFault(text) === undefined,
    why: ruleFault,
    expected: 'a recurrence rule (RFC 5545), as `FREQ=MONTHLY;BYDAY=1MO`',
  },
} satisfies Record<string, Format>

export type FormatName = keyof typeof formats
