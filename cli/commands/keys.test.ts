import { renameSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Folder, folder, launcher, run } from '../../test/splashctl.ts'
import { documents } from '../json.ts'

let project: Folder
let base: string
beforeAll(() => {
  project = folder('examples/minimal')
  base = join(project.path, '..')
})
afterAll(() => project.remove())

const splashctl = (...args: string[]) =>
  run(process.execPath, [launcher, ...args], base, { ...project.env, XDG_DATA_HOME: join(base, 'data') })
const check = new Ajv2020().compile(documents.keys ?? false)
async function keys(...args: string[]) {
  const { stdout, code } = await splashctl('keys', ...args, '--json')
  const document = JSON.parse(stdout)
  if (code === 0) expect(check(document), JSON.stringify(check.errors)).toBe(true)
  return document
}

test('keys begin with the team, are told to a person, and go on as their root allows', async () => {
  expect((await keys()).problems).toMatchObject([{ code: 'device-keys-missing' }])
  expect((await keys('init')).problems).toMatchObject([{ code: 'device-keys' }])
  const begun = await splashctl('server', 'init', '--team', 'atelier', '--owner', 'maya', '--email', 'maya@atelier.example')
  expect(begun).toMatchObject({ code: 0 })
  const made = await keys()
  expect(begun.stderr).toContain(made.root.fingerprint)
  expect(made).toMatchObject({ root: { number: 1 }, online: { epoch: 1, serial: 1 }, problems: [{ code: 'root-key-online' }] })
  expect((await keys('init')).root).toEqual(made.root)
  const away = join(base, 'vault.key')
  renameSync(join(made.folder, 'root-1.key'), away)
  expect((await keys('rotate')).problems).toMatchObject([{ code: 'root-key' }])
  expect(await keys('rotate', '--root-key', away)).toMatchObject({ online: { serial: 2 }, problems: [] })
  expect(await keys('restore', '--root-key', away)).toMatchObject({ online: { serial: 3, epoch: 2 } })
  expect(await keys('rotate-root', '--root-key', away)).toMatchObject({ root: { number: 2 }, online: { serial: 4, epoch: 2 } })
  const told = await splashctl('keys')
  expect(told.stdout).toMatch(/^root {8}SHA256:\S+ {2}\(number 2, since .*\)\nonline key {2}serial 4, epoch 2, until /)
  expect(told.stderr).toContain('root-key-online')
})
