/**
 * The keys that agents trust (protocol/keys.ts), in a folder beside the operator's: `devices/` in the key folder of the database.
 *
 *   root-N.key      signs the next root and the online keys; made here, and to be moved to where no network reaches
 *   online-S.key    signs policies, timestamps and revocations, for 90 days; S is its serial
 *   chain.json      the roots, oldest first, and the online key, as agents are sent them; all public
 *
 * `chain.json` is the word that counts: a new key is written before it and the old one removed after it, each whole and by a rename, so that after
 * a crash there is the old chain with its key, or the new one with its own. Servers that run look at it again, so that rotating needs no restart.
 */
import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { instant, instantMs } from '../../protocol/instants.ts'
import {
  fingerprint,
  ONLINE_DAYS,
  type OnlineKey,
  openFirstRoot,
  openNextRoot,
  openOnlineKey,
  publicText,
  type Root,
  type SigningKey,
  signOnlineKey,
  signRoot,
} from '../../protocol/keys.ts'
import { type Problem, ProblemError, problem } from '../../schema/problem.ts'
import { readKeys } from '../keys.ts'
import { lock } from '../lock.ts'

export interface DeviceKeys {
  folder: string
  /** The newest root, and its fingerprint as artefacts carry it. */
  root: Root
  fingerprint: string
  /** JWS of each root, oldest first, and of the online key. */
  roots: readonly string[]
  onlineText: string
  online: OnlineKey
  signing: SigningKey
}

/** `first` is the fingerprint of the first root, from which the others follow. */
interface Chain {
  version: 1
  first: string
  roots: string[]
  online: string
}

const CHAIN = 'chain.json'
const DAY_MS = 86_400_000
/** Clocks of agents that are a little behind take a new key at once. */
const EARLY_MS = 5 * 60_000
/** From so many days before its end on, an online key is told to end. */
export const ENDING_DAYS = 14

/** @param keyFolder that of the database, which is there already */
export const deviceFolder = (keyFolder: string): string => join(keyFolder, 'devices')
const rootFile = (root: number): string => `root-${root}.key`
const onlineFile = (serial: number): string => `online-${serial}.key`

/** The newest state, or undefined where none was made. What is there and doesn't fit together is a ProblemError. */
export function readDeviceKeys(keyFolder: string): DeviceKeys | undefined {
  const folder = deviceFolder(keyFolder)
  const text = contentOf(join(folder, CHAIN))
  if (text === undefined) return undefined
  const { roots, online: onlineText, first } = chainIn(folder, text)
  try {
    let root = openFirstRoot(roots[0] as string, first)
    for (const next of roots.slice(1)) root = openNextRoot(next, root)
    const online = openOnlineKey(onlineText, root, { serial: 0 })
    const key = privateKey(join(folder, onlineFile(online.serial)))
    if (publicText(key) !== online.publicKey)
      throw unfit(folder, `\`${onlineFile(online.serial)}\` is another key than the one of the chain`)
    return {
      ...{ folder, root, roots, online, onlineText },
      fingerprint: fingerprint(root.publicKey),
      signing: { kid: online.kid, private: key },
    }
  } catch (error) {
    const { problems: [found] = [] } = error instanceof ProblemError ? error : {}
    if (found?.code === 'untrusted-document') throw unfit(folder, `its chain does not hold: ${found.message}`)
    throw error
  }
}

