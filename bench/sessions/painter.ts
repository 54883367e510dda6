/** Draws on a display as a program there would: the smallest client that makes it change when we say so. */
import { createClient, type Display } from 'x11'

export interface Painter {
  /** @param colour 0xRRGGBB */
  fill(x: number, y: number, width: number, height: number, colour: number): void
  /** Calls back when a key is pressed on it. */
  pressed(heard: () => void): void
  /** Takes the keys from now on. */
  focus(): void
  close(): void
}

const [KEY_PRESS_MASK, INPUT_OUTPUT] = [1, 1]
const window = { backgroundPixel: 0x336699, overrideRedirect: 1, eventMask: KEY_PRESS_MASK }

export async function painter(name: string, x: number, y: number, width: number, height: number): Promise<Painter> {
  const { client, screen } = await new Promise<Display>((resolve, reject) =>
    createClient({ display: name }, (error, display) => (error ? reject(error) : resolve(display))),
  )
  const [id, pen] = [client.AllocID(), client.AllocID()]
  client.CreateWindow(id, (screen[0] as { root: number }).root, x, y, width, height, 0, 0, INPUT_OUTPUT, 0, window)
  client.MapWindow(id)
  client.CreateGC(pen, id, {})
  return {
    fill(left, top, wide, high, colour) {
      client.ChangeGC(pen, { foreground: colour })
      client.PolyFillRectangle(id, pen, [left, top, wide, high])
    },
    pressed(heard) {
      client.on('event', (event) => event.name === 'KeyPress' && heard())
    },
    focus: () => client.SetInputFocus(id, 1),
    close() {
      client.on('error', () => undefined)
      client.terminate()
    },
  }
}
