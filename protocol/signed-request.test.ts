/** Requests of agents: what is signed can't be changed on the way. */
import { generateKeyPairSync } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isTimely, type Request, readSignature, signRequest } from './signed-request.ts'

const NOW = Date.parse('2026-03-02T09:00:00.000Z')
const { privateKey, publicKey } = generateKeyPairSync('ed25519')
const poll: Request = { method: 'GET', target: '/agent/v1/policy?wait=50' }
const report: Request = { method: 'POST', target: '/agent/v1/status', body: '{"a":1}' }
const headersOf = (request: Request) => signRequest(request, 'acme/a-1', privateKey, NOW)

function holds(request: Request, headers: Record<string, string | string[] | undefined>): boolean {
  const read = readSignature(request, headers)
  const body = request.body === undefined ? undefined : Buffer.from(request.body)
  return read?.bodyIs(body) === true && read.by(publicKey)
}

test.each([poll, report, { method: 'GET', target: '/agent/v1/root/1' }, { ...report, body: '' }])(
  'holds as it was signed: $method $target',
  (request) => {
    expect(holds(request, { ...headersOf(request) })).toBe(true)
    expect(readSignature(request, { ...headersOf(request) })).toMatchObject({ keyid: 'acme/a-1', created: NOW / 1000 })
  },
)

/** RFC 9421 §4, and the digest of the example in RFC 9530's appendix. */
test('has the form of the RFC', () => {
  expect(headersOf(report)['signature-input']).toBe(
    'sig=("@method" "@path" "@query" "content-digest");created=1772442000;keyid="acme/a-1";alg="ed25519";tag="splashtop-agent"',
  )
  expect(headersOf({ ...report, body: '{"hello": "world"}' })['content-digest']).toBe(
    'sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:',
  )
})

describe('does not hold', () => {
  test.each<[what: string, request: Request, headers: Record<string, string | string[] | undefined>]>([
    ['for another method', { ...poll, method: 'DELETE' }, { ...headersOf(poll) }],
    ['for another path', { ...poll, target: '/agent/v1/other?wait=50' }, { ...headersOf(poll) }],
    ['for another query', { ...poll, target: '/agent/v1/policy?wait=51' }, { ...headersOf(poll) }],
    ['without the query', { ...poll, target: '/agent/v1/policy' }, { ...headersOf(poll) }],
    ['for another body', { ...report, body: '{"a":2}' }, { ...headersOf(report) }],
    ['for a body where none was signed', { ...poll, body: 'x' }, { ...headersOf(poll) }],
    ['without its body', { ...report, body: undefined }, { ...headersOf(report), 'content-digest': undefined }],
    ['with another digest', report, { ...headersOf(report), 'content-digest': 'sha-256=:AAAA:' }],
    ['by another name', poll, { ...headersOf(poll), 'signature-input': headersOf(poll)['signature-input'].replace('a-1', 'a-2') }],
    ['at another time', poll, { ...headersOf(poll), 'signature-input': headersOf(poll)['signature-input'].replace('1772', '1773') }],
    ['with fewer components', poll, { ...headersOf(poll), 'signature-input': headersOf(poll)['signature-input'].replace(' "@query"', '') }],
    [
      'with another algorithm',
      poll,
      { ...headersOf(poll), 'signature-input': headersOf(poll)['signature-input'].replace('ed25519', 'hmac-sha256') },
    ],
    ['with two signatures', poll, { ...headersOf(poll), signature: [headersOf(poll).signature, headersOf(poll).signature] }],
    ['unsigned', poll, {}],
  ])('%s', (_, request, headers) => {
    expect(holds(request, headers)).toBe(false)
  })

  test('whatever letter of the signature is another', () => {
    const headers = headersOf(poll)
    fc.assert(
      fc.property(fc.nat(headers.signature.length - 1), fc.constantFrom(...'ABwx01+/=:'), (at, letter) => {
        fc.pre(headers.signature[at] !== letter)
        const changed = `${headers.signature.slice(0, at)}${letter}${headers.signature.slice(at + 1)}`
        // The last letter before the padding holds two bits of it that decode to nothing.
        fc.pre(!Buffer.from(changed.slice(5, -1), 'base64').equals(Buffer.from(headers.signature.slice(5, -1), 'base64')))
        expect(holds(poll, { ...headers, signature: changed })).toBe(false)
      }),
    )
  })

  test.each([
    [-61, false],
    [-60, true],
    [60, true],
    [61, false],
  ])('%i seconds off: %s', (seconds, timely) => {
    expect(isTimely({ created: NOW / 1000 + seconds }, NOW)).toBe(timely)
  })
})
