/** The policy, and over it what was set on the computer. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Json } from '../schema/canonical.ts'
import { settingNodes } from '../schema/vocabulary.ts'
import { faultOf, lay } from './effective.ts'

const policy = {
  'session.sound': { value: 'off', origin: 'policy kiosks', locked: true },
  'general.autoLaunch': { value: true, origin: 'builtin', locked: false },
}

test('what is locked wins, and who tried is told', () => {
  const { settings, refused } = lay(policy, { 'session.sound': 'remote' })
  expect(settings['session.sound']).toEqual(policy['session.sound'])
  expect(refused).toEqual([{ name: 'session.sound', why: 'locked' }])
})

test('what is not locked is the computer’s own', () => {
  const { settings, refused } = lay(policy, { 'general.autoLaunch': false, 'bandwidth.maxFrameRate': 30 })
  expect(settings['general.autoLaunch']).toEqual({ value: false, origin: 'local', locked: false })
  expect(settings['bandwidth.maxFrameRate']).toEqual({ value: 30, origin: 'local', locked: false })
  expect(refused).toEqual([])
})

test('what says the same as the policy is no attempt', () => {
  expect(lay(policy, { 'session.sound': 'off' }).refused).toEqual([])
})

test.each([
  ['sesion.sound', 'off', 'unknown'],
  ['__proto__', { locked: false }, 'unknown'],
  ['session.sound', 'loud', 'invalid'],
  ['bandwidth.maxFrameRate', 61, 'invalid'],
  ['general.proxy', { mode: 'manual', url: 'http://user:password@proxy' }, 'invalid'],
])('%s = %j has no effect', (name, value, why) => {
  const { settings, refused } = lay(policy, JSON.parse(`{${JSON.stringify(name)}:${JSON.stringify(value)}}`))
  expect(settings).toEqual(policy)
  expect(refused).toEqual([{ name, why }])
})

test('a locked setting is what the policy says, whatever is set here', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...settingNodes.keys()), fc.jsonValue()), (local) => {
      expect(lay(policy, local as Record<string, Json>).settings['session.sound']).toEqual(policy['session.sound'])
    }),
  )
})

test('each built-in value is one of its setting, and what is kept of a secret too', () => {
  for (const [name, node] of settingNodes) if (node.default !== undefined) expect(faultOf(name, node.default as string)).toBeUndefined()
  expect(faultOf('security.additionalPassword', { mode: 'securityCode', securityCode: 'scrypt$16384$…' })).toBeUndefined()
  expect(faultOf('security.additionalPassword', { mode: 'guess' })).toContain('guess')
  expect(faultOf('general.computerName', null)).toBeUndefined()
  expect(faultOf('of.tomorrow', 'x')).toBeUndefined()
})
