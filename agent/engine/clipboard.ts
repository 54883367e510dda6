/**
 * The clipboard of an X11 display (ICCCM §2): what is copied there is told as text, and what is put there is given to whoever pastes. XFIXES says when another
 * program owns it; our own is not told back. Larger texts than a session takes, and pieces (INCR), are left alone.
 */
import type { XClient, XEvent } from 'x11'
import { CLIPBOARD_CHARS } from '../../protocol/viewer.ts'

export interface Clipboard {
  put(text: string): void
}

interface Fixes {
  QueryVersion(major: number, minor: number, reply: (error: Error | null | undefined) => void): void
  SelectSelectionInput(window: number, selection: number, mask: number): void
}

const [INPUT_ONLY, ATOM, OWNER_CHANGED, REPLACE, REMOVE] = [2, 4, 1, 0, 1]
/** Four bytes a character, in words of four bytes. */
const MOST_WORDS = CLIPBOARD_CHARS

/** @param copied undefined where what is copied is nobody's business: then it is not even asked for */
export async function clipboard(client: XClient, root: number, copied: ((text: string) => void) | undefined): Promise<Clipboard> {
  const atom = (name: string) => asked<number>((reply) => client.InternAtom(false, name, reply))
  const [selection, utf8, targets, property] = (await Promise.all(
    ['CLIPBOARD', 'UTF8_STRING', 'TARGETS', 'SPLASHTOP_CLIPBOARD'].map(atom),
  )) as [number, number, number, number]
  const window = client.AllocID()
  client.CreateWindow(window, root, 0, 0, 1, 1, 0, 0, INPUT_ONLY, 0, {})
  let held: Buffer | undefined
  if (copied) {
    const fixes = (await asked<object>((reply) => client.require('fixes', reply))) as Fixes
    await asked<void>((reply) => fixes.QueryVersion(5, 0, (error) => reply(error, undefined)))
    fixes.SelectSelectionInput(window, selection, OWNER_CHANGED)
  }

  client.on('event', (event) => {
    if (event.name === 'SelectionRequest' && event.owner === window) give(event)
    else if (event.name === 'SelectionClear' && event.owner === window) held = undefined
    else if (event.name === 'SelectionNotify' && 'subtype' in event) {
      if (copied && event.owner !== window && event.owner !== 0) client.ConvertSelection(window, selection, utf8, property, 0)
    } else if (event.name === 'SelectionNotify' && event.requestor === window && event.property === property) {
      client.GetProperty(REMOVE, window, property, 0, 0, MOST_WORDS, (error, { type, format, bytesAfter, data }) => {
        if (!error && type === utf8 && format === 8 && bytesAfter === 0) copied?.(data.toString('utf8'))
      })
    }
  })

  function give({ requestor, selection: of, target, property: wanted, time }: XEvent): void {
    const [to, into] = [requestor as number, (wanted as number) || (target as number)]
    const knows = held !== undefined && (target === targets || target === utf8)
    if (target === targets && knows) client.ChangeProperty(REPLACE, to, into, ATOM, 32, [targets, utf8])
    else if (held && target === utf8) client.ChangeProperty(REPLACE, to, into, utf8, 8, held)
    client.SendEvent(to, 0, 0, { name: 'SelectionNotify', seq: 0, time, requestor, selection: of, target, property: knows ? into : 0 })
  }

  return {
    put(text) {
      held = Buffer.from(text)
      client.SetSelectionOwner(window, selection, 0)
    },
  }
}

export const asked = <T>(ask: (reply: (error: Error | null | undefined, value: T) => void) => void): Promise<T> =>
  new Promise((resolve, reject) => ask((error, value) => (error ? reject(error) : resolve(value))))
