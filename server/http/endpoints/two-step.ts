/** The second step of signing in: whether it is asked for, setting it up, passing it, and turning it off. What is secret is told once, and kept by nobody on the way. */
import { flag, listOf, maybeText, record, text, version, whole } from '../../../protocol/documents.ts'
import { ProblemError, problem } from '../../../schema/problem.ts'
import { type Asked, endpoint, type Schema } from '../endpoint.ts'

const code: Schema = {
  type: 'string',
  minLength: 1,
  maxLength: 64,
  writeOnly: true,
  description: 'Six digits of the app, or where that is said a recovery code.',
}
const body = { schema: record({ code }) }
type Coded = { code: string }
const recoveryCodes = {
  says: 'Ten codes, each good once; they are told this once.',
  schema: record({ version, recoveryCodes: listOf(text) }),
}
const untold = { 'cache-control': 'no-store' }
const common = { needs: 'token', beforeSecondStep: true } as const
const path = (verb: string) => `/v1/teams/{team}/two-step:${verb}`

export const twoStep = endpoint<undefined, undefined>({
  method: 'GET',
  path: '/v1/teams/{team}/two-step',
  id: 'getTwoStep',
  summary: 'Two-step verification of the caller',
  ...common,
  answers: {
    200: {
      says: 'Whether the guide’s requirement is on the caller, since when it is on, and whether the token has passed.',
      schema: record({ version, required: flag, since: maybeText, passed: maybeText, until: maybeText }),
    },
  },
  run: async ({ plane, actor, token }) => ({
    body: { version: 1, ...plane.twoStep.state(actor, token, await plane.devices.meaning()) },
  }),
})

export const beginTwoStep = endpoint<undefined, undefined>({
  method: 'POST',
  path: path('begin'),
  id: 'beginTwoStep',
  summary: 'Draw a secret for an authenticator app',
  says: 'It counts from when it is confirmed by a code; asked again before, another one is drawn.',
  ...common,
  answers: {
    201: {
      says: 'The secret, and the address by which apps take it; told this once.',
      schema: record({ version, secret: text, uri: text }),
    },
  },
  run: async ({ plane, actor }) => ({ status: 201, headers: untold, body: { version: 1, ...(await plane.twoStep.begin(actor)) } }),
})

export const confirmTwoStep = endpoint<undefined, Coded>({
  method: 'POST',
  path: path('confirm'),
  id: 'confirmTwoStep',
  summary: 'Turn two-step verification on, by a code of the new secret',
  says: 'The token has passed by it; every other one of the caller has to.',
  ...{ ...common, body },
  answers: { 200: recoveryCodes },
  run: async (asked) => ({ headers: untold, body: { version: 1, ...(await asked.plane.twoStep.confirm(...by(asked))) } }),
})

export const verifyTwoStep = endpoint<undefined, Coded>({
  method: 'POST',
  path: path('verify'),
  id: 'verifyTwoStep',
  summary: 'Pass the second step with the token by which it is asked',
  says: 'By a code of the app, or a recovery code. It holds for thirty days.',
  ...{ ...common, body },
  answers: { 200: { says: 'It has passed.', schema: record({ version, recoveryCodesLeft: whole }) } },
  run: async (asked) => ({ body: { version: 1, ...(await asked.plane.twoStep.verify(...by(asked))) } }),
})

export const renewRecoveryCodes = endpoint<undefined, Coded>({
  method: 'POST',
  path: path('recovery-codes'),
  id: 'renewRecoveryCodes',
  summary: 'Draw new recovery codes, in place of those that there were',
  ...{ ...common, body },
  answers: { 200: recoveryCodes },
  run: async (asked) => ({ headers: untold, body: { version: 1, ...(await asked.plane.twoStep.renew(...by(asked))) } }),
})

export const removeTwoStep = endpoint<undefined, Coded>({
  method: 'POST',
  path: path('remove'),
  id: 'removeTwoStep',
  summary: 'Turn one’s own two-step verification off, by a code',
  ...{ ...common, body },
  answers: { 204: { says: 'It is off.' } },
  async run(asked) {
    await asked.plane.twoStep.remove(...by(asked))
    return { status: 204 }
  },
})

export const resetTwoStep = endpoint<undefined, { user: string }>({
  method: 'POST',
  path: path('reset'),
  id: 'resetTwoStep',
  summary: 'Turn somebody else’s two-step verification off',
  says: 'For who has lost app and recovery codes; by who may edit the user (`users.edit`), whose rank is as high.',
  needs: 'token',
  body: { schema: record({ user: { type: 'string', minLength: 1, maxLength: 253 } }) },
  answers: { 204: { says: 'It is off.' } },
  async run({ plane, actor, body: { user } }) {
    await plane.twoStep.reset(actor, user)
    return { status: 204 }
  },
})

function by({ actor, token, body }: Asked<undefined, Coded>): [Asked['actor'], string, string] {
  if (!token) throw new ProblemError(problem('unauthenticated', 'No API token was sent.', 'Sign in: `splashctl login`.'))
  return [actor, token.id, body.code]
}
