import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isNode, LineCounter, parseDocument } from 'yaml'
import { manifestOf, spoilt } from './arbitrary.ts'
import type { Json } from './canonical.ts'
import { isKind, kinds } from './kinds/index.ts'
import { laterKinds } from './later.ts'
import { type Conversions, parse } from './parse.ts'
import type { Document, Resource } from './resource.ts'

/** A document whose positions are those of the YAML text. */
function documentOf(text: string): Document {
  const lines = new LineCounter()
  const parsed = parseDocument(text, { lineCounter: lines })
  return {
    file: 'a.yaml',
    value: parsed.toJS() as Json,
    at(path) {
      for (let depth = path.length; depth >= 0; depth--) {
        const node = depth === 0 ? parsed.contents : parsed.getIn(path.slice(0, depth), true)
        if (!isNode(node) || !node.range) continue
        const { line, col } = lines.linePos(node.range[0])
        return { file: 'a.yaml', line, column: col }
      }
      return { file: 'a.yaml', line: 1, column: 1 }
    },
  }
}
const plain = (value: unknown): Document => ({ file: 'a.yaml', value: value as Json, at: () => ({ file: 'a.yaml', line: 1, column: 1 }) })
const parsed = (text: string, conversions?: Conversions) => parse([documentOf(text)], { team: 'acme', ...(conversions && { conversions }) })

/** The only resource of a text without fault. */
function resourceOf(text: string): Resource {
  const { resources, problems } = parsed(text)
  expect(problems).toEqual([])
  return resources[0] ?? expect.fail('no resource')
}

const user = (spec: string, metadata = 'name: ann') => `apiVersion: splashtop.io/v1\nkind: User\nmetadata: {${metadata}}\nspec: {${spec}}`

describe('a document without fault', () => {
  test('becomes a resource of the team, sparse, its sets in order and without doubles', () => {
    const group = resourceOf('apiVersion: splashtop.io/v1\nkind: Group\nmetadata: {name: crew}\nspec: {admins: [zoe, ann, zoe]}')
    expect(group.key).toBe('Group/acme/crew')
    expect(group.declared).toEqual({ spec: { admins: ['ann', 'zoe'] } })
  })
  test('is not changed by that, for others may share its parts', () => {
    const document = documentOf('apiVersion: splashtop.io/v1\nkind: Group\nmetadata: {name: crew}\nspec: {admins: [zoe, ann]}')
    const before = structuredClone(document.value)
    parse([document], { team: 'acme' })
    expect(document.value).toEqual(before)
  })
  test('keeps empty lists and mappings, and the null that unsets', () => {
    expect(resourceOf(user('group: null')).declared).toEqual({ spec: { group: null } })
    expect(resourceOf(user('', 'name: ann, labels: {}')).declared).toEqual({ metadata: { labels: {} } })
    expect(resourceOf('apiVersion: splashtop.io/v1\nkind: Group\nmetadata: {name: a}\nspec: {admins: [], match: {}}').declared).toEqual({
      spec: { admins: [], match: {} },
    })
    expect(resourceOf('apiVersion: splashtop.io/v1\nkind: User\nmetadata: {name: ann}').declared).toEqual({})
  })
  test('hands a rename on as an instruction, and keeps the other annotations', () => {
    const ann = resourceOf(
      user('', "name: ann, annotations: {splashtop.io/renamed-from: anne, splashtop.io/prevent-destroy: 'true', acme.example/x: y}"),
    )
    expect(ann.renamedFrom).toBe('anne')
    expect(ann.annotations).toEqual({ 'splashtop.io/prevent-destroy': 'true', 'acme.example/x': 'y' })
    expect(resourceOf(user('', 'name: ann, annotations: {splashtop.io/renamed-from: anne}')).declared).toEqual({})
  })
  test('knows the place of its fields, and of the entries of lists as they were written', () => {
    const crew = resourceOf(
      '# crew\napiVersion: splashtop.io/v1\nkind: Group\nmetadata: {name: crew}\nspec:\n  type: users\n  admins:\n    - zoe\n    - ann\n',
    )
    expect(crew.at()).toEqual([{ file: 'a.yaml', line: 2, column: 1 }])
    expect(crew.at('spec.type')).toEqual([{ file: 'a.yaml', line: 6, column: 9 }])
    expect(crew.at('spec.admins', 'ann')).toEqual([{ file: 'a.yaml', line: 9, column: 7 }])
    expect(crew.at('spec.admins', 'nobody')).toEqual([{ file: 'a.yaml', line: 8, column: 5 }])
    expect(crew.at('spec.match.os')).toEqual([{ file: 'a.yaml', line: 6, column: 3 }])
  })
  test('may break lines where notes are long, and nowhere else', () => {
    const computer = (field: string) =>
      parsed(`apiVersion: splashtop.io/v1\nkind: Computer\nmetadata: {name: pc}\nspec: {${field}: "one\\n\\ttwo"}`).problems
    expect(computer('note')).toEqual([])
    expect(computer('displayName').map(({ code }) => code)).toEqual(['hostile-character'])
  })
})

