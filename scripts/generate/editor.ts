/**
 * schema/generated/splashtop.schema.json: what yaml-language-server completes, shows and checks by. One schema for every file: the kind that
 * a document names chooses the rest. It may use what the structural subset may not (type unions, `$ref`), since editors alone read it.
 */
import { policies } from '../../policies/packs.ts'
import { API_VERSION, envelopeOf, knownAnnotations, knownLabels } from '../../schema/envelope.ts'
import { type FormatName, formats } from '../../schema/formats.ts'
import type { Kind } from '../../schema/kind.ts'
import { isMapNode, isObjectNode, type Node, type ObjectNode, object, oneOf } from '../../schema/shape.ts'

type Json = Record<string, unknown>

/** What a person sees who points at a field. */
function hover(node: Node): string {
  const lines = [node.description ?? '']
  if (node.type === 'string') {
    const ref = node['x-ref']
    if (ref)
      lines.push(`Refers to a ${ref.kind}${ref.builtin ? `, or one of ${ref.builtin.map((name) => `\`${name}\``).join(', ')}` : ''}.`)
    if (node.format) lines.push(`Must be ${formats[node.format as FormatName].expected}.`)
  }
  if (node['x-required']) lines.push('Required, here or from another manager.')
  if (node['x-immutable'] === 'refuse') lines.push('Once set, it stays.')
  if (node['x-immutable'] === 'replace') lines.push('Changing it replaces the resource.')
  if (node['x-when']) lines.push(`Of use when ${node['x-when']}.`)
  return lines.filter((line) => line !== '').join('\n\n')
}

function editing(node: Node): Json {
  const out: Json = { description: hover(node), type: node.nullable ? [node.type, 'null'] : node.type }
  if (node.default !== undefined) out.default = node.default
  if (isMapNode(node)) {
    out.additionalProperties = editing(node.additionalProperties)
    if (node.propertyNames) out.propertyNames = node.propertyNames
  } else if (isObjectNode(node)) {
    out.properties = Object.fromEntries(Object.entries(node.properties).map(([key, inner]) => [key, editing(inner)]))
    out.additionalProperties = false
    for (const key of ['minProperties', 'maxProperties'] as const) if (node[key] !== undefined) out[key] = node[key]
  } else if (node.type === 'array') {
    out.items = editing(node.items)
    if (node.maxItems !== undefined) out.maxItems = node.maxItems
  } else if (node.type === 'string') {
    if (node.enum) out.enum = node.nullable ? [...node.enum, null] : node.enum
    for (const key of ['pattern', 'minLength', 'maxLength'] as const) if (node[key] !== undefined) out[key] = node[key]
    if (node['x-says']) out.patternErrorMessage = `Must be ${node['x-says']}.`
    if (node.format === 'email' || node.format === 'date') out.format = node.format
    // A built-in name is offered, any other may be written.
    if (node['x-ref']?.builtin) out.examples = [...node['x-ref'].builtin]
  } else if (node.type === 'integer' || node.type === 'number')
    for (const key of ['minimum', 'maximum'] as const) if (node[key] !== undefined) out[key] = node[key]
  return out
}

function resource(kind: Kind): Json {
  const out = editing(envelopeOf(kind)) as { properties: Record<string, Json> }
  const metadata = out.properties.metadata as { properties: Record<string, Json> }
  metadata.properties.labels = {
    ...metadata.properties.labels,
    properties: Object.fromEntries(
      Object.entries(knownLabels).map(([key, says]) => [key, { type: 'string', description: says, enum: ['true', 'false'] }]),
    ),
  }
  metadata.properties.annotations = {
    ...metadata.properties.annotations,
    properties: Object.fromEntries(
      Object.entries(knownAnnotations).map(([key, known]) => [
        key,
        { type: 'string', description: known.says, ...(known.values && { enum: known.values }) },
      ]),
    ),
  }
  return {
    ...out,
    required: ['apiVersion', 'kind', 'metadata'],
    properties: { ...out.properties, metadata: { ...metadata, required: ['name'] } },
  }
}

/** JSON Schema's own word, behind a name: an object literal with it would look like a promise. */
const THEN = 'then'
const chooses = (names: string[]) =>
  names.map((name) => ({
    if: { required: ['kind'], properties: { kind: { const: name } } },
    [THEN]: { $ref: `#/definitions/${name}` },
  }))

export function editorSchema(kinds: readonly Kind[], projectSchema: ObjectNode): string {
  const names = kinds.map((kind) => kind.name)
  const project = editing(withRules(projectSchema))
  const apiVersion = { type: 'string', description: 'The version of the format.', enum: [API_VERSION] }
  const kindOf = (values: string[]) => ({
    type: 'string',
    description: 'What it is.',
    enum: values,
    // Shown beside each value as one chooses.
    enumDescriptions: values.map((value) => kinds.find((kind) => kind.name === value)?.summary ?? summaries[value] ?? ''),
  })
  const all = [...names, 'List', 'Project']
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'splashtop-iac',
    description: 'A resource, a list of resources, or the project file.',
    type: 'object',
    required: ['apiVersion', 'kind'],
    properties: { apiVersion, kind: kindOf(all) },
    allOf: chooses(all),
    definitions: {
      ...Object.fromEntries(kinds.map((kind) => [kind.name, resource(kind)])),
      Resource: {
        type: 'object',
        required: ['apiVersion', 'kind'],
        properties: { apiVersion, kind: kindOf(names) },
        allOf: chooses(names),
      },
      List: {
        type: 'object',
        description: summaries.List,
        properties: {
          apiVersion,
          kind: kindOf(['List']),
          items: { type: 'array', description: 'The resources.', items: { $ref: '#/definitions/Resource' } },
        },
        required: ['items'],
        additionalProperties: false,
      },
      Project: { ...project, required: ['team'] },
    },
  }
  return `${JSON.stringify(schema, null, 1)}\n`
}

/** The ids of the guardrails, each with what it is about: a project file names them, and schema/ knows none. */
function withRules(project: ObjectNode): ObjectNode {
  const said = project.properties.policies
  if (!said || !isObjectNode(said)) throw new TypeError('a project file says nothing of policies')
  const { rules, waivers } = said.properties
  if (!rules || !isMapNode(rules) || waivers?.type !== 'array' || !isObjectNode(waivers.items))
    throw new TypeError('a project file says nothing of rules and waivers')
  const levels = policies.map(({ id, title }) => [id, { ...rules.additionalProperties, description: `${title}.` }] as const)
  const rule = oneOf(
    policies.map(({ id }) => id),
    'The id of the rule.',
    { 'x-required': true },
  )
  const items = { ...waivers.items, properties: { ...waivers.items.properties, rule } }
  const properties = {
    ...said.properties,
    rules: object(rules.description ?? '', Object.fromEntries(levels)),
    waivers: { ...waivers, items },
  }
  return { ...project, properties: { ...project.properties, policies: { ...said, properties } } }
}

const summaries: Readonly<Record<string, string>> = {
  List: 'Several resources in one document.',
  Project: 'The project file, splashtop.yaml: whose declarations these are, and where they go.',
}
