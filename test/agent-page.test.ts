/** docs/agent.md says what the agent says: each condition, each state of a policy, each exit code. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { conditionWords } from '../agent/conditions.ts'
import { exit } from '../agent/exit.ts'
import { STANDINGS } from '../agent/staleness.ts'
import { checkout } from './splashctl.ts'

const page = readFileSync(join(checkout, 'docs', 'agent.md'), 'utf8')
const rowsOf = (head: string): string[][] => {
  const [, table = ''] = page.split(`| ${head} |`)
  return (table.split('\n\n')[0] as string)
    .split('\n')
    .slice(2)
    .map((line) => line.split('|').map((cell) => cell.trim()))
}

test('its table of conditions is that of the agent', () => {
  const rows = rowsOf('Code | Level | Means').map(([, code, level, means]) => [code, level, means])
  expect(rows).toEqual(Object.entries(conditionWords).map(([code, { level, title, text }]) => [`\`${code}\``, level, `${title}. ${text}`]))
})

test('its table of states is that of the agent', () => {
  expect(rowsOf('State | Since the last word | Sessions').map(([, state]) => state)).toEqual(STANDINGS.map((state) => `\`${state}\``))
})

test('its exit codes are those of the agent', () => {
  expect(page).toContain(
    `ends with ${exit.success} when it is told to stop, ${exit.refused} when the computer was un-enrolled, and ${exit.error} for`,
  )
})
