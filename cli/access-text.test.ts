import { afterEach, expect, test, vi } from 'vitest'
import { effective } from '../effective/effective.ts'
import { worldOf } from '../schema/kinds/cases.ts'
import { writeAccess } from './access-text.ts'
import { fakeSurface } from './fake-surface.ts'

const world = worldOf(`
  Team acme {owner: olga}
  User olga {}
  User ann {}
  Computer pc {}
  AccessPermission none {subjects: {users: [olga]}, computers: {mode: none}}
  ScheduledResource farm {computers: [pc], admins: [olga]}
  Schedule nearly {resource: farm, subjects: {users: [ann]}, startDate: 2026-01-05, timeSlot: {start: '00:01', end: '23:59'}, recurrence: {frequency: daily}}`)

afterEach(() => void vi.useRealTimers())

async function text(at: number): Promise<string> {
  const out = fakeSurface({ width: 120 })
  await writeAccess(effective(world), { at }, {}, { out, all: false, from: 'the files', notes: [] })
  return out.text()
}

test('the end of hours is told from the time that was asked about, which is seldom now', async () => {
  const noon = Date.parse('2026-03-03T12:00:00Z')
  expect(await text(noon)).toMatch(/, then until 23:59/)
  vi.useFakeTimers({ now: noon + 10_000, toFake: ['Date'] })
  expect(await text(noon)).toMatch(/, now until 23:59/)
})
