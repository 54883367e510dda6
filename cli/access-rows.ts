/**
 * Who reaches what, for programs: JSON or CSV, one line for each edge, written as it is found. What is written waits for whoever reads it,
 * so ten million edges take time and no memory.
 */

import { type Asked, type Chosen, type Edge, edgesOf, viaOf } from '../effective/edges.ts'
import type { Effective } from '../effective/effective.ts'
import type { Span } from '../effective/types.ts'
import { lastEndOf } from '../reconciler/plan/impact/ends.ts'
import type { Resource } from '../schema/resource.ts'
import { instantText } from './at.ts'
import { cell, row } from './csv.ts'
import { type Held, heldJson } from './held.ts'
import type { Source } from './source.ts'
import type { Surface } from './terminal.ts'

/** Characters written at a time. */
const CHUNK = 65_536

export async function write(out: Surface, lines: Iterable<string>): Promise<void> {
  let text = ''
  for (const line of lines) {
    text += line
    if (text.length < CHUNK) continue
    out.write(text)
    text = ''
    if (!(await out.drained())) return
  }
  out.write(text)
}

/** Which world was asked, beside what it says. */
export type About = Pick<Source, 'revision' | 'revisions' | 'problems' | 'past'> & { notice?: string | undefined }

export const writeJson = (e: Effective, asked: Asked, chosen: Chosen, about: About, out: Surface): Promise<void> =>
  write(out, jsonLines(e, asked, chosen, about))

function* jsonLines(e: Effective, asked: Asked, chosen: Chosen, { revision, revisions, notice, problems }: About): Generator<string> {
  const { from, to } = 'between' in asked ? asked.between : { from: 'at' in asked ? asked.at : asked.since, to: undefined }
  yield headJson({
    version: 1,
    revision,
    ...(to === undefined
      ? { time: instantText(from), ...('since' in asked && { ever: true }) }
      : { from: instantText(from), to: instantText(to) }),
    ...(revision !== null && { revisions: revisions.map(heldJson) }),
    ...(notice !== undefined && { notice }),
  })
  const names = quoted()
  const rest = kept((edge) => restJson(e, edge))
  let first = true
  for (const edge of edgesOf(e, asked, chosen)) {
    yield `${first ? '' : ','}\n    {"user":${names(edge.user)},"computer":${names(edge.computer)},${rest(edge)}}`
    first = false
  }
  yield tailJson(first, problems)
}

export const headJson = (head: object): string => `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "edges": [`
export const tailJson = (empty: boolean, problems: readonly object[]): string =>
  `${empty ? '' : '\n  '}],\n  "problems": ${JSON.stringify(problems)}\n}\n`

/** What follows the names is the same for many: it is put in words once for each grant, and each group whose members have it. */
function kept(put: (edge: Edge) => string): (edge: Edge) => string {
  const known = new Map<Edge['grant'], Map<string, string>>()
  return (edge) => {
    const { grant, user, of } = edge
    let texts = known.get(grant)
    if (!texts) known.set(grant, (texts = new Map()))
    // A role is said of each user itself; all else of its class.
    const id = grant.ways.some(({ basis }) => basis.by === 'role') ? user.name : (of.group ?? '')
    let text = texts.get(id)
    if (text === undefined) {
      if (texts.size > 1000) texts.clear()
      texts.set(id, (text = put(edge)))
    }
    return text
  }
}

export const viasOf = (e: Effective, edge: Edge): string[] => [...new Set(edge.grant.ways.map((way) => viaOf(e, way, edge)))]

function restJson(e: Effective, edge: Edge): string {
  const { permanent, schedules, until, next, hours } = edge.grant
  const more = {
    via: viasOf(e, edge),
    permanent,
    ...(until !== undefined && { until: instantText(until) }),
    ...(next !== undefined && { next: instantText(next) }),
    ...(!permanent && !hours && { ends: lastEndOf(e, schedules) }),
    ...(hours && { hours: hours.map((span) => ({ from: instantText(span.from), to: instantText(span.to) })) }),
  }
  return JSON.stringify(more).slice(1, -1)
}

function restCsv(e: Effective, edge: Edge): string {
  const { permanent, schedules, until, next, hours } = edge.grant
  const time = until ?? next
  const when = hours ? spansCell(hours) : time !== undefined ? instantText(time) : ''
  const ends = hours ? [] : [permanent ? '' : (lastEndOf(e, schedules) ?? NEVER)]
  return [viasOf(e, edge).join(' '), basisCell(permanent), when, ...ends].map(cell).join(',')
}

/** Of what schedules give without an end: what is permanent has no end either, but that is another thing. */
const NEVER = 'never'
export const basisCell = (permanent: boolean): string => (permanent ? 'permanent' : 'scheduled')
export const spansCell = (hours: readonly Span[]): string =>
  hours.map(({ from, to }) => `${instantText(from)}/${instantText(to)}`).join(' ')

/** A name as JSON; computers come again and again. */
export function quoted(): (resource: Resource) => string {
  const known = new Map<Resource, string>()
  return (resource) => {
    let text = known.get(resource)
    if (text === undefined) known.set(resource, (text = JSON.stringify(resource.name)))
    return text
  }
}

export const writeCsv = (e: Effective, asked: Asked, chosen: Chosen, about: About, out: Surface): Promise<void> =>
  write(out, csvLines(e, asked, chosen, about))

export const PAIR = ['user', 'user_name', 'user_group', 'computer', 'computer_name', 'computer_group', 'via', 'basis']

function* csvLines(e: Effective, asked: Asked, chosen: Chosen, { past, revisions }: About): Generator<string> {
  const times = 'between' in asked ? ['hours'] : 'at' in asked ? ['until', 'ends'] : ['next', 'ends']
  const [held] = past ? revisions : []
  const under = held ? `,${revisionCells(held)}` : ''
  yield row([...PAIR, ...times, ...(held ? ['revision', 'commit'] : [])])
  const people = cells((user) => e.userClass(user.name)?.group)
  const machines = cells((computer) => e.computerClass(computer.name)?.group)
  const rest = kept((edge) => restCsv(e, edge))
  for (const edge of edgesOf(e, asked, chosen)) yield `${people(edge.user)},${machines(edge.computer)},${rest(edge)}${under}\r\n`
}

export const revisionCells = ({ entry: { revision, commit } }: Held): string => [String(revision), commit ?? ''].map(cell).join(',')

/** Name, display name and group, as three cells. */
export function cells(groupOf: (resource: Resource) => string | undefined): (resource: Resource<'User'> | Resource<'Computer'>) => string {
  const known = new Map<Resource, string>()
  return (resource) => {
    let text = known.get(resource)
    if (text === undefined) {
      const shown = resource.glance(({ declared }) => declared.spec?.displayName)
      text = [resource.name, typeof shown === 'string' ? shown : '', groupOf(resource) ?? ''].map(cell).join(',')
      known.set(resource, text)
    }
    return text
  }
}
