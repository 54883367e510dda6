/**
 * So much at once, and then one each while: an agent speaks because of what it is told, and whoever stands between must not make it speak without end.
 */
export class Allowance {
  readonly #burst: number
  readonly #everyMs: number
  readonly #now: () => number
  /** When all of it is there again. */
  #full = 0

  constructor(burst: number, everyMs: number, now: () => number = () => performance.now()) {
    this.#burst = burst
    this.#everyMs = everyMs
    this.#now = now
  }

  /** Takes one; gives the milliseconds to wait for it. */
  take(): number {
    const now = this.#now()
    this.#full = Math.max(this.#full, now) + this.#everyMs
    return Math.max(0, this.#full - now - this.#burst * this.#everyMs)
  }
}
