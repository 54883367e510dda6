/**
 * What is written without a key of its own: by dead keys, by an input method, by the keyboard of a phone, dictated, or chosen from a table. A browser composes
 * all of that in a field and nowhere else. So there is a field over the picture, seen only while something is composed in it; what arrives in it is typed on the
 * computer, letter by letter, and taken out again.
 */
import { BACKSPACE } from './keys.ts'

/** A letter that can be taken away, so that taking away is told even where nothing was written. A space that no line is broken at. */
const FILLING = '\u00a0'
/** From the edge of the window, in pixels, so that there is room for what is composed. */
const ROOM = 160

export interface Composed {
  text(text: string): void
  chord(symbols: readonly number[]): void
}

/**
 * @param stage where the picture is: what has the focus there is the field, other than on a phone, where it would open a keyboard over half of the picture
 * Gives back what ends it.
 */
export function watchComposing(stage: HTMLElement, field: HTMLTextAreaElement, { text, chord }: Composed): () => void {
  const over = new AbortController()
  const { signal } = over
  const empty = () => {
    field.value = FILLING
    field.setSelectionRange(1, 1)
  }
  empty()
  stage.addEventListener(
    'focus',
    () => {
      // A field looks focused whoever came to it; a ring is for who came by keys.
      stage.toggleAttribute('data-ring', stage.matches(':focus-visible'))
      if (!matchMedia('(pointer: coarse)').matches) field.focus({ preventScroll: true })
    },
    { signal },
  )
  // What is composed stands where one works, and so does what the input method offers.
  stage.addEventListener(
    'pointerup',
    ({ clientX, clientY }) => {
      field.style.left = `${Math.max(0, Math.min(clientX, innerWidth - ROOM))}px`
      field.style.top = `${Math.max(0, Math.min(clientY, innerHeight - ROOM))}px`
    },
    { signal },
  )
  function take(): void {
    const { value } = field
    if (!value.startsWith(FILLING)) chord([BACKSPACE])
    text(value.replace(FILLING, ''))
    empty()
  }
  function composed(): void {
    field.toggleAttribute('data-composing', false)
    take()
  }
  field.addEventListener('focus', empty, { signal })
  // A word that is still being composed comes when it is done.
  field.addEventListener('input', (event) => (event as InputEvent).isComposing || take(), { signal })
  field.addEventListener('compositionstart', () => field.toggleAttribute('data-composing', true), { signal })
  field.addEventListener('compositionend', composed, { signal })
  return () => over.abort()
}
