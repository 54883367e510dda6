/** Why somebody reaches a computer or not, asked of the real program: every kind of reason and of want, once. */
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { documents } from '../cli/json.ts'
import { type Folder, within } from './splashctl.ts'

interface Answer {
  revision: number | null
  time: string
  allowed: boolean
  until: string | null
  bound: { pool: string | null; exclusive: { schedule: string } | null }
  next: { schedule: string; from: string; to: string } | null
  features: Record<string, { value: string; inSession: string; origin: string }>
  settings: Record<string, Record<string, { value: unknown; origin: string; locked: boolean }>>
  reasons: { key: string; at: { file: string; line: number; column: number; commit?: string }[]; says: string; way: number }[]
  missing: { says: string; key?: string; at: { file: string; line: number }[]; fix: string }[]
  notes: string[]
  problems: unknown[]
}

const check = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true }).compile(documents.explain ?? false)
let project: Folder
beforeAll(() => {
  project = within('test/reach')
})
afterAll(() => project.remove())

async function explain(...words: string[]): Promise<Answer> {
  const { code, stdout, stderr } = await project.splashctl('explain', ...words, '--json')
  expect(code, stdout + stderr).toBe(0)
  const answer = JSON.parse(stdout) as Answer
  expect(check(answer), JSON.stringify(check.errors)).toBe(true)
  return answer
}
const asked = '2026-03-03T10:00' // a Tuesday
const keys = ({ reasons }: Answer) => [...new Set(reasons.map(({ key }) => key.replace('/orga/', '/')))]

describe('what allows', () => {
  test.each<[string, string, string[], string]>([
    ['the owner', 'olga stray', ['User/olga', 'Team/orga', 'Computer/stray'], asked],
    ['an administrator without a permission', 'adam gone', ['User/adam', 'Computer/gone'], asked],
    ['a custom role counts as what it extends', 'dora pc-17', ['User/dora', 'Role/deputy', 'Computer/pc-17'], asked],
    ['a mixed group', 'bob pc-17', ['User/bob', 'Group/studio', 'Computer/pc-17'], asked],
    ['a group administrator has what it administers', 'gina lab-1', ['User/gina', 'Group/lab', 'Computer/lab-1'], asked],
    ['and what its own group has', 'gina pc-17', ['User/gina', 'Group/studio', 'Computer/pc-17'], asked],
    ["the group's permission", 'hana stray', ['User/hana', 'AccessPermission/office', 'Computer/stray'], asked],
    [
      'followGroup, and a group by its match',
      'fred lab-1',
      ['AccessPermission/follow', 'User/fred', 'AccessPermission/office', 'Group/lab', 'Computer/lab-1'],
      asked,
    ],
    [
      'a schedule of the group',
      'alice node-1',
      ['User/alice', 'Schedule/office-hours', 'ScheduledResource/render-farm', 'Computer/node-1'],
      asked,
    ],
    [
      'a schedule, where the own permission is none',
      'nina node-1',
      ['User/nina', 'Schedule/office-hours', 'ScheduledResource/render-farm', 'Computer/node-1'],
      asked,
    ],
  ])('%s: %s', async (_, pair, chain, at) => {
    const answer = await explain(...pair.split(' '), '--at', at)
    expect(answer).toMatchObject({ allowed: true, missing: [], revision: null, time: '2026-03-03T09:00:00Z' })
    expect(keys(answer)).toEqual(chain)
    for (const { at: places, says } of answer.reasons) {
      expect(says).not.toBe('')
      expect(places[0]?.line).toBeGreaterThan(0)
    }
  })

  test('every place of a reason is the line of the files that says it', async () => {
    const { reasons } = await explain('alice', 'node-1', '--at', asked)
    const lines = reasons.map(
      ({ at: [place] }) => readFileSync(join(project.path, place?.file ?? ''), 'utf8').split('\n')[(place?.line ?? 0) - 1],
    )
    expect(lines).toEqual([
      'spec: {email: alice@example.com, group: contractors}',
      '  subjects: {groups: [contractors], users: [nina]}',
      '  resource: render-farm',
      '  groups: [farm]',
      'spec: {group: farm}',
    ])
  })
})

