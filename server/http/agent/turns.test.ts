import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { inTurns } from './turns.ts'

const finished = async (done: readonly unknown[], count: number) => {
  while (done.length < count) await setImmediate()
}

test('everyone has one turn, in order, and knows among how many', async () => {
  const done: [string, number][] = []
  const some = inTurns<string>(async (one, among) => void done.push([one, among]))
  for (const one of ['a', 'b', 'a', 'c', 'd']) some.add(one)
  some.drop('c')
  expect(done).toEqual([])
  await finished(done, 3)
  expect(done.map(([one]) => one)).toEqual(['a', 'b', 'd'])
  expect(done.map(([, among]) => among)).toEqual([3, 3, 3])
})

test('whoever is added while others have their turns has one too, and again after its own', async () => {
  const done: string[] = []
  const some = inTurns<string>(async (one) => {
    if (done.push(one) === 1) for (const more of ['a', 'z']) some.add(more)
  })
  some.add('a')
  await finished(done, 3)
  expect(done).toEqual(['a', 'a', 'z'])
  some.add('later')
  await finished(done, 4)
  expect(done.at(-1)).toBe('later')
})

test('where that takes long, the turns go on for as long in between', async () => {
  const busy = (ms: number) => {
    for (const until = performance.now() + ms; performance.now() < until; );
  }
  let done = 0
  const some = inTurns<number>(async () => {
    busy(1)
    done++
  })
  for (let i = 0; i < 60; i++) some.add(i)
  const each: number[] = []
  for (let before = 0; done < 60; before = done) {
    await setImmediate()
    busy(15)
    each.push(done - before)
  }
  expect(Math.max(...each)).toBeGreaterThan(4)
  expect(Math.max(...each)).toBeLessThan(60)
})

test('what else there is to do is done between them', async () => {
  let [done, between] = [0, 0]
  const some = inTurns<number>(async () => {
    for (const until = performance.now() + 1; performance.now() < until; );
    done++
  })
  // On a machine that is busy the slices are as long as they may be, and there are still more than four.
  for (let i = 0; i < 200; i++) some.add(i)
  while (done < 200) {
    await setImmediate()
    between++
  }
  expect(between).toBeGreaterThan(4)
})
