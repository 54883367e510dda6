/** What a session waits for before there is a picture: said on the card, and asked for where it is the password of the computer. */
import { PASSWORD_CHARS, type Waiting } from '../../protocol/viewer.ts'

/** @param answer is given what was typed */
export function showWaiting(waiting: Waiting, card: HTMLElement, answer: (password: string) => void): { title: string; text: string } {
  card.querySelector('form')?.remove()
  if (waiting.for === 'permission')
    return {
      title: 'Waiting for permission',
      text: `The person at the computer is asked, and has ${waiting.seconds} seconds to answer.`,
    }
  const [form, label, field, button] = (['form', 'label', 'input', 'button'] as const).map((name) => document.createElement(name)) as [
    HTMLFormElement,
    HTMLLabelElement,
    HTMLInputElement,
    HTMLButtonElement,
  ]
  Object.assign(field, { type: 'password', maxLength: PASSWORD_CHARS, autocomplete: 'off', required: true })
  label.append('Password of the computer', field)
  button.textContent = 'Go on'
  form.append(label, button)
  form.onsubmit = (event) => {
    event.preventDefault()
    answer(field.value)
    form.remove()
  }
  card.append(form)
  field.focus()
  return {
    title: 'The computer asks for its password',
    text: waiting.left === 1 ? 'It can be wrong no more.' : `It can be given ${waiting.left} times, within ${waiting.seconds} seconds.`,
  }
}
