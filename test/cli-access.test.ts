/** Who reaches what, asked of the real program: by everybody, by name, by group, at a time, between two, ever; as a table, JSON and CSV. */
import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { documents } from '../cli/json.ts'
import { type Folder, launcher, within } from './splashctl.ts'

interface Answer {
  revision: number | null
  time?: string
  from?: string
  to?: string
  edges: {
    user: string
    computer: string
    via: string[]
    permanent: boolean
    until?: string
    next?: string
    ends?: string | null
    hours?: { from: string; to: string }[]
  }[]
}

const check = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true }).compile(documents.access ?? false)
let project: Folder
beforeAll(() => {
  project = within('test/reach')
})
afterAll(() => project.remove())

async function access(...words: string[]): Promise<Answer> {
  const { code, stdout, stderr } = await project.splashctl('access', ...words, '--json')
  expect(code, stdout + stderr).toBe(0)
  const answer = JSON.parse(stdout) as Answer
  expect(check(answer), JSON.stringify(check.errors)).toBe(true)
  return answer
}
const pairs = ({ edges }: Answer) => edges.map(({ user, computer }) => `${user} ${computer}`)
const noon = ['--at', '2026-03-03T12:00']

describe('the edges', () => {
  test('of everybody, by the names of users and computers, each with what gives it and until when', async () => {
    const answer = await access(...noon)
    expect(answer).toMatchObject({ version: 1, revision: null, time: '2026-03-03T11:00:00Z' })
    expect(pairs(answer)).toEqual([
      ...['gone', 'lab-1', 'node-1', 'pc-17', 'stray'].map((computer) => `adam ${computer}`),
      'alice gone',
      'alice node-1',
      'bob pc-17',
      ...['gone', 'lab-1', 'node-1', 'pc-17', 'stray'].map((computer) => `dora ${computer}`),
      'fred lab-1',
      'fred stray',
      'gina lab-1',
      'gina pc-17',
      'hana lab-1',
      'hana stray',
      'nina gone',
      'nina node-1',
      ...['gone', 'lab-1', 'node-1', 'pc-17', 'stray'].map((computer) => `olga ${computer}`),
    ])
    const edge = (user: string, computer: string) => answer.edges.find((one) => one.user === user && one.computer === computer)
    expect(edge('alice', 'node-1')).toEqual({
      user: 'alice',
      computer: 'node-1',
      via: ['Schedule/orga/office-hours'],
      permanent: false,
      until: '2026-03-03T16:00:00Z',
      ends: null,
    })
    expect(edge('nina', 'node-1')?.until).toBe('2026-03-03T19:00:00Z')
    expect(edge('fred', 'stray')?.via).toEqual(['AccessPermission/orga/office'])
    expect(edge('gina', 'lab-1')?.via).toEqual(['Group/orga/lab'])
    expect(edge('bob', 'pc-17')?.via).toEqual(['Group/orga/studio'])
    expect(edge('olga', 'stray')?.via).toEqual(['Team/orga/orga'])
    expect(edge('dora', 'stray')?.via).toEqual(['User/orga/dora'])
  })

  test.each<[string[], string[]]>([
    [
      ['--user', 'alice'],
      ['alice gone', 'alice node-1'],
    ],
    [['--user', 'alice', '--computer', 'node-1'], ['alice node-1']],
    [
      ['--user', 'alice', '--user', 'bob'],
      ['alice gone', 'alice node-1', 'bob pc-17'],
    ],
    [
      ['--computer', 'node-1'],
      ['adam node-1', 'alice node-1', 'dora node-1', 'nina node-1', 'olga node-1'],
    ],
    [
      ['--group', 'contractors'],
      ['alice gone', 'alice node-1'],
    ],
    [
      ['--group', 'office', '--group', 'lab'],
      ['fred lab-1', 'hana lab-1'],
    ],
    // A mixed group: its users, wherever; and whoever reaches its computers.
    [
      ['--group', 'studio'],
      ['adam pc-17', 'bob pc-17', 'dora pc-17', 'gina lab-1', 'gina pc-17', 'nina gone', 'nina node-1', 'olga pc-17'],
    ],
    [['--user', 'lone'], []],
    [
      ['--user', 'ALICE@example.com'],
      ['alice gone', 'alice node-1'],
    ],
  ])('that %j chooses', async (words, expected) => {
    expect(pairs(await access(...noon, ...words))).toEqual(expected)
  })

  test('between two times have their hours, cut at both ends', async () => {
    const expected = { from: '2026-03-06T23:00:00Z', to: '2026-03-08T23:00:00Z' }
    const hours = [
      { from: '2026-03-06T23:00:00Z', to: '2026-03-07T05:00:00Z' },
      { from: '2026-03-07T21:00:00Z', to: '2026-03-08T05:00:00Z' },
      { from: '2026-03-08T21:00:00Z', to: '2026-03-08T23:00:00Z' },
    ]
    for (const words of [['2026-03-07', '2026-03-09'], ['2026-03-07/2026-03-09'], ['2026-03-07/P2D']]) {
      const answer = await access('--between', ...words, '--user', 'alice', '--user', 'bob')
      expect(answer).toMatchObject(expected)
      expect(answer.time).toBeUndefined()
      expect(answer.edges[0]).toMatchObject({ user: 'alice', via: ['Schedule/orga/nights'], hours })
      expect(answer.edges.at(-1)).toEqual({
        user: 'bob',
        computer: 'pc-17',
        via: ['Group/orga/studio'],
        permanent: true,
        hours: [expected],
      })
    }
  })

  test('that are ever: schedules too that do not run yet, and not those that are over, paused or shut', async () => {
    const { edges } = await access('--ever', '--at', '2026-01-04T12:00', '--user', 'alice', '--user', 'bob')
    expect(edges).toEqual([
      ...['gone', 'node-1'].map((computer) => ({
        ...{ user: 'alice', computer, via: ['Schedule/orga/nights', 'Schedule/orga/office-hours'] },
        ...{ permanent: false, next: '2026-01-05T08:00:00Z', ends: null },
      })),
      ...['gone', 'node-1'].map((computer) => ({
        ...{ user: 'bob', computer, via: ['Schedule/orga/over'], permanent: false, next: '2026-01-05T08:00:00Z', ends: '2026-01-31' },
      })),
      { user: 'bob', computer: 'pc-17', via: ['Group/orga/studio'], permanent: true },
    ])
    expect(pairs(await access('--ever', '--at', '2026-02-01', '--user', 'bob'))).toEqual(['bob pc-17'])
  })

  test('agree with what explain says of each pair', async () => {
    const { edges } = await access(...noon, '--computer', 'node-1')
    for (const user of ['alice', 'bob', 'nina', 'dean', 'adam']) {
      const { stdout } = await project.splashctl('explain', user, 'node-1', ...noon, '--json')
      const { allowed, until } = JSON.parse(stdout) as { allowed: boolean; until: string | null }
      const edge = edges.find((one) => one.user === user)
      expect({ allowed: edge !== undefined, until: edge?.until ?? null }).toEqual({ allowed, until })
    }
  })
})

