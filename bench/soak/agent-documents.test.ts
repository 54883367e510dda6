import { expect, test } from 'vitest'
import { run } from './agent-documents.ts'

test('of ten thousand documents that were bent none is accepted', () => {
  const { documents, codes } = run(10_000, 20260301)
  expect(documents).toBeGreaterThan(9000)
  expect(Object.keys(codes).sort()).toEqual([
    'policy-not-understood',
    'policy-of-other-agent',
    'policy-of-other-content',
    'policy-of-other-team',
    'policy-out-of-date',
    'policy-rolled-back',
    'unknown-online-key',
    'untrusted-document',
  ])
})