describe('the hours', () => {
  test.each<[string, string, boolean, string | null]>([
    ['the first minute', '2026-03-03T09:00', true, '2026-03-03T16:00:00Z'],
    ['the end is exclusive', '2026-03-03T17:00', false, null],
    ['before midnight', '2026-03-03T23:30', true, '2026-03-04T05:00:00Z'],
    ['after midnight', '2026-03-04T05:59:59', true, '2026-03-04T05:00:00Z'],
    ['in the gap of a night that crosses it', '2026-03-29T02:30', true, '2026-03-29T04:00:00Z'],
    ['in another zone', '2026-03-03T03:00-05:00', true, '2026-03-03T16:00:00Z'],
    ['in UTC', '2026-03-03T16:00Z', false, null],
  ])('of alice on node-1: %s', async (_, at, allowed, until) => {
    const answer = await explain('alice', 'node-1', '--at', at)
    expect(answer).toMatchObject({ allowed, until })
    expect(answer.next).not.toBeNull()
  })

  test('of two schedules that adjoin end with the second; the one that is not exclusive does not bind what the other does', async () => {
    expect(await explain('nina', 'node-1', '--at', '2026-03-03T16:59')).toMatchObject({
      until: '2026-03-03T19:00:00Z',
      bound: {
        pool: 'render-farm',
        exclusive: { schedule: 'office-hours', blankScreen: true, lockInput: true, logoffAfterDisconnect: false },
      },
      next: { schedule: 'office-hours', from: '2026-03-04T08:00:00Z', to: '2026-03-04T16:00:00Z' },
    })
    expect((await explain('nina', 'node-1', '--at', '2026-03-03T18:00')).bound).toEqual({ pool: 'render-farm', exclusive: null })
  })

  test('that the clocks skip come an hour later, and those that they show twice the first time', async () => {
    const spring = await explain('lone', 'node-1', '--at', '2026-03-29T02:30')
    expect(spring).toMatchObject({ allowed: true, time: '2026-03-29T01:30:00Z', until: '2026-03-29T01:45:00Z' })
    expect(spring.notes[0]).toBe('The clocks of Europe/Paris skip 2026-03-29T02:30; taken as Sun 2026-03-29 03:30.')
    const autumn = await explain('lone', 'node-1', '--at', '2026-10-25T02:30')
    expect(autumn).toMatchObject({ allowed: true, time: '2026-10-25T00:30:00Z', until: '2026-10-25T00:45:00Z' })
    expect(autumn.notes[0]).toMatch(/show 2026-10-25T02:30 twice; the earlier is meant/)
    expect(await explain('lone', 'node-1', '--at', '2026-10-25T02:30+01:00')).toMatchObject({ allowed: false })
  })
})

describe('what is missing', () => {
  test.each<[string, string, RegExp, string]>([
    ['paused', 'bob node-1', /schedule paused .* but it is paused/, 'Schedule/orga/paused'],
    ['a resource that is off', 'bob stray', /its resource shut is not enabled/, 'ScheduledResource/orga/shut'],
    [
      'the own permission hides the group',
      'nina pc-17',
      /AccessPermission nothing names nina itself .* overrides what group studio gives/,
      'AccessPermission/orga/nothing',
    ],
    ['the own permission hides the role', 'iris pc-17', /overrides what the role admin gives/, 'AccessPermission/orga/nothing'],
    ['disabled', 'dean pc-17', /dean is disabled/, 'User/orga/dean'],
    ['no group, no permission', 'lone pc-17', /no AccessPermission names lone, and lone is in no group/, 'User/orga/lone'],
    [
      'only lists others',
      'fred node-1',
      /AccessPermission follow gives fred what group office has, which leaves out node-1/,
      'AccessPermission/orga/follow',
    ],
    [
      'ownGroup of a group of users',
      'owen pc-17',
      /group office is of type users: only a mixed group has computers of its own/,
      'AccessPermission/orga/own',
    ],
    ['a group that is not administered', 'gina node-1', /gina administers group lab only, and node-1 is in group farm/, 'Group/orga/farm'],
    ['a group administrator of nothing', 'hana node-1', /hana administers no group, and node-1 is in group farm/, 'Group/orga/farm'],
  ])('%s: %s', async (_, pair, says, key) => {
    const { allowed, missing } = await explain(...pair.split(' '), '--at', '2026-03-03T21:00')
    expect(allowed).toBe(false)
    expect(missing[0]).toMatchObject({ says: expect.stringMatching(says) as string, key })
    expect(missing[0]?.at[0]?.line).toBeGreaterThan(0)
    expect(missing[0]?.fix).toMatch(/^[A-Z].*\.$/)
  })

  test('the advice, followed, gives the access; and its place is the line to mend', async () => {
    const copy = within('test/reach')
    try {
      const answer = async () => JSON.parse((await copy.splashctl('explain', 'fred', 'node-1', '--json')).stdout) as Answer
      const { missing } = await answer()
      const [alone, first] = [missing[0], missing.find(({ key }) => key === 'AccessPermission/orga/office')]
      expect(alone?.fix).toBe('Write `computers: {mode: only, groups: [lab], computers: [stray, node-1]}` in AccessPermission/follow.')
      expect(first?.fix).toBe(
        'Add `node-1` to `spec.computers.computers` of AccessPermission/office; everyone in group office would have it too.',
      )
      const file = join(copy.path, first?.at[0]?.file ?? '')
      const lines = readFileSync(file, 'utf8').split('\n')
      const index = (first?.at[0]?.line ?? 0) - 1
      expect(lines[index]).toBe('    computers: [stray]')
      writeFileSync(file, lines.with(index, '    computers: [stray, node-1]').join('\n'))
      expect(await answer()).toMatchObject({ allowed: true, missing: [] })
    } finally {
      copy.remove()
    }
  })
})

