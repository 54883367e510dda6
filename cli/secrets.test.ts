import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ManagedSecret } from '../reconciler/plan/secrets.ts'
import type { Project } from '../reconciler/sources/project.ts'
import { kindNamed } from '../schema/kinds/index.ts'
import { type Problem, ProblemError } from '../schema/problem.ts'
import { Resource } from '../schema/resource.ts'
import { type Handle, secretSlots } from '../schema/secrets.ts'
import type { Options } from './command.ts'
import type { Context } from './context.ts'
import { allowedSecrets, resolveSecrets } from './secrets.ts'
import { readUserConfig } from './user-config.ts'

let base: string
let root: string
let outside: string
let env: NodeJS.ProcessEnv
beforeEach(() => {
  base = realpathSync(mkdtempSync(join(tmpdir(), 'splashctl-secrets-')))
  root = join(base, 'project')
  outside = join(base, 'vault')
  for (const folder of [root, outside]) mkdirSync(folder)
  env = { XDG_CONFIG_HOME: join(base, 'config') }
})
afterEach(() => rmSync(base, { recursive: true }))

const asProject = () => ({ root }) as Project
function secretOf(valueFrom: Handle['valueFrom'], kind = 'SsoMethod', name = 'entra'): ManagedSecret {
  const [slot] = secretSlots(kindNamed(kind))
  if (!slot) throw new Error(`${kind} has no secret`)
  const at = () => ({ file: 'sso.yaml', line: 7, column: 3 })
  const resource = new Resource({ kind, namespace: 'acme', name, declared: {}, origin: { ...at(), at } })
  return { key: resource.key, path: slot.path, slot, handle: { valueFrom }, resource, held: undefined }
}
function resolve(valueFrom: Handle['valueFrom'], ...allow: string[]): string {
  const { secrets, problems } = resolveSecrets([secretOf(valueFrom)], { env }, asProject(), new Set(allow))
  return told(problems) || (secrets[0]?.value.reveal() as string)
}
const told = (problems: readonly Problem[]): string => problems.map(({ code, message, fix }) => `${code}: ${message} ${fix}`).join('\n')

describe('a variable', () => {
  test('is read when it was allowed, as it is', () => {
    env.ENTRA = ' the value '
    expect(resolve({ env: 'ENTRA' }, 'env:ENTRA')).toBe(' the value ')
  })

  test.each([
    ['not allowed', 'planted', 'secret-not-allowed', '`splashctl apply --allow-secret env:ENTRA`'],
    ['not set', undefined, 'secret-unreadable', 'is not set'],
    ['empty', '', 'secret-unreadable', 'is empty'],
    ['of two lines', 'planted\nvalue', 'secret-invalid', 'control character'],
    ['cut off by a NUL that somebody put there', 'planted\0', 'secret-invalid', 'control character'],
    ['too long', 'planted'.repeat(10_000), 'secret-invalid', 'longer than 65536 bytes'],
  ])('is refused when it is %s, without a word of its value', (_, value, code, words) => {
    if (value !== undefined) env.ENTRA = value
    const found = resolve({ env: 'ENTRA' }, ...(code === 'secret-not-allowed' ? ['env:OTHER', 'file:/ENTRA'] : ['env:ENTRA']))
    expect(found).toContain(`${code}: `)
    expect(found).toContain('`spec.scim.token` of SsoMethod `entra`')
    expect(found).toContain(words)
    expect(found).not.toContain('planted')
  })

  test('that every object has is one of the environment only when it is set', () => {
    expect(resolve({ env: 'constructor' }, 'env:constructor')).toContain('is not set')
  })
})

