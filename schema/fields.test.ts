import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { declaredOf } from './arbitrary.ts'
import type { Json } from './canonical.ts'
import {
  defaultAt,
  equalField,
  fieldsOf,
  fill,
  joinPath,
  nodeAt,
  normalise,
  overlaps,
  referencesOf,
  segments,
  treeOf,
  valueAt,
} from './fields.ts'
import { kindNamed, kinds } from './kinds/index.ts'

const runs = { numRuns: 60 }

describe.each(kinds.map((kind) => [kind.name, kind] as const))('%s', (_, kind) => {
  test('a tree is its fields, and the fields are the tree', () => {
    fc.assert(
      fc.property(declaredOf(kind), (declared) => {
        const normal = normalise(kind, declared)
        expect(treeOf(fieldsOf(kind, normal))).toEqual(normal)
      }),
      runs,
    )
  })

  test('each field is found at its path, has a node in the schema, and equals itself', () => {
    fc.assert(
      fc.property(declaredOf(kind), (declared) => {
        for (const [path, value] of fieldsOf(kind, declared)) {
          expect(valueAt(declared, path)).toEqual(value)
          expect(nodeAt(kind, path), path).toBeDefined()
          expect(equalField(kind, path, value, structuredClone(value))).toBe(true)
        }
      }),
      runs,
    )
  })

  test('normalising twice is normalising once, and the order of sets means nothing', () => {
    fc.assert(
      fc.property(declaredOf(kind), (declared) => {
        const reversed = structuredClone(declared, {})
        const turn = (value: unknown): void => {
          if (Array.isArray(value)) value.reverse()
          if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) turn(inner)
        }
        turn(reversed)
        const once = normalise(kind, structuredClone(declared))
        expect(normalise(kind, structuredClone(once))).toEqual(once)
        expect(normalise(kind, reversed)).toEqual(once)
      }),
      runs,
    )
  })

  test('filling keeps what was given, and filling what is filled changes nothing', () => {
    fc.assert(
      fc.property(declaredOf(kind), (declared) => {
        const filled = fill(kind.spec, declared.spec)
        for (const [path, value] of fieldsOf(kind, { spec: declared.spec ?? {} })) {
          const kept = valueAt({ spec: filled }, path)
          if (value !== null && nodeAt(kind, path)?.type !== 'object') expect(kept).toEqual(value)
        }
        expect(fill(kind.spec, filled)).toEqual(filled)
      }),
      runs,
    )
  })
})

test('a path is split into the keys that it was joined from, whatever they hold', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ minLength: 1, unit: 'grapheme' }), { minLength: 1, maxLength: 4 }), (keys) => {
      expect(segments(keys.reduce(joinPath, ''))).toEqual(keys)
    }),
  )
})

test('a field overlaps itself, what it contains and what contains it, and no neighbour', () => {
  expect(overlaps('spec.match', 'spec.match.labels')).toBe(true)
  expect(overlaps('metadata.labels["a/b"]', 'metadata.labels')).toBe(true)
  expect(overlaps('spec.group', 'spec.groups')).toBe(false)
})

test('a reference to a built-in name is none', () => {
  const user = kindNamed('User')
  const names = (spec: Record<string, string>) => referencesOf(user, { spec }).map(({ path, kind, name }) => `${path} ${kind} ${name}`)
  expect(names({ role: 'member', authentication: 'password', group: 'crew' })).toEqual(['spec.group Group crew'])
  expect(names({ role: 'lead', authentication: 'entra' })).toEqual(['spec.role Role lead', 'spec.authentication SsoMethod entra'])
})

test('the default of a field is found by its path; a set begins empty', () => {
  expect(defaultAt(kindNamed('Team'), 'spec.authentication.twoStepVerification.admins')).toBe(true)
  expect(defaultAt(kindNamed('Group'), 'spec.admins')).toEqual([])
  expect(defaultAt(kindNamed('User'), 'spec.email')).toBeUndefined()
})

test.each([
  ['User', 'spec.email', 'Ann@Acme.example', 'ann@acme.example', true],
  ['User', 'spec.displayName', 'Ann', 'ann', false],
  ['User', 'spec.group', null, undefined, true],
  ['PreferencePolicy', 'spec.settings.security.requestPermission', { mode: 'off' }, { mode: 'off', timeoutSeconds: 30 }, true],
  ['PreferencePolicy', 'spec.settings.security.requestPermission', { mode: 'off' }, { mode: 'off', timeoutSeconds: 31 }, false],
  ['PreferencePolicy', 'spec.settings.security.requestPermission', {}, null, false],
  ['Team', 'spec.ipRestriction.allow', ['2001:0db8::/32', '203.0.113.9'], ['203.0.113.9/32', '2001:db8::/32'], true],
  ['Team', 'spec.ipRestriction.allow', ['10.0.0.0/8'], ['10.0.0.0/8', '::/0'], false],
  ['Group', 'spec.admins', ['ann'], ['Ann'], false],
  ['Group', 'spec.match', {}, null, false],
] as const)('of %s, %s: %j and %j mean the same: %s', (kind, path, a, b, expected) => {
  expect(equalField(kindNamed(kind), path, a as Json, b as Json)).toBe(expected)
  expect(equalField(kindNamed(kind), path, b as Json, a as Json)).toBe(expected)
})
