/** The seeded tenth of the soak (bench/soak/meaning.ts), and that the worlds it asks about are such as a team may have. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { run } from '../bench/soak/meaning.ts'
import type { ProblemCode } from '../schema/codes.ts'
import { kinds } from '../schema/kinds/index.ts'
import type { Resource } from '../schema/resource.ts'
import { draws, shown } from './reference/worlds.ts'
import { times } from './times.ts'

describe('what is declared', () => {
  it('means to the product what it means to a judge that was written apart from it, on worlds drawn at random', () => {
    expect(run(times(4000), 20260329)).toBeGreaterThan(times(40_000))
  })
})

/** What a world may have come to by itself: clocks and dates that leave no hours, lists that deletions emptied, demoted administrators. */
const may: readonly string[] = ['never-occurs', 'only-without-list', 'admin-without-role'] satisfies ProblemCode[]

describe('the random worlds', () => {
  it('are such as a team may have: they break no invariant but those that time and deletions break', () => {
    fc.assert(
      fc.property(draws, (draw) => {
        const { world } = draw
        const touched = (kind: string) => world.of(kind as 'User')
        const problems = kinds
          .flatMap((kind) => kind.invariants)
          .flatMap((invariant) =>
            invariant.check(world, { touched: touched as <K extends Resource['kind']>(kind: K) => readonly Resource<K>[] }),
          )
          .filter(({ level, code }) => level === 'error' && !may.includes(code))
        expect(problems, shown(draw)).toEqual([])
      }),
      { numRuns: times(800), seed: 7 },
    )
  })
})
