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

test('who has another name now, or had one then, is said to', () => {
  const renames = [
    { revision: 2, from: 'User/acme/old', to: 'User/acme/older' },
    { revision: 3, from: 'User/acme/older', to: 'User/acme/u1' },
    { revision: 5, from: 'User/acme/u2', to: 'User/acme/young' },
    { revision: 7, from: 'User/acme/young', to: 'User/acme/new' },
    { revision: 8, from: 'User/acme/nobody', to: 'User/acme/gone' },
  ] as const
  const past: Asked = { from: 'revision 4', revision: 4, past: true, renames }
  expect(complaint('User', 'old', past)).toBe(
    'unknown-resource: There is no User `old` in revision 4: it has been called `u1` since revision 3. Ask for `u1`.',
  )
  expect(complaint('User', 'old', { ...files, renames })).toContain('it has been called `u1` since revision 3.')
  expect(complaint('User', 'new', past)).toContain('it was called `u2` until revision 5. Ask for `u2`.')
  expect(complaint('User', 'gone', past)).not.toContain('called')
  expect(complaint('Computer', 'old', past)).not.toContain('called')
  expect(complaint('User', 'ugo', past)).toMatch(/Mend the name; `splashctl access --revision 4 --ever --format csv` names whoever/)
})
