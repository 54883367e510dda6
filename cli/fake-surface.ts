/** A Surface that keeps what is written, for tests. */
import type { Surface } from './terminal.ts'

export function fakeSurface(wishes: { width?: number; terminal?: boolean } = {}): Surface & { text(): string } {
  let text = ''
  return {
    terminal: wishes.terminal ?? false,
    color: false,
    width: wishes.width ?? 100,
    write(part) {
      text += part
    },
    drained: async () => true,
    paint: (part) => part,
    text: () => text,
  }
}
