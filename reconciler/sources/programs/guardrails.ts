/**
 * The part of `splashtop-iac` that guardrails are written with, inside the sandbox (see sandbox.ts, whose text stands before it): `watch` is
 * handed to QuickJS as its own text, and names nothing of this file but itself.
 *
 * A guardrail sees two worlds, and a world may have a hundred thousand resources. So nothing of them is here until it is looked at: `ask`
 * fetches a list of names, a resource, an answer, one at a time and as JSON; what was fetched last is kept, up to a bound.
 *
 * As in sandbox.ts, none of this protects the host: what leaves is text, and the host believes none of it (judge.ts).
 */
import type { Tools } from './sandbox.ts'

/** What the host hands in. An answer is JSON, or '' where there is none. */
export interface Watcher {
  ask(what: string, world: string, first: string, second: string): string
  kinds: string
  findings: number
  /** UTF-16 units of a text, and the characters that none may hold. */
  longest: number
  hostile: string
}
export interface Watching {
  guardrail(wish: unknown): void
  /** Runs the `find` of one, by its place in the order in which they were made; what it finds is sent as it comes. */
  judge(index: number): void
}

export function watch(host: Watcher, { json, send, refuse }: Tools): Watching {
  const { ask, findings: most, longest } = host
  const hostile = new RegExp(host.hostile, 'u')
  const { parse, stringify } = JSON
  const kinds = parse(host.kinds) as string[]
  const { freeze, keys } = Object
  const { isArray } = Array
  const { iterator } = Symbol
  const fetch = (...asked: Parameters<typeof ask>): unknown => {
    const answer = ask(...asked)
    return answer === '' ? undefined : parse(answer)
  }

  /** What was fetched last, until there is too much of it. */
  const kept = (room: number): (<T>(id: string, weigh: (value: T) => number, make: () => T) => T) => {
    let known = new Map<string, unknown>()
    let weight = 0
    return <T>(id: string, weigh: (value: T) => number, make: () => T): T => {
      if (known.has(id)) return known.get(id) as T
      const value = make()
      weight += weigh(value)
      if (weight > room) [known, weight] = [new Map(), weigh(value)]
      known.set(id, value)
      return value
    }
  }
  const resources = kept(1000)
  const reached = kept(500_000)
  interface Part {
    spec: object
    labels: object
    annotations: object
  }

  /** A resource of a world. */
  class Seen {
    readonly kind: string
    readonly name: string
    readonly #world: string
    constructor(world: string, kind: string, name: string) {
      this.#world = world
      this.kind = kind
      this.name = name
    }
    static idOf(value: object): string | undefined {
      return #world in value ? value.toString() : undefined
    }
    get #part(): Part {
      return resources(
        `${this.#world} ${this.kind}/${this.name}`,
        () => 1,
        () => fetch('resource', this.#world, this.kind, this.name) as Part,
      )
    }
    get spec(): object {
      return this.#part.spec
    }
    get labels(): object {
      return this.#part.labels
    }
    get annotations(): object {
      return this.#part.annotations
    }
    toString(): string {
      return `${this.kind}/${this.name}`
    }
  }
  const { idOf } = Seen
  /** One change of the plan, as `plan --json` has it; what is long is fetched. */
  class Change {
    readonly op: string
    readonly resource: string
    readonly from: string | undefined
    readonly #index: string
    constructor(index: number, op: string, resource: string, from: string | undefined) {
      this.#index = `${index}`
      this.op = op
      this.resource = resource
      this.from = from
    }
    get #rest(): { [part: string]: unknown } {
      return resources(
        `change ${this.#index}`,
        () => 1,
        () => fetch('change', '', this.#index, '') as { [part: string]: unknown },
      )
    }
    get kind(): string {
      return this.resource.slice(0, this.resource.indexOf('/'))
    }
    get name(): string {
      return this.resource.slice(this.resource.indexOf('/') + 1)
    }
    get before(): unknown {
      return this.#rest.before
    }
    get after(): unknown {
      return this.#rest.after
    }
    get fields(): unknown {
      return this.#rest.fields
    }
    get reason(): unknown {
      return this.#rest.reason
    }
    get needs(): unknown {
      return this.#rest.needs
    }
    toString(): string {
      return this.resource
    }
  }

  const quoted = (value: unknown): string =>
    typeof value === 'string' ? `\`${value.slice(0, 60)}\`` : value === null ? 'null' : typeof value
  const once = <T>(make: () => T): (() => T) => {
    let made: { value: T } | undefined
    return () => {
      made ??= { value: make() }
      return made.value
    }
  }
  /** The name of a user or computer, given as one or as what `of` and `get` give. */
  const nameOf = (kind: string, value: unknown): string => {
    if (typeof value === 'object' && value !== null && (value as Seen).kind === kind) return `${(value as Seen).name}`
    if (typeof value !== 'string')
      return refuse(`A ${kind} is asked for by ${quoted(value)}. Give its name, or what \`of('${kind}')\` gives.`)
    return value.startsWith(`${kind}/`) ? value.slice(kind.length + 1) : value
  }
  const worldOf = (world: string): object => {
    const lists = new Map<string, readonly Seen[]>()
    const known = (kind: unknown): string =>
      kinds.includes(kind as string)
        ? (kind as string)
        : refuse(`There is no kind ${quoted(kind)} in a world. The kinds are ${kinds.join(', ')}.`)
    return freeze({
      of(wish: unknown): readonly Seen[] {
        const kind = known(wish)
        let list = lists.get(kind)
        if (!list)
          lists.set(kind, (list = freeze((fetch('names', world, kind, '') as string[]).map((name) => new Seen(world, kind, name)))))
        return list
      },
      get(wish: unknown): Seen | undefined {
        const id = typeof wish === 'object' && wish !== null ? (idOf(wish) ?? '') : `${wish as string}`
        const slash = id.indexOf('/')
        if (slash < 1) return refuse(`\`get\` was asked for ${quoted(wish)}. Write the kind and the name, as \`get('User/alice')\`.`)
        const [kind, name] = [known(id.slice(0, slash)), id.slice(slash + 1)]
        return ask('has', world, kind, name) === '' ? undefined : new Seen(world, kind, name)
      },
      access(user: unknown, computer: unknown): unknown {
        return (
          fetch('access', world, nameOf('User', user), nameOf('Computer', computer)) ?? freeze({ allowed: false, always: false, via: [] })
        )
      },
      reaches(user: unknown): readonly unknown[] {
        const name = nameOf('User', user)
        // Users whom the declarations can't tell apart reach the same.
        const of = ask('class', world, name, '')
        if (of === '') return freeze([])
        return reached(
          `${world} ${of}`,
          (list) => list.length + 1,
          () => freeze(fetch('reaches', world, name, '') as unknown[]),
        )
      },
    })
  }
  const context = once(() => {
    const [before, after] = [worldOf('before'), worldOf('after') as { access: unknown; reaches: unknown }]
    const about = fetch('plan', '', '', '') as { base: number; evaluatedAt: string }
    const changes = once(() =>
      freeze(
        (fetch('changes', '', '', '') as [string, string, string?][]).map(
          ([op, resource, from], index) => new Change(index, op, resource, from),
        ),
      ),
    )
    const drift = once(() => fetch('drift', '', '', ''))
    const impact = once(() => fetch('impact', '', '', ''))
    const plan = freeze({
      ...about,
      get changes() {
        return changes()
      },
      get drift() {
        return drift()
      },
      get impact() {
        return impact()
      },
    })
    return freeze({ plan, before, after, access: after.access, reaches: after.reaches })
  })

  interface Guardrail {
    id: string
    find(context: object): unknown
  }
  const guardrails: Guardrail[] = []
  let reading = true
  /** Written over several lines, it is one all the same. */
  const text = (value: unknown, what: string, whose: string): string => {
    const found =
      typeof value === 'string'
        ? value.replace(/[ \t\r\n]+/g, ' ').trim()
        : refuse(`\`${what}\` of ${whose} is ${quoted(value)}. Write it as a text.`)
    if (found === '') refuse(`\`${what}\` of ${whose} is empty. Write it as a text.`)
    if (found.length > longest) refuse(`\`${what}\` of ${whose} has ${found.length} characters. At most ${longest} are told.`)
    if (hostile.test(found)) refuse(`\`${what}\` of ${whose} holds a control, bidirectional or invisible character. Leave it out.`)
    return found
  }
  const parts = ['id', 'level', 'title', 'why', 'fix', 'find']
  const guardrail = (wish: unknown): void => {
    if (!reading) refuse('A guardrail is made while another one looks. Make each at the top of its file.')
    const made =
      typeof wish === 'object' && wish !== null
        ? (wish as { [part: string]: unknown })
        : refuse(`A guardrail is ${quoted(wish)}. Write \`guardrail({ id, level, title, why, fix, find })\`.`)
    const { id: named, level, title, why, fix, find } = made
    const id = text(named, 'id', 'a guardrail')
    const whose = `the guardrail \`${id.slice(0, 60)}\``
    if (id.length > 64 || !/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(id))
      refuse(`The id of ${whose} is no name. Write small letters, digits and \`-\` between them, at most 64.`)
    for (const part of keys(made))
      if (!parts.includes(part)) refuse(`\`${part.slice(0, 60)}\` is no part of a guardrail. It has ${parts.join(', ')}.`)
    if (level !== 'error' && level !== 'warning') refuse(`The level of ${whose} is ${quoted(level)}. Write \`error\` or \`warning\`.`)
    if (typeof find !== 'function')
      refuse(`\`find\` of ${whose} is no function. Write \`find({ after }) { … }\`, which yields or returns findings.`)
    const told = { id, level, title: text(title, 'title', whose), why: text(why, 'why', whose), fix: text(fix, 'fix', whose) }
    send(`["guardrail",${stringify(told)}]`)
    guardrails.push({ id, find: find as Guardrail['find'] })
  }
  const findingParts = ['resource', 'message', 'fix', 'path']
  const told = (finding: unknown, id: string): string => {
    const whose = `a finding of \`${id}\``
    if (typeof finding !== 'object' || finding === null || isArray(finding))
      return refuse(`What \`find\` of \`${id}\` gives is ${quoted(finding)}. Give findings: \`{ resource: 'User/alice', message: '…' }\`.`)
    for (const part of keys(finding))
      if (!findingParts.includes(part)) refuse(`\`${part.slice(0, 60)}\` is no part of ${whose}. It has ${findingParts.join(', ')}.`)
    const { resource, message, fix, path } = finding as { [part: string]: unknown }
    const key =
      typeof resource === 'object' && resource !== null
        ? (idOf(resource) ?? (resource instanceof Change ? resource.resource : resource))
        : resource
    return json(
      {
        resource: text(key, 'resource', whose),
        message: text(message, 'message', whose),
        fix: fix === undefined ? undefined : text(fix, 'fix', whose),
        path: path === undefined ? undefined : text(path, 'path', whose),
      },
      whose,
      'finding',
    )
  }
  const judge = (index: number): void => {
    reading = false
    const { id, find } = guardrails[index] as Guardrail
    const found = find(context())
    if (found === undefined || found === null) return
    if (typeof (found as PromiseLike<unknown>).then === 'function')
      refuse(`\`find\` of \`${id}\` is asynchronous. Remove \`async\`: there is nothing to wait for here.`)
    if (typeof found !== 'object' || !(iterator in found))
      refuse(`\`find\` of \`${id}\` gives ${quoted(found)}. Yield findings, or return a list of them.`)
    let count = 0
    for (const finding of found as Iterable<unknown>) {
      if (++count > most)
        refuse(`\`find\` of \`${id}\` has more than ${most} findings. Tell what is at fault once, not for everyone who suffers.`)
      send(`["finding",${stringify(id)},${told(finding, id)}]`)
    }
  }
  return { guardrail, judge }
}
