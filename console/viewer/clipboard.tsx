/** The clipboard of the session, as text to be seen: browsers hand theirs over for a click at most, and some not at all. */
import { type ReactNode, useEffect, useState } from 'react'
import { Button, Label, TextArea, TextField } from 'react-aria-components'
import { CLIPBOARD_CHARS } from '../../protocol/viewer.ts'
import type { Seen, Session } from './session.ts'

interface Props {
  session: Session
  seen: Seen
  close(): void
}

export function Clipboard({ session, seen: { shown, copied }, close }: Props): ReactNode {
  const [text, setText] = useState(copied)
  useEffect(() => setText(copied), [copied])
  const { copyPaste = 'disabled' } = shown?.features ?? {}
  const [to, from] = [
    copyPaste === 'enabled' || copyPaste === 'toComputerOnly',
    copyPaste === 'enabled' || copyPaste === 'fromComputerOnly',
  ]
  const way = to && from ? 'in both directions' : to ? 'to the computer only' : 'from the computer only'
  return (
    <section id="clipboard" className="panel" aria-label="Clipboard" onKeyDown={(event) => event.key === 'Escape' && close()}>
      <p id="clipboard-says">{to || from ? `Text can be copied ${way}.` : 'The clipboard is not shared in this session.'}</p>
      {(to || from) && (
        <TextField value={text} onChange={setText} isReadOnly={!to} maxLength={CLIPBOARD_CHARS} autoFocus className="field">
          <Label>Text</Label>
          <TextArea id="clipboard-text" className="input" rows={6} spellCheck={false} />
        </TextField>
      )}
      {to && (
        <Button id="clipboard-send" className="button" data-look="primary" data-size="small" onPress={() => session.copy(text)}>
          Send to the computer
        </Button>
      )}
    </section>
  )
}
