/**
 * Signing in with a browser: a token is shown once, and what the browser keeps is another one, of its own, which lasts a day and which no script can read
 * (cookie.ts). So a page that was taken over has nothing to take away with it, what somebody pasted stays where it was, and signing out ends something: the
 * browser's token is revoked, on every replica.
 *
 * Where two-step verification is on, that token is good for nothing but to pass it (two-step.ts), each browser by itself.
 */
import { record, text, version } from '../../../protocol/documents.ts'
import { ProblemError, problem } from '../../../schema/problem.ts'
import type { Serving } from '../../control-plane.ts'
import type { Issued } from '../../credentials.ts'
import { holderName, readToken } from '../../tokens.ts'
import { bearer } from '../authentication.ts'
import { endedCookie, givenCookie } from '../cookie.ts'
import { endpoint } from '../endpoint.ts'

const BROWSER = { days: 1, description: 'A browser' }

export const signIn = endpoint<undefined, undefined>({
  method: 'POST',
  path: '/v1/teams/{team}:sign-in',
  id: 'signIn',
  summary: 'Sign a browser in by an API token, or a one-time token',
  says: 'The answer sets a cookie that no script can read: a token of its own, for a day. It counts only for what the console itself asks',
  needs: 'nothing',
  answers: { 201: { says: 'Who is signed in, and until when.', schema: record({ version, user: text, expires: text }) } },
  async run({ plane, actor, headers }) {
    const { text: token, token: view } = await browserToken(plane, bearer(headers.authorization as string), actor.address)
    return {
      status: 201,
      headers: { 'cache-control': 'no-store', 'set-cookie': givenCookie(plane.team, token) },
      body: { version: 1, user: holderName(view.identity), expires: view.expires },
      who: holderName(view.identity),
    }
  },
})

export const signOut = endpoint<undefined, undefined>({
  method: 'POST',
  path: '/v1/teams/{team}:sign-out',
  id: 'signOut',
  summary: 'Sign a browser out',
  says: 'Revokes the token that the cookie holds, and takes the cookie away.',
  needs: 'token',
  // Who can't pass the second step wants to leave all the more.
  beforeSecondStep: true,
  answers: { 204: { says: 'It is signed out.' } },
  async run({ plane, actor, token }) {
    if (token?.description === BROWSER.description) await plane.credentials.revoke(actor, token.id)
    return { status: 204, headers: { 'set-cookie': endedCookie(plane.team) } }
  },
})

async function browserToken(plane: Serving, given: string, address: string | undefined): Promise<Issued> {
  try {
    const { identity, token } = await plane.credentials.authenticate(readToken(given), address)
    if (!('user' in identity))
      throw new ProblemError(
        problem(
          'not-permitted',
          `\`${holderName(identity)}\` is no person, and has no use for a page.`,
          'Sign in with a token of your own: `splashctl token create`.',
        ),
      )
    const by = { name: holderName(identity), identity, ...(address !== undefined && { address }) }
    return await plane.credentials.issue(by, BROWSER, token)
  } catch (error) {
    if (error instanceof ProblemError && error.problems[0]?.code === 'one-time-token')
      return await plane.credentials.exchange(given, address, BROWSER)
    throw error
  }
}
