/**
 * Single resources: what other engines (Kubernetes, Pulumi) and scripts stand on. A write speaks for one manager about one resource, is planned
 * and judged like any other, and says nothing about the rest.
 */
import { mayRead } from '../../../effective/permission.ts'
import type { Holder } from '../../../effective/roles.ts'
import { envelope, listOf, planParts, problems, receipt, record, text, version, whole } from '../../../protocol/documents.ts'
import type { Declaration, Receipt } from '../../../reconciler/types.ts'
import type { Json } from '../../../schema/canonical.ts'
import { visible } from '../../../schema/characters.ts'
import { enveloped } from '../../../schema/enveloped.ts'
import { worldKinds } from '../../../schema/kinds/index.ts'
import { compare, didYouMean, ProblemError, problem } from '../../../schema/problem.ts'
import { appliedBy, type Key, keyOf, type Resource } from '../../../schema/resource.ts'
import type { World } from '../../../schema/world.ts'
import type { Serving } from '../../control-plane.ts'
import { resourceOf } from '../../rows.ts'
import { admit } from '../authentication.ts'
import { invalid } from '../body.ts'
import { managerSchema, resourcesOf } from '../declared.ts'
import { type Answer, type Asked, endpoint, type Schema } from '../endpoint.ts'
import { merged } from '../merge-patch.ts'
import { matches, refuseUnless, resourceTag } from '../preconditions.ts'
import { idempotencyHeader, keyOf as idempotencyKey } from './apply.ts'
import { documentOf, planIn } from './plan.ts'

interface Query {
  manager?: string
  dryRun?: boolean
}
interface ListQuery {
  label?: string
  limit?: number
  after?: string
}

const path = '/v1/teams/{team}/resources/{plural}/{name}'
/** What nobody named declares, where no manager is said. */
const MANAGER = 'api'
const manager: Schema = { ...managerSchema, description: `${managerSchema.description} \`${MANAGER}\`, when nothing is said.` }
const dryRun: Schema = { type: 'boolean', description: 'Answer with the plan, and write nothing.' }
const query = { manager, dryRun }
const headers = {
  'if-match': { type: 'string', description: 'The `ETag` that it must still have.' },
  'if-none-match': { type: 'string', description: '`*`: it must not be live.' },
  'idempotency-key': idempotencyHeader,
} satisfies Record<string, Schema>
const written = {
  says: 'What became of it, with the resource as it is then; with `dryRun` the plan.',
  headers: ['ETag'],
  schema: {
    anyOf: [
      record({ version, ...receipt, resource: { anyOf: [envelope, { type: 'null' }] } }),
      record({ version, ...planParts, problems }),
    ],
  },
}

export const list = endpoint<ListQuery, undefined>({
  method: 'GET',
  path: '/v1/teams/{team}/resources/{plural}',
  id: 'listResources',
  summary: 'The resources of a kind, by name',
  needs: 'read',
  query: {
    label: { type: 'string', pattern: '^[^=]+=', maxLength: 1400, description: 'Only those with this label: `dept=finance`.' },
    limit: { type: 'integer', minimum: 1, maximum: 1000, description: 'At most so many; 100 when nothing is said.' },
    after: { type: 'string', maxLength: 253, description: 'Those after this name: `next` of the answer before.' },
  },
  answers: {
    200: {
      says: 'The resources, and where the next ones begin.',
      schema: record({ version, revision: whole, resources: listOf(envelope) }, { next: text }),
    },
  },
  async run({ plane, path: { plural = '' }, query: { label, limit = 100, after = '' } }) {
    const world = await plane.world()
    const [key, value] = label === undefined ? [] : [label.slice(0, label.indexOf('=')), label.slice(label.indexOf('=') + 1)]
    const found = world
      .of(kindOf(plural).name)
      .filter(({ name, labels }) => name > after && (key === undefined || labels[key] === value))
      .sort((a, b) => compare(a.name, b.name))
    const page = found.slice(0, limit)
    const next = found.length > limit ? { next: page.at(-1)?.name } : {}
    return { body: { version: 1, revision: world.revision, resources: page.map(enveloped), ...next } }
  },
})

export const get = endpoint<{ manager?: string }, undefined>({
  method: 'GET',
  path,
  id: 'getResource',
  summary: 'One resource as it is live',
  says: 'With `manager`, what that one declares of it: a PUT of the answer changes nothing.',
  needs: 'read',
  query: { manager: managerSchema },
  headers: { 'if-none-match': { type: 'string', description: 'The `ETag` that the client has.' } },
  answers: { 200: { says: 'The resource.', schema: envelope, headers: ['ETag'] }, 304: { says: 'The client has it already.' } },
  async run({ plane, holder, path: named, query: { manager: by }, headers: sent }) {
    const resource = liveOne(await plane.world(), holder, named)
    const tag = { etag: resourceTag(resource) }
    if (matches(sent['if-none-match'], tag.etag)) return { status: 304, headers: tag }
    return { headers: tag, body: by === undefined ? enveloped(resource) : declaredBy(resource, by) }
  },
})

export const put = endpoint<Query, Json>({
  method: 'PUT',
  path,
  id: 'putResource',
  summary: 'Declare one resource',
  says: 'What the manager declared of it before and doesn’t now goes back to its default. Where the value of a secret is to be sent with it, `:apply` does it, with a `scope` of this resource.',
  needs: 'write',
  query,
  headers,
  body: { schema: { $ref: '#/components/schemas/Resource' } },
  answers: { 200: written },
  run: (asked) => write(asked, { made: () => asked.body }),
})

