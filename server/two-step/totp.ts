/**
 * Codes of an authenticator app (TOTP, RFC 6238, over HOTP, RFC 4226): six digits by HMAC-SHA-1 that change every thirty seconds, which is what all such
 * apps know. A secret has 160 bits, as RFC 4226 §4 asks. Pure but for the drawing of a secret.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

export const [DIGITS, STEP_SECONDS] = [6, 30]
const SECRET_BYTES = 20
/** So many steps a clock may be off, to either side. */
const OFF = 1

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** RFC 4648 §6, without padding: what people may have to type. */
export function base32(bytes: Uint8Array): string {
  let [text, held, bits] = ['', 0, 0]
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xffff
    for (bits += 8; bits >= 5; bits -= 5) text += BASE32[(held >> (bits - 5)) & 31]
  }
  return bits > 0 ? text + BASE32[(held << (5 - bits)) & 31] : text
}

export function fromBase32(text: string): Uint8Array {
  const bytes: number[] = []
  let [held, bits] = [0, 0]
  for (const letter of text) {
    held = ((held << 5) | BASE32.indexOf(letter)) & 0xffff
    bits += 5
    if (bits < 8) continue
    bits -= 8
    bytes.push((held >> bits) & 255)
  }
  return Uint8Array.from(bytes)
}

export const drawSecret = (): string => base32(randomBytes(SECRET_BYTES))

/** The step of a time in milliseconds since 1970. */
export const stepAt = (time: number): number => Math.floor(time / 1000 / STEP_SECONDS)

/** The code of a step (RFC 4226 §5.3). */
export function codeOf(secret: Uint8Array, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const mac = createHmac('sha1', secret).update(counter).digest()
  const at = (mac[mac.length - 1] as number) & 15
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 10 ** DIGITS).padStart(DIGITS, '0')
}

/**
 * The step that a code is of, around a time and after the last one that was used: each counts once (RFC 6238 §5.2). Undefined where it is of none. All are
 * looked at whatever the first says, so that the time tells nothing.
 */
export function stepOf(secret: string, code: string, { now, last }: { now: number; last: number }): number | undefined {
  if (!/^\d{6}$/.test(code)) return undefined
  const [key, given] = [fromBase32(secret), Buffer.from(code)]
  let found: number | undefined
  for (let step = stepAt(now) - OFF; step <= stepAt(now) + OFF; step++)
    if (timingSafeEqual(Buffer.from(codeOf(key, step)), given) && step > last) found ??= step
  return found
}

/** What an app reads, as a picture or as text (the Key URI Format of Google Authenticator, which others took over). */
export function uriOf(secret: string, { team, user }: { team: string; user: string }): string {
  const issuer = `Splashtop ${team}`
  const query = new URLSearchParams({ secret, issuer, algorithm: 'SHA1', digits: String(DIGITS), period: String(STEP_SECONDS) })
  return `otpauth://totp/${encodeURIComponent(issuer)}:${encodeURIComponent(user)}?${String(query).replaceAll('+', '%20')}`
}
