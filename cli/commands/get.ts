/** Shows what is live: a table for people, YAML that may be declared again, JSON for programs. */
import type { Json } from '../../schema/canonical.ts'
import { enveloped } from '../../schema/enveloped.ts'
import { valueAt } from '../../schema/fields.ts'
import type { Column, Kind } from '../../schema/kind.ts'
import { kinds, worldKinds } from '../../schema/kinds/index.ts'
import { compare, didYouMean, ProblemError, problem } from '../../schema/problem.ts'
import type { Resource } from '../../schema/resource.ts'
import type { World } from '../../schema/world.ts'
import { openBackend, readLive } from '../backend.ts'
import { type Command, listOption, textOption } from '../command.ts'
import { exit } from '../exit.ts'
import { findProject } from '../request.ts'
import { visibleLine } from '../visible.ts'

export const get: Command = {
  name: 'get',
  summary: 'Show what is live',
  about: 'Lists the resources of a kind as they are live, or shows one. Kinds are understood in the singular, in the plural and in short.',
  arguments: [
    { name: 'KIND', says: 'User, users, … ; without it, how many there are of each', completes: 'kinds' },
    { name: 'NAME', says: 'the `metadata.name` of one resource', completes: 'names' },
  ],
  options: [
    {
      flags: '-o, --output FORMAT',
      says: 'table (the default), yaml, json, or name: the names alone',
      choices: ['table', 'yaml', 'json', 'name'],
    },
    { flags: '-l, --label LABEL=VALUE', says: 'only what bears this label', repeated: true },
  ],
  examples: [
    { line: 'splashctl get users', says: 'everybody, as a table' },
    { line: 'splashctl get users -l dept=finance -o json', says: 'those of a department, for a program' },
    { line: 'splashctl get group render-farm -o yaml', says: 'one group, as it would be declared' },
  ],
  async run(context, [kindWord, name], options) {
    const kind = kindWord === undefined ? undefined : kindOf(kindWord)
    const project = await findProject(context)
    const backend = await openBackend(context, project, { write: false })
    try {
      const world = await readLive(context, backend)
      context.progress.end()
      const output = context.json ? 'json' : (textOption(options, 'output') ?? (name === undefined ? 'table' : 'yaml'))
      if (!kind && output === 'table') {
        const { table } = await import('../table.ts')
        const rows = worldKinds.map((k) => [k.name, String(world.of(k.name).length), k.summary])
        context.out.write(table(['KIND', 'LIVE', 'WHAT IT IS'], rows, context.out))
        return exit.success
      }
      const found = select(world, kind, name, listOption(options, 'label').map(labelFrom))
      if (output === 'json') context.document({ version: 1, revision: world.revision, resources: found.map(enveloped) })
      else if (output === 'name') context.out.write(found.map((r) => `${kind ? '' : `${r.kind}/`}${visibleLine(r.name)}\n`).join(''))
      else if (output === 'yaml') {
        const { yamlOf } = await import('../yaml.ts')
        for (const resource of found) context.out.write(`---\n${yamlOf(enveloped(resource))}`)
      } else if (kind) {
        const { table } = await import('../table.ts')
        if (found.length === 0) context.err.write(`No ${kind.plural} are live.\n`)
        else
          context.out.write(
            table(
              titles(kind),
              found.map((r) => cells(kind, r)),
              context.out,
            ),
          )
      }
      return exit.success
    } finally {
      await backend.close()
    }
  },
}

function kindOf(word: string): Kind {
  const wanted = word.toLowerCase()
  const kind = kinds.find((k) => [k.name, k.plural, ...(k.short ?? [])].some((known) => known.toLowerCase() === wanted))
  if (kind?.local)
    throw new ProblemError(
      problem(
        'local-kind',
        `No ${kind.name} is ever live: it stays with the files.`,
        'Look into the files; `splashctl test` asks each of them.',
      ),
    )
  if (kind) return kind
  // `policies` is part of a longer word more often than it is misspelt.
  const within = worldKinds.filter((k) => k.plural.includes(wanted)).map((k) => `\`${k.plural}\``)
  const hint =
    within.length > 0
      ? `; did you mean ${within.join(' or ')}?`
      : didYouMean(
          word,
          worldKinds.flatMap((k) => [k.name, k.plural]),
        )
  throw new ProblemError(
    problem('usage', `\`${word}\` is not a kind${hint || '.'}`, `Write one of ${worldKinds.map((k) => `\`${k.plural}\``).join(', ')}.`),
  )
}

function labelFrom(text: string): [string, string] {
  const [, key = '', value = ''] = /^([^=]+)=(.*)$/.exec(text) ?? []
  if (key === '')
    throw new ProblemError(problem('usage', `\`${text}\` is not a label and its value.`, 'Write `-l label=value`, e.g. `-l dept=finance`.'))
  return [key, value]
}

function select(
  world: World,
  kind: Kind | undefined,
  name: string | undefined,
  labels: readonly (readonly [string, string])[],
): Resource[] {
  const of = (kind ? [kind] : worldKinds).flatMap((k) => [...world.of(k.name)].sort((a, b) => compare(a.name, b.name)))
  if (kind && name !== undefined) {
    const one = of.find((resource) => resource.name === name)
    if (!one)
      throw new ProblemError(
        problem(
          'unknown-resource',
          `No ${kind.name} \`${name}\` is live${
            didYouMean(
              name,
              of.map((r) => r.name),
            ) || '.'
          }`,
          `Run \`splashctl get ${kind.plural}\` for those that are.`,
        ),
      )
    return [one]
  }
  return of.filter((resource) => labels.every(([key, value]) => resource.labels[key] === value))
}

const named = (kind: Kind): boolean => kind.displayName !== 'none'
const titles = (kind: Kind): string[] => ['NAME', ...(named(kind) ? ['DISPLAY NAME'] : []), ...kind.columns.map((c) => c.title)]

/** A table shows what holds, so defaults are filled in. */
function cells(kind: Kind, resource: Resource): string[] {
  const view = { metadata: { labels: resource.labels, annotations: resource.annotations }, spec: resource.spec, status: resource.status }
  const at = (path: Column['path']) => shown(valueAt(view, path))
  return [
    resource.name,
    ...(named(kind) ? [at('spec.displayName')] : []),
    ...kind.columns.map((c) => (c.unless && at(c.unless)) || at(c.path)),
  ]
}

function shown(value: Json | undefined): string {
  if (value === undefined || value === null) return ''
  if (Array.isArray(value)) return value.map(shown).join(', ')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
