import fc from 'fast-check'
import { expect, test } from 'vitest'
import { declare, TEAM } from '../reconciler/plan/worlds.ts'
import { parse } from '../schema/parse.ts'
import { World } from '../schema/world.ts'
import { readCsv } from './csv-reader.ts'
import { usersOf } from './csv-users.ts'

const world = new World(TEAM, [
  declare('Group', 'it', { displayName: 'Informatique', type: 'mixed' }),
  declare('Group', 'paris', { displayName: 'Équipe Paris', type: 'users' }),
  declare('Role', 'lead', { displayName: 'Group lead', extends: 'group-admin' }),
  declare('User', 'ada', { email: 'Ada@acme.example', displayName: 'Ada', group: 'it', licence: 'technician' }),
  declare('User', 'zoe.l', { email: 'zoe@elsewhere.example' }),
  declare('SsoMethod', 'entra', { idp: 'azureAD', domains: ['Acme.example', 'both.example'] }),
  declare('SsoMethod', 'okta', { idp: 'okta', domains: ['both.example'] }),
  declare('SsoMethod', 'former', { idp: 'okta', domains: ['former.example'], enabled: false }),
])
const found = (text: string, createGroups = false) => usersOf(readCsv(Buffer.from(text), 'a.csv'), world, { createGroups })
const specs = (text: string, createGroups = false) => {
  const { groups, users, problems } = found(text, createGroups)
  expect(problems).toEqual([])
  const parsed = parse([...groups, ...users], { team: TEAM })
  expect(parsed.problems).toEqual([])
  return Object.fromEntries(parsed.resources.map(({ kind, name, declared }) => [`${kind}/${name}`, declared.spec]))
}
const faults = (text: string) =>
  found(text).problems.map(({ code, at }) => `${code} ${at.map(({ line, column }) => `${line}:${column}`).join(' ')}`)

test.each([
  ['the vendor’s columns', 'Account,Group,Display name,Licence,Role'],
  ['another order of letters', 'ACCOUNT,group,DisplayName,LICENSE,role'],
  ['French', 'Compte;Groupe d’utilisateurs;Nom affiché;Type de licence;Rôle'],
  ['French without accents', 'ADRESSE E-MAIL\tgroupe\tnom\tlicence\trole dans l’equipe'],
])('it understands a heading in %s', (_, heading) => {
  const separator = /[,;\t]/.exec(heading)?.[0] as string
  const row = ['max@nowhere.example', 'it', 'Max', 'technician', 'admin'].join(separator)
  expect(specs(`${heading}\n${row}\n`)).toEqual({
    'User/max': { email: 'max@nowhere.example', group: 'it', displayName: 'Max', licence: 'technician', role: 'admin' },
  })
})

test.each([
  ['Super administrateur', 'Technicien', { role: 'super-admin', licence: 'technician' }],
  ['Administrateur de groupe', 'Accès', { role: 'group-admin', licence: 'access' }],
  ['MEMBRE', 'Business Access', { role: 'member', licence: 'access' }],
  ['super-admin', 'technician', { role: 'super-admin', licence: 'technician' }],
  ['group lead', '', { role: 'lead' }],
  ['lead', '', { role: 'lead' }],
  ['', '', {}],
])('role %j and licence %j are %j', (role, licence, expected) => {
  expect(specs(`account,role,licence\nmax@nowhere.example,${role},${licence}\n`)).toEqual({
    'User/max': { email: 'max@nowhere.example', ...expected },
  })
})

test('groups are found by name and by display name, whatever the case', () => {
  const rows = ['a,it', 'b,INFORMATIQUE', 'c,équipe paris', 'd,Paris', 'e,'].map((row) => row.replace(',', '@nowhere.example,'))
  expect(Object.values(specs(`account,group\n${rows.join('\n')}`)).map((spec) => spec?.group)).toEqual([
    'it',
    'it',
    'paris',
    'paris',
    undefined,
  ])
})

test('one that there is not is complained of once, at every place; or made, once', () => {
  const text = 'account,group\na@x.example,Informatiqe\nb@x.example,Lyon\nc@x.example,LYON\n'
  const { problems } = found(text)
  expect(problems.map(({ code, message, at }) => [code, message, at.length])).toEqual([
    ['unresolved-reference', 'There is no group `Informatiqe`; did you mean `Informatique`?', 1],
    ['unresolved-reference', 'There is no group `Lyon`.', 2],
  ])
  expect(specs('account,group\na@x.example,Équipe Paris \nb@x.example,Lyon\nc@x.example,LYON\n', true)).toMatchObject({
    'Group/lyon': { displayName: 'Lyon', type: 'users' },
    'User/a': { group: 'paris' },
    'User/b': { group: 'lyon' },
    'User/c': { group: 'lyon' },
  })
})

