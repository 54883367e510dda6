/** Tells the computer how large its picture is shown here, in the pixels of this screen: more of them than there are would be sent for nothing. */

/** How long the window rests before it counts: while it is drawn larger, each size would be another picture. */
const REST_MS = 300

/** @param tell with the size in pixels; called at once, and whenever it is another one */
export function watchSize(shown: HTMLElement, tell: (fit: [width: number, height: number]) => void): () => void {
  let rest: ReturnType<typeof setTimeout> | undefined
  let before = ''
  function look(): void {
    const { width, height } = shown.getBoundingClientRect()
    const fit: [number, number] = [Math.round(width * devicePixelRatio), Math.round(height * devicePixelRatio)]
    if (width === 0 || height === 0 || before === fit.join()) return
    before = fit.join()
    tell(fit)
  }
  const observer = new ResizeObserver(() => {
    clearTimeout(rest)
    rest = setTimeout(look, REST_MS)
  })
  observer.observe(shown)
  look()
  return () => {
    clearTimeout(rest)
    observer.disconnect()
  }
}
