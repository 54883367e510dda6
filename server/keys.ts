/**
 * The two keys of a database: the operator key seals codes and tokens, the audit key signs the audit log. Whoever can write the database
 * can rewrite a bare hash chain; without these keys they can't sign it. So the keys lie outside: in a folder of the user's
 * configuration named after the database, never beside it and never in a backup. The folder also keeps the high-water mark of the
 * audit log, without which a log whose end was cut off would look whole.
 *
 * Keys are made once, together with the first entry of the audit log. Later their absence is never "first use": it is told.
 */
import { createPrivateKey, createPublicKey, generateKeyPairSync, hkdfSync, type KeyObject, randomBytes } from 'node:crypto'
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { threadId } from 'node:worker_threads'
import { type Problem, problem } from '../schema/problem.ts'

export interface Keys {
  folder: string
  audit: { private: KeyObject; public: KeyObject }
  /** 32 bytes each, derived from the operator key for one use each. */
  sealing: Uint8Array
  lookup: Uint8Array
}

/** The last entry of a team's audit log that was signed here. */
export interface Mark {
  sequence: number
  hash: string
}

const OPERATOR = 'operator.key'
const AUDIT = 'audit.key'

/** The user's configuration: `${XDG_CONFIG_HOME:-~/.config}/splashtop` */
export const configFolder = (env: NodeJS.ProcessEnv): string =>
  join(env.XDG_CONFIG_HOME || join(env.HOME || homedir(), '.config'), 'splashtop')

/** `${SPLASHTOP_KEYS ?? ${XDG_CONFIG_HOME:-~/.config}/splashtop/keys}/DATABASE-ID` */
export const keyFolder = (databaseId: string, env: NodeJS.ProcessEnv): string =>
  join(env.SPLASHTOP_KEYS || join(configFolder(env), 'keys'), databaseId)

/** The keys, or undefined where there is no folder, or an empty one. Throws on what is there and can't be read. */
export function readKeys(folder: string): Keys | undefined {
  let texts: Texts
  try {
    texts = { operator: readFileSync(join(folder, OPERATOR), 'utf8'), audit: readFileSync(join(folder, AUDIT), 'utf8') }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
  const { operator, audit } = texts
  if (last?.keys.folder !== folder || last.operator !== operator || last.audit !== audit) last = { ...texts, keys: keysOf(folder, texts) }
  return last.keys
}

type Texts = Record<'operator' | 'audit', string>
/** The files are read each time, for they may be taken away or be others by now; what they hold is made of them once, which takes longer. */
let last: (Texts & { keys: Keys }) | undefined

function keysOf(folder: string, texts: Texts): Keys {
  const operator = Buffer.from(texts.operator.trim(), 'base64')
  const audit = createPrivateKey(texts.audit)
  const derived = (use: string) => new Uint8Array(hkdfSync('sha256', operator, '', use, 32))
  return {
    folder,
    audit: { private: audit, public: createPublicKey(audit) },
    sealing: derived('splashtop-iac sealing v1'),
    lookup: derived('splashtop-iac lookup v1'),
  }
}

/** The keys, made if they don't exist. Of two processes at once one makes them and both use those: a folder appears whole or not at all. */
export function makeKeys(folder: string): Keys {
  const existing = readKeys(folder)
  if (existing) return existing
  makeFolder(dirname(folder))
  const draft = mkdtempSync(`${folder}.`)
  try {
    chmodSync(draft, 0o700)
    const { privateKey } = generateKeyPairSync('ed25519')
    writeFileSync(join(draft, OPERATOR), `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flush: true })
    writeFileSync(join(draft, AUDIT), privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flush: true })
    renameSync(draft, folder)
    syncFolder(dirname(folder)) // a commit that is sealed with these keys must not outlive them in a power cut
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    const { code } = error as NodeJS.ErrnoException
    if (code !== 'ENOTEMPTY' && code !== 'EEXIST') throw error
  }
  const made = readKeys(folder)
  if (!made) throw new Error(`the key folder ${folder} is not empty and holds no keys`)
  return made
}

/** With its parents. Not by `recursive`, which goes round for ever where a parent exists and takes no folder, as `/proc` does. */
function makeFolder(folder: string): void {
  const make = () => mkdirSync(folder, { mode: 0o700 })
  try {
    make()
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code !== 'ENOENT') {
      if (existsSync(folder)) return // what is no folder is told by whoever writes into it
      throw error
    }
    if (dirname(folder) === folder) throw error
    makeFolder(dirname(folder))
    try {
      make()
    } catch (again) {
      if ((again as NodeJS.ErrnoException).code !== 'EEXIST') throw again // another process was first
    }
  }
}

function syncFolder(folder: string): void {
  const descriptor = openSync(folder, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/** How a person says that the keys are lost for good: new ones are made here. */
export const isEmptyFolder = (folder: string): boolean => existsSync(folder) && readdirSync(folder).length === 0

export const keysMissing = (folder: string, reason = 'is not there'): Problem =>
  problem(
    'keys-missing',
    `The key folder \`${folder}\` ${reason}: new entries of the audit log are not signed, and codes can't be sealed.`,
    'Put the folder back, or set SPLASHTOP_KEYS to the folder that holds it. If the keys are lost for good, make that folder, empty: the next apply puts new ones there.',
  )

const markFile = (folder: string, team: string): string => join(folder, `mark-${encodeURIComponent(team)}.json`)

export function readMark(folder: string, team: string): Mark | undefined {
  try {
    const { sequence, hash } = JSON.parse(readFileSync(markFile(folder, team), 'utf8')) as Mark
    return { sequence, hash }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** Replaces the mark whole; after a crash it is the old one or the new one. Two threads of a server may write it at once. */
export function writeMark(folder: string, team: string, mark: Mark): void {
  const file = markFile(folder, team)
  const draft = `${file}.${process.pid}.${threadId}`
  writeFileSync(draft, JSON.stringify(mark), { mode: 0o600, flush: true })
  renameSync(draft, file)
}
