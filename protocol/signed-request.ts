/**
 * Requests of agents, signed by the agent's own key: HTTP Message Signatures (RFC 9421) in one profile, and the digest of a body (RFC 9530).
 *
 *   Content-Digest: sha-256=:…:                                                        only with a body
 *   Signature-Input: sig=("@method" "@path" "@query" "content-digest");created=…;keyid="TEAM/AGENT";alg="ed25519";tag="splashtop-agent"
 *   Signature: sig=:…:
 *
 * A request holds for a minute around the server's time. What is repeated within it does no harm: reads change nothing, an enrolment is one by
 * its key, audit batches are numbered. An agent whose clock is wrong learns by how much from the refusal.
 */
import { hash, type KeyObject } from 'node:crypto'
import { sign, verify } from './ed25519.ts'

/** Seconds by which a request may be older or newer than the server's clock. */
export const WINDOW_S = 60
export const TAG = 'splashtop-agent'

export interface Request {
  /** In capitals. */
  method: string
  /** With its query, as it stands in the request line. */
  target: string
  body?: string | Uint8Array | undefined
}

export type SignatureHeaders = { signature: string; 'signature-input': string; 'content-digest'?: string }

const INPUT =
  /^sig=(\("@method" "@path" "@query"( "content-digest")?\);created=(\d{1,12});keyid="([\w.=/:-]{1,400})";alg="ed25519";tag="splashtop-agent")$/
const SIGNATURE = /^sig=:([A-Za-z0-9+/]{86}==):$/

const digestOf = (body: string | Uint8Array): string => `sha-256=:${hash('sha256', body, 'base64')}:`

function baseOf({ method, target }: Pick<Request, 'method' | 'target'>, parameters: string, digest: string | undefined): Buffer {
  const query = target.indexOf('?')
  const path = query === -1 ? target : target.slice(0, query)
  return Buffer.from(
    `"@method": ${method}\n"@path": ${path}\n"@query": ${query === -1 ? '?' : target.slice(query)}\n${
      digest === undefined ? '' : `"content-digest": ${digest}\n`
    }"@signature-params": ${parameters}`,
  )
}

/** @param now milliseconds since 1970, by the server's clock as far as it is known */
export function signRequest(request: Request, keyid: string, key: KeyObject, now: number): SignatureHeaders {
  const digest = request.body === undefined ? undefined : digestOf(request.body)
  const covered = `("@method" "@path" "@query"${digest === undefined ? '' : ' "content-digest"'})`
  const parameters = `${covered};created=${Math.floor(now / 1000)};keyid="${keyid}";alg="ed25519";tag="${TAG}"`
  const signature = sign(baseOf(request, parameters, digest), key).toString('base64')
  return {
    signature: `sig=:${signature}:`,
    'signature-input': `sig=${parameters}`,
    ...(digest !== undefined && { 'content-digest': digest }),
  }
}

export interface SignedBy {
  keyid: string
  /** Seconds since 1970. */
  created: number
  /** Does the key hold? The body is asked for later: `bodyIs`. */
  by(key: KeyObject): boolean
  /** Is it this body that was signed? Without one, none may have come. */
  bodyIs(body: Uint8Array | undefined): boolean
}

type Headers = Readonly<Record<string, string | string[] | undefined>>

/** What a request says of who signed it; undefined where it says nothing, or not in this form. Nothing is verified yet. */
export function readSignature({ method, target }: Pick<Request, 'method' | 'target'>, headers: Headers): SignedBy | undefined {
  const [said, signed, digest] = [headers['signature-input'], headers.signature, headers['content-digest']]
  if (typeof said !== 'string' || typeof signed !== 'string' || Array.isArray(digest)) return undefined
  const [, parameters, hasDigest, created, keyid] = INPUT.exec(said) ?? []
  const [, signature] = SIGNATURE.exec(signed) ?? []
  if (parameters === undefined || signature === undefined || keyid === undefined) return undefined
  if ((hasDigest !== undefined) !== (digest !== undefined)) return undefined
  return {
    keyid,
    created: Number(created),
    by: (key) => verify(baseOf({ method, target }, parameters, digest), key, Buffer.from(signature, 'base64')),
    bodyIs: (body) =>
      body === undefined || body.length === 0 ? digest === undefined || digest === digestOf('') : digest === digestOf(body),
  }
}

export const isTimely = ({ created }: Pick<SignedBy, 'created'>, now: number): boolean => Math.abs(now / 1000 - created) <= WINDOW_S
