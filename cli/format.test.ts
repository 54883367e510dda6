import { expect, test } from 'vitest'
import { ProblemError } from '../schema/problem.ts'
import { type Command, commands } from './command.ts'
import type { Context } from './context.ts'
import { formatIn } from './format.ts'

const context = (json: boolean): Context => ({ json }) as Context

test('`json` is the same as `--json`, and nothing else goes with that', () => {
  expect(formatIn({}, context(false), 'table')).toBe('table')
  expect(formatIn({}, context(true), 'table')).toBe('json')
  expect(formatIn({ format: 'csv' }, context(false), 'table')).toBe('csv')
  const speaks = context(false)
  expect([formatIn({ format: 'json' }, speaks, 'table'), speaks.json]).toEqual(['json', true])
  expect(() => formatIn({ format: 'csv' }, context(true), 'table')).toThrow(ProblemError)
})

const all: Command[] = await Promise.all(Object.values(commands).map((command) => command()))
const formatted = all.filter(({ options }) => options.some(({ flags }) => flags.startsWith('--format ')))

test('every command that takes a format refuses another one beside `--json`, before it does anything', async () => {
  expect(formatted.map(({ name }) => name).toSorted()).toEqual(['access', 'diff', 'fleet', 'logs', 'plan', 'policy', 'validate'])
  for (const { name, run, options } of formatted) {
    const other = options.find(({ flags }) => flags.startsWith('--format '))?.choices?.find((each) => each !== 'json')
    const args = name === 'policy' ? ['check'] : name === 'diff' ? ['1', '2'] : []
    await expect(run(context(true), args, { format: other }), name).rejects.toMatchObject({
      problems: [expect.objectContaining({ message: `\`--json\` and \`--format ${other}\` ask for two different documents.` })],
    })
  }
})