describe('what a session has', () => {
  test('features with their origin, and what the computer leaves of them', async () => {
    const { features, settings } = await explain('alice', 'node-1', '--at', asked)
    expect(features.fileTransfer).toEqual({ value: 'toComputerOnly', inSession: 'toComputerOnly', origin: 'control contractors' })
    expect(features.copyPaste).toEqual({ value: 'enabled', inSession: 'disabled', origin: 'builtin' })
    expect(features.oneToMany).toEqual({ value: 'disabled', inSession: 'disabled', origin: 'licence' })
    expect(settings.security?.copyPaste).toEqual({ value: 'disabled', origin: 'policy farm', locked: true })
    expect(settings.security?.blankScreen).toEqual({ value: true, origin: 'schedule office-hours', locked: true })
    expect(settings.session?.sound).toEqual({ value: 'remote', origin: 'builtin', locked: false })
  })

  test('a permanent grant is not bound', async () => {
    expect((await explain('adam', 'node-1')).bound).toEqual({ pool: null, exclusive: null })
  })
})

describe('for people', () => {
  const read = async (...words: string[]) => (await project.splashctl('explain', ...words)).stdout
  test('the answer comes first, then why, then what a session has', async () => {
    const text = await read('alice', 'node-1', '--at', asked)
    expect(text).toMatch(
      /^Allowed: alice → node-1, Tue 2026-03-03 10:00 \(Europe\/Paris\), until 17:00\.\nAgain: Tue 2026-03-03 22:00 to Wed 2026-03-04 06:00, by schedule nights\.\n/,
    )
    expect(text).toContain(
      '  in the hours of schedule office-hours\n    alice is in group contractors (people/users.yaml:24)\n    → schedule office-hours names group contractors (schedules.yaml:20)\n',
    )
    expect(text).toMatch(/copyPaste +enabled +disabled \(computer: policy farm\) /)
    expect(text).toMatch(/The other 28 have their built-in default; `--all` shows them\./)
    expect(text).toContain('Schedule office-hours ends sessions at Tue 2026-03-03 17:00 (forceDisconnectAtEnd).')
    expect(await read('alice', 'node-1', '--at', asked, '--all')).toMatch(/session\.sound +remote +builtin/)
  })
  test('a denial says what is missing, and keeps the rest for `--all`', async () => {
    const text = await read('alice', 'stray', '--at', asked)
    expect(text).toMatch(/^Denied: alice → stray, .*\nNothing that is declared gives it at any other time\.\n/)
    expect(text).toContain('\nWhat is missing\n  • no AccessPermission names alice or its group contractors')
    expect(text).not.toContain('Features')
    expect(await read('alice', 'stray', '--at', asked, '--all')).toContain('Features\n')
  })
  test('a computer whose enrolment is revoked is told of', async () => {
    expect(await read('adam', 'gone')).toContain('The enrolment of gone is revoked: it takes no session.')
  })
})

