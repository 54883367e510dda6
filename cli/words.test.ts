import { expect, test } from 'vitest'
import { splitWords } from './words.ts'

const cases: [string, ReturnType<typeof splitWords>][] = [
  ['plan', { name: 'plan', rest: [], json: false }],
  ['-C plan apply --yes', { name: 'apply', rest: ['-C', 'plan', '--yes'], json: false }],
  ['--color always get users -l a=b', { name: 'get', rest: ['--color', 'always', 'users', '-l', 'a=b'], json: false }],
  ['--json plan', { name: 'plan', rest: ['--json'], json: true }],
  ['help plan', { name: 'plan', rest: ['--help'], json: false }],
  ['help', { name: undefined, rest: ['--help'], json: false }],
  ['--help', { name: undefined, rest: ['--help'], json: false }],
  ['get user -- --json', { name: 'get', rest: ['user', '--', '--json'], json: false }],
]

test.each(cases)('`splashctl %s` is split into its command and the rest', (line, expected) => {
  expect(splitWords(line.split(' '))).toEqual(expected)
})
