/** Who the caller is to the team, and from where it is seen: what a client shows, and by which it knows whether its plan may be applied. */
import { maybeText, record, text } from '../../../protocol/documents.ts'
import { endpoint } from '../endpoint.ts'

export const whoami = endpoint({
  method: 'GET',
  path: '/v1/teams/{team}/whoami',
  id: 'whoami',
  summary: 'Who the caller is, with which role, seen from which address',
  needs: 'token',
  beforeSecondStep: true,
  answers: {
    200: {
      says: 'The caller.',
      schema: record({
        actor: text,
        // Null for one that may do nothing: disabled, or of a role that there is not.
        role: maybeText,
        rank: maybeText,
        address: text,
        token: record({ id: text, expires: text }),
        // As whom its changes are judged: a user of the team, or a pipeline under a user's name.
        identity: { type: 'object' },
      }),
    },
  },
  run: ({ actor, holder, token }) => ({
    body: {
      actor: actor.name,
      role: holder.rank === undefined ? null : holder.role,
      rank: holder.rank ?? null,
      address: actor.address,
      token: { id: token?.id, expires: token?.expires },
      identity: actor.identity,
    },
  }),
})
