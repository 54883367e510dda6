/**
 * What PostgreSQL and the way to it can run into, as Problems that a person can act on. By code, which is PostgreSQL's contract
 * (https://www.postgresql.org/docs/18/errcodes-appendix.html) and the system's. Only the driver's own few errors bear none; those are known
 * by their text, and a test holds each of them.
 */
import { type Problem, ProblemError, problem } from '../../../schema/problem.ts'

const codeOf = (error: unknown): string => {
  const { code } = (error ?? {}) as { code?: unknown }
  return typeof code === 'string' ? code : ''
}
const textOf = (error: unknown): string => (error instanceof Error ? error.message : '')

const GONE = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'EHOSTDOWN',
])
/** The driver's words for a connection that went, or never came. */
const GONE_TEXT =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Query read timeout)/

/** The connection was lost, or there is none to be had: what was under way may have happened or not. */
export function isLost(error: unknown): boolean {
  const code = codeOf(error)
  if (error instanceof AggregateError) return error.errors.some(isLost)
  return GONE.has(code) || /^08/.test(code) || /^(57P0[1-4]|25P0[34])$/.test(code) || GONE_TEXT.test(textOf(error))
}

const FULL = /^53[12]00$/
/** Rows that contradict each other are damage too: our statements are right, so the tables are not what we made. */
const DAMAGED = /^(XX00[12]|23\w{3}|58\w{3}|42P01|42703|3F000)$/

/** @param name of the database, for people: no user, no password */
function explain(error: unknown, name: string): Problem | undefined {
  const code = codeOf(error)
  const text = textOf(error)
  if (isLost(error))
    return problem(
      'database-unreachable',
      `The database \`${name}\` can’t be reached${code ? ` (${code})` : ''}.`,
      'Check that it runs and that the way to it is open, then run again: what was committed already is not committed twice.',
    )
  if (code === '53300')
    return problem(
      'database-unreachable',
      `The database \`${name}\` takes no more connections.`,
      'Raise its `max_connections`, or run fewer servers.',
    )
  if (/^28/.test(code) || /client password must be/.test(text))
    return problem(
      'database-refused',
      `The database \`${name}\` refuses the user or the password${code ? ` (${code})` : ''}.`,
      'Mend the URL of the database.',
    )
  if (code === '3D000') return problem('database-refused', `There is no database \`${name}\`.`, 'Make it with `createdb`, or mend the URL.')
  if (code === '42501')
    return problem(
      'database-refused',
      `The user may not do this in the database \`${name}\`: ${text}.`,
      'Let the database belong to this user: `alter database … owner to …`.',
    )
  if (code === '25006' || code === '25P02')
    return problem(
      'read-only',
      `The database \`${name}\` takes no writes: it is a standby, or set to read only.`,
      'Name the primary in the URL.',
    )
  if (code === '55P03' || code === '57014')
    return problem('locked', `The database \`${name}\` was kept busy too long (${code}).`, 'Wait until it is done, then run again.')
  if (FULL.test(code))
    return problem(
      'disk-full',
      `The disk of the database \`${name}\` is full; nothing was kept of the commit.`,
      'Free some space and run again.',
    )
  if (DAMAGED.test(code)) return problem('database-corrupt', `The database \`${name}\` is damaged: ${text}.`, 'Put the latest backup back.')
  if (/^(CERT_|ERR_TLS|ERR_SSL|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)/.test(code))
    return problem(
      'database-refused',
      `The certificate of the database \`${name}\` is not to be trusted (${code}).`,
      'Name the authority that signed it: `sslrootcert=/path/to/ca.crt` in the URL.',
    )
  if (/does not support SSL/.test(text))
    return problem(
      'database-refused',
      `The database \`${name}\` speaks no TLS.`,
      'Let it speak TLS (`ssl = on`), or say `sslmode=disable` where nobody can listen.',
    )
  return undefined
}

/** The error as a ProblemError where its code tells what happened; anything else is passed through as it is. */
export function pgFault(error: unknown, name: string): unknown {
  if (error instanceof ProblemError) return error
  const found = explain(error, name)
  return found ? new ProblemError(found, { cause: error }) : error
}
