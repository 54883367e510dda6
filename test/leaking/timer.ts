/** Leaves a timer behind. */
import { test } from 'vitest'

test('a timer is set', () => {
  setTimeout(() => {}, 60_000)
})
