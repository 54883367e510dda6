/** Chat with whoever sits at the computer: the window there opens with the first line. Nothing of it is kept. */
import { type FormEvent, type ReactNode, useState } from 'react'
import { Button, Form } from 'react-aria-components'
import { CHAT_CHARS } from '../../protocol/chat.ts'
import { Field } from '../parts/fields.tsx'
import type { Seen, Session } from './session.ts'

interface Props {
  session: Session
  seen: Seen
  close(): void
}

export function ChatPanel({ session, seen: { said }, close }: Props): ReactNode {
  const [text, setText] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    session.say(text)
    setText('')
  }
  return (
    <section id="chat" className="panel" aria-label="Chat" onKeyDown={(event) => event.key === 'Escape' && close()}>
      <div className="lines" role="log" aria-label="What was said">
        {said.map(({ id, here, text }) => (
          <p key={id}>
            <span className="under">{here ? 'You' : 'There'}</span> {text}
          </p>
        ))}
      </div>
      {said.length === 0 && <p>A window opens on the computer with the first line.</p>}
      <Form onSubmit={submit} className="stack">
        <Field label="Line" value={text} onChange={setText} maxLength={CHAT_CHARS} autoFocus autoComplete="off" />
        <Button type="submit" className="button" data-look="primary" data-size="small" isDisabled={text.trim() === ''}>
          Send
        </Button>
      </Form>
    </section>
  )
}
