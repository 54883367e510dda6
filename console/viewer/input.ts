/** Pointer and keys over the picture, as the computer takes them: positions on its screen, buttons as X11 counts them, keys by what they mean. */
import type { InputMessage } from '../../protocol/viewer.ts'
import { keysymOf } from './keys.ts'

export interface Input {
  /** Presses these one after the other, and lets go of them in turn. */
  chord(symbols: readonly number[]): void
  /** Lets go of every key. */
  release(): void
  stop(): void
}

export interface Screen {
  width: number
  height: number
}

/** How far one notch of a wheel is, in pixels. */
const NOTCH = 50

/** Control, Alt and M lead from the picture to the tools: who has a keyboard alone must be able to leave. */
export const isWayOut = ({ ctrlKey, altKey, code }: KeyboardEvent): boolean => ctrlKey && altKey && code === 'KeyM'

export function watchInput(
  stage: HTMLElement,
  video: HTMLVideoElement,
  screen: () => Screen,
  send: (message: InputMessage) => void,
): Input {
  const over = new AbortController()
  const on = <K extends keyof HTMLElementEventMap>(name: K, heard: (event: HTMLElementEventMap[K]) => void) =>
    stage.addEventListener(name, heard, { signal: over.signal, passive: false })
  const down = new Map<string, number>()
  let [moved, rolled]: [[number, number] | undefined, number] = [undefined, 0]

  /** Where on the screen, inside of what `object-fit: contain` leaves free. */
  function at({ clientX, clientY }: MouseEvent): [number, number] {
    const { left, top, width, height } = video.getBoundingClientRect()
    const { width: wide, height: high } = screen()
    const scale = Math.min(width / wide, height / high)
    const x = (clientX - left - (width - wide * scale) / 2) / scale
    const y = (clientY - top - (height - high * scale) / 2) / scale
    return [Math.round(Math.min(Math.max(x, 0), wide - 1)), Math.round(Math.min(Math.max(y, 0), high - 1))]
  }
  const flush = () => {
    if (moved) send({ move: moved })
    moved = undefined
  }
  on('pointermove', (event) => {
    if (!moved) requestAnimationFrame(flush)
    moved = at(event)
  })
  const pressed = (isDown: boolean) => (event: PointerEvent) => {
    event.preventDefault()
    stage.focus()
    if (isDown) stage.setPointerCapture(event.pointerId)
    moved = at(event)
    flush()
    send({ button: [event.button + 1, isDown] })
  }
  on('pointerdown', pressed(true))
  on('pointerup', pressed(false))
  on('contextmenu', (event) => event.preventDefault())
  on('wheel', (event) => {
    event.preventDefault()
    rolled += event.deltaMode === 0 ? event.deltaY : event.deltaY * NOTCH
    for (; Math.abs(rolled) >= NOTCH; rolled -= Math.sign(rolled) * NOTCH) {
      const button = rolled > 0 ? 5 : 4
      send({ button: [button, true] })
      send({ button: [button, false] })
    }
  })

  function release(): void {
    for (const symbol of down.values()) send({ key: [symbol, false] })
    down.clear()
  }
  on('keydown', (event) => {
    // What is pasted comes as text first (main.ts), which the browser gives only if it may go on.
    if (event.key.toLowerCase() === 'v' && (event.ctrlKey || event.metaKey)) return
    if (isWayOut(event)) return
    event.preventDefault()
    const symbol = keysymOf(event)
    if (symbol === undefined) return
    down.set(event.code, symbol)
    send({ key: [symbol, true] })
  })
  on('keyup', (event) => {
    event.preventDefault()
    const symbol = down.get(event.code)
    if (symbol === undefined) return
    down.delete(event.code)
    send({ key: [symbol, false] })
  })
  on('blur', release)
  return {
    chord(symbols) {
      for (const symbol of symbols) send({ key: [symbol, true] })
      for (const symbol of [...symbols].reverse()) send({ key: [symbol, false] })
    },
    release,
    stop() {
      release()
      over.abort()
    },
  }
}
