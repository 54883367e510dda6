/**
 * Values that must be used again (deployment codes, destination tokens) are sealed with AES-256-GCM under the operator's key; an HMAC
 * beside them finds a code without opening any. The seal is bound to the database, the team, the resource's uid and the value's name, so
 * that a sealed value can't be moved to where somebody may read it.
 */
import { createCipheriv, createDecipheriv, createHmac, randomBytes, randomInt } from 'node:crypto'
import type { Keys } from './keys.ts'

/** What a sealed value belongs to. */
export interface Bond {
  databaseId: string
  team: string
  uid: string
  name: string
}

const NONCE = 12
const TAG = 16
const bytesOf = ({ databaseId, team, uid, name }: Bond): Buffer => Buffer.from(JSON.stringify([databaseId, team, uid, name]))

/** nonce ‖ ciphertext ‖ tag */
export function seal(keys: Keys, bond: Bond, value: string): Uint8Array {
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', keys.sealing, nonce)
  cipher.setAAD(bytesOf(bond))
  return Buffer.concat([nonce, cipher.update(value, 'utf8'), cipher.final(), cipher.getAuthTag()])
}

/** Throws when the key is another, or anything at all was changed. */
export function unseal(keys: Keys, bond: Bond, sealed: Uint8Array): string {
  const decipher = createDecipheriv('aes-256-gcm', keys.sealing, sealed.subarray(0, NONCE))
  decipher.setAAD(bytesOf(bond))
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG))
  return Buffer.concat([decipher.update(sealed.subarray(NONCE, sealed.length - TAG)), decipher.final()]).toString('utf8')
}

export const lookupOf = (keys: Keys, name: string, value: string): string =>
  createHmac('sha256', keys.lookup).update(`${name}\0${value}`).digest('hex')

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
/** 12 characters [0-9A-Z]: 62 bits, drawn evenly. */
export const drawCode = (): string => Array.from({ length: 12 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
