/** The clipboard of the session, text and pictures, to be seen: browsers hand theirs over for a click at most, and some not at all. */
import { type ClipboardEvent, type ReactNode, useEffect, useState } from 'react'
import { Button, Label, TextArea, TextField } from 'react-aria-components'
import { CLIPBOARD_CHARS } from '../../protocol/viewer.ts'
import { pictureIn, putHere, takenHere } from './clip.ts'
import { keep } from './moving.ts'
import type { Seen, Session } from './session.ts'

interface Props {
  session: Session
  seen: Seen
  close(): void
}

export function Clipboard({ session, seen: { shown, copied }, close }: Props): ReactNode {
  const [text, setText] = useState(copied.text ?? '')
  const [said, setSaid] = useState('')
  useEffect(() => setText(copied.text ?? ''), [copied])
  const { copyPaste = 'disabled' } = shown?.features ?? {}
  const [to, from] = [
    copyPaste === 'enabled' || copyPaste === 'toComputerOnly',
    copyPaste === 'enabled' || copyPaste === 'fromComputerOnly',
  ]
  const way = to && from ? 'in both directions' : to ? 'to the computer only' : 'from the computer only'
  async function send(picture: Blob): Promise<void> {
    setSaid('The picture is on its way …')
    setSaid((await session.copyPicture(picture)) ?? 'The picture can be pasted on the computer now.')
  }
  async function take(): Promise<void> {
    const here = await takenHere().catch(() => undefined)
    if (!here) return setSaid('This browser does not hand over its clipboard. Paste into the field instead.')
    if (here.picture) return send(here.picture)
    if (here.text === undefined) return setSaid('There is neither text nor a picture on the clipboard of this device.')
    setText(here.text)
    session.copy(here.text)
    setSaid('The text can be pasted on the computer now.')
  }
  function paste(event: ClipboardEvent): void {
    const picture = to && event.clipboardData.getData('text/plain') === '' ? pictureIn(event.clipboardData) : undefined
    if (!picture) return
    event.preventDefault()
    void send(picture)
  }
  return (
    <section
      id="clipboard"
      className="panel"
      aria-label="Clipboard"
      onKeyDown={(event) => event.key === 'Escape' && close()}
      onPaste={paste}
    >
      <p id="clipboard-says">{to || from ? `Text and pictures can be copied ${way}.` : 'The clipboard is not shared in this session.'}</p>
      {from && copied.picture && <Picture picture={copied.picture} say={setSaid} />}
      {(to || from) && (
        <TextField value={text} onChange={setText} isReadOnly={!to} maxLength={CLIPBOARD_CHARS} autoFocus className="field">
          <Label>{to ? 'Text, or a picture that you paste here' : 'Text'}</Label>
          <TextArea id="clipboard-text" className="input" rows={6} spellCheck={false} />
        </TextField>
      )}
      {to && (
        <div className="toolbar">
          <Button id="clipboard-send" className="button" data-look="primary" data-size="small" onPress={() => session.copy(text)}>
            Send to the computer
          </Button>
          {'read' in (navigator.clipboard ?? {}) && (
            <Button className="button" data-size="small" onPress={() => void take()}>
              Send what I copied here
            </Button>
          )}
        </div>
      )}
      <p role="status">{said}</p>
    </section>
  )
}

/** What was copied there, for whoever's browser did not take it by itself. */
function Picture({ picture, say }: { picture: Blob; say(sentence: string): void }): ReactNode {
  const [address, setAddress] = useState('')
  useEffect(() => {
    const made = URL.createObjectURL(picture)
    setAddress(made)
    return () => URL.revokeObjectURL(made)
  }, [picture])
  const copy = () =>
    putHere(picture).then(
      () => say('The picture is on the clipboard of this device.'),
      () => say('This browser does not take it. Save it instead.'),
    )
  return (
    <>
      {address !== '' && <img className="copied" src={address} alt="What was copied on the computer" />}
      <div className="toolbar">
        <Button className="button" data-size="small" onPress={() => void copy()}>
          Copy the picture
        </Button>
        <Button className="button" data-size="small" onPress={() => keep(picture, 'clipboard.png')}>
          Save the picture
        </Button>
      </div>
    </>
  )
}
