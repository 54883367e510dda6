/**
 * Recovery codes: for who has lost the app. Ten of them, each good once, eighty bits each, so that a quick hash is as good as a slow one; only the hashes are
 * kept, and those sealed.
 */
import { hash, randomBytes } from 'node:crypto'
import { base32 } from './totp.ts'

const [COUNT, BYTES, GROUP] = [10, 10, 4]
const SHAPE = /^[A-Z2-7]{16}$/

/** `ABCD-EFGH-IJKL-MNOP`; told once. */
export const drawRecoveryCodes = (): string[] =>
  Array.from({ length: COUNT }, () => (base32(randomBytes(BYTES)).match(new RegExp(`.{${GROUP}}`, 'g')) ?? []).join('-'))

/** By which a code is found; undefined for a text that is none. Spaces, dashes and small letters are what people make of it. */
export function recoveryDigest(text: string): string | undefined {
  const plain = text.toUpperCase().replace(/[\s-]/g, '')
  return SHAPE.test(plain) ? hash('sha256', `recovery ${plain}`) : undefined
}
