/**
 * What guardrails are told of a plan: on its way into the process in which they run, and there. `written` makes lines of it, each resource
 * once, whichever world it is in; `answering` reads them where the sandbox asks, one resource, one change, one user at a time. What access
 * means is found here by effective/, outside of the sandbox: what is asked inside crosses as a question, and comes back as JSON.
 *
 *   =  a resource of both worlds      -  of the one before alone      +  of the one after alone      ~  a change      ?  drift
 *
 * No value of a secret is in a world or a plan. Of what stands in the place of one, the handle (`valueFrom`) is told and nothing else.
 */
import { accessOf } from '../../../effective/access.ts'
import { granter, viaOf } from '../../../effective/edges.ts'
import { type Effective, effective } from '../../../effective/effective.ts'
import type { Json } from '../../../schema/canonical.ts'
import type { Declared, Tree } from '../../../schema/fields.ts'
import type { KindName } from '../../../schema/generated/types.ts'
import { isKind, kindNamed } from '../../../schema/kinds/index.ts'
import { Resource, splitKey } from '../../../schema/resource.ts'
import { isMapNode, isObjectNode, type Node } from '../../../schema/shape.ts'
import { World } from '../../../schema/world.ts'
import { impactOfCommit } from '../../plan/impact.ts'
import type { Change, Drift, Plan } from '../../types.ts'

/** What is known before any line is read. */
export interface About {
  team: string
  base: number
  evaluatedAt: string
}

/** Undefined where it would have more than so many UTF-16 units. */
export function written({ changes, drift }: Plan, before: World, after: World, most: number): string | undefined {
  const lines: string[] = []
  let length = 0
  const add = (line: string): boolean => {
    lines.push(line)
    return (length += line.length + 1) <= most
  }
  for (const resource of after.all()) {
    const former = before.get(resource.key)
    const same = former !== undefined && (former === resource || isSame(former, resource))
    if (!add(`${same ? '=' : '+'}${lineOf(resource)}`)) return undefined
    if (former && !same && !add(`-${lineOf(former)}`)) return undefined
  }
  for (const resource of before.all()) if (!after.has(resource.key) && !add(`-${lineOf(resource)}`)) return undefined
  for (const change of changes) if (!add(`~${JSON.stringify(change)}`)) return undefined
  for (const one of drift) if (!add(`?${JSON.stringify(one)}`)) return undefined
  return lines.join('\n')
}

const isSame = (a: Resource, b: Resource): boolean => a.digest === b.digest && JSON.stringify(a.status) === JSON.stringify(b.status)

const lineOf = (resource: Resource): string =>
  resource.glance(
    ({ kind, name, declared, status }) => `${kind}\t${name}\t${JSON.stringify(toldOf(kind, declared))}\t${JSON.stringify(status)}`,
  )

/** Handles for secrets. */
function toldOf(kind: KindName, declared: Declared): Json {
  const walk = (node: Node, value: Json): Json => {
    const map = typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined
    if (node['x-secret']) return value === null ? null : map?.valueFrom === undefined ? { secret: 'set' } : { valueFrom: map.valueFrom }
    if (!map || node.type !== 'object') return value
    let out: Tree | undefined
    for (const [key, inner] of Object.entries(map)) {
      const below = isObjectNode(node) ? node.properties[key] : isMapNode(node) ? node.additionalProperties : undefined
      const told = below ? walk(below, inner) : inner
      if (told !== inner) (out ??= { ...map })[key] = told
    }
    return out ?? map
  }
  if (!declared.spec) return declared as Json
  const spec = walk(kindNamed(kind).spec, declared.spec)
  return spec === declared.spec ? (declared as Json) : { ...(declared as Tree), spec }
}

