/**
 * The viewer's page (console/), served as it lies in the checkout: its modules are TypeScript, from which the types are taken on the way, so there is nothing to
 * build; in what is published they are without (scripts/build.ts). It gets nothing from elsewhere and is shown in no other page; whoever opens it needs no token,
 * since it knows nothing by itself.
 */
import { existsSync, readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'

/** In what is published, beside the part that this is in. */
const published = join(import.meta.dirname, 'page')

const PAGE = 'console/viewer/index.html'
const MODULES = [
  ...['connection', 'cursor', 'files', 'fitting', 'input', 'keys', 'main', 'problem', 'signalling', 'waiting'].map(
    (name) => `console/viewer/${name}.ts`,
  ),
  ...['endings', 'files', 'ice', 'viewer'].map((name) => `protocol/${name}.ts`),
]
/** Every file of the page. */
export const pageFiles: readonly string[] = [PAGE, 'console/viewer/viewer.css', ...MODULES]

const types: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  ts: 'text/javascript; charset=utf-8',
}
const HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-cache',
}

/** A file of the checkout, as it is served: without types. */
export function served(name: string): string {
  const source = readFileSync(join(import.meta.dirname, '..', '..', name), 'utf8')
  return name.endsWith('.ts') ? stripTypeScriptTypes(source) : source
}

export function page(server: FastifyInstance): void {
  const texts = new Map<string, string>()
  const made = existsSync(published)
  const textOf = (name: string): string => {
    let text = texts.get(name)
    if (text === undefined) texts.set(name, (text = made ? readFileSync(join(published, name), 'utf8') : served(name)))
    return text
  }
  for (const name of pageFiles)
    server.get(name === PAGE ? '/connect' : `/connect/${name}`, (request, reply) => {
      request.route = 'page'
      return reply
        .headers(HEADERS)
        .type(types[name.split('.').at(-1) ?? ''] ?? '')
        .send(textOf(name))
    })
}