describe('a file', () => {
  const put = (folder: string, text: string | Buffer, name = 'token') => {
    writeFileSync(join(folder, name), text)
    return join(folder, name)
  }

  test.each([
    ['the value\n', 'the value'],
    ['the value\r\n', 'the value'],
    ['the value', 'the value'],
    ['ünïcode\n', 'ünïcode'],
  ])('holding %j is the value %j: one line end is dropped', (text, value) => {
    const path = put(outside, text)
    expect(resolve({ file: path }, `file:${path}`)).toBe(value)
    expect(resolve({ file: '../vault/token' }, `file:${path}`)).toBe(value)
  })

  test('in the project is allowed by its real path too', () => {
    const path = put(root, 'value')
    expect(resolve({ file: 'token' })).toContain(`--allow-secret file:${path}`)
    expect(resolve({ file: './token' }, `file:${path}`)).toBe('value')
  })

  test('is what a link leads to: a link in the checkout opens nothing that was not allowed', () => {
    const secret = put(outside, 'planted')
    const harmless = put(root, 'harmless', 'allowed')
    expect(resolve({ file: 'allowed' }, `file:${harmless}`)).toBe('harmless')
    rmSync(harmless)
    symlinkSync(secret, harmless)
    const found = resolve({ file: 'allowed' }, `file:${harmless}`)
    expect(found).toContain('secret-not-allowed')
    expect(found).toContain(`--allow-secret file:${secret}`)
    expect(found).not.toContain('planted')
    symlinkSync(outside, join(root, 'folder'))
    expect(resolve({ file: 'folder/token' }, `file:${join(root, 'folder', 'token')}`)).toContain('secret-not-allowed')
    expect(resolve({ file: 'folder/token' }, `file:${secret}`)).toBe('planted')
  })

  test.each<[string, (path: string) => void, string]>([
    ['not there', () => {}, 'ENOENT'],
    ['a folder', (path) => mkdirSync(path), 'no regular file'],
    ['a pipe, which is not waited for', (path) => execFileSync('mkfifo', [path]), 'no regular file'],
    ['empty', (path) => writeFileSync(path, '\n'), 'is empty'],
    ['no text', (path) => writeFileSync(path, Buffer.from([0x70, 0xff, 0xfe])), 'UTF-8'],
    ['larger than 64 KiB', (path) => writeFileSync(path, 'planted'.repeat(10_000)), 'longer than 65536 bytes'],
    ['of two lines', (path) => writeFileSync(path, 'planted\nvalue\n'), 'control character'],
  ])('is refused when it is %s', (_, make, words) => {
    const path = join(outside, 'odd')
    make(path)
    const found = resolve({ file: path }, `file:${path}`)
    expect(found).toMatch(/^secret-(unreadable|invalid): /)
    expect(found).toContain(words)
    expect(found).not.toContain('planted')
  })

  test('with a name that a shell would take apart is quoted in the flag', () => {
    const path = put(outside, 'x', "it's here")
    expect(resolve({ file: path })).toContain(String.raw`--allow-secret 'file:${outside}/it'\''s here'`)
  })
})

test('a key of a Kubernetes secret is read nowhere but there', () => {
  expect(resolve({ secretKeyRef: { name: 'entra', key: 'token' } })).toContain('secret-unreadable')
})

test('a handle that several fields have is read once, complained about once, and checked for each', () => {
  env.CODE = 'planted!'
  const fields = [
    secretOf({ env: 'CODE' }),
    secretOf({ env: 'CODE' }, 'PreferencePolicy', 'safe'),
    secretOf({ env: 'CODE' }, 'PreferencePolicy', 'sure'),
  ]
  const refused = resolveSecrets(fields, { env }, asProject(), new Set())
  expect(refused.problems).toMatchObject([{ code: 'secret-not-allowed', at: [{}, {}, {}] }])
  expect(refused.problems[0]?.message).toContain('and 2 more fields')
  const { secrets, problems } = resolveSecrets(fields, { env }, asProject(), new Set(['env:CODE']))
  expect([secrets.map(({ key }) => key), problems.map(({ code }) => code)]).toEqual([
    ['SsoMethod/acme/entra'],
    ['secret-invalid', 'secret-invalid'],
  ])
  expect(told(problems)).toContain('8 to 20 letters and digits')
  expect(told(problems)).not.toContain('planted')
})

