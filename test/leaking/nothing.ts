/** Opens one of each, and closes it. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, mkdtempSync, openSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, test } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'closed-'))
const timer = setTimeout(() => {}, 60_000)
const server = createServer()
const child = spawn(process.execPath, ['-e', 'process.stdin.resume()'], { stdio: ['pipe', 'ignore', 'ignore'] })
afterAll(async () => {
  clearTimeout(timer)
  server.close()
  child.stdin.end()
  await once(child, 'close')
  rmSync(folder, { recursive: true })
})

test('all is closed', async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening')
  closeSync(openSync(join(folder, 'file'), 'w'))
  const database = new DatabaseSync(join(folder, 'database'))
  database.exec('PRAGMA journal_mode = WAL; CREATE TABLE a (b)')
  database.close()
})
