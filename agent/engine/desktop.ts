/** An X11 display: how large it is, and input into it by XTEST, which reaches programs as that of a keyboard and a mouse does. */
import { createClient, type Display } from 'x11'
import type { InputMessage } from '../../protocol/viewer.ts'
import { asked, type Clipboard, type Copied, clipboard } from './clipboard.ts'
import { type Keyboard, keyboard } from './keyboard.ts'

export interface Desktop {
  screen: { width: number; height: number }
  input(message: InputMessage): void
  clipboard: Clipboard | undefined
  /** Lets go of every key and button. */
  release(): void
  close(): void
}

interface Test {
  FakeInput(type: number, detail: number, time: number, window: number, x: number, y: number): void
}

const [KEY_DOWN, KEY_UP, BUTTON_DOWN, BUTTON_UP, MOTION, MAPPING_NOTIFY] = [2, 3, 4, 5, 6, 34]

export interface Opening {
  display: string
  /** Whether the clipboard is used at all, and who is told of what is copied. */
  clipboard: { copied: ((copied: Copied) => void) | undefined } | undefined
  lost(error: Error): void
}

export async function openDesktop({ display, clipboard: wanted, lost }: Opening): Promise<Desktop> {
  const { client, screen, min_keycode: first, max_keycode: last } = await asked<Display>((reply) => createClient({ display }, reply))
  client.on('error', lost)
  client.on('end', () => lost(new Error('the display went away')))
  const [{ root, pixel_width: width, pixel_height: height } = { root: 0, pixel_width: 0, pixel_height: 0 }] = screen
  const test = (await asked<object>((reply) => client.require('xtest', reply))) as Test
  const fake = (type: number, detail: number, x = 0, y = 0) => test.FakeInput(type, detail, 0, type === MOTION ? root : 0, x, y)
  let assigned = 0
  const rows = await asked<number[][]>((reply) => client.GetKeyboardMapping(first, last - first + 1, reply))
  const keys: Keyboard = keyboard({
    ...{ first, rows },
    press: (code, down) => fake(down ? KEY_DOWN : KEY_UP, code),
    assign(code, symbol) {
      assigned++
      client.ChangeKeyboardMapping(code, 2, [symbol, symbol])
    },
  })
  client.on('event', ({ type }) => type === MAPPING_NOTIFY && reread())
  /** What was read before a key of ours was given a symbol says nothing of it; that is told, too, and read then. */
  function reread(): void {
    const before = assigned
    client.GetKeyboardMapping(first, last - first + 1, (error, now) => {
      if (!error && now && assigned === before) keys.follow(now)
    })
  }
  const buttons = new Set<number>()
  return {
    screen: { width, height },
    clipboard: wanted && (await clipboard(client, root, wanted.copied)),
    input(message) {
      if ('move' in message) {
        const [x, y] = message.move
        fake(MOTION, 0, x, y)
      } else if ('key' in message) keys.key(...message.key)
      else {
        const [number, down] = message.button
        if (down) buttons.add(number)
        else if (!buttons.delete(number)) return
        fake(down ? BUTTON_DOWN : BUTTON_UP, number)
      }
    },
    release() {
      keys.release()
      for (const number of buttons) fake(BUTTON_UP, number)
      buttons.clear()
    },
    close: () => client.terminate(),
  }
}
