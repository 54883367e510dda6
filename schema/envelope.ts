/**
 * The envelope that every resource is written in: what stands around `spec`. One place for the validators that are made from it, for the
 * editor's schema and for parse.ts.
 */
import { visible } from './characters.ts'
import { didYouMean, type Problem, problem } from './problem.ts'
import { type MapNode, mapOf, NAME_PATTERN, NAME_SAYS, type ObjectNode, object, oneOf, text } from './shape.ts'

export const API_VERSION = 'splashtop.io/v1'

/** Keys of labels and annotations, as Kubernetes has them: an optional domain and a name. */
const KEY_PATTERN = '^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$'
const keyed = (description: string, lines = false): MapNode =>
  mapOf(description, text('A text.', { maxLength: 1024, ...(lines && { 'x-lines': true }) }), {
    maxProperties: 64,
    propertyNames: { pattern: KEY_PATTERN, maxLength: 253 },
  })

export const metadataNode: ObjectNode = object('What the resource is called.', {
  name: text('The name, unique per team and kind: the identity of the resource, and what others refer to.', {
    pattern: NAME_PATTERN,
    maxLength: 253,
    'x-says': NAME_SAYS,
    'x-required': true,
  }),
  namespace: text('The team. Of the project file if absent, so it is rarely written.', {
    pattern: NAME_PATTERN,
    maxLength: 253,
    'x-says': NAME_SAYS,
  }),
  labels: keyed('Key and value pairs for selectors, as `dept: finance`.'),
  annotations: keyed('Key and value pairs that select nothing; those under `splashtop.io/` are instructions.'),
})

/** The whole of a resource of one kind. */
export const envelopeOf = (kind: { name: string; spec: ObjectNode; summary: string }): ObjectNode =>
  object(kind.summary, {
    apiVersion: oneOf([API_VERSION], 'The version of the format.'),
    kind: oneOf([kind.name], 'What it is.'),
    metadata: metadataNode,
    spec: kind.spec,
  })

interface Instruction {
  says: string
  values?: readonly string[]
  pattern?: RegExp
  /** What it must be, and how something else is mended. */
  expected: string
  fix: string
}
const orNot = { values: ['true', 'false'], expected: "`'true'` or `'false'`", fix: "Write `'true'`, or remove the annotation." }

/** The instructions among annotations, and what each may say. */
export const knownAnnotations: Readonly<Record<string, Instruction>> = {
  'splashtop.io/renamed-from': {
    says: 'The former `metadata.name`: the resource keeps its history and its sessions, and every live reference follows.',
    pattern: new RegExp(NAME_PATTERN),
    expected: NAME_SAYS,
    fix: 'Write the `metadata.name` that it had, or remove the annotation.',
  },
  'splashtop.io/prevent-destroy': {
    says: 'No plan deletes or replaces it.',
    ...orNot,
  },
  'splashtop.io/retain-on-remove': {
    says: 'Ceasing to declare it releases it instead of deleting it.',
    ...orNot,
  },
  'splashtop.io/ignore-fields': {
    says: 'Fields that are declared once and then left alone, as `spec.group, spec.note`.',
    pattern: /^\s*(?:spec|metadata)(?:\.[A-Za-z][A-Za-z0-9]*)+(?:\s*,\s*(?:spec|metadata)(?:\.[A-Za-z][A-Za-z0-9]*)+)*\s*$/,
    expected: 'paths as `spec.group`, separated by commas',
    fix: 'Write the paths of the fields, as `spec.group, spec.note`, or remove the annotation.',
  },
  'splashtop.io/observe-only': {
    says: 'It is referred to, never written.',
    ...orNot,
  },
}
/** The labels that mean something to us, and what. */
export const knownLabels: Readonly<Record<string, string>> = {
  'splashtop.io/sensitive':
    'Of a group: an AccessTest must ask about its access, or that of somebody or something in it; no plan passes without.',
  'splashtop.io/idp-mfa':
    'Of an SsoMethod: its identity provider asks for a second factor itself, so that device authentication may be off.',
}
/** A value that says neither would protect nothing, and look as if it did. */
const labelValues: readonly unknown[] = ['true', 'false']

/** What is wrong with the keys of ours among labels or annotations. */
export function reservedKeys(
  map: Record<string, unknown> | undefined,
  which: 'labels' | 'annotations',
  at: (key: string) => Problem['at'],
): Problem[] {
  const problems: Problem[] = []
  for (const key of Object.keys(map ?? {})) {
    if (!key.startsWith('splashtop.io/')) continue
    const value = map?.[key]
    if (which === 'labels') {
      if (!Object.hasOwn(knownLabels, key))
        problems.push(
          problem(
            'unknown-annotation',
            `\`${key}\` is not a label of ours${didYouMean(key, Object.keys(knownLabels)) || '.'}`,
            'Mend the key, or use a prefix of your own.',
            at(key),
          ),
        )
      else if (!labelValues.includes(value))
        problems.push(
          problem(
            'invalid-value',
            `The label \`${key}\` must be \`'true'\` or \`'false'\`, not \`${visible(String(value))}\`.`,
            "Write `'true'`, or remove the label.",
            at(key),
          ),
        )
      continue
    }
    const known = Object.hasOwn(knownAnnotations, key) ? knownAnnotations[key] : undefined
    if (!known)
      problems.push(
        problem(
          'unknown-annotation',
          `\`${key}\` is not an annotation of ours${didYouMean(key, Object.keys(knownAnnotations)) || '.'}`,
          'Mend the key, or use a prefix of your own.',
          at(key),
        ),
      )
    else if (typeof value === 'string' && !(known.values?.includes(value) || known.pattern?.test(value)))
      problems.push(
        problem('invalid-value', `The annotation \`${key}\` must be ${known.expected}, not \`${visible(value)}\`.`, known.fix, at(key)),
      )
  }
  return problems
}
