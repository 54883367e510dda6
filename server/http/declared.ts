/**
 * Declarations as they come over the network: read as strictly as those of files, with the same words for what is wrong. Where something stands
 * in a file the client may say (`sources`); what is said of the rest points to its place in the request.
 */
import { listOf, record, text, whole } from '../../protocol/documents.ts'
import type { Declaration, ResolvedSecret } from '../../reconciler/types.ts'
import type { Json } from '../../schema/canonical.ts'
import { visible } from '../../schema/characters.ts'
import { isKind, isLocal } from '../../schema/kinds/index.ts'
import { parse } from '../../schema/parse.ts'
import { hasErrors, type Position, ProblemError, problem } from '../../schema/problem.ts'
import { type Document, type Key, keyOf, type Resource } from '../../schema/resource.ts'
import { SecretValue } from '../../schema/secrets.ts'
import { oneLine, type Schema } from './endpoint.ts'

export interface DeclarationBody {
  manager: string
  resources: Json[]
  /** By `Kind/name`, where it is declared. */
  sources?: Record<string, Position>
  scope?: string[]
  adopt?: string[]
  commit?: string | null
}

export const managerSchema: Schema = {
  type: 'string',
  minLength: 1,
  maxLength: 200,
  // Managers are named on terminals and in reviews. The control plane speaks for itself alone.
  pattern: '^(?!control-plane$)[\\x21-\\x7e]+$',
  description: 'Who declares: owns the fields that it sets, as `git:acme/iac`.',
}
const keyText: Schema = { type: 'string', maxLength: 600, description: '`Kind/name`.' }

export const declarationParts = {
  manager: managerSchema,
  resources: {
    type: 'array',
    maxItems: 250_000,
    items: { $ref: '#/components/schemas/Resource' },
    description: 'What it declares, sparse: an absent field is not its own.',
  },
}
export const declarationOptions = {
  sources: {
    type: 'object',
    additionalProperties: record({ file: { ...oneLine, maxLength: 4096 }, line: whole, column: whole }),
    description: 'By `Kind/name`, where a resource is declared.',
  },
  scope: {
    ...listOf(keyText),
    description:
      'What the declaration speaks of, when that is not all that the manager declares: silence about anything else says nothing.',
  },
  adopt: { ...listOf(keyText), description: 'Resources to be taken over from other managers, with their declared fields.' },
  commit: { ...oneLine, type: ['string', 'null'], maxLength: 200, description: 'The commit that the files are from.' },
} satisfies Record<string, Schema>

export function declarationOf(team: string, body: DeclarationBody): Declaration {
  const { manager, resources, scope, adopt, commit } = body
  const read = resourcesOf(team, resources, body.sources ?? {})
  const keys = (list: readonly string[]) => new Set(list.map((one) => keyNamed(team, one)))
  return {
    ...{ team, manager, resources: read },
    ...(scope && { scope: new Set([...keys(scope), ...read.map(({ key }) => key)]) }),
    ...(adopt && { adopt: keys(adopt) }),
    ...(commit && { commit }),
  }
}

/** Silence speaks of all that its manager declares: a short declaration without a scope may be about the whole team. */
export const speaksOfAll = (body: unknown): boolean => typeof body === 'object' && body !== null && !('scope' in body)

/** A secret on its way: the value goes into what shows nothing of it at once. */
export interface SecretBody {
  key: string
  path: string
  value: string
}
export const secretsSchema: Schema = {
  type: 'array',
  maxItems: 10_000,
  items: record({ key: keyText, path: { ...text, maxLength: 500 }, value: { ...text, maxLength: 65_536, writeOnly: true } }),
  description: 'What the handles of secrets lead to, by the field (`spec.scim.token`) of a resource.',
}
export const secretsOf = (team: string, secrets: readonly SecretBody[]): ResolvedSecret[] =>
  secrets.map(({ key, path, value }) => ({ key: keyNamed(team, key), path, value: new SecretValue(value) }))

/** Throws all that is wrong with all of them. */
export function resourcesOf(team: string, values: readonly Json[], sources: Readonly<Record<string, Position>>): Resource[] {
  const placed = values.map((value, index): Document => {
    const at = sourceOf(value, sources) ?? { file: 'resources', line: index + 1, column: 1 }
    return { file: at.file, value, at: () => at }
  })
  const { resources, problems } = parse(placed, { team })
  if (hasErrors(problems)) throw new ProblemError(problems)
  return resources.map((resource) => (Object.hasOwn(sources, `${resource.kind}/${resource.name}`) ? resource : placeless(resource)))
}

/** As it was sent, but for its place; what it is renamed from is an instruction, and no part of it that lasts. */
const placeless = (resource: Resource): Resource => resource.with({ origin: undefined, renamedFrom: resource.renamedFrom })

function sourceOf(value: Json, sources: Readonly<Record<string, Position>>): Position | undefined {
  const { kind, metadata } = (value ?? {}) as { kind?: Json; metadata?: { name?: Json } | null }
  const name = `${String(kind)}/${String(metadata?.name)}`
  return Object.hasOwn(sources, name) ? sources[name] : undefined
}

/** The key that `Kind/name` (or all of it, `Kind/team/name`) names. */
export function keyNamed(team: string, named: string): Key {
  const [kind = '', ...rest] = named.split('/')
  const name = rest.at(-1) ?? ''
  if (isKind(kind) && !isLocal(kind) && name !== '' && (rest.length === 1 || (rest.length === 2 && rest[0] === team)))
    return keyOf(kind, team, name)
  throw new ProblemError(
    problem(
      'invalid-request',
      `\`${visible(named, 100)}\` names no resource of team \`${team}\`.`,
      'Write `Kind/name`, e.g. `User/alice`.',
    ),
  )
}
