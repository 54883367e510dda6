/**
 * An offer of libdatachannel without its candidates. A computer that knew them might be connected before the library, here, has the fingerprint that the answer
 * brings, and would be taken for a stranger; a browser has it first. Without them it is this end that knocks, once it has the answer: the computer learns its
 * address from that (RFC 8445, 7.3.1.3).
 */
export const knocking = (offer: string): string => offer.replaceAll(/^a=(?:candidate:.*|end-of-candidates)\r?\n/gm, '')
