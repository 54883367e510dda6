import { expect, test } from 'vitest'
import { ProblemError, problem } from './problem.ts'

test('an error of a hundred thousand Problems has them all, and a message that a log can take', () => {
  const many = Array.from({ length: 100_000 }, (_, n) => problem('invalid-value', `${n} is wrong: ${'x'.repeat(10_000)}`, 'Mend it.'))
  const error = new ProblemError(many)
  expect(error.problems).toHaveLength(100_000)
  expect(error.message.length).toBeLessThan(10_000)
  expect(error.message).toMatch(/^invalid-value: 0 is wrong[\s\S]*\nand 99990 more$/)
  expect(new ProblemError(many.slice(0, 1)).message).not.toContain('more')
})
