import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { fakeSurface } from './fake-surface.ts'
import { eventProgress, lineProgress } from './progress.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] })
})
afterEach(() => {
  vi.useRealTimers()
})

test('a run that is over in a moment shows no progress', () => {
  const err = fakeSurface({ terminal: true })
  const progress = lineProgress(err)
  progress.phase('load')
  progress.step(1, 2)
  progress.end()
  expect(err.text()).toBe('')
})

test('a run that lasts shows its phase and how far it is, and takes the line away at its end', () => {
  const err = fakeSurface({ terminal: true })
  const progress = lineProgress(err)
  vi.advanceTimersByTime(300)
  progress.phase('load')
  vi.advanceTimersByTime(100)
  progress.step(1200, 3400)
  progress.step(1201, 3400)
  progress.end()
  expect(err.text()).toBe('\r\x1b[KReading files …\r\x1b[KReading files 1,200 of 3,400 …\r\x1b[K')
})

test('a wait says for whom at once, and the line never folds', () => {
  const err = fakeSurface({ terminal: true, width: 40 })
  lineProgress(err).phase('wait', `for \x1b[2Jprocess 7 of alice on a machine with a long name`)
  expect(err.text()).toBe('\r\x1b[KWaiting for <U+001B>[2Jprocess 7 of ali')
})

test('for programs each phase and step is a line of JSON', () => {
  const err = fakeSurface()
  const progress = eventProgress(err)
  progress.phase('load')
  progress.step(2, 2)
  expect(
    err
      .text()
      .split('\n')
      .slice(0, 2)
      .map((line) => JSON.parse(line)),
  ).toEqual([
    { version: 1, event: 'phase', phase: 'load' },
    { version: 1, event: 'step', phase: 'load', done: 2, of: 2 },
  ])
})
