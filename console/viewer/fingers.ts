/**
 * Fingers on the picture: one that taps clicks where it is, one that stays clicks with the right button, one that moves drags; two scroll, as far as they move,
 * and click with the right button where they only tap.
 */

export interface Fingers {
  /** Clicks, where the finger is; buttons as X11 counts them. */
  click(at: PointerEvent, button: number): void
  /** Presses the left button, or lets go of it. */
  drag(at: PointerEvent, isDown: boolean): void
  move(at: PointerEvent): void
  /** By so many pixels, to the right and down. */
  roll(right: number, down: number): void
}

/** How far a finger strays that means to stay, in pixels, and how long it stays for the right button, in milliseconds. */
const [SLACK, STAYS_MS] = [10, 500]
const [LEFT, RIGHT] = [1, 3]

/** Gives back what ends it. */
export function watchFingers(stage: HTMLElement, { click, drag, move, roll }: Fingers): () => void {
  const over = new AbortController()
  const on = (name: 'pointerdown' | 'pointermove' | 'pointerup' | 'pointercancel', heard: (event: PointerEvent) => void) =>
    stage.addEventListener(name, (event) => event.pointerType === 'touch' && heard(event), { signal: over.signal })
  const down = new Map<number, PointerEvent>()
  /** `over`: something was done, and nothing more is until all fingers are gone. */
  let doing: 'nothing' | 'tap' | 'two' | 'drag' | 'roll' | 'over' = 'nothing'
  let first: PointerEvent | undefined
  let stays: ReturnType<typeof setTimeout> | undefined

  const isFar = (one: PointerEvent, other: PointerEvent) => Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY) > SLACK

  on('pointerdown', (event) => {
    event.preventDefault()
    stage.setPointerCapture(event.pointerId)
    down.set(event.pointerId, event)
    clearTimeout(stays)
    if (down.size === 1) {
      ;[doing, first] = ['tap', event]
      stays = setTimeout(() => {
        doing = 'over'
        click(event, RIGHT)
      }, STAYS_MS)
    } else if (doing === 'tap' && down.size === 2) doing = 'two'
    else if (doing === 'drag') {
      drag(event, false)
      doing = 'over'
    } else doing = 'over'
  })
  on('pointermove', (event) => {
    const before = down.get(event.pointerId)
    if (!before || !first) return
    if (doing === 'tap' && isFar(event, first)) {
      clearTimeout(stays)
      drag(first, true)
      doing = 'drag'
    }
    if (doing === 'drag') move(event)
    if (doing === 'two' && isFar(event, before)) {
      // What is under the fingers scrolls.
      move(first)
      doing = 'roll'
    }
    if (doing === 'two') return
    if (doing === 'roll') roll((before.clientX - event.clientX) / down.size, (before.clientY - event.clientY) / down.size)
    down.set(event.pointerId, event)
  })
  const lifted = (isMeant: boolean) => (event: PointerEvent) => {
    if (!down.delete(event.pointerId) || !first) return
    clearTimeout(stays)
    if (doing === 'tap' && isMeant) click(first, LEFT)
    if (doing === 'two' && isMeant) click(first, RIGHT)
    if (doing === 'drag') drag(event, false)
    doing = down.size > 0 ? (doing === 'roll' ? 'roll' : 'over') : 'nothing'
  }
  on('pointerup', lifted(true))
  on('pointercancel', lifted(false))
  return () => {
    clearTimeout(stays)
    over.abort()
  }
}
