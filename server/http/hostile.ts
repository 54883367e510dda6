/**
 * Requests that nobody sends who means well, drawn by a seed: broken HTTP, wrong methods, paths, headers, tokens, queries and bodies. They are
 * bytes for a socket, since no client would let most of them out. What must hold of each is asked in outcome.ts, for the test and the soak alike:
 *
 *   it is answered with a refusal that the API knows, as Problems, or the connection is closed; never with a fault of the server
 *   what merely looks odd may be answered (`harmless`), and nothing that any of them held stands in the log (`canary`)
 */
import { gzipSync } from 'node:zlib'
import { bodies, canary, spoil } from './spoilt.ts'

export interface Chance {
  number(below: number): number
  oneIn(n: number): boolean
  pick<T>(list: readonly T[]): T
}
export interface Hostile {
  /** What is wrong with it, in words. */
  what: string
  bytes: Buffer
  /** It may as well be answered as if nothing were wrong. */
  harmless?: boolean
  /** It is not whole: after the bytes, the client says no more. */
  cut?: boolean
}
/** Where they go, and a token that holds there. */
export interface Target {
  team: string
  token: string
}

interface Parts {
  method?: string
  path?: string
  headers?: readonly string[]
  body?: string | Buffer
  version?: string
}

/** @param chance gives the same requests again for the same seed */
export function drawHostile(chance: Chance, { team, token }: Target): Hostile {
  const root = `/v1/teams/${team}`
  const bearer = `Authorization: Bearer ${token}`
  const request = ({ method = 'GET', path = `${root}/whoami`, headers = [bearer], body, version = 'HTTP/1.1' }: Parts): Buffer => {
    const sized = body === undefined || headers.some((line) => /^(content-length|transfer-encoding)/i.test(line))
    const lines = [
      `${method} ${path} ${version}`,
      'Host: localhost',
      ...headers,
      ...(sized ? [] : [`Content-Length: ${Buffer.byteLength(body)}`]),
    ]
    return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), Buffer.from(body ?? '')])
  }
  const sent = (what: string, parts: Parts, more: Partial<Hostile> = {}): Hostile => ({ what, bytes: request(parts), ...more })
  const long = (least: number) => canary.repeat(Math.ceil((least + chance.number(least)) / canary.length))

  const kinds: Record<string, () => Hostile> = {
    noise: () => ({
      what: 'bytes of chance',
      bytes: Buffer.from(Array.from({ length: 1 + chance.number(300) }, () => chance.number(256))),
      cut: true,
    }),
    http: () => {
      const [what, bytes] = chance.pick(broken(root, bearer))
      return { what, bytes: Buffer.from(bytes, 'latin1'), cut: true }
    },
    spoilt: () => {
      const bytes = request({
        method: 'PUT',
        path: `${root}/resources/users/${canary.toLowerCase()}`,
        headers: [bearer, JSON_HEADER],
        body: '{"kind":"User"}',
      })
      for (let i = 0; i <= chance.number(4); i++) bytes[chance.number(bytes.length)] = chance.number(256)
      return { what: 'a request with some bytes exchanged', bytes, harmless: true, cut: true }
    },
    method: () => {
      const method = chance.pick([
        'HEAD',
        'OPTIONS',
        'TRACE',
        'CONNECT',
        'QUERY',
        'PROPFIND',
        'PURGE',
        'PRI',
        'get',
        'GETT',
        'DELETE',
        'PATCH',
        'POST',
        'PUT',
      ])
      return sent(
        `the method ${method}`,
        { method, path: chance.pick([`${root}/whoami`, `${root}/snapshot`, '/healthz', '/', '*']) },
        method === 'HEAD' ? { harmless: true } : {},
      )
    },
    path: () => {
      const path = chance.pick([
        ...['//', '/v1', '/v1/', `${root}`, `${root}/`, `${root}/..`, `${root}/../../../etc/passwd`, `/v1/teams/../teams/${team}/x`],
        ...[
          `${root}/%00`,
          `/v1/teams/%00/whoami`,
          `/v1/teams/%2e%2e/whoami`,
          `${root}/resources/users/%00`,
          `${root}/resources/users/..%2f..%2f`,
        ],
        ...[`${root}/%`, `${root}/%zz`, `${root}/%c3%28`, `${root}/%F0%9F%90%A6`, `${root}/\xc3\xa9`, `${root}/resources/%E2%80%AE/x`],
        ...[`/${long(5000)}`, `${root}/resources/users/${long(600)}`, `/v1/teams/${long(300)}/whoami`, `${'/a'.repeat(3000)}`],
        ...[
          `http://elsewhere/${canary}`,
          `https:${canary}`,
          `?${canary}`,
          `${root};x=${canary}/whoami`,
          `${root}/whoami/${canary}`,
          `/__proto__`,
        ],
        ...[
          `${root}/resources/__proto__`,
          `${root}/resources/constructor/${canary}`,
          `${root}/resources/users/__proto__`,
          `/v1/teams/__proto__/whoami`,
        ],
        ...[
          `${root}/revisions/${'9'.repeat(16 + chance.number(400))}`,
          `${root}/revisions/-1`,
          `${root}/revisions/NaN`,
          `${root}:nothing`,
          `${root}:`,
        ],
      ])
      return sent('a path that there is not', { path })
    },
    query: () => {
      const [call, ...names] = chance.pick([
        ['snapshot', 'since', 'revision', 'atLeast'],
        ['revisions', 'limit'],
        ['resources/users', 'label', 'limit', 'after'],
        ['touched', 'since', 'until'],
        ['applied', 'manager', 'digest'],
        ['audit', 'limit'],
        ['revision-at', 'time'],
      ])
      const value = () =>
        chance.pick([
          '',
          '-1',
          '1.5',
          '1e308',
          '1e999',
          '9'.repeat(30),
          'NaN',
          'null',
          '%00',
          '%',
          '%ff',
          canary,
          '\xff',
          '0x10',
          '[]',
          '9007199254740991',
          '-0',
          '+275760-09-13T00:00:00Z',
        ])
      const name = () => chance.pick([...names, ...names, '__proto__', 'constructor', canary, '%00', 'since[]', ''])
      const pairs = Array.from({ length: 1 + chance.number(chance.oneIn(20) ? 400 : 3) }, () => `${name()}=${value()}`)
      return sent(`a query of ${call}`, { path: `${root}/${call}?${pairs.join('&')}` }, { harmless: true })
    },
    header: () => {
      const [what, headers, harmless] = chance.pick<readonly [string, string[], boolean?]>([
        ['a huge header', [bearer, `X-Huge: ${long(20_000)}`]],
        ['many headers', [bearer, ...Array.from({ length: 3000 }, (_, i) => `X-${i}: 1`)]],
        ['a few hundred headers', [bearer, ...Array.from({ length: 300 }, (_, i) => `X-${i}: ${canary}`)], true],
        ['two tokens', [bearer, `Authorization: Bearer ${canary}`], true],
        ['CR LF in a header', [bearer, `X-Odd: a\r\nX-Injected: ${canary}`], true],
        ['a header without a name', [bearer, `: ${canary}`]],
        ['a header without a colon', [bearer, canary]],
        ['a folded header', [bearer, `X-Fold: a\r\n ${canary}`]],
        ['a space before the colon', [bearer, `X-Odd : ${canary}`]],
        ['NUL in a header', [bearer, `X-Odd: ${canary}\0`]],
        ['bytes over 127', [bearer, `X-Odd: ${canary}\xff\xfe`], true],
        ['another host', [bearer, `Host: ${canary}`]],
        ['an expectation', [bearer, `Expect: ${canary}`]],
        ['an upgrade', [bearer, 'Connection: Upgrade', 'Upgrade: websocket'], true],
        ['odd encodings', [bearer, `Accept-Encoding: ${'gzip;q=0.1,'.repeat(400)}${canary}`], true],
        ['odd tags', [bearer, `If-None-Match: ${'W/"a",'.repeat(400)}"${canary}`, `If-Match: ,,,"${canary}`], true],
        ['a forged address', [bearer, `X-Forwarded-For: ${canary}, 10.0.0.1`, `Forwarded: for=${canary}`], true],
        ['an odd request id', [bearer, `X-Request-Id: ${canary} ${'\t'.repeat(10)}<script>`], true],
        ['a cookie', [bearer, `Cookie: ${canary}=${canary}`], true],
      ])
      return sent(what, { headers }, harmless ? { harmless } : {})
    },
    token: () => {
      const text = chance.pick([
        '',
        ' ',
        canary,
        `sp_${canary}`,
        `sp_${'0'.repeat(49)}`,
        `sp_${long(4000)}`,
        `${token}x`,
        token.slice(0, -1),
        token.toUpperCase(),
        `\xff\xfe${canary}`,
        `${token} ${token}`,
        `${token},${token}`,
      ])
      const scheme = chance.pick(['Bearer', 'Bearer', 'bearer', 'Basic', 'Negotiate', canary, ''])
      const spoilt = text.toLowerCase() !== token.toLowerCase() && !text.startsWith(`${token} `)
      const call = chance.pick(['whoami', 'snapshot', 'watch', 'audit', 'tokens'])
      return sent(
        'a token that is none',
        { path: `${root}/${call}`, headers: [`Authorization: ${scheme} ${text}`] },
        spoilt ? {} : { harmless: true },
      )
    },
    framing: () => {
      const [what, headers, body, cut] = chance.pick<readonly [string, string[], string, boolean?]>([
        ['a length that is none', ['Content-Length: x'], '{}'],
        ['a negative length', ['Content-Length: -1'], '{}'],
        ['two lengths', ['Content-Length: 2', 'Content-Length: 3'], '{}'],
        ['a length and chunks', ['Content-Length: 2', 'Transfer-Encoding: chunked'], '2\r\n{}\r\n0\r\n\r\n'],
        ['a body that ends early', ['Content-Length: 1000'], `{"manager":"${canary}`, true],
        ['a length beyond all bounds', ['Content-Length: 99999999999999999999'], '{}'],
        ['a length beyond ours', ['Content-Length: 1000000000'], '{}'],
        ['chunks that are none', ['Transfer-Encoding: chunked'], `zz\r\n${canary}\r\n`],
        ['a chunk longer than it says', ['Transfer-Encoding: chunked'], `2\r\n${canary}\r\n0\r\n\r\n`],
        ['a chunk without an end', ['Transfer-Encoding: chunked'], `ffffff\r\n${canary}`, true],
        ['a huge chunk', ['Transfer-Encoding: chunked'], `ffffffffffffffff\r\n${canary}`],
        ['an encoding of the transfer that there is not', [`Transfer-Encoding: ${canary}`], '{}'],
      ])
      return sent(what, { method: 'POST', path: `${root}:plan`, headers: [bearer, JSON_HEADER, ...headers], body }, { cut: cut ?? true })
    },
    type: () => {
      const type = chance.pick([
        'text/plain',
        'application/xml',
        'multipart/form-data; boundary=x',
        canary,
        'application/json; charset=utf-7',
        'application/json;;;',
        '',
        'application/*',
        'APPLICATION/JSON',
      ])
      return sent(`the type ${type}`, {
        method: 'POST',
        path: `${root}:plan`,
        headers: [bearer, `Content-Type: ${type}`],
        body: chance.pick([`{"manager":"${canary}","resources":[{}]}`, canary, '\0']),
      })
    },
    bomb: () => {
      const body = gzipSync(Buffer.alloc(1 + chance.number(1 << 20), chance.pick(['[', ' ', '0'])))
      const encoding = chance.pick(['gzip', 'x-gzip', 'zstd', 'br', 'deflate', 'gzip, gzip'])
      return sent(`a body in ${encoding}`, {
        method: 'POST',
        path: `${root}:plan`,
        headers: [bearer, JSON_HEADER, `Content-Encoding: ${encoding}`],
        body,
      })
    },
    json: () => {
      const [what, body, harmless = false] = chance.pick<readonly [string, string | Buffer, boolean?]>([
        ['a body 100,000 deep', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
        ['objects 100,000 deep', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
        ['what is no JSON', `{"manager": ${canary}}`],
        ['no body', ''],
        ['a body that is no UTF-8', Buffer.from([0x22, 0xff, 0xfe, 0x22])],
        ['half a letter', Buffer.from([0x22, 0xe2, 0x82])],
        ['a mark of byte order', '\ufeff{}', true],
        ['a number of 100,000 digits', '9'.repeat(100_000)],
        ['nothing', 'null'],
        ['a text', `"${canary}"`],
        ['many small lists', `[${'[],'.repeat(50_000)}[]]`],
        ['more than one', '{}{}'],
        ['a field twice', `{"manager":"git:x","resources":[],"manager":"${canary}"}`],
        ['a field twice, deep inside', `{"a":[{"b":{"${canary}":1,"c":":","${canary}":{}}}]}`],
      ])
      const [method, path] = chance.pick(writes(root))
      return sent(what, { method, path, headers: [bearer, JSON_HEADER], body }, { harmless })
    },
    wrong: () => {
      const [method, path] = chance.pick(writes(root).slice(0, 2))
      const fields = Array.from({ length: 60 }, (_, n) => `"${canary}${n}":${n}`)
      const one = `{"apiVersion":"splashtop.io/v1","kind":"Group","metadata":{"name":"X"},"spec":{${fields.join(',')}}}`
      const resources = Array.from({ length: 1 + chance.number(1000) }, () => one)
      return sent('a declaration that is wrong all over', {
        ...{ method, path, headers: [bearer, JSON_HEADER] },
        body: `{"manager":"git:x","scope":[],"resources":[${resources.join(',')}]}`,
      })
    },
    unread: () => {
      // Whoever logs in has no token yet, and is waited for.
      const [method, path] = chance.pick([
        ...writes(root).filter(([, path]) => !path.endsWith(':login')),
        ['POST', '/nothing'],
        ['GET', '/agent/v1/policy'],
        ['PUT', '/agent/nothing'],
      ])
      const length = chance.pick(['Content-Length: 9000000000', 'Transfer-Encoding: chunked'])
      // Some systems throw the answer away with the connection, if more comes than is read.
      return sent('a body that nobody reads', { method, path, headers: [JSON_HEADER, length], body: `fffff\r\n${canary.repeat(5000)}` })
    },
    body: () => {
      const [method, path] = chance.pick(writes(root))
      const body = spoil(chance, chance.pick(bodies))
      return sent(
        `a body of ${method} ${path.slice(root.length)}: ${body.length > 300 ? `${body.slice(0, 300)}…` : body}`,
        { method, path, headers: [bearer, JSON_HEADER], body },
        { harmless: true },
      )
    },
  }
  return (kinds[chance.pick(Object.keys(kinds))] as () => Hostile)()
}

const JSON_HEADER = 'Content-Type: application/json'

const broken = (root: string, bearer: string): [string, string][] => [
  ['no end of the head', `GET ${root}/whoami HTTP/1.1\r\nHost: x\r\n${bearer}\r\n`],
  ['no version', `GET ${root}/whoami\r\n\r\n`],
  ['a version that there is not', `GET ${root}/whoami HTTP/9.9\r\nHost: x\r\n\r\n`],
  ['no host', `GET ${root}/whoami HTTP/1.1\r\n${bearer}\r\n\r\n`],
  ['only line feeds', `GET ${root}/${canary} HTTP/1.1\nHost: x\n\n`],
  ['two spaces', `GET  ${root}/whoami  HTTP/1.1\r\nHost: x\r\n\r\n`],
  ['HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
  ['TLS', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'],
  ['an answer', `HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n`],
  ['another protocol', `${canary}\r\nHELO ${canary}\r\nQUIT\r\n`],
  ['nothing but ends of lines', '\r\n'.repeat(2000)],
  ['NUL in the path', `GET ${root}/\0${canary} HTTP/1.1\r\nHost: x\r\n\r\n`],
  ['a head cut in the middle', `GET ${root}/whoami HTT`],
]

const writes = (root: string): [string, string][] => [
  ['POST', `${root}:plan`],
  ['POST', `${root}:apply`],
  ['POST', `${root}:drift`],
  ['POST', `${root}:login`],
  ['POST', `${root}/tokens`],
  ['PUT', `${root}/resources/users/mallory?dryRun=true`],
  ['PATCH', `${root}/resources/users/mallory?dryRun=true`],
  ['PUT', `${root}/resources/groups/mallory?dryRun=true&manager=x`],
]