describe('what is allowed', () => {
  const allowed = async (options: Options = {}) => [...(await allowedSecrets({ env } as Context, options, asProject()))]
  const configure = (text: string, mode = 0o600) => {
    const folder = join(base, 'config', 'splashtop')
    mkdirSync(folder, { recursive: true })
    chmodSync(folder, 0o700)
    const path = join(folder, 'config.yaml')
    writeFileSync(path, text)
    chmodSync(path, mode)
    return path
  }

  test('is what flags, the environment and the user’s configuration say, together', async () => {
    expect(await allowed()).toEqual([])
    env.SPLASHTOP_SECRETS = ' env:B, file:/run/x/../secrets/b ,'
    configure('secrets:\n  allow: [env:C, "file:/run/secrets/c"]\n')
    expect(await allowed({ allowSecret: ['env:A', 'file:/a'] })).toEqual([
      ...['env:A', 'file:/a', 'env:B', 'file:/run/secrets/b'],
      ...['env:C', 'file:/run/secrets/c'],
    ])
  })

  test.each(['planted', 'env:', 'env:A B', 'file:relative', 'ENV:A', 'env:planted=value'])(
    'is never %j, which is not repeated',
    async (word) => {
      for (const options of [{ allowSecret: [word] }, {}]) {
        env.SPLASHTOP_SECRETS = 'allowSecret' in options ? '' : word
        const error = await allowed(options).catch((reason: unknown) => reason)
        expect((error as ProblemError).problems[0]?.code).toBe('usage')
        expect(String(error)).not.toContain('planted')
      }
      env.SPLASHTOP_SECRETS = ''
      configure(`secrets: {allow: [${JSON.stringify(word)}]}\n`)
      await expect(allowed()).rejects.toThrow('invalid-user-config')
    },
  )

  test.each<[string, () => void, string]>([
    ['can be written by a group', () => configure('secrets: {}\n', 0o620), 'chmod go-w'],
    ['can be written by anybody', () => configure('secrets: {}\n', 0o602), 'can be written by others'],
    ['lies where anybody may put another', () => chmodSync(join(configure('secrets: {}\n'), '..'), 0o777), 'can be written by others'],
    ['has a key that it does not know', () => configure('secret: {allow: []}\n'), 'did you mean `secrets`?'],
    ['is no YAML', () => configure('secrets: [\n'), 'is wrong in line'],
    ['holds two documents', () => configure('secrets: {}\n---\nsecrets: {}\n'), 'several documents'],
    ['is too large', () => configure(`# ${'x'.repeat(70_000)}\n`), 'no regular file of at most'],
  ])('is refused when the user’s configuration %s', async (_, make, words) => {
    make()
    const error = await readUserConfig(env, root).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(ProblemError)
    expect(told((error as ProblemError).problems)).toContain('invalid-user-config')
    expect(told((error as ProblemError).problems)).toContain(words)
  })

  test('is not what a checkout says that has come to be the user’s folder, or that is linked to from there', async () => {
    configure('secrets: {allow: [env:A]}\n')
    await expect(readUserConfig(env, base)).rejects.toThrow('inside the project')
    const written = join(root, 'config.yaml')
    writeFileSync(written, 'secrets: {allow: [env:A]}\n')
    const path = configure('')
    rmSync(path)
    symlinkSync(written, path)
    await expect(readUserConfig(env, root)).rejects.toThrow('inside the project')
  })

  test('may be nothing: no file, an empty one, one without secrets', async () => {
    expect(await readUserConfig(env, root)).toEqual({})
    configure('')
    expect(await readUserConfig(env, root)).toEqual({})
    configure('secrets: {}\n')
    expect(await readUserConfig(env, root)).toEqual({ secrets: {} })
  })
})
