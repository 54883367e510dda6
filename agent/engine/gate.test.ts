/** When pictures are taken: by a clock of the test's own. */
import { expect, test } from 'vitest'
import { Gate } from './gate.ts'

/** Goes from picture to picture until `end`, with the screen moving where `moves` says so; gives when each was taken, and whether it was looked for. */
function run(gate: Gate, end: number, moves: (now: number) => boolean): { at: number; look: boolean }[] {
  const taken: { at: number; look: boolean }[] = []
  for (let now = 0; now < end; now++) {
    if (moves(now)) gate.changed()
    const due = gate.due(now)
    if (due.in > 0) continue
    taken.push({ at: now, look: due.look })
    gate.settle()
    gate.taken(now, due.look)
  }
  return taken
}

test('what moves all the time is taken at the rate, and no faster', () => {
  for (const rate of [10, 30, 60]) expect(run(new Gate(rate), 1000, () => true)).toHaveLength(rate)
})

test('a change is taken at once after a pause', () => {
  const taken = run(new Gate(30), 6000, (now) => now === 5000)
  expect(taken).toContainEqual({ at: 5000, look: true })
})

test('after the last change some more follow without a look, and then one every two seconds', () => {
  const taken = run(new Gate(30), 10_000, () => false)
  expect(taken.filter(({ look }) => look)).toEqual([{ at: 0, look: true }])
  expect(taken.map(({ at }) => at)).toEqual([0, 60, 180, 430, 930, 1930, 3930, 5930, 7930, 9930])
})

test('a lower rate holds from the next picture on', () => {
  const gate = new Gate(30)
  gate.settle()
  gate.taken(0, true)
  gate.rate(5)
  gate.changed()
  expect(gate.due(1)).toEqual({ in: 199, look: true })
})
