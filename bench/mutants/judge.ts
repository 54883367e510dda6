/** What the judge asks of a mutant: a tenth of what the suite asks, always the same. */
import { expect, it } from 'vitest'
import { run } from '../soak/meaning.ts'

it('means what it means to the judge', () => {
  expect(run(100, 20260329)).toBeGreaterThan(1000)
})
