/** The whole screen for the picture; then, where a browser allows it, keys too that it keeps for itself otherwise: Escape, Super, Alt-Tab. */
interface Lockable {
  keyboard?: { lock(keys?: readonly string[]): Promise<void>; unlock(): void }
}

export async function toggleFullScreen(element: HTMLElement): Promise<void> {
  const { keyboard } = navigator as Navigator & Lockable
  if (document.fullscreenElement) {
    keyboard?.unlock()
    await document.exitFullscreen()
    return
  }
  await element.requestFullscreen()
  await keyboard?.lock().catch(() => undefined) // then those keys stay the browser's, and the menu has them
}

export const listenToFullScreen = (listener: () => void): (() => void) => {
  document.addEventListener('fullscreenchange', listener)
  return () => document.removeEventListener('fullscreenchange', listener)
}
export const isFullScreen = (): boolean => document.fullscreenElement !== null