test('who has an address of an SsoMethod signs in with it, unless it is off', () => {
  const rows = ['a@acme.example', 'b@ACME.example', 'c@former.example', 'd@sub.acme.example']
  expect(Object.values(specs(`account\n${rows.join('\n')}`)).map((spec) => spec?.authentication)).toEqual([
    'entra',
    'entra',
    undefined,
    undefined,
  ])
  expect(faults('account\na@both.example\n')).toEqual(['ambiguous-name 2:1'])
})

test('names come of the accounts; those that clash, with each other or with who is there, are numbered in their order', () => {
  const rows = ['Zoe.L@acme.example', 'zoe.l@x.example', "o'neil_jr+it@acme.example", 'ada@x.example']
  expect(Object.keys(specs(`account\n${rows.join('\n')}`))).toEqual(['User/zoe.l-2', 'User/zoe.l-3', 'User/o-neil-jr-it', 'User/ada-2'])
})

test('who is there is not declared again, whatever the case of the address; what the table says otherwise is told', () => {
  const { users, known } = found('account,group,name,licence,role\nADA@acme.example,Informatique,Ada L.,technician,member\n')
  expect(users).toEqual([])
  expect(known.map(({ resource, differs }) => [resource.name, differs])).toEqual([
    ['ada', [{ path: 'spec.displayName', is: 'Ada', csv: 'Ada L.', at: { file: 'a.csv', line: 2, column: 31 } }]],
  ])
})

test.each([
  ['no row', '', ['csv-heading ']],
  ['no accounts', 'group,role\nit,member\n', ['csv-heading 1:1']],
  ['a column that is none', 'account,Gruop\na@x.example,it\n', ['csv-heading 1:9']],
  ['a column without a name', 'account,\na@x.example,it\n', ['csv-heading 1:9']],
  ['a column twice', 'account,group,groupe\na@x.example,it,it\n', ['csv-heading 1:15 1:9']],
  ['a word that every object has', 'account,constructor\na@x.example,it\n', ['csv-heading 1:9']],
  ['a row without an account', 'account,group\n,it\n', ['missing-field 2:1']],
  ['a row that is too short', 'account,group\na@x.example\n', ['csv-syntax 2:1']],
  ['a row that is too long', 'account,group\na@x.example,it,more\n', ['csv-syntax 2:1']],
  ['an account twice', 'account\na@x.example\nA@X.example\n', ['duplicate-email 3:1 2:1']],
  ['the owner', 'account,role\na@x.example,Propriétaire\n', ['owner-role 2:13']],
  [
    'every fault of a row',
    'account,name,licence,role\n=1,@x,gold,constructor\n',
    ['csv-formula 2:1', 'csv-formula 2:4', 'invalid-value 2:12', 'invalid-value 2:7'],
  ],
  ['formulas in whatever cell', 'account,group\n＝a@x.example,-it\n', ['csv-formula 2:1', 'csv-formula 2:14']],
])('it refuses %s', (_, text, expected) => {
  expect(faults(text)).toEqual(expected)
})

test('what the schema has against a cell is said at the cell', () => {
  const { users } = found('account,name\nnobody,"x\ny"\n')
  expect(parse(users, { team: TEAM }).problems.map(({ code, at }) => [code, at[0]?.line, at[0]?.column])).toEqual([
    ['hostile-character', 2, 8],
    ['invalid-value', 2, 1],
  ])
})

test('whatever the bytes: users, or Problems with a place, and never anything else', () => {
  const piece = fc.constantFrom(
    'account',
    'group',
    'role',
    'a@x.example',
    'it',
    '"',
    '""',
    ',',
    ';',
    '\t',
    '\n',
    '\r\n',
    '\r',
    '=',
    '\0',
    '\ufeff',
    'sep=;',
    'é',
  )
  const texts = fc.array(piece, { maxLength: 40 }).map((pieces) => Buffer.from(`account,group\n${pieces.join('')}`))
  fc.assert(
    fc.property(fc.oneof(texts, fc.uint8Array({ maxLength: 200 })), (bytes) => {
      const csv = readCsv(bytes, 'a.csv')
      const { users, groups, known, problems } = usersOf(csv, world, { createGroups: false })
      expect(groups).toEqual([])
      for (const { message, fix } of problems) expect([message, fix]).not.toContain('')
      if (problems.length === 0) expect(users.length + known.length).toBe(csv.rows.length - 1)
      parse(users, { team: TEAM })
    }),
    { numRuns: 400 },
  )
})
