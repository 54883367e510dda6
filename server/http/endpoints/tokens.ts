/** API tokens: one's own, those of pipelines, and invitations. The text of a token is told once, to whoever asked for it. */
import { listOf, record, text, token, version } from '../../../protocol/documents.ts'
import type { Lasting, Wish } from '../../credentials.ts'
import { holderName } from '../../tokens.ts'
import { bearer } from '../authentication.ts'
import { endpoint, oneLine, type Schema } from '../endpoint.ts'

const issued = { says: 'The token; its text is not told again.', schema: record({ version, text, token }) }
const lasting = {
  description: { ...oneLine, maxLength: 200, description: 'What it is for.' },
  days: { type: 'integer', minimum: 1, maximum: 366, description: 'How long it holds.' },
  text: {
    type: 'string',
    maxLength: 60,
    writeOnly: true,
    description: 'The text of the token, drawn by the client: a call that is sent again with the same one gives the same token.',
  },
  allow: { type: 'array', maxItems: 100, items: { type: 'string', maxLength: 64 }, description: 'From where it holds: CIDR ranges.' },
} satisfies Record<string, Schema>
const name: Schema = { type: 'string', minLength: 1, maxLength: 253 }

export const tokens = endpoint<undefined, undefined>({
  method: 'GET',
  path: '/v1/teams/{team}/tokens',
  id: 'listTokens',
  summary: 'The API tokens that the caller may see',
  says: 'Its own and those that it issued; all of the team for who manages tokens.',
  needs: 'token',
  answers: { 200: { says: 'The tokens.', schema: record({ version, tokens: listOf(token) }) } },
  run: async ({ plane, actor }) => ({ body: { version: 1, tokens: await plane.credentials.list(actor) } }),
})

export const createToken = endpoint<undefined, Wish>({
  method: 'POST',
  path: '/v1/teams/{team}/tokens',
  id: 'createToken',
  summary: 'Issue an API token',
  says: 'For the caller itself; for a pipeline, with a role that may no more than the caller; or, `once`, an invitation for a user who has not come yet. A token that holds from some addresses only gives none that holds from others.',
  needs: 'token',
  body: {
    schema: record(
      {},
      {
        holder: { anyOf: [record({ user: name }), record({ pipeline: { ...name, pattern: '^[a-z0-9][a-z0-9._-]*$' }, role: name })] },
        ...lasting,
        once: { const: true, description: 'To be exchanged once for one that lasts.' },
      },
    ),
  },
  answers: { 201: issued },
  run: async ({ plane, actor, token, body }) => ({
    status: 201,
    body: { version: 1, ...(await plane.credentials.issue(actor, body, token)) },
  }),
})

/** Not by the caller's identity, which a one-time token doesn't give: by the token itself. */
export const login = endpoint<undefined, Lasting>({
  method: 'POST',
  path: '/v1/teams/{team}:login',
  id: 'login',
  summary: 'Exchange a one-time token for one that lasts',
  needs: 'nothing',
  body: { schema: record({}, lasting) },
  answers: { 201: issued },
  async run({ plane, actor, headers, body }) {
    const issued = await plane.credentials.exchange(bearer(headers.authorization as string), actor.address, body)
    return { status: 201, body: { version: 1, ...issued }, who: holderName(issued.token.identity) }
  },
})

export const revokeToken = endpoint<undefined, undefined>({
  method: 'DELETE',
  path: '/v1/teams/{team}/tokens/{id}',
  id: 'revokeToken',
  summary: 'Revoke an API token, at once and for good',
  says: 'One that is revoked already is answered as it is.',
  needs: 'token',
  beforeSecondStep: true,
  answers: { 200: { says: 'The token as it is now.', schema: record({ version, token }) } },
  run: async ({ plane, actor, path: { id = '' } }) => ({ body: { version: 1, token: await plane.credentials.revoke(actor, id) } }),
})
