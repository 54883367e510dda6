/**
 * Sessions: one person at one computer, once. What admits is the *grant*, signed by the online key, which names the agent, the person, what they may do,
 * and both ends of the connection by the fingerprints of their DTLS certificates, so that whoever carries the signalling can take neither place.
 *
 *   viewer ──offer──▶ server ──prepare──▶ agent        nothing is admitted yet: no picture, no channel
 *                     server ◀─prepared── agent        its answer, and by it its fingerprint
 *   viewer ◀─answer── server ──grant────▶ agent        checked against both fingerprints; from here on there is a picture
 *                     server ──narrow, end──▶ agent    less than was granted, at once; more comes with the next session
 *                     server ◀──ended──── agent
 *
 * What only takes away needs no signature: whoever could forge it could as well cut the line.
 */
import type { Ending } from './endings.ts'
import { type Granted, isGranted } from './granted.ts'
import type { Candidate, IceServer } from './ice.ts'
import { instantMs } from './instants.ts'
import { openJws, type SigningKey, signJws, type Trusting, untrusted } from './jws.ts'

export interface SessionGrant {
  sessionId: string
  agentId: string
  team: string
  /** Who comes: the name of the user, and as people read it. */
  user: string
  displayName: string
  /** What is not named is disabled. */
  features: Granted
  /** Of the DTLS certificates, SHA-256 in the form of RFC 8122. */
  fingerprints: { viewer: string; agent: string }
  issuedAt: string
  /** When the session ends, whatever becomes of the server; null where nothing ends it. */
  notAfter: string | null
  /** The person is to be alone there: nobody logged on at the computer, and this on top of its settings (guide S7). */
  exclusive?: Exclusive
  /** The id of the API token by which it was asked: who revokes that ends the session. */
  token?: string
}
export interface Exclusive {
  blankScreen: boolean
  lockInput: boolean
  logoffAfterDisconnect: boolean
}

/** Bytes of a grant as it travels, of a description (SDP), and how old a grant may be. */
export const [GRANT_BYTES, SDP_BYTES, GRANT_MS] = [8192, 24 << 10, 60_000]

/** Of the server, within the stream (`{session: …}`). */
export type SessionToAgent =
  /** `trickle`: candidates that are found later go by themselves. */
  | { prepare: { sessionId: string; offer: string; exclusive?: Exclusive; ice?: IceServer[]; trickle?: true } }
  /** Of the viewer. */
  | { candidates: { sessionId: string; candidates: Candidate[] } }
  /** A JWS (`session-grant`). */
  | { grant: string }
  | { narrow: { sessionId: string; features: Granted; notAfter: string | null } }
  | { end: { sessionId: string; reason: Ending } }

/** Of the agent. `refused` says why to a person, in sentences. */
export type SessionFromAgent =
  | { prepared: { sessionId: string; answer: string } }
  | { candidates: { sessionId: string; candidates: Candidate[]; done: boolean } }
  | { refused: { sessionId: string; reason: string } }
  | { ended: { sessionId: string; reason: Ending } }
  /** When a stream opens, of each session that runs. */
  | { running: { sessionId: string; user: string; since: string; exclusive?: boolean; token?: string } }

export const signGrant = (grant: SessionGrant, key: SigningKey): string => signJws('session-grant', JSON.stringify(grant), key)

/** Trusted and whole. Whether it is for this agent, of now, and of this connection is for the agent to judge. */
export function openGrant(text: string, keyOf: Trusting['keyOf']): SessionGrant {
  const sort = 'session-grant'
  const { payload } = openJws(sort, text, { limit: GRANT_BYTES, keyOf })
  const { sessionId, agentId, team, user, displayName, features: granted, fingerprints, issuedAt, notAfter, ...more } = recordOf(payload)
  const { viewer, agent } = recordOf(fingerprints)
  const texts = [sessionId, agentId, team, user, displayName, viewer, agent]
  if (!texts.every((one) => typeof one === 'string') || !isGranted(granted)) throw untrusted(sort, 'lacks something')
  if (instantMs(issuedAt) === undefined || (notAfter !== null && instantMs(notAfter) === undefined))
    throw untrusted(sort, 'lacks something')
  const { exclusive, token } = more
  if ((exclusive !== undefined && !isExclusive(exclusive)) || (token !== undefined && typeof token !== 'string'))
    throw untrusted(sort, 'says what it can not')
  return {
    sessionId,
    agentId,
    team,
    user,
    displayName,
    features: granted,
    fingerprints: { viewer, agent },
    issuedAt,
    notAfter,
    ...(exclusive !== undefined && { exclusive }),
    ...(token !== undefined && { token }),
  } as SessionGrant
}

export const isExclusive = (value: unknown): value is Exclusive => {
  const { blankScreen, lockInput, logoffAfterDisconnect } = recordOf(value)
  return [blankScreen, lockInput, logoffAfterDisconnect].every((one) => typeof one === 'boolean')
}

const FINGERPRINT = /^a=fingerprint:sha-256 ((?:[0-9a-f]{2}:){31}[0-9a-f]{2})\s*$/gim

/** The one fingerprint of a description, in capitals; undefined where it has none, two, or one by another hash. */
export function fingerprintIn(sdp: string): string | undefined {
  const all = new Set([...sdp.matchAll(FINGERPRINT)].map(([, hex = '']) => hex.toUpperCase()))
  const lines = sdp.match(/^a=fingerprint:/gim)?.length ?? 0
  const counted = [...sdp.matchAll(FINGERPRINT)].length
  return all.size === 1 && counted === lines ? [...all][0] : undefined
}

const recordOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
