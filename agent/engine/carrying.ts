/**
 * One session, in the process that carries it: prepared, begun by what the agent says of the grant, narrowed, ended. Input is dropped where there is no right to
 * it, whatever comes; and the end is told to the viewer before the line goes, so that it can say why.
 */
import type { Ending } from '../../protocol/endings.ts'
import { type ControlMessage, readClipboard, readInput, readScreen } from '../../protocol/viewer.ts'
import { codecsHere, loaded } from './capture.ts'
import { type Desktop, openDesktop } from './desktop.ts'
import type { About, FromSession, ToSession } from './messages.ts'
import { type Channel, openPeer, type Peer } from './peer.ts'
import { listen, type Sound } from './sound.ts'
import type { Terms } from './terms.ts'
import { type Viewing, view } from './viewing.ts'
import { type Wire, wire } from './wire.ts'

/** How long the viewer has to read why it ends, and when it is warned, in milliseconds. */
const [FAREWELL_MS, WARNING_MS, LOOK_MS] = [100, 60_000, 500]

export interface Around {
  display: string
  say(message: FromSession): void
  /** Everything is let go of. */
  gone(): void
}

export class Carrying {
  readonly #around: Around
  #peer: Peer | undefined
  #desktop: Desktop | undefined
  #viewing: Viewing | undefined
  #sound: Sound | undefined
  #terms: Terms | undefined
  #about: About | undefined
  #connected = false
  #ended = false
  #channels: { control?: Channel; input?: Channel; clipboard?: Channel } = {}
  #used = new Set<string>()
  #begun = 0
  #active = 0
  #warned = false
  #looking: NodeJS.Timeout | undefined

  constructor(around: Around) {
    this.#around = around
  }

  hear(message: ToSession): void {
    if ('prepare' in message) this.#prepare(message.prepare)
    else if ('begin' in message) this.#begin(message.begin.terms, message.begin.about)
    else if ('narrow' in message) this.#narrow(message.narrow.terms, message.narrow.about)
    else if ('warn' in message) this.#tell({ warning: message.warn })
    else this.end(message.end)
  }

