/**
 * docs/secrets.md, done as it says: its declarations, its commands (each a process, in a shell), and what it says of their answers; what is asked beside
 * them is asked within this process.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkout, type Ended, type Folder, launcher, run, within } from './splashctl.ts'

const page = readFileSync(join(checkout, 'docs', 'secrets.md'), 'utf8')
const block = (language: string): string => new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``).exec(page)?.[1] ?? ''

let project: Folder
beforeAll(() => {
  project = within()
  writeFileSync(
    join(project.path, 'splashtop.yaml'),
    'apiVersion: splashtop.io/v1\nkind: Project\nteam: acme\nsources: [organisation.yaml]\n',
  )
  writeFileSync(join(project.path, 'organisation.yaml'), block('yaml'))
  mkdirSync(join(project.path, 'secrets'))
  writeFileSync(join(project.path, 'secrets', 'front-desk'), 'Reception2026\n')
  project.env.XDG_CONFIG_HOME = join(project.path, '..', 'config')
})
afterAll(() => project.remove())

/** Its commands, in a shell in which `splashctl` is the one of this checkout. */
const asWritten = (edit = (script: string) => script): Promise<Ended> => {
  const splashctl = `splashctl() { '${process.execPath}' '${launcher}' "$@"; }`
  return run('sh', ['-ec', `${splashctl}\n${edit(block('sh'))}`], project.path, project.env)
}

test('is refused without an allowance, with the flag that would let it pass', async () => {
  expect(await project.splashctl('validate')).toMatchObject({ code: 0, stderr: '' })
  expect((await project.splashctl('plan')).stdout).toContain('scim.token secret (set)')
  const refused = await project.splashctl('apply', '--yes')
  expect(refused.code).toBe(1)
  expect(refused.stderr).toContain(' --> organisation.yaml:9:')
  expect(refused.stderr).toContain('`splashctl apply --allow-secret env:ENTRA_SCIM_TOKEN`')
  expect(refused.stderr).toMatch(/--allow-secret file:\/\S+\/secrets\/front-desk`/)
})

test('is applied as the page says, and applied again there is nothing to do', async () => {
  expect(await asWritten()).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining('Applied 2 changes') as string })
  expect((await asWritten()).stdout).toMatch(/^Nothing to do/)
  const unset = await asWritten((script) => script.replace(/^export ENTRA.*$/m, ''))
  expect([unset.code, unset.stderr]).toEqual([1, expect.stringContaining('which is not set')])
  expect((await project.splashctl('get', 'sso', 'entra')).stdout).toMatch(/status:[\s\S]*secrets:\n +spec\.scim\.token: /)
})

test('is rotated as the page shows it, and plan, which reads nothing, has nothing to show', async () => {
  const rotated = await asWritten((script) => script.replace('a-token', 'another-token'))
  const [first = '', second = ''] = block('text').trimEnd().split('\n')
  expect(rotated.stdout).toContain(second)
  expect(rotated.stdout.split('\n')[0]?.replaceAll(/ +/g, ' ')).toBe(first.replaceAll(/ +/g, ' '))
  expect((await project.splashctl('plan', '--full')).stdout).toMatch(/^Nothing to do/)
  expect((await project.splashctl('diff', 'HEAD~1')).stdout).toContain(second)
})

test('may be allowed by the user’s configuration, which others can’t write to', async () => {
  const config = join(project.env.XDG_CONFIG_HOME as string, 'splashtop')
  mkdirSync(config, { recursive: true, mode: 0o700 })
  const allow = /`(secrets: \{allow: .*?\})`/.exec(page)?.[1] ?? ''
  writeFileSync(join(config, 'config.yaml'), `${allow}\n`, { mode: 0o600 })
  const applied = await asWritten((script) => script.replace('env:ENTRA_SCIM_TOKEN,', '').replace('a-token', 'another-token'))
  expect(applied).toMatchObject({ code: 0, stderr: '' })
})
