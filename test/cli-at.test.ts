/** A time of the team's clocks means the same to every command: asked of the real program. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Folder, within } from './splashctl.ts'

let project: Folder
beforeAll(() => {
  project = within('test/reach')
})
afterAll(() => project.remove())

test.each([
  ['2026-03-02T09:00', '2026-03-02T08:00:00Z'],
  ['2026-03-02', '2026-03-01T23:00:00Z'],
  ['2026-03-02T09:00Z', '2026-03-02T09:00:00Z'],
])('a plan at %s is of %s', async (at, instant) => {
  const { stdout, code } = await project.splashctl('plan', '--json', '--at', at)
  expect([code, (JSON.parse(stdout) as { evaluatedAt: string }).evaluatedAt]).toEqual([0, instant])
})

test.each([[['plan']], [['validate']], [['policy', 'check']], [['test']], [['apply', '--yes']]])(
  '%j takes it, and says what the clocks skip',
  async (words) => {
    const { stderr, code } = await project.splashctl(...words, '--at', '2026-03-29T02:30')
    expect(stderr).toContain('The clocks of Europe/Paris skip 2026-03-29T02:30; taken as Sun 2026-03-29 03:30.\n')
    expect(code).toBe(0)
  },
)
