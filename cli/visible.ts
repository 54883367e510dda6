/**
 * Text that came from a file, a database or a command line, made harmless for a terminal: control, bidirectional and other unseen
 * characters become their numbers (`<U+202E>`), so that nobody can forge what a reviewer reads.
 */
import { codePoint } from '../schema/characters.ts'

const HIDDEN = /(?![\n\t])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu

/** Line breaks and tabs stay: whoever shows one line uses `visibleLine`. */
export const visible = (text: string): string => text.replace(HIDDEN, (character) => `<${codePoint(character)}>`)

/** The same on one line. */
export const visibleLine = (text: string): string => visible(text).replaceAll('\n', '\\n').replaceAll('\t', '\\t')
