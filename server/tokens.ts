/**
 * API tokens of people and pipelines: made, read and checked. Nothing here keeps one; what is kept is a record without the token itself.
 *
 *   sp_ + 43 letters and digits (256 random bits) + 6 of a checksum
 *
 * The prefix lets scanners find a token that was committed by mistake, the checksum tells a slip of the hand from a token that isn't valid.
 * What is kept is its SHA-256: a slow hash slows down guessing, and 256 random bits are not guessed; a quick one lets a server look a token up
 * by its digest, without a second secret and without telling by its time which tokens there are.
 */
import { hash, randomBytes } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { inRanges } from '../schema/addresses.ts'
import { formats } from '../schema/formats.ts'
import type { Identity } from '../schema/kind.ts'
import { ProblemError, problem } from '../schema/problem.ts'
import type { TokenRow } from './store/store.ts'

export interface TokenRecord {
  /** Names the token to people and in logs; says nothing about it. */
  id: string
  /** What it is for, in the words of who made it. */
  description: string
  /** As whom it acts. */
  identity: Identity
  /** Of the user whom it stands or falls with: whoever bears the name later is somebody else. Absent for the operator's. */
  uid?: string
  /** Good for one thing: to be exchanged, once, for a token that lasts. */
  once?: true
  /** Of an invitation, who gave it: what that one may not do any more when it is exchanged, it does not do. Absent where the operator did. */
  inviter?: { identity: Identity; uid?: string }
  /** When it was exchanged; RFC 3339, UTC. */
  used?: string
  /** When whoever has it passed the second step last (two-step/two-step.ts); RFC 3339, UTC. */
  secondStep?: string
  /** Who made it: the name of an actor. */
  issuedBy: string
  /** RFC 3339, UTC. */
  issued: string
  expires: string
  /** From where it holds: CIDR ranges. None: from everywhere. */
  allow: string[]
  /** When it was revoked; RFC 3339, UTC. */
  revoked?: string
  /** SHA-256 of the token, hexadecimal. */
  digest: string
}

const PREFIX = 'sp_'
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
/** So many digits of base 62 hold 256 bits, and 32. */
const [SECRET, CHECK] = [43, 6]
const SHAPE = new RegExp(`^${PREFIX}[0-9A-Za-z]{${SECRET + CHECK}}$`)

const DAY = 86_400_000
export const DEFAULT_DAYS = 90
export const MAX_DAYS = 366

export interface TokenWish {
  identity: Identity
  uid?: string
  once?: true
  inviter?: { identity: Identity; uid?: string }
  issuedBy: string
  description?: string
  /** How long it holds, in whole days. */
  days?: number
  allow?: readonly string[]
  /** Its text, where whoever asked has drawn it. */
  text?: string
}

/** The text of a new token. A client draws one itself, so that a call which it has to send again gives the token that it knows. */
export function drawToken(): string {
  const secret = inBase62(BigInt(`0x${randomBytes(32).toString('hex')}`), SECRET)
  return `${PREFIX}${secret}${checksum(secret)}`
}

/** @param now milliseconds since 1970. The text is given to whoever asked, once, and to nobody else. */
export function makeToken(
  { identity, uid, once, inviter, issuedBy, description = '', days = once ? 1 : DEFAULT_DAYS, allow = [], text = drawToken() }: TokenWish,
  now: number,
): { text: string; record: TokenRecord } {
  if (!Number.isInteger(days) || days < 1 || days > MAX_DAYS)
    throw new ProblemError(problem('usage', `A token can't hold for ${days} days.`, `Choose whole days, from 1 to ${MAX_DAYS}.`))
  const odd = allow.find((range) => !formats.cidr.test(range))
  if (odd !== undefined)
    throw new ProblemError(problem('usage', `\`${odd}\` is no range of addresses.`, 'Write ranges as `192.0.2.0/24` or `2001:db8::/32`.'))
  const record: TokenRecord = {
    id: randomBytes(6).toString('hex'),
    description,
    identity,
    ...(uid !== undefined && { uid }),
    ...(once && { once }),
    ...(inviter && { inviter }),
    issuedBy,
    issued: new Date(now).toISOString(),
    expires: new Date(now + days * DAY).toISOString(),
    allow: [...allow],
    digest: readToken(text),
  }
  return { text, record }
}

/** The digest by which a token's record is found. A text that can be no token is a ProblemError, which doesn't repeat it. */
export function readToken(text: string): string {
  const secret = text.slice(PREFIX.length, PREFIX.length + SECRET)
  if (!SHAPE.test(text) || checksum(secret) !== text.slice(-CHECK))
    throw new ProblemError(
      problem(
        'bad-token',
        SHAPE.test(text) ? 'The API token has a wrong letter: its checksum does not fit.' : 'What was sent is no API token.',
        `Send the whole token: \`${PREFIX}\`, then ${SECRET + CHECK} letters and digits.`,
      ),
    )
  return digestOf(text)
}

/**
 * As whom a token acts, here and now. What its holder may is asked of the world each time (`holderOf`): a token keeps no rights of its own.
 * One that holds no longer is a ProblemError.
 */
export function identityOfToken(
  { id, identity, expires, allow, revoked, used }: TokenRecord,
  { now, address }: { now: number; address?: string },
): Identity {
  const refuse = (why: string, fix: string) => new ProblemError(problem('token-refused', `The token \`${id}\` ${why}.`, fix))
  if (revoked !== undefined) throw refuse(`was revoked at ${revoked}`, 'Issue another, if it was not meant.')
  if (used !== undefined)
    throw refuse(`was for one sign-in, at ${used}`, 'Ask for another one, or sign in with the token that it was exchanged for.')
  if (!(now < Date.parse(expires))) throw refuse(`held until ${expires}`, 'Issue another.')
  if (allow.length > 0 && (address === undefined || !inRanges(allow, address)))
    throw refuse(`does not hold from ${address ?? 'an unknown address'}`, 'Use it from an address that it is for, or issue another.')
  return identity
}

/** Of what is kept of a token, for the audit log. */
export const tokenDigest = ({ digest, record }: Pick<TokenRow, 'digest' | 'record'>): string => digestOf(JSON.stringify([digest, record]))

/** As whom a token acts, in words. */
export const holderName = (identity: Identity): string =>
  'user' in identity ? identity.user : 'pipeline' in identity ? `pipeline ${identity.pipeline}` : identity.operator

const digestOf = (text: string): string => hash('sha256', text)

/** In base 62 too; small enough for plain numbers, and asked of every request. */
function checksum(secret: string): string {
  let text = ''
  for (let rest = crc32(secret); rest > 0; rest = Math.floor(rest / 62)) text = `${ALPHABET[rest % 62]}${text}`
  return text.padStart(CHECK, '0')
}

function inBase62(number: bigint, digits: number): string {
  let text = ''
  for (let rest = number; rest > 0n; rest /= 62n) text = `${ALPHABET[Number(rest % 62n)]}${text}`
  return text.padStart(digits, '0')
}
