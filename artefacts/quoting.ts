/**
 * Texts within other texts: each function gives one that its syntax reads as exactly that text, whatever stands in it. What a syntax can't hold
 * is not passed on as something else: it throws, or is shown as a question mark where nobody but people read it.
 *
 *   sh           POSIX.1-2024, Shell Command Language 2.2.2: between single quotes nothing is special but the single quote
 *   PowerShell   about_Quoting_Rules; a *typographic* single quote (U+2018 to U+201B) ends a text as well as the plain one does
 *   cmd          has no quoting that holds for `%`, `"` and `!` alike: only words that need none are written into it
 *   XML          1.0, 2.2 and 2.4: five characters have names, and of the control characters only three may stand there at all
 */

/** A word of a POSIX shell. */
export function sh(text: string): string {
  if (text.includes('\0')) throw new TypeError('a shell has no word with a NUL in it')
  return `'${text.replaceAll("'", `'\\''`)}'`
}

/**
 * A text of PowerShell, in ASCII alone: Windows PowerShell 5.1 reads a script without a byte order mark in the code page of the machine, where
 * the bytes of an `Ñ` are two letters, of which one is a quote.
 */
export function powershell(text: string): string {
  const parts = text.split(/([^\x20-\x7e]+)/).filter((part) => part !== '')
  const written = parts.flatMap((part) =>
    /^[\x20-\x7e]/.test(part)
      ? [`'${part.replaceAll("'", "''")}'`]
      : Array.from({ length: part.length }, (_, i) => `[char]0x${part.charCodeAt(i).toString(16).padStart(4, '0')}`),
  )
  // A sum of characters alone would be one of numbers.
  if (written.length > 0 && !written[0]?.startsWith("'")) written.unshift("''")
  return written.length <= 1 ? (written[0] ?? "''") : `(${written.join(' + ')})`
}

/** A word of cmd.exe that needs no quotes and no escapes, in a batch file, too. */
export function cmd(text: string): string {
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(text)) throw new TypeError('cmd has no certain way to write this word')
  return text
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }
/** Character data of XML. What XML has no way to write becomes a question mark. */
export const xml = (text: string): string =>
  text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '?')
    .replace(/[&<>"']/g, (character) => entities[character] as string)
    // What a reader may take for an end of line: XML 1.0 says it of one, 1.1 (2.11) of three more.
    .replace(/[\r\u0085\u2028\u2029]/g, (character) => `&#${character.charCodeAt(0)};`)

/** One line for people to read, in a comment or a plain text: nothing in it ends the line, or reaches a terminal. */
export const line = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, '?')
