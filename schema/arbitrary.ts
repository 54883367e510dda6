/**
 * Declarations by lot, for the laws that tests hold: from a kind's schema comes every value that it takes, and from such a value one that is
 * spoilt somewhere. A new kind is covered the moment it is listed.
 */
import fc from 'fast-check'
import type { Json } from './canonical.ts'
import { envelopeOf } from './envelope.ts'
import type { Declared, Tree } from './fields.ts'
import type { FormatName } from './formats.ts'
import type { Kind } from './kind.ts'
import { isMapNode, isObjectNode, type Node, type TextNode, TRIMMED_PATTERN } from './shape.ts'

const samples: Record<FormatName, string[]> = {
  email: ['ann@acme.example', 'Ann.B+x@sub.acme.example', "o'neil@acme.example"],
  domain: ['acme.example', 'xn--caf-dma.example'],
  date: ['2026-03-29', '2028-02-29', '1999-12-31'],
  instant: ['2026-03-29T02:30:00Z', '2026-03-29T02:30:00.123+02:00'],
  moment: ['2026-03-29T02:30', '2026-10-25T02:30:15', '2026-03-29T02:30Z', '2026-03-29T02:30+05:30'],
  timezone: ['Europe/Paris', 'UTC', 'America/Argentina/Buenos_Aires'],
  cidr: ['203.0.113.0/24', '198.51.100.7', '2001:db8::/32', '::1'],
  https: ['https://login.acme.example/saml2?x=1', 'https://127.0.0.1:8443/'],
  pem: ['-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n'],
  recipient: ['owner', 'group-admin', 'ann@acme.example'],
  rrule: ['FREQ=DAILY', 'FREQ=MONTHLY;BYDAY=1MO,-1FR;COUNT=4', 'FREQ=WEEKLY;BYDAY=MO,TU;INTERVAL=2;UNTIL=20270101'],
}

function textOf(node: TextNode): fc.Arbitrary<string> {
  if (node.enum) return fc.constantFrom(...node.enum)
  if (node.format !== undefined) return fc.constantFrom(...samples[node.format as FormatName])
  const { minLength = 0, maxLength = 60 } = node
  if (node['x-ref'])
    return fc.oneof(
      fc.constantFrom('ann', 'crew', 'a-1.b', ...(node['x-ref'].builtin ?? [])),
      fc.stringMatching(/^[a-z]([a-z0-9-]{0,5}[a-z0-9])?$/),
    )
  // Nearly every text is trimmed; of other patterns hardly any text is.
  const trimmed = node.pattern === TRIMMED_PATTERN
  if (node.pattern !== undefined && !trimmed)
    return fc
      .stringMatching(new RegExp(node.pattern))
      .filter((text) => text.length >= minLength && text.length <= maxLength && /^[\x20-\x7e]*$/.test(text))
  return fc
    .string({
      minLength,
      maxLength: Math.min(maxLength, 40),
      unit: fc.constantFrom('a', 'é', '漢', '🖥️', ' ', '"', "'", '\\', '0', '-', ...(node['x-lines'] ? ['\n', '\t'] : [])),
    })
    .filter((text) => [...text].length <= maxLength && (!trimmed || (text !== '' && text === text.trim())))
}

/** A value that a node takes. */
export function valueFrom(node: Node): fc.Arbitrary<Json> {
  const inner = (): fc.Arbitrary<Json> => {
    if (isMapNode(node))
      return fc.dictionary(fc.stringMatching(/^[a-z]{1,4}$/), valueFrom(node.additionalProperties), { maxKeys: 3 }) as fc.Arbitrary<Json>
    if (isObjectNode(node)) {
      const keys = Object.entries(node.properties)
      const all = fc.record(Object.fromEntries(keys.map(([key, one]) => [key, valueFrom(one)])), { requiredKeys: [] }) as fc.Arbitrary<Tree>
      const { minProperties = 0, maxProperties = keys.length } = node
      if (minProperties === 0 && maxProperties === keys.length) return all
      return fc
        .subarray(keys, { minLength: minProperties, maxLength: maxProperties })
        .chain((some) => fc.record(Object.fromEntries(some.map(([key, one]) => [key, valueFrom(one)]))) as fc.Arbitrary<Tree>)
    }
    if (node.type === 'array') return fc.array(valueFrom(node.items), { maxLength: 4 })
    if (node.type === 'boolean') return fc.boolean()
    if (node.type === 'integer') return fc.integer({ min: node.minimum ?? 0, max: node.maximum ?? 1000 })
    if (node.type === 'number') return fc.double({ min: node.minimum ?? 0, max: node.maximum ?? 1000, noNaN: true })
    return textOf(node as TextNode)
  }
  return node.nullable ? fc.option(inner(), { nil: null, freq: 8 }) : inner()
}

