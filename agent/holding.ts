/**
 * The policy that this computer holds, in memory and on disk, and the only way to another one: `take`. What is taken was checked (check.ts), and
 * is on the disk before it is in force, in an order of which any part may be the last:
 *
 *   1  seen.json            the revision, so that nothing older is ever taken again
 *   2  policies/DIGEST.jws  the document, under a name that nothing refers to yet
 *   3  policy.timestamp     which names it: from here on it is the new one
 *   4  clock.json           when that was; where it is missing, the policy counts as older than it is
 *
 * A disk that takes nothing costs new documents, which are refused, and not the freshness of the one that is there.
 */
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { instantMs } from '../protocol/instants.ts'
import { kidOf, untrusted } from '../protocol/jws.ts'
import { publicKeyOf } from '../protocol/keys.ts'
import {
  DOCUMENT_BYTES,
  openPolicy,
  openTimestamp,
  type PolicyDocument,
  type PolicyTimestamp,
  TIMESTAMP_BYTES,
} from '../protocol/policy.ts'
import { ProblemError } from '../schema/problem.ts'
import { type Candidate, type Checked, check, isBelow } from './check.ts'
import { type Clock, proven, type Reckoning, serverNow, told } from './clock.ts'
import { isNotWritten, notWritten, readText, writeWhole } from './durable.ts'
import { type Worth, worthOf } from './staleness.ts'
import { type Identity, type KeptTrust, notEnrolled, POLICIES, type Seen, type State, TIMESTAMP } from './state.ts'
import { type Followed, trusting } from './trust.ts'

export interface Current {
  document: PolicyDocument
  timestamp: PolicyTimestamp
  /** By the server's clock, in milliseconds since 1970. */
  expires: number
}

export interface Answer {
  /** Absent where it is the one at hand. */
  document?: string | undefined
  timestamp: string
}

/** A timestamp that says nothing new is written so often at most. */
const WRITE_EVERY_MS = 60_000

export class Holding {
  readonly #state: State
  readonly #clock: Clock
  #identity: Identity
  #seen: Seen
  #trust: KeptTrust
  #reckoning: Reckoning
  #current: Current | undefined
  #writtenAt = Number.NEGATIVE_INFINITY
  /** Why the last renewal could not be written; undefined where it was. */
  unwritten: unknown
  /** Why there is no policy though one was kept: it was damaged, or is signed by nobody who is known. */
  readonly spoilt: ProblemError | undefined

