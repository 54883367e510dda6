/** Files that are dropped on the screen. */

/** @param dropped of them; folders are none. Gives back what ends it. */
export function watchDrops(stage: HTMLElement, dropped: (files: readonly File[]) => void): () => void {
  const over = new AbortController()
  const { signal } = over
  stage.addEventListener(
    'dragover',
    (event) => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault()
    },
    { signal },
  )
  stage.addEventListener(
    'drop',
    (event) => {
      event.preventDefault()
      const items = [...(event.dataTransfer?.items ?? [])].filter((item) => item.webkitGetAsEntry()?.isDirectory !== true)
      dropped(items.flatMap((item) => item.getAsFile() ?? []))
    },
    { signal },
  )
  return () => over.abort()
}
