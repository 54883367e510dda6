/** Questions about the past, asked of the real program: three commits of a small team, each from a Git commit of its own. */
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { documents } from '../cli/json.ts'
import type { Change, Impact, RevisionEntry } from '../reconciler/types.ts'
import { type Folder, within } from './splashctl.ts'

interface Side {
  revision: number
  entry: RevisionEntry | null
}
interface Diff {
  from: Side
  to: Side
  revisions: RevisionEntry[]
  evaluatedAt: string
  changes: Change[]
  impact: Impact
}

let project: Folder
const commits: string[] = []
const git = (...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=Tester', '-c', 'user.email=tester@acme.example', ...args], { cwd: project.path, encoding: 'utf8' })
async function apply(organisation: string): Promise<void> {
  writeFileSync(join(project.path, 'organisation.yaml'), organisation)
  git('add', '.')
  git('commit', '-q', '-m', 'an edit')
  commits.push(git('rev-parse', 'HEAD').trim())
  expect(await project.splashctl('apply', '--yes')).toMatchObject({ code: 0 })
}
async function diff(...args: string[]): Promise<Diff> {
  const { stdout, code } = await project.splashctl('diff', ...args, '--json')
  const document = JSON.parse(stdout)
  const check = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true }).compile(documents.diff ?? false)
  expect([code, check(document), check.errors]).toEqual([0, true, null])
  return document as Diff
}
/** In what was applied last. */
const lineOf = (text: string) =>
  readFileSync(join(project.path, 'organisation.yaml'), 'utf8')
    .split('\n')
    .findIndex((line) => line.includes(text)) + 1
const told = ({ changes }: Diff) => changes.map(({ op, key, from, reason }) => `${op} ${key}${from ? ` from ${from}` : ''}: ${reason.text}`)
const edges = (list: Impact['gained']) =>
  list.flatMap(({ users, computers }) => users.flatMap((user) => computers.map((pc) => `${user} ${pc}`)))

beforeAll(async () => {
  project = within('examples/minimal')
  git('init', '-q')
  const first = readFileSync(join(project.path, 'organisation.yaml'), 'utf8')
  await apply(first)
  const jordan = first.replace('{name: jo}', '{name: jordan, annotations: {splashtop.io/renamed-from: jo}}')
  await apply(jordan.replace('spec: {displayName: Jo Okafor', 'spec: {role: admin, displayName: Jo Okafor'))
  const kim = 'apiVersion: splashtop.io/v1\nkind: User\nmetadata: {name: kim}\nspec: {email: kim@atelier.example, group: workshop}\n'
  await apply(`${jordan}\n---\n${kim}`)
})
afterAll(() => project.remove())

