/**
 * Ed25519 (RFC 8032), which a server with thousands of agents does all day: by Node's own OpenSSL, or by libsodium where a server has `sodium-native` beside
 * it, which takes two fifths of the time for the same signatures. It is native, so nothing brings it along: whoever runs a large control plane installs
 * it (docs/server.md). Both refuse what the other refuses, which a test holds.
 */
import { type KeyObject, sign as signHere, verify as verifyHere } from 'node:crypto'

interface Ed25519 {
  sign(message: Uint8Array, key: KeyObject): Buffer
  verify(message: Uint8Array, key: KeyObject, signature: Uint8Array): boolean
}

const openssl: Ed25519 = {
  sign: (message, key) => signHere(null, message, key),
  verify: (message, key, signature) => verifyHere(null, message, key, signature),
}
let chosen = openssl

/** With the private key. */
export const sign = (message: Uint8Array, key: KeyObject): Buffer => chosen.sign(message, key)
/** With the public one. */
export const verify = (message: Uint8Array, key: KeyObject, signature: Uint8Array): boolean => chosen.verify(message, key, signature)

/** From now on by what is quickest of what is there; gives its name. */
export async function quicken(): Promise<'libsodium' | 'OpenSSL'> {
  const sodium = await installed()
  if (sodium) chosen = libsodium(sodium)
  return sodium ? 'libsodium' : 'OpenSSL'
}

type Sodium = typeof import('sodium-native')

async function installed(): Promise<Sodium | undefined> {
  try {
    return await import('sodium-native')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    // Not installed, or not for this platform: Node's own does the same.
    if (code === 'ERR_MODULE_NOT_FOUND' || code === 'ADDON_NOT_FOUND') return undefined
    throw error
  }
}

const SIGNATURE_BYTES = 64

function libsodium(sodium: Sodium): Ed25519 {
  const raw = new WeakMap<KeyObject, Buffer>()
  /** As libsodium has keys: the public one, or the seed and the public one. */
  function bytesOf(key: KeyObject): Buffer {
    let bytes = raw.get(key)
    if (!bytes) {
      const { d = '', x = '' } = key.export({ format: 'jwk' })
      raw.set(key, (bytes = Buffer.concat([Buffer.from(d, 'base64url'), Buffer.from(x, 'base64url')])))
    }
    return bytes
  }
  return {
    sign(message, key) {
      const signature = Buffer.allocUnsafe(SIGNATURE_BYTES)
      sodium.crypto_sign_detached(signature, message, bytesOf(key))
      return signature
    },
    verify: (message, key, signature) =>
      signature.length === SIGNATURE_BYTES && sodium.crypto_sign_verify_detached(signature, message, bytesOf(key)),
  }
}
