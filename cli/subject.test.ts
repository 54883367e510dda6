import { expect, test } from 'vitest'
import { worldOf } from '../schema/kinds/cases.ts'
import { ProblemError } from '../schema/problem.ts'
import { type Asked, resourcesNamed } from './subject.ts'

const world = worldOf(
  [
    'Team acme {owner: olga}',
    'User olga {}',
    'User u2 {displayName: Same, email: same@acme.example}',
    'User u1 {displayName: Same}',
    'User u3 {displayName: Other}',
    ...['f', 'e', 'd', 'c', 'b', 'a'].map((name) => `Computer ${name} {displayName: Lab}`),
  ].join('\n'),
)
const files: Asked = { from: 'what the files declare', revision: null }
const live: Asked = { from: 'revision 3', revision: 3 }

function complaint(kind: 'User' | 'Computer', name: string, asked: Asked): string {
  try {
    resourcesNamed(world, [{ kind, name }], asked)
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    return error.problems.map(({ code, message, fix }) => `${code}: ${message} ${fix}`).join('\n')
  }
  throw new Error('expected a ProblemError')
}

test.each([
  ['u1', 'u1'],
  ['SAME@acme.example', 'u2'],
  ['other', 'u3'],
])('%s is %s', (text, name) => {
  expect(resourcesNamed(world, [{ kind: 'User', name: text }], live).map((one) => one.name)).toEqual([name])
})

test('a display name that two have is said to be theirs, and not absent', () => {
  expect(complaint('User', 'same', files)).toBe(
    'ambiguous-name: 2 users of what the files declare are called `same`: u1, u2. Write the name of the one that is meant.',
  )
  expect(complaint('Computer', 'Lab', live)).toContain('6 computers of revision 3 are called `Lab`: a, b, c, d, e and 1 more.')
})

test('who is not in the files is looked for there, and who is not live among what is', () => {
  expect(complaint('User', 'ugo', files)).toMatch(
    /^unknown-resource: There is no User `ugo` in what the files declare.* Mend the name, or declare the User in the files\.$/,
  )
  expect(complaint('User', 'ugo', live)).toMatch(/in revision 3.* Run `splashctl get users` for those that are live\.$/)
})
