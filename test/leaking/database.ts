/** Leaves an open database behind, without its file. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'vitest'

const kept: DatabaseSync[] = []

test('a database is opened', () => {
  const folder = mkdtempSync(join(tmpdir(), 'database-'))
  const database = new DatabaseSync(join(folder, 'database'))
  kept.push(database)
  database.exec('CREATE TABLE a (b)')
  rmSync(folder, { recursive: true })
})
