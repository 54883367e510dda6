import { expect, test } from 'vitest'
import { Computer } from './Computer.ts'
import { invariantsOf, worldOf } from './cases.ts'

invariantsOf(Computer, {
  'Computer-group-hold-computers': [
    { world: 'Computer a {group: us}\nGroup us {type: users}', at: [1, 2] },
    { world: 'Computer a {group: all}\nGroup all {type: mixed}\nComputer b {group: pcs}\nGroup pcs {type: computers}', at: [] },
  ],
  'computer-device-unique': [
    { world: 'Computer b {deviceId: 0123456789ab}\nComputer a {deviceId: 0123456789ab}', at: [2, 1] },
    { world: 'Computer a {deviceId: 0123456789ab}\nComputer b {deviceId: 0123456789AB}\nComputer c {}\nComputer d {}', at: [] },
  ],
})

test('a computer that enrolled is released with its declaration; a pre-registration is deleted', () => {
  const world = worldOf('Computer a {} status {enrolment: {facts: {hostname: a}}}\nComputer b {}')
  const released = (name: string) => Computer.releasedOnRemoval?.(world.find('Computer', name) ?? expect.fail())
  expect([released('a'), released('b')]).toEqual([true, false])
})