describe('what is refused', () => {
  test.each([
    ['[]', 'malformed-document', 'not a mapping', 1],
    ['just text', 'malformed-document', 'not a mapping', 1],
    ['kind: User\nmetadata: {name: a}', 'malformed-document', 'no `apiVersion`', 1],
    ['apiVersion: splashtop.io/v2\nkind: User', 'unknown-version', '`splashtop.io/v2`', 1],
    ['apiVersion: 1\nkind: User', 'unknown-version', 'is not known', 1],
    ['apiVersion: splashtop.io/v1\nmetadata: {name: a}', 'malformed-document', 'no `kind`', 1],
    ['apiVersion: splashtop.io/v1\nkind: Usr', 'unknown-kind', 'did you mean `User`?', 2],
    ['apiVersion: splashtop.io/v1\nkind: constructor', 'unknown-kind', '`constructor`', 2],
    ['apiVersion: splashtop.io/v1\nkind: [User]', 'unknown-kind', 'not a text', 2],
    ['apiVersion: splashtop.io/v1\nkind: User\nspec: {}', 'invalid-name', 'no `metadata.name`', 1],
    [user('', 'name: Ann'), 'invalid-name', 'lower-case letters', 3],
    [user('', `name: ${'a'.repeat(64)}`), 'invalid-name', 'at most 63', 3],
    [user('', `name: ${'a.'.repeat(126)}ab`), 'invalid-name', 'longer than 253', 3],
    [user('', 'name: 12'), 'wrong-type', 'must be text, not a number `12`', 3],
    [user('', 'name: ann, namespace: other'), 'foreign-namespace', '`other`', 3],
    ['apiVersion: splashtop.io/v1\nkind: Role\nmetadata: {name: admin}', 'reserved-name', 'built in', 3],
    ['apiVersion: splashtop.io/v1\nkind: SsoMethod\nmetadata: {name: password}', 'reserved-name', 'built in', 3],
    ['apiVersion: splashtop.io/v1\nkind: Team\nmetadata: {name: other}', 'invalid-name', '`acme`, not `other`', 3],
    [`${user('')}\nstatus: {}`, 'status-declared', '`status`', 5],
    [user('emial: a@acme.example'), 'unknown-field', '`emial` is not a field of User `ann`; did you mean `email`?', 4],
    [user('email: yes'), 'invalid-value', 'e-mail address', 4],
    [user('disabled: "true"'), 'wrong-type', '`true` or `false`, not text', 4],
    [user('licence: tech'), 'invalid-value', '`access`, `technician`, not `tech`', 4],
    [user('email: null'), 'wrong-type', 'not nothing', 4],
    [user('displayName: "one\\ntwo"'), 'hostile-character', 'a line break or tab', 4],
    [user('displayName: "   "'), 'invalid-value', '`spec.displayName` of User `ann` holds nothing but blanks.', 4],
    [user('displayName: "\\u00A0"'), 'invalid-value', 'holds nothing but blanks', 4],
    [user('displayName: " Ann"'), 'invalid-value', 'must be a name without blanks at its ends, not ` Ann`.', 4],
    [user('displayName: "Ann\\u3000"'), 'invalid-value', 'without blanks at its ends', 4],
    [user('displayName: "\\u202Enna"'), 'hostile-character', 'U+202E: `<U+202E>nna`', 4],
    [user('"e\\u200Bmail": x'), 'hostile-character', 'A key in User `ann`', 4],
    [user('', 'name: ann, labels: {a: 1}'), 'wrong-type', '`metadata.labels.a`', 3],
    [user('', 'name: ann, labels: {"a b": x}'), 'invalid-value', "can't be a key", 3],
    [user('', 'name: ann, labels: {splashtop.io/sensitive: "yes"}'), 'invalid-value', "`'true'` or `'false'`, not `yes`", 3],
    [user('', 'name: ann, labels: {splashtop.io/sensitve: x}'), 'unknown-annotation', 'did you mean `splashtop.io/sensitive`?', 3],
    [
      user('', "name: ann, annotations: {splashtop.io/prevent-destory: 'true'}"),
      'unknown-annotation',
      'did you mean `splashtop.io/prevent-destroy`?',
      3,
    ],
    [user('', 'name: ann, annotations: {splashtop.io/observe-only: maybe}'), 'invalid-value', "`'true'` or `'false'`", 3],
    [user('', 'name: ann, annotations: {splashtop.io/ignore-fields: everything}'), 'invalid-value', 'paths', 3],
    [user('', 'name: ann, annotations: {splashtop.io/renamed-from: Not A Name}'), 'invalid-value', 'a name', 3],
    [
      'apiVersion: splashtop.io/v1\nkind: SsoMethod\nmetadata: {name: s}\nspec:\n  scim: {token: hunter2}',
      'literal-secret',
      '`spec.scim.token` of SsoMethod `s`',
      5,
    ],
  ])('%s', (text, code, message, line) => {
    const { resources, problems } = parsed(text)
    expect(resources).toEqual([])
    expect(problems.map((one) => one.code)).toEqual([code])
    expect(problems[0]?.message).toContain(message)
    expect(problems[0]?.at[0]?.line).toBe(line)
    expect(JSON.stringify(problems)).not.toContain('hunter2')
  })

  test.each([
    ['observe-only: yes', "`'true'` or `'false'`, not `yes`", "Write `'true'`, or remove the annotation."],
    ['prevent-destroy: "yes"', "`'true'` or `'false'`, not `yes`", "Write `'true'`, or remove the annotation."],
    ['retain-on-remove: ""', "`'true'` or `'false'`, not ``", "Write `'true'`, or remove the annotation."],
    ['renamed-from: B C', 'not `B C`', 'Write the `metadata.name` that it had, or remove the annotation.'],
    ['ignore-fields: all', 'not `all`', 'Write the paths of the fields, as `spec.group, spec.note`, or remove the annotation.'],
  ])('the annotation `%s` comes with the way to mend it', (annotation, message, fix) => {
    const [found] = parsed(user('', `name: ann, annotations: {splashtop.io/${annotation}}`)).problems
    expect(found?.message).toContain(message)
    expect(found?.fix).toBe(fix)
  })

  test('blanks around a name are mended by writing it without them', () => {
    expect(parsed(user('displayName: "Ann B "')).problems[0]?.fix).toBe('Write it without the blanks around it: `Ann B`.')
    expect(parsed(user('displayName: Ann B')).problems).toEqual([])
  })

  test.each(laterKinds)('the kind %s is said to come later, not to be misspelt', (kind) => {
    expect(isKind(kind)).toBe(false)
    const { resources, problems } = parsed(`apiVersion: splashtop.io/v1\nkind: ${kind}\nmetadata: {name: a}\nspec: {}`)
    expect(resources).toEqual([])
    expect(problems.map(({ code, message }) => [code, message])).toEqual([
      ['unknown-kind', `This version of splashctl does not have the kind \`${kind}\` yet.`],
    ])
    expect(problems[0]?.at[0]?.line).toBe(2)
  })

  test('all faults of all documents are told at once', () => {
    const { resources, problems } = parse([documentOf(user('emial: x, licence: tech')), documentOf(user('')), documentOf('kind: User')], {
      team: 'acme',
    })
    expect(resources).toHaveLength(1)
    expect(problems.map(({ code }) => code)).toEqual(['unknown-field', 'invalid-value', 'malformed-document'])
  })

  test('a hundred problems of one document are shown, and that there are more', () => {
    const { problems } = parsed(user(Array.from({ length: 500 }, (_, i) => `x${i}: 1`).join(', ')))
    expect(problems).toHaveLength(101)
    expect(problems[100]).toMatchObject({ code: 'more-problems', level: 'info' })
  })

  test('a thousand problems of all documents are shown; the rest is counted by document, and not looked for', () => {
    let looked = 0
    const wrong = (n: number): Document => {
      const value = documentOf(user(Array.from({ length: 60 }, (_, i) => `x${i}: ${n}`).join(', '))).value
      return {
        ...{ file: 'a.yaml', value },
        at() {
          looked++
          return { file: 'a.yaml', line: n, column: 1 }
        },
      }
    }
    const { resources, problems, refused } = parse(
      Array.from({ length: 300 }, (_, n) => wrong(n)),
      { team: 'acme' },
    )
    expect(resources).toEqual([])
    expect(refused).toHaveLength(300)
    expect(problems).toHaveLength(1001)
    expect(problems.at(-1)).toMatchObject({
      code: 'more-problems',
      message: 'There are more problems than the 1000 that are shown, in 284 documents.',
      at: [{ line: 16 }],
    })
    expect(looked).toBeLessThan(1200)
  })

  test('what is right behind a thousand problems is there, with its place', () => {
    const wrong = plain({ kind: 'User' })
    const { resources } = parse([...Array<Document>(2000).fill(wrong), documentOf(user('email: ann@a.example'))], { team: 'acme' })
    expect(resources.map(({ key, origin }) => [key, origin?.line])).toEqual([['User/acme/ann', 1]])
  })

  test('keys of the language itself are keys that nobody knows, and reach no prototype', () => {
    const value = JSON.parse(
      `{"apiVersion":"splashtop.io/v1","kind":"User","metadata":{"name":"ann","labels":{"__proto__":"x"}},"spec":{"__proto__":{"disabled":true},"constructor":1}}`,
    )
    const { resources, problems } = parse([plain(value)], { team: 'acme' })
    expect(resources).toEqual([])
    expect(problems.map(({ message }) => message).join()).toMatch(
      /`__proto__` can't be a key.*`__proto__` is not a field.*`constructor` is not a field/,
    )
    expect(({} as { disabled?: boolean }).disabled).toBeUndefined()
    expect(
      parse([plain(JSON.parse('{"__proto__":{"apiVersion":"splashtop.io/v1","kind":"User"}}'))], { team: 'acme' }).problems[0]?.code,
    ).toBe('malformed-document')
  })

  test('a label may be called as methods are', () => {
    const value = {
      apiVersion: 'splashtop.io/v1',
      kind: 'User',
      metadata: { name: 'ann', labels: { constructor: 'x', toString: 'y' } },
      spec: {},
    }
    const { resources } = parse([plain(value)], { team: 'acme' })
    expect(resources[0]?.labels).toEqual({ constructor: 'x', toString: 'y' })
  })
})

