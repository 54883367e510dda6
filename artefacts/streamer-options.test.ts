import { expect, test } from 'vitest'
import { settings } from '../schema/vocabulary.ts'
import type { Deployment } from './artefact.ts'
import { streamerOptions } from './streamer-options.ts'

type Settings = Deployment['spec']['settings']

test.each<[string, Settings, string[], string[]]>([
  ['nothing', {}, [], []],
  ['a plain name', { general: { computerName: 'till-7' } }, ['-devname=till-7'], []],
  ['a name with accents', { general: { computerName: 'Hôtel' } }, ['-devname=Hôtel'], []],
  ['a name that would be cut', { general: { computerName: 'Front desk' } }, [], ['general.computerName']],
  ['a name that would be a pattern', { general: { computerName: 'till[1]' } }, [], ['general.computerName']],
  ['updates', { general: { autoUpdate: false } }, ['-auto_update=0'], []],
  ['the icon', { general: { hideTrayIcon: true } }, ['-hide_tray_icon=1'], []],
  ['no password', { security: { additionalPassword: { mode: 'none' } } }, ['-sec_opt=0'], []],
  ['a login of the system', { security: { additionalPassword: { mode: 'osLogin' } } }, ['-sec_opt=2'], []],
  [
    'a security code, which nobody is told',
    { security: { additionalPassword: { mode: 'securityCode' } } },
    [],
    ['security.additionalPassword'],
  ],
  ['no question', { security: { requestPermission: { mode: 'off', timeoutSeconds: 90 } } }, ['-req_perm=0'], []],
  ['a question', { security: { requestPermission: { mode: 'allowOnTimeout', timeoutSeconds: 30 } } }, ['-req_perm=2'], []],
  [
    'a question with a time of its own',
    { security: { requestPermission: { mode: 'rejectOnTimeoutAllowAtLogin', timeoutSeconds: 20 } } },
    ['-req_perm=3'],
    ['security.requestPermission'],
  ],
  [
    'locks',
    { security: { lockScreenOnConnect: true, lockScreenOnDisconnect: false } },
    ['-lock_screen_on_connect=1', '-lock_screen_on_disconnect=0'],
    [],
  ],
  ['sound at both ends', { session: { sound: 'both' } }, ['-sound=2'], []],
  ['sound nowhere', { session: { sound: 'off' } }, [], ['session.sound']],
  ['idle time', { session: { idleTimeoutMinutes: 0 } }, ['-idle_session_timeout=0'], []],
  [
    'what the vendor has no option for',
    { bandwidth: { maxFrameRate: 30 }, general: { autoLaunch: true } },
    [],
    ['bandwidth.maxFrameRate', 'general.autoLaunch'],
  ],
])('%s', (_, declared, options, leftOut) => {
  const made = streamerOptions(declared)
  expect([made.options, made.leftOut.map(({ setting }) => setting)]).toEqual([options, leftOut])
  for (const { why } of made.leftOut) expect(why).toMatch(/^[\x20-\x7e]+$/)
})

test('every setting that there is becomes an option or is told', () => {
  const sections = (settings('').properties ?? {}) as Record<string, { properties: Record<string, { default?: unknown }> }>
  const values: Record<string, unknown> = {
    ...{ computerName: 'pc', proxy: { mode: 'auto' }, indicator: { mode: 'none' }, watermark: { enabled: false } },
    ...{
      additionalPassword: { mode: 'none' },
      requestPermission: { mode: 'off', timeoutSeconds: 30 },
      staleness: { mode: 'strict', graceSeconds: 300 },
    },
    ...{ logoffOnDisconnect: { enabled: true, afterSeconds: 0 }, sessionRecording: { enabled: true, required: false } },
  }
  let count = 0
  for (const [section, { properties }] of Object.entries(sections))
    for (const [name, node] of Object.entries(properties)) {
      const { options, leftOut } = streamerOptions({ [section]: { [name]: values[name] ?? node.default } } as Settings)
      expect([section, name, options.length + leftOut.length]).toEqual([section, name, 1])
      count++
    }
  expect(count).toBeGreaterThan(30)
})
