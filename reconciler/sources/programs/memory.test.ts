/**
 * What programs hold is what their process holds: asked of the process itself, since a verdict alone would not show what was let through.
 * Each fills its memory in another way, with what is large, small, chained or text, and the limit is the one that people have.
 */
import { spawn } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'
import { text as textOf } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import { limits } from '../limits.ts'
import type { Verdict } from './child.ts'
import { functionNames } from './functions.ts'
import { childOf, requestOf } from './run.ts'
import { sayHow } from './words.ts'

/** Writes the peak of what it held, in kilobytes, when it ends. */
const witness = `data:text/javascript,${encodeURIComponent(
  "import { writeSync } from 'node:fs'; process.on('exit', () => writeSync(4, String(process.resourceUsage().maxRSS)))",
)}`
/** Megabytes of Node, its compiler and the interpreter itself. */
const AROUND = 160

async function held(text: string): Promise<{ verdict: Verdict; peak: number; sent: string; message: string }> {
  const programs = [{ path: 'org/a.ts', text }]
  const request = requestOf(programs, { functions: functionNames })
  const { args, options } = childOf(request)
  const child = spawn(process.execPath, ['--import', witness, ...args], {
    env: options.env,
    stdio: ['pipe', 'pipe', 'ignore', 'pipe', 'pipe'],
  })
  const [input, ...outputs] = [child.stdin, child.stdout, child.stdio[3], child.stdio[4]] as [Writable, ...Readable[]]
  const heard = outputs.map((output) => textOf(output))
  input.end(`${JSON.stringify(request)}\n`)
  const [sent = '', said = '', peak = ''] = await Promise.all(heard)
  const verdict = JSON.parse(said) as Verdict
  return { verdict, peak: Number(peak) / 1024, sent, message: sayHow(verdict, programs, request)[0]?.message ?? '' }
}

describe('a program that holds more than it may is refused, and its process never held it', () => {
  test.each([
    ['lists of bytes', 'const all = []; for (let n = 0; n < 1500; n++) all.push(new Uint8Array(1 << 20).fill(1))'],
    ['texts', "const all = []; for (let n = 0; n < 30_000; n++) all.push(('x'.repeat(60_000) + n).slice(1))"],
    ['objects', 'const all: object[] = []; for (;;) all.push({ x: 1, y: {} })'],
    ['a chain, to the last byte', 'let chain: object = {}; for (;;) chain = { chain }'],
    ['one list', 'new Uint8Array(1 << 30)'],
  ])('of %s', async (_, text) => {
    const { verdict, peak, message } = await held(text)
    expect([verdict.ended, message]).toEqual(['memory', `The programs need more than ${limits.programMemory >> 20} MB.`])
    expect(peak).toBeGreaterThan(40)
    expect(peak).toBeLessThan((limits.programMemory >> 20) + AROUND)
  })

  test('and that catches it, and has no room left to say what it declares', async () => {
    const { verdict, sent } = await held(
      `import { user } from 'splashtop-iac'
       const kept: { chain?: object } = globalThis as object
       try { for (;;) kept.chain = { chain: kept.chain } } catch {}
       for (let n = 0; n < 100_000; n++) user('é' + n, {})`,
    )
    expect([verdict.ended, sent]).toEqual(['memory', ''])
  })
})

test('a hundred thousand declarations take a small part of it', async () => {
  const { verdict, peak, sent } = await held(
    "import { user } from 'splashtop-iac'\nfor (let n = 0; n < 100_000; n++) user('user-' + n, { email: n + '@example.com' })",
  )
  expect(verdict).toEqual({ ended: 'well', printed: [], faults: [] })
  expect(sent.split('\n')).toHaveLength(100_001)
  expect(peak).toBeLessThan(AROUND)
})
