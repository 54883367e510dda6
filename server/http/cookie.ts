/**
 * The cookie by which a browser is signed in to a team (endpoints/browser.ts): an API token of its own, short-lived, that no script of the page can read. A
 * browser sends a cookie with whatever asks for it to; so it counts only where the browser says that our own page asks (Fetch Metadata: no page and no script
 * can say so falsely). Whoever sends `Authorization` is known by that alone.
 */
import type { IncomingHttpHeaders } from 'node:http'

/** One for each team: somebody may be of several. `__Host-`: of this host alone, and never over what is not encrypted. */
const nameOf = (team: string): string => `__Host-splashtop-${team}`
/** Without an end: it goes with the browser, and its token within a day. */
const FOR = 'Path=/; Secure; HttpOnly; SameSite=Strict'
/** Characters of a `Cookie` header that are looked at: other programs of the same host may have theirs. */
const MOST = 8192

export const givenCookie = (team: string, text: string): string => `${nameOf(team)}=${text}; ${FOR}`
export const endedCookie = (team: string): string => `${nameOf(team)}=; ${FOR}; Max-Age=0`

/** The headers of a request, with the token of the browser's cookie as its bearer where there is one that counts. */
export function withCookie(headers: IncomingHttpHeaders, team: string): void {
  if (headers.authorization !== undefined || headers['sec-fetch-site'] !== 'same-origin') return
  const prefix = `${nameOf(team)}=`
  const found = headers.cookie
    ?.slice(0, MOST)
    .split('; ')
    .find((one) => one.startsWith(prefix))
  if (found !== undefined && found.length > prefix.length) headers.authorization = `Bearer ${found.slice(prefix.length)}`
}
