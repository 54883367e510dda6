import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { isInstalled } from './programs.ts'

test('a program is there where a folder of the path has it, and it may be run', () => {
  const folder = mkdtempSync(join(tmpdir(), 'programs-'))
  try {
    writeFileSync(join(folder, 'tool'), '')
    const env = { PATH: `:/nowhere:${folder}` }
    expect(isInstalled('tool', env)).toBe(false)
    chmodSync(join(folder, 'tool'), 0o755)
    expect([isInstalled('tool', env), isInstalled('other', env), isInstalled('tool', {})]).toEqual([true, false, false])
  } finally {
    rmSync(folder, { recursive: true })
  }
})
