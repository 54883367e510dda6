/** What the agent itself loads: nothing of what carries sessions, which is optional and heavy. */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const HOOK = `
import { registerHooks } from 'node:module'
registerHooks({
  resolve(name, context, next) {
    if (/^(x11|node-datachannel|node-av)(\\/|$)/.test(name)) throw new Error(name + ' is asked for by ' + context.parentURL)
    return next(name, context)
  },
})
await import(process.argv[1])
`

test('the agent begins without the packages that carry sessions', () => {
  const life = join(import.meta.dirname, '..', 'life.ts')
  expect(execFileSync(process.execPath, ['--input-type=module', '--eval', HOOK, life], { encoding: 'utf8', stdio: 'pipe' })).toBe('')
})
