/**
 * Keys by what they mean: the viewer says which symbol was typed (X11 keysyms), whatever its layout; here the key is pressed that has this symbol, with or
 * without Shift, and where none has it a key that has nothing yet is given it for as long as it is needed. So everything can be typed on every layout.
 *
 * The keyboard may become another one meanwhile: by another layout, or since another session, which types as well, was lent a key. What is pressed is known, so
 * that a session that ends leaves no key down.
 */
export interface Keys {
  first: number
  /** By keycode from `first` on: the symbols of that key, without and with Shift, and then others. */
  rows: readonly (readonly number[])[]
  press(code: number, down: boolean): void
  /** Gives a key a symbol; 0 takes it. */
  assign(code: number, symbol: number): void
}

export interface Keyboard {
  key(symbol: number, down: boolean): void
  /** The keyboard is another one now: what stands on its keys, in the same order. */
  follow(rows: Keys['rows']): void
  /** Lets go of everything, and gives back what was lent. */
  release(): void
}

const [SHIFT_L, SHIFT_R] = [0xffe1, 0xffe2]
/** What is written, unlike what moves or deletes: Shift means which of two symbols. */
const isWritten = (symbol: number): boolean => symbol < 0x100 || symbol >= 0x1000000

export function keyboard({ first, rows, press, assign }: Keys): Keyboard {
  const places = new Map<number, { code: number; shifted: boolean }>()
  let spare: number[] = []
  const down = new Map<number, number>()
  const lent = new Map<number, number>()
  let shift: number | undefined
  follow(rows)

  function follow(now: Keys['rows']): void {
    places.clear()
    spare = []
    for (const [symbol, code] of lent) if (now[code - first]?.[0] !== symbol) lent.delete(symbol)
    const ours = new Set(lent.values())
    now.forEach((row, i) => {
      const code = first + i
      if (row.every((symbol) => symbol === 0)) spare.push(code)
      if (ours.has(code)) return
      for (const shifted of [false, true]) {
        const symbol = row[shifted ? 1 : 0] ?? 0
        if (symbol !== 0 && !places.has(symbol)) places.set(symbol, { code, shifted })
      }
    })
    shift = places.get(SHIFT_L)?.code
  }

  const shiftHeld = (): boolean => down.has(SHIFT_L) || down.has(SHIFT_R)

  function placeOf(symbol: number): { code: number; shifted: boolean | undefined } | undefined {
    const found = places.get(symbol)
    if (found) return isWritten(symbol) ? found : { code: found.code, shifted: undefined }
    const before = lent.get(symbol)
    if (before !== undefined) return { code: before, shifted: undefined }
    // The one that was lent first is needed least.
    const [oldest] = lent
    const code = spare.pop() ?? oldest?.[1]
    if (code === undefined) return undefined
    if (oldest?.[1] === code) lent.delete(oldest[0])
    lent.set(symbol, code)
    assign(code, symbol)
    return { code, shifted: undefined }
  }

  return {
    follow,
    key(symbol, isDown) {
      const code = down.get(symbol)
      if (!isDown) {
        if (code === undefined) return
        down.delete(symbol)
        press(code, false)
        return
      }
      const place = placeOf(symbol)
      if (!place) return
      const wrong = place.shifted !== undefined && place.shifted !== shiftHeld() ? shift : undefined
      if (wrong !== undefined) press(wrong, place.shifted === true)
      down.set(symbol, place.code)
      press(place.code, true)
      if (wrong !== undefined) press(wrong, place.shifted !== true)
    },
    release() {
      for (const code of down.values()) press(code, false)
      down.clear()
      for (const code of lent.values()) assign(code, 0)
      lent.clear()
    },
  }
}
