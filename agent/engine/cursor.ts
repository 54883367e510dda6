/**
 * What the pointer of a display looks like (XFIXES), told apart from the picture: a viewer that draws it itself has it where its hand is, and not where it was when
 * the picture was taken. Each is sent once, and by its number from then on.
 */
import { CURSOR_SIDE, type CursorImage, type CursorMessage } from '../../protocol/viewer.ts'
import { asked } from './clipboard.ts'
import { connected } from './display.ts'

export interface CursorWatch {
  close(): void
}

export interface RawCursor {
  width: number
  height: number
  xhot: number
  yhot: number
  cursorSerial: number
  /** Pixels of blue, green, red and alpha, in which the colours are multiplied by it already. */
  cursorImage: Buffer
}
interface Fixes {
  SelectCursorInput(window: number, mask: number): void
  GetCursorImage(reply: (error: Error | null | undefined, cursor: RawCursor) => void): void
}

const DISPLAY_CURSOR = 1
/** So many are remembered; programs that animate theirs have some dozens. */
const MOST = 256

export async function watchCursor(
  display: string,
  tell: (message: CursorMessage) => void,
  lost: (error: Error) => void,
): Promise<CursorWatch> {
  const { client, root, extension, close } = await connected(display, lost)
  const fixes = await extension<Fixes>('fixes')
  const known = new Set<number>()
  let [isAsking, isOther] = [false, false]
  fixes.SelectCursorInput(root, DISPLAY_CURSOR)
  client.on('event', ({ name }) => {
    if (name === 'CursorNotify') look()
  })
  look()

  function look(): void {
    isOther = isAsking
    if (isAsking) return
    isAsking = true
    asked<RawCursor>((reply) => fixes.GetCursorImage(reply)).then((cursor) => {
      isAsking = false
      told(cursor)
      if (isOther) look()
    }, lost)
  }

  function told(cursor: RawCursor): void {
    const id = cursor.cursorSerial
    const isKnown = known.has(id)
    if (!isKnown && known.size >= MOST) known.clear()
    known.add(id)
    tell({ cursor: isKnown ? { id } : { id, image: imageOf(cursor) } })
  }
  return { close }
}

/** As a browser takes it: red, green, blue, alpha, each for itself; larger ones are cut. */
export function imageOf({ width, height, xhot, yhot, cursorImage }: RawCursor): CursorImage {
  const [wide, high] = [Math.max(1, Math.min(width, CURSOR_SIDE)), Math.max(1, Math.min(height, CURSOR_SIDE))]
  const rgba = Buffer.alloc(wide * high * 4)
  for (let y = 0; y < Math.min(high, height); y++)
    for (let x = 0; x < Math.min(wide, width); x++) {
      const [from, to] = [(y * width + x) * 4, (y * wide + x) * 4]
      const alpha = cursorImage[from + 3] ?? 0
      const whole = (colour: number) => (alpha === 0 ? 0 : Math.min(255, Math.round((colour * 255) / alpha)))
      for (const [i, channel] of [2, 1, 0].entries()) rgba[to + i] = whole(cursorImage[from + channel] ?? 0)
      rgba[to + 3] = alpha
    }
  return { width: wide, height: high, at: [Math.min(xhot, wide - 1), Math.min(yhot, high - 1)], rgba: rgba.toString('base64') }
}
