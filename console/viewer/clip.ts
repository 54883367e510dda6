/**
 * The clipboard of the computer, without a page around it: what was copied there is put on the browser's, which a browser may not want without a click, and is kept to
 * be shown; what is copied here goes there. Pictures go as PNG, in pieces, as fast as the line takes them.
 */
import { arrivingPicture, IMAGE_BYTES, IMAGE_PIECE, isPicture, PNG } from '../../protocol/picture.ts'
import { CLIPBOARD_CHARS, type ClipboardMessage, readClipboard } from '../../protocol/viewer.ts'
import { draining } from './draining.ts'

/** One of them, or nothing as yet. */
export interface Copied {
  text?: string
  picture?: Blob
}

export interface Clip {
  heard(data: unknown): void
  copy(text: string): void
  /** Resolves once it can be pasted there, with nothing; or with why it can't, in a sentence. */
  copyPicture(picture: Blob): Promise<string | undefined>
  closed(): void
}

const INSTEAD = 'Something else was copied instead.'

/** @param changed with what is on the computer's clipboard now */
export function clip(channel: RTCDataChannel, changed: (copied: Copied) => void): Clip {
  const arriving = arrivingPicture()
  let [turn, answered] = [0, (_: string | undefined): void => undefined]
  channel.binaryType = 'arraybuffer'
  const drained = draining(channel)
  const say = (message: ClipboardMessage) => channel.readyState === 'open' && channel.send(JSON.stringify(message))

  function came(picture: Blob): void {
    changed({ picture })
    if (typeof ClipboardItem !== 'undefined') putHere(picture).catch(() => undefined) // it stands in the panel then
  }

  /** Whoever waits for the one before is told. */
  function next(): number {
    answered(INSTEAD)
    answered = () => undefined
    return ++turn
  }

  return {
    heard(data) {
      if (data instanceof ArrayBuffer) {
        const picture = arriving.piece(new Uint8Array(data))
        return picture && came(new Blob([picture], { type: PNG }))
      }
      const message = readClipboard(data)
      if (!message) return
      if ('taken' in message) answered(undefined)
      else if ('image' in message) arriving.begin(message.image.bytes)
      else {
        arriving.drop()
        changed({ text: message.text })
        navigator.clipboard?.writeText(message.text).catch(() => undefined) // it stands in the panel then
      }
    },
    copy(text) {
      next()
      say({ text: text.slice(0, CLIPBOARD_CHARS) })
    },
    async copyPicture(picture) {
      const own = next()
      const data = await pngOf(picture)
      if (!data || !isPicture(data)) return `Pictures of up to ${IMAGE_BYTES >> 20} MB can be sent, and this is none.`
      const { promise, resolve } = Promise.withResolvers<string | undefined>()
      if (own !== turn) return INSTEAD
      answered = resolve
      say({ image: { bytes: data.length } })
      for (let at = 0; at < data.length; at += IMAGE_PIECE) {
        await drained()
        if (own !== turn || channel.readyState !== 'open') break
        channel.send(data.subarray(at, at + IMAGE_PIECE))
      }
      return promise
    },
    closed() {
      next()
      answered('The clipboard is not shared any more.')
    },
  }
}

/** Of what is pasted or dropped. */
export const pictureIn = (data: DataTransfer | null): File | undefined =>
  [...(data?.items ?? [])].find(({ kind, type }) => kind === 'file' && type.startsWith('image/'))?.getAsFile() ?? undefined

/** On the clipboard of this browser. */
export const putHere = (picture: Blob): Promise<void> => navigator.clipboard.write([new ClipboardItem({ [PNG]: picture })])

/** What the browser hands over of its clipboard: text before pictures. It asks whoever sits there first. */
export async function takenHere(): Promise<Copied> {
  for (const item of await navigator.clipboard.read()) {
    if (item.types.includes('text/plain')) return { text: await (await item.getType('text/plain')).text() }
    const type = item.types.find((one) => one.startsWith('image/'))
    if (type !== undefined) return { picture: await item.getType(type) }
  }
  return {}
}

/** Undefined for what is no picture that this browser knows. */
async function pngOf(picture: Blob): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    return new Uint8Array(await (picture.type === PNG ? picture : await drawn(picture)).arrayBuffer())
  } catch {
    return undefined
  }
}
async function drawn(picture: Blob): Promise<Blob> {
  const bitmap = await createImageBitmap(picture)
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height)
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0)
  return canvas.convertToBlob({ type: PNG })
}
