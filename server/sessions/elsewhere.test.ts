/** What servers tell each other when the way between them fails for a while. */
import { expect, test } from 'vitest'
import type { Wire } from '../store/store.ts'
import { elsewhere, type Here, type Told } from './elsewhere.ts'

/** A database by which all hear all, in order, as long as it is there. */
function database() {
  const ears = new Set<(text: string) => void>()
  const state = { away: false }
  const wire = (): Wire => ({
    async say(_, text) {
      if (state.away) throw new Error('the database is away')
      for (const heard of ears) heard(text)
    },
    hear(_, heard, missed) {
      ears.add(heard)
      queueMicrotask(missed)
      return () => void ears.delete(heard)
    },
  })
  return { state, wire }
}
const session = (id: string): Told => ({ id, user: 'mia', computer: 'desk-1', since: '2026-11-30T08:00:00Z', exclusive: false })
const here = (all: Told[]): Here => ({ sessions: () => all, asked: () => undefined, told: () => undefined })

test('what could not be said of a session is known as soon as the database is back', async () => {
  const { state, wire } = database()
  const all: Told[] = []
  const [one, two] = [elsewhere(wire(), 'acme', here(all)), elsewhere(wire(), 'acme', here([]))]
  try {
    all.push(session('s1'))
    one.began(session('s1'))
    await expect.poll(() => two.sessions()).toEqual([session('s1')])
    state.away = true
    all.length = 0
    one.gone('s1')
    all.push(session('s2'))
    one.began(session('s2'))
    await Promise.resolve()
    state.away = false
    expect(two.sessions()).toEqual([session('s1')])
    await expect.poll(() => two.sessions()).toEqual([session('s2')])
  } finally {
    one.close()
    two.close()
  }
  expect(two.sessions()).toEqual([])
})

test('who has just come asks those that it has not heard of yet', async () => {
  const { wire } = database()
  const knows: Here = { ...here([]), asked: (name, what) => (name === 'who' ? Promise.resolve(`${what}!`) : undefined) }
  const there = elsewhere(wire(), 'acme', knows)
  await Promise.resolve()
  const comes = elsewhere(wire(), 'acme', here([]))
  try {
    expect(await comes.ask('who', 'mia', 1000)).toBe('mia!')
  } finally {
    there.close()
    comes.close()
  }
})
