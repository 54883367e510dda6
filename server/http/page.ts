/**
 * The console (console/): pages that are one program in the browser, made by Vite (scripts/console.ts) and served by the control plane itself. It gets nothing
 * from elsewhere and is shown in no other page; whoever opens it needs no token, since it knows nothing by itself. What has a digest in its name never changes
 * and is kept by browsers for a year; the page that names it is asked for each time.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ProblemError, problem } from '../../schema/problem.ts'
import { compressed, type Encoding, encodingFor } from './encoding.ts'
import { pageFolder } from './page-folder.ts'

const types: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
}
/** Scripts and styles of ours alone, pictures that the page makes itself, and nobody to talk to but us. No text becomes code (Trusted Types). */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data: blob:",
  'media-src blob:',
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ')
const HEADERS = {
  'content-security-policy': POLICY,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
}
const PERMISSIONS =
  'camera=(), microphone=(), geolocation=(), payment=(), usb=(), clipboard-read=(self), clipboard-write=(self), fullscreen=(self)'
const [FOR_EVER, EACH_TIME] = ['public, max-age=31536000, immutable', 'no-cache']
const PAGE = 'index.html'
/** Addresses of pages; what follows `/console` is for the program in the browser to understand. */
const PAGES = ['/console', '/connect'] as const

interface File {
  type: string
  bytes: Buffer
  /** Made when a browser first asks for it so. */
  encoded: Map<Encoding, Promise<Buffer>>
}

export function page(server: FastifyInstance): void {
  let files: Promise<ReadonlyMap<string, File>> | undefined
  const filesOf = (): Promise<ReadonlyMap<string, File>> => {
    files ??= pageFolder().then(read)
    files.catch(() => (files = undefined)) // whoever asked gets the error; the next one tries anew
    return files
  }
  const shown = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    request.route = 'page'
    const named = (request.params as { '*'?: string })['*'] ?? ''
    const asset = named.startsWith('assets/')
    const file = (await filesOf()).get(asset ? named : PAGE)
    if (!file) throw new ProblemError(problem('unknown-endpoint', 'There is no such file.', 'Open `/console` anew.'))
    reply.headers({ ...HEADERS, 'cache-control': asset ? FOR_EVER : EACH_TIME }).type(file.type)
    if (!asset) reply.header('permissions-policy', PERMISSIONS)
    return send(file, request, reply)
  }
  for (const path of PAGES) server.get(path, shown)
  server.get('/console/*', shown)
  server.get('/', (request, reply) => {
    request.route = 'page'
    // A target that is a query alone is none (RFC 9112 §3.2.1).
    if (!request.url.startsWith('/')) throw new ProblemError(problem('unknown-endpoint', 'There is no such path.', 'Open `/console`.'))
    return reply.redirect('/console')
  })
}

async function send(file: File, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  if (file.type === types.woff2) return reply.send(file.bytes) // compressed already
  reply.header('vary', 'accept-encoding')
  const encoding = encodingFor(request.headers['accept-encoding'])
  if (encoding === 'identity') return reply.send(file.bytes)
  let bytes = file.encoded.get(encoding)
  if (!bytes) file.encoded.set(encoding, (bytes = compressed(file.bytes.toString(), encoding)))
  return reply.header('content-encoding', encoding).send(await bytes)
}

/** All of it, by name: what is asked for is looked up here, and no path of a disk is made of it. */
function read(folder: string): ReadonlyMap<string, File> {
  const names = [PAGE, ...readdirSync(join(folder, 'assets')).map((name) => `assets/${name}`)]
  return new Map(
    names.map((name) => {
      const type = types[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream'
      return [name, { type, bytes: readFileSync(join(folder, name)), encoded: new Map() }]
    }),
  )
}
