/** Leaves a temporary folder behind. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'vitest'

test('a folder is made', () => {
  mkdtempSync(join(tmpdir(), 'forgotten-'))
})
