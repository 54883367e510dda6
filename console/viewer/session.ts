/**
 * One session in the browser, from the connection to its end, without anything that draws it: what was heard of the computer is kept as one state, and whoever
 * shows it is told when there is another. It sends what is typed and moved, and says of every refusal and every end why, and what helps.
 *
 *   connecting ─▶ running ─▶ over
 *        │           │▲
 *        ▼           ▼│  a connection that was lost is made anew, where whoever looks is signed in; a link is good once
 *       over      reconnecting ─▶ over
 */
import { type Ending, endings } from '../../protocol/endings.ts'
import { type ControlWish, type Preference, readControl, type ScreenMessage, type Shown, type Waiting } from '../../protocol/viewer.ts'
import { watchNetwork } from './changing.ts'
import { type Chat, chat } from './chat.ts'
import { type Clip, type Copied, clip, pictureIn } from './clip.ts'
import { connect, Refusal, type Wish } from './connection.ts'
import { type Cursors, cursors } from './cursor.ts'
import { watchSize } from './fitting.ts'
import { type Input, watchInput } from './input.ts'
import { type Listed, type Move, type Moving, moving } from './moving.ts'
import { type Paper, printing } from './printing.ts'
import { type Said, saidOf } from './reasons.ts'
import { sender } from './sending.ts'
import { play } from './sound.ts'

export interface Seen {
  phase: 'connecting' | 'running' | 'reconnecting' | 'over'
  /** As it is called; until it is known, as it was asked for. */
  computer: string
  shown: Shown | undefined
  /** There is a picture. */
  picture: boolean
  /** Nothing came for a moment. */
  interrupted: boolean
  /** What is asked there, or here, before there is a picture. */
  waiting: Waiting | undefined
  /** Why it ends soon, in a sentence. */
  warning: string | undefined
  over: Said | undefined
  /** What the computer opened: what is not among them, the session does not offer. */
  channels: ReadonlySet<string>
  /** What was copied there last. */
  copied: Copied
  /** Files on their way, and those that have arrived. */
  moves: readonly Move[]
  /** The folder that was looked at last. */
  listed: Listed | undefined
  /** What was printed there. */
  papers: readonly Paper[]
  /** In the chat, from the first line on. */
  said: readonly Line[]
}
export interface Line {
  id: number
  /** Here, and not at the computer. */
  here: boolean
  text: string
}

export interface Session {
  seen(): Seen
  listen(listener: () => void): () => void
  /** Where the picture goes, and where keys and pointer are watched. Gives back what ends that. */
  show(stage: HTMLElement, video: HTMLVideoElement): () => void
  chord(symbols: readonly number[]): void
  /** What was composed here is typed there. */
  text(text: string): void
  copy(text: string): void
  /** A picture, as a PNG whatever it is. Resolves once it can be pasted there, with nothing; or with why it can't, in a sentence. */
  copyPicture(picture: Blob): Promise<string | undefined>
  /** What is said on the channel `control`. */
  wish(wish: ControlWish): void
  /** No more pixels than are shown; else as many as there are. */
  fit(fitting: boolean): void
  /** Which of several monitors is to be seen; null: all of them. */
  look(monitor: number | null): void
  /** How the picture is to be; the computer says what of it holds. */
  prefer(preference: Preference): void
  /** To move files, where the session offers that. */
  moving(): Moving | undefined
  /** Puts away what was printed: one of it, or all. */
  forget(id?: number): void
  /** A line of the chat. */
  say(text: string): void
  /** As if it were pasted there. */
  paste(text: string): void
  stats(): Promise<RTCStatsReport | undefined>
  /** Ends it, as whoever looked at it wished. */
  leave(): void
}

/** How long after a lost connection it is tried again, each time. */
const TRIES_MS = [0, 1000, 2000, 4000, 8000, 15_000] as const
/** How long nothing may come before a new connection is made, once the browser has noticed that. */
const PATIENCE_MS = 4000
/** Lines of a chat that are kept in sight. */
const LINES = 200
/** What may be otherwise in a moment: no answer at all, or a computer that isn't back yet. */
const PASSING: ReadonlySet<string | undefined> = new Set([undefined, 'session-offline', 'session-busy', 'server-stopping'])

