/**
 * The URL of a database: `postgres://user:password@host:port/name?sslmode=verify-full&sslrootcert=/path`. It holds a password, so it is read
 * here and goes no further: what is said to people names the host and the database alone. One without a password asks `PGPASSWORD` for it.
 *
 * Off the loopback nothing is sent in the clear unless the URL says so, and a certificate is verified unless the URL says otherwise. What
 * falls back to clear text by itself (`prefer`, `allow`) is refused: it protects from nobody who can read along.
 */
import { readFileSync } from 'node:fs'
import type { ConnectionOptions } from 'node:tls'
import type { ClientConfig } from 'pg'
import { isLoopback } from '../../../schema/addresses.ts'
import { ProblemError, problem } from '../../../schema/problem.ts'

export interface Address {
  /** For messages: `host:port/name`. */
  name: string
  connection: ClientConfig
}

const SSL_MODES = ['disable', 'require', 'verify-ca', 'verify-full'] as const
type SslMode = (typeof SSL_MODES)[number]
const PARAMETERS = new Set(['sslmode', 'sslrootcert', 'sslcert', 'sslkey', 'application_name'])
const FORM = 'Write it as `postgres://user:password@host:5432/name?sslmode=verify-full`; a letter that has a meaning there as its %-code.'

export function addressOf(url: string): Address {
  const read = urlFrom(url)
  const parameters = read.searchParams
  for (const name of parameters.keys())
    if (!PARAMETERS.has(name))
      throw wrong(
        `has the parameter \`${name}\`, which is not known`,
        `Known are ${[...PARAMETERS].map((each) => `\`${each}\``).join(', ')}.`,
      )
  const database = decoded(read.pathname.slice(1))
  if (database === '' || database.includes('/')) throw wrong('names no database')
  const host = read.hostname.replace(/^\[(.*)\]$/, '$1')
  if (host === '') throw wrong('names no host')
  const port = Number(read.port || 5432)
  const ssl = sslOf(parameters, host)
  return {
    name: `${read.hostname}:${port}/${database}`,
    connection: {
      host,
      port,
      database,
      user: decoded(read.username) || 'postgres',
      // As a function, it is not replaced by the driver's own look into the environment and the user's files.
      password: read.password === '' ? () => process.env.PGPASSWORD ?? '' : decoded(read.password),
      application_name: parameters.get('application_name') ?? 'splashtop',
      ssl,
    },
  }
}

function urlFrom(text: string): URL {
  const read = URL.parse(text) // unlike the constructor, its failure does not carry the text along
  if (!read) throw wrong('is no URL')
  if (read.protocol !== 'postgres:' && read.protocol !== 'postgresql:') throw wrong(`begins with \`${read.protocol}//\``)
  return read
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw wrong('has a `%` that begins no code') // the reason would quote the password
  }
}

function sslOf(parameters: URLSearchParams, host: string): false | ConnectionOptions {
  const mode = (parameters.get('sslmode') ?? (isLoopback(host) ? 'disable' : 'verify-full')) as SslMode
  if (!SSL_MODES.includes(mode))
    throw wrong(
      `has \`sslmode=${mode}\`, which is not known or protects from nobody`,
      `Use one of ${SSL_MODES.map((each) => `\`${each}\``).join(', ')}.`,
    )
  if (mode === 'disable') return false
  const [ca, cert, key] = (['sslrootcert', 'sslcert', 'sslkey'] as const).map((name) => fileOf(parameters, name))
  return {
    ...(ca !== undefined && { ca }),
    ...(cert !== undefined && { cert }),
    ...(key !== undefined && { key }),
    ...(mode === 'require' && { rejectUnauthorized: false }),
    ...(mode === 'verify-ca' && { checkServerIdentity: () => undefined }),
    ...(!/^[\d.]+$|:/.test(host) && { servername: host }),
  }
}

function fileOf(parameters: URLSearchParams, name: string): string | undefined {
  const path = parameters.get(name)
  if (path === null) return undefined
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw wrong(
      `names a file as \`${name}\` that can’t be read (${(error as NodeJS.ErrnoException).code})`,
      'Mend the path, or make the file readable for this user.',
    )
  }
}

const wrong = (what: string, fix = FORM): ProblemError => new ProblemError(problem('database-url', `The URL of the database ${what}.`, fix))
