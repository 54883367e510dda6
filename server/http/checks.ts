/** What is sent, held against an endpoint's schemas. Parameters and headers are texts and become what they are meant as; a body stays as it is. */
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import { visible } from '../../schema/characters.ts'
import { ProblemError, problem } from '../../schema/problem.ts'
import type { Endpoint, Schema } from './endpoint.ts'

export interface Checks {
  query: ValidateFunction
  headers: ValidateFunction | undefined
  body: ValidateFunction | undefined
}

/** That the endpoints' schemas are schemas is for body.test.ts to say: to hold them against JSON Schema's own takes longer than all that they are for. */
const trusted = { strict: false, meta: false, validateSchema: false } as const
const lenient = new Ajv2020({ ...trusted, coerceTypes: true, allErrors: true })
const strict = new Ajv2020(trusted)
strict.addSchema({ $id: '/', components: { schemas: { Resource: { type: 'object' } } } })

type Checked = Pick<Endpoint, 'query' | 'headers' | 'body'>
/** Compiled when they are first asked for: all of them take longer than the rest of starting a server, and most servers are asked a few. */
const compiled = new WeakMap<Checked, Checks>()

export function checksOf(endpoint: Checked): Checks {
  const known = compiled.get(endpoint)
  if (known) return known
  const checks = compile(endpoint)
  compiled.set(endpoint, checks)
  return checks
}

function compile({ query = {}, headers, body }: Checked): Checks {
  const required = Object.keys(query).filter((name) => query[name]?.['x-required'])
  return {
    query: lenient.compile({ type: 'object', properties: query, required, additionalProperties: false }),
    headers: headers && lenient.compile({ type: 'object', properties: headers }),
    body: body && strict.compile(resolved(body.schema)),
  }
}

/** Resources are judged by the parser of declarations, which has better words. */
const resolved = (schema: Schema): Schema => JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"/#/components')) as Schema

export function check(checks: Checks, sent: { query: object; headers: object; body: unknown }): void {
  for (const [what, where] of [
    ['query', 'The query'],
    ['headers', 'The headers'],
    ['body', 'The body'],
  ] as const) {
    const fits = checks[what]
    // Headers are not to be changed under whoever reads them next.
    if (!fits || fits(what === 'headers' ? { ...sent.headers } : sent[what])) continue
    throw new ProblemError(
      (fits.errors ?? [])
        .slice(0, 20)
        .map((error) => problem('invalid-request', `${where} ${wordsFor(error)}.`, '`/openapi.json` describes the call.')),
    )
  }
}

/** Says where and what is expected, by the names of fields; never a value that was sent: it may be a secret. */
function wordsFor({ instancePath, message = 'is not as described', params }: ErrorObject): string {
  const at = instancePath === '' ? '' : `at \`${visible(instancePath.slice(1).replaceAll('/', '.'), 200)}\` `
  const extra = 'additionalProperty' in params ? ` (\`${visible(String(params.additionalProperty))}\`)` : ''
  const values = 'allowedValues' in params ? `: ${JSON.stringify(params.allowedValues).slice(0, 200)}` : ''
  return `${at}${message}${extra}${values}`
}
