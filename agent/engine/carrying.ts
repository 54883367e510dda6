/**
 * One session, in the process that carries it: prepared, begun by what the agent says of the grant, narrowed, ended. Input is dropped where there is no right to
 * it, whatever comes; and the end is told to the viewer before the line goes, so that it can say why.
 */
import type { Ending } from '../../protocol/endings.ts'
import type { Candidate } from '../../protocol/ice.ts'
import { type ControlMessage, type InputMessage, readScreen, readWish } from '../../protocol/viewer.ts'
import { arriving } from './arriving.ts'
import { admit } from './asking.ts'
import { type Bounds, bounds } from './bounds.ts'
import { codecsHere, loaded } from './capture.ts'
import type { Channel } from './channel.ts'
import type { Copied } from './clipboard.ts'
import { type Desktop, openDesktop } from './desktop.ts'
import { type Keeping, keeping } from './keeping.ts'
import type { About, FromSession, ToSession } from './messages.ts'
import { type Offers, offers } from './offers.ts'
import { awaitPicture } from './opening.ts'
import { openPeer, type Peer } from './peer.ts'
import { silence } from './silence.ts'
import { type Sounding, sounding } from './sounding.ts'
import { type Surroundings, surroundings } from './surroundings.ts'
import type { Terms } from './terms.ts'
import { type Viewing, view } from './viewing.ts'
import { type Watermark, watermark } from './watermark.ts'
import { packetsOf, wire } from './wire.ts'

/** How long the viewer has to read why it ends, in milliseconds. */
const FAREWELL_MS = 100

export interface Around {
  display: string
  /** The folder that file transfer opens. */
  files: string
  say(message: FromSession): void
  /** Everything is let go of. */
  gone(): void
}

export class Carrying {
  readonly #around: Around
  #peer: Peer | undefined
  #desktop: Desktop | undefined
  #viewing: Viewing | undefined
  #sound: Sounding | undefined
  #terms: Terms | undefined
  readonly #early: Candidate[] = []
  #about: About | undefined
  readonly #silence = silence((silent) => this.#around.say({ silent }))
  #connected = false
  #ended = false
  #channels: { control?: Channel; input?: Channel; now?: Channel } = {}
  #used = new Set<string>()
  /** What was to be had, and turned out not to be. */
  readonly #lacking = new Set<string>()
  #opened = false
  #atLogin = false
  #isAllowed = false
  /** Of what is waited for before there is a picture. */
  readonly #over = new AbortController()
  #password: ((said: string) => void) | undefined
  #surroundings: Surroundings | undefined
  #turn: Promise<unknown> = Promise.resolve()
  #bounds: Bounds | undefined
  #offers: Offers | undefined
  #mark: Watermark | undefined
  #recordings: { folder: string; id: string } | undefined
  #session = ''
  #keeping: Keeping | undefined
  /** There is a picture, or never will be. */
  #opening: (() => void) | undefined
  #marked: string | undefined
  constructor(around: Around) {
    this.#around = around
  }

  hear(message: ToSession): void {
    if ('prepare' in message) this.#prepare(message.prepare)
    else if ('candidates' in message) this.#found(message.candidates)
    else if ('begin' in message) this.#begin(message.begin)
    else if ('narrow' in message) this.#narrow(message.narrow.terms, message.narrow.about)
    else if ('warn' in message) this.#tell({ warning: message.warn })
    else this.end(message.end)
  }

  /** Those that come before there is a connection wait for it. */
  #found(candidates: Candidate[]): void {
    if (this.#peer) this.#peer.found(candidates)
    else this.#early.push(...candidates)
  }

  #prepare({ codec, ...asked }: Extract<ToSession, { prepare: object }>['prepare']): void {
    openPeer({
      ...asked,
      candidates: (candidates, done) => this.#around.say({ candidates, done }),
      codecs: codecsHere(codec),
      connected: () => {
        this.#connected = true
        this.#silence.heard()
        this.#open()
      },
      heard: (feedback) => {
        this.#silence.heard()
        this.#viewing?.heard(feedback)
      },
      lost: (how) => this.end(how === 'closed' ? 'viewer-left' : 'connection-lost'),
    }).then(
      (peer) => {
        this.#peer = peer
        peer.found(this.#early.splice(0))
        this.#around.say({ prepared: peer.answer })
        // The viewer is on its way to us meanwhile.
        loaded()
      },
      (error: unknown) => this.#fail(error),
    )
  }

