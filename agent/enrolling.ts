/**
 * How a computer becomes one of a team: a new key is made and sent with the code of a package, signed by itself; what comes back is believed as far
 * as it leads on from the fingerprint that was told with the code. Nothing of it is kept before all of it is right, and the identity is written
 * last: killed at any moment, the computer is enrolled or isn't, and asking again, by the same key, is answered as before.
 */
import { createPrivateKey, type KeyObject } from 'node:crypto'
import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import { type EnrolAnswer, type Enrolled, type EnrolRequest, NEW_KEY, type Takeover, type Waiting } from '../protocol/enrolment.ts'
import { instant } from '../protocol/instants.ts'
import { signJws } from '../protocol/jws.ts'
import { publicText } from '../protocol/keys.ts'
import { DOCUMENT_BYTES, TIMESTAMP_BYTES } from '../protocol/policy.ts'
import { ProblemError, problem } from '../schema/problem.ts'
import { check } from './check.ts'
import { type Clock, type Reckoning, serverNow, told } from './clock.ts'
import { call, isGood, type Server, serverUrl } from './connection.ts'
import { readText, syncFolder, writeWhole } from './durable.ts'
import { factsOf } from './facts.ts'
import { Holding } from './holding.ts'
import { Journal } from './journal.ts'
import type { Platform } from './platform/platform.ts'
import { connectionsFor, wayOf } from './proxy.ts'
import { type Identity, LOG, newKey, POLICIES, type State, systemOf, TIMESTAMP } from './state.ts'
import { beginTrust } from './trust.ts'

export interface EnrolOptions {
  state: State
  clock: Clock
  platform: Platform
  env: NodeJS.ProcessEnv
  code: string
  server: string
  fingerprint: string
  name?: string | undefined
  /** The host name of an agent that stands beside others on this machine. */
  as?: string | undefined
  ca?: string | undefined
  /** Goes on as the computer that it was, by a new key; the old one says that it may. */
  again: boolean
  signal: AbortSignal
  /** Somebody has to approve it first. */
  waiting(answer: Waiting): void
}

const ENROLLING = 'enrolling.pem'
/** With a chain of a hundred roots. */
const ANSWER_BYTES = DOCUMENT_BYTES + TIMESTAMP_BYTES + (256 << 10)
const [SOONEST_S, LATEST_S] = [1, 600]

export const isEnrolled = (identity: Identity | undefined): identity is Identity => identity !== undefined && identity.revoked === undefined
export const alreadyEnrolled = ({ displayName, team, server }: Identity): ProblemError =>
  new ProblemError(
    problem(
      'already-enrolled',
      `This computer is \`${displayName}\` of team \`${team}\` already, at ${server}.`,
      'Run `splashtop-agent unenrol` first, or name `--again` to go on by a new key.',
    ),
  )

export async function enrol(options: EnrolOptions): Promise<Identity> {
  const { state, clock, server, fingerprint, again } = options
  const known = state.identity()
  if (isEnrolled(known) && !again) throw alreadyEnrolled(known)
  const url = serverUrl(server)
  const key = keyToEnrol(state)
  let reckoning: Reckoning = { anchor: undefined, offset: 0 }
  const connections = connectionsFor(wayOf(undefined, url, options.env), url, options.ca)
  const asked: Server = {
    ...{ url, key, keyid: NEW_KEY, connections },
    now: () => serverNow(reckoning, clock()),
    learnTime: (at) => {
      reckoning = told(reckoning, at, clock())
    },
  }
  try {
    const answer = await ask(asked, options, known)
    const { agentId, team, computer, displayName, database, policy } = answer
    const seen = state.seen()
    const highest = seen?.database === database ? seen : { database, epoch: 0, rev: 0, serial: 0 }
    const { root, online } = beginTrust(answer.roots, answer.onlineKey, fingerprint, highest.serial)
    if (root.database !== database) throw foreign(url, 'is another control plane than its keys are of')
    check({ text: policy.document }, policy.timestamp, { agentId, team, online, highest, now: asked.now() })

    forget(state)
    state.write('seen', { ...highest, serial: online.serial })
    state.write('trust', { root, online, former: [] })
    state.write('clock', reckoning)
    state.writeKey(key)
    const identity: Identity = {
      ...{ agentId, team, computer, displayName, server: url.href, fingerprint, database, enrolledAt: instant(asked.now()) },
      ...(options.ca !== undefined && { ca: options.ca }),
      ...(options.as !== undefined && { apart: true as const }),
    }
    state.write('identity', identity)
    systemOf(state)
    state.remove(ENROLLING)
    new Holding(state, clock).take(policy)
    new Journal(join(state.folder, LOG)).tell({
      time: identity.enrolledAt,
      event: 'enrolled',
      details: { server: identity.server, team, computer },
    })
    return identity
  } finally {
    connections.destroy()
  }
}

