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
  const rest = kept((edge) => restJson(e, edge))
  let first = true
  for (const edge of edgesOf(e, asked, chosen)) {
    yield `${first ? '' : ','}\n    {"user":${names(edge.user)},"computer":${names(edge.computer)},${rest(edge)}}`
    first = false
  }
  yield `${first ? '' : '\n  '}],\n  "problems": ${JSON.stringify(problems)}\n}\n`
}

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

const viasOf = (e: Effective, edge: Edge): string[] => [...new Set(edge.grant.ways.map((way) => viaOf(e, way, edge)))]

function restJson(e: Effective, edge: Edge): string {
  const { until, next, hours } = edge.grant
  const more = {
    via: viasOf(e, edge),
    ...(until !== undefined && { until: instantText(until) }),
    ...(next !== undefined && { next: instantText(next) }),
    ...(hours && { hours: hours.map((span) => ({ from: instantText(span.from), to: instantText(span.to) })) }),
  }
  return JSON.stringify(more).slice(1, -1)
}

function restCsv(e: Effective, edge: Edge): string {
  const { until, next, hours } = edge.grant
  const time = until ?? next
  const when = hours?.map(({ from, to }) => `${instantText(from)}/${instantText(to)}`) ?? (time === undefined ? [] : [instantText(time)])
  return [viasOf(e, edge).join(' '), when.join(' ')].map(cell).join(',')
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
  const rest = kept((edge) => restCsv(e, edge))
  for (const edge of edgesOf(e, asked, chosen)) yield `${people(edge.user)},${machines(edge.computer)},${rest(edge)}\r\n`
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
