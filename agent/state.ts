/**
 * The agent's state, in one folder that nobody else can look into:
 *
 *   key.pem            the agent's private key (Ed25519), which never leaves it
 *   identity.json      who this computer is, in which team, at which server, by which fingerprint it was told to trust
 *   trust.json         the root and the online key that are trusted by now, and the one that the policy at hand is signed by
 *   seen.json          the highest revision and serial that were ever seen; apart from what is a cache, so that losing that resets nothing
 *   policies/          the policy document, as it came, under its digest
 *   policy.timestamp   the last timestamp, as it came: it names the document that holds, so that writing it is the moment of the change
 *   clock.json         when that was, by both clocks of the machine
 *   local.json         settings that were made on this computer
 *   log/               the device's log (journal.ts)
 *   recordings/        sessions that were recorded (engine/recording.ts)
 *   running.json       what the agent that runs says of itself, for `status`
 *   system/            of an agent that stands beside others on one machine: what it would enforce on the system, below a root of its own
 */
import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { chmodSync, lstatSync, mkdirSync, readdirSync, type Stats } from 'node:fs'
import { join } from 'node:path'
import type { OnlineKey, Trust } from '../protocol/keys.ts'
import type { Condition } from '../protocol/report.ts'
import type { Json } from '../schema/canonical.ts'
import { ProblemError, problem } from '../schema/problem.ts'
import type { Reckoning } from './clock.ts'
import { readText, removeFile, syncFolder, writeWhole } from './durable.ts'
import type { Outcomes } from './enforcement.ts'

export interface Identity {
  agentId: string
  team: string
  /** The computer as a resource, and as people read it. */
  computer: string
  displayName: string
  server: string
  /** As it was told at enrolment. */
  fingerprint: string
  database: string
  enrolledAt: string
  /** The authority that signs the server's certificate, in PEM, where it is one of one's own. */
  ca?: string
  /** It stands beside other agents, and leaves this machine alone. */
  apart?: true
  /** When the control plane let this computer go. */
  revoked?: string
}

/** `former` are online keys before it by which something at hand is signed: good for reading that, and for nothing new. */
export interface KeptTrust extends Trust {
  former: OnlineKey[]
}

export interface Seen {
  database: string
  epoch: number
  rev: number
  serial: number
}

export interface State {
  folder: string
  identity(): Identity | undefined
  key(): KeyObject | undefined
  trust(): KeptTrust | undefined
  seen(): Seen | undefined
  clock(): Reckoning | undefined
  local(): Record<string, Json>
  running(): Running | undefined
  write<Name extends keyof Written>(name: Name, value: Written[Name]): void
  writeKey(key: KeyObject): void
  remove(name: string): void
}

export interface Written {
  identity: Identity
  trust: KeptTrust
  seen: Seen
  clock: Reckoning
  running: Running
}

/** What the agent that runs says of itself; nobody believes it who finds that none runs. */
export interface Running {
  pid: number
  conditions: readonly Condition[]
  /** Of the policy that is in force, with what became of its settings. */
  digest: string | null
  outcomes: Outcomes
}

/** Bytes of what somebody may have edited by hand. */
const LOCAL_BYTES = 256 << 10
export const [POLICIES, TIMESTAMP, LOG, KEY, RECORDINGS] = ['policies', 'policy.timestamp', 'log', 'key.pem', 'recordings'] as const
const SYSTEM = 'system'

export const stateFolder = (option: string | undefined, env: NodeJS.ProcessEnv): string =>
  option ??
  (env.STATE_DIRECTORY ||
    (process.platform === 'win32' ? join(env.ProgramData ?? 'C:\\ProgramData', 'splashtop-agent') : '/var/lib/splashtop-agent'))

/** @param make makes the folder where there is none; else that is who is not enrolled yet */
export function openState(folder: string, { make = false }: { make?: boolean } = {}): State {
  if (make) made(folder)
  mustBePrivate(folder)
  if (make) for (const inner of [POLICIES, LOG]) made(join(folder, inner))
  const parsed = <T>(name: string): T | undefined => {
    const text = readText(folder, `${name}.json`)
    if (text === undefined) return undefined
    try {
      return JSON.parse(text) as T
    } catch {
      throw damaged(join(folder, `${name}.json`))
    }
  }
  return {
    folder,
    identity: () => parsed<Identity>('identity'),
    key: () => keyIn(folder),
    trust: () => parsed<KeptTrust>('trust'),
    seen: () => parsed<Seen>('seen'),
    clock: () => parsed<Reckoning>('clock'),
    local: () => localIn(folder),
    running: () => parsed<Running>('running'),
    write: (name, value) => writeWhole(folder, `${name}.json`, `${JSON.stringify(value, null, 2)}\n`),
    writeKey: (key) => writeWhole(folder, KEY, key.export({ format: 'pem', type: 'pkcs8' }) as string),
    remove: (name) => removeFile(folder, name),
  }
}

