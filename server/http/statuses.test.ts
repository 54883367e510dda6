import { describe, expect, test } from 'vitest'
import { type Problem, problem } from '../../schema/problem.ts'
import { problemDocument } from './statuses.ts'

const at = { file: 'a.yaml', line: 1, column: 1 }
const wrong = (n: number): Problem => problem('invalid-value', `${n} is wrong.`, 'Mend it.', at)

describe('an answer of Problems', () => {
  test('has all of them, where they are few', () => {
    const problems = Array.from({ length: 1001 }, (_, n) => wrong(n))
    expect(problemDocument(problems, 422, 'x').problems).toEqual(problems)
  })

  test.each<[string, () => Problem[]]>([
    ['many', () => Array.from({ length: 300_000 }, (_, n) => wrong(n))],
    ['long', () => Array.from({ length: 1000 }, () => problem('invalid-value', 'x'.repeat(1 << 20), 'y'.repeat(1 << 20), at))],
    ['everywhere', () => [problem('invalid-value', 'It is wrong.', 'Mend it.', Array(300_000).fill(at))]],
    ['named at length', () => Array.from({ length: 1000 }, () => ({ ...wrong(1), resource: 'x'.repeat(100_000) }))],
  ])('is of a size that a client can take, however %s they are', (_, made) => {
    const problems = made()
    const document = problemDocument(problems, 422, 'x')
    expect(JSON.stringify(document).length).toBeLessThan((1 << 20) + 10_000)
    const rest = problems.length - document.problems.length + 1
    if (rest > 1)
      expect(document.problems.at(-1)).toMatchObject({ code: 'more-problems', message: expect.stringContaining(`${rest} more`) })
  })

  test('tells errors first, where not all are told', () => {
    const warnings = Array.from({ length: 2000 }, () => problem('more-problems', 'Mind this.', 'Look.'))
    const { problems, type } = problemDocument([...warnings, wrong(1)], 422, 'x')
    expect([type, problems[0]?.code]).toEqual(['/errors#invalid-value', 'invalid-value'])
  })
})
