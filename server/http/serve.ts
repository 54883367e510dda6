/**
 * The control plane as a server: one store, the teams in it, and the API before them. It follows the log as long as it runs, so that what another
 * replica commits is here too; when the store stays away it says that it isn't ready, and goes on trying.
 *
 * Stopping: not ready ─▶ no new writes ─▶ those who watch are told ─▶ what is under way is finished ─▶ nobody is let in ─▶ the store is closed.
 * It listens until then, so that whoever comes meanwhile is told to come again, and whoever sends it work sees that it isn't ready.
 */
import type { AddressInfo } from 'node:net'
import { setTimeout as after } from 'node:timers/promises'
import type { FastifyBaseLogger } from 'fastify'
import { quicken } from '../../protocol/ed25519.ts'
import type { Rule } from '../../reconciler/types.ts'
import { isLoopback } from '../../schema/addresses.ts'
import { asProblems, type Problem, ProblemError, problem } from '../../schema/problem.ts'
import { TEAM_PATTERN } from '../../schema/project.ts'
import { controlPlane, type Serving } from '../control-plane.ts'
import { whoseCode } from '../devices/codes.ts'
import { heldKeys } from '../devices/keys.ts'
import type { Store } from '../store/store.ts'
import { app, type Timeouts } from './app.ts'
import { metrics } from './metrics.ts'
import { type Program, planner as plannerOf } from './planner/planner.ts'
import { givingWay } from './planner/right-of-way.ts'
import { limiter, type RateOptions } from './rate.ts'

export interface ServeOptions {
  store: Store
  /** Where the keys of the store's database are. */
  keyFolder: string
  host: string
  /** 0: whichever is free. */
  port: number
  log: FastifyBaseLogger
  rules?: readonly Rule[]
  tls?: { cert: string; key: string }
  trusted?: readonly string[]
  rate?: RateOptions
  timeouts?: Timeouts
  mostUnderWay?: number
  /** By which large declarations are planned and committed beside everything else; without it everything else waits for them. */
  planner?: Program
}

export interface Served {
  /** `https://HOST:PORT`, as it really listens. */
  url: string
  /** Goes on with another certificate: connections that are open keep the one that they have. */
  renew(tls: ServeOptions['tls']): void
  /** Finishes what is under way, and closes the store. A second call waits for the first. */
  stop(): Promise<void>
}

/** Far more than one client needs; one that has gone wild is held back. */
const RATE: RateOptions = { perSecond: 500, burst: 2000 }
/** How long a stop waits for what is under way, before connections are cut. */
const PATIENCE_MS = 30_000
const IDLE_MS = 50
const TEAM_NAME = new RegExp(TEAM_PATTERN)
const AGAIN_MS = [50, 250, 1000, 5000] as const