describe('for people', () => {
  const read = async (...words: string[]) => (await project.splashctl('access', ...words)).stdout
  test('everybody is folded by groups, and that is said', async () => {
    const text = await read(...noon)
    expect(text).toMatch(
      /^Who reaches what at Tue 2026-03-03 12:00 \(Europe\/Paris\), according to what the files declare\.\nUSERS +COMPUTERS +WHEN +THROUGH\n/,
    )
    expect(text).toMatch(/^contractors \(alice\) +farm \(all 2\) +Mon–Fri 09:00–17:00, then until 17:00 +schedule office-hours$/m)
    expect(text).toMatch(/^studio \(bob, gina\) +studio \(pc-17\) +always +own group$/m)
    expect(text).toMatch(/^office \(fred, hana\) +no group \(stray\), lab \(lab-1\) +always +permission office$/m)
    expect(text).toContain('\n26 edges: 9 users, 5 computers. Folded by groups; `--all` shows each.\n')
    expect(text).toContain('`--ever` shows them.')
  })
  test('who is named is told one by one; so is everybody with `--all`', async () => {
    expect(await read(...noon, '--computer', 'node-1')).toMatch(
      /^nina +studio +Mon–Fri 09:00–17:00, then until 20:00 +schedule office-hours$/m,
    )
    expect((await read(...noon, '--all')).split('\n').filter((line) => /always|then until/.test(line))).toHaveLength(26)
    expect(await read('--user', 'alice', '--between', '2026-03-07/P7D')).toMatch(/daily 22:00–06:00; Mon–Fri 09:00–17:00/)
    expect(await read('--user', 'lone', ...noon)).toContain('Nobody reaches anything that was asked for.')
  })
  test('a time that the clocks skip is told of', async () => {
    expect(await read('--user', 'lone', '--at', '2026-03-29T02:30')).toMatch(
      /^What lone reaches at Sun 2026-03-29 03:30[\s\S]*^node-1 +farm +.*then until 03:45[\s\S]*The clocks of Europe\/Paris skip/m,
    )
  })
})

