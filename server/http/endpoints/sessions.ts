/**
 * Sessions: to begin one on a computer, see those that run, and end one. Whoever begins one is a person, by a token or by a ticket that was made by one; what
 * is signalled for it goes by the stream of the computer's agent.
 */
import type { Holder } from '../../../effective/roles.ts'
import { flag, listOf, maybeText, record, text, version, whole } from '../../../protocol/documents.ts'
import { CANDIDATE_CHARS, MOST_CANDIDATES } from '../../../protocol/ice.ts'
import { SDP_BYTES } from '../../../protocol/session.ts'
import { groupOf } from '../../../schema/membership.ts'
import { ProblemError, problem } from '../../../schema/problem.ts'
import type { World } from '../../../schema/world.ts'
import type { Begun, Offered } from '../../sessions/contract.ts'
import type { Exchange } from '../../sessions/signalling.ts'
import type { Ticketed } from '../../sessions/tickets.ts'
import { type Asked, endpoint, type Schema } from '../endpoint.ts'

const computer: Schema = { type: 'string', minLength: 1, maxLength: 253 }
const offer: Schema = {
  type: 'string',
  minLength: 1,
  maxLength: SDP_BYTES,
  description: 'The description of the viewer, with its candidates (SDP).',
}
const trickle: Schema = {
  const: true,
  description: 'Candidates that are found later go by themselves, on both sides: `…/sessions/{id}/candidates`.',
}
const ticket: Schema = { type: 'string', minLength: 1, maxLength: 64 }
const candidate = record({
  candidate: { type: 'string', minLength: 1, maxLength: CANDIDATE_CHARS },
  mid: { type: 'string', minLength: 1, maxLength: 16 },
})
const begun = {
  says: 'The session, and the answer of the computer (SDP). There is a picture as soon as the two are connected.',
  schema: record({
    version,
    session: record({ id: text, computer: text, displayName: text, notAfter: maybeText }),
    answer: text,
    signal: maybeText,
  }),
}
const running = record({ id: text, user: text, computer: text, since: text })

export const createSession = endpoint<undefined, { computer: string } & Offered>({
  method: 'POST',
  path: '/v1/teams/{team}/sessions',
  id: 'createSession',
  summary: 'Begin a session on a computer',
  says: 'Admitted by what access means at this moment. What the computer itself holds against it is told, too.',
  needs: 'token',
  body: { schema: record({ computer, offer }, { trickle }) },
  answers: { 201: begun },
  run: async (asked) => answered(await asked.plane.sessions.begin({ ...whoIn(asked), ...asked.body, address: asked.actor.address })),
})

export const createTicket = endpoint<undefined, { computer: string }>({
  method: 'POST',
  path: '/v1/teams/{team}/sessions:ticket',
  id: 'createTicket',
  summary: 'Make a ticket by which a browser begins one session',
  says: 'It is good once, for a minute, for the caller and this computer; in an address it belongs behind the `#`, which browsers send nowhere.',
  needs: 'token',
  body: { schema: record({ computer }) },
  answers: { 201: { says: 'The ticket; it is told this once.', schema: record({ version, ticket: text, expires: text }) } },
  async run(asked) {
    const wish = { ...whoIn(asked), computer: asked.body.computer }
    const { ticket, expires } = await asked.plane.sessions.ticket({ ...wish, address: asked.actor.address })
    return { status: 201, headers: { 'cache-control': 'no-store' }, body: { version: 1, ticket, expires: new Date(expires).toISOString() } }
  },
})

/** By the ticket alone. */
export const redeemTicket = endpoint<undefined, { ticket: string } & Offered>({
  method: 'POST',
  path: '/v1/teams/{team}/sessions:redeem',
  id: 'redeemTicket',
  summary: 'Begin the session that a ticket is for',
  needs: 'nothing',
  body: { schema: record({ ticket, offer }, { trickle }) },
  answers: { 201: begun },
  async run({ plane, actor, body: { ticket: given, ...offered } }) {
    const { user, ...begun } = await plane.sessions.redeem(given, { ...offered, address: actor.address })
    return { ...answered(begun), who: user }
  },
})

