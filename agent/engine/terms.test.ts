/** What of each setting this engine holds: there is no setting of sessions of which nothing is said. */
import { expect, test } from 'vitest'
import type { Json } from '../../schema/canonical.ts'
import { settingNodes } from '../../schema/vocabulary.ts'
import type { Able } from './able.ts'
import { lackingIn, outcomeInSessions, refusalsOf, termsOf } from './terms.ts'

/** A computer that has nothing beside its display. */
const able: Able = {
  locker: { missing: 'No locker.' },
  logOff: { missing: 'No logind.' },
  letters: { missing: 'No logind.' },
  printing: { missing: 'No CUPS.' },
  recordings: undefined,
}
const setting = (value: Json) => ({ value, origin: 'builtin', locked: false })
/** The agent's own, and the system's. */
const others = ['computerName', 'autoLaunch', 'autoUpdate', 'hideTrayIcon', 'proxy'].map((name) => `general.${name}`)

test('every setting of a session has an outcome', () => {
  const silent = [...settingNodes.keys()].filter((name) => outcomeInSessions(name, null, able) === undefined)
  expect(silent.sort()).toEqual([...others, 'security.staleness'].sort())
})

test.each<[string, Json]>([
  ['general.engine', 'splashtop-streamer'],
  ['security.additionalPassword', { mode: 'osLogin' }],
  ['security.lockScreenOnConnect', true],
  ['security.lockScreenOnDisconnect', true],
  ['security.logoffOnDisconnect', { enabled: true, afterSeconds: 0 }],
  ['security.blankScreen', true],
  ['session.indicator', { mode: 'banner' }],
  ['session.watermark', { enabled: true }],
  ['security.requestPermission', { mode: 'allowOnTimeout' }],
  ['security.sessionRecording', { enabled: true, required: true }],
])('%s protects the computer and can not be held: no session begins', (name, value) => {
  expect(outcomeInSessions(name, value, able)).toMatchObject({
    state: 'unsupported',
    reason: expect.stringContaining('No session begins.'),
  })
  expect(refusalsOf({ [name]: setting(value) }, able)).toHaveLength(1)
})

test('printing that this computer has no means for is said to be so; sessions begin without', () => {
  const name = 'security.remotePrint'
  expect(outcomeInSessions(name, true, able)).toEqual({ state: 'unsupported', reason: 'No CUPS.' })
  expect(outcomeInSessions(name, false, able)).toEqual({ state: 'enforced' })
  expect(refusalsOf({ [name]: setting(true) }, able)).toEqual([])
  const printing = { line: ['lpadmin'] } as const
  expect(outcomeInSessions(name, true, { ...able, printing })).toEqual({ state: 'enforced' })
  const granted = { remotePrint: 'enabled', chat: 'enabled', remoteReboot: 'disabled' } as const
  expect([lackingIn(granted, able), lackingIn(granted, { printing })]).toEqual([['remotePrint'], []])
})

test('a session has what grant and policy both allow', () => {
  const settings = {
    'security.copyPaste': setting('fromComputerOnly'),
    'security.remoteControl': setting(true),
    'bandwidth.maxFrameRate': setting(60),
  }
  const terms = termsOf(settings, { copyPaste: 'enabled' })
  expect(terms).toMatchObject({ control: false, clipboard: { toComputer: false, fromComputer: true }, frameRate: 60 })
  expect(termsOf({}, { copyPaste: 'enabled', remoteControl: 'enabled' })).toMatchObject({
    control: false,
    clipboard: { fromComputer: false },
  })
  expect(termsOf(settings, { copyPaste: 'toComputerOnly' }).clipboard).toEqual({ toComputer: false, fromComputer: false })
})
