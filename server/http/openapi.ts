/**
 * The document of the API (OpenAPI 3.1), from the endpoints' words and the schemas of the kinds. Every call may be refused in the same ways, so
 * these are said once.
 */
import { problems, record, text } from '../../protocol/documents.ts'
import type { Json } from '../../schema/canonical.ts'
import { envelopeOf } from '../../schema/envelope.ts'
import type { Kind } from '../../schema/kind.ts'
import { worldKinds } from '../../schema/kinds/index.ts'
import { isMapNode, isObjectNode, type Node } from '../../schema/shape.ts'
import type { Endpoint, Schema } from './endpoint.ts'
import { endpoints } from './endpoints/all.ts'
import { PROBLEM_TYPE, titles } from './statuses.ts'

const JSON_TYPE = 'application/json'

export function openapi(of: readonly Endpoint[] = endpoints, kinds: readonly Kind[] = worldKinds): object {
  const paths: Record<string, Record<string, object>> = {}
  for (const one of of) (paths[one.path] ??= {})[one.method.toLowerCase()] = operation(one)
  return {
    openapi: '3.1.0',
    info: {
      title: 'splashtop-iac control plane',
      version: '1',
      description:
        'Teams, users, groups, access and policies: read, planned and applied. Every answer that refuses carries Problems (RFC 9457).',
      license: { name: 'Apache 2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    security: [{ token: [] }],
    paths: { ...paths, ...own },
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer', description: 'An API token: `sp_…`.' } },
      schemas: {
        Problem: record({ type: text, title: text, status: { type: 'integer' }, detail: text, problems, instance: text }),
        Resource: { oneOf: kinds.map(({ name }) => ({ $ref: `#/components/schemas/${name}` })) },
        ...Object.fromEntries(kinds.map((kind) => [kind.name, resource(kind)])),
      },
      responses: Object.fromEntries(
        Object.entries(titles).map(([status, description]) => [
          `Refused${status}`,
          { description, content: { [PROBLEM_TYPE]: { schema: { $ref: '#/components/schemas/Problem' } } } },
        ]),
      ),
    },
  }
}

/** In what ways each call may be refused; and those that write, with a body or without. */
const ALWAYS = [400, 401, 403, 404, 408, 417, 429, 431, 500, 503]
const WRITES = [409, 412, 413, 415, 422, 507]

function operation({ id, summary, says, needs, path, query = {}, headers = {}, body, answers, method }: Endpoint): object {
  const refusals = [...ALWAYS, ...(method === 'GET' ? [] : WRITES)]
  return {
    ...{ operationId: id, summary, ...(says !== undefined && { description: says }) },
    ...(needs === 'nothing' && { description: `${says ?? summary}. The one-time token is sent as the bearer.` }),
    parameters: [
      ...[...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
        name,
        in: 'path',
        required: true,
        schema: pathSchemas[name] ?? { type: 'string' },
      })),
      ...Object.entries(query).map(([name, schema]) => parameter(name, 'query', schema)),
      ...Object.entries(headers).map(([name, schema]) => parameter(name, 'header', schema)),
    ],
    ...(body && {
      requestBody: {
        required: true,
        content: Object.fromEntries((body.types ?? [JSON_TYPE]).map((type) => [type, { schema: body.schema }])),
      },
    }),
    responses: {
      ...Object.fromEntries(
        Object.entries(answers).map(([status, { says: description, schema = {}, types = [JSON_TYPE], headers: sent = [] }]) => [
          status,
          {
            description,
            ...(!BODILESS.has(status) && {
              content: Object.fromEntries(types.map((type) => [type, type === JSON_TYPE ? { schema } : { schema: text }])),
            }),
            ...(sent.length > 0 && { headers: Object.fromEntries(sent.map((name) => [name, { schema: text }])) }),
          },
        ]),
      ),
      ...Object.fromEntries(refusals.map((status) => [status, { $ref: `#/components/responses/Refused${status}` }])),
    },
  }
}

/** What these say they say without a body (RFC 9110). */
const BODILESS = new Set(['204', '304'])

function parameter(name: string, where: 'query' | 'header', { description = '', 'x-required': required, ...schema }: Schema): object {
  return { name, in: where, description, schema, ...(required === true && { required }) }
}

const named = '^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$'
const pathSchemas: Record<string, Schema> = {
  team: { type: 'string', pattern: named, maxLength: 253 },
  name: { type: 'string', pattern: named, maxLength: 253 },
  plural: { type: 'string', enum: worldKinds.map(({ plural }) => plural) },
  revision: { type: 'integer', minimum: 0 },
  id: { type: 'string', pattern: '^[0-9a-f]{12}$' },
}

/** What is asked of the server itself (health.ts). */
const plain = (operationId: string, summary: string, type: string, refusals: readonly number[]) => ({
  get: {
    ...{ operationId, summary, security: [] },
    responses: {
      200: { description: summary, content: { [type]: { schema: type === JSON_TYPE ? { type: 'object' } : text } } },
      ...Object.fromEntries(refusals.map((status) => [status, { $ref: `#/components/responses/Refused${status}` }])),
    },
  },
})
const own = {
  '/healthz': plain('health', 'Is the server alive?', JSON_TYPE, [429]),
  '/readyz': plain('readiness', 'May it be sent work?', JSON_TYPE, [429, 503]),
  '/metrics': plain('metrics', 'What it has counted, for Prometheus.', 'text/plain', [403, 429]),
  '/openapi.json': plain('openapi', 'This document.', JSON_TYPE, [429]),
}

function resource(kind: Kind): Schema {
  const out = described(envelopeOf(kind)) as { properties: Record<string, Schema> }
  return {
    ...out,
    required: ['apiVersion', 'kind', 'metadata'],
    properties: { ...out.properties, metadata: { ...out.properties.metadata, required: ['name'] } },
  } as Schema
}

/** A schema as JSON Schema 2020-12 has it. */
function described(node: Node): Schema {
  const out: Schema = {
    ...(node.description !== undefined && { description: node.description }),
    type: node.nullable ? [node.type, 'null'] : node.type,
  }
  if (node.default !== undefined) out.default = node.default as Json
  if (isMapNode(node)) {
    out.additionalProperties = described(node.additionalProperties)
    if (node.maxProperties !== undefined) out.maxProperties = node.maxProperties
    if (node.propertyNames) out.propertyNames = { ...node.propertyNames }
  } else if (isObjectNode(node)) {
    out.properties = Object.fromEntries(Object.entries(node.properties).map(([name, inner]) => [name, described(inner)]))
    out.additionalProperties = false
  } else if (node.type === 'array') {
    out.items = described(node.items)
    if (node.maxItems !== undefined) out.maxItems = node.maxItems
  } else if (node.type === 'string') {
    if (node.enum) out.enum = node.nullable ? [...node.enum, null] : [...node.enum]
    for (const word of ['pattern', 'minLength', 'maxLength'] as const) if (node[word] !== undefined) out[word] = node[word]
  } else if (node.type === 'integer' || node.type === 'number')
    for (const word of ['minimum', 'maximum'] as const) if (node[word] !== undefined) out[word] = node[word]
  return out
}

/** As it is served. */
export const document = JSON.stringify(openapi())
