/**
 * Preloaded into the real program (`NODE_OPTIONS=--import`): when a value of a secret is looked at for the nth time, the run ends in some way
 * that runs do end, or the value is leaked, which a test of leaks has to notice. `AT_REVEAL` says when, and what happens.
 */
import { appendFileSync } from 'node:fs'
import { SecretValue } from '../../schema/secrets.ts'

const [when, what = '', where = ''] = (process.env.AT_REVEAL ?? '').split(' ')

const acts: Record<string, (value: string) => void> = {
  kill: () => process.kill(process.pid, 'SIGKILL'),
  fail() {
    throw new Error('a fault in the middle')
  },
  crash: () =>
    setImmediate(() => {
      throw new Error('a crash in the middle')
    }),
  exhaust() {
    const hoard: object[] = []
    for (;;) hoard.push(new Array(10_000).fill(hoard))
  },
  'leak to stderr': (value) => process.stderr.write(value),
  'leak to a file': (value) => appendFileSync(where, `x${Buffer.from(`xx${value}`).toString('base64')}`),
}

const { reveal } = SecretValue.prototype
let seen = 0
SecretValue.prototype.reveal = function (this: SecretValue): string {
  const value = reveal.call(this)
  if (++seen === Number(when)) acts[what.replaceAll('-', ' ')]?.(value)
  return value
}
