/**
 * The clipboard of one session, between the computer's and the viewer's: text, and pictures in pieces, in the directions that its terms allow at that moment. What
 * is copied while it is on its way takes its place.
 */
import { arrivingPicture, IMAGE_PIECE } from '../../protocol/picture.ts'
import { type ClipboardMessage, readClipboard } from '../../protocol/viewer.ts'
import type { Channel } from './channel.ts'
import type { Copied } from './clipboard.ts'
import type { Pace } from './pace.ts'
import type { Directions } from './rules.ts'

export interface Copying {
  /** Something was copied on the computer. */
  copied(copied: Copied): void
  /** Less, or more, is allowed now. */
  follow(): void
}

export interface Sharing {
  allowed(): Directions
  /** Of what goes to the viewer. */
  pace: Pace
  /** What the viewer copied is to be had on the computer. */
  put(copied: Copied): void
  used(): void
  /** Opens the channel. */
  channel(heard: (data: string | Buffer) => void): Channel
}

export function copying({ allowed, pace, put, used, channel: open }: Sharing): Copying {
  const arriving = arrivingPicture()
  const say = (message: ClipboardMessage) => channel.send(message)
  let [last, closed] = [0, false]
  const channel = open((data) => {
    if (!allowed().toComputer) return arriving.drop()
    if (typeof data === 'string') return said(data)
    const picture = data.length <= IMAGE_PIECE ? arriving.piece(data) : undefined
    if (!picture) return
    used()
    put(Buffer.from(picture))
    say({ taken: true })
  })

  function said(text: string): void {
    const message = readClipboard(text)
    if (!message) return
    if ('image' in message) arriving.begin(message.image.bytes)
    else if ('text' in message) {
      arriving.drop()
      used()
      put(message.text)
    }
  }

  async function send(picture: Buffer): Promise<void> {
    const own = last
    const goesOn = () => own === last && !closed && allowed().fromComputer
    say({ image: { bytes: picture.length } })
    for (let at = 0; at < picture.length; at += IMAGE_PIECE) {
      const piece = picture.subarray(at, at + IMAGE_PIECE)
      await pace(piece.length)
      while (goesOn() && !channel.sendBytes(piece)) if (!(await channel.drained())) return
      if (!goesOn()) return
    }
  }

  return {
    copied(copied) {
      if (!allowed().fromComputer || closed) return
      last++
      used()
      if (typeof copied === 'string') say({ text: copied })
      else void send(copied)
    },
    follow() {
      const { toComputer, fromComputer } = allowed()
      if (!toComputer) arriving.drop()
      if (toComputer || fromComputer || closed) return
      closed = true
      channel.close()
    },
  }
}
