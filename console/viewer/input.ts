/** Pointer and keys over the picture, as the computer takes them: positions on its screen, buttons as X11 counts them, keys by what they mean (typing.ts). */
import type { InputMessage } from '../../protocol/viewer.ts'
import { watchFingers } from './fingers.ts'
import { type Typing, typing } from './typing.ts'

export interface Input extends Pick<Typing, 'chord' | 'paste' | 'text'> {
  stop(): void
}

export interface Screen {
  width: number
  height: number
}

/** How far one notch of a wheel is, in pixels. */
const NOTCH = 50
/** Of `buttons`, by `button`: left, middle, right, back, forth. */
const BITS = [1, 4, 2, 8, 16]
const [UP, DOWN, TO_THE_LEFT, TO_THE_RIGHT] = [4, 5, 6, 7]

export function watchInput(
  stage: HTMLElement,
  video: HTMLVideoElement,
  screen: () => Screen,
  send: (message: InputMessage) => void,
): Input {
  const over = new AbortController()
  const on = <K extends keyof HTMLElementEventMap>(name: K, heard: (event: HTMLElementEventMap[K]) => void) =>
    stage.addEventListener(name, heard, { signal: over.signal, passive: false })
  const keys = typing(send, /^Mac/.test(navigator.platform))
  let moved: [number, number] | undefined

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
  function move(event: MouseEvent): void {
    if (!moved) requestAnimationFrame(flush)
    moved = at(event)
  }
  function button(event: MouseEvent, number: number, isDown: boolean): void {
    moved = at(event)
    flush()
    send({ button: [number, isDown] })
  }
  /** Whoever touches it may type on a keyboard, too; the one of a phone that is open stays so. */
  const take = () => stage.contains(document.activeElement) || stage.focus({ preventScroll: true })

  // Fingers are no mouse, and mean something else (fingers.ts).
  const byHand = (heard: (event: PointerEvent) => void) => (event: PointerEvent) => event.pointerType === 'touch' || heard(event)
  const pressed = (isDown: boolean) =>
    byHand((event) => {
      event.preventDefault()
      take()
      if (isDown) stage.setPointerCapture(event.pointerId)
      button(event, event.button + 1, isDown)
    })
  on(
    'pointermove',
    byHand((event) => {
      // A second button, while one is down, goes down and up by this (Pointer Events, chorded buttons).
      if (event.button < 0) move(event)
      else button(event, event.button + 1, (event.buttons & (BITS[event.button] ?? 0)) !== 0)
    }),
  )
  on('pointerdown', pressed(true))
  on('pointerup', pressed(false))
  on('contextmenu', (event) => event.preventDefault())
  const [rollRight, rollDown] = [notches(TO_THE_LEFT, TO_THE_RIGHT), notches(UP, DOWN)]
  function notches(back: number, forth: number): (pixels: number) => void {
    let rolled = 0
    return (pixels) => {
      rolled += pixels
      for (; Math.abs(rolled) >= NOTCH; rolled -= Math.sign(rolled) * NOTCH) {
        for (const isDown of [true, false]) send({ button: [rolled > 0 ? forth : back, isDown] })
      }
    }
  }
  on('wheel', (event) => {
    event.preventDefault()
    const unit = event.deltaMode === 0 ? 1 : NOTCH
    rollRight(event.deltaX * unit)
    rollDown(event.deltaY * unit)
  })
  const unfingered = watchFingers(stage, {
    click(event, number) {
      take()
      for (const isDown of [true, false]) button(event, number, isDown)
    },
    drag: (event, isDown) => button(event, 1, isDown),
    move,
    roll(right, down) {
      flush()
      rollRight(right)
      rollDown(down)
    },
  })

  on('keydown', (event) => keys.down(event) && event.preventDefault())
  on('keyup', (event) => {
    event.preventDefault()
    keys.up(event)
  })
  on('focusout', ({ relatedTarget }) => stage.contains(relatedTarget as Node | null) || keys.release())
  return {
    ...keys,
    stop() {
      keys.release()
      unfingered()
      over.abort()
    },
  }
}
