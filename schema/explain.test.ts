/** The compiled validators and the words for a no are two readings of one schema; these laws hold them together. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { manifestOf, spoilt } from './arbitrary.ts'
import { envelopeOf } from './envelope.ts'
import { explain, shownPath } from './explain.ts'
import * as generated from './generated/validators.js'
import { kinds } from './kinds/index.ts'
import { object, secret, text } from './shape.ts'

const validators: Record<string, (value: unknown) => boolean> = { ...generated }

describe.each(kinds.map((kind) => [kind.name, kind] as const))('%s', (name, kind) => {
  const takes = validators[name] ?? expect.fail(`no validator of ${name}`)
  const faultsOf = (value: Parameters<typeof explain>[1]) => explain(envelopeOf(kind), value, name, 1000)

  test('what the schema can say is taken, and there is nothing to explain', () => {
    fc.assert(
      fc.property(manifestOf(kind), (value) => {
        expect(faultsOf(value)).toEqual([])
        expect(takes(value)).toBe(true)
      }),
      { numRuns: 60 },
    )
  })

  test('whatever is refused is explained, and nothing else is', () => {
    fc.assert(
      fc.property(spoilt(manifestOf(kind)), (value) => {
        const faults = faultsOf(value)
        // Characters are no matter of the schema's: those are explained alone.
        const ofSchema = faults.filter((fault) => fault.code !== 'hostile-character')
        if (takes(value)) expect(ofSchema).toEqual([])
        else expect(faults).not.toEqual([])
      }),
      { numRuns: 300 },
    )
  })
})

test('faults are cut at the limit', () => {
  const node = object('', { a: text('') })
  const value = Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`k${i}`, 1]))
  expect(explain(node, value, 'X', 100)).toHaveLength(100)
})

test('a secret that was written is never repeated, whatever form it was given', () => {
  const node = object('', { token: secret('hashed', '') })
  for (const token of [
    'hunter2',
    42,
    ['hunter2'],
    { value: 'hunter2' },
    { valueFrom: 'hunter2' },
    { valueFrom: { env: 'hunter2 !' } },
    { valueFrom: { env: ['hunter2'] } },
    { valueFrom: { env: 'hunter2\u202e' } },
  ]) {
    const faults = explain(node, { token }, 'X', 10)
    expect(faults).not.toEqual([])
    expect(JSON.stringify(faults)).not.toMatch(/hunter2|42/)
  }
  expect(explain(node, { token: 'hunter2' }, 'X', 10)[0]?.code).toBe('literal-secret')
  expect(explain(node, { token: null }, 'X', 10)).toEqual([])
  expect(explain(node, { token: { valueFrom: { env: 'A', file: 'b' } } }, 'X', 10)[0]?.message).toContain('has 2 keys')
})

test('a password in an address, or a private key for a certificate, is not repeated either', () => {
  const node = object('', {
    url: text('', { format: 'https' }),
    certificate: text('', { format: 'pem', 'x-lines': true, maxLength: 9999 }),
  })
  const given = { url: 'https://ann:hunter2@acme.example', certificate: '-----BEGIN PRIVATE KEY-----\nhunter2\n-----END PRIVATE KEY-----' }
  const faults = explain(node, given, 'X', 10)
  expect(faults.map(({ code }) => code)).toEqual(['literal-secret', 'literal-secret'])
  expect(JSON.stringify(faults)).not.toContain('hunter2')
})

test('a path is shown as people write it, whatever is in it', () => {
  expect(shownPath(['metadata', 'labels', 'a.b/c', 'x\u202e', 'spec', 3])).toBe('metadata.labels["a.b/c"]["x<U+202E>"].spec[3]')
})
