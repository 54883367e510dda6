/**
 * The text of a file whose lines are shown beside a Problem. What was refused must not be shown either: a link out of the project leads to
 * somebody else's secrets, a pipe never ends, and a checkout may be a stranger's. So this reads what the loader would read, and nothing
 * else: regular files inside the project by their real path, of bounded size, in UTF-8. Anything else has no lines to show.
 */
import { isUtf8 } from 'node:buffer'
import { closeSync, constants, fstatSync, openSync, readSync, realpathSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { hiddenPart } from './files.ts'
import { limits } from './limits.ts'

/** `file` is relative to `root`, with `/`. Undefined when there is nothing to show, whatever the reason: the Problem itself says it. */
export function shownText(root: string, file: string): string | undefined {
  let descriptor: number | undefined
  try {
    const base = realpathSync(root)
    const real = realpathSync(join(base, file))
    if (!real.startsWith(base.endsWith(sep) ? base : base + sep)) return undefined
    if (real !== join(base, file) && hiddenPart(relative(base, real)) !== undefined) return undefined
    // Between looking and opening, a link or a pipe may have come in its place: neither is followed or waited for.
    descriptor = openSync(real, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW)
    const stats = fstatSync(descriptor)
    if (!stats.isFile() || stats.size > limits.fileBytes) return undefined
    const buffer = Buffer.allocUnsafeSlow(stats.size)
    let length = 0
    for (let read = -1; read !== 0 && length < buffer.length; length += read)
      read = readSync(descriptor, buffer, length, buffer.length - length, null)
    return decoded(buffer.subarray(0, length))
  } catch {
    // Gone, or out of reach: it costs the lines, not the Problem.
    return undefined
  } finally {
    if (descriptor !== undefined) closeSync(descriptor)
  }
}

/** As the loader decodes: what it calls binary or another encoding isn't shown. */
function decoded(bytes: Buffer): string | undefined {
  if (bytes.includes(0) || !isUtf8(bytes)) return undefined
  return bytes.toString('utf8').replace(/^\ufeff/, '')
}
