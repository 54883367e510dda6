/**
 * schema/generated/declare.d.ts: what an editor knows of `splashtop-iac`, the module that programs import. A function for each kind, with what
 * its file says and its example. The functions themselves are made in the sandbox (reconciler/sources/programs/): nothing else can run them.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { compile } from 'json-schema-to-typescript'
import { parseAllDocuments } from 'yaml'
import { functionName } from '../../reconciler/sources/programs/functions.ts'
import type { Json } from '../../schema/canonical.ts'
import { knownAnnotations, knownLabels } from '../../schema/envelope.ts'
import type { Kind } from '../../schema/kind.ts'
import { options, typed } from './types.ts'

const HEAD = `/* Made by \`npm run generate\` from schema/kinds: not to be edited. */

/** What a declaration returns: a resource that others can refer to, as in \`group: support\`. */
export interface Declared<K extends string> {
  readonly kind: K
  readonly name: string
}

/** A reference: what a declaration returned, or the name of a resource that is declared elsewhere. */
export type Named<K extends string, Builtin extends string = never> = Declared<K> | Builtin | (string & {})`

export async function declarations(kinds: readonly Kind[]): Promise<string> {
  const out = [HEAD, metadata()]
  for (const kind of kinds) {
    out.push((await compile(typed(kind.spec, 'program') as object, `${kind.name}Spec`, options)).trim())
    const says = [
      kind.summary,
      ...(kind.guide.length > 0 ? [`Administrator guide: ${kind.guide.join(', ')}.`] : []),
      ...(kind.singleton ? ['There is one, and it bears the name of the team.'] : []),
      ...(kind.example === undefined ? [] : ['@example', ...calls(kind.example).split('\n')]),
    ]
    out.push(
      `${comment(says)}\nexport declare function ${functionName(kind.name)}(name: string, spec?: ${kind.name}Spec, metadata?: Metadata): Declared<'${kind.name}'>`,
    )
  }
  out.push(...(await guardrails(kinds.filter(({ local }) => !local))))
  return `${out.join('\n\n')}\n`
}

/** What guardrails see, and what they are made with. */
async function guardrails(kinds: readonly Kind[]): Promise<string[]> {
  const out: string[] = []
  for (const kind of kinds) out.push((await compile(typed(kind.spec, 'filled') as object, `${kind.name}Filled`, options)).trim())
  const filled = kinds.map(({ name }) => `  ${name}: ${name}Filled`).join('\n')
  return [
    ...out,
    `/** \`spec\` of each kind as a world has it: filled with defaults, references by name. */\nexport interface Kinds {\n${filled}\n}`,
    ...glossary(
      'FieldChange',
      'Drift',
      'Impact',
      'AccessChange',
      'When',
      'Binding',
      'FeatureChange',
      'SettingChange',
      'SettingState',
      'SessionEnd',
    ),
    SEEN,
  ]
}

/** Parts of reconciler/types.ts, whose words are those of `plan --json`. */
function glossary(...names: string[]): string[] {
  const text = readFileSync(join(import.meta.dirname, '..', '..', 'reconciler', 'types.ts'), 'utf8')
  return names.map((name) => {
    const [found] = new RegExp(`(?:/\\*\\*(?:[^*]|\\*(?!/))*\\*/\\n)?export interface ${name} \\{\\n(?:.*\\n)*?\\}`).exec(text) ?? []
    if (found === undefined) throw new Error(`reconciler/types.ts has no ${name}`)
    const told = found.replace(/\b(?:Key|Path|ManagerName)\b(?!:)/g, 'string').replace(/\bJson\b/g, 'unknown')
    return name === 'Drift' ? told.replace('  key: string', '  resource: string') : told
  })
}

export const GUARDRAIL_EXAMPLE = `guardrail({
  id: 'contractors-only-by-schedule',
  level: 'error',
  title: 'A contractor has access at all hours',
  why: 'Contractors come for a job, and their permissions stay when it is done.',
  fix: 'Give the access by a Schedule with an end.',
  *find({ after, reaches }) {
    for (const user of after.of('User'))
      if (user.spec.group === 'contractors' && reaches(user).some(({ always }) => always))
        yield { resource: user, path: 'spec.group', message: \`\${user.name} reaches computers at all hours.\` }
  },
})`

const SEEN = `/** \`User/alice\`. */
export type Id<K extends keyof Kinds = keyof Kinds> = \`\${K}/\${string}\`

/** A resource of a world. Its parts are read when they are looked at; none of them is to be changed. */
export interface Seen<K extends keyof Kinds = keyof Kinds> {
  readonly kind: K
  readonly name: string
  readonly spec: Kinds[K]
  readonly labels: Readonly<Record<string, string>>
  readonly annotations: Readonly<Record<string, string>>
  /** \`User/alice\`. */
  toString(): string
}

/** May a user reach a computer at the time of the plan? */
export interface AccessAnswer {
  readonly allowed: boolean
  /** By something that is no schedule. */
  readonly always: boolean
  /** What gives it, as \`AccessPermission/support\`. */
  readonly via: readonly string[]
  /** When it ends, if only schedules give it; RFC 3339, UTC. */
  readonly until?: string
}

/** A computer that a user reaches at the time of the plan or later. */
export interface ReachedComputer {
  readonly computer: string
  /** By something that is no schedule. */
  readonly always: boolean
  /** At the time of the plan. */
  readonly now: boolean
  /** The schedules that give it, where nothing gives it always. */
  readonly schedules: readonly string[]
}

export interface SeenWorld {
  /** The resources of a kind. */
  of<K extends keyof Kinds>(kind: K): readonly Seen<K>[]
  /** \`get('User/alice')\`; undefined where there is none. */
  get<K extends keyof Kinds>(id: Id<K>): Seen<K> | undefined
  /** A user and a computer, by name or as \`of\` and \`get\` give them. Of those who are not there: no. */
  access(user: string | Seen<'User'>, computer: string | Seen<'Computer'>): AccessAnswer
  /** The computers that a user reaches at the time of the plan or later, in no particular order. */
  reaches(user: string | Seen<'User'>): readonly ReachedComputer[]
}

/** What becomes of one resource, secrets masked. */
export interface SeenChange {
  readonly op: 'create' | 'update' | 'replace' | 'delete' | 'rename' | 'adopt' | 'release'
  /** \`User/alice\`, and its parts. */
  readonly resource: string
  readonly kind: keyof Kinds
  readonly name: string
  /** The former \`User/…\` of what is renamed. */
  readonly from: string | undefined
  /** What was declared and will be, sparse: \`{ metadata?, spec? }\`; null where the resource does not exist. */
  readonly before: unknown
  readonly after: unknown
  readonly fields: readonly FieldChange[]
  /** Why it is due. */
  readonly reason: string
  /** The actions that whoever applies it must have the right to. */
  readonly needs: readonly string[]
}

export interface SeenPlan {
  /** The live revision that it starts from. */
  readonly base: number
  /** RFC 3339, UTC. There is no other clock. */
  readonly evaluatedAt: string
  readonly changes: readonly SeenChange[]
  readonly drift: readonly Drift[]
  /** Who gains and loses what, as \`plan --json\` tells it. Worked out when it is looked at. */
  readonly impact: Impact
}

/** What \`find\` is given. \`before\` is what is live, \`after\` what would be once the plan is applied; \`access\` and \`reaches\` are those of \`after\`. */
export interface GuardrailContext extends Pick<SeenWorld, 'access' | 'reaches'> {
  readonly plan: SeenPlan
  readonly before: SeenWorld
  readonly after: SeenWorld
}

export interface Finding {
  /** The resource to mend, which a waiver can name: \`User/alice\`, or what \`of\`, \`get\` or \`changes\` gave. */
  resource: string | Seen | SeenChange
  /** What is wrong with it, in a sentence. */
  message: string
  /** Where this one is mended otherwise than by the guardrail's own \`fix\`. */
  fix?: string
  /** The field to point at, as \`spec.group\`. */
  path?: string
}

export interface Guardrail {
  /** Small letters, digits and \`-\`; what \`policies.rules\` and waivers name. */
  id: string
  /** An error refuses the plan, a warning is shown; \`policies.rules\` may set another. */
  level: 'error' | 'warning'
  /** What must not happen, in a few words. */
  title: string
  /** What happens to whom otherwise. */
  why: string
  /** What to do about it. */
  fix: string
  /** Yields or returns findings. It has neither clock nor dice, files nor network, and is not asynchronous. */
  find(context: GuardrailContext): Iterable<Finding> | undefined | void
}

/**
 * A guardrail of your own, in a file that \`policies.own\` names.
 * @example
${GUARDRAIL_EXAMPLE.split('\n')
  .map((line) => ` * ${line}`)
  .join('\n')}
 */
export declare function guardrail(guardrail: Guardrail): void`

const comment = (lines: readonly string[], indent = ''): string =>
  lines.length === 1
    ? `${indent}/** ${lines[0]} */`
    : `${indent}/**\n${lines.map((line) => `${indent} * ${line}`.trimEnd()).join('\n')}\n${indent} */`

function metadata(): string {
  const annotations = Object.entries(knownAnnotations).map(
    ([key, { says, values }]) =>
      `${comment([says], '    ')}\n    '${key}'?: ${values?.map((value) => `'${value}'`).join(' | ') ?? 'string'}`,
  )
  const labels = Object.entries(knownLabels).map(([key, says]) => `${comment([says], '    ')}\n    '${key}'?: 'true' | 'false'`)
  return `/** What is said about a resource beside its \`spec\`. Its name is an argument of its own. */
export interface Metadata {
  /** Key and value pairs for selectors, as \`dept: 'finance'\`. */
  labels?: {
${labels.join('\n')}
    [key: string]: string | undefined
  }
  /** Key and value pairs that select nothing; those under \`splashtop.io/\` are instructions. */
  annotations?: {
${annotations.join('\n')}
    [key: string]: string | undefined
  }
}`
}

/** An example as a program would write it. */
function calls(yaml: string): string {
  return parseAllDocuments(yaml)
    .map((document) => document.toJS() as { kind: string; metadata: { name: string; [key: string]: Json }; spec?: Json })
    .map(({ kind, metadata: { name, ...metadata }, spec = {} }) => {
      const rest = Object.keys(metadata).length > 0 ? `, ${literal(metadata, 0)}` : ''
      return `${functionName(kind)}('${name}', ${literal(spec, 0)}${rest})`
    })
    .join('\n')
}

function literal(value: Json, depth: number): string {
  if (typeof value === 'string') return `'${value.replace(/[\\']/g, '\\$&').replaceAll('\n', '\\n')}'`
  if (typeof value !== 'object' || value === null) return String(value)
  const [open, close] = Array.isArray(value) ? '[]' : '{}'
  const parts = Array.isArray(value)
    ? value.map((item) => literal(item, depth + 1))
    : Object.entries(value).map(([key, item]) => `${/^[A-Za-z_$][\w$]*$/.test(key) ? key : `'${key}'`}: ${literal(item, depth + 1)}`)
  const line = Array.isArray(value) ? `[${parts.join(', ')}]` : parts.length === 0 ? '{}' : `{ ${parts.join(', ')} }`
  if (line.length + 2 * depth < 100 && !line.includes('\n')) return line
  const indent = '  '.repeat(depth)
  return `${open}\n${parts.map((part) => `${indent}  ${part},\n`).join('')}${indent}${close}`
}
