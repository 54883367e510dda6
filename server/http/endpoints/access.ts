/** Who can reach what: what `splashctl access` asks, as many edges at a time as somebody reads. */
import { type Chosen, type Edge, edgesOf, viaOf } from '../../../effective/edges.ts'
import { effective } from '../../../effective/effective.ts'
import { flag, listOf, maybeText, record, text, version, whole } from '../../../protocol/documents.ts'
import { visible } from '../../../schema/characters.ts'
import { members } from '../../../schema/membership.ts'
import { didYouMean, ProblemError, problem } from '../../../schema/problem.ts'
import type { World } from '../../../schema/world.ts'
import { endpoint, revisionNumber, type Schema } from '../endpoint.ts'
import { instantOf, timeSchema } from '../moment.ts'

const name: Schema = { type: 'string', minLength: 1, maxLength: 253 }
/** Of edges: when nothing is said, the most, and the furthest that one may skip. */
const [LIMIT, MOST, FURTHEST] = [200, 1000, 1_000_000]

interface Query {
  user?: string
  computer?: string
  group?: string
  at?: string
  ever?: boolean
  revision?: number
  limit?: number
  skip?: number
}

export const accessList = endpoint<Query, undefined>({
  method: 'GET',
  path: '/v1/teams/{team}/access',
  id: 'listAccess',
  summary: 'Who can reach which computers',
  says: 'Sorted by the names of users, then of computers. Users, computers and groups that are named narrow it down.',
  needs: 'read',
  query: {
    user: { ...name, description: 'What this user reaches.' },
    computer: { ...name, description: 'Who reaches this computer.' },
    group: { ...name, description: 'The users, or the computers, of this group, by its type.' },
    at: { ...timeSchema, description: 'The time that is asked about: RFC 3339; now, when nothing is said.' },
    ever: { type: 'boolean', description: 'At any time from then on.' },
    revision: { ...revisionNumber, description: 'A past revision; the newest, when nothing is said.' },
    limit: { type: 'integer', minimum: 1, maximum: MOST, description: `At most so many; ${LIMIT} when nothing is said.` },
    skip: { type: 'integer', minimum: 0, maximum: FURTHEST, description: 'So many are left out first.' },
  },
  answers: {
    200: {
      says: 'The edges; `more`: there are others after them.',
      schema: record({
        ...{ version, revision: whole, time: text, zone: text, more: flag },
        edges: listOf(
          record({
            ...{ user: text, userName: maybeText, computer: text, computerName: maybeText, via: listOf(text) },
            ...{ permanent: flag, until: maybeText, next: maybeText },
          }),
        ),
      }),
    },
  },
  async run({ plane, query }) {
    const { at, ever = false, revision, limit = LIMIT, skip = 0 } = query
    const e = revision === undefined ? await plane.devices.meaning() : effective(await plane.worldAt(revision))
    const time = instantOf(at)
    const found: Edge[] = []
    let passed = 0
    for (const edge of edgesOf(e, ever ? { since: time } : { at: time }, chosenIn(e.world, query))) {
      if (passed++ < skip) continue
      found.push(edge)
      if (found.length > limit) break
    }
    const edges = found.slice(0, limit).map((edge) => ({
      ...{ user: edge.user.name, userName: edge.user.spec.displayName ?? null },
      ...{ computer: edge.computer.name, computerName: edge.computer.spec.displayName ?? null },
      via: [...new Set(edge.grant.ways.map((way) => viaOf(e, way, edge)))],
      permanent: edge.grant.permanent,
      until: instantText(edge.grant.until),
      next: instantText(edge.grant.next),
    }))
    const head = { version: 1, revision: e.world.revision, time: instantText(time), zone: e.zone, more: found.length > limit }
    return { body: { ...head, edges } }
  },
})

const instantText = (time: number | undefined): string | null => (time === undefined ? null : new Date(time).toISOString())

/** Who is misspelt must not look like somebody who reaches nothing. */
function chosenIn(world: World, { user, computer, group }: Query): Chosen {
  const found = group === undefined ? undefined : world.find('Group', group)
  for (const [kind, wanted] of [
    ['User', user],
    ['Computer', computer],
    ['Group', group],
  ] as const)
    if (wanted !== undefined && !world.find(kind, wanted)) throw unknown(world, kind, wanted)
  const { users, computers } = found ? members(world, found.name) : { users: [], computers: [] }
  const [people, machines] = [names(users), names(computers)]
  return {
    ...(user !== undefined && { users: new Set([user]) }),
    ...(computer !== undefined && { computers: new Set([computer]) }),
    ...(found?.spec.type === 'users' && { users: user === undefined ? people : people.intersection(new Set([user])) }),
    ...(found?.spec.type === 'computers' && {
      computers: computer === undefined ? machines : machines.intersection(new Set([computer])),
    }),
    ...(found?.spec.type === 'mixed' && { either: { users: people, computers: machines } }),
  }
}
const names = (list: readonly { name: string }[]): Set<string> => new Set(list.map((one) => one.name))

function unknown(world: World, kind: 'User' | 'Computer' | 'Group', wanted: string): ProblemError {
  const near = didYouMean(
    wanted,
    world.of(kind).map((one) => one.name),
  )
  return new ProblemError(problem('unknown-resource', `There is no ${kind} \`${visible(wanted, 253)}\`${near || '.'}`, 'Mend the name.'))
}
