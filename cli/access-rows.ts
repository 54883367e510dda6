/**
 * Who reaches what, for programs: JSON or CSV, one line for each edge, written as it is found. What is written waits for whoever reads it,
 * so ten million edges take time and no memory.
 */

import { type Asked, type Chosen, type Edge, edgesOf, viaOf } from '../effective/edges.ts'
import type { Effective } from '../effective/effective.ts'
import type { Problem } from '../schema/problem.ts'
import type { Resource } from '../schema/resource.ts'
import { instantText } from './at.ts'
import { cell, row } from './csv.ts'
import type { Surface } from './terminal.ts'

/** Characters written at a time. */
const CHUNK = 65_536

async function write(out: Surface, lines: Iterable<string>): Promise<void> {
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

export const writeJson = (
  e: Effective,
  asked: Asked,
  chosen: Chosen,
  { revision, problems }: { revision: number | null; problems: readonly Problem[] },
  out: Surface,
): Promise<void> => write(out, jsonLines(e, asked, chosen, revision, problems))

function* jsonLines(e: Effective, asked: Asked, chosen: Chosen, revision: number | null, problems: readonly Problem[]): Generator<string> {
  const { from, to } = 'between' in asked ? asked.between : { from: 'at' in asked ? asked.at : asked.since, to: undefined }
  const head = {
    version: 1,
    revision,
    ...(to === undefined
      ? { time: instantText(from), ...('since' in asked && { ever: true }) }
      : { from: instantText(from), to: instantText(to) }),
  }
  yield `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "edges": [`
  const names = quoted()
  const rests = new Map<Edge['grant'], Map<string, string>>()
  let first = true
  for (const edge of edgesOf(e, asked, chosen)) {
    yield `${first ? '' : ','}\n    {"user":${names(edge.user)},"computer":${names(edge.computer)},${rest(e, edge, rests)}}`
    first = false
  }
  yield `${first ? '' : '\n  '}],\n  "problems": ${JSON.stringify(problems)}\n}\n`
}

/** What follows the names: the same for many. */
function rest(e: Effective, edge: Edge, known: Map<Edge['grant'], Map<string, string>>): string {
  const { grant } = edge
  let texts = known.get(grant)
  if (!texts) known.set(grant, (texts = new Map()))
  // A role is said of each user itself; all else of its class.
  const id = grant.ways.some(({ basis }) => basis.by === 'role') ? edge.user.name : (edge.of.group ?? '')
  let text = texts.get(id)
  if (text === undefined) {
    const via = [...new Set(grant.ways.map((way) => viaOf(e, way, edge)))]
    const { until, next, hours } = grant
    const more = {
      via,
      ...(until !== undefined && { until: instantText(until) }),
      ...(next !== undefined && { next: instantText(next) }),
      ...(hours && { hours: hours.map((span) => ({ from: instantText(span.from), to: instantText(span.to) })) }),
    }
    text = JSON.stringify(more).slice(1, -1)
    if (texts.size > 1000) texts.clear()
    texts.set(id, text)
  }
  return text
}

/** A name as JSON; computers come again and again. */
function quoted(): (resource: Resource) => string {
  const known = new Map<Resource, string>()
  return (resource) => {
    let text = known.get(resource)
    if (text === undefined) known.set(resource, (text = JSON.stringify(resource.name)))
    return text
  }
}

export const writeCsv = (e: Effective, asked: Asked, chosen: Chosen, out: Surface): Promise<void> => write(out, csvLines(e, asked, chosen))

function* csvLines(e: Effective, asked: Asked, chosen: Chosen): Generator<string> {
  const last = 'between' in asked ? 'hours' : 'at' in asked ? 'until' : 'next'
  yield row(['user', 'user_name', 'user_group', 'computer', 'computer_name', 'computer_group', 'via', last])
  const people = cells((user) => e.userClass(user.name)?.group)
  const machines = cells((computer) => e.computerClass(computer.name)?.group)
  for (const edge of edgesOf(e, asked, chosen)) {
    const { until, next, hours, ways } = edge.grant
    const via = [...new Set(ways.map((way) => viaOf(e, way, edge)))].join(' ')
    const time = until ?? next
    const when = hours
      ? hours.map((span) => `${instantText(span.from)}/${instantText(span.to)}`).join(' ')
      : time === undefined
        ? ''
        : instantText(time)
    yield `${people(edge.user)},${machines(edge.computer)},${cell(via)},${cell(when)}\r\n`
  }
}

/** Name, display name and group, as three cells. */
function cells(groupOf: (resource: Resource) => string | undefined): (resource: Resource<'User'> | Resource<'Computer'>) => string {
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
