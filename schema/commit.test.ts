import { expect, test } from 'vitest'
import { commitSays, commitWith, shortCommit } from './commit.ts'

const number = '3e8be4d7280d1f0c5a7b9e2d4c6f8a0b1c3d5e7f'

test.each([
  ['as committed', '3e8be4d7280d', 'without edits'],
  ['edited', '3e8be4d7280d+edits', 'with edits that it does not hold'],
  ['unverified', '3e8be4d7280d+unverified', 'but whether with edits that it does not hold could not be told'],
] as const)('%s is shown as %s', (provenance, short, says) => {
  const commit = commitWith(number, provenance)
  expect([shortCommit(commit), commitSays(commit)]).toEqual([short, says])
})
