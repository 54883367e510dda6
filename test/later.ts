/** Preloaded by a program that is to believe that it is later than it is: `node --import …/later.ts`, by so many milliseconds of TEST_LATER_MS. */
const [later, now] = [Number(process.env.TEST_LATER_MS), Date.now]

class Later extends Date {
  constructor(...given: [] | [number | string | Date]) {
    if (given.length === 0) super(now() + later)
    else super(given[0])
  }
  static override now(): number {
    return now() + later
  }
}
globalThis.Date = Later as DateConstructor
