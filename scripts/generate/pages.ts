/** docs/kinds/*.md, a page for each kind, and docs/errors.md: references for people, made from what the program itself goes by. */
import { table } from '../../effective/roles.ts'
import { actions, adminActions } from '../../schema/actions.ts'
import { type CodeEntry, codes } from '../../schema/codes.ts'
import { knownAnnotations, knownLabels, metadataNode } from '../../schema/envelope.ts'
import { refSlots } from '../../schema/fields.ts'
import { builtinRoles, type Format, type FormatName, formats } from '../../schema/formats.ts'
import type { Kind } from '../../schema/kind.ts'
import { isMapNode, isObjectNode, type Node, type OnDelete } from '../../schema/shape.ts'

const MADE = '<!-- Made by `npm run generate`: not to be edited. -->'
const cell = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll('|', '\\|').replaceAll('\n', ' ')
const code = (text: string): string => `\`${text}\``

function typeOf(node: Node): string {
  if (node['x-secret' as keyof Node]) return 'secret handle'
  if (node.type === 'array') return `${node['x-list'] === 'set' ? 'set' : 'list'} of ${typeOf(node.items)}`
  if (isMapNode(node)) return `map of ${typeOf(node.additionalProperties)}`
  if (node.type === 'string') {
    if (node['x-ref']) return [...(node['x-ref'].builtin ?? []).map(code), `a [${node['x-ref'].kind}](${node['x-ref'].kind}.md)`].join(', ')
    if (node.enum) return node.enum.length > 12 ? 'one of the [actions](README.md#actions)' : node.enum.map(code).join(', ')
    const format: Format | undefined = node.format === undefined ? undefined : formats[node.format as FormatName]
    return format ? format.expected.replace(/^an? /, '') : (node['x-says'] ?? 'text')
  }
  if (node.type === 'integer' || node.type === 'number') return `${node.minimum ?? ''} to ${node.maximum ?? ''}`
  return 'bool'
}

const applies = {
  install: 'Applies at install.',
  session: 'Applies to the next session.',
  immediate: 'Applies at once.',
  narrowing: 'What it takes away, it takes from sessions that run, at once; what it gives comes with the next one.',
} as const

function notes(node: Node): string {
  const out: string[] = []
  if (node['x-required']) out.push('**Required.**')
  if (node['x-immutable'] === 'refuse') out.push('Once set, it stays.')
  if (node['x-immutable'] === 'replace') out.push('Changing it replaces the resource.')
  if (node['x-when']) out.push(`When ${node['x-when']}.`)
  if (node['x-applies']) out.push(applies[node['x-applies']])
  if (isObjectNode(node) && node['x-atomic']) out.push('Managed whole.')
  return out.join(' ')
}

function rows(node: Node, path: string): string[] {
  if (!isObjectNode(node) || node['x-secret']) {
    const preset = node.default === undefined ? '' : code(Array.isArray(node.default) ? node.default.join(', ') : String(node.default))
    return [`| ${code(path)} | ${cell(typeOf(node))} | ${preset} | ${cell([node.description, notes(node)].join(' ').trim())} |`]
  }
  const own = path === 'spec' ? [] : [`| ${code(path)} | | | ${cell([`*${node.description}*`, notes(node)].join(' ').trim())} |`]
  return [...own, ...Object.entries(node.properties).flatMap(([key, inner]) => rows(inner, `${path}.${key}`))]
}

const onDelete: Record<OnDelete, string> = {
  restrict: 'the plan is refused; the reference goes first',
  remove: 'it is taken out of the list',
  unset: 'this is unset',
  cascade: 'this resource is deleted with it',
}

function rights(kind: Kind): string[] {
  if (!kind.actions) return []
  const { create, delete: remove, update, fields } = kind.actions
  const lines = [
    ['create', create],
    ...(kind.deletion === 'forbidden' ? [] : [['delete', remove]]),
    ['change', update],
    ...Object.entries(fields ?? {}).map(([path, id]) => [`change ${code(path)}`, id]),
  ] as [string, keyof typeof actions][]
  return lines.map(([what, id]) => `- ${what}: ${code(id)} (${actions[id]})`)
}

