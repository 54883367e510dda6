import { expect, test } from 'vitest'
import { type Problem, problem } from '../schema/problem.ts'
import { reportBeside } from './complaints.ts'
import { fakeSurface } from './fake-surface.ts'

const said = (problems: readonly Problem[]) => {
  const err = fakeSurface()
  reportBeside({ err, report: (list) => err.write(list.map(({ code }) => `${code}\n`).join('')) }, problems)
  return err.text()
}
const error = problem('duplicate-email', 'Twice.', 'Once.')
const warning = problem('no-group-to-follow', 'Nothing to follow.', 'Join one.')

test.each([
  [[], ''],
  [[error], 'duplicate-email\n'],
  [[warning], 'The files have 1 warning; `splashctl validate` shows it.\n'],
  [[warning, error, warning], 'duplicate-email\nThe files have 2 warnings; `splashctl validate` shows them.\n'],
])('errors beside an answer are shown, warnings are counted (%#)', (problems, text) => {
  expect(said(problems)).toBe(text)
})
