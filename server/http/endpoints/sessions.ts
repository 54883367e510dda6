/**
 * Sessions: to begin one on a computer, see those that run, and end one. Whoever begins one is a person, by a token or by a ticket that was made by one; what
 * is signalled for it goes by the stream of the computer's agent.
 */
import type { Holder } from '../../../effective/roles.ts'
import { listOf, maybeText, record, text, version } from '../../../protocol/documents.ts'
import { SDP_BYTES } from '../../../protocol/session.ts'
import { groupOf } from '../../../schema/membership.ts'
import { ProblemError, problem } from '../../../schema/problem.ts'
import type { World } from '../../../schema/world.ts'
import { type Asked, endpoint, type Schema } from '../endpoint.ts'
import { personOf } from '../person.ts'

const computer: Schema = { type: 'string', minLength: 1, maxLength: 253 }
const offer: Schema = {
  type: 'string',
  minLength: 1,
  maxLength: SDP_BYTES,
  description: 'The description of the viewer, with its candidates (SDP).',
}
const begun = {
  says: 'The session, and the answer of the computer (SDP). There is a picture as soon as the two are connected.',
  schema: record({ version, session: record({ id: text, computer: text, displayName: text, notAfter: maybeText }), answer: text }),
}
const running = record({ id: text, user: text, computer: text, since: text })

export const createSession = endpoint<undefined, { computer: string; offer: string }>({
  method: 'POST',
  path: '/v1/teams/{team}/sessions',
  id: 'createSession',
  summary: 'Begin a session on a computer',
  says: 'Admitted by what access means at this moment. What the computer itself holds against it is told, too.',
  needs: 'token',
  body: { schema: record({ computer, offer }) },
  answers: { 201: begun },
  run: async (asked) => begin(asked, { user: personOf(asked), ...asked.body }),
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
    const user = personOf(asked)
    await asked.plane.sessions.ask({ user, computer: asked.body.computer, address: asked.actor.address })
    const { ticket, expires } = asked.plane.sessions.tickets.issue(user, asked.body.computer, Date.now())
    return { status: 201, headers: { 'cache-control': 'no-store' }, body: { version: 1, ticket, expires: new Date(expires).toISOString() } }
  },
})

/** By the ticket alone. */
export const redeemTicket = endpoint<undefined, { ticket: string; offer: string }>({
  method: 'POST',
  path: '/v1/teams/{team}/sessions:redeem',
  id: 'redeemTicket',
  summary: 'Begin the session that a ticket is for',
  needs: 'nothing',
  body: { schema: record({ ticket: { type: 'string', minLength: 1, maxLength: 64 }, offer }) },
  answers: { 201: begun },
  async run(asked) {
    const who = asked.plane.sessions.tickets.redeem(asked.body.ticket, Date.now())
    return { ...(await begin(asked, { ...who, offer: asked.body.offer })), who: who.user }
  },
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

type Wished = { user: string; computer: string; offer: string }

async function begin({ plane, actor }: Pick<Asked, 'plane' | 'actor'>, wished: Wished) {
  const { id, answer, computer, displayName, notAfter } = await plane.sessions.begin({ ...wished, address: actor.address })
  return {
    status: 201,
    headers: { 'cache-control': 'no-store' },
    body: { version: 1, session: { id, computer, displayName, notAfter }, answer },
  }
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
