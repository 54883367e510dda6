/**
 * API tokens on this computer. A token belongs to the origin of a server (scheme, host, port) and to a team, and is handed out for these alone: a
 * checkout whose `backend.server.url` somebody changed gets none that belongs to another.
 *
 *   SPLASHTOP_TOKEN with SPLASHTOP_SERVER     for pipelines: the token, and the server that it is for
 *   ~/.config/splashtop/credentials.json      what `splashctl login` keeps, 0600
 */
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { isLoopback } from '../schema/addresses.ts'
import { ProblemError, problem } from '../schema/problem.ts'

export interface Credential {
  token: string
  /** Of the token, to be revoked by. */
  id: string
  /** As whom it acts. */
  actor: string
  expires: string
}
/** By origin, then by team. */
type Kept = Record<string, Record<string, Credential>>

export const credentialsFile = (env: NodeJS.ProcessEnv): string =>
  join(env.XDG_CONFIG_HOME || join(env.HOME || homedir(), '.config'), 'splashtop', 'credentials.json')

/** The URL of a control plane. Off the loopback only with TLS: a token must not go over a network in the clear. */
export function serverUrl(text: string): URL {
  const url = URL.parse(text)
  const wrong = (what: string, fix: string) => new ProblemError(problem('server-url', `The URL of the control plane ${what}.`, fix))
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) throw wrong('is none', 'Write it as `https://control.example.com`.')
  if (url.username !== '' || url.password !== '')
    throw wrong('holds a name or a password', 'Leave them out: `splashctl login` keeps the token, outside of the checkout.')
  if (url.search !== '' || url.hash !== '') throw wrong('has more than a host and a path', 'Write it as `https://control.example.com`.')
  if (url.protocol === 'http:' && !isLoopback(url.hostname))
    throw wrong('is not encrypted', 'Write `https://`: a token would be read by anybody on the way.')
  return url
}

/** The token for a server and a team, if there is one. */
export function tokenFor(env: NodeJS.ProcessEnv, url: URL, team: string): string | undefined {
  const given = env.SPLASHTOP_TOKEN
  if (given) {
    if (!env.SPLASHTOP_SERVER)
      throw new ProblemError(
        problem(
          'token-without-server',
          'SPLASHTOP_TOKEN is set, but not for which server it is.',
          `Set SPLASHTOP_SERVER to the server’s URL, outside of the checkout: a token is sent to no other. For this project that would be ${url.origin}.`,
        ),
      )
    if (serverUrl(env.SPLASHTOP_SERVER).origin === url.origin) return given
    throw new ProblemError(
      problem(
        'token-of-other-server',
        `The project names ${url.origin}, and SPLASHTOP_TOKEN is for ${serverUrl(env.SPLASHTOP_SERVER).origin}.`,
        'Make sure that the URL in splashtop.yaml is the right one; if it was changed on purpose, change SPLASHTOP_SERVER with it.',
      ),
    )
  }
  return read(env)[url.origin]?.[team]?.token
}

export const notSignedIn = (url: URL, team: string): ProblemError =>
  new ProblemError(
    problem(
      'not-signed-in',
      `There is no token for team \`${team}\` at ${url.origin}.`,
      'Run `splashctl login`; in a pipeline set SPLASHTOP_TOKEN and SPLASHTOP_SERVER.',
    ),
  )

export function keep(env: NodeJS.ProcessEnv, url: URL, team: string, credential: Credential): string {
  const all = read(env)
  return write(env, { ...all, [url.origin]: { ...all[url.origin], [team]: credential } })
}

/** Gives back what was kept. */
export function forget(env: NodeJS.ProcessEnv, url: URL, team: string): Credential | undefined {
  const all = read(env)
  const { [team]: gone, ...rest } = all[url.origin] ?? {}
  if (gone) write(env, { ...all, [url.origin]: rest })
  return gone
}

export const kept = (env: NodeJS.ProcessEnv, url: URL, team: string): Credential | undefined => read(env)[url.origin]?.[team]

function read(env: NodeJS.ProcessEnv): Kept {
  const file = credentialsFile(env)
  try {
    if ((statSync(file).mode & 0o077) !== 0)
      throw new ProblemError(
        problem(
          'credentials-open',
          `Others may read \`${file}\`, which holds tokens.`,
          `Run \`chmod 600 ${file}\`; if others could have read it, revoke the tokens.`,
        ),
      )
    const { servers } = JSON.parse(readFileSync(file, 'utf8')) as { servers?: Kept }
    return servers ?? {}
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {}
    if (error instanceof ProblemError) throw error
    throw new ProblemError(
      problem(
        'credentials-unreadable',
        `\`${file}\` can't be read.`,
        'Mend its permissions; or remove it and run `splashctl login` again.',
      ), // the reason would quote it
    )
  }
}

/** Whole or not at all, and private from its first moment. */
function write(env: NodeJS.ProcessEnv, servers: Kept): string {
  const file = credentialsFile(env)
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, `${JSON.stringify({ version: 1, servers }, null, 2)}\n`, { mode: 0o600 })
  renameSync(draft, file)
  return file
}
