/** Two-step verification by the real program: set up, asked for at the next sign-in, passed, and reset by whoever may, down to the operator. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { documents } from '../cli/json.ts'
import { codeOf, fromBase32, STEP_SECONDS, stepAt } from '../server/two-step/totp.ts'
import { type Served, served } from './served.ts'

let project: Served
beforeAll(async () => {
  project = await served('examples/minimal', { team: 'atelier', owner: 'maya', email: 'maya@atelier.example' })
  await good('login', '--token-file', join(project.path, '..', 'owner.token'))
})
afterAll(() => project.end())

async function good(...args: string[]): Promise<string> {
  const ended = await project.splashctl(...args)
  expect({ args, code: ended.code, stderr: ended.stderr }).toMatchObject({ args, code: 0 })
  return ended.stdout
}
const ajv = new Ajv2020({ strict: false })
interface Told {
  secret: string
  uri: string
  recoveryCodes: string[]
}
async function told(...args: string[]): Promise<Told> {
  const document = JSON.parse(await good('two-step', ...args, '--json')) as Told
  expect(ajv.validate(documents['two-step'] ?? false, document), JSON.stringify(ajv.errors)).toBe(true)
  return document
}
function file(text: string): string {
  const path = join(project.path, '..', 'code')
  writeFileSync(path, `${text}\n`)
  return path
}

test('is set up, asked for at the next sign-in, passed by a code, turned off by one, and reset on the machine of the server', async () => {
  expect(await good('two-step', 'status')).toContain('It is required of you: no session on a computer without')
  const { secret, uri } = await told('enrol')
  expect(uri).toContain(`secret=${secret}`)
  const code = (steps: number) => codeOf(fromBase32(secret), stepAt(Date.now()) + steps)
  const shown = await good('two-step', 'confirm', '--code-file', file(code(0)))
  const [recovery = '', other = ''] = shown.match(/[A-Z2-7]{4}(?:-[A-Z2-7]{4}){3}/g) ?? []
  expect(await good('two-step', 'status')).toMatch(/is on since .*, and required of you\.\nThis token has passed it, and has to again at /)

  // The operator gives the owner another way in, which is only the first step of it.
  const init = await project.server('init', '--team', 'atelier', '--token-file', 'again.token')
  expect(init).toMatchObject({ code: 0 })
  const login = await project.splashctl('login', '--token-file', join(project.path, '..', 'again.token'))
  expect(login.stderr).toContain('Next, pass the second step: `splashctl two-step verify`.')
  expect((await project.splashctl('plan')).stderr).toContain('error[two-step-needed]: `maya` has two-step verification on')
  expect((await project.splashctl('two-step', 'verify', '--code-file', file('000000'))).stderr).toContain('error[two-step-code]')
  expect(await good('two-step', 'verify', '--code-file', file(recovery))).toBe('The second step is passed.\n')
  expect(await good('whoami')).toContain('maya (owner)')
  expect(await good('get', 'users')).toContain('maya')
  expect((await project.splashctl('two-step', 'reset', 'maya')).stderr).toContain('Nobody resets their own second step')

  const renewed = await told('codes', '--code-file', file(code(1)))
  expect(renewed.recoveryCodes).toHaveLength(10)
  expect((await project.splashctl('two-step', 'verify', '--code-file', file(other))).stderr).toContain('error[two-step-code]')
  expect(await good('audit', 'verify')).toMatch(/^Whole: /)
  expect(await good('two-step', 'remove', '--code-file', file(renewed.recoveryCodes[0] as string))).toBe('Two-step verification is off.\n')

  // Again, and then everything is lost.
  const again = await told('enrol')
  await told('confirm', '--code-file', file(codeOf(fromBase32(again.secret), stepAt(Date.now()))))
  expect((await project.server('reset-two-step', '--team', 'atelier', 'maya')).stdout).toContain('maya is off')
  await expect.poll(() => good('two-step', 'status'), { timeout: STEP_SECONDS * 1000 }).toContain('Two-step verification is off')
  expect(await good('audit', 'verify')).toMatch(/^Whole: /)
})
