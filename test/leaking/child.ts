/** Leaves a child behind, which ends with this process. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { test } from 'vitest'

test('a child runs', async () => {
  await once(spawn(process.execPath, ['-e', 'process.stdin.resume()'], { stdio: ['pipe', 'ignore', 'ignore'] }), 'spawn')
})