  #begin({ terms, about, atLogin, allowed, recordings, id }: Extract<ToSession, { begin: object }>['begin']): void {
    this.#terms = terms
    this.#about = about
    this.#atLogin = atLogin
    this.#isAllowed = allowed === true
    this.#session = id
    this.#recordings = recordings === undefined ? undefined : { folder: recordings, id }
    this.#open()
  }

  /** As soon as the two are connected, and it was granted. */
  #open(): void {
    const [peer, about] = [this.#peer, this.#about]
    if (!peer || !about || !this.#connected || this.#ended || this.#opened) return
    this.#opened = true
    this.#channels.control = peer.channel('control', (data) => this.#wish(data))
    if (this.#terms) this.#opening = awaitPicture(this.#terms, (error) => this.#fail(error))
    this.#admit(about)
      .then((admitted) => (admitted ? this.#begun(peer, about) : undefined))
      .catch((error: unknown) => this.#fail(error))
  }

  async #admit({ user }: About): Promise<boolean> {
    const terms = this.#terms
    if (!terms) return false
    const next = () => new Promise<string>((resolve) => (this.#password = resolve))
    const { display } = this.#around
    const asked = { terms, display, user, atLogin: this.#atLogin, allowed: this.#isAllowed, next }
    const refused = await admit(asked, { tell: (message) => this.#tell(message), signal: this.#over.signal })
    if (refused) this.end(refused)
    else if (terms.permission && !this.#ended) this.#around.say({ allowed: true })
    return !this.#ended
  }

  async #begun(peer: Peer, { user }: About): Promise<void> {
    const terms = this.#terms
    if (!terms || this.#ended) return
    const { display } = this.#around
    this.#surroundings = surroundings({ display, user, failed: (reason, error) => this.#fail(error, reason) })
    const clipboard = terms.clipboard.toComputer || terms.clipboard.fromComputer
    let early: Copied | undefined
    const copied = (one: Copied) => {
      if (this.#offers) this.#offers.copied(one)
      else early = one
    }
    const opening = openDesktop({
      display,
      clipboard: clipboard ? { copied: terms.clipboard.fromComputer ? copied : undefined } : undefined,
      lost: (error) => this.#fail(error),
    })
    try {
      // Nobody sees anything before the person there can see that; nor before what came meanwhile stands, too.
      for (let turn = this.#follow(); ; turn = this.#turn) {
        await Promise.all([turn, opening])
        if (turn === this.#turn) break
      }
    } catch (error) {
      opening.then((desktop) => desktop.close()).catch(() => undefined) // that is told already
      throw error
    }
    this.#show(peer, await opening)
    if (early) this.#offers?.copied(early)
  }

  /** What stands around it and over its picture becomes what the terms of now ask for: one after the other, whoever asks. */
  #follow(): Promise<unknown> {
    this.#turn = this.#turn
      .catch(() => undefined) // whoever asked for that was told
      .then(() => {
        const [terms, user] = [this.#terms, this.#about?.user]
        if (!terms || user === undefined || this.#ended) return
        return Promise.all([this.#surroundings?.follow(terms), this.#watermark(terms, user)])
      })
    return this.#turn
  }

  #wish(data: unknown): void {
    const wish = readWish(data)
    if (!wish || this.#ended) return
    if ('password' in wish) {
      this.#password?.(wish.password)
      this.#password = undefined
    } else if (this.#terms?.recording === 'may' && this.#viewing) this.#keeping?.turn(wish.record)
  }

  #show(peer: Peer, desktop: Desktop): void {
    const terms = this.#terms
    if (this.#ended || !terms) {
      desktop.close()
      return
    }
    this.#desktop = desktop
    this.#bounds = bounds({
      terms: () => this.#terms ?? terms,
      warn: (reason, seconds) => this.#tell({ warning: { reason, seconds } }),
      end: (reason) => this.end(reason),
    })
    if (terms.control) {
      const input = arriving((message) => this.#input(message))
      this.#channels.input = peer.channel('input', input.ordered)
      this.#channels.now = peer.channel('input-now', input.now, { lossy: true })
    }
    const line = wire(() => this.#terms?.maxBitrateKbps ?? 0)
    this.#offers = offers(
      {
        display: this.#around.display,
        folder: this.#around.files,
        session: this.#session,
        about: this.#about ?? { id: '', user: '' },
        say: this.#around.say,
        channel: peer.channel,
        used: (feature) => this.#used.add(feature),
        lacks: (feature) => this.#lacks(feature),
        terms: () => (this.#ended ? undefined : this.#terms),
        put: desktop.clipboard?.put,
        sent: (bytes) => line.took(bytes, packetsOf(bytes)),
      },
      terms,
    )
    this.#keeping = keeping({
      into: this.#recordings,
      codec: () => this.#peer?.codec,
      must: () => this.#terms?.recording === 'must',
      used: () => this.#used.add('sessionRecording'),
      refresh: () => this.#refresh(),
      changed: () => this.#tellAbout(),
      happened: (event, details) => this.#around.say({ happened: { event, details } }),
      fail: (error, reason) => this.#fail(error, reason),
    })
    if (terms.recording === 'must') this.#keeping.turn(true)
    const cursor = terms.control ? peer.channel('cursor', () => undefined) : undefined
    peer.channel('screen', (data) => this.#look(data))
    // Where there is no sound to be had the session goes on without, and says so.
    this.#sound = sounding(
      (packet, time) => {
        line.took(packet.length, 1)
        peer.hear?.(packet, time)
      },
      () => this.#lacks('sound'),
    )
    this.#sound.follow(terms.sound)
    view({
      ...{ ...terms, display: this.#around.display, codec: peer.codec, wire: line },
      cursor: cursor && ((message) => cursor.send(message)),
      changed: () => this.#tellAbout(),
      draw: (...frame) => this.#mark?.draw(...frame),
      filter: (size) => this.#mark?.filter(size),
      send: (picture) => {
        const isTaken = this.#keeping?.takes(picture)
        if (isTaken !== false && !this.#ended) peer.send(picture.units, picture.time)
      },
      failed: (why) => this.#fail(new Error(why)),
    }).then(
      (viewing) => {
        this.#opening?.()
        if (this.#ended) return viewing.close()
        this.#viewing = viewing
        viewing.follow(this.#terms ?? terms) // as it has become meanwhile
        this.#tellAbout()
      },
      (error: unknown) => this.#fail(error),
    )
  }

  /** Over each picture from now on; where another one is there, or none is to be, in its place. */
  async #watermark({ watermark: wanted }: Terms, user: string): Promise<void> {
    if (wanted?.text === this.#marked) return
    this.#marked = wanted?.text
    const mark = wanted && (await watermark(wanted.text, user, (error) => this.#fail(error)))
    const former = this.#mark
    this.#mark = mark
    former?.close()
    if (this.#ended) mark?.close()
    this.#refresh()
  }

  #refresh(): void {
    this.#viewing?.heard({ key: true, again: 0, remb: undefined, reports: [] })
  }

  #lacks(name: string): void {
    if (this.#ended || !this.#about) return
    this.#lacking.add(name)
    this.#tellAbout()
  }

  #tellAbout(): void {
    if (this.#ended) return
    const [about, viewing] = [this.#about, this.#viewing]
    const mayRecord = this.#terms?.recording === 'may' && this.#peer?.codec === 'h264'
    const kept = { recording: this.#keeping?.isOn === true, mayRecord }
    if (!about || !viewing) return
    const unsupported = [...new Set([...about.unsupported, ...this.#lacking])]
    this.#tell({ session: { ...about, unsupported, ...viewing.told(), ...kept } })
  }

  #input(message: InputMessage): void {
    if (!this.#terms?.control || this.#ended) return
    this.#bounds?.active()
    this.#used.add('remoteControl')
    this.#desktop?.input('move' in message && this.#viewing ? { move: this.#viewing.at(...message.move) } : message)
  }

  #look(data: unknown): void {
    const message = readScreen(data)
    if (message && !this.#ended) this.#viewing?.wishes(message)
  }

  #narrow(terms: Terms, about: About): void {
    if (this.#ended) return
    this.#terms = terms
    this.#about = about
    if (!terms.control) {
      this.#desktop?.release()
      this.#channels.input?.close()
      this.#channels.now?.close()
      delete this.#channels.input
      delete this.#channels.now
    }
    this.#offers?.follow(terms)
    this.#viewing?.follow(terms)
    this.#sound?.follow(terms.sound)
    const isRecorded = this.#keeping?.isOn === true
    const recorded = terms.recording === 'must' || (terms.recording === 'may' && isRecorded)
    if (recorded !== isRecorded) this.#keeping?.turn(recorded)
    if (this.#surroundings && !this.#ended) this.#follow().catch((error: unknown) => this.#fail(error))
    this.#tellAbout()
  }

  #tell(message: ControlMessage): void {
    this.#channels.control?.send(message)
  }

  #fail(error: unknown, reason: Ending = 'engine-failed'): void {
    if (this.#ended) return
    this.#around.say({ failed: (error instanceof Error ? error.message : String(error)).slice(0, 500) })
    this.end(reason)
  }

  end(reason: Ending): void {
    if (this.#ended) return
    this.#ended = true
    this.#over.abort()
    this.#opening?.()
    this.#bounds?.close()
    this.#silence.close()
    this.#mark?.close()
    const offered = this.#offers?.close()
    // First what matters: no picture, no input.
    this.#viewing?.close()
    const closed = Promise.all([offered, this.#sound?.close()])
    this.#desktop?.release()
    this.#tell({ ended: { reason } })
    const recording = this.#keeping?.close()
    this.#around.say({ ended: { reason, used: [...this.#used].sort(), ...(recording && { recording }) } })
    setTimeout(
      () => {
        this.#desktop?.close()
        this.#surroundings?.close()
        this.#peer?.close()
        void closed.then(this.#around.gone)
      },
      this.#channels.control ? FAREWELL_MS : 0,
    )
  }
}
