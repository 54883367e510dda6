/**
 * What a server that speaks to thousands asks of each of them: to report what became of a document, or to come again, some time within a while. When,
 * each draws by lot. It is bounded, so that nobody who stands between keeps an agent silent by it.
 */
import type { FromServer } from '../protocol/stream.ts'

const LONGEST_MS = 60_000

export class Spread {
  readonly #chance: () => number
  readonly #now: () => number
  #reportAt = 0
  #away: number | undefined

  constructor(chance: () => number = Math.random, now: () => number = () => performance.now()) {
    this.#chance = chance
    this.#now = now
  }

  hear(message: FromServer): void {
    if ('policy' in message) this.#reportAt = this.#now() + this.#drawn(message.policy?.spreadMs)
    else if ('goodbye' in message) this.#away = this.#drawn(message.goodbye?.spreadMs)
  }

  /** Milliseconds until it may report, 0 when it may now. */
  report(): number {
    return Math.max(0, this.#reportAt - this.#now())
  }
  /** Milliseconds for which it is to stay away, told once; undefined where it was asked for nothing. */
  away(): number | undefined {
    const away = this.#away
    this.#away = undefined
    return away
  }

  #drawn(ms: unknown): number {
    return typeof ms === 'number' && ms > 0 ? this.#chance() * Math.min(ms, LONGEST_MS) : 0
  }
}
