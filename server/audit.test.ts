import { copyFileSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { canonical, digest } from '../schema/canonical.ts'
import { bodyText } from './audit.ts'
import { applyTo, declaration, declare, type Place, place, user } from './testing.ts'

let here: Place
beforeEach(async () => {
  here = place()
  const plane = await here.open()
  await applyTo(plane, declaration(user('alice'), user('bob')))
  await applyTo(plane, declaration(user('alice', { role: 'admin' }), user('bob')))
  await applyTo(plane, declaration(user('alicia', { email: 'alice@acme.example', role: 'admin' }), user('bob')))
  await applyTo(plane, declaration(user('alicia', { email: 'alice@acme.example', role: 'admin' }), user('bob'), user('carol')))
  await plane.close()
})
afterEach(() => here.remove())

const database = () => here.database
const tamper = (sql: string | ((db: DatabaseSync) => void)) => here.tamper(sql)
const verified = () => here.verified()
const found = () => here.found()
const keyFolderOf = () => here.keyFolder()

const live = (text: string) => `update resources set live = ${text} where key = 'User/acme/bob'`
const content = (declared: string, status = 'status') =>
  `update resources set declared = ${declared}, status = ${status} where key = 'User/acme/bob'`

test('an untouched log holds, each entry signed', async () => {
  expect(await verified()).toEqual({ entries: 4, signed: 4, problems: [] })
})

test('verifying writes nothing, and an empty place has an empty log', async () => {
  const elsewhere = place()
  const plane = await elsewhere.open({ write: false })
  expect(await plane.verifyAudit()).toEqual({ entries: 0, signed: 0, problems: [] })
  await plane.close()
  elsewhere.remove()
})

test.each([
  ['the time', "update audit set time = '2020-01-01T00:00:00.000Z' where sequence = 2", ['audit-chain', 'audit-mismatch'], 'Entry 2'],
  [
    'the actor',
    `update audit set body = replace(body, 'os:tester', 'os:mallory') where sequence = 2`,
    ['audit-chain', 'audit-mismatch'],
    'Entry 2',
  ],
  ['the changes', `update audit set body = replace(body, 'spec.role', 'spec.note') where sequence = 2`, ['audit-chain'], 'Entry 2'],
  ['a body that is no JSON', "update audit set body = '{' where sequence = 2", ['audit-chain'], 'Entry 2'],
  ['the revision', 'update audit set revision = 7 where sequence = 2', ['audit-chain', 'audit-mismatch'], 'Entry 2'],
  ['the hash', "update audit set hash = 'ab' where sequence = 2", ['audit-chain', 'audit-signature'], 'Entry 2'],
  ['the previous hash', "update audit set previous_hash = 'ab' where sequence = 2", ['audit-chain'], 'Entry 2'],
  ['the signature', "update audit set signature = 'AAAA' where sequence = 2", ['audit-signature'], 'entry 2'],
  [
    'the signature of another entry',
    'update audit set signature = (select signature from audit where sequence = 1) where sequence = 2',
    ['audit-signature'],
    'entry 2',
  ],
  ['the number', 'update audit set sequence = 9 where sequence = 4', ['audit-chain', 'audit-truncated'], '9'],
  ['who, in the history', "update revisions set actor = 'os:mallory' where revision = 2", ['audit-mismatch'], 'revision 2'],
  ['when, in the history', "update revisions set time = '2020-01-01T00:00:00.000Z' where revision = 2", ['audit-mismatch'], 'revision 2'],
  ['a logged operation', "update log set op = 'create' where revision = 2", ['audit-mismatch'], 'revision 2'],
  ['a logged content', "update log set declared = '{}' where revision = 2", ['audit-mismatch'], 'revision 2'],
  ['a logged entry that is gone', 'delete from log where revision = 2', ['audit-mismatch'], 'revision 2'],
  [
    'a resource',
    `update resources set declared = replace(declared, 'bob@', 'mallory@') where key = 'User/acme/bob'`,
    ['audit-mismatch'],
    'User/acme/bob',
  ],
  [
    'a resource and its digest',
    `update resources set declared = '{}', digest = '${digest({})}' where key = 'User/acme/bob'`,
    ['audit-mismatch'],
    'User/acme/bob',
  ],
  ['a resource that is gone', "delete from resources where key = 'User/acme/bob'", ['audit-mismatch'], 'User/acme/bob'],
  [
    'a resource that nobody committed',
    "insert into resources select team, 'User/acme/mallory', digest, sole, status, live, declared from resources limit 1",
    ['audit-mismatch'],
    'User/acme/mallory',
  ],
  [
    'a status',
    `update resources set status = '{"invitation":"accepted"}' where key = 'User/acme/bob'`,
    ['audit-mismatch'],
    'User/acme/bob',
  ],
  [
    'a logged status',
    `update log set status = '{"invitation":"accepted"}' where revision = 1 and ordinal = 0`,
    ['audit-mismatch'],
    'revision 1',
  ],
  ['who owns a resource', live("json_set(live, '$[1]', null)"), ['audit-mismatch'], 'User/acme/bob'],
  ['who owns a field', live("json_set(live, '$[4]', json('[]'))"), ['audit-mismatch'], 'User/acme/bob'],
  ['where a field was declared', live("json_set(live, '$[4][0][5]', 999)"), ['audit-mismatch'], 'User/acme/bob'],
  ['what is said of owners to one that can not be read', live("'['"), ['audit-mismatch'], 'User/acme/bob'],
  ['what is said of owners to something else', live("'{}'"), ['audit-mismatch'], 'User/acme/bob'],
  ['whether a manager is alone', "update resources set sole = null where key = 'User/acme/bob'", ['audit-mismatch'], 'User/acme/bob'],
  [
    'the manager that is alone',
    "insert into managers (id, name) values (99, 'git:mallory'); update resources set sole = 99 where key = 'User/acme/bob'",
    ['audit-mismatch'],
    'User/acme/bob',
  ],
  ['the name of a manager', `update managers set name = 'git:mallory'`, ['audit-mismatch'], 'User/acme/bob'],
  ['the paths that are owned', `update shapes set paths = '[' || id || ']'`, ['audit-mismatch'], 'User/acme/bob'],
  ['the file of a declaration', `update places set file = 'mallory.yaml'`, ['audit-mismatch'], 'User/acme/bob'],
  ['a resource to one of several lines', content('declared || char(10) || declared'), ['audit-mismatch'], 'User/acme/bob'],
  ['a status to one of several lines', content('declared', 'status || char(10)'), ['audit-mismatch'], 'User/acme/bob'],
  ['how many, in the history', `update revisions set counts = '{}' where revision = 2`, ['audit-mismatch'], 'revision 2'],
  ['the head', 'update heads set revision = 3', ['audit-mismatch'], 'revision 3'],
])('changing %s is found and named', async (_, sql, codes, named) => {
  tamper(sql)
  const { problems } = await verified()
  expect([...new Set(problems.map((each) => each.code))].sort()).toEqual(codes)
  expect(problems.map((each) => each.message).join('\n')).toContain(named)
})

test('an entry that was removed from the middle is found, and so is its place', async () => {
  tamper('delete from audit where sequence = 2')
  const { problems } = await verified()
  expect(problems.map((each) => each.message)).toContain('1 entry before entry 3 of the audit log is missing.')
})

test('entries in another order are found', async () => {
  tamper(
    'update audit set sequence = -2 where sequence = 2; update audit set sequence = 2 where sequence = 3; update audit set sequence = 3 where sequence = -2',
  )
  expect(await found()).toEqual(['audit-chain', 'audit-mismatch'])
})

test('the last entry, removed with everything that it did, is missed', async () => {
  tamper(`delete from audit where sequence = 4; delete from log where revision = 4; delete from revisions where revision = 4;
    delete from resources where key = 'User/acme/carol'; update heads set revision = 3`)
  const { problems } = await verified()
  expect(problems.map((each) => [each.code, each.message])).toEqual([
    ['audit-truncated', 'The audit log ends at entry 3, but entry 4 was written.'],
  ])
})

describe('a chain that was written anew without the key', () => {
  const rewrite = (signature: 'kept' | 'none') =>
    tamper((db) => {
      db.exec(`update audit set body = replace(body, 'os:tester', 'os:mallory'); update revisions set actor = 'os:mallory'`)
      const databaseId = db.prepare('select id from database').get()?.id
      let previousHash = '0'.repeat(64)
      for (const row of db.prepare('select * from audit order by sequence').all() as Record<string, string | number>[]) {
        const { team, sequence, revision, time, body } = row
        const hash = digest({ body, databaseId, previousHash, revision, sequence, team, time })
        db.prepare('update audit set previous_hash = ?, hash = ? where sequence = ?').run(previousHash, hash, sequence as number)
        if (signature === 'none') db.prepare('update audit set signature = null where sequence = ?').run(sequence as number)
        previousHash = hash
      }
    })

  test('has signatures that do not hold', async () => {
    rewrite('kept')
    expect(await found()).toEqual(['audit-signature', 'audit-truncated'])
  })
  test('or none, and another end than the one that is remembered', async () => {
    rewrite('none')
    expect(await found()).toEqual(['audit-truncated', 'audit-unvouched'])
  })
})

test('without the keys the chain is checked all the same, and applies go on unsigned until they are back', async () => {
  const folder = await keyFolderOf()
  renameSync(folder, `${folder}.away`)
  expect(await found()).toEqual(['keys-missing'])
  const plane = await here.open()
  const receipt = await applyTo(plane, declaration(user('bob'), user('dave')))
  await plane.close()
  expect(receipt.problems.map((each) => each.code)).toEqual(['keys-missing'])
  renameSync(`${folder}.away`, folder)
  const unsigned = await verified()
  expect(unsigned).toMatchObject({ entries: 5, signed: 4, problems: [{ code: 'audit-unvouched', level: 'error' }] })
  expect(unsigned.problems[0]?.message).toMatch(/^Entry 5 of the audit log \(\d{4}-\S+Z, `os:tester`\) has no signature, and no signed one/)
  const again = await here.open()
  const told = await applyTo(again, declaration(user('bob')))
  await again.close()
  expect(told.problems.map((each) => [each.code, each.level])).toEqual([['audit-unsigned', 'warning']])
  for (const _ of ['at once', 'for ever']) {
    const { entries, signed, problems } = await verified()
    expect([signed, problems.map((each) => [each.code, each.level])]).toEqual([entries - 1, [['audit-unsigned', 'warning']]])
    expect(problems[0]?.message).toMatch(/^Entry 5 of the audit log \(\d{4}-\S+Z, `os:tester`\) has no signature, as entry 6 records\.$/)
    const later = await here.open()
    expect((await applyTo(later, declaration(user('bob'), user('erin')))).problems).toEqual([])
    await later.close()
  }
})

test('keys that are lost for good are made anew in an empty folder, and old signatures no longer hold', async () => {
  const folder = await keyFolderOf()
  rmSync(folder, { recursive: true })
  mkdirSync(folder)
  const plane = await here.open()
  const receipt = await applyTo(plane, declaration(user('bob')))
  await plane.close()
  expect(receipt.problems).toEqual([])
  expect(await verified()).toMatchObject({ entries: 5, signed: 1 })
  expect(await found()).toEqual(['audit-signature'])
})

test('an older state that was put back is told; the next apply records the gap for good', async () => {
  copyFileSync(database(), `${database()}.old`)
  const plane = await here.open()
  await applyTo(plane, declaration(user('bob'), user('erin')))
  await plane.close()
  renameSync(`${database()}.old`, database())
  expect(await found()).toEqual(['audit-truncated'])
  const restored = await here.open()
  await applyTo(restored, declaration(user('bob'), user('frank')))
  await restored.close()
  const { problems } = await verified()
  expect(problems.map((each) => [each.code, each.level])).toEqual([['audit-gap', 'warning']])
  expect(problems[0]?.message).toMatch(
    /^Entry 5 of the audit log goes on from an older state: entry 5 with hash [0-9a-f]{12}… had been written/,
  )
})

test('the body is in canonical form, and tells paths and digests but no value', async () => {
  const gap = { sequence: 3, hash: 'h' }
  const changes = [
    { op: 'rename', key: 'b', from: 'a', fields: ['spec.ü', 'spec."'], digest: 'd' },
    { op: 'delete', key: 'c' },
    { sealed: { a: null, b: 'e' }, op: 'create', key: 'd', digest: 'd' },
  ]
  const unsigned = { to: 5, from: 4 }
  const body = { unsigned, planDigest: null, configDigest: 'd', manager: 'm', gap, commit: 'c', changes, address: '::1', actor: 'a' }
  expect(bodyText(body)).toBe(canonical(body))
  const { address: _, gap: __, unsigned: ___, ...less } = body
  expect(bodyText(less)).toBe(canonical(less))
  const plane = await here.open()
  await applyTo(plane, declaration(declare('Group', 'g', { displayName: 'A telling name', type: 'users' })))
  await plane.close()
  const db = new DatabaseSync(database(), { readOnly: true })
  const bodies = db.prepare('select group_concat(body) as all_of_them from audit').get()?.all_of_them
  db.close()
  expect(bodies).toContain('Group/acme/g')
  expect(bodies).toContain('spec.role')
  expect(bodies).not.toMatch(/telling|@acme/)
})

test('the last entries are listed newest first; one that can’t be read is named', async () => {
  const plane = await here.open({ write: false })
  expect((await plane.audit(3)).map((entry) => [entry.sequence, entry.actor])).toEqual([4, 3, 2].map((sequence) => [sequence, 'os:tester']))
  await plane.close()
  tamper("update audit set body = '{' where sequence = 2")
  const again = await here.open({ write: false })
  await expect(again.audit()).rejects.toThrow('Entry 2')
  await again.close()
})
