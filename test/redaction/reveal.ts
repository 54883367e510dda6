/**
 * Preloaded into the real program (`NODE_OPTIONS=--import`): when a value of a secret is looked at for the nth time, the run ends in some way
 * that runs do end, or the value is leaked, which a test of leaks has to notice. `AT_REVEAL` says when, and what happens.
 */
import { appendFileSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type * as secrets from '../../schema/secrets.ts'

/** Of the published program, the part with the class whose values are looked at. */
const parts = join(process.env.SPLASHTOP_BUILT as string, 'dist', 'parts')
const holding = readdirSync(parts).filter(
  (name) => name.endsWith('.js') && readFileSync(join(parts, name), 'utf8').includes('SecretValue = class'),
)
const [part] = holding
if (part === undefined || holding.length > 1) throw new Error(`One part has that class, and not ${holding.length}: ${holding.join(', ')}.`)
const { SecretValue } = (await import(pathToFileURL(join(parts, part)).href)) as typeof secrets

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
    for (;;) hoard.push(new Array(1_000_000).fill(hoard))
  },
  'leak to stderr': (value) => process.stderr.write(value),
  'leak to a file': (value) => appendFileSync(where, `x${Buffer.from(`xx${value}`).toString('base64')}`),
}

const { reveal } = SecretValue.prototype
let seen = 0
SecretValue.prototype.reveal = function (this: secrets.SecretValue): string {
  const value = reveal.call(this)
  if (++seen === Number(when)) acts[what.replaceAll('-', ' ')]?.(value)
  return value
}
