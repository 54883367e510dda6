/** The life of a small project: started, applied, edited, guarded, looked at. */
import { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Folder, launcher, run, within } from './splashctl.ts'

let project: Folder
afterEach(() => project.remove())

const people = (count: number): string =>
  Array.from(
    { length: count },
    (_, i) =>
      `---\napiVersion: splashtop.io/v1\nkind: User\nmetadata: {name: user-${i}}\nspec: {displayName: User ${i}, email: user-${i}@atelier.example}\n`,
  ).join('')

describe('a project that is applied', () => {
  beforeEach(() => {
    project = within('examples/minimal')
  })

  test('is planned without a trace, applied once, and then there is nothing to do', async () => {
    const planned = await project.splashctl('plan')
    expect(planned).toMatchObject({ code: 0, stderr: '' })
    expect(planned.stdout).toContain('+ User maya')
    expect(existsSync(join(project.path, '.splashtop', 'control-plane.db'))).toBe(false)

    const first = await project.splashctl('apply', '--yes')
    expect(first).toMatchObject({ code: 0, stderr: '' })
    expect(first.stdout).toMatch(/Applied 5 changes \(5 created\) as revision 1 at \d{4}-/)

    for (const options of [[], ['--full']]) {
      const again = await project.splashctl('apply', '--yes', ...options)
      expect(again).toMatchObject({ code: 0, stderr: '' })
      expect(again.stdout).toMatch(/^Nothing to do/)
    }
    expect((await project.splashctl('plan', '--exit-code')).code).toBe(0)

    const history = await project.splashctl('history')
    expect(history.stdout.trimEnd().split('\n')).toHaveLength(2)
    expect(await project.splashctl('audit', 'verify')).toMatchObject({ code: 0, stdout: 'Whole: 1 entry, 1 signed.\n' })
  })

  test('shows an edit before it is applied, and after', async () => {
    await project.splashctl('apply', '--yes')
    const file = join(project.path, 'organisation.yaml')
    writeFileSync(file, readFileSync(file, 'utf8').replace('Jo Okafor', 'Jo Okafor-Lind'))

    const planned = await project.splashctl('plan', '--exit-code')
    expect(planned.code).toBe(2)
    expect(planned.stdout).toContain('~ User jo')
    expect(planned.stdout).toContain('Jo Okafor → Jo Okafor-Lind')

    expect((await project.splashctl('apply', '--yes')).stdout).toContain('Applied 1 change (1 updated) as revision 2')
    const live = await project.splashctl('get', 'user', 'jo', '-o', 'json')
    expect(JSON.parse(live.stdout).resources[0].spec.displayName).toBe('Jo Okafor-Lind')
  })

  test('refuses more deletions than its guard lets pass, names the override, and takes it', async () => {
    const more = join(project.path, 'more.yaml')
    writeFileSync(more, people(30))
    await project.splashctl('apply', '--yes')
    rmSync(more)

    const refused = await project.splashctl('apply', '--yes')
    expect(refused.code).toBe(4)
    expect(refused.stderr).toContain('error[too-many-deletes]')
    expect(refused.stderr).toContain('--allow-delete User=30')
    expect(refused.stderr).toContain('Nothing was applied.')
    expect((await project.splashctl('plan')).code).toBe(4)

    const allowed = await project.splashctl('apply', '--yes', '--allow-delete', 'User=30')
    expect(allowed).toMatchObject({ code: 0, stderr: '' })
    expect(allowed.stdout).toContain('(30 deleted)')
  })

  test('names every mistake with its place, and changes nothing', async () => {
    appendFileSync(
      join(project.path, 'organisation.yaml'),
      '---\napiVersion: splashtop.io/v1\nkind: User\nmetadata: {name: kim}\nspec: {emial: kim@atelier.example, licence: gold}\n',
    )
    writeFileSync(join(project.path, 'broken.yaml'), 'kind: [User\n')
    const end = await project.splashctl('apply', '--yes')
    expect(end).toMatchObject({ code: 1, stdout: '' })
    expect(end.stderr).toContain('`emial`')
    expect(end.stderr).toContain('did you mean `email`?')
    expect(end.stderr).toMatch(/--> organisation\.yaml:\d+:\d+\n[\s\S]*emial: kim/)
    expect(end.stderr).toMatch(/--> broken\.yaml:\d+:\d+/)
    expect(end.stderr).toMatch(/\n[3-9] errors\n$/)
    expect(existsSync(join(project.path, '.splashtop', 'control-plane.db'))).toBe(false)
    expect((await project.splashctl('validate')).code).toBe(1)
  })

  test('is not applied without a confirmation when nobody can give one', async () => {
    const end = await project.splashctl('apply')
    expect(end.code).toBe(1)
    expect(end.stderr).toContain('error[confirmation-needed]')
    expect(existsSync(join(project.path, '.splashtop', 'control-plane.db'))).toBe(false)
  })

  test('shows the line of what is wrong in its own file', async () => {
    const file = join(project.path, 'splashtop.yaml')
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^team: .*$/m, 'team: Acme Corp'))
    const end = await project.splashctl('validate')
    expect(end.code).toBe(1)
    expect(end.stderr).toMatch(/ --> splashtop\.yaml:\d+:1\n(?: .*\n)?> +\d+ \| team: Acme Corp\n/)
  })

  test('makes no database when the plan of the first apply is refused', async () => {
    const file = join(project.path, 'organisation.yaml')
    writeFileSync(file, readFileSync(file, 'utf8').replace('group: workshop', 'group: nowhere'))
    for (let i = 0; i < 2; i++) {
      const refused = await project.splashctl('apply', '--yes')
      expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('Nothing was applied.')])
      expect(existsSync(join(project.path, '.splashtop', 'control-plane.db'))).toBe(false)
    }
  })

  test('makes no database when there is nothing to put into it', async () => {
    rmSync(join(project.path, 'organisation.yaml'))
    const nothing = await project.splashctl('apply', '--yes')
    expect(nothing.stdout).toMatch(/^Nothing to do/)
    expect(existsSync(join(project.path, '.splashtop', 'control-plane.db'))).toBe(false)
  })

  test('is applied for the first time by two at once: one applies, the other finds nothing to do', async () => {
    // Two processes, as the lock is held by one.
    const apply = () => run(process.execPath, [launcher, 'apply', '--yes'], project.path, project.env)
    const both = await Promise.all([apply(), apply()])
    expect(both.map((end) => [end.code, end.stderr])).toEqual([
      [0, expect.not.stringContaining('error')],
      [0, expect.not.stringContaining('error')],
    ])
    expect(both.filter((end) => end.stdout.includes('as revision 1'))).toHaveLength(1)
    expect(both.filter((end) => end.stdout.startsWith('Nothing to do'))).toHaveLength(1)
    expect(await project.splashctl('audit', 'verify')).toMatchObject({ code: 0, stdout: 'Whole: 1 entry, 1 signed.\n' })
  })

  test('is found from a folder inside it, and named from outside', async () => {
    const inside = await project.splashctl('-C', '..', 'validate')
    expect(inside.stderr).toContain('error[project-not-found]')
    expect(inside.code).toBe(1)
    const nowhere = await project.splashctl('validate', '-C', 'nope')
    expect(nowhere).toMatchObject({ code: 1, stdout: '' })
    expect(nowhere.stderr).toContain('error[usage]: The folder `nope` does not exist.')
    expect((await project.splashctl('validate', '-C', 'splashtop.yaml')).stderr).toContain('`splashtop.yaml` is not a folder.')
    const outside = await project.splashctl('validate', '-C', project.path)
    expect(outside).toMatchObject({ code: 0, stderr: '' })
    expect(outside.stdout).toMatch(/^Valid: \d files?, 5 resources, nothing live is known here\.\n$/)
  })

  test('is shown as a table, as YAML that is valid again, and filtered by label', async () => {
    await project.splashctl('apply', '--yes')
    const table = await project.splashctl('get', 'users')
    expect(table.stdout).toMatch(/^NAME +DISPLAY NAME +EMAIL/)
    expect(table.stdout).toMatch(/^maya +Maya Lindgren +maya@atelier\.example/m)
    expect((await project.splashctl('get', 'users', '-l', 'dept=none')).stderr).toBe('No users are live.\n')
    expect((await project.splashctl('get', 'user', 'mayo')).stderr).toContain('did you mean `maya`?')
    expect((await project.splashctl('get', 'usrs')).stderr).toContain('did you mean `users`')
    expect((await project.splashctl('get', 'group', 'workshop')).stdout).toMatch(/^---\napiVersion: splashtop\.io\/v1\nkind: Group\n/)
  })

  test('is formatted without losing a comment: looked at first, then written', async () => {
    const file = join(project.path, 'organisation.yaml')
    const untidy = readFileSync(file, 'utf8').replace('metadata: {name: jo}', 'metadata:    {name:   jo} # the second bench')
    writeFileSync(file, untidy)
    const checked = await project.splashctl('fmt', '--check')
    expect(checked.code).toBe(1)
    expect(checked.stderr).toContain('error[not-formatted]: `organisation.yaml`')
    const diff = await project.splashctl('fmt', '--diff', '.')
    expect(diff.code).toBe(0)
    expect(diff.stdout).toContain('-metadata:    {name:   jo} # the second bench\n+metadata: {name: jo} # the second bench\n')
    expect(readFileSync(file, 'utf8')).toBe(untidy)
    expect((await project.splashctl('fmt', 'organisation.yaml')).stdout).toBe('organisation.yaml\n')
    expect(readFileSync(file, 'utf8')).toContain('metadata: {name: jo} # the second bench\n')
    expect((await project.splashctl('fmt', '--check')).code).toBe(0)
  })

  test('is backed up to a file that is not overwritten', async () => {
    await project.splashctl('apply', '--yes')
    expect((await project.splashctl('backup', 'copy.db')).code).toBe(0)
    const size = readFileSync(join(project.path, 'copy.db')).length
    expect(size).toBeGreaterThan(0)
    expect((await project.splashctl('backup', 'copy.db')).code).toBe(1)
    expect(readFileSync(join(project.path, 'copy.db')).length).toBe(size)
  })
})

