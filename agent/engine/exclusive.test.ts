import { expect, test } from 'vitest'
import { consoleIn, seatedIn, withExclusive } from './exclusive.ts'

const nothing = { blankScreen: false, lockInput: false, logoffAfterDisconnect: false }
const setting = (value: boolean | { enabled: boolean; afterSeconds: number }) => ({ value, origin: 'builtin', locked: false })

test('what a schedule adds lies over the settings of the computer, and takes nothing back', () => {
  const settings = { 'security.lockInput': setting(true), 'security.logoffOnDisconnect': setting({ enabled: false, afterSeconds: 30 }) }
  expect(withExclusive(settings, undefined)).toBe(settings)
  expect(withExclusive(settings, nothing)).toEqual(settings)
  expect(withExclusive(settings, { ...nothing, blankScreen: true, logoffAfterDisconnect: true })).toMatchObject({
    'security.blankScreen': { value: true, locked: true },
    'security.lockInput': { value: true },
    'security.logoffOnDisconnect': { value: { enabled: true, afterSeconds: 30 } },
  })
})

test('who sits at the machine is told from who came over a network, and from who is being asked', () => {
  const sessions = [
    { session: '1', uid: 1000, user: 'mia', seat: 'seat0', class: 'user' },
    { session: '2', uid: 1001, user: 'jo', seat: null, class: 'user' },
    { session: '3', uid: 110, user: 'gdm', seat: 'seat0', class: 'greeter' },
    { session: '4', uid: 1000, user: 'mia', seat: 'seat0', class: 'user' },
  ]
  expect(seatedIn(JSON.stringify(sessions))).toEqual(['mia'])
  expect(seatedIn('[]')).toEqual([])
  expect(
    consoleIn(
      'mia      tty2         2026-03-02 09:00 (tty2)\njo       pts/0        2026-03-02 09:01 (192.0.2.7)\nann      :0 2026-03-02\n',
    ),
  ).toEqual(['mia', 'ann'])
  expect(consoleIn('')).toEqual([])
})
