/**
 * The computers that the caller itself reaches, now and when otherwise: what a member may know of access, and no more than that. Who reaches what beside is
 * for those who may look at the team (access.ts).
 */
import { type Grant, granter } from '../../../effective/edges.ts'
import type { Effective } from '../../../effective/effective.ts'
import type { ComputerClass, UserClass } from '../../../effective/types.ts'
import { flag, listOf, maybeText, orNull, record, text, version, whole } from '../../../protocol/documents.ts'
import { compare } from '../../../schema/problem.ts'
import type { Resource } from '../../../schema/resource.ts'
import { endpoint, type Schema } from '../endpoint.ts'
import { personOf } from '../person.ts'

const DAY = 86_400_000
/** Of the calendar: when nothing is said, and the longest. */
const [DAYS, MOST_DAYS] = [28, 92]
/** Of the computers that are told at once. */
const [LIMIT, MOST] = [200, 1000]

interface Query {
  search?: string
  limit?: number
  after?: string
  days?: number
}

const moments = { from: text, to: text }
const when: Schema = { type: 'integer', minimum: 1 }

export const reachable = endpoint<Query, undefined>({
  method: 'GET',
  path: '/v1/teams/{team}/reachable',
  id: 'listReachable',
  summary: 'The computers that the caller reaches, now or in hours to come',
  says: '`grants` are what gives it, each told once: computers name theirs by its place. `hours` are those from now on that schedules give; what is permanent has none.',
  needs: 'token',
  query: {
    search: { type: 'string', maxLength: 253, description: 'Those with this in their name, display name or group.' },
    limit: { ...when, maximum: MOST, description: `At most so many; ${LIMIT} when nothing is said.` },
    after: { type: 'string', maxLength: 253, description: 'Those after this name: `next` of the answer before.' },
    days: { ...when, maximum: MOST_DAYS, description: `How many days of hours are told; ${DAYS} when nothing is said.` },
  },
  answers: {
    200: {
      says: 'The computers by name, and where the next ones begin.',
      schema: record(
        {
          ...{ version, zone: text, ...moments, total: whole },
          computers: listOf(
            record({
              ...{ name: text, displayName: maybeText, group: maybeText, note: maybeText, grant: whole },
              state: { enum: ['online', 'offline', 'not-enrolled', 'revoked'] },
              inUse: { enum: ['nobody', 'caller', 'somebody'] },
            }),
          ),
          grants: listOf(
            record({
              ...{ allowed: flag, permanent: flag, until: maybeText, next: maybeText, hours: listOf(record(moments)) },
              schedules: listOf(record({ name: text, displayName: maybeText })),
            }),
          ),
        },
        { next: orNull(text) },
      ),
    },
  },
  async run(asked) {
    const { plane, query } = asked
    const { search = '', limit = LIMIT, after = '', days = DAYS } = query
    const e = await plane.devices.meaning()
    const now = Math.floor(Date.now() / 1000) * 1000
    const span = { from: now, to: now + days * DAY }
    const user = e.userClass(personOf(asked))
    const reached = user ? reachedBy(e, user, span) : []
    const words = search.toLowerCase()
    const found = reached
      .flatMap((one) => one.of.computers.map((computer) => ({ ...one, computer })))
      .filter(({ computer, of }) => words === '' || named(computer, of).some((name) => name.toLowerCase().includes(words)))
      .sort((a, b) => compare(a.computer.name, b.computer.name))
    const page = found.filter(({ computer }) => computer.name > after).slice(0, limit)
    const last = page.at(-1)?.computer.name
    const more = last !== undefined && found.at(-1)?.computer.name !== last
    const states = await plane.devices.states(page.map(({ computer }) => computer.name))
    const running = plane.sessions.running()
    const grants = new Map<string, { place: number; told: object }>()
    const computers = page.map(({ computer, of, grant }) => {
      const told = JSON.stringify(grant)
      if (!grants.has(told)) grants.set(told, { place: grants.size, told: grant })
      const there = running.filter((one) => one.computer === computer.name)
      return {
        ...{ name: computer.name, displayName: computer.spec.displayName ?? null, group: of.group ?? null },
        ...{ note: computer.spec.note ?? null, state: states.get(computer.name) ?? 'not-enrolled' },
        inUse: there.some((one) => one.user === asked.holder.name) ? 'caller' : there.length > 0 ? 'somebody' : 'nobody',
        grant: grants.get(told)?.place ?? 0,
      }
    })
    return {
      body: {
        ...{ version: 1, zone: e.zone, from: instant(span.from), to: instant(span.to), total: found.length, computers },
        grants: [...grants.values()].map(({ told }) => told),
        ...(more && { next: last }),
      },
    }
  },
})

const instant = (time: number): string => new Date(time).toISOString()
const named = (computer: Resource<'Computer'>, { group }: ComputerClass): string[] => [
  computer.name,
  computer.spec.displayName ?? '',
  group ?? '',
]

interface Told {
  allowed: boolean
  permanent: boolean
  until: string | null
  next: string | null
  hours: { from: string; to: string }[]
  schedules: { name: string; displayName: string | null }[]
}

/** By classes: of those that can't be told apart there is one answer. */
function reachedBy(e: Effective, user: UserClass, span: { from: number; to: number }): { of: ComputerClass; grant: Told }[] {
  const [now, hours] = [granter(e, { at: span.from })(user), granter(e, { between: span })(user)]
  return [...granter(e, { since: span.from })(user)].map(([of, ever]) => ({ of, grant: toldOf(e, ever, now.get(of), hours.get(of)) }))
}

function toldOf({ world }: Effective, ever: Grant, now: Grant | undefined, between: Grant | undefined): Told {
  return {
    allowed: now !== undefined,
    permanent: ever.permanent,
    until: now?.until === undefined ? null : instant(now.until),
    next: now !== undefined || ever.next === undefined ? null : instant(ever.next),
    hours: ever.permanent ? [] : (between?.hours ?? []).map(({ from, to }) => ({ from: instant(from), to: instant(to) })),
    schedules: ever.schedules.map((name) => ({ name, displayName: world.find('Schedule', name)?.spec.displayName ?? null })),
  }
}