/** The same until it is enrolled, also when it is asked for again tomorrow. */
function keyToEnrol(state: State): KeyObject {
  const text = readText(state.folder, ENROLLING)
  if (text !== undefined) return createPrivateKey(text)
  const key = newKey()
  writeWhole(state.folder, ENROLLING, key.export({ format: 'pem', type: 'pkcs8' }) as string)
  return key
}

async function ask(server: Server, options: EnrolOptions, known: Identity | undefined): Promise<Enrolled> {
  const { state, platform, code, name, signal, waiting } = options
  const [facts, former] = [await factsOf(platform, state.folder, options.as), state.key()]
  for (;;) {
    const publicKey = publicText(server.key)
    const takeover: Takeover | undefined =
      known && former && options.again ? { publicKey, database: known.database, issuedAt: instant(server.now()) } : undefined
    const body: EnrolRequest = {
      ...{ code, publicKey, facts },
      ...(name !== undefined && { customName: name }),
      ...(takeover &&
        known &&
        former && { takeover: signJws('takeover', JSON.stringify(takeover), { kid: known.agentId, private: former }) }),
    }
    const { status, text } = await call(server, { method: 'POST', path: '/agent/v1/enrol', body, limit: ANSWER_BYTES, signal })
    const answer = isGood(status) ? read(text) : undefined
    if (answer?.state === 'enrolled') return answer
    if (answer?.state !== 'waiting') throw foreign(server.url, 'has no enrolment for agents')
    waiting(answer)
    await after(1000 * Math.min(LATEST_S, Math.max(SOONEST_S, Number(answer.retrySeconds) || 0)), undefined, { signal })
  }
}

/** An answer of the right form; what it says is looked at when it is used. */
function read(text: string): EnrolAnswer | undefined {
  try {
    const said = JSON.parse(text) as EnrolAnswer
    if (said?.state === 'waiting') return said
    const { agentId, team, computer, displayName, database, roots, onlineKey, policy } = said
    const texts = [agentId, team, computer, displayName, database, onlineKey, policy?.document, policy?.timestamp]
    const areTexts = (all: unknown): boolean => Array.isArray(all) && all.every((one) => typeof one === 'string')
    return said.state === 'enrolled' && areTexts(texts) && areTexts(roots) && /^[\w.-]{1,300}$/.test(agentId) ? said : undefined
  } catch {
    return undefined
  }
}

/** What was of another enrolment: its policy, and its log, which is kept aside once. */
function forget({ folder, remove }: State): void {
  remove(TIMESTAMP)
  for (const name of readdirSync(join(folder, POLICIES))) remove(join(POLICIES, name))
  if (readdirSync(join(folder, LOG)).length === 0) return
  const former = join(folder, `${LOG}-former`)
  rmSync(former, { recursive: true, force: true })
  renameSync(join(folder, LOG), former)
  mkdirSync(join(folder, LOG), { mode: 0o700 })
  syncFolder(folder)
}

const foreign = (url: URL, what: string): ProblemError =>
  new ProblemError(
    problem('server-foreign', `What answers at ${url.host} ${what}.`, 'Mend `--server`: the URL at which agents reach the control plane.'),
  )
