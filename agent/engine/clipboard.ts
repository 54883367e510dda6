/**
 * The clipboard of an X11 display (ICCCM §2): what is copied there is told, text before pictures, and what is put there is given to whoever pastes. XFIXES says when
 * another program owns it; our own is not told back. Larger things than a session takes are left alone, and so are texts in pieces; pictures come in pieces and go in
 * pieces (increments.ts).
 */
import type { XClient, XEvent } from 'x11'
import { IMAGE_BYTES, isPicture, PNG } from '../../protocol/picture.ts'
import { CLIPBOARD_CHARS } from '../../protocol/viewer.ts'
import { giving, INCREMENT, taking, theirs } from './increments.ts'

/** Text, or a picture (PNG). */
export type Copied = string | Buffer

export interface Clipboard {
  put(copied: Copied): void
}

interface Fixes {
  QueryVersion(major: number, minor: number, reply: (error: Error | null | undefined) => void): void
  SelectSelectionInput(window: number, selection: number, mask: number): void
}

const [INPUT_ONLY, ATOM, OWNER_CHANGED, REPLACE, REMOVE, PROPERTIES, ANY] = [2, 4, 1, 0, 1, 0x400000, 0]
/** Four bytes a character, in words of four bytes; and of a picture, with one to show that it is too much. */
const [TEXT_WORDS, IMAGE_WORDS, TARGETS_WORDS] = [CLIPBOARD_CHARS, IMAGE_BYTES / 4 + 1, 256]
/** Answers come into one of these, in turn: a program that still answers the question before disturbs nothing. */
const PLACES = 8

/** @param copied undefined where what is copied is nobody's business: then it is not even asked for */
export async function clipboard(client: XClient, root: number, copied: ((copied: Copied) => void) | undefined): Promise<Clipboard> {
  const atom = (name: string) => asked<number>((reply) => client.InternAtom(false, name, reply))
  const [selection, utf8, targets, png, increments] = (await Promise.all(
    ['CLIPBOARD', 'UTF8_STRING', 'TARGETS', PNG, 'INCR'].map(atom),
  )) as [number, number, number, number, number]
  const places = await Promise.all(Array.from({ length: PLACES }, (_, i) => atom(`SPLASHTOP_CLIPBOARD_${i}`)))
  const window = client.AllocID()
  client.CreateWindow(window, root, 0, 0, 1, 1, 0, 0, INPUT_ONLY, 0, { eventMask: PROPERTIES })
  let held: Copied | undefined
  let [question, turn] = [{ target: 0, place: 0 }, 0]
  const gives = giving(client, increments)
  const takes = taking((image) => isPicture(image) && copied?.(image))
  if (copied) {
    const fixes = (await asked<object>((reply) => client.require('fixes', reply))) as Fixes
    await asked<void>((reply) => fixes.QueryVersion(5, 0, (error) => reply(error, undefined)))
    fixes.SelectSelectionInput(window, selection, OWNER_CHANGED)
  }

  client.on('event', (event) => {
    if (event.name === 'SelectionRequest' && event.owner === window) give(event)
    else if (event.name === 'SelectionClear' && event.owner === window) held = undefined
    else if (event.name === 'SelectionNotify' && 'subtype' in event) {
      if (copied && event.owner !== window && event.owner !== 0) ask(targets)
    } else if (event.name === 'SelectionNotify' && event.requestor === window && event.target === question.target) {
      if (event.property === question.place) read()
      // Whoever does not say what there is may have text all the same.
      else if (event.property === 0 && event.target === targets) ask(utf8)
    } else if (event.name === 'PropertyNotify') {
      if (event.wid !== window) gives.heard(event)
      else if (event.state === 0 && event.atom === question.place && takes.going) read()
    }
  })

  function ask(target: number): void {
    takes.drop()
    question = { target, place: places[turn++ % PLACES] ?? 0 }
    client.ConvertSelection(window, selection, target, question.place, 0)
  }

  function read(): void {
    const of = question
    const words = of.target === utf8 ? TEXT_WORDS : of.target === png ? IMAGE_WORDS : TARGETS_WORDS
    client.GetProperty(REMOVE, window, of.place, ANY, 0, words, (error, { type, format, bytesAfter, data }) => {
      if (error || of !== question || bytesAfter !== 0) return
      if (of.target === targets) choose(format === 32 ? data : Buffer.alloc(0))
      else if (of.target === utf8) {
        if (type === utf8 && format === 8) copied?.(data.toString('utf8'))
      } else if (type === increments) takes.begin()
      else if (type === png && format === 8) takes.piece(data)
    })
  }

  function choose(offered: Buffer): void {
    const all = Array.from({ length: offered.length / 4 }, (_, i) => offered.readUInt32LE(4 * i))
    const wanted = [utf8, png].find((one) => all.includes(one))
    if (wanted !== undefined) ask(wanted)
  }

  function give({ requestor, selection: of, target, property: wanted, time }: XEvent): void {
    const [to, into] = [requestor as number, (wanted as number) || (target as number)]
    const own = held === undefined ? undefined : typeof held === 'string' ? utf8 : png
    const knows = own !== undefined && (target === targets || target === own)
    if (knows && target === targets) client.ChangeProperty(REPLACE, to, into, ATOM, 32, [targets, own], theirs)
    else if (knows && held !== undefined) {
      const data = typeof held === 'string' ? Buffer.from(held) : held
      if (data.length > INCREMENT && own === png) gives.begin({ to, into, type: png, data })
      else client.ChangeProperty(REPLACE, to, into, own, 8, data, theirs)
    }
    const answer = { name: 'SelectionNotify', seq: 0, time, requestor, selection: of, target, property: knows ? into : 0 }
    client.SendEvent(to, 0, 0, answer, theirs)
  }

  return {
    put(given) {
      held = given
      client.SetSelectionOwner(window, selection, 0)
    },
  }
}

export const asked = <T>(ask: (reply: (error: Error | null | undefined, value: T) => void) => void): Promise<T> =>
  new Promise((resolve, reject) => ask((error, value) => (error ? reject(error) : resolve(value))))
