/** Conditions are data, and the page about the agent has them all. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { conditions, conditionWords } from './conditions.ts'

test('docs/agent.md has each of them, and no other', () => {
  const page = readFileSync(join(import.meta.dirname, '..', 'docs', 'agent.md'), 'utf8')
  const rows = page.slice(page.indexOf('## Conditions')).match(/^\| `.*$/gm)
  expect(rows).toEqual(
    Object.entries(conditionWords).map(([code, { level, title, text }]) => `| \`${code}\` | ${level} | ${title}. ${text} |`),
  )
})

test('one that goes on is since it began; one that ended and came again is since then', () => {
  const at = (ms: number) => new Date(ms).toISOString()
  const first = conditions([], { 'disk-full': true, 'policy-stale': 'It is.' }, 1000)
  expect(first.map(({ code, text, since }) => [code, text, since])).toEqual([
    ['policy-stale', 'It is.', at(1000)],
    ['disk-full', conditionWords['disk-full'].text, at(1000)],
  ])
  const second = conditions(first, { 'disk-full': true }, 2000)
  expect(second.map(({ code, since }) => [code, since])).toEqual([['disk-full', at(1000)]])
  expect(conditions(second, { 'policy-stale': true }, 3000)[0]?.since).toBe(at(3000))
})