test('what a schedule gives round the clock is no permanent grant: it ends with the schedule, and that is said', async () => {
  const copy = within('test/reach')
  try {
    const of = (kind: string, name: string, spec: string) =>
      `---\napiVersion: splashtop.io/v1\nkind: ${kind}\nmetadata: {name: ${name}}\nspec: ${spec}\n`
    const whole = 'timeSlot: {start: "00:00", end: "00:00", crossesMidnight: true}, recurrence: {frequency: daily}, startDate: 2026-01-01'
    writeFileSync(
      join(copy.path, 'whole.yaml'),
      of('User', 'una', '{email: una@example.com}') +
        of('User', 'eva', '{email: eva@example.com}') +
        of('Schedule', 'until-june', `{resource: render-farm, subjects: {users: [una]}, endDate: 2026-06-30, ${whole}}`) +
        of('Schedule', 'endless', `{resource: render-farm, subjects: {users: [eva]}, ${whole}}`),
    )
    const asked = async (...words: string[]) =>
      (await copy.splashctl('access', '--source', 'files', '-u', 'una', '-u', 'eva', ...words)).stdout
    for (const words of [noon, ['--ever', ...noon]]) {
      const text = await asked(...words)
      expect(text).toMatch(/^una .*round the clock until 2026-06-30 +schedule until-june$/m)
      expect(text).toMatch(/^eva .*round the clock +schedule endless$/m)
      expect(text).not.toContain('always')
      const { edges } = JSON.parse(await asked(...words, '--json')) as Answer
      expect(edges.filter(({ computer }) => computer === 'node-1')).toMatchObject([
        { user: 'eva', permanent: false, ends: null },
        { user: 'una', permanent: false, ends: '2026-06-30' },
      ])
      expect(edges.find(({ user }) => user === 'eva')?.until).toBeUndefined()
    }
    expect(await asked(...noon, '--format', 'csv')).toMatch(
      /^eva,.*,scheduled,,never\r$[\s\S]*^una,.*,scheduled,2026-06-30T22:00:00Z,2026-06-30\r$/m,
    )
    const { stdout } = await copy.splashctl('explain', 'eva', 'node-1', '--source', 'files', ...noon)
    expect(stdout).toMatch(/^Allowed: eva → node-1, .*, with no end in the years to come\.\n/)
    const answer = JSON.parse((await copy.splashctl('explain', 'eva', 'node-1', '--source', 'files', ...noon, '--json')).stdout) as object
    expect(answer).toMatchObject({ allowed: true, permanent: false, until: null })
  } finally {
    copy.remove()
  }
})

test('CSV is one that a spreadsheet can open without running anything', async () => {
  const { stdout } = await project.splashctl('access', ...noon, '--user', 'hana', '--user', 'alice', '--format', 'csv')
  expect(stdout.split('\r\n')).toEqual([
    'user,user_name,user_group,computer,computer_name,computer_group,via,basis,until,ends',
    'alice,,contractors,gone,,farm,Schedule/orga/office-hours,scheduled,2026-03-03T16:00:00Z,never',
    'alice,,contractors,node-1,,farm,Schedule/orga/office-hours,scheduled,2026-03-03T16:00:00Z,never',
    "hana,'=Hana,office,lab-1,,lab,AccessPermission/orga/office,permanent,,",
    "hana,'=Hana,office,stray,,,AccessPermission/orga/office,permanent,,",
    '',
  ])
})

test.each<[string[], RegExp]>([
  [
    ['--user', 'alic', '--computer', 'node'],
    /There is no User `alic`.*did you mean `alice`\?[\s\S]*There is no Computer|There is no Computer[\s\S]*There is no User/,
  ],
  [['--group', 'studi'], /There is no Group `studi` .*; did you mean `studio`\?/],
  [['node-1'], /`node-1` is one word too many\.\nfix: Name users, groups and computers by/],
  [['--at', 'x'], /`x` is not a point in time/],
  [['--between', '2026-03-07'], /is not a beginning and an end/],
  [['--between', '2026-03-09', '2026-03-07'], /`2026-03-07` is not after `2026-03-09`/],
  [['--between', '2026-03-07/P1D', '--at', '2026-03-07'], /Write `--between` alone/],
  [['--between', '2026-03-07/P1D', '--ever'], /Write `--between` alone/],
  [['--between', '2026-03-07', '2026-03-08', '2026-03-09'], /one word too many|Too many arguments/],
  [['--format', 'xml'], /error\[usage\]/],
  [['--date', '1999-01-01'], /error\[unknown-revision\]/],
])('%j is refused with a reason', async (words, message) => {
  const { code, stdout, stderr } = await project.splashctl('access', ...words)
  expect(stderr).toMatch(message)
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  expect(stderr).not.toContain('    at ')
})

test('a reader that goes away ends a long list, and a slow one makes it wait', async () => {
  const copy = within('test/reach')
  try {
    const many = (kind: string, name: string, count: number, spec: (i: number) => string) =>
      Array.from(
        { length: count },
        (_, i) => `---\napiVersion: splashtop.io/v1\nkind: ${kind}\nmetadata: {name: ${name}-${i}}\nspec: ${spec(i)}\n`,
      ).join('')
    writeFileSync(
      join(copy.path, 'many.yaml'),
      many('User', 'u', 1000, (i) => `{email: u${i}@example.com, group: studio}`) + many('Computer', 'c', 1000, () => '{group: studio}'),
    )
    const child = spawn(process.execPath, [launcher, 'access', '--json', '--source', 'files'], {
      cwd: copy.path,
      env: copy.env,
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    const ended = new Promise<number | null>((settle) => child.on('close', settle))
    let read = 0
    for await (const part of child.stdout as AsyncIterable<Buffer>) {
      read += part.length
      if (read > 1_000_000) break
    }
    expect(await ended).toBe(0)
    const whole = await copy.splashctl('access', '--group', 'studio', '--format', 'csv', '--source', 'files')
    // A million, and those of the owner, two administrators and a group administrator.
    expect(whole.stdout.length - whole.stdout.replaceAll('\n', '').length).toBeGreaterThan(1_000_000)
  } finally {
    copy.remove()
  }
})