/** By the ticket alone, which stays good. */
export const ticketWays = endpoint<undefined, { ticket: string }>({
  method: 'POST',
  path: '/v1/teams/{team}/sessions:ways',
  id: 'getIceServers',
  summary: 'The servers by which a viewer finds a computer (ICE)',
  says: 'As `RTCPeerConnection` takes them; credentials hold for as long as the Team says (`relay.credentialMinutes`).',
  needs: 'nothing',
  body: { schema: record({ ticket }) },
  answers: {
    200: {
      says: 'The servers.',
      schema: record({ version, iceServers: listOf(record({ urls: listOf(text) }, { username: text, credential: text })) }),
    },
  },
  run: async ({ plane, actor, body }) => ({
    headers: { 'cache-control': 'no-store' },
    body: { version: 1, iceServers: await plane.sessions.ways(body.ticket, actor.address) },
  }),
})

/** By what the viewer was given when its session began. */
export const exchangeCandidates = endpoint<undefined, Omit<Exchange, 'id'>>({
  method: 'POST',
  path: '/v1/teams/{team}/sessions/{id}/candidates',
  id: 'exchangeCandidates',
  summary: 'Candidates of the viewer, for those of the computer',
  says: 'Answered as soon as there are any beyond `after`, or after ten seconds with none.',
  needs: 'nothing',
  body: {
    schema: record({
      signal: { type: 'string', minLength: 1, maxLength: 64, writeOnly: true },
      candidates: { type: 'array', maxItems: MOST_CANDIDATES, items: candidate },
      after: { type: 'integer', minimum: 0, maximum: MOST_CANDIDATES },
    }),
  },
  answers: { 200: { says: 'Those of the computer.', schema: record({ version, candidates: listOf(candidate), next: whole, done: flag }) } },
  run: async ({ plane, path: { id = '' }, body }) => ({ body: { version: 1, ...(await plane.sessions.exchange({ ...body, id })) } }),
})

export const listSessions = endpoint<undefined, undefined>({
  method: 'GET',
  path: '/v1/teams/{team}/sessions',
  id: 'listSessions',
  summary: 'The sessions that run, of those that the caller may end',
  needs: 'token',
  answers: { 200: { says: 'The sessions.', schema: record({ version, sessions: listOf(running) }) } },
  async run({ plane, holder }) {
    const may = endable(await plane.world(), holder)
    return { body: { version: 1, sessions: plane.sessions.running().filter(may) } }
  },
})

export const endSession = endpoint<undefined, undefined>({
  method: 'DELETE',
  path: '/v1/teams/{team}/sessions/{id}',
  id: 'endSession',
  summary: 'End a session',
  says: 'One\u2019s own, or one that the caller may end (`sessions.manage`). The computer logs when it ended and why.',
  needs: 'token',
  answers: { 204: { says: 'The computer is told to end it.' } },
  async run({ plane, holder, path: { id = '' } }) {
    const may = endable(await plane.world(), holder)
    const found = plane.sessions.running().find((one) => one.id === id && may(one))
    if (found && plane.sessions.end(id, found.user === holder.name ? 'viewer-left' : 'ended-by-somebody')) return { status: 204 }
    throw new ProblemError(
      problem('unknown-session', 'There is no such session.', 'It may have ended already: `GET …/sessions` lists those that run.'),
    )
  },
})

const answered = ({ id, answer, computer: name, displayName, notAfter, signal }: Begun) => ({
  status: 201,
  headers: { 'cache-control': 'no-store' },
  body: { version: 1, session: { id, computer: name, displayName, notAfter }, answer, signal },
})

/** Who asks, and by what. */
const whoIn = (asked: Pick<Asked, 'actor' | 'holder' | 'token'>): Omit<Ticketed, 'computer'> => ({
  ...{ user: personOf(asked), token: asked.token?.id, secondStep: asked.token?.secondStep },
})

/** A pipeline has no eyes. */
function personOf({ actor, holder }: Pick<Asked, 'actor' | 'holder'>): string {
  if (actor.identity && 'user' in actor.identity) return actor.identity.user
  throw new ProblemError(
    problem('not-permitted', `\`${holder.name}\` is no person, and has no sessions.`, 'Sign in as a user: `splashctl login`.'),
  )
}

function endable(world: World, holder: Holder): (session: { user: string; computer: string }) => boolean {
  const conditions = holder.rights.get('sessions.manage')
  const all =
    conditions !== undefined &&
    !conditions.has('groups') &&
    (!conditions.has('team') || world.find('Team', world.team)?.spec.members.accessManagement === true)
  return ({ user, computer }) => {
    if (user === holder.name || all) return true
    const found = world.find('Computer', computer)
    return conditions?.has('groups') === true && found !== undefined && holder.groups.has(groupOf(world, found) ?? '')
  }
}
