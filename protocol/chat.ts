/** Chat within a session: lines of text both ways, by the data channel `chat`. Nothing of Node's is in here. */
export interface ChatLine {
  text: string
}
/** Characters of one line. */
export const CHAT_CHARS = 1000

/** Undefined where it is none, or has nothing to say. */
export function readChat(data: unknown): ChatLine | undefined {
  if (typeof data !== 'string' || data.length > 6 * CHAT_CHARS + 32) return undefined
  try {
    const { text } = Object(JSON.parse(data)) as { text?: unknown }
    return typeof text === 'string' && text.length <= CHAT_CHARS && text.trim() !== '' ? { text } : undefined
  } catch {
    return undefined
  }
}
