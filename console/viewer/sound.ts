/** The sound of the computer. A browser may want a click or a key before it plays anything; the first one into the page will do. */

/** @param heard what takes the clicks and keys of the page */
export function play(stream: MediaStream, heard: Document = document): HTMLAudioElement {
  const player = Object.assign(new Audio(), { srcObject: stream, autoplay: true })
  const again = new AbortController()
  const begin = () => {
    player.play().then(
      () => again.abort(),
      () => undefined, // not yet: it is tried again with the next one
    )
  }
  for (const name of ['pointerdown', 'keydown']) heard.addEventListener(name, begin, { signal: again.signal, capture: true })
  begin()
  return player
}