/** The root of the system that an agent enforces on, which is there from enrolment on; undefined where that is the machine's own. */
export function systemOf(state: State): string | undefined {
  if (!state.identity()?.apart) return undefined
  const system = join(state.folder, SYSTEM)
  made(system)
  return system
}

export const newKey = (): KeyObject => generateKeyPairSync('ed25519').privateKey

function keyIn(folder: string): KeyObject | undefined {
  const text = readText(folder, KEY)
  if (text === undefined) return undefined
  try {
    return createPrivateKey(text)
  } catch {
    throw damaged(join(folder, KEY)) // the reason would quote it
  }
}

/** What was edited by hand may be anything; what can't be read as settings is a Problem, and no reason to stop. */
function localIn(folder: string): Record<string, Json> {
  const text = readText(folder, 'local.json')
  if (text === undefined) return {}
  let said: Json
  try {
    said = text.length > LOCAL_BYTES ? null : (JSON.parse(text) as Json)
  } catch {
    said = null
  }
  if (typeof said === 'object' && said !== null && !Array.isArray(said)) return said
  throw new ProblemError(
    problem(
      'local-settings',
      `\`${join(folder, 'local.json')}\` holds no settings.`,
      'Write it as `{"session.sound": "off"}`: names of settings, and their values. Until then it counts as empty.',
    ),
  )
}

function made(folder: string): void {
  try {
    mkdirSync(folder, { mode: 0o700 })
    chmodSync(folder, 0o700)
    syncFolder(join(folder, '..'))
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') return
    throw new ProblemError(
      problem('agent-state', `The folder \`${folder}\` can't be made (${code}).`, 'Run as root, or name another folder behind `--state`.'),
      { cause: error },
    )
  }
}

/** Whoever could read the key could be this computer, and whoever could write the state could say what it has seen. */
function mustBePrivate(folder: string): void {
  const own = process.getuid?.()
  /** Undefined where it is gone: the agent that runs replaces its files. */
  const look = (path: string): Stats | undefined => {
    try {
      return lstatSync(path)
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code === 'ENOENT') return undefined
      throw new ProblemError(problem('agent-state', `\`${path}\` can't be looked at (${code}).`, 'Run as root.'), { cause: error })
    }
  }
  const judge = (path: string, stats: Stats | undefined): void => {
    if (own === undefined || !stats) return // no such rights on this system: its installer sets those that there are
    const kind = stats.isDirectory() ? 'folder' : 'file'
    if (stats.isSymbolicLink()) throw open(path, 'is a link to somewhere else', `Put a ${kind} in its place.`)
    if (stats.uid !== own) throw open(path, 'belongs to somebody else', `Run \`chown\` on it, or run as its owner.`)
    if ((stats.mode & 0o077) !== 0)
      throw open(
        path,
        'can be read or written by others',
        `Run \`chmod ${kind === 'folder' ? 700 : 600}\` on it; who knows what happened to it enrols again.`,
      )
  }
  const outer = look(folder)
  if (!outer) throw notEnrolled(folder)
  judge(folder, outer)
  if (!outer.isDirectory()) throw new ProblemError(problem('agent-state', `\`${folder}\` is no folder.`, 'Name another behind `--state`.'))
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    judge(path, look(path))
    // What is in there looks like a system, which everybody may read; the folder itself is private.
    if (entry.isDirectory() && entry.name !== SYSTEM)
      for (const inner of readdirSync(path)) judge(join(path, inner), look(join(path, inner)))
  }
}

const open = (path: string, what: string, fix: string): ProblemError => new ProblemError(problem('state-open', `\`${path}\` ${what}.`, fix))
const damaged = (path: string): ProblemError =>
  new ProblemError(
    problem('agent-state', `\`${path}\` is damaged.`, 'Run `splashtop-agent enrol … --again`: the computer keeps its place.'),
  )
/** @param revoked when it was un-enrolled, if it was enrolled before */
export const notEnrolled = (folder: string, revoked?: string): ProblemError =>
  new ProblemError(
    problem(
      'agent-not-enrolled',
      revoked === undefined
        ? `This computer is not enrolled: there is nothing in \`${folder}\`.`
        : `This computer is not enrolled any more: the control plane let it go at ${revoked}.`,
      'Run `splashtop-agent enrol CODE --server URL --root FINGERPRINT`; a deployment package has all three.',
    ),
  )
