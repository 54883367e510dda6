/**
 * The keyboard of a phone: it has no keys that go down and up, but puts text into a field. So there is a field of our own, never seen, that it writes into; what
 * arrives in it is typed on the computer, letter by letter, and taken out again.
 */
import { BACKSPACE, ENTER, keysymOf } from './keys.ts'

/** A letter that can be taken away, so that taking away is told even where nothing was written. */
const FILLING = '·'

/** @param chord presses keys and lets go of them. Gives back what ends it. */
export function watchSoftKeys(field: HTMLTextAreaElement, chord: (symbols: readonly number[]) => void): () => void {
  const over = new AbortController()
  const empty = () => {
    field.value = FILLING
    field.setSelectionRange(1, 1)
  }
  empty()
  field.addEventListener('focus', empty, { signal: over.signal })
  field.addEventListener(
    'input',
    (event) => {
      // A word that is still being composed comes when it is done.
      if ((event as InputEvent).isComposing) return
      const { value } = field
      if (!value.startsWith(FILLING)) chord([BACKSPACE])
      for (const character of value.replace(FILLING, '')) {
        const symbol = character === '\n' ? ENTER : keysymOf({ key: character, location: 0 })
        if (symbol !== undefined) chord([symbol])
      }
      empty()
    },
    { signal: over.signal },
  )
  field.addEventListener('compositionend', () => field.dispatchEvent(new InputEvent('input')), { signal: over.signal })
  return () => over.abort()
}
