/**
 * Bodies that nobody reads: of whoever is refused before its body is looked at, and of calls that take none. Node would read such a body to its
 * end, however long, to use the connection again; so a stranger could have gigabytes taken. A short one is read. With a longer one the
 * connection ends, a moment after the answer: whoever means well is still sending, and would find the connection broken in place of the answer.
 */
import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import { setTimeout as after } from 'node:timers/promises'
import type { onSendHookHandler } from 'fastify'

/** Bytes of what is read all the same. */
const SHORT = 65_536
/** How long an answer has to arrive, in milliseconds. Meanwhile nothing is read. */
const ARRIVES_MS = 1000

export const leaveUnread: onSendHookHandler = (request, reply, payload, done) => {
  if (request.raw.complete || !isLong(request.raw)) return done(null, payload)
  request.raw.pause()
  reply.header('connection', 'close')
  if (typeof payload !== 'string' && !Buffer.isBuffer(payload)) return done(null, payload)
  reply.header('content-length', Buffer.byteLength(payload))
  done(null, Readable.from(lasting(payload), { objectMode: false }))
}

/** Where it doesn't say how long it is, it may be endless. */
const isLong = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > SHORT

/** All of an answer at once; its end, and with it that of the connection, later. */
async function* lasting(payload: string | Buffer): AsyncGenerator<string | Buffer> {
  yield payload
  await after(ARRIVES_MS, undefined, { ref: false })
}