export const patch = endpoint<Query, Json>({
  method: 'PATCH',
  path,
  id: 'patchResource',
  summary: 'Change what a manager declares of one resource',
  says: 'A merge patch (RFC 7396) over what the manager declares: `{"spec": {"note": "lent"}}` sets a field, null ceases to declare it.',
  needs: 'write',
  query,
  headers,
  body: { schema: { type: 'object' }, types: ['application/merge-patch+json', 'application/json'] },
  answers: { 200: written },
  run: (asked) => write(asked, { changed: (live, by) => merged(declaredBy(live, by), asked.body) }),
})

export const remove = endpoint<Query, undefined>({
  method: 'DELETE',
  path,
  id: 'deleteResource',
  summary: 'Cease to declare one resource',
  says: 'It is deleted where the manager owns its existence, else released: values stay, unowned.',
  needs: 'write',
  query,
  headers,
  answers: { 200: written },
  run: (asked) => write(asked, {}),
})

/** What is to be declared: whether it is live or not, or made of what is. Neither: it is declared no more. */
interface Wanted {
  made?(): Json
  changed?(live: Resource, manager: string): Json
}
/** So often a write is planned anew where somebody else's came between. */
const TRIES = 5

async function write(asked: Asked<Query, unknown>, { made, changed }: Wanted): Promise<Answer> {
  const {
    plane,
    actor,
    path: named,
    query: { manager: by = MANAGER, dryRun: dry },
    headers: sent,
    rules,
    signal,
    still,
  } = asked
  const kind = kindOf(named.plural ?? '')
  const name = named.name ?? ''
  const key = keyOf(kind.name, plane.team, name)
  if (dry) await admit(asked, 'read') // a plan shows what is live, and whom it concerns
  const call = [asked.path, by, asked.body ?? null, made ? 'put' : changed ? 'patch' : 'delete']
  const idempotency = idempotencyKey(sent['idempotency-key'], actor, call)
  // Done before, it is answered as then: its own preconditions are no more what they were.
  const former = dry ? undefined : await plane.receipt(idempotency)
  if (former) return answerOf(former, await becameOf(plane, key, former.revision))
  for (let tried = 1; ; tried++) {
    const live = (await plane.world()).get(key)
    refuseUnless(sent, live, `${kind.name}/${name}`)
    if (!live && !made) throw noSuch(await plane.world(), asked.holder, kind.plural, name)
    const value = made ? made() : changed?.(live as Resource, by)
    const resources = value === undefined ? [] : [checked(value, kind.name, plane.team, name)]
    const declaration: Declaration = { team: plane.team, manager: by, resources, scope: new Set([key]) }
    const planned = await planIn(asked, declaration)
    if (dry) return { body: await documentOf(asked, planned, true) }
    try {
      const done: Receipt = await plane.apply({
        declaration,
        planned,
        actor,
        rules,
        signal,
        still,
        idempotencyKey: idempotency,
      })
      return answerOf(done, (await plane.world()).get(key))
    } catch (error) {
      if (!(error instanceof ProblemError) || error.problems[0]?.code !== 'stale-plan' || tried === TRIES) throw error
    }
  }
}

function answerOf(done: Receipt, resource: Resource | undefined): Answer {
  const body = { version: 1, ...done, resource: resource ? enveloped(resource) : null }
  return resource ? { body, headers: { etag: resourceTag(resource) } } : { body }
}

/** The resource as a revision that wrote it left it. */
async function becameOf(plane: Serving, key: Key, revision: number): Promise<Resource | undefined> {
  const [step] = await plane.log(revision - 1, revision)
  const row = step?.entries.findLast((entry) => entry.key === key)?.row
  return row ? resourceOf(plane.team, row) : undefined
}

function checked(value: Json, kind: string, team: string, name: string): Resource {
  const [resource] = resourcesOf(team, [value], {})
  if (resource?.kind !== kind || resource.name !== name)
    throw invalid(`declares \`${resource?.kind}/${resource?.name}\``, `Declare \`${kind}/${name}\`, as the path says.`)
  return resource
}

function kindOf(plural: string): (typeof worldKinds)[number] {
  const kind = worldKinds.find((one) => one.plural === plural)
  if (kind) return kind
  const plurals = worldKinds.map((one) => one.plural)
  throw new ProblemError(
    problem(
      'unknown-endpoint',
      `\`${visible(plural, 100)}\` is no kind of resource${didYouMean(plural, plurals) || '.'}`,
      `Kinds are ${plurals.map((one) => `\`${one}\``).join(', ')}.`,
    ),
  )
}

function liveOne(world: World, holder: Holder, { plural = '', name = '' }: Readonly<Record<string, string>>): Resource {
  const found = world.get(keyOf(kindOf(plural).name, world.team, name))
  if (!found) throw noSuch(world, holder, plural, name)
  return found
}

/** Near names are for who may look at them. */
function noSuch(world: World, holder: Holder, plural: string, name: string): ProblemError {
  const kind = kindOf(plural).name
  const names = mayRead(world, holder).length > 0 ? [] : world.of(kind).map((one) => one.name)
  const near = didYouMean(name, names)
  return new ProblemError(
    problem(
      'unknown-resource',
      `No ${kind} \`${visible(name, 253)}\` is live${near || '.'}`,
      `\`GET …/resources/${plural}\` lists those that are.`,
    ),
  )
}

/** What a manager declares of a live resource, as an envelope. */
function declaredBy(live: Resource, by: string): { [key: string]: Json } {
  return enveloped(live.with({ declared: appliedBy(live.live, by)?.declared ?? {}, status: {} }))
}
