/** Who may read the code of which package, through the API; and that no other answer, and no line of the log, ever holds one. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestTeam, testTeam } from './testing-team.ts'

let team: TestTeam
beforeAll(async () => {
  team = await testTeam()
  await team.restore(
    'DeploymentPackage of-crew {displayName: Crew, group: crew}',
    'DeploymentPackage of-desk {displayName: Desk, group: desk}',
    'DeploymentPackage of-none {displayName: None}',
  )
})
afterAll(() => team.end())

const read = async (who: string, name: string) => team.call('POST', `/packages/${name}:code`, { token: await team.token(who) })
const head = async () => (await team.call('GET', '/revisions?limit=1')).body.revisions[0].revision as number

test.each([
  ...['olga', 'sue', 'adam', 'admin of olga', 'super-admin of sue', 'dora'].map((who) => [who, 'Y Y Y'] as const),
  // Who administers groups, where the package puts computers into one of them.
  ...['gina', 'lea'].map((who) => [who, 'Y N N'] as const),
  ...['mia', 'dan', 'ines', 'gus', 'gone', 'member of olga'].map((who) => [who, 'N N N'] as const),
])('%s: of crew, of desk, of no group: %s', async (who, letters) => {
  const answers = await Promise.all(['of-crew', 'of-desk', 'of-none'].map((name) => read(who, name)))
  expect(answers.map(({ status }) => (status === 200 ? 'Y' : status === 403 ? 'N' : status)).join(' ')).toBe(letters)
  for (const { status, body } of answers) if (status === 403) expect(body.problems[0].code).toBe('not-permitted')
})

test('what is told is not kept on the way, and stands in no other answer and no log', async () => {
  const before = await head()
  const { status, headers, body } = await read('adam', 'of-crew')
  expect([status, headers.get('cache-control')]).toEqual([200, 'no-store'])
  expect(body).toMatchObject({ version: 1, package: 'of-crew', code: expect.stringMatching(/^[0-9A-Z]{12}$/), revision: before + 1 })
  const audit = await team.call('GET', '/audit?limit=1')
  expect(audit.body.log).toMatchObject([{ actor: 'adam', address: '127.0.0.1', reads: [{ name: 'code' }] }])
  const seen = ['/audit?limit=1000', '/snapshot', '/revisions', '/resources/deploymentpackages', '/resources/deploymentpackages/of-crew']
  const texts = await Promise.all(seen.map(async (path) => (await team.call('GET', path)).text))
  expect(texts.join('')).toContain('codeIssuedAt')
  expect(`${texts.join('')}${team.logged.join('')}`).not.toContain(body.code)
  expect((await team.call('POST', '/audit:verify')).body.problems).toEqual([])
})

test('a package that there is not is told to who may manage packages, and to nobody else', async () => {
  expect((await read('adam', 'of-crews')).body.problems[0]).toMatchObject({ code: 'unknown-resource' })
  for (const who of ['gina', 'mia', 'gone']) expect((await read(who, 'of-crews')).status).toBe(403)
})

test('a token that was revoked reads none', async () => {
  const { token, text } = (await team.issue('adam', {})).body
  expect((await team.call('POST', '/packages/of-crew:code', { token: text })).status).toBe(200)
  expect((await team.call('DELETE', `/tokens/${token.id}`)).status).toBe(200)
  const before = await head()
  expect((await team.call('POST', '/packages/of-crew:code', { token: text })).status).toBe(401)
  expect(await head()).toBe(before)
})
