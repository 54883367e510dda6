import fc from 'fast-check'
import { expect, test } from 'vitest'
import { organisation } from '../reconciler/plan/worlds.ts'
import { documentsNow } from '../reconciler/sources/documents.ts'
import { format } from '../reconciler/sources/fmt.ts'
import { slow } from '../reconciler/sources/slow.ts'
import type { Json } from '../schema/canonical.ts'
import { equalField, fieldsOf, normalise, type Path } from '../schema/fields.ts'
import { kindNamed } from '../schema/kinds/index.ts'
import { parse } from '../schema/parse.ts'
import type { Resource } from '../schema/resource.ts'
import { times } from '../test/times.ts'
import { documentText, inlineText } from './declared-yaml.ts'
import { type Edit, edited } from './yaml-edits.ts'

const user = (path: Path, value: Json | undefined): Edit => ({ kind: 'User', name: 'ada', path, value })
const head = 'apiVersion: splashtop.io/v1\nkind: User\nmetadata:\n  name: ada\n'

test.each<[string, string, Edit, string]>([
  [
    'a scalar, with its comment',
    `${head}spec:\n  role: member # for now\n`,
    user('spec.role', 'admin'),
    `${head}spec:\n  role: admin # for now\n`,
  ],
  ['a scalar in quotes', `${head}spec:\n  displayName: 'Ada: L'\n`, user('spec.displayName', 'Ada'), `${head}spec:\n  displayName: Ada\n`],
  [
    'a field that is new, in the order of the schema',
    `${head}spec:\n  email: a@x.example\n  # Why.\n  group: it\n`,
    user('spec.role', 'admin'),
    `${head}spec:\n  email: a@x.example\n  role: admin\n  # Why.\n  group: it\n`,
  ],
  ['the first field', `${head}`, user('spec.role', 'admin'), `${head}spec:\n  role: admin\n`],
  [
    'a label',
    `${head}spec:\n  role: admin\n`,
    user('metadata.labels.dept', 'it'),
    `${head}  labels:\n    dept: it\nspec:\n  role: admin\n`,
  ],
  [
    'a field that goes, its comment kept',
    `${head}spec:\n  email: a@x.example\n  # He asked.\n  group: it # since May\n`,
    user('spec.group', undefined),
    `${head}spec:\n  email: a@x.example\n  # He asked.\n  # since May\n`,
  ],
  ['the last field that goes', `${head}spec:\n  role: admin\n`, user('spec.role', undefined), head],
  [
    'in braces',
    `${head}spec: {email: a@x.example, role: member}\n`,
    user('spec.role', 'admin'),
    `${head}spec: {email: a@x.example, role: admin}\n`,
  ],
  [
    'in braces, new',
    `${head}spec: {email: a@x.example, group: it} # all\n`,
    user('spec.role', 'admin'),
    `${head}spec: {email: a@x.example, role: admin, group: it} # all\n`,
  ],
  ['in braces, gone', `${head}spec: {role: admin, group: it}\n`, user('spec.group', undefined), `${head}spec: {role: admin}\n`],
  [
    'in a List',
    '# People.\napiVersion: splashtop.io/v1\nkind: List\nitems:\n  # Her.\n  - apiVersion: splashtop.io/v1\n    kind: User\n    metadata: {name: ada}\n    spec: {role: member} # ?\n',
    user('spec.role', 'admin'),
    '# People.\napiVersion: splashtop.io/v1\nkind: List\nitems:\n  # Her.\n  - apiVersion: splashtop.io/v1\n    kind: User\n    metadata: {name: ada}\n    spec: {role: admin} # ?\n',
  ],
  [
    'behind another document, CRLF',
    `---\r\n${head.replaceAll('\n', '\r\n')}spec:\r\n  role: member\r\n`,
    user('spec.role', 'admin'),
    `---\r\n${head.replaceAll('\n', '\r\n')}spec:\r\n  role: admin\r\n`,
  ],
])('it edits %s', (_, before, edit, after) => {
  expect(edited(before, [edit])).toEqual({ text: after, done: [edit], left: [] })
})