describe('diff', () => {
  test('tells each change with the revisions that made it, the commits in between, and what it means', async () => {
    const found = await diff('1', '3')
    expect(told(found)).toEqual([
      'rename User/atelier/jordan from User/atelier/jo: by revisions 2, 3',
      'create User/atelier/kim: by revision 3',
    ])
    expect(found.changes[0]?.fields).toEqual([]) // an administrator in between, and not any more
    expect([found.from.entry?.commit, found.to.entry?.commit]).toEqual([commits[0], commits[2]])
    expect(found.revisions.map(({ revision, commit }) => [revision, commit])).toEqual([
      [3, commits[2]],
      [2, commits[1]],
    ])
    expect(found.evaluatedAt).toBe(found.to.entry?.time.replace(/\.\d+Z$/, 'Z'))
    expect(edges(found.impact.gained)).toEqual(['kim bench-1'])
    expect(edges(found.impact.lost)).toEqual([])
  })

  test('goes both ways, and compares with what is live when it is given one revision', async () => {
    const back = await diff('3', '1')
    expect(told(back)).toEqual([
      'rename User/atelier/jo from User/atelier/jordan: undoes revisions 2, 3',
      'delete User/atelier/kim: undoes revision 3',
    ])
    expect(edges(back.impact.lost)).toEqual(['kim bench-1'])
    expect(back.evaluatedAt).toBe((await diff('1', '3')).evaluatedAt)
    expect(await diff('HEAD~2')).toEqual(await diff('1..3'))
    expect(await diff('1..')).toEqual(await diff('1', new Date(Date.now() + 60_000).toISOString()))
    expect(await diff('HEAD', '3')).toMatchObject({ changes: [], revisions: [], impact: { gained: [], lost: [], changed: [] } })
  })

  test('begins before the first revision, where nothing was', async () => {
    const all = await diff('0', '1')
    expect([all.from.entry, all.changes.map(({ op }) => op)]).toEqual([null, ['create', 'create', 'create', 'create', 'create']])
  })

  test('is read by people, who may ask by the exit code whether anything differs', async () => {
    const { stdout, stderr, code } = await project.splashctl('diff', '2', '3', '--exit-code')
    expect([stderr, code]).toEqual(['', 2])
    expect(stdout).toMatch(new RegExp(`^From revision 2 of \\S+, commit ${commits[1]?.slice(0, 12)} by os:\\S+\n {2}to revision 3 of `))
    expect(stdout).toMatch(/\n~ User jordan {2}by revision 3 +organisation.yaml:14\n {4}role {2}admin → member\n/)
    expect(stdout).toMatch(/\+ kim gains bench-1/)
    expect(stdout).toMatch(/\nChanges: 1 created, 1 updated\.\n$/)
    const same = await project.splashctl('diff', 'HEAD', '--exit-code')
    expect([same.code, same.stdout.endsWith('\n\nNothing that is declared differs.\n')]).toEqual([0, true])
  })

  test('is written for a pull request, and as one page for an auditor, with the commits that it is from', async () => {
    const markdown = await project.splashctl('diff', '1', '3', '--format', 'markdown')
    expect([markdown.code, markdown.stderr]).toEqual([0, ''])
    expect(markdown.stdout).toMatch(/^## Revision 1 to 3&#58; 1 created, 1 renamed\n/)
    expect(markdown.stdout).toContain('<summary>User: 1 created, 1 renamed</summary>')
    expect(markdown.stdout).toContain(`, commit ${commits[2]?.slice(0, 12)} by os`)
    const html = await project.splashctl('diff', '1', '3', '--format', 'html')
    expect([html.code, html.stderr]).toEqual([0, ''])
    expect(html.stdout).toContain('<title>atelier: revision 1 to 3</title>')
    expect(html.stdout).toContain('1 created and 1 renamed.')
    for (const commit of commits.slice(1)) expect(html.stdout).toContain(`<code>${commit}</code>`)
    expect(html.stdout).not.toMatch(/\bplan\b/i)
    const json = await project.splashctl('diff', '1', '3', '--format', 'json')
    expect(JSON.parse(json.stdout)).toEqual(await diff('1', '3'))
    const both = await project.splashctl('diff', '1', '3', '--format', 'html', '--json')
    expect(JSON.parse(both.stdout)).toMatchObject({ problems: [{ code: 'usage' }] })
  })

  test.each([
    [['7'], 'unknown-revision', 'There is no revision 7; the newest is 3.'],
    [['HEAD~4'], 'unknown-revision', '`HEAD~4` is before the first revision: there are 3.'],
    [['2020-01-01'], 'unknown-revision', '`2020-01-01` is before the first revision'],
    [['1', 'soon'], 'usage', '`soon` is neither a revision nor a date.'],
    [['1..2', '3'], 'usage', '`1..2` names two revisions already.'],
    [['1', 'files'], 'usage', '`diff` compares revisions, and files are none.'],
    [['1', '--at', 'noon'], 'usage', '`noon`'],
    [[], 'usage', 'FROM'],
  ])('refuses %j, and says why', async (args, code, message) => {
    const { stdout, code: exit } = await project.splashctl('diff', ...args, '--json')
    const { problems } = JSON.parse(stdout)
    expect([exit, problems[0].code]).toEqual([1, code])
    expect(problems[0].message).toContain(message)
  })
})

describe('a question', () => {
  const explain = async (...args: string[]) => {
    const { stdout } = await project.splashctl('explain', ...args, '--json')
    return JSON.parse(stdout)
  }

  test('is answered of what is live, of any revision, of a date, and of the files', async () => {
    expect(await explain('kim', 'bench-1')).toMatchObject({ revision: 3, allowed: true })
    expect(await explain('jordan', 'bench-1', '--revision', '2')).toMatchObject({ revision: 2, allowed: true })
    expect(await explain('jo', 'bench-1', '--revision', 'HEAD~2')).toMatchObject({ revision: 1, allowed: true })
    expect(await explain('kim', 'bench-1', '--revision', '2')).toMatchObject({ problems: [{ level: 'error' }] })
    expect(await explain('kim', 'bench-1', '--revision', '3', '--at', '2026-03-02T09:00')).toMatchObject({ revision: 3, allowed: true })
    expect(await explain('kim', 'bench-1', '--source', 'files')).toMatchObject({ revision: null, allowed: true })
  })

  test('says which commit what was live is from, and where; of the files exactly where', async () => {
    const { reasons } = await explain('jo', 'bench-1', '--revision', '1')
    const column = expect.any(Number)
    expect(reasons[0].at).toEqual([{ file: 'organisation.yaml', line: 17, column, commit: commits[0] }])
    const declared = await explain('jordan', 'bench-1', '--source', 'files')
    expect(declared.reasons[0].at).toEqual([{ file: 'organisation.yaml', line: 17, column }])
    // The line is the same in both, and so is the column of its field: that of a past commit is the true one, too.
    expect([reasons[0].at[0].column > 1, reasons[0].at[0].column]).toEqual([true, declared.reasons[0].at[0].column])
    expect((await explain('kim', 'bench-1')).reasons[0].at).toMatchObject([{ line: lineOf('kim@'), commit: commits[2] }])
    const { stdout } = await project.splashctl('explain', 'jo', 'bench-1', '--revision', '1')
    expect(stdout).toMatch(new RegExp(`According to revision 1 of \\S+, commit ${commits[0]?.slice(0, 12)} by os:`))
    const days = (await diff('0', '3')).revisions.map(({ time }) => time.slice(0, 10))
    const made = days.filter((day) => day === days[0]).length // fewer than three around midnight
    const evening = await project.splashctl('explain', 'kim', 'bench-1', '--date', days[0] as string)
    expect(evening.stdout.includes(`, the last of ${made} revisions of that day.`)).toBe(made > 1)
  })

  test('is answered of a revision at a time when it was in force, or says that it was not', async () => {
    const json = async (...args: string[]) => JSON.parse((await project.splashctl('access', ...args, '--json')).stdout)
    const past = await json('--revision', '1')
    const [time, from, until] = [past.time, past.revisions[0].from, past.revisions[0].until].map((text) => Date.parse(text)) as number[]
    expect([(time ?? 0) >= (from ?? 0), (time ?? 0) <= (until ?? 0), 'notice' in past]).toEqual([true, true, false])
    expect((await explain('jo', 'bench-1', '--revision', '1')).time).toBe(past.time)
    expect('notice' in (await json('--revision', '3'))).toBe(false)

    const later = ['--revision', '1', '--at', '2999-01-01T09:00']
    expect((await json(...later)).notice).toMatch(/^Revision 1 was not in force then, but from /)
    expect((await explain('jo', 'bench-1', ...later)).notes[0]).toMatch(/^Revision 1 was not in force then/)
    for (const format of ['table', 'html']) {
      const { stdout } = await project.splashctl('access', ...later, '--format', format)
      const notice = stdout.search(/Revision\s+1\s+was\s+not\s+in\s+force\s+then,/)
      expect([notice > 0, notice < stdout.search(/jo\b/)]).toEqual([true, true])
    }
  })

  test('is written for an auditor with the digests that it can be held against', async () => {
    const evidence = async (...args: string[]) => {
      const { stdout } = await project.splashctl('access', '--format', 'html', ...args)
      return Object.fromEntries([...stdout.matchAll(/<dt>([^<]+)<\/dt><dd><code>([^<]*)<\/code>/g)].map(([, name, value]) => [name, value]))
    }
    const [third, , first] = (await diff('0', '3')).revisions
    expect(await evidence()).toMatchObject({ Revision: '3', Commit: commits[2], 'Digest of the plan': third?.planDigest })
    expect(await evidence('--revision', '1')).toMatchObject({ Revision: '1', Commit: commits[0], 'Digest of the plan': first?.planDigest })
    const files = await evidence('--source', 'files')
    expect(files).toMatchObject({ Commit: commits[2], Over: 'revision 3', 'Digest of the files': expect.stringMatching(/^[0-9a-f]{64}$/) })
    expect('Revision' in files).toBe(false)
    const fresh = within('examples/minimal')
    try {
      const { stdout } = await fresh.splashctl('access', '--format', 'html', '--source', 'files')
      expect(stdout).toContain('<code>none</code> <span class="same">the files are not in a Git checkout</span>')
    } finally {
      fresh.remove()
    }
  })

  test.each([
    [
      ['--source', 'files', '--revision', '1'],
      'usage',
      '`--revision` asks for what was live, `--source files` for what the files declare now.',
    ],
    [['--revision', '1', '--date', '2026-03-03'], 'usage', '`--revision` and `--date` both say which revision is meant.'],
    [['--date', '2020-01-01'], 'unknown-revision', '`2020-01-01` is before the first revision'],
    [['--date', '2999-12-31'], 'usage', '`2999-12-31` is still to come'],
    [['--revision', '9'], 'unknown-revision', 'There is no revision 9; the newest is 3.'],
    [['--date', 'yore'], 'usage', '`yore` is neither a revision nor a date.'],
  ])('is refused with %j, and it is said why', async (args, code, message) => {
    const { problems } = await explain('maya', 'bench-1', ...args)
    expect(problems).toMatchObject([{ code, message: expect.stringContaining(message) }])
  })

  test('is answered of the files where nothing was applied yet, and that is said', async () => {
    const fresh = within('examples/minimal')
    try {
      const { stdout, stderr, code } = await fresh.splashctl('explain', 'jo', 'bench-1')
      expect([code, stderr]).toEqual([0, 'Nothing was applied yet, so this is what the files declare.\n'])
      expect(stdout).toContain('According to what the files declare')
      expect(JSON.parse((await fresh.splashctl('explain', 'jo', 'bench-1', '--json')).stdout)).toMatchObject({
        revision: null,
        allowed: true,
      })
      const live = await fresh.splashctl('explain', 'jo', 'bench-1', '--source', 'live')
      expect([live.code, live.stderr.includes('jo')]).toEqual([1, true])
    } finally {
      fresh.remove()
    }
  })
})