  #prepare({ offer, codec, sound }: Extract<ToSession, { prepare: object }>['prepare']): void {
    loaded()
    openPeer({
      offer,
      codecs: codecsHere(codec),
      sound,
      connected: () => {
        this.#connected = true
        this.#open()
      },
      heard: (feedback) => this.#viewing?.heard(feedback),
      lost: (how) => this.end(how === 'closed' ? 'viewer-left' : 'connection-lost'),
    }).then(
      (peer) => {
        this.#peer = peer
        this.#around.say({ prepared: peer.answer })
      },
      (error: unknown) => this.#fail(error),
    )
  }

  #begin(terms: Terms, about: About): void {
    this.#terms = terms
    this.#about = about
    this.#open()
  }

  /** As soon as the two are connected, and it was granted. */
  #open(): void {
    const [peer, terms] = [this.#peer, this.#terms]
    if (!peer || !terms || !this.#connected || this.#ended || this.#begun > 0) return
    this.#begun = this.#active = performance.now()
    this.#looking = setInterval(() => this.#watch(), LOOK_MS)
    const clipboard = terms.clipboard.toComputer || terms.clipboard.fromComputer
    openDesktop({
      display: this.#around.display,
      clipboard: clipboard ? { copied: terms.clipboard.fromComputer ? (text) => this.#copied(text) : undefined } : undefined,
      lost: (error) => this.#fail(error),
    }).then(
      (desktop) => this.#show(peer, desktop),
      (error: unknown) => this.#fail(error),
    )
  }

  #show(peer: Peer, desktop: Desktop): void {
    const terms = this.#terms
    if (this.#ended || !terms) {
      desktop.close()
      return
    }
    this.#desktop = desktop
    this.#channels.control = peer.channel('control', () => undefined)
    if (terms.control) this.#channels.input = peer.channel('input', (data) => this.#input(data))
    if (desktop.clipboard) this.#channels.clipboard = peer.channel('clipboard', (data) => this.#paste(data))
    const cursor = terms.control ? peer.channel('cursor', () => undefined) : undefined
    peer.channel('screen', (data) => this.#look(data))
    const line = wire(terms.maxBitrateKbps)
    this.#listen(peer, terms, line)
    view({
      ...{ ...terms, display: this.#around.display, codec: peer.codec, wire: line },
      cursor: cursor && ((message) => cursor.send(message)),
      changed: () => this.#tellAbout(),
      send: ({ units, time }) => peer.send(units, time),
      failed: (why) => this.#fail(new Error(why)),
    }).then(
      (viewing) => {
        if (this.#ended) return viewing.close()
        this.#viewing = viewing
        this.#tellAbout()
      },
      (error: unknown) => this.#fail(error),
    )
  }

  /** Where there is no sound to be had the session goes on without, and says so. */
  #listen(peer: Peer, { sound }: Terms, line: Wire): void {
    const failed = () => {
      if (this.#ended || !this.#about) return
      this.#about = { ...this.#about, unsupported: [...this.#about.unsupported, 'sound'] }
      this.#tellAbout()
    }
    const take = (packet: Buffer, time: number) => {
      line.took(packet.length, 1)
      peer.hear?.(packet, time)
    }
    listen({ where: sound, take, failed }).then((made) => {
      if (this.#ended) made.close()
      else this.#sound = made
    }, failed)
  }

  #tellAbout(): void {
    const [about, viewing] = [this.#about, this.#viewing]
    if (about && viewing) this.#tell({ session: { ...about, ...viewing.told() } })
  }

  #input(data: string): void {
    const message = readInput(data)
    if (!message || !this.#terms?.control || this.#ended) return
    this.#active = performance.now()
    this.#warned = false
    this.#used.add('remoteControl')
    this.#desktop?.input('move' in message && this.#viewing ? { move: this.#viewing.at(...message.move) } : message)
  }

  #look(data: string): void {
    const message = readScreen(data)
    if (message && !this.#ended) this.#viewing?.wishes(message)
  }

  #paste(data: string): void {
    const message = readClipboard(data)
    if (!message || !this.#terms?.clipboard.toComputer || this.#ended) return
    this.#used.add('copyPaste')
    this.#desktop?.clipboard?.put(message.text)
  }

  #copied(text: string): void {
    if (!this.#terms?.clipboard.fromComputer || this.#ended) return
    this.#used.add('copyPaste')
    this.#channels.clipboard?.send({ text })
  }

  #narrow(terms: Terms, about: About): void {
    if (this.#ended) return
    this.#terms = terms
    this.#about = about
    if (!terms.control) {
      this.#desktop?.release()
      this.#channels.input?.close()
      delete this.#channels.input
    }
    if (!terms.clipboard.toComputer && !terms.clipboard.fromComputer) {
      this.#channels.clipboard?.close()
      delete this.#channels.clipboard
    }
    this.#tellAbout()
  }

  #watch(): void {
    const [terms, now] = [this.#terms, performance.now()]
    if (!terms) return
    const bounds = [
      ...(terms.idleMinutes > 0 ? [{ reason: 'idle' as const, at: this.#active + terms.idleMinutes * 60_000 }] : []),
      ...(terms.longestMinutes > 0 ? [{ reason: 'longest-time' as const, at: this.#begun + terms.longestMinutes * 60_000 }] : []),
    ].sort((a, b) => a.at - b.at)
    const [next] = bounds
    if (!next) return
    if (now >= next.at) this.end(next.reason)
    else if (!this.#warned && next.at - now <= WARNING_MS) {
      this.#warned = true
      this.#tell({ warning: { reason: next.reason, seconds: Math.ceil((next.at - now) / 1000) } })
    }
  }

  #tell(message: ControlMessage): void {
    this.#channels.control?.send(message)
  }

  #fail(error: unknown): void {
    if (this.#ended) return
    this.#around.say({ failed: (error instanceof Error ? error.message : String(error)).slice(0, 500) })
    this.end('engine-failed')
  }

  end(reason: Ending): void {
    if (this.#ended) return
    this.#ended = true
    clearInterval(this.#looking)
    // First what matters: no picture, no input.
    this.#viewing?.close()
    this.#sound?.close()
    this.#desktop?.release()
    this.#tell({ ended: { reason } })
    this.#around.say({ ended: { reason, used: [...this.#used].sort() } })
    setTimeout(
      () => {
        this.#desktop?.close()
        this.#peer?.close()
        this.#around.gone()
      },
      this.#channels.control ? FAREWELL_MS : 0,
    )
  }
}
