/**
 * A small window of the session on the computer's own display, above all others: what asks the person there, what says that somebody is in, what one writes to
 * each other in. No window manager has a say in it (override-redirect); covered, it comes up again, as often as a fight with another such window allows; and
 * whoever closes or destroys it, or cuts its connection, has that told to the session. Its own connection: a session's input goes on beside it.
 */
import { createClient, type Display, type XEvent } from 'x11'
import { asked } from './clipboard.ts'

export interface Place {
  x: number
  y: number
  width: number
  height: number
}

export interface Panel {
  /** Pixels of all of it (lettering.ts). */
  show(pixels: Buffer): void
  /** A part in one colour, over it, until it is shown anew. */
  fill(part: Place, colour: number): void
  close(): void
}

export interface Wishes {
  display: string
  /** What it is, for whoever lists windows. */
  name: string
  place(screen: { width: number; height: number }): Place
  pressed?(at: { x: number; y: number }): void
  /** X11's symbol of a key (keysymdef.h), with Shift taken into account; keys come to a window that has them (`keys`). */
  typed?(symbol: number): void
  /** It is there no more, and was not closed by us. */
  gone(why: Error): void
}

const [INPUT_OUTPUT, Z_PIXMAP, ABOVE] = [1, 2, 0]
const [REPLACE, WM_NAME, STRING] = [0, 39, 31]
const EVENTS = { key: 0x1, button: 0x4, exposure: 0x8000, visibility: 0x10000, structure: 0x20000 }
/** It comes up again so often in a second, at most. */
const RAISES = 20
const [SHIFT, POINTER_ROOT] = [1, 1]
const PIXEL = 4

export async function openPanel({ display, name, place, pressed, typed, gone }: Wishes): Promise<Panel> {
  const { client, screen, min_keycode: first, max_keycode: last } = await asked<Display>((reply) => createClient({ display }, reply))
  const [found] = screen
  if (!found) throw new Error('the display has no screen')
  const { root, root_depth: depth, pixel_width, pixel_height } = found
  if (depth !== 24 && depth !== 32) throw new Error(`the display has ${depth} bits of depth, and 24 are known`)
  const where = place({ width: pixel_width, height: pixel_height })
  const rows = typed ? await asked<number[][]>((reply) => client.GetKeyboardMapping(first, last - first + 1, reply)) : []
  const [window, context] = [client.AllocID(), client.AllocID()]
  let [closed, shown, raises] = [false, undefined as Buffer | undefined, 0]
  const fills: { part: Place; colour: number }[] = []
  const lost = (why: Error) => {
    if (closed) return
    close()
    gone(why)
  }
  client.on('error', lost)
  client.on('end', () => lost(new Error('its connection to the display was cut')))
  const eventMask = EVENTS.exposure | EVENTS.visibility | EVENTS.structure | (pressed ? EVENTS.button : 0) | (typed ? EVENTS.key : 0)
  client.CreateWindow(window, root, where.x, where.y, where.width, where.height, 0, 0, INPUT_OUTPUT, 0, {
    ...{ overrideRedirect: 1, eventMask, backgroundPixel: 0 },
  })
  client.CreateGC(context, window, { graphicsExposures: 0 })
  client.ChangeProperty(REPLACE, window, WM_NAME, STRING, 8, Buffer.from(`Session ${name}`))
  client.MapWindow(window)
  const renewing = setInterval(() => (raises = 0), 1000)

  client.on('event', (event) => {
    if (event.wid !== window || closed) return
    if (event.name === 'Expose') paint()
    else if (event.name === 'DestroyNotify') lost(new Error('it was destroyed'))
    else if (event.name === 'UnmapNotify') again(() => client.MapWindow(window))
    else if (event.name === 'VisibilityNotify' && event.state !== 0) again(() => client.ConfigureWindow(window, { stackMode: ABOVE }))
    else if (event.name === 'ConfigureNotify' && moved(event)) again(() => client.ConfigureWindow(window, { ...where, stackMode: ABOVE }))
    else if (event.name === 'ButtonPress') {
      // Who clicks into it means it: keys go there, and to what has the pointer when it is gone.
      if (typed) client.SetInputFocus(window, POINTER_ROOT)
      pressed?.({ x: event.x as number, y: event.y as number })
    } else if (event.name === 'KeyPress') {
      const row = rows[(event.keycode as number) - first] ?? []
      const symbol = ((event.buttons as number) & SHIFT ? row[1] : row[0]) || row[0]
      if (symbol) typed?.(symbol)
    }
  })
  const moved = (event: XEvent): boolean => (['x', 'y', 'width', 'height'] as const).some((name) => event[name] !== where[name])

  /** Against whoever covers it again and again, it gives up for the rest of the second; the interval takes it up. */
  function again(act: () => void): void {
    if (++raises <= RAISES) act()
    else if (raises === RAISES + 1) setTimeout(() => !closed && act(), 1000)
  }

  function paint(): void {
    if (!shown || closed) return
    // A request has an end: in strips of some lines.
    const strip = Math.max(1, Math.floor((128 << 10) / (where.width * PIXEL)))
    for (let y = 0; y < where.height; y += strip) {
      const height = Math.min(strip, where.height - y)
      const part = shown.subarray(y * where.width * PIXEL, (y + height) * where.width * PIXEL)
      client.PutImage(Z_PIXMAP, window, context, where.width, height, 0, y, 0, depth, part)
    }
    for (const { part, colour } of fills) filled(part, colour)
  }

  function filled({ x, y, width, height }: Place, colour: number): void {
    client.ChangeGC(context, { foreground: colour })
    if (width > 0 && height > 0) client.PolyFillRectangle(window, context, [x, y, width, height])
  }

  function close(): void {
    if (closed) return
    closed = true
    clearInterval(renewing)
    client.terminate()
  }

  return {
    show(pixels) {
      shown = pixels
      fills.length = 0
      paint()
    },
    fill(part, colour) {
      if (closed) return
      fills.push({ part, colour })
      filled(part, colour)
    },
    close,
  }
}