describe('a question that can not be asked', () => {
  test.each<[string[], RegExp]>([
    [['alic', 'pc-17'], /error\[unknown-resource\]: There is no User `alic` in what the files declare; did you mean `alice`\?/],
    [['alice', 'pc17'], /There is no Computer `pc17` in .*; did you mean `pc-17`\?/],
    [
      ['pc-17', 'alice'],
      /There is no Computer `alice` .*; it is a User\.[\s\S]*There is no User `pc-17` in what the files declare; it is a Computer\./,
    ],
    [['alice', 'studio'], /There is no Computer `studio` .*; it is a Group\./],
    [['alice'], /error\[usage\]: Missing required argument `COMPUTER`/],
    [['alice', 'pc-17', 'x'], /error\[usage\]: Too many arguments/],
    [
      ['alice', 'pc-17', '--at', 'tomorrow'],
      /error\[usage\]: `tomorrow` is not a point in time\.\nfix: Write `--at` with a date and a time that exist/,
    ],
    [['alice', 'pc-17', '--at', '2026-02-30T09:00'], /is not a point in time/],
    [['alice', 'pc-17', '--revision', '7'], /error\[unknown-revision\]/],
    [['alice', 'pc-17', '--source', 'files', '--revision', '1'], /error\[usage\]/],
    [['__proto__', 'constructor'], /There is no User `__proto__`/],
    [['', ''], /There is no User ``/],
  ])('%j', async (words, message) => {
    const { code, stdout, stderr } = await project.splashctl('explain', ...words)
    expect(stderr).toMatch(message)
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).not.toContain('    at ')
  })

  test('an address will do for a name; with `--exit-code` a denial is 2', async () => {
    const at = ['--at', asked, '--exit-code']
    expect((await project.splashctl('explain', 'Alice@Example.com', 'node-1', ...at)).code).toBe(0)
    expect((await project.splashctl('explain', 'alice', 'stray', ...at)).code).toBe(2)
    expect((await project.splashctl('explain', 'alic', 'stray', ...at)).code).toBe(1)
  })
})

test('what was live is asked by revision or date, and says under which commit', async () => {
  const copy = within('test/reach')
  try {
    const git = (...words: string[]) =>
      execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.com', ...words], { cwd: copy.path, encoding: 'utf8' })
    git('init', '-q')
    git('add', '-A')
    git('commit', '-qm', 'one')
    const commit = git('rev-parse', 'HEAD').trim()
    expect((await copy.splashctl('apply', '--yes')).code).toBe(0)
    const file = join(copy.path, 'access.yaml')
    writeFileSync(file, readFileSync(file, 'utf8').replace('groups: [lab]', 'groups: [lab, farm]'))
    const answer = async (...words: string[]) =>
      JSON.parse((await copy.splashctl('explain', 'hana', 'node-1', '--json', ...words)).stdout) as Answer
    expect(await answer('--source', 'files')).toMatchObject({ allowed: true, revision: null })
    expect(await answer()).toMatchObject({ allowed: false, revision: 1 })
    expect((await copy.splashctl('apply', '--yes')).code).toBe(0)
    const now = await answer()
    expect(now).toMatchObject({ allowed: true, revision: 2 })
    const then = await answer('--revision', '1')
    expect(then).toMatchObject({ allowed: false, revision: 1 })
    expect(then.missing[0]).toMatchObject({ key: 'Group/orga/farm' })
    expect(then.missing.find(({ key }) => key === 'AccessPermission/orga/office')?.at).toEqual([
      { file: 'access.yaml', line: 8, column: 5, commit },
    ])
    const text = (await copy.splashctl('explain', 'hana', 'lab-1', '--revision', '1')).stdout
    expect(text).toMatch(new RegExp(`According to revision 1 of \\S+, commit ${commit.slice(0, 12)} by `))
    const today = Temporal.Now.plainDateISO('Europe/Paris').toString()
    const day = await answer('--date', today)
    expect(day).toMatchObject({ allowed: true, revision: 2 })
    expect(day.notes.join()).toContain('`--date` names a whole day')
  } finally {
    copy.remove()
  }
})
