/** A project whose database an older splashctl wrote: nobody reads it, a copy can be had, and the next apply upgrades it. */
import { appendFileSync, copyFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { migrations } from '../server/store/migrations/index.ts'
import { type Folder, within } from './splashctl.ts'

let project: Folder
let database: string
beforeEach(async () => {
  project = within('examples/minimal')
  database = join(project.path, '.splashtop', 'control-plane.db')
  expect(await project.splashctl('apply', '--yes')).toMatchObject({ code: 0 })
  aged(database)
})
afterEach(() => project.remove())

const BEFORE_CHAIN = 4
/** As it was before the fifth migration. */
function aged(path: string): void {
  const db = new DatabaseSync(path)
  db.exec(`drop index audit_chain; pragma user_version = ${BEFORE_CHAIN}; pragma wal_checkpoint(truncate)`)
  db.close()
}
const version = (path: string): unknown => {
  const db = new DatabaseSync(path)
  try {
    return db.prepare('pragma user_version').get()?.user_version
  } finally {
    db.close()
  }
}
const edit = (): void =>
  appendFileSync(
    join(project.path, 'organisation.yaml'),
    '---\napiVersion: splashtop.io/v1\nkind: User\nmetadata: {name: noah}\nspec: {displayName: Noah, email: noah@atelier.example}\n',
  )

test('who only reads is told what to do, and changes nothing', async () => {
  for (const words of [['plan'], ['history'], ['audit', 'verify'], ['get', 'users']]) {
    const { code, stderr } = await project.splashctl(...words)
    expect([code, stderr], words.join(' ')).toEqual([1, expect.stringMatching(/error\[database-outdated\][\s\S]*splashctl backup FILE/)])
  }
  expect(version(database)).toBe(BEFORE_CHAIN)
})

test.each([[[]], [['--full']]])(
  'an apply %j upgrades it, whether or not there is anything to do, and all that was there is',
  async (more) => {
    expect(await project.splashctl('apply', '--yes', ...more)).toMatchObject({ code: 0, stdout: expect.stringMatching(/^Nothing to do/) })
    expect(version(database)).toBe(migrations.length)
    aged(database)
    edit()
    expect(await project.splashctl('apply', '--yes', ...more)).toMatchObject({ code: 0, stdout: expect.stringContaining('as revision 2') })
    expect((await project.splashctl('audit', 'verify')).code).toBe(0)
    expect((await project.splashctl('history')).stdout).toMatch(/2[\s\S]*1/)
  },
)

test('a copy of it can be had before, as it is, and is upgraded where it is put back', async () => {
  const copy = join(project.path, '..', 'copy.db')
  expect(await project.splashctl('backup', copy)).toMatchObject({ code: 0, stdout: expect.stringContaining('Revision 1') })
  expect([version(copy), version(database)]).toEqual([BEFORE_CHAIN, BEFORE_CHAIN])
  edit()
  expect((await project.splashctl('apply', '--yes')).code).toBe(0)
  for (const end of ['', '-wal', '-shm']) rmSync(database + end, { force: true })
  copyFileSync(copy, database)
  expect(await project.splashctl('apply', '--yes')).toMatchObject({ code: 0, stdout: expect.stringContaining('as revision 2') })
  expect(version(database)).toBe(migrations.length)
})
