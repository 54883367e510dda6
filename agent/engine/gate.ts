/**
 * When the next picture is taken. A desktop on which nothing moves costs nothing: pictures are taken when the display says that something is another one now
 * (damage.ts), and no more often than the rate allows. After the last of them some more follow, of the same: the coder makes sharp what it had no bits for, and
 * a packet that was lost is noticed only by what comes after it. Then one goes every two seconds, since a viewer that gets none for three asks for all of it anew.
 */
export interface Due {
  /** Milliseconds from now on. */
  in: number
  /** Whether the screen is looked at, or the picture that is there is coded once more. */
  look: boolean
}

/** After the last one in which something was another: so many milliseconds each time, and then on and on. */
const [AFTER_MS, STILL_MS] = [[60, 120, 250, 500, 1000], 2000]

export class Gate {
  #frameRate: number
  #changed = true
  #last = Number.NEGATIVE_INFINITY
  #still = 0

  constructor(frameRate: number) {
    this.#frameRate = frameRate
  }

  get frameRate(): number {
    return this.#frameRate
  }

  rate(frameRate: number): void {
    this.#frameRate = frameRate
  }

  /** Something on the screen is another one now. */
  changed(): void {
    this.#changed = true
  }

  due(now: number): Due {
    const wait = this.#changed ? 1000 / this.#frameRate : (AFTER_MS[this.#still] ?? STILL_MS)
    return { in: Math.max(0, this.#last + wait - now), look: this.#changed }
  }

  /** Whoever looks begins with this: what changes from here on is for the next one. */
  settle(): void {
    this.#changed = false
  }

  /** One is taken now, of something new or of the same. */
  taken(now: number, isNews: boolean): void {
    const every = 1000 / this.#frameRate
    // A timer that is late by a moment each time would make thirty pictures of a second twenty-eight.
    this.#last = isNews && now - this.#last < 2 * every ? Math.max(this.#last + every, now - every / 2) : now
    this.#still = isNews ? 0 : this.#still + 1
  }
}
