/** Times on the wire: `2026-03-02T09:00:00.000Z` and nothing else, as `Date.toISOString` writes them. */

const FORM = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/

/** Milliseconds since 1970; undefined where it is no such text. */
export function instantMs(text: unknown): number | undefined {
  if (typeof text !== 'string' || !FORM.test(text)) return undefined
  const ms = Date.parse(text)
  return Number.isNaN(ms) || new Date(ms).toISOString() !== text ? undefined : ms
}

export const instant = (ms: number): string => new Date(ms).toISOString()