describe('an older version', () => {
  const conversions: Conversions = {
    'splashtop.io/v1alpha1': ({ user, ...rest }) => ({ ...rest, apiVersion: 'splashtop.io/v1alpha2', mail: user ?? null }),
    'splashtop.io/v1alpha2': ({ mail, ...rest }) => ({ ...rest, apiVersion: 'splashtop.io/v1', spec: { email: mail ?? null } }),
    'splashtop.io/loop': (value) => value,
  }
  test('is converted step by step', () => {
    const { resources, problems } = parsed(
      'apiVersion: splashtop.io/v1alpha1\nkind: User\nmetadata: {name: ann}\nuser: ann@acme.example',
      conversions,
    )
    expect(problems).toEqual([])
    expect(resources[0]?.declared).toEqual({ spec: { email: 'ann@acme.example' } })
  })
  test('that leads nowhere is refused, and does not hang', () => {
    expect(parsed('apiVersion: splashtop.io/loop\nkind: User', conversions).problems[0]?.code).toBe('unknown-version')
    expect(parsed('apiVersion: toString\nkind: User', conversions).problems[0]?.code).toBe('unknown-version')
  })
})

test.each(kinds.map((kind) => [kind.name, kind] as const))(
  'a %s by lot, spoilt or not, becomes a resource or problems, never both, and never throws',
  (_, kind) => {
    fc.assert(
      fc.property(spoilt(manifestOf(kind)), (value) => {
        const { resources, problems } = parse([plain(value)], { team: 'acme' })
        expect(resources.length).toBe(problems.length === 0 ? 1 : 0)
        for (const resource of resources) expect(() => resource.spec).not.toThrow()
        // What is shown of a hostile text can't be hostile itself.
        expect(problems.map(({ message, fix }) => message + fix).join('\n')).not.toMatch(/[\p{Bidi_Control}\u200b\0]|\p{Cs}/u)
      }),
      { numRuns: 150 },
    )
  },
)
