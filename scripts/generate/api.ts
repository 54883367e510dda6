/**
 * schema/generated/api.ts: what the console knows of the API, from the OpenAPI document as it is served: of each call its method and path, and the types of
 * what is sent and answered. The console calls by the name of an operation and can't get any of it wrong unnoticed.
 */
import { compile } from 'json-schema-to-typescript'
import { options } from './types.ts'

type Json = Record<string, unknown>
interface Parameter {
  name: string
  in: string
  required?: boolean
  schema: Json
}
interface Operation {
  operationId: string
  parameters?: Parameter[]
  requestBody?: { content: Record<string, { schema: Json }> }
  responses: Record<string, { content?: Record<string, { schema: Json }> }>
}

const JSON_TYPE = 'application/json'
const TEAM = '/v1/teams/{team}'

export async function apiTypes(document: object): Promise<string> {
  const { paths } = document as { paths: Record<string, Record<string, Operation>> }
  const of = Object.entries(paths)
    .filter(([path]) => path.startsWith(TEAM))
    .flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ path, method, operation })))
  const table = of.map(
    ({ path, method, operation }) => `  ${operation.operationId}: ['${method.toUpperCase()}', '${path.slice(TEAM.length)}'],`,
  )
  const properties = Object.fromEntries(of.map(({ operation }) => [operation.operationId, shapeOf(operation)]))
  const types = await compile(object(properties) as object, 'Calls', options)
  return [
    '/* Made by `npm run generate` from the OpenAPI document: not to be edited. */',
    `/** Method, and path behind that of the team. */\nexport const calls = {\n${table.join('\n')}\n} as const`,
    types.trim(),
    '',
  ].join('\n\n')
}

const object = (properties: Json, required = Object.keys(properties)): Json => ({
  type: 'object',
  ...{ properties, required, additionalProperties: false },
})

function shapeOf({ parameters = [], requestBody, responses }: Operation): Json {
  const of = (where: string) => parameters.filter((one) => one.in === where && one.name !== 'team')
  const fields = (list: Parameter[], all: boolean) =>
    object(
      Object.fromEntries(list.map(({ name, schema }) => [name, resolved(schema)])),
      list.filter(({ required }) => all || required).map(({ name }) => name),
    )
  const body = requestBody?.content[JSON_TYPE]?.schema
  const answer = Object.entries(responses).find(([status]) => status.startsWith('2'))?.[1].content?.[JSON_TYPE]?.schema
  return object({
    path: fields(of('path'), true),
    query: fields(of('query'), false),
    body: body ? resolved(body) : { tsType: 'undefined' },
    answer: answer && Object.keys(answer).length > 0 ? resolved(answer) : { tsType: 'undefined' },
  })
}

/** Resources are of some kind: what they hold is not for these types to say. */
function resolved(schema: Json): Json {
  return JSON.parse(JSON.stringify(schema), (_, value: unknown) =>
    typeof value === 'object' && value !== null && '$ref' in value ? { type: 'object', tsType: 'object' } : value,
  ) as Json
}
