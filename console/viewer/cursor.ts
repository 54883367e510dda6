/** The computer's cursor over its picture: drawn by the browser where the hand is, at once, and not where it was when the picture was taken. */
import { readCursor } from '../../protocol/viewer.ts'

export interface Cursors {
  /** What came by the channel `cursor`. */
  heard(data: unknown): void
}

/** @param target what the pointer is over */
export function cursors(target: HTMLElement): Cursors {
  const known = new Map<number, string>()
  return {
    heard(data) {
      const message = readCursor(data)
      if (!message) return
      const { id, image } = message.cursor
      if (image) known.set(id, styleOf(image))
      target.style.cursor = known.get(id) ?? 'default'
    },
  }
}

function styleOf({ width, height, at: [x, y], rgba }: NonNullable<NonNullable<ReturnType<typeof readCursor>>['cursor']['image']>): string {
  const bytes = Uint8ClampedArray.from(atob(rgba), (character) => character.charCodeAt(0))
  if (bytes.length !== width * height * 4) return 'default'
  // A pointer that the computer does not show is none here.
  if (bytes.every((byte, i) => i % 4 !== 3 || byte === 0)) return 'none'
  const canvas = Object.assign(document.createElement('canvas'), { width, height })
  canvas.getContext('2d')?.putImageData(new ImageData(bytes, width, height), 0, 0)
  return `url(${canvas.toDataURL()}) ${x} ${y}, default`
}
