/**
 * Who may sign. An offline *root* signs the *online key* that the servers sign with, for 90 days; agents learn the root's fingerprint when they
 * are installed, and trust whatever leads from it.
 *
 *   root 1 ──signs──▶ root 2 ──signs──▶ root 3          a new root is signed by the one before
 *                                          └──signs──▶ online key (epoch, serial, from, until)
 *
 * `epoch` counts how often the control plane was restored from a backup: within one, revisions only grow. `serial` counts online keys, over all
 * epochs: an agent that has seen one trusts none before it, so a key that was lost ends with the next one.
 */
import { createPublicKey, hash, type KeyObject } from 'node:crypto'
import { instantMs } from './instants.ts'
import { type Opened, openJws, type SigningKey, signJws, untrusted } from './jws.ts'

export const ONLINE_DAYS = 90
/** Bytes of a root or an online key, as it travels. */
export const KEY_BYTES = 2048
/** So many roots an agent follows: one a day for ten years. */
export const MOST_ROOTS = 4000

export interface Root {
  root: number
  /** The id of the control plane's database. */
  database: string
  /** 32 bytes of Ed25519, base64url. */
  publicKey: string
  issuedAt: string
}

export interface OnlineKey {
  database: string
  kid: string
  publicKey: string
  epoch: number
  serial: number
  notBefore: string
  notAfter: string
}

/** What an agent trusts: the newest root that it followed, and the newest online key that this one signed. */
export interface Trust {
  root: Root
  online: OnlineKey
}

const SPKI = Buffer.from('302a300506032b6570032100', 'hex')

/** The 32 bytes of a public key, base64url. */
export const publicText = (key: KeyObject): string =>
  (key.type === 'private' ? createPublicKey(key) : key).export({ format: 'der', type: 'spki' }).subarray(SPKI.length).toString('base64url')

/** Undefined where it isn't the text of a key. */
export function publicKeyOf(text: unknown): KeyObject | undefined {
  if (typeof text !== 'string' || text.length !== 43) return undefined
  const bytes = Buffer.from(text, 'base64url')
  if (bytes.length !== 32 || bytes.toString('base64url') !== text) return undefined
  try {
    return createPublicKey({ key: Buffer.concat([SPKI, bytes]), format: 'der', type: 'spki' })
  } catch {
    return undefined
  }
}

/** `SHA256:…`, as people compare it and artefacts carry it. */
export const fingerprint = (publicKey: string): string => `SHA256:${hash('sha256', Buffer.from(publicKey, 'base64url'), 'base64url')}`
export const isFingerprint = (text: string): boolean => /^SHA256:[A-Za-z0-9_-]{43}$/.test(text)

const kidOfRoot = (root: number): string => `root-${root}`

/** @param by the private key of the root before; of the first, its own */
export const signRoot = (root: Root, by: KeyObject): string =>
  signJws('root', JSON.stringify(root), { kid: kidOfRoot(Math.max(1, root.root - 1)), private: by })

export const signOnlineKey = (online: OnlineKey, { root }: Root, by: KeyObject): string =>
  signJws('online-key', JSON.stringify(online), { kid: kidOfRoot(root), private: by })

/** The first root: whoever has it is believed because its fingerprint was told by a way that is trusted. */
export function openFirstRoot(text: string, expected: string): Root {
  const opened = unverified(text)
  const key = publicKeyOf(opened?.publicKey)
  if (!opened || !key || fingerprint(opened.publicKey) !== expected)
    throw untrusted('root', `is not the one of the fingerprint ${expected}`)
  return rootIn(openJws('root', text, { limit: KEY_BYTES, keyOf: (kid) => (kid === kidOfRoot(1) ? key : undefined) }), 1)
}

/** Any root of a chain, known by its fingerprint: what comes before it needs no asking. */
export function openPinnedRoot(chain: readonly string[], expected: string): Root {
  for (const text of chain) {
    const said = unverified(text)
    if (said && publicKeyOf(said.publicKey) && fingerprint(said.publicKey) === expected) {
      if (said.root === 1) return openFirstRoot(text, expected)
      return rootIn({ payload: said, kid: '' }, said.root)
    }
  }
  throw untrusted('root', `is not the one of the fingerprint ${expected}`)
}

export function openNextRoot(text: string, before: Root): Root {
  const key = publicKeyOf(before.publicKey) as KeyObject
  const keyOf = (kid: string) => (kid === kidOfRoot(before.root) ? key : undefined)
  const next = rootIn(openJws('root', text, { limit: KEY_BYTES, keyOf }), before.root + 1)
  if (next.database !== before.database) throw untrusted('root', 'is of another control plane')
  return next
}

export function openOnlineKey(text: string, root: Root, { serial }: Pick<OnlineKey, 'serial'>): OnlineKey {
  const key = publicKeyOf(root.publicKey) as KeyObject
  const keyOf = (kid: string) => (kid === kidOfRoot(root.root) ? key : undefined)
  const online = onlineIn(openJws('online-key', text, { limit: KEY_BYTES, keyOf }))
  if (online.database !== root.database) throw untrusted('online-key', 'is of another control plane')
  if (online.serial < serial) throw untrusted('online-key', 'was followed by a newer one')
  return online
}

/** The key of an online key, as long as it is to be trusted. @param now milliseconds since 1970 */
export function onlineKeyAt({ kid, publicKey, notBefore, notAfter }: OnlineKey, now: number): (kid: string) => KeyObject | undefined {
  const key = publicKeyOf(publicKey)
  const holds = now >= (instantMs(notBefore) as number) && now < (instantMs(notAfter) as number)
  return (asked) => (asked === kid && holds ? key : undefined)
}

export type { SigningKey }

function unverified(text: string): Root | undefined {
  if (text.length > KEY_BYTES) return undefined
  try {
    return JSON.parse(Buffer.from(text.split('.')[1] ?? '', 'base64url').toString('utf8')) as Root
  } catch {
    return undefined
  }
}

const isCount = (value: unknown): value is number => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
const isName = (value: unknown): value is string => typeof value === 'string' && /^[\w.-]{1,128}$/.test(value)

function rootIn({ payload }: Opened, number: number): Root {
  const { root, database, publicKey, issuedAt } = (payload ?? {}) as Partial<Root>
  if (root !== number || !isName(database) || !publicKeyOf(publicKey) || instantMs(issuedAt) === undefined)
    throw untrusted('root', `is not number ${number} of a chain`)
  return { root, database, publicKey: publicKey as string, issuedAt: issuedAt as string }
}

function onlineIn({ payload }: Opened): OnlineKey {
  const { database, kid, publicKey, epoch, serial, notBefore, notAfter } = (payload ?? {}) as Partial<OnlineKey>
  const [from, until] = [instantMs(notBefore), instantMs(notAfter)]
  if (
    !isName(database) ||
    !isName(kid) ||
    !publicKeyOf(publicKey) ||
    !isCount(epoch) ||
    !isCount(serial) ||
    from === undefined ||
    until === undefined
  )
    throw untrusted('online-key', 'lacks something')
  if (until - from > (ONLINE_DAYS + 1) * 86_400_000) throw untrusted('online-key', `holds for more than ${ONLINE_DAYS} days`)
  return { database, kid, publicKey: publicKey as string, epoch, serial, notBefore: notBefore as string, notAfter: notAfter as string }
}