const labels = fc.dictionary(fc.stringMatching(/^([a-z]{1,3}\/)?[a-z]{1,4}$/), fc.string({ maxLength: 5, unit: 'grapheme-ascii' }), {
  maxKeys: 3,
})

/** What a manifest of a kind declares, parts of it left out. */
export const declaredOf = (kind: Kind): fc.Arbitrary<Declared> =>
  fc
    .record(
      { metadata: fc.record({ labels, annotations: labels }, { requiredKeys: [] }), spec: valueFrom(kind.spec) },
      { requiredKeys: [] },
    )
    .map((declared) => {
      const { metadata, spec } = declared as { metadata?: Tree; spec?: Tree }
      return {
        ...(metadata && Object.keys(metadata).length > 0 && { metadata }),
        ...(spec && Object.keys(spec).length > 0 && { spec }),
      } as Declared
    })

/** A whole manifest that its schema takes. */
export const manifestOf = (kind: Kind): fc.Arbitrary<Tree> =>
  (valueFrom(envelopeOf(kind)) as fc.Arbitrary<Tree>).map((value) => ({ ...value, apiVersion: 'splashtop.io/v1', kind: kind.name }))

const junk: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json>(
    null,
    true,
    0,
    -1,
    1.5,
    1e9,
    '',
    'x',
    'TU',
    'a'.repeat(3000),
    '🖥️'.repeat(200),
    'not a name',
    '-----',
    '24:00',
    '2026-02-30',
    [],
    [null],
    [[]],
    {},
    { a: 1 },
  ),
  fc.constantFrom<Json>('\u202eevil', 'a\u0000b', 'line\nbreak', '\ud800', '\u200b', ['\u2066']),
  fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>,
)
const keys = fc.constantFrom(
  'x',
  'Spec',
  'status',
  'constructor',
  'toString',
  '__proto__',
  'a b',
  'é',
  '\u202ex',
  'l'.repeat(300),
  'splashtop.io/renamed-from',
)

/** Every place in a value, as the containers and keys that lead there. */
function places(value: Json): { holder: Tree | Json[]; key: string | number }[] {
  if (typeof value !== 'object' || value === null) return []
  const own = Array.isArray(value)
    ? value.map((_, key) => ({ holder: value, key }))
    : Object.keys(value).map((key) => ({ holder: value, key }))
  return [...own, ...own.flatMap(({ holder, key }) => places((holder as Tree)[key as string] as Json))]
}

/** The same, spoilt (perhaps) in up to three places: another value, a further key, an entry gone. */
export const spoilt = (value: fc.Arbitrary<Tree>): fc.Arbitrary<Tree> =>
  fc
    .tuple(value, fc.array(fc.tuple(fc.nat(), fc.constantFrom('replace', 'add', 'remove'), junk, keys), { minLength: 1, maxLength: 3 }))
    .map(([given, edits]) => {
      const out = structuredClone(given)
      for (const [at, how, value, key] of edits) {
        const all = places(out)
        const place = all[at % Math.max(1, all.length)]
        if (!place) continue
        const target = (place.holder as Tree)[place.key as string]
        if (how === 'replace') put(place.holder, place.key, value)
        else if (how === 'add' && typeof target === 'object' && target !== null)
          put(target, Array.isArray(target) ? target.length : key, value)
        else if (how === 'remove' && !Array.isArray(place.holder)) delete place.holder[place.key]
      }
      return out
    })

/** As parsers do it: `__proto__` is a key like any other, and never the prototype. */
function put(holder: Tree | Json[], key: string | number, value: Json): void {
  Object.defineProperty(holder, key, { value: structuredClone(value), enumerable: true, configurable: true, writable: true })
}