function chainIn(folder: string, text: string): Chain {
  try {
    const chain = JSON.parse(text) as Chain
    if (chain.version === 1 && Array.isArray(chain.roots) && chain.roots.length > 0) return chain
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  throw unfit(folder, `\`${CHAIN}\` is not what was written`)
}

/** Changes the keys while no other process does. */
export async function alone<T>(keyFolder: string, work: () => T): Promise<T> {
  if (!readKeys(keyFolder))
    throw new ProblemError(
      problem(
        'device-keys',
        `The key folder \`${keyFolder}\` has no keys of the database, which come first.`,
        'Begin a team (`splashctl server init`), or set SPLASHTOP_KEYS to the folder that holds the keys.',
      ),
    )
  const folder = deviceFolder(keyFolder)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const held = await lock(folder, { waitSeconds: WAIT_S })
  try {
    return work()
  } finally {
    held.release()
  }
}
const WAIT_S = 10

/** The first root and the first online key. Where there are keys already they stay, and are given back. */
export function makeDeviceKeys(keyFolder: string, database: string, now: number): DeviceKeys {
  const existing = readDeviceKeys(keyFolder)
  if (existing) return existing
  const folder = deviceFolder(keyFolder)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const key = generateKeyPairSync('ed25519').privateKey
  const root: Root = { root: 1, database, publicKey: publicText(key), issuedAt: instant(now) }
  writeKey(join(folder, rootFile(1)), key)
  const before = { root, roots: [signRoot(root, key)], first: fingerprint(root.publicKey) }
  return issue(keyFolder, before, key, { epoch: 1, serial: 1, now })
}

export interface Rotating {
  now: number
  /** Where the file of the newest root's key is, if it was moved away. */
  rootKey?: string | undefined
}

/** A new online key, in place of the one there is. */
export function rotateOnline(keyFolder: string, { now, rootKey }: Rotating): DeviceKeys {
  const keys = neededDeviceKeys(keyFolder)
  const { epoch, serial } = keys.online
  return issue(keyFolder, chainOf(keys), rootKeyOf(keys, rootKey), { epoch, serial: serial + 1, now })
}

/** The same in the next epoch: after the database was put back from a backup, its revisions are others than agents have seen. */
export function raiseEpoch(keyFolder: string, { now, rootKey }: Rotating): DeviceKeys {
  const keys = neededDeviceKeys(keyFolder)
  const { epoch, serial } = keys.online
  return issue(keyFolder, chainOf(keys), rootKeyOf(keys, rootKey), { epoch: epoch + 1, serial: serial + 1, now })
}

/** A new root, signed by the one before, and an online key of it, by whose new name every agent learns that there is a new root. */
export function rotateRoot(keyFolder: string, { now, rootKey }: Rotating): DeviceKeys {
  const keys = neededDeviceKeys(keyFolder)
  const former = rootKeyOf(keys, rootKey)
  const key = generateKeyPairSync('ed25519').privateKey
  const root: Root = { ...keys.root, root: keys.root.root + 1, publicKey: publicText(key), issuedAt: instant(now) }
  writeKey(join(keys.folder, rootFile(root.root)), key)
  const { epoch, serial } = keys.online
  const chain = chainOf(keys)
  return issue(keyFolder, { ...chain, root, roots: [...chain.roots, signRoot(root, former)] }, key, { epoch, serial: serial + 1, now })
}

/** What is said of keys that a person should know: the online key ends soon, or has ended; the root lies where the servers are. */
export function keyProblems({ folder, online, root }: DeviceKeys, now: number): Problem[] {
  const days = Math.floor(((instantMs(online.notAfter) as number) - now) / DAY_MS)
  const problems: Problem[] = []
  if (days < ENDING_DAYS)
    problems.push(
      problem(
        'device-keys-ending',
        days < 0
          ? `The online key ended at ${online.notAfter}: agents take nothing from this control plane.`
          : `The online key ends at ${online.notAfter}, in ${days} days.`,
        'Run `splashctl keys rotate` where the root key is, or give it by `--root-key FILE`.',
      ),
    )
  if (contentOf(join(folder, rootFile(root.root))) !== undefined)
    problems.push(
      problem(
        'root-key-online',
        `The root key lies in \`${join(folder, rootFile(root.root))}\`, on the machine of the control plane.`,
        'Move the file to a medium that no network reaches, with a copy elsewhere; `splashctl keys rotate --root-key FILE` reads it there every 90 days.',
      ),
    )
  return problems
}

export const deviceKeysMissing = (): ProblemError =>
  new ProblemError(
    problem(
      'device-keys-missing',
      'This control plane has no keys for agents: it serves people, and no computer can enrol.',
      'Run `splashctl keys init` on the machine of the control plane.',
    ),
  )

/**
 * The keys of a server that runs, read again when they were changed: by `splashctl keys`, or copied here from the machine where that ran. Throws
 * where there are none, where they can't be used, and where the online key ended.
 */
export function heldKeys(keyFolder: string, now: () => number = Date.now): () => DeviceKeys {
  let [text, keys, looked]: [text?: string, keys?: DeviceKeys, looked?: number] = []
  return () => {
    const at = now()
    if (looked === undefined || Math.abs(at - looked) >= LOOK_MS) {
      const found = contentOf(join(deviceFolder(keyFolder), CHAIN))
      if (!keys || found !== text) keys = readDeviceKeys(keyFolder)
      text = found
      looked = at
    }
    if (!keys) throw deviceKeysMissing()
    if (at >= (instantMs(keys.online.notAfter) as number)) throw new ProblemError(ended(keys))
    return keys
  }
}
const LOOK_MS = 2000

const ended = ({ online }: DeviceKeys): Problem =>
  problem(
    'device-keys-missing',
    `The online key of this control plane ended at ${online.notAfter}: agents would believe nothing of it.`,
    'Run `splashctl keys rotate` with the root key at hand.',
  )

type Former = Pick<Chain, 'first' | 'roots'> & { root: Root }
const chainOf = ({ root, roots }: DeviceKeys): Former => ({ root, roots: [...roots], first: firstOf(roots) })

/** Read, so it was opened by its own fingerprint before. */
const firstOf = ([text = '']: readonly string[]): string =>
  fingerprint((JSON.parse(Buffer.from(text.split('.')[1] ?? '', 'base64url').toString('utf8')) as Root).publicKey)

function issue(keyFolder: string, { root, roots, first }: Former, rootKey: KeyObject, { epoch, serial, now }: Issuing): DeviceKeys {
  const folder = deviceFolder(keyFolder)
  const key = generateKeyPairSync('ed25519').privateKey
  const online: OnlineKey = {
    ...{ database: root.database, kid: `online-${serial}`, publicKey: publicText(key), epoch, serial },
    ...{ notBefore: instant(now - EARLY_MS), notAfter: instant(now + ONLINE_DAYS * DAY_MS) },
  }
  writeKey(join(folder, onlineFile(serial)), key)
  const chain: Chain = { version: 1, first, roots, online: signOnlineKey(online, root, rootKey) }
  writeWhole(join(folder, CHAIN), `${JSON.stringify(chain, null, 2)}\n`)
  for (const name of readdirSync(folder)) if (/^online-\d+\.key$/.test(name) && name !== onlineFile(serial)) rmSync(join(folder, name))
  const made = readDeviceKeys(keyFolder)
  if (!made) throw unfit(folder, 'what was just written is not there')
  return made
}
interface Issuing {
  epoch: number
  serial: number
  now: number
}

export function neededDeviceKeys(keyFolder: string): DeviceKeys {
  const keys = readDeviceKeys(keyFolder)
  if (!keys) throw deviceKeysMissing()
  return keys
}

function rootKeyOf({ folder, root }: DeviceKeys, given: string | undefined): KeyObject {
  const file = given ?? join(folder, rootFile(root.root))
  if (contentOf(file) === undefined)
    throw new ProblemError(
      problem(
        'root-key',
        `The key of root ${root.root} is not in \`${file}\`.`,
        `Bring \`${rootFile(root.root)}\` from where it is kept, and name it by \`--root-key FILE\`.`,
      ),
    )
  const key = privateKey(file)
  if (publicText(key) === root.publicKey) return key
  throw new ProblemError(
    problem(
      'root-key',
      `\`${basename(file)}\` is not the key of root ${root.root}, whose fingerprint is ${fingerprint(root.publicKey)}.`,
      `Name the file that was \`${rootFile(root.root)}\`.`,
    ),
  )
}

function privateKey(file: string): KeyObject {
  const text = contentOf(file)
  if (text === undefined) throw unfit(file, 'it is not there')
  try {
    const key = createPrivateKey(text)
    if (key.asymmetricKeyType === 'ed25519') return key
  } catch {
    throw unfit(file, 'it holds no private key') // the reason would quote what the file holds
  }
  throw unfit(file, 'it holds a key of another sort')
}

const unfit = (place: string, why: string): ProblemError =>
  new ProblemError(
    problem(
      'device-keys',
      `The keys for agents in \`${place}\` can't be used: ${why}.`,
      'Put the folder back as it was: from its copy, or from another server of the same database. Never make new keys over it, since agents would believe none of them.',
    ),
  )

function contentOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
    throw unfit(file, `it can't be read (${code})`)
  }
}

const writeKey = (file: string, key: KeyObject): void => writeWhole(file, key.export({ type: 'pkcs8', format: 'pem' }) as string)

/** After a crash it is the old text or the new one, and what follows it is never kept without it. */
function writeWhole(file: string, text: string): void {
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, text, { mode: 0o600, flush: true })
  renameSync(draft, file)
  const folder = openSync(join(file, '..'), 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}
