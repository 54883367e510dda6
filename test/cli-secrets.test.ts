/** Secrets through the real program, beyond what docs/secrets.md shows: renamed, moved, unset, and shared with another project. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Folder, within } from './splashctl.ts'

let project: Folder
beforeEach(async () => {
  project = within()
  Object.assign(project.env, {
    SPLASHTOP_SECRETS: 'env:ONE,env:TWO',
    ONE: 'first',
    TWO: 'second',
    XDG_CONFIG_HOME: join(project.path, '..', 'config'),
  })
  mkdirSync(join(project.path, 'org'))
  manage('project:acme')
  declare('entra', '{valueFrom: {env: ONE}}')
  expect(await apply()).toMatchObject({ code: 0, stderr: '' })
})
afterEach(() => project.remove())

const manage = (manager: string) =>
  writeFileSync(
    join(project.path, 'splashtop.yaml'),
    `apiVersion: splashtop.io/v1\nkind: Project\nteam: acme\nmanager: ${manager}\nsources: [org]\npolicies: {packs: []}\n`,
  )
const declare = (name: string, token: string, more = '') =>
  writeFileSync(
    join(project.path, 'org', 'sso.yaml'),
    `apiVersion: splashtop.io/v1\nkind: SsoMethod\nmetadata: {name: ${name}${more}}\nspec: {displayName: Entra, idp: azureAD, scim: {token: ${token}}}\n`,
  )
const apply = (...args: string[]) => project.splashctl('apply', '--yes', ...args)
const since = async (name: string): Promise<string | undefined> => {
  const { stdout } = await project.splashctl('get', 'sso', name, '-o', 'json')
  return JSON.parse(stdout).resources[0].status.secrets?.['spec.scim.token']
}

test('a rename keeps what is held, and rotates it in the same apply when its value is another', async () => {
  const held = await since('entra')
  declare('microsoft', '{valueFrom: {env: ONE}}', ", annotations: {splashtop.io/renamed-from: 'entra'}")
  const renamed = await apply()
  expect(renamed.stdout).toContain('(1 renamed)')
  expect(renamed.stdout).not.toContain('secret (changed)')
  expect(await since('microsoft')).toBe(held)
  declare('entra', '{valueFrom: {env: ONE}}', ", annotations: {splashtop.io/renamed-from: 'microsoft'}")
  project.env.ONE = 'third'
  expect((await apply()).stdout).toMatch(/secret \(set\) → secret \(changed\)[\s\S]*\(1 renamed\)/)
  expect((await apply()).stdout).toMatch(/^Nothing to do/)
  expect((await project.splashctl('audit', 'verify')).code).toBe(0)
})

test('a handle that moves is a change that plan shows too; its value is kept anew only if it is another', async () => {
  const held = await since('entra')
  project.env.TWO = 'first'
  declare('entra', '{valueFrom: {env: TWO}}')
  expect((await project.splashctl('plan')).stdout).toContain('secret (set) → secret (changed)')
  expect((await apply()).code).toBe(0)
  expect(await since('entra')).toBe(held)
  project.env.TWO = 'second'
  expect((await apply()).stdout).toContain('another value of the secret')
  expect(await since('entra')).not.toBe(held)
})

test('one that is unset is held no longer, and an apply of it reads nothing again', async () => {
  declare('entra', 'null')
  expect((await apply()).stdout).toContain('secret (set) → (none)')
  expect(await since('entra')).toBeUndefined()
  project.env.SPLASHTOP_SECRETS = ''
  expect((await apply()).stdout).toMatch(/^Nothing to do/)
  declare('entra', '{valueFrom: {env: ONE}}')
  expect((await apply()).stderr).toContain('--allow-secret env:ONE')
  expect((await apply('--allow-secret', 'env:ONE')).code).toBe(0)
})

test('another project that says the same reads it not, and one that takes it over does', async () => {
  manage('project:other')
  project.env.SPLASHTOP_SECRETS = ''
  expect(await apply()).toMatchObject({ code: 0, stderr: '' })
  const taken = await apply('--adopt', 'SsoMethod/entra')
  expect([taken.code, taken.stderr]).toEqual([1, expect.stringContaining('secret-not-allowed')])
  project.env.ONE = 'other'
  expect((await apply('--adopt', 'SsoMethod/entra', '--allow-secret', 'env:ONE')).stdout).toContain('secret (changed)')
})
