/** Leaves an open file behind that has no name any more, so that its descriptor alone tells. */
import { openSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'vitest'

test('a file is opened', () => {
  const path = join(tmpdir(), 'opened')
  openSync(path, 'w')
  rmSync(path)
})
