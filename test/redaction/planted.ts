/**
 * Looking for planted values in every byte that a run leaves: as they are, in UTF-16, in Base64 (wherever in a longer text they begin), in
 * hexadecimal, and as a URL or JSON would write them.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Every way in which a value may stand somewhere, by its name: made once for all that is searched for it. */
export function formsOf(value: string): Map<string, Buffer> {
  const known = made.get(value)
  if (known) return known
  const forms = madeOf(value)
  made.set(value, forms)
  return forms
}
const made = new Map<string, Map<string, Buffer>>()

function madeOf(value: string): Map<string, Buffer> {
  const bytes = Buffer.from(value)
  const forms = new Map<string, Buffer>([
    ['as it is', bytes],
    ['in UTF-16', Buffer.from(value, 'utf16le')],
    ['in hexadecimal', Buffer.from(bytes.toString('hex'))],
    ['in HEXADECIMAL', Buffer.from(bytes.toString('hex').toUpperCase())],
    ['in a URL', Buffer.from(encodeURIComponent(value))],
    ['in JSON', Buffer.from(JSON.stringify(value).slice(1, -1))],
  ])
  // Three bytes are four letters, so it depends on where a value begins; letters at its ends hold bits of its neighbours.
  for (const before of [0, 1, 2]) {
    const text = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replace(/=+$/, '')
    const whole = text.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6))
    forms.set(`in Base64, ${before} bytes on`, Buffer.from(whole))
    forms.set(`in Base64 for URLs, ${before} bytes on`, Buffer.from(whole.replaceAll('+', '-').replaceAll('/', '_')))
  }
  return forms
}

/** Which planted values some bytes hold, and how: by name, never the value. */
export function plantedIn(bytes: Buffer, planted: Readonly<Record<string, string>>): string[] {
  return Object.entries(planted).flatMap(([name, value]) => {
    const found = [...formsOf(value)].find(([, form]) => bytes.includes(form))
    return found ? [`${name} ${found[0]}`] : []
  })
}

/** The same of every file below a folder, and of the names of the files. */
export function plantedBelow(folder: string, planted: Readonly<Record<string, string>>): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true }).flatMap((entry) => {
    const path = join(entry.parentPath, entry.name)
    const found = plantedIn(Buffer.from(entry.name), planted)
    if (entry.isFile()) found.push(...plantedIn(readFileSync(path), planted))
    return found.map((what) => `${path}: ${what}`)
  })
}
