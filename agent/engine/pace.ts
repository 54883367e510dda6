/** How fast what comes in pieces may go: files and what is printed, beside the picture, within one bound that they share. */
export type Pace = (bytes: number) => Promise<void>

/** Waits so long that no more than so many kilobits, as it is at the moment, go in a second; 0: never. */
export function pacer(kilobitsPerSecond: () => number): Pace {
  let free = performance.now()
  return async (bytes) => {
    const bytesPerSecond = (kilobitsPerSecond() * 1000) / 8
    if (bytesPerSecond === 0) return
    const now = performance.now()
    free = Math.max(free, now - 100) + (bytes / bytesPerSecond) * 1000
    if (free > now) await new Promise((resolve) => setTimeout(resolve, free - now))
  }
}
