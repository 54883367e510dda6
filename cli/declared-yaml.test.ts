import fc from 'fast-check'
import { expect, test } from 'vitest'
import { declare, organisation } from '../reconciler/plan/worlds.ts'
import { documentsNow } from '../reconciler/sources/documents.ts'
import { format } from '../reconciler/sources/fmt.ts'
import { slow } from '../reconciler/sources/slow.ts'
import type { Resource } from '../schema/resource.ts'
import { times } from '../test/times.ts'
import { documentText } from './declared-yaml.ts'

const read = (text: string) => documentsNow(Buffer.from(text), 'a.yaml', slow)
const written = (resources: readonly Resource[]) => resources.map((one) => documentText(one, [])).join('---\n')

/** Everything that YAML has an opinion about. */
const awkward = fc.oneof(
  fc.string({ unit: fc.constantFrom(...' abc:#-\'"\\[]{},&*!|>%@`~?=.0169_éß李👩‍🎨\n\t'), maxLength: 12 }),
  fc.constantFrom(
    'yes',
    'NO',
    'null',
    '~',
    '0o17',
    '1e3',
    '2026-03-02',
    '08:00',
    '',
    ' a',
    'a ',
    'a\n',
    'a\n\nb\n',
    '\na',
    'a\n b',
    'a \nb',
  ),
  fc.constantFrom(
    '---',
    '...',
    '- a',
    '? a',
    'a: b',
    'a #b',
    '#a',
    "it's",
    '"',
    '\\',
    '\u2028',
    '\u0085',
    'a\r\nb',
    '- ',
    '|',
    '=cmd',
    '<<',
    '\ufffd',
  ),
  fc.string({ unit: 'binary', maxLength: 8 }),
)

test('what is written is read as the same value, and the formatter leaves it alone', () => {
  fc.assert(
    fc.property(
      fc.record({ displayName: awkward, note: awkward }),
      fc.dictionary(fc.constantFrom('a', 'yes', 'x/y', '1'), awkward),
      (spec, labels) => {
        const text = documentText(declare('Computer', 'pc', spec, labels), [])
        const found = read(text)
        // What no declaration may hold can't be written; everything else must be.
        if (found?.problems.length !== 0) {
          expect(Object.values({ ...spec, ...labels }).join('')).toMatch(/[\p{Cs}\x7f-\x9f\ufeff\ufffe\uffff]/u)
          return
        }
        expect(found.documents.map(({ value }) => value)).toMatchObject([{ kind: 'Computer', metadata: { name: 'pc', labels }, spec }])
        // It is given a text, and takes the replacement character for what was left of another encoding.
        const problems = text.includes('\ufffd') ? [expect.objectContaining({ code: 'file-encoding' })] : []
        expect(format(text, 'a.yaml')).toEqual({ text, problems })
      },
    ),
    { numRuns: times(5000) },
  )
})

test('so is any organisation', () => {
  fc.assert(
    fc.property(organisation(), (resources) => {
      const text = written(resources)
      expect(read(text)?.documents.map(({ value }) => value)).toMatchObject(
        resources.map(({ kind, name, declared }) => ({
          kind,
          metadata: { name },
          ...(declared.spec && Object.keys(declared.spec).length > 0 && { spec: declared.spec }),
        })),
      )
      expect(format(text, 'a.yaml')).toEqual({ text, problems: [] })
    }),
    { numRuns: times(250) },
  )
})

test('keys stand in the order of the schema, short lists in brackets, long ones and texts of several lines below each other', () => {
  const users = Array.from({ length: 12 }, (_, i) => `somebody.${i}`)
  const permission = declare('AccessPermission', 'all', { computers: { computers: ['pc'], mode: 'only' }, subjects: { users } })
  const computer = declare('Computer', 'pc', { note: 'Under the desk.\n\nAsk first.', group: null, displayName: "Ada's: 1" })
  expect(`${documentText(permission, ['Managed elsewhere.'])}---\n${documentText(computer, [])}`).toMatchInlineSnapshot(`
    "# Managed elsewhere.
    apiVersion: splashtop.io/v1
    kind: AccessPermission
    metadata:
      name: all
    spec:
      subjects:
        users:
          - somebody.0
          - somebody.1
          - somebody.10
          - somebody.11
          - somebody.2
          - somebody.3
          - somebody.4
          - somebody.5
          - somebody.6
          - somebody.7
          - somebody.8
          - somebody.9
      computers:
        mode: only
        computers: [pc]
    ---
    apiVersion: splashtop.io/v1
    kind: Computer
    metadata:
      name: pc
    spec:
      displayName: 'Ada''s: 1'
      group: null
      note: |-
        Under the desk.

        Ask first.
    "
  `)
})
