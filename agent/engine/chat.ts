/**
 * Chat with the person at the computer: a window in the corner of its screen, which opens with the first line that the viewer writes. Who clicks into it types an
 * answer; Enter sends it, Escape closes the window until the next line. What is written stays in the window alone: it is in no log.
 */
import { CHAT_CHARS, readChat } from '../../protocol/chat.ts'
import type { Channel } from './channel.ts'
import { type Card, lettering, lines } from './lettering.ts'
import { openPanel, type Panel } from './panel.ts'

export interface Chatting {
  display: string
  user: string
  used(): void
  failed(error: Error): void
  /** Opens the channel. */
  channel(heard: (data: unknown) => void): Channel
}

const [WIDTH, HEIGHT, MARGIN, LINE, ROWS, COLUMNS] = [380, 300, 12, 20, 11, 44]
const [ENTER, KEYPAD_ENTER, ESCAPE, BACKSPACE, UNICODE] = [0xff0d, 0xff8d, 0xff1b, 0xff08, 0x1000000]
/** So many lines a second are taken. */
const RATE = 4

export function chat({ display, user, used, failed, channel: open }: Chatting): { close(): void } {
  const said: string[] = []
  let [typed, closed, took]: [string, boolean, number[]] = ['', false, []]
  let panel: Promise<Panel> | undefined
  let [drawing, again] = [false, false]
  const channel = open(heard)

  function heard(data: unknown): void {
    const line = readChat(data)
    const now = performance.now()
    took = took.filter((one) => now - one < 1000)
    if (!line || closed || took.length >= RATE) return
    took.push(now)
    used()
    add(`${user}: ${line.text}`)
    panel ??= openPanel({
      ...{ display, name: 'chat', typed: key, pressed: () => undefined },
      place: (screen) => ({ x: MARGIN, y: Math.max(0, screen.height - HEIGHT - MARGIN), width: WIDTH, height: HEIGHT }),
      // Whoever takes it away wants none; the next line opens another one.
      gone: () => (panel = undefined),
    })
    draw()
  }
  function add(text: string): void {
    said.push(...lines(text, COLUMNS))
    said.splice(0, Math.max(0, said.length - ROWS))
  }

  function key(symbol: number): void {
    if (symbol === ENTER || symbol === KEYPAD_ENTER) {
      if (typed.trim() !== '') {
        channel.send({ text: typed })
        add(`Here: ${typed}`)
      }
      typed = ''
    } else if (symbol === ESCAPE) {
      shut()
      return
    } else if (symbol === BACKSPACE) typed = [...typed].slice(0, -1).join('')
    else {
      const code = symbol >= UNICODE ? symbol - UNICODE : symbol < 0x100 ? symbol : 0
      if (code >= 0x20 && code <= 0x10ffff && typed.length < CHAT_CHARS - 1) typed += String.fromCodePoint(code)
    }
    draw()
  }

  /** One picture at a time, and then one of what was added meanwhile. */
  function draw(): void {
    again = true
    if (drawing) return
    drawing = true
    paint()
      .catch((error: unknown) => failed(error instanceof Error ? error : new Error(String(error))))
      .finally(() => {
        drawing = false
      })
  }
  async function paint(): Promise<void> {
    while (again && panel && !closed) {
      again = false
      const pixels = await lettering(cardOf(said, typed))
      ;(await panel)?.show(pixels)
    }
  }

  function shut(): void {
    const one = panel
    panel = undefined
    one?.then(
      (shown) => shown.close(),
      () => undefined, // it never opened, which whoever drew it is told
    )
  }
  return {
    close() {
      closed = true
      channel.close()
      shut()
    },
  }
}

const cardOf = (said: readonly string[], typed: string): Card => ({
  ...{ width: WIDTH, height: HEIGHT, colour: '#1d2433' },
  boxes: [{ x: MARGIN - 4, y: HEIGHT - 40, width: WIDTH - 2 * MARGIN + 8, height: 30, colour: '#ffffff' }],
  words: [
    ...said.map((text, i) => ({ text, x: MARGIN, y: MARGIN + i * LINE, size: 14, colour: '#ffffff' })),
    { text: `${typed.slice(-COLUMNS + 4)}|`, x: MARGIN, y: HEIGHT - 33, size: 15, colour: '#1d2433' },
  ],
})
