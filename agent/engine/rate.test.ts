/** How much of the line the picture takes, by what the viewer says. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Aim, type Bounds, FLOOR_KBPS, firstAim, type Heard, nextAim, START_KBPS } from './rate.ts'

const bounds: Bounds = { kbps: 4000, frameRate: 60 }
const after = (aim: Aim, ticks: number, heard: Heard, within = bounds): Aim =>
  Array.from({ length: ticks }).reduce((now: Aim) => nextAim(now, heard, within), aim)

test('begins at what most lines carry, or at the cap', () => {
  expect(firstAim(bounds)).toEqual({ kbps: START_KBPS, frameRate: 60, scale: 1 })
  expect(firstAim({ ...bounds, kbps: 500 }).kbps).toBe(500)
})

test('takes eight per cent more each second as long as nothing is amiss, and no more than the cap', () => {
  expect(after(firstAim(bounds), 4, {}).kbps).toBeCloseTo(START_KBPS * 1.08)
  expect(after(firstAim(bounds), 4 * 60, {}).kbps).toBe(bounds.kbps)
})

describe('takes less at once', () => {
  const aim = { kbps: 2000, frameRate: 60, scale: 1 }
  test.each<[string, Heard, number]>([
    ['where more than a twentieth is lost', { lost: 0.06 }, 1600],
    ['where packets stand in line', { delay: 151 }, 1600],
    ['to what the viewer thinks the line carries, where that is less', { lost: 0.1, rembKbps: 1000 }, 850],
  ])('%s', (_, heard, kbps) => {
    expect(nextAim(aim, heard, bounds)).toEqual({ ...aim, kbps })
  })

  test('and stays where some is lost, and not much', () => {
    expect(nextAim(aim, { lost: 0.04, delay: 100 }, bounds)).toEqual(aim)
  })

  test('and not by what the viewer thinks alone, which is little where little was sent', () => {
    expect(nextAim(aim, { rembKbps: 100 }, bounds).kbps).toBeGreaterThan(aim.kbps)
  })
})

test('at the floor it gives up pictures first, then their size; and takes back in the other order', () => {
  const bad = { lost: 0.2 }
  const steps = Array.from({ length: 40 }).reduce<Aim[]>((all) => all.concat(nextAim(all.at(-1) ?? firstAim(bounds), bad, bounds)), [])
  const path = steps.filter(({ kbps }) => kbps === FLOOR_KBPS).map(({ frameRate, scale }) => `${frameRate} ${scale}`)
  expect([...new Set(path)]).toEqual(['60 1', '30 1', '20 1', '15 1', '10 1', '10 0.75', '10 0.5'])
  let aim = steps.at(-1) as Aim
  const back = new Set<string>()
  for (let i = 0; i < 400; i++) {
    aim = nextAim(aim, {}, bounds)
    back.add(`${aim.frameRate} ${aim.scale}`)
  }
  expect([...back]).toEqual(['10 0.5', '10 0.75', '10 1', '15 1', '20 1', '30 1', '60 1'])
})

test('whatever is heard, it stays within what policy allows', () => {
  const some = fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: undefined })
  const heard = fc.record({
    lost: some,
    rembKbps: fc.option(fc.nat(1e6), { nil: undefined }),
    delay: fc.option(fc.nat(5000), { nil: undefined }),
  })
  const caps = fc.record({ kbps: fc.integer({ min: 50, max: 20_000 }), frameRate: fc.integer({ min: 1, max: 60 }) })
  fc.assert(
    fc.property(caps, fc.array(heard, { maxLength: 200 }), (most, all) => {
      let aim = firstAim(most)
      for (const one of all) {
        aim = nextAim(aim, one, most)
        expect(aim.kbps).toBeLessThanOrEqual(most.kbps)
        expect(aim.kbps).toBeGreaterThanOrEqual(Math.min(FLOOR_KBPS, most.kbps))
        expect(aim.frameRate).toBeLessThanOrEqual(most.frameRate)
        expect(aim.frameRate).toBeGreaterThanOrEqual(Math.min(10, most.frameRate))
        expect(aim.scale).toBeGreaterThanOrEqual(0.5)
      }
    }),
  )
})
