/**
 * How viewer and computer find each other (ICE): servers that say under which address one is seen (STUN) or that carry what goes between the two (TURN), and
 * candidates, one by one as they are found (trickle ICE, RFC 8838). Words that server, agent and browser share, so nothing of Node's is in here.
 */

/** As `RTCPeerConnection` takes it. The credential holds for a while (the REST API of TURN servers), and is in no log. */
export interface IceServer {
  urls: string[]
  username?: string
  credential?: string
}

export interface Candidate {
  candidate: string
  /** Of which part of the description. */
  mid: string
}

/** So many servers, and candidates of one end; characters of each. */
export const [MOST_SERVERS, MOST_CANDIDATES, CANDIDATE_CHARS] = [8, 64, 512]
const TEXT_CHARS = 512

export const isCandidate = (value: unknown): value is Candidate => {
  const { candidate, mid } = (value ?? {}) as Partial<Candidate>
  return isText(candidate, CANDIDATE_CHARS) && isText(mid, 16)
}

export const isIceServers = (value: unknown): value is IceServer[] =>
  Array.isArray(value) &&
  value.length <= MOST_SERVERS &&
  value.every((one) => {
    const { urls, username, credential } = (one ?? {}) as Partial<IceServer>
    return (
      Array.isArray(urls) &&
      urls.length <= MOST_SERVERS &&
      urls.every((url) => typeof url === 'string' && ICE_URL.test(url)) &&
      (username === undefined || isText(username, TEXT_CHARS)) &&
      (credential === undefined || isText(credential, TEXT_CHARS))
    )
  })

/** RFC 7064 and 7065: a scheme, a host (an address of IPv6 in brackets), a port, and for TURN how it is reached. */
export const ICE_URL = /^(?:stuns?|turns?):(?:\[[0-9A-Fa-f:.]{2,45}\]|[A-Za-z0-9.-]{1,253})(?::\d{1,5})?(?:\?transport=(?:udp|tcp))?$/

/** The engine speaks UDP to a relay; over TCP and TLS it is there for browsers alone. */
export const isRelayByUdp = ({ urls }: IceServer): boolean => urls.some((url) => url.startsWith('turn:') && !url.endsWith('=tcp'))

const isText = (value: unknown, most: number): value is string => typeof value === 'string' && value.length > 0 && value.length <= most
