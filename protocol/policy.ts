/**
 * The policy document: the settings of one class of computers, each with its origin and whether it is locked, signed once for all of them; and
 * the timestamp that binds one agent to it. A document proves what a policy is, its timestamp that this agent is to run it *now*: it is signed
 * for each agent and each time that one asks, and carries when it was signed, until when it holds, and the server's revision, below which
 * the agent never goes again.
 *
 * There are no people in it: a laptop must not carry the staff list, and a change of staff wakes no computer.
 */
import { canonical, digestText, type Json } from '../schema/canonical.ts'
import { instantMs } from './instants.ts'
import { openJws, type SigningKey, signJws, type Trusting, untrusted } from './jws.ts'

/** Bytes of a document and of a timestamp, as they travel. */
export const [DOCUMENT_BYTES, TIMESTAMP_BYTES] = [256 << 10, 2048]
/** How long a policy holds after its last timestamp. */
export const EXPIRY_MS = 72 * 3_600_000

export interface Setting {
  value: Json
  /** `builtin`, `package NAME`, `policy NAME`; on the device also `local`. */
  origin: string
  locked: boolean
}

/** What of a document is in its digest: two with equal parts are the same document. */
export interface PolicyContent {
  team: string
  /** Names the class: the same for equal settings, whatever the revision. */
  class: string
  /** What an agent must understand to run it; one that doesn't keeps what it has, and says so. */
  requires: string[]
  /** How a device that lost its server behaves. */
  staleness: { mode: 'bestEffort' | 'strict'; graceSeconds: number }
  /** By `section.name`. */
  settings: { [name: string]: Setting }
}

export interface PolicyDocument extends PolicyContent {
  type: typeof POLICY_TYPE
  epoch: number
  /** The revision that made this of the class, its commit, and when. */
  rev: number
  sourceCommit: string | null
  issuedAt: string
  /** `sha256:…` of the content in canonical form (RFC 8785); its ETag. */
  digest: string
}
export const POLICY_TYPE = 'effective-policy/v1'

export interface PolicyTimestamp {
  agentId: string
  team: string
  epoch: number
  /** The server's newest revision. */
  rev: number
  digest: string
  serverTime: string
  expires: string
}

export const digestOf = ({ team, class: of, requires, staleness, settings }: PolicyContent): string =>
  `sha256:${digestText(canonical({ team, class: of, requires, staleness, settings }))}`

export const signPolicy = (document: PolicyDocument, key: SigningKey): string => signJws('effective-policy', JSON.stringify(document), key)
export const signTimestamp = (timestamp: PolicyTimestamp, key: SigningKey): string =>
  signJws('policy-timestamp', JSON.stringify(timestamp), key)

/** Trusted, whole, and of the form that it must have; its digest is that of its content. What the settings say is for the agent to judge. */
export function openPolicy(text: string, keyOf: Trusting['keyOf']): PolicyDocument {
  const sort = 'effective-policy'
  const { payload } = openJws(sort, text, { limit: DOCUMENT_BYTES, keyOf })
  if (!isRecord(payload)) throw untrusted(sort, 'is no record')
  const { type, team, class: of, epoch, rev, sourceCommit, issuedAt, digest, requires, staleness, settings } = payload
  if (type !== POLICY_TYPE) throw untrusted(sort, 'is of a version that this agent does not know')
  if (typeof team !== 'string' || typeof of !== 'string' || !isCount(epoch) || !isCount(rev)) throw untrusted(sort, 'lacks something')
  if (!(sourceCommit === null || typeof sourceCommit === 'string') || instantMs(issuedAt) === undefined)
    throw untrusted(sort, 'lacks something')
  if (!isTexts(requires) || !isStaleness(staleness) || !isSettings(settings)) throw untrusted(sort, 'lacks something')
  const document = { type, team, class: of, epoch, rev, sourceCommit, issuedAt, digest, requires, staleness, settings } as PolicyDocument
  if (digest !== digestOf(document)) throw untrusted(sort, 'has a digest that is not that of its content')
  return document
}

export function openTimestamp(text: string, keyOf: Trusting['keyOf']): PolicyTimestamp {
  const sort = 'policy-timestamp'
  const { payload } = openJws(sort, text, { limit: TIMESTAMP_BYTES, keyOf })
  if (!isRecord(payload)) throw untrusted(sort, 'is no record')
  const { agentId, team, epoch, rev, digest, serverTime, expires } = payload
  const areTexts = typeof agentId === 'string' && typeof team === 'string' && typeof digest === 'string'
  if (!areTexts || !isCount(epoch) || !isCount(rev) || instantMs(serverTime) === undefined || instantMs(expires) === undefined)
    throw untrusted(sort, 'lacks something')
  return { agentId, team, epoch, rev, digest, serverTime, expires } as PolicyTimestamp
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
const isCount = (value: unknown): value is number => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.length <= 100 && value.every((one) => typeof one === 'string')
const isStaleness = (value: unknown): boolean =>
  isRecord(value) && (value.mode === 'bestEffort' || value.mode === 'strict') && isCount(value.graceSeconds)
const isSettings = (value: unknown): boolean =>
  isRecord(value) &&
  Object.values(value).every(
    (one) => isRecord(one) && one.value !== undefined && typeof one.origin === 'string' && typeof one.locked === 'boolean',
  )