export function viewerSession(wish: Wish, called: string): Session {
  const linked = 'ticket' in wish
  let seen: Seen = {
    ...{ phase: 'connecting', computer: called, shown: undefined, picture: false, interrupted: false },
    ...{
      waiting: undefined,
      warning: undefined,
      over: undefined,
      channels: new Set(),
      copied: {},
      moves: [],
      listed: undefined,
      said: [],
      papers: [],
    },
  }
  let peer: RTCPeerConnection | undefined
  let input: Input | undefined
  let stream: MediaStream | undefined
  let sound: HTMLAudioElement | undefined
  let place: { stage: HTMLElement; video: HTMLVideoElement } | undefined
  let cursor: Cursors | undefined
  let unsized: (() => void) | undefined
  let fitting = true
  let preference: Preference | undefined
  let moved: Moving | undefined
  let talk: Chat | undefined
  let board: Clip | undefined
  let retry: ReturnType<typeof setTimeout> | undefined
  let patience: ReturnType<typeof setTimeout> | undefined
  const print = printing((papers) => set({ papers }))
  const channels = new Map<string, RTCDataChannel>()
  const listeners = new Set<() => void>()

  function set(part: Partial<Seen>): void {
    seen = { ...seen, ...part }
    for (const listener of listeners) listener()
  }

  function end(over: Said): void {
    if (seen.phase === 'over') return
    drop()
    clearTimeout(retry)
    clearTimeout(patience)
    set({ phase: 'over', over, picture: false, waiting: undefined, warning: undefined, interrupted: false })
  }
  const ended = (reason: Ending): void => end(saidOf(reason, linked))

  function drop(): void {
    input?.stop()
    input = undefined
    unsized?.()
    unsized = undefined
    const former = peer
    peer = undefined // so that what it says from now on is not heard
    former?.close()
    channels.clear()
    sound?.pause()
    moved?.closed()
    print.closed()
    board?.closed()
    stream = sound = moved = talk = board = undefined
    if (place) place.video.srcObject = null
    set({ channels: new Set(), picture: false })
  }

  function send(label: string, message: object): void {
    const channel = channels.get(label)
    if (channel?.readyState === 'open') channel.send(JSON.stringify(message))
  }

  function watch(): void {
    const control = seen.shown?.features.remoteControl === 'enabled'
    if (!control || !place) {
      input?.stop()
      input = undefined
      return
    }
    const screen = () => seen.shown?.screen ?? { width: 1, height: 1 }
    input ??= watchInput(
      place.stage,
      place.video,
      screen,
      sender((label) => channels.get(label)),
    )
  }

  /** The computer sends no more pixels than are shown. */
  function size(): void {
    unsized?.()
    const tell = (message: ScreenMessage) => send('screen', message)
    unsized = undefined
    if (channels.get('screen')?.readyState !== 'open') return
    if (!fitting) tell({ fit: [0, 0] })
    else if (place) unsized = watchSize(place.stage, (fit) => tell({ fit }))
  }

  /** There is a screen: what was chosen of the one before holds for it, too. */
  function begun(): void {
    size()
    if (preference) send('screen', { prefer: preference } satisfies ScreenMessage)
  }

  function heard(channel: RTCDataChannel): void {
    channels.set(channel.label, channel)
    set({ channels: new Set(channels.keys()) })
    channel.onclose = () => {
      if (channels.get(channel.label) !== channel) return
      if (channel.label === 'files') moved?.closed()
      if (channel.label === 'clipboard') board?.closed()
      if (channel.label === 'print') print.closed()
      channels.delete(channel.label)
      set({ channels: new Set(channels.keys()) })
    }
    if (channel.label === 'screen') channel.onopen = begun
    if (channel.label === 'clipboard') board = clip(channel, (copied) => set({ copied }))
    // These listen for themselves.
    if (channel.label === 'files') moved = moving(channel, set)
    if (channel.label === 'print') print.hear(channel)
    if (channel.label === 'chat') talk = chat(channel, (text) => line(text, false))
    channel.onmessage = ({ data }) => {
      if (channel.label === 'clipboard') return board?.heard(data)
      if (channel.label === 'cursor') return cursor?.heard(data)
      const message = channel.label === 'control' ? readControl(data) : undefined
      if (!message) return
      if ('session' in message) {
        set({ phase: 'running', shown: message.session, computer: message.session.computer, waiting: undefined, warning: undefined })
        watch()
      } else if ('ended' in message) ended(message.ended.reason)
      else if ('waiting' in message) set({ waiting: message.waiting })
      else set({ warning: `${endings[message.warning.reason]} The session ends in ${message.warning.seconds} s.` })
    }
  }

  const line = (text: string, here: boolean): void =>
    set({ said: [...seen.said, { id: (seen.said.at(-1)?.id ?? 0) + 1, here, text }].slice(-LINES) })

  /** Nothing comes: that may pass by itself. Where another one can be had, it is not waited for as long as ICE would. */
  function interrupt(interrupted: boolean): void {
    clearTimeout(patience)
    set({ interrupted })
    if (interrupted && !linked && seen.phase === 'running') patience = setTimeout(lost, PATIENCE_MS)
  }

  function lost(): void {
    clearTimeout(patience)
    if (linked || seen.phase === 'over') {
      ended('connection-lost')
      return
    }
    drop()
    set({ phase: 'reconnecting', interrupted: false })
    again(0)
  }
  /** There was an answer, and then no way between the two. */
  function failed(tried: number | undefined): void {
    const next = tried === undefined ? TRIES_MS.length : tried + 1
    drop()
    if (next < TRIES_MS.length) again(next)
    else ended('connection-lost')
  }
  function again(tried: number): void {
    clearTimeout(retry)
    retry = setTimeout(() => void begin(tried), TRIES_MS[tried])
  }

  /** @param tried how often, since the connection was lost; undefined where there was none as yet */
  async function begin(tried?: number): Promise<void> {
    try {
      let own: RTCPeerConnection | undefined
      const current = () => own === undefined || peer === own
      const connected = await connect(wish, {
        picture(media) {
          stream = media
          if (place) place.video.srcObject = media
        },
        sound(media) {
          sound?.pause()
          sound = play(media)
        },
        channel: (channel) => current() && heard(channel),
        lost: () => current() && (seen.phase === 'running' ? lost() : failed(tried)),
        changed: (state) => current() && interrupt(state === 'disconnected'),
      })
      if (seen.phase === 'over') return connected.peer.close()
      own = peer = connected.peer
      set({ computer: connected.computer })
    } catch (error) {
      const [problem] = error instanceof Refusal ? error.problems : []
      const next = tried === undefined ? TRIES_MS.length : tried + 1
      if (problem && PASSING.has(problem.code) && next < TRIES_MS.length) return again(next)
      end({
        title: tried === undefined ? 'No session' : 'The connection was lost',
        problem: problem ?? { message: 'This browser can not show the session.', fix: String(error) },
        refused: true,
      })
    }
  }

  function paste(text: string): void {
    if (text !== '') board?.copy(text)
  }
  async function pastePicture(picture: Blob): Promise<void> {
    if ((await board?.copyPicture(picture)) === undefined && place?.stage.contains(document.activeElement)) input?.paste()
  }
  const leave = () => ended('viewer-left')

  void begin()
  return {
    seen: () => seen,
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    show(stage, video) {
      place = { stage, video }
      cursor = cursors(stage)
      video.srcObject = stream ?? null
      const over = new AbortController()
      const { signal } = over
      video.addEventListener('playing', () => seen.phase !== 'over' && set({ picture: true }), { signal })
      addEventListener('pagehide', leave, { signal })
      document.addEventListener(
        'paste',
        (event) => {
          if (!stage.contains(document.activeElement)) return
          event.preventDefault()
          const text = event.clipboardData?.getData('text/plain') ?? ''
          const picture = text === '' ? pictureIn(event.clipboardData) : undefined
          if (picture) return void pastePicture(picture)
          paste(text)
          input?.paste()
        },
        { signal },
      )
      const still = watchNetwork(
        () => (linked ? undefined : peer),
        () => seen.phase === 'running' && lost(),
      )
      watch()
      size()
      return () => {
        over.abort()
        still()
        unsized?.()
        unsized = cursor = undefined
        input?.stop()
        input = undefined
        place = undefined
      }
    },
    chord: (symbols) => input?.chord(symbols),
    text: (text) => input?.text(text),
    copy: (text) => board?.copy(text),
    copyPicture: async (picture) => (board ? board.copyPicture(picture) : 'The clipboard is not shared in this session.'),
    wish: (wish) => send('control', wish),
    fit(wanted) {
      fitting = wanted
      size()
    },
    look: (monitor) => send('screen', { monitor } satisfies ScreenMessage),
    prefer(wanted) {
      preference = wanted
      send('screen', { prefer: wanted } satisfies ScreenMessage)
    },
    moving: () => moved,
    forget: print.forget,
    say(text) {
      if (!talk || text.trim() === '') return
      talk.say(text)
      line(text, true)
    },
    paste,
    stats: async () => peer?.getStats(),
    leave,
  }
}
