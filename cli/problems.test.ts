import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Problem, problem } from '../schema/problem.ts'
import { fakeSurface } from './fake-surface.ts'
import { showProblems } from './problems.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'problems-'))
  writeFileSync(join(root, 'team.yaml'), 'kind: Team\nmetadata: {nmae: acme}\n')
})
afterEach(() => rmSync(root, { recursive: true }))

const shown = (problems: readonly Problem[]): string => {
  const err = fakeSurface()
  showProblems(problems, err, root)
  return err.text()
}

test('a problem is shown with its code, its place, the line in question and the fix', () => {
  const text = shown([problem('unknown-field', '`nmae` is not a field.', 'Write `name`.', { file: 'team.yaml', line: 2, column: 12 })])
  expect(text).toBe(
    [
      'error[unknown-field]: `nmae` is not a field.',
      ' --> team.yaml:2:12',
      '  1 | kind: Team',
      '> 2 | metadata: {nmae: acme}',
      '    |            ^',
      'fix: Write `name`.',
      '',
      '',
    ].join('\n'),
  )
})

test('errors come first, and a summary counts each level', () => {
  const warning: Problem = { ...problem('usage', 'W.', ''), level: 'warning' }
  const text = shown([warning, problem('usage', 'A.', ''), problem('usage', 'B.', '')])
  expect(text.indexOf('W.')).toBeGreaterThan(text.indexOf('B.'))
  expect(text).toContain('2 errors, 1 warning\n')
})

test('on a terminal sentences are folded between words', () => {
  const err = fakeSurface({ terminal: true, width: 40 })
  showProblems(
    [problem('usage', 'These words are more than one line of this terminal holds.', 'Make it wider, or read on below.')],
    err,
    root,
  )
  expect(err.text()).toBe(
    ['error[usage]: These words are more than', '  one line of this terminal holds.', 'fix: Make it wider, or read on below.', '', ''].join(
      '\n',
    ),
  )
})

test('more than fifty problems are counted, not shown', () => {
  const text = shown(Array.from({ length: 1060 }, (_, i) => problem('usage', `Number ${i}.`, '')))
  expect(text.match(/^error/gm)).toHaveLength(50)
  expect(text).toContain('… and 1,010 more problems, not shown.')
  expect(text).toContain('1,060 errors')
})

test('what a file says can not move the cursor of whoever reads about it', () => {
  const text = shown([problem('usage', 'a \x1b[2J\u202e\x07 b', 'c \x9b1m', { file: 'x\x1b].yaml', line: 1, column: 1 })])
  // Nothing but printable characters and line breaks is left.
  expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u)
  expect(text).toContain('a <U+001B>[2J<U+202E><U+0007> b')
})

test('a file that is gone costs its excerpt, not the problem', () => {
  expect(shown([problem('usage', 'Gone.', 'Fix it.', { file: 'gone.yaml', line: 3, column: 1 })])).toBe(
    'error[usage]: Gone.\n --> gone.yaml:3:1\nfix: Fix it.\n\n',
  )
})

test('a guardrail is shown by its id, and what is waived is counted, not shown', () => {
  const found: Problem = { ...problem('guardrail', 'It is empty.', 'Remove it.'), rule: 'empty-group', resource: 'Group/crew' }
  const waived: Problem = { ...found, level: 'info', message: 'Waived.', waived: { reason: 'the lab', expires: '2027-01-31' } }
  expect(shown([found])).toBe('warning[empty-group]: It is empty.\nfix: Remove it.\n\n')
  expect(shown([found, waived])).toBe('warning[empty-group]: It is empty.\nfix: Remove it.\n\n1 warning, 1 finding waived\n')
  expect(shown([waived, waived])).toBe('2 findings waived\n')
})

test('what a rule says of many is said once, with the first ten places; with `all` with every one', () => {
  const finding = (i: number, more: Partial<Problem> = {}): Problem => ({
    ...problem('guardrail', `Group \`g${i}\` is empty.`, 'Remove it.', { file: 'a.yaml', line: i, column: 1 }),
    rule: 'empty-group',
    resource: `Group/g${i}`,
    ...more,
  })
  const list = [
    ...Array.from({ length: 12 }, (_, i) => finding(i + 1)),
    // Another fix is another thing to do.
    finding(13, { fix: 'Fill it.' }),
    finding(14, { level: 'error' }),
    problem('usage', 'Last.', '', { file: 'z.yaml', line: 1, column: 1 }),
  ]
  const told = (all?: boolean): string => {
    const err = fakeSurface()
    showProblems(list, err, root, { titleOf: (rule) => `title of ${rule}`, ...(all !== undefined && { all }) })
    return err.text()
  }
  const text = told()
  expect(text).toContain(
    [
      'warning[empty-group]: title of empty-group: 12 findings',
      ...Array.from({ length: 10 }, (_, i) => ` --> a.yaml:${i + 1}:1  Group \`g${i + 1}\` is empty.`),
      ' --> and 2 more; `splashctl plan --json` tells each',
      'fix: Remove it.',
      '',
      '',
    ].join('\n'),
  )
  expect(text).toContain('warning[empty-group]: Group `g13` is empty.\n --> a.yaml:13:1\nfix: Fill it.')
  expect(text).toMatch(/^error\[empty-group\]: Group `g14` is empty\.$/m)
  expect(text).toContain('2 errors, 13 warnings')
  expect(told(false)).toContain(' --> and 2 more; `--all` shows each\n')
  expect(told(true)).toContain(' --> a.yaml:12:1  Group `g12` is empty.\nfix: Remove it.')
})
