/**
 * Enrolment: an agent sends its package's code and its new public key, and is told who it is, whom it may trust, and its first policy. The request
 * is signed by the new key itself (`keyid="new"`), which shows that the agent holds it; sent again by the same key it is answered as before.
 *
 * The host's name and the device id are claims. Where they name a computer that is there already, the code of a package is not enough: the old
 * key signs for the new one, a one-time code was made for this computer, or somebody approves.
 */
import type { Json } from '../schema/canonical.ts'

export const NEW_KEY = 'new'
/** Bytes of an enrolment. */
export const ENROLMENT_BYTES = 16 << 10

/** What an agent knows of its machine; claims, all of them. */
export interface Facts {
  hostname: string
  os: { name: 'windows' | 'macos' | 'linux' | 'android'; version: string; arch: string }
  /** Drawn by the agent, or the machine's own. */
  deviceId: string
  agentVersion: string
}

export interface EnrolRequest {
  /** Of a package, 12 characters; or the one-time code of a computer. */
  code: string
  publicKey: string
  facts: Facts
  /** The name that was given at install, for packages whose naming rule asks. */
  customName?: string
  /** Signed by the old key of a computer that enrolled before: a JWS (`takeover`) of a Takeover. */
  takeover?: string
}

/** `kid` is the id of the agent that goes on by a new key. */
export interface Takeover {
  publicKey: string
  database: string
  issuedAt: string
}

export type EnrolAnswer = Enrolled | Waiting
export interface Enrolled {
  state: 'enrolled'
  /** Of the agent, for `keyid`: `TEAM/AGENT`. */
  agentId: string
  team: string
  /** The computer's name as a resource, and as people read it. */
  computer: string
  displayName: string
  database: string
  /** The chain of roots, oldest first, and the online key; each a JWS. */
  roots: string[]
  onlineKey: string
  policy: { document: string; timestamp: string }
}
/** Until somebody approves it (`splashctl approve`). Ask again, by the same key. */
export interface Waiting {
  state: 'waiting'
  computer: string
  /** What whoever approves compares with what the agent shows: of the public key. */
  fingerprint: string
  retrySeconds: number
}

/** The facts of the enrolment, flat, as `match` of a group reads them; they stay as they were then. */
export interface FrozenFacts {
  hostname: string
  os: Facts['os']['name']
  osVersion: string
  arch: string
  deviceId: string
  agentVersion: string
}

/** Of a computer, as its `status.enrolment` has it. */
export interface EnrolmentStatus {
  /** Absent where it came in by a one-time code of its own. */
  package?: string
  group?: string
  settings?: { [name: string]: Json }
  facts: FrozenFacts
  at: string
  agent: { id: string; publicKey: string }
}
