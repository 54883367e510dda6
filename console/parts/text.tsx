/** A sentence of the control plane: what stands between backticks is a name, or what one types. All of it is text, whatever it holds. */
import { Fragment, type ReactNode } from 'react'

export function Sentence({ text }: { text: string }): ReactNode {
  return text.split('`').map((part, i) => {
    // Two equal parts of one sentence are told apart by their place, which never changes.
    const key = `${i} ${part}`
    return i % 2 === 0 ? <Fragment key={key}>{part}</Fragment> : <code key={key}>{part}</code>
  })
}
