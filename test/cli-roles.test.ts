/** Who may apply what, as a reviewer asks before anybody does: `splashctl plan --as`. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Folder, within } from './splashctl.ts'

let project: Folder
beforeEach(async () => {
  project = within('examples/minimal')
  await project.splashctl('apply', '--yes')
})
afterEach(() => project.remove())

const edit = (from: string, to: string): void => {
  const path = join(project.path, 'organisation.yaml')
  const text = readFileSync(path, 'utf8')
  expect(text).toContain(from)
  writeFileSync(path, text.replace(from, to))
}

test('a plan is refused to a user who may not apply it, with the action, the roles that have it and the line', async () => {
  edit('displayName: Atelier', 'displayName: The workshop')
  const member = await project.splashctl('plan', '--as', 'jo')
  expect([member.code, member.stdout]).toEqual([4, expect.stringContaining('    needs: team.rename\n')])
  expect(member.stderr).toContain('error[not-permitted]: `jo` (member) may not rename the team (`team.rename`): Team `atelier`.')
  expect(member.stderr).toContain('roles that may: `owner`')
  expect(member.stderr).toMatch(/--> organisation.yaml:\d+:/)
  const owner = await project.splashctl('plan', '--as', 'maya')
  expect([owner.code, owner.stdout]).toEqual([0, expect.not.stringContaining('needs:')])
  const { problems } = JSON.parse((await project.splashctl('plan', '--as', 'jo', '--json')).stdout) as { problems: { code: string }[] }
  expect(problems.map(({ code }) => code)).toContain('not-permitted')
})

test('whoever there is not has no rights to be asked about, and near names are told', async () => {
  edit('displayName: Atelier', 'displayName: The workshop')
  const { code, stderr } = await project.splashctl('plan', '--as', 'maia')
  expect([code, stderr]).toEqual([1, expect.stringContaining('there is no such user; did you mean `maya`')])
})