function page(kind: Kind): string {
  const slots = refSlots(kind)
  const words = [kind.plural, ...(kind.short ?? [])].map(code).join(', ')
  const deletion =
    kind.deletion === 'forbidden'
      ? 'No plan deletes it.'
      : kind.releasedOnRemoval
        ? 'Ceasing to declare it releases it; only what never came to life is deleted.'
        : 'Ceasing to declare it deletes it, if this project made it; otherwise releases it.'
  const section = (title: string, lines: string[]) => (lines.length === 0 ? [] : [`## ${title}`, '', ...lines, ''])
  return [
    MADE,
    `# ${kind.name}`,
    '',
    kind.summary,
    '',
    `Administrator guide: ${kind.guide.join(', ')}. ${
      kind.local
        ? 'It is read with the files and stays with them: no backend keeps it, and no plan counts it.'
        : `${kind.singleton ? 'One per team, named as the team is. ' : ''}On the command line: ${words}. ${deletion}`
    }`,
    '',
    '```yaml',
    (kind.example ?? '').trim(),
    '```',
    '',
    '## Fields',
    '',
    ...(kind.local ? [] : ['Lists, and what is required, aside, each may be `null`: declared, and unset.', '']),
    '| Field | Values | Default | |',
    '|---|---|---|---|',
    ...rows(kind.spec, 'spec'),
    '',
    ...section(
      'References',
      slots.map(
        (slot) => `- ${code(slot.path.join('.'))} → [${slot.kind}](${slot.kind}.md): when that is deleted, ${onDelete[slot.onDelete]}.`,
      ),
    ),
    ...section(
      'What must hold',
      kind.invariants.map((invariant) => `- ${invariant.says}`),
    ),
    ...section('Rights', rights(kind)),
  ]
    .join('\n')
    .replace(/\n+$/, '\n')
}

export function pages(kinds: readonly Kind[]): Map<string, string> {
  const out = new Map(kinds.map((kind) => [`docs/kinds/${kind.name}.md`, page(kind)]))
  out.set(
    'docs/kinds/README.md',
    [
      MADE,
      '# The kinds',
      '',
      'Every resource has the same envelope: `apiVersion: splashtop.io/v1`, `kind`, `metadata` and `spec`. What is absent is not managed; `[]` and `{}` mean empty.',
      '',
      '| Kind | |',
      '|---|---|',
      ...kinds.map((kind) => `| [${kind.name}](${kind.name}.md) | ${cell(kind.summary)} |`),
      '',
      '## metadata',
      '',
      '| Field | Values | Default | |',
      '|---|---|---|---|',
      ...rows(metadataNode, 'metadata').slice(1),
      '',
      'Annotations that instruct this program:',
      '',
      ...Object.entries(knownAnnotations).map(([key, known]) => `- ${code(key)}: ${known.expected}. ${known.says}`),
      '',
      "Labels that mean something to it, with `'true'`:",
      '',
      ...Object.entries(knownLabels).map(([key, says]) => `- ${code(key)}: ${says}`),
      '',
      '## Actions',
      '',
      'Who may do what. Each page of a kind says which actions a write needs; those that no write needs belong to sessions and logs.',
      '',
      'Y yes · N no · C when the team says so · G within the groups that one administers: every user and computer that the change touches, before and after, is in them · GC both · GA within them, where `spec.admins` names one · own: of oneself.',
      '',
      'Over all of it: nobody acts upon a user of higher rank, and nobody gives a role that may what it may not itself. A custom role grants and denies actions one by one.',
      '',
      '| Action | | Owner | Super admin | Admin | Group admin | Member |',
      '|---|---|---|---|---|---|---|',
      ...table.flatMap(({ ids, cells }) =>
        ids.map((id) => {
          const never = (adminActions as readonly string[]).includes(id) ? '' : ' (never granted)'
          return `| ${code(id)} | ${cell(actions[id])}${never} | ${builtinRoles.map((role) => cells[role]).join(' | ')} |`
        }),
      ),
      '',
    ].join('\n'),
  )
  return out
}

export function errorsPage(): string {
  const levels = { error: 'Error.', warning: 'Warning.', info: 'Note.' }
  const entries = Object.entries(codes as Record<string, CodeEntry>).sort(([a], [b]) => (a < b ? -1 : 1))
  return [
    MADE,
    '# Problems, and how to solve them',
    '',
    'Each thing that splashctl complains of has a code, which never changes its meaning.',
    '',
    ...entries.flatMap(([id, entry]) => [`## ${id}`, '', `${levels[entry.level]} ${entry.title}. ${entry.solve}`, '']),
  ]
    .join('\n')
    .replace(/\n+$/, '\n')
}
