/** Input by two channels: each message once, in its order, whatever is lost of the one that may lose. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type InputMessage, RECENT, readNumbered, readRecent } from '../../protocol/viewer.ts'
import { arriving } from './arriving.ts'

const message = (n: number): InputMessage => ({ move: [n, 0] })
const numbered = (n: number) => ({ n, message: message(n) })

test('whatever is lost, late or twice on the quick one, all counts once and in its order', () => {
  const steps = fc.array(fc.oneof(fc.constant('order' as const), fc.nat(30)), { maxLength: 200 })
  fc.assert(
    fc.property(steps, (all) => {
      const [taken, sent]: [number[], number] = [[], 40]
      const input = arriving((one) => 'move' in one && taken.push(one.move[0]))
      let ordered = 0
      for (const step of all) {
        if (step === 'order') {
          if (ordered < sent) input.inOrder(numbered(++ordered))
        } else input.soon(Array.from({ length: RECENT }, (_, i) => numbered(step + i + 1)))
      }
      while (ordered < sent) input.inOrder(numbered(++ordered))
      expect(taken).toEqual(Array.from({ length: sent }, (_, i) => i + 1))
    }),
  )
})

test('what comes first by the quick one does not wait', () => {
  const taken: InputMessage[] = []
  const input = arriving((one) => taken.push(one))
  input.soon([numbered(1)])
  input.soon([numbered(1), numbered(2)])
  input.soon([numbered(4)])
  expect(taken).toEqual([message(1), message(2)])
})

test('without numbers everything counts, as from a viewer that has one channel alone', () => {
  const taken: InputMessage[] = []
  const input = arriving((one) => taken.push(one))
  for (let i = 0; i < 2; i++) input.inOrder({ n: undefined, message: message(1) })
  expect(taken).toHaveLength(2)
})

test('what is no list of input is none of it', () => {
  const recent = [
    { key: [0x78, true], n: 1 },
    { move: [1, 2], n: 2 },
  ]
  expect(readRecent(JSON.stringify({ recent }))).toEqual([
    { n: 1, message: { key: [0x78, true] } },
    { n: 2, message: { move: [1, 2] } },
  ])
  const wrong = [
    [...recent, { key: [0x78, true] }],
    [...recent, { n: 3 }],
    [{ key: [0x78, true], n: 0.5 }],
    Array(RECENT + 1).fill(recent[0]),
    'x',
    null,
  ]
  for (const one of wrong) expect(readRecent(JSON.stringify({ recent: one }))).toEqual([])
  for (const text of ['', '[]', 'null', '{"recent":[null]}']) expect(readRecent(text)).toEqual([])
  expect(readNumbered('{"move":[1,2],"n":7}')).toEqual({ n: 7, message: { move: [1, 2] } })
  expect(readNumbered('{"move":[1,2],"n":"7"}')).toEqual({ n: undefined, message: { move: [1, 2] } })
})
