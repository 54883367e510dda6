/** How the picture stands on the page: made to fit, or as large as it is; then what is hidden comes into sight where the pointer goes. */
export type Scaling = 'fit' | 'actual'

/** Gives back what ends it. */
export function followPointer(stage: HTMLElement): () => void {
  const over = new AbortController()
  /** The last eighth on each side is as good as the edge, which a pointer hardly meets. */
  const part = (at: number, size: number): number => Math.min(Math.max((at / size - 0.125) / 0.75, 0), 1)
  stage.addEventListener(
    'pointermove',
    ({ clientX, clientY }) => {
      const { left, top } = stage.getBoundingClientRect()
      stage.scrollLeft = part(clientX - left, stage.clientWidth) * (stage.scrollWidth - stage.clientWidth)
      stage.scrollTop = part(clientY - top, stage.clientHeight) * (stage.scrollHeight - stage.clientHeight)
    },
    { signal: over.signal },
  )
  return () => {
    over.abort()
    stage.scrollTo(0, 0)
  }
}