  constructor(state: State, clock: Clock) {
    const [identity, seen, trust] = [state.identity(), state.seen(), state.trust()]
    if (!identity || !seen || !trust) throw notEnrolled(state.folder)
    this.#state = state
    this.#clock = clock
    this.#identity = identity
    this.#seen = seen
    this.#trust = trust
    this.#reckoning = state.clock() ?? { anchor: undefined, offset: 0 }
    try {
      this.#current = kept(state, trust, identity)
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      this.spoilt = error
    }
    if (this.#current && !this.#reckoning.anchor) {
      // Killed before it was written when: it counts as heard when it was signed, by the date alone.
      const serverTime = instantMs(this.#current.timestamp.serverTime) as number
      this.#reckoning = { anchor: { serverTime, wall: serverTime - this.#reckoning.offset, boot: 0, bootId: '' }, offset: 0 }
    }
  }

  get identity(): Readonly<Identity> {
    return this.#identity
  }
  get current(): Current | undefined {
    return this.#current
  }
  get trust(): KeptTrust {
    return this.#trust
  }
  get highest(): Readonly<Seen> {
    return this.#seen
  }
  /** What the machine's date lacks to the server's, in milliseconds. */
  get offset(): number {
    return this.#reckoning.offset
  }

  /** The time at the server, in milliseconds since 1970. */
  now(): number {
    return serverNow(this.#reckoning, this.#clock())
  }

  /**
   * What the server says that the time is there, by which requests are signed. A server whose clock was ahead and was set right says an earlier time than
   * it proved once: it is asked by the time that it says, or it would refuse to hear of anything until it got there.
   */
  toldNow(): number {
    return this.#clock().wall + this.#reckoning.offset
  }

  /** From a refusal, which proves nothing: it signs the next request. */
  learnTime(serverTime: number): void {
    this.#reckoning = told(this.#reckoning, serverTime, this.#clock())
  }

  worth(): Worth {
    const { anchor } = this.#reckoning
    const current = this.identity.revoked === undefined ? this.#current : undefined
    return worthOf(anchor && current && { anchor, expires: current.expires, staleness: current.document.staleness }, this.#clock())
  }

  /** This computer is not enrolled any more, in memory even where it can't be written. */
  revoke(at: string): void {
    this.#identity = { ...this.#identity, revoked: at }
    this.#state.write('identity', this.#identity)
  }

  /** Throws where it is refused, or can't be written; then everything is as before. */
  take({ document, timestamp }: Answer): 'applied' | 'renewed' {
    const checked = this.check(document, timestamp)
    const renewal = this.#current?.document.digest === checked.document.digest
    try {
      this.#see(checked.timestamp)
      if (!renewal) this.#writeDocument(checked.document.digest, document as string)
      if (!renewal || this.#isDue()) this.#commit(checked, timestamp)
      else this.#renew(checked)
      this.unwritten = undefined
    } catch (error) {
      if (!renewal || !isNotWritten(error)) throw error
      this.unwritten = error
      this.#renew(checked)
    }
    return renewal ? 'renewed' : 'applied'
  }

  check(document: string | undefined, timestamp: string): Checked {
    const candidate: Candidate | undefined =
      document !== undefined ? { text: document } : this.#current && { known: this.#current.document }
    if (!candidate) throw new TypeError('a timestamp without a document needs one that is held')
    const { agentId, team } = this.identity
    return check(candidate, timestamp, { agentId, team, online: this.#trust.online, highest: this.#seen, now: this.now() })
  }

  /** Trusts the keys that were followed from those at hand; false where they are the same. */
  follow(followed: Followed): boolean {
    const { root, online } = trusting(followed, this.#seen.serial)
    if (root.root === this.#trust.root.root && online.serial === this.#trust.online.serial) return false
    if (online.serial > this.#seen.serial) this.#remember({ ...this.#seen, serial: online.serial })
    const needed = this.#signers()
    const former = [this.#trust.online, ...this.#trust.former].filter(({ kid }) => kid !== online.kid && needed.has(kid))
    const trust: KeptTrust = { root, online, former }
    this.#state.write('trust', trust)
    this.#trust = trust
    return true
  }

  /** By which keys what lies on the disk is signed. */
  #signers(): ReadonlySet<string> {
    const timestamp = readText(this.#state.folder, TIMESTAMP)
    const document = this.#current && readText(join(this.#state.folder, POLICIES), fileOf(this.#current.document.digest))
    return new Set([
      ...(timestamp === undefined ? [] : [kidOf('policy-timestamp', timestamp, TIMESTAMP_BYTES)]),
      ...(document === undefined ? [] : [kidOf('effective-policy', document, DOCUMENT_BYTES)]),
    ])
  }

  #see({ epoch, rev }: PolicyTimestamp): void {
    if (isBelow(this.#seen, { epoch, rev })) this.#remember({ ...this.#seen, epoch, rev })
  }

  /** In memory even where it can't be written: nothing older is taken while the agent runs. */
  #remember(seen: Seen): void {
    this.#seen = seen
    this.#state.write('seen', seen)
  }

  #writeDocument(digest: string, text: string): void {
    const folder = join(this.#state.folder, POLICIES)
    const needed = this.#current && fileOf(this.#current.document.digest)
    try {
      for (const name of readdirSync(folder)) if (name !== needed) rmSync(join(folder, name))
    } catch (error) {
      throw notWritten(error, folder)
    }
    writeWhole(folder, fileOf(digest), text)
  }

  #isDue(): boolean {
    return this.unwritten !== undefined || this.#clock().boot - this.#writtenAt >= WRITE_EVERY_MS
  }

  #commit(checked: Checked, timestamp: string): void {
    writeWhole(this.#state.folder, TIMESTAMP, timestamp)
    this.#renew(checked)
    this.#state.write('clock', this.#reckoning)
    this.#writtenAt = this.#clock().boot
  }

  #renew({ document, timestamp, serverTime, expires }: Checked): void {
    const known = this.#current
    this.#reckoning = proven(this.#reckoning, serverTime, this.#clock())
    // One that was overtaken on its way renews nothing.
    const later = known?.document.digest === document.digest && known.expires > expires
    this.#current = later ? known : { document, timestamp, expires }
  }
}

const fileOf = (digest: string): string => `${digest.replace(':', '-')}.jws`

/** What was taken before this start: signed by a key that was trusted then, be it out of date by now. */
function kept(state: State, { online, former }: KeptTrust, { agentId, team }: Identity): Current | undefined {
  const text = readText(state.folder, TIMESTAMP)
  if (text === undefined) return undefined
  const keyOf = (kid: string) => publicKeyOf([online, ...former].find((key) => key.kid === kid)?.publicKey)
  const timestamp = openTimestamp(text, keyOf)
  const document = openPolicy(readText(join(state.folder, POLICIES), fileOf(timestamp.digest)) ?? '', keyOf)
  if (timestamp.agentId !== agentId || timestamp.team !== team || document.team !== team || document.digest !== timestamp.digest)
    throw untrusted('policy-timestamp', 'is not of this agent')
  return { document, timestamp, expires: instantMs(timestamp.expires) as number }
}
