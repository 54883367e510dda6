/**
 * What a session offers beside picture and input: clipboard, files, chat, printing. Each goes by a channel of its own, which is there as long as the terms allow it, and
 * none of them ends a session that it fails in.
 */
import type { Feature } from '../../schema/vocabulary.ts'
import { chat } from './chat.ts'
import type { Copied } from './clipboard.ts'
import { type Copying, copying } from './copying.ts'
import { type Transfers, transfers } from './files/transfers.ts'
import type { About, FromSession } from './messages.ts'
import { type Pace, pacer } from './pace.ts'
import type { Peer } from './peer.ts'
import { type Printing, printing } from './printing/printing.ts'
import type { Terms } from './terms.ts'

export interface Offering {
  display: string
  /** The folder that file transfer opens. */
  folder: string
  session: string
  about: Pick<About, 'id' | 'user'>
  /** Those that hold now; undefined where it has ended. */
  terms(): Terms | undefined
  used(feature: Feature): void
  /** It was granted, and is not to be had after all. */
  lacks(feature: Feature): void
  say(message: FromSession): void
  channel: Peer['channel']
  /** What the viewer copied is to be had on the computer; undefined where the clipboard is not shared. */
  put: ((copied: Copied) => void) | undefined
  /** So many bytes went out on the line, by which the picture goes, too. */
  sent(bytes: number): void
}

export interface Offers {
  /** Something was copied on the computer. */
  copied(copied: Copied): void
  /** Less is allowed now. */
  follow(terms: Terms): void
  /** Resolves when what has come of files waits for another time, in order, and nothing is left of the rest. */
  close(): Promise<void>
}

export function offers(offering: Offering, { files, chat: mayChat, print }: Terms): Offers {
  const { display, folder, session, about, terms, used, lacks, say, channel, put, sent } = offering
  // What goes in pieces takes the half of what is allowed, so that there is a picture beside.
  const pace = pacer(() => (terms()?.maxBitrateKbps ?? 0) / 2)
  const out: Pace = async (bytes) => {
    await pace(bytes)
    sent(bytes)
  }
  const happened = (event: string, error: Error) => say({ happened: { event, details: { reason: error.message } } })

  function transfer(): Transfers {
    return transfers({
      ...{ folder, user: about.id, pace, out },
      allowed: () => terms()?.files ?? { toComputer: false, fromComputer: false },
      moved: (file) => {
        used('fileTransfer')
        say({ moved: file })
      },
      channel: (heard) => channel('files', heard),
    })
  }
  function share(into: (copied: Copied) => void): Copying {
    return copying({
      ...{ pace: out, put: into },
      allowed: () => terms()?.clipboard ?? { toComputer: false, fromComputer: false },
      used: () => used('copyPaste'),
      channel: (heard) => channel('clipboard', heard),
    })
  }
  function talk(): { close(): void } {
    const talking = chat({
      ...{ display, user: about.user },
      used: () => used('chat'),
      failed: (error) => {
        talking.close()
        happened('chat-failed', error)
      },
      channel: (heard) => channel('chat', heard),
    })
    return talking
  }
  /** Where there is no queue to be had the session goes on without, and says so. */
  function printer(): Printing {
    return printing({
      ...{ session, user: about.user, pace: out },
      printed: (job) => {
        used('remotePrint')
        say({ happened: { event: 'session-printed', details: { ...job } } })
      },
      failed: (error) => {
        happened('print-failed', error)
        lacks('remotePrint')
      },
      channel: (heard) => channel('print', heard),
    })
  }

  const moving = files.toComputer || files.fromComputer ? transfer() : undefined
  const shared = put && share(put)
  const talking = mayChat ? talk() : undefined
  const queue = print ? printer() : undefined
  return {
    copied: (one) => shared?.copied(one),
    follow(now) {
      shared?.follow()
      moving?.follow()
      if (!now.chat) talking?.close()
      if (!now.print) void queue?.close()
    },
    async close() {
      talking?.close()
      await Promise.allSettled([moving?.close(), queue?.close()])
    },
  }
}
