/** What broke off is not gone on with as if it were kept. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Picture } from './capture.ts'
import { keeping } from './keeping.ts'
import { lengthsOf } from './units.ts'

/** A whole picture: parameter sets, and one slice. */
const WHOLE = lengthsOf(Buffer.from('00000001674d401f9a66028010 0000000168ee3c80 000000016588840000'.replaceAll(' ', ''), 'hex'))
const picture = (time: number): Picture => ({ units: WHOLE, key: true, time }) as Picture

test('a recording that can not be written is told, and the session ends where it must be kept from then on, though there is room again', () => {
  const root = mkdtempSync(join(tmpdir(), 'keeping-'))
  const folder = join(root, 'recordings')
  const [told, ended]: [string[], string[]] = [[], []]
  let must = false
  const kept = keeping({
    into: { folder, id: 's1' },
    codec: () => 'h264',
    must: () => must,
    used: () => undefined,
    refresh: () => undefined,
    changed: () => undefined,
    happened: (event) => told.push(event),
    fail: (_, reason) => ended.push(reason),
  })
  try {
    writeFileSync(folder, 'in its way')
    kept.turn(true)
    for (let i = 0; i < 5; i++) kept.takes(picture(i * 100))
    expect([kept.isOn, told]).toEqual([false, ['recording-failed']])
    rmSync(folder)
    must = true
    kept.turn(true)
    expect([kept.isOn, ended]).toEqual([false, ['recording-failed']])
    expect(kept.close()).toBeUndefined()
  } finally {
    rmSync(root, { recursive: true })
  }
})
