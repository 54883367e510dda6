/**
 * Comma-separated values (RFC 4180). Spreadsheets run what begins like a formula, and a display name may be written by whoever is listed:
 * so a cell that begins with `=`, `+`, `-`, `@`, a tab or a line break gets an apostrophe before it, which they show as text.
 */

const RISKY = /^[=+\-@\t\r\n＝＋－＠]/
const QUOTED = /[",\r\n]/

export function cell(text: string): string {
  const safe = RISKY.test(text) ? `'${text}` : text
  return QUOTED.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

export const row = (cells: readonly string[]): string => `${cells.map(cell).join(',')}\r\n`