test('entries of a list come and go, and the others stay with their comments', () => {
  const before = `apiVersion: splashtop.io/v1\nkind: Group\nmetadata: {name: it}\nspec:\n  admins:\n    # The boss.\n    - zoe # since May\n    - ada # for now\n  type: mixed\n`
  const edit = { kind: 'Group', name: 'it', path: 'spec.admins', value: ['ben', 'zoe'] }
  expect(edited(before, [edit]).text).toBe(
    `apiVersion: splashtop.io/v1\nkind: Group\nmetadata: {name: it}\nspec:\n  admins:\n    # The boss.\n    - zoe # since May\n    # for now\n    - ben\n  type: mixed\n`,
  )
})

test.each([
  ['an alias', `${head}spec: {displayName: &x Ada, email: a@x.example, role: *x}\n`],
  ['another user', head.replace('name: ada', 'name: ben')],
  ['mixed line breaks', `${head}spec:\r\n  role: member\n`],
])('it leaves %s, and says why', (_, before) => {
  const { text, done, left } = edited(before, [user('spec.role', 'admin')])
  expect([text, done.length, left.length]).toEqual([before, 0, 1])
})

/** Ways in which people write the same. */
const layouts: Record<string, (resources: readonly Resource[]) => string> = {
  'a document each': (resources) => resources.map((one) => documentText(one, ['About it.'])).join('---\n'),
  'comments on every line': (resources) =>
    resources.map((one) => documentText(one, []).replace(/(?<=[\w'\]}])$/gm, ' # why')).join('---\n'),
  'a List with braces': (resources) =>
    `# All.\napiVersion: splashtop.io/v1\nkind: List\nitems:\n${resources
      .map(
        ({ kind, name, declared: { metadata, spec } }) =>
          `  # It.\n  - apiVersion: splashtop.io/v1\n    kind: ${kind}\n    metadata: ${inlineText({ name, ...metadata })}\n${spec ? `    spec: ${inlineText(spec)} # so\n` : ''}`,
      )
      .join('\n')}`,
}

test.each(Object.entries(layouts))('whatever changes, the files say it afterwards, with every comment: %s', (_, layout) => {
  fc.assert(
    fc.property(organisation(), organisation(), (one, two) => {
      const texts = one.filter(({ declared }) => JSON.stringify(declared).includes('\\n') === false)
      const before = layout(texts)
      const wanted = new Map(two.map((resource) => [resource.key, resource]))
      const edits = texts.flatMap((resource): Edit[] => {
        const other = wanted.get(resource.key)
        if (!other) return []
        const kind = kindNamed(resource.kind)
        const [is, will] = [fieldsOf(kind, resource.declared), fieldsOf(kind, other.declared)]
        return [...new Set([...is.keys(), ...will.keys()])]
          .filter((path) => !equalField(kind, path, is.get(path), will.get(path)))
          .map((path) => ({ kind: resource.kind, name: resource.name, path, value: will.get(path) }))
      })
      const { text, left, done } = edited(before, edits)
      expect(left).toEqual([])
      expect(done).toHaveLength(edits.length)
      const read = documentsNow(Buffer.from(text), 'a.yaml', slow)
      expect(read?.problems).toEqual([])
      const { resources, problems } = parse(read?.documents ?? [], { team: 'acme' })
      expect(problems).toEqual([])
      for (const resource of resources) {
        const kind = kindNamed(resource.kind)
        const [is, will] = [
          fieldsOf(kind, resource.declared),
          fieldsOf(kind, normalise(kind, (wanted.get(resource.key) ?? resource).declared)),
        ]
        for (const path of new Set([...is.keys(), ...will.keys()]))
          expect(equalField(kind, path, is.get(path), will.get(path)), path).toBe(true)
      }
      expect(text.match(/#.*$/gm)?.sort()).toEqual(before.match(/#.*$/gm)?.sort())
      if (format(before, 'a.yaml').text === before) expect(format(text, 'a.yaml').text).toBe(text)
    }),
    { numRuns: times(150) },
  )
})

test('a hundred edits among three thousand documents take a moment', () => {
  const text = Array.from({ length: 3000 }, (_, i) => `${head.replace('name: ada', `name: u-${i}`)}spec:\n  role: member\n`).join('---\n')
  const edits = Array.from({ length: 100 }, (_, i) => ({ ...user('spec.role', 'admin'), name: `u-${i * 30}` }))
  const began = process.threadCpuUsage()
  const { done, left } = edited(text, edits)
  const { user: own, system } = process.threadCpuUsage(began)
  // Two seconds, most of them the formatter's; of a processor, since much else may run meanwhile.
  expect((own + system) / 1000).toBeLessThan(20_000)
  expect([done.length, left]).toEqual([100, []])
})
