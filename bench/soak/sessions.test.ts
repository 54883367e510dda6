import { expect, test } from 'vitest'
import { hasDisplays } from '../display.ts'
import { run } from './sessions.ts'

test.skipIf(!process.env.CI && !hasDisplays)(
  'nine sessions, ended by the viewer, by who may and by a crash, leave no process, connection, open file or file behind',
  async () => {
    // It judges itself what is left.
    const { ended } = await run(9)
    expect(ended).toEqual({ viewer: 3, somebody: 4, crash: 3, vanished: 0 }) // and one before, to load what is loaded once
  },
)