export async function serve(options: ServeOptions): Promise<Served> {
  const { keyFolder, host, port, log, rules = [], tls, trusted = [], rate = RATE, timeouts, mostUnderWay } = options
  if (!tls && !isLoopback(host))
    throw new ProblemError(
      problem(
        'usage',
        `\`${host}\` can be reached from elsewhere, and nothing would be encrypted.`,
        'Give a certificate (`--tls-cert FILE --tls-key FILE`), or listen on 127.0.0.1 behind a proxy that has one.',
      ),
    )
  const planner = options.planner && plannerOf(options.planner, log)
  const store = planner ? givingWay(options.store, planner.way) : options.store
  const stopping = new AbortController()
  const counted = metrics()
  const teams = new Map<string, Promise<Team>>()
  const opened = (name: string): Promise<Team> => {
    const team = Promise.resolve().then(() => open(store, name, keyFolder, stopping.signal, log, counted.revision))
    teams.set(name, team)
    team.catch(() => teams.delete(name)) // whoever asked gets the error; the next one tries anew
    return team
  }
  const server = app({
    ...{ rules, log, trusted, metrics: counted, rate: limiter(rate), stopping: stopping.signal, ...(tls && { tls }) },
    ...(timeouts && { timeouts }),
    ...(mostUnderWay !== undefined && { mostUnderWay }),
    ...(planner && { planner }),
    agents: { keys: heldKeys(keyFolder), whose: (code) => whoseCode(store, keyFolder, code) },
    async team(name) {
      const found = teams.get(name)
      if (found) return (await found).plane
      if (!TEAM_NAME.test(name)) return undefined // no store needs to be asked
      // A team begins to exist with its first revision (`splashctl server init`).
      return (await store.head(name)) > 0 ? (await (teams.get(name) ?? opened(name))).plane : undefined
    },
    async unready() {
      const problems = (await Promise.all([...teams.values()])).flatMap((team) => team.lost())
      if (problems.length > 0) return problems
      await store.head('') // is the store there?
      return []
    },
  })
  const signing = await quicken()
  try {
    await server.listen({ host, port })
  } catch (error) {
    await server.close()
    throw unlistenable(error, host, port)
  }
  const { port: bound } = server.server.address() as AddressInfo
  const url = `${tls ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${bound}`
  log.info({ url, database: store.databaseId, signing }, 'listening')
  let stopped: Promise<void> | undefined
  return {
    url,
    renew: (next) =>
      next && 'setSecureContext' in server.server && (server.server as { setSecureContext(next: object): void }).setSecureContext(next),
    stop: () => (stopped ??= stop()),
  }

  async function stop(): Promise<void> {
    log.info('stopping')
    stopping.abort(new Error('the server stops'))
    const cut = setTimeout(() => server.server.closeAllConnections(), PATIENCE_MS)
    // One that could not be opened has been told to whoever asked for it.
    const open = (await Promise.allSettled(teams.values())).flatMap((team) => (team.status === 'fulfilled' ? [team.value] : []))
    for (const { plane } of open) await plane.idle()
    await planner?.idle()
    // A connection that had a request under way falls idle after it, and would be waited for.
    const idle = setInterval(() => server.server.closeIdleConnections(), IDLE_MS)
    await server.close()
    clearInterval(idle)
    clearTimeout(cut)
    await planner?.close()
    for (const { plane, followed } of open) {
      await plane.idle()
      await followed
    }
    await store.close()
    log.info('stopped')
  }
}

interface Team {
  plane: Serving
  followed: Promise<void>
  /** Why it can't be kept up with, as long as that is so. */
  lost(): Problem[]
}

async function open(
  store: Store,
  name: string,
  keyFolder: string,
  signal: AbortSignal,
  log: FastifyBaseLogger,
  tell: (team: string, revision: number) => void,
): Promise<Team> {
  const plane = controlPlane(store, name, keyFolder)
  let problems: readonly Problem[] = []
  const world = await plane.world()
  tell(name, world.revision)
  plane.listen(({ revision }) => tell(name, revision))
  const follow = async (): Promise<void> => {
    for (let failed = 0; !signal.aborted; ) {
      const begun = Date.now()
      try {
        const following = plane.follow(signal)
        problems = []
        await following
      } catch (error) {
        problems = asProblems(error)
        log.error({ team: name, problems: problems.map(({ code }) => code) }, 'the log can’t be followed')
        if (Date.now() - begun > 60_000) failed = 0
        await after(AGAIN_MS[failed++] ?? AGAIN_MS.at(-1), undefined, { signal }).catch(() => {}) // the server stops
      }
    }
  }
  return { plane, followed: follow(), lost: () => [...problems] }
}

function unlistenable(error: unknown, host: string, port: number): unknown {
  const { code = '' } = error as NodeJS.ErrnoException
  const why: Record<string, string> = {
    EADDRINUSE: 'another program listens there',
    EACCES: 'this user may not',
    EADDRNOTAVAIL: 'the machine has no such address',
    ENOTFOUND: 'there is no such host',
  }
  if (!Object.hasOwn(why, code)) return error
  return new ProblemError(problem('usage', `Can't listen on ${host}:${port}: ${why[code]}.`, 'Choose another with `--listen HOST:PORT`.'), {
    cause: error,
  })
}