/** Answers what the sandbox asks; '' where there is nothing of that name. Throws a TypeError at what it never asks. */
export function answering(
  { team, base, evaluatedAt }: About,
  lines: string,
): (what: string, world: string, first: string, second: string) => string {
  const resources = { before: [] as Resource[], after: [] as Resource[] }
  const changes: string[] = []
  const drift: string[] = []
  for (let start = 0, end = 0; start < lines.length; start = end + 1) {
    end = lines.indexOf('\n', start)
    if (end === -1) end = lines.length
    const sign = lines[start]
    if (sign === '~') changes.push(lines.slice(start + 1, end))
    else if (sign === '?') drift.push(lines.slice(start + 1, end))
    else {
      const resource = read(team, lines, start + 1, end)
      if (sign !== '+') resources.before.push(resource)
      if (sign !== '-') resources.after.push(resource)
    }
  }
  const worlds: { [side: string]: World } = {
    before: new World(team, resources.before, base),
    after: new World(team, resources.after, base),
  }
  const now = Temporal.Instant.from(evaluatedAt).epochMilliseconds
  const sides = new Map<string, ReturnType<typeof meaning>>()
  const meant = (side: string, world: World): ReturnType<typeof meaning> => {
    let found = sides.get(side)
    if (!found) sides.set(side, (found = meaning(effective(world), now)))
    return found
  }
  return (what, side, first, second) => {
    switch (what) {
      case 'plan':
        return JSON.stringify({ base, evaluatedAt })
      case 'changes':
        return JSON.stringify(changes.map((text) => summary(JSON.parse(text) as Change)))
      case 'change': {
        const { reason, key, from, op, ...rest } = JSON.parse(changes[Number(first)] ?? 'null') as Change
        return JSON.stringify({ ...rest, reason: reason.text })
      }
      case 'drift':
        return JSON.stringify(drift.map((text) => JSON.parse(text) as Drift).map(({ key, ...rest }) => ({ resource: idOf(key), ...rest })))
      case 'impact': {
        const keys = changes
          .map((text) => JSON.parse(text) as Change)
          .flatMap(({ key, from }) => (from === undefined ? [key] : [key, from]))
        return JSON.stringify(impactOfCommit(worlds.before as World, worlds.after as World, keys, evaluatedAt))
      }
    }
    const world = Object.hasOwn(worlds, side) ? worlds[side] : undefined
    if (!world) throw new TypeError(`asked for ${what}`)
    switch (what) {
      case 'names':
        return JSON.stringify(isKind(first) ? world.of(first).map(({ name }) => name) : [])
      case 'has':
        return isKind(first) && world.find(first, second) ? 'true' : ''
      case 'resource': {
        const resource = isKind(first) ? world.find(first, second) : undefined
        return resource ? resource.glance(({ spec, labels, annotations }) => JSON.stringify({ spec, labels, annotations })) : ''
      }
      case 'class':
        return meant(side, world).classOf(first)
      case 'reaches':
        return meant(side, world).reaches(first)
      case 'access':
        return meant(side, world).access(first, second)
    }
    throw new TypeError(`asked for ${what}`)
  }
}

const idOf = (key: string): string => {
  const { kind, name } = splitKey(key)
  return `${kind}/${name}`
}
const summary = ({ op, key, from }: Change): string[] => [op, idOf(key), ...(from === undefined ? [] : [idOf(from)])]

/** What a line says is parsed when somebody looks. */
function read(namespace: string, lines: string, start: number, end: number): Resource {
  const name = lines.indexOf('\t', start) + 1
  const declared = lines.indexOf('\t', name) + 1
  const status = lines.indexOf('\t', declared) + 1
  return new Resource({
    kind: lines.slice(start, name - 1),
    namespace,
    name: lines.slice(name, declared - 1),
    backing: {
      declared: () => JSON.parse(lines.slice(declared, status - 1)) as Declared,
      status: () => JSON.parse(lines.slice(status, end)) as Tree,
    },
  })
}

/** Access as guardrails ask for it. Computers are told by name, and what gives the access as `Kind/name`. */
function meaning(e: Effective, now: number) {
  const grants = granter(e, { since: now })
  const numbers = new Map<string, number>()
  return {
    classOf(name: string): string {
      const of = e.userClass(name)
      if (!of || of.disabled) return ''
      if (!numbers.has(of.key)) numbers.set(of.key, numbers.size)
      return `${numbers.get(of.key)}`
    },
    /** At the time of the plan or later. */
    reaches(name: string): string {
      const of = e.userClass(name)
      if (!of || of.disabled) return '[]'
      const found: object[] = []
      for (const [{ computers }, { permanent, schedules, next }] of grants(of))
        for (const computer of computers)
          found.push({ computer: computer.name, always: permanent, now: next === undefined, schedules: permanent ? [] : schedules })
      return JSON.stringify(found)
    },
    /** At the time of the plan. */
    access(name: string, to: string): string {
      const [user, computer] = [e.world.find('User', name), e.world.find('Computer', to)]
      const of = e.userClass(name)
      if (!user || !computer || !of || of.disabled) return ''
      const { allowed, reasons, until } = accessOf(e, user, computer, now)
      return JSON.stringify({
        allowed,
        always: reasons.some(({ way }) => way.schedule === undefined),
        via: reasons.map(({ way }) => idOf(viaOf(e, way, { user, of }))),
        ...(until !== undefined && { until: Temporal.Instant.fromEpochMilliseconds(until).toString() }),
      })
    },
  }
}
