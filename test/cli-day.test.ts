/**
 * "Who could reach it on that day, under which commit?", asked of the real program: a day in Paris with two revisions in force, the second
 * of which took access away in the evening. The revisions are dated in the database, so that the day is the same whenever this runs.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { documents } from '../cli/json.ts'
import { type Folder, within } from './splashctl.ts'

const head = (kind: string, name: string) => `---\napiVersion: splashtop.io/v1\nkind: ${kind}\nmetadata: {name: ${name}}\nspec: `
const organisation = (ext: string, more = '') =>
  [
    `${head('Team', 'acme')}{owner: olga, scheduledAccess: {timeZone: Europe/Paris}}`,
    `${head('User', 'olga')}{email: olga@acme.example}`,
    `${head('Group', 'ext')}{type: users}`,
    `${head('User', 'e1')}{email: e1@acme.example, group: ext}`,
    `${head('User', 'e2')}{email: e2@acme.example, group: ext}`,
    ...['l1', 'l2', 'l3'].map((name) => `${head('Computer', name)}{}`),
    `${head('AccessPermission', 'ext')}{subjects: {groups: [ext]}, computers: {mode: only, computers: [${ext}]}}`,
    more,
    '',
  ].join('\n')

interface Answer {
  revision: number
  from: string
  to: string
  time: string
  revisions: { revision: number; from: string; until: string | null; commit: string | null; actor: string }[]
  edges: { user: string; computer: string; permanent: boolean; hours: { from: string; to: string; revision: number }[] }[]
  problems: { code: string; message: string; fix: string }[]
}

const schemas = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true })
const check = { access: schemas.compile(documents.access ?? false), explain: schemas.compile(documents.explain ?? false) }
let project: Folder
beforeAll(async () => {
  project = within()
  writeFileSync(join(project.path, 'splashtop.yaml'), 'apiVersion: splashtop.io/v1\nkind: Project\nteam: acme\n')
  for (const text of [
    organisation('l1, l2, l3'),
    organisation('l1, l2'),
    organisation('l1, l2', `${head('User', 'new')}{email: n@acme.example}`),
  ]) {
    writeFileSync(join(project.path, 'organisation.yaml'), text)
    expect(await project.splashctl('apply', '--yes')).toMatchObject({ stderr: expect.not.stringContaining('error') as string, code: 0 })
  }
  const database = new DatabaseSync(join(project.path, '.splashtop', 'control-plane.db'))
  const times = ['2025-11-23T09:00:00.000Z', '2025-11-23T19:02:00.000Z', '2025-11-25T09:00:00.000Z']
  for (const [i, time] of times.entries()) database.prepare('update revisions set time = ? where revision = ?').run(time, i + 1)
  database.close()
})
afterAll(() => project.remove())

async function ask(command: 'access' | 'explain', ...words: string[]): Promise<Answer & Record<string, unknown>> {
  const { stdout } = await project.splashctl(command, ...words, '--json')
  const answer = JSON.parse(stdout) as Answer & Record<string, unknown>
  if (answer.revision !== undefined) expect(check[command](answer), JSON.stringify(check[command].errors)).toBe(true)
  return answer
}

describe('who could reach what on a day', () => {
  test('is told under each revision in force on it, each within its own hours, and nothing before the first', async () => {
    const answer = await ask('access', '--date', '2025-11-23', '-c', 'l3', '-c', 'l1', '-u', 'e1')
    expect(answer.from).toBe('2025-11-23T09:00:00Z')
    expect(answer.revisions).toMatchObject([
      { revision: 1, from: '2025-11-23T09:00:00Z', until: '2025-11-23T19:02:00Z', commit: null },
      { revision: 2, from: '2025-11-23T19:02:00Z', until: '2025-11-23T23:00:00Z', commit: null },
    ])
    const first = { from: '2025-11-23T09:00:00Z', to: '2025-11-23T19:02:00Z', revision: 1 }
    const second = { from: '2025-11-23T19:02:00Z', to: '2025-11-23T23:00:00Z', revision: 2 }
    expect(answer.edges).toMatchObject([
      { user: 'e1', computer: 'l1', permanent: true, hours: [first, second] },
      { user: 'e1', computer: 'l3', permanent: true, hours: [first] },
    ])
  })

  test('is one revision where one held all day', async () => {
    const answer = await ask('access', '--date', '2025-11-24', '-c', 'l3')
    expect(answer.revisions).toMatchObject([{ revision: 2, from: '2025-11-23T23:00:00Z', until: '2025-11-24T23:00:00Z' }])
    expect(answer.edges.map(({ user }) => user)).toEqual(['olga'])
  })

  test('says a revision and its commit on each line of CSV', async () => {
    const { stdout } = await project.splashctl('access', '--date', '2025-11-23', '-u', 'e1', '--format', 'csv')
    const lines = stdout.trim().split('\r\n')
    expect(lines[0]).toBe('user,user_name,user_group,computer,computer_name,computer_group,via,basis,hours,revision,commit')
    expect(
      lines.slice(1).map((line) =>
        line
          .split(',')
          .filter((_, i) => [0, 3, 8, 9].includes(i))
          .join(' '),
      ),
    ).toEqual([
      'e1 l1 2025-11-23T09:00:00Z/2025-11-23T19:02:00Z 1',
      'e1 l1 2025-11-23T19:02:00Z/2025-11-23T23:00:00Z 2',
      'e1 l2 2025-11-23T09:00:00Z/2025-11-23T19:02:00Z 1',
      'e1 l2 2025-11-23T19:02:00Z/2025-11-23T23:00:00Z 2',
      'e1 l3 2025-11-23T09:00:00Z/2025-11-23T19:02:00Z 1',
    ])
  })

  test('is read by people, folded or one by one', async () => {
    const { stdout } = await project.splashctl('access', '--date', '2025-11-23')
    expect(stdout).toMatch(
      /^Who reaches what between Sun 2025-11-23 10:00 and 24:00 \(Europe\/Paris\), under 2 revisions:\n {2}revision 1, Sun 2025-11-23 10:00 to 20:02, by os:.*\n {2}revision 2, Sun 2025-11-23 20:02 to 24:00, by os:.*\n/,
    )
    expect(stdout).toMatch(/^ext \(all 2\) +no group \(l1, l2\) +all the while +permission ext +1–2$/m)
    expect(stdout).toMatch(/^ext \(all 2\) +no group \(l3\) +until 20:02 +permission ext +1$/m)
    const single = await project.splashctl('access', '--date', '2025-11-23', '-u', 'e1')
    expect(single.stdout).toMatch(/^l3 +until 20:02 +permission ext +1$/m)
  })

  test('may be asked of a part of the day, or of a time of it, under the revision then in force', async () => {
    const evening = await ask('access', '--date', '2025-11-23', '--between', '2025-11-23T20:30/PT1H', '-c', 'l3')
    expect([evening.revisions.map(({ revision }) => revision), evening.edges.map(({ user }) => user)]).toEqual([[2], ['olga']])
    const noon = await ask('access', '--date', '2025-11-23', '--at', '2025-11-23T14:01', '-c', 'l3')
    expect([noon.revision, noon.time, noon.edges.map(({ user }) => user)]).toEqual([1, '2025-11-23T13:01:00Z', ['e1', 'e2', 'olga']])
    expect(noon.revisions).toMatchObject([{ revision: 1, until: '2025-11-23T19:02:00Z' }])
  })

  test('knows whoever was there under one of its revisions', async () => {
    expect((await ask('access', '--date', '2025-11-25', '-u', 'new')).edges).toEqual([])
    expect((await ask('access', '--date', '2025-11-24', '-u', 'new')).problems).toMatchObject([{ code: 'unknown-resource' }])
  })
})

describe('why somebody could', () => {
  test('is judged by the revision in force at the time that `--at` names', async () => {
    const at = (time: string) => ask('explain', 'e1', 'l3', '--date', '2025-11-23', '--at', time)
    expect(await at('2025-11-23T14:01')).toMatchObject({ revision: 1, allowed: true, permanent: true, time: '2025-11-23T13:01:00Z' })
    expect(await at('2025-11-23T20:02')).toMatchObject({ revision: 2, allowed: false, permanent: false })
  })

  test('of a whole day says which revision judged, and which others held', async () => {
    const answer = await ask('explain', 'e1', 'l3', '--date', '2025-11-23')
    expect(answer).toMatchObject({ revision: 2, allowed: false, time: '2025-11-23T19:02:00Z' })
    expect(answer.revisions.map(({ revision }) => revision)).toEqual([1, 2])
    expect((answer.notes as string[])[0]).toMatch(
      /^`--date` names a whole day; this is as of Sun 2025-11-23 20:02, under revision 2\. Before it held: revision 1, Sun 2025-11-23 10:00 to 20:02, by os:.*\. They may give another answer\. `--at` asks/,
    )
  })
})

test.each([
  [['--date', '2025-11-23', '--at', '2025-11-24T00:00'], 'usage', 'is not within `2025-11-23`'],
  [['--date', '2025-11-23', '--at', '2025-11-22T23:59'], 'usage', 'is not within `2025-11-23`'],
  [['--date', '2025-11-23T10:00', '--at', '2025-11-23T11:00'], 'usage', 'is not within `2025-11-23T10:00`'],
  [['--date', '2025-11-23', '--at', '2025-11-23T09:59'], 'unknown-revision', 'is before the first revision'],
  [['--date', '2025-11-22'], 'unknown-revision', 'is before the first revision'],
  [['--date', '2999-01-01'], 'usage', '`2999-01-01` is still to come, and `--date` asks about what was live.'],
  [['--date', '2025-11-23', '--between', '2025-11-23/2025-11-25'], 'usage', 'is not within `--date 2025-11-23`'],
])('access with %j is refused', async (words, code, message) => {
  const { problems } = await ask('access', ...words)
  expect(problems).toMatchObject([{ code, message: expect.stringContaining(message) as string }])
})
