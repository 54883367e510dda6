/**
 * The stream between an agent and its server: JSON texts over a WebSocket whose upgrade is a signed request. It says that there is something new,
 * sooner than the next poll would, and carries requests that would else need a connection each; whatever counts is signed by itself, so that nobody who
 * stands between gains anything by it.
 */
import type { SessionFromAgent, SessionToAgent } from './session.ts'
import type { SignatureHeaders } from './signed-request.ts'

/** Bytes of one message: a policy document may be in it. */
export const MESSAGE_BYTES = 300 << 10
/** Bytes of what an agent sends; a request that is larger goes by a connection of its own. */
export const FROM_AGENT_BYTES = 64 << 10
export const [PING_MS, WATCHDOG_MS] = [30_000, 120_000]
/** A stream is closed by this number when its agent opens another one. */
export const REPLACED = 4409

/** What the server sends. */
export type FromServer =
  /** There is a policy of this revision: ask for it, some time within `spreadMs`. */
  | { nudge: { rev: number; spreadMs: number } }
  /** The same at once. Where many are told with it, what becomes of it is reported some time within `spreadMs`. */
  | { policy: { document: string; timestamp: string; spreadMs?: number } }
  /** In answer to a hello: it has the document that it should have, and this proves it. */
  | { current: { timestamp: string } }
  | { answer: Answer }
  /** A JWS (`revocation`): this agent is un-enrolled. */
  | { revoked: string }
  | { session: SessionToAgent }
  /** The server goes away: come again, some time within `spreadMs`. */
  | { goodbye: { spreadMs: number } }

/** What the agent sends. */
export type FromAgent =
  /** First of all: what it has. */
  { hello: Hello } | { ask: Ask } | { session: SessionFromAgent }

export interface Hello {
  rev: number
  digest: string
}

/** A request as over HTTP, signed as that is. */
export interface Ask {
  /** By which the answer is found. */
  id: number
  method: 'GET' | 'POST'
  target: string
  headers: SignatureHeaders
  /** JSON. */
  body?: string
}
export interface Answer {
  id: number
  /** As over HTTP. */
  status: number
  /** The server's, in milliseconds since 1970. */
  time: number
  retryAfterS?: number
  /** With 403: that this agent is un-enrolled (revocation.ts). */
  revocation?: string
  /** JSON. */
  text: string
}

/** Undefined where it is no message. Keys that aren't known are of a newer version, and no fault. */
export function readMessage<Message extends FromServer | FromAgent>(text: string): Message | undefined {
  if (text.length > MESSAGE_BYTES) return undefined
  try {
    const message = JSON.parse(text) as unknown
    return typeof message === 'object' && message !== null && !Array.isArray(message) ? (message as Message) : undefined
  } catch {
    return undefined
  }
}