describe('a project that is started', () => {
  beforeEach(() => {
    project = within()
  })

  test('is valid and formatted as it stands, and is not started twice', async () => {
    expect((await project.splashctl('init', '--team', 'acme')).code).toBe(0)
    expect(await project.splashctl('validate')).toMatchObject({ code: 0, stderr: '' })
    expect(await project.splashctl('fmt', '--check')).toMatchObject({ code: 0, stderr: '' })
    expect(await project.splashctl('apply', '--yes')).toMatchObject({ code: 0, stderr: '' })
    const again = await project.splashctl('init')
    expect(again.code).toBe(1)
    expect(again.stderr).toContain('error[already-initialised]')
  })

  test.each([
    ['123', '123'],
    ['true', 'true'],
    ['Été 2024!', 'ete-2024'],
    ['…', 'my-team'],
  ])('is valid in a folder called `%s`, whose team is `%s`', async (name, team) => {
    const started = await project.splashctl('init', '-C', name)
    expect(started).toMatchObject({ code: 0, stderr: '' })
    expect(started.stdout).toContain(`Team \`${team}\` is ready.`)
    expect(await project.splashctl('validate', '-C', name)).toMatchObject({ code: 0, stderr: '' })
  })

  test('may be in a folder that is new, but not in one of which nothing is there', async () => {
    expect(await project.splashctl('-C', 'new', 'init')).toMatchObject({ code: 0, stderr: '' })
    const refused = await project.splashctl('init', '-C', 'not/there')
    expect([refused.code, refused.stderr]).toEqual([
      1,
      expect.stringMatching(/error\[usage\]: The folder `.*not\/there` can't be made: ENOENT/),
    ])
    expect((await project.splashctl('validate', '-C', 'not')).stderr).toContain('The folder `not` does not exist.')
  })

  test('has a team that a project may have', async () => {
    const end = await project.splashctl('init', '--team', 'a.b')
    expect(end.code).toBe(1)
    expect(end.stderr).toContain("`a.b` can't be a team's name.")
  })

  test('leaves every file that is there as it is', async () => {
    const mine = join(project.path, 'splashtop.schema.json')
    writeFileSync(mine, 'mine\n')
    const end = await project.splashctl('init')
    expect(end.code).toBe(1)
    expect(end.stderr).toContain('`splashtop.schema.json` would be overwritten')
    expect(readFileSync(mine, 'utf8')).toBe('mine\n')
    expect(existsSync(join(project.path, 'splashtop.yaml'))).toBe(false)
  })
})
