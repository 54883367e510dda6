/**
 * Where a field of a resource stands, found when somebody asks: the file is read again, for holding every text would cost more than all
 * resources together.
 */
import type { Json } from '../../schema/canonical.ts'
import { type Path, segments } from '../../schema/fields.ts'
import type { Position } from '../../schema/problem.ts'
import type { Document } from '../../schema/resource.ts'
import { documentsNow } from './documents.ts'
import { isProgram } from './files.ts'
import type { Locate } from './pack.ts'
import { callIn } from './programs/call.ts'
import { readBytes } from './read.ts'

/** Problems come file by file; a few of the last are kept. */
const KEPT = 8

/** Falls back on the resource's own place when its file has changed since. */
export function locator(root: string): Locate {
  const files = new Map<string, Map<string, Document>>()
  const read = (file: string): Map<string, Document> => {
    const known = files.get(file)
    if (known) return known
    const places = new Map<string, Document>()
    for (const document of documentsOn(root, file)) {
      const { line, column } = document.at([])
      places.set(`${line}:${column}`, document)
    }
    if (files.size >= KEPT) files.delete(files.keys().next().value as string)
    files.set(file, places)
    return places
  }
  const programs = new Map<string, string | undefined>()
  return (file, line, column, path, entry) => {
    if (isProgram(file)) {
      if (!programs.has(file)) programs.set(file, programText(root, file))
      const text = programs.get(file)
      return text === undefined ? { file, line, column } : placeIn(callIn(text, file, line, column), path, entry)
    }
    const document = read(file).get(`${line}:${column}`)
    return document ? placeIn(document, path, entry) : { file, line, column }
  }
}

/** Where a field stands in a document, or one entry of a list field; the nearest enclosing place when it is absent. */
export function placeIn(document: Document, path: Path, entry?: string): Position {
  const keys: (string | number)[] = [...segments(path)]
  if (entry === undefined) return document.at(keys)
  let list: Json | undefined = document.value
  for (const key of keys) list = typeof list === 'object' && list !== null && !Array.isArray(list) ? list[key] : undefined
  const index = Array.isArray(list) ? list.indexOf(entry) : -1
  return document.at(index === -1 ? keys : [...keys, index])
}

function documentsOn(root: string, file: string): readonly Document[] {
  const bytes = readBytes(root, file)
  // Gone since: the resource's own place has to do.
  return bytes instanceof Uint8Array ? (documentsNow(bytes, file)?.documents ?? []) : []
}

function programText(root: string, file: string): string | undefined {
  const bytes = readBytes(root, file)
  return bytes instanceof Uint8Array ? Buffer.from(bytes).toString('utf8') : undefined
}
