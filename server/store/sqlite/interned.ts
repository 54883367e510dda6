/**
 * Texts that a hundred thousand rows share, kept once: lists of field paths, and the commit and file that a declaration came from.
 * Ids are handed out inside the transaction that first needs them, so what a rollback undid must be forgotten here too.
 */
import type { Source } from '../../../schema/resource.ts'
import type { Statements } from './statements.ts'

export interface Interned {
  shapeId(paths: string): number
  shape(id: number): string
  placeId(source: Source): number | null
  source(place: number | null, line: number | null): Source
  /** After a rollback, or when another process may have added some. */
  forget(): void
}

interface Place {
  commit: string
  file: string
}

export function interned(statements: Statements): Interned {
  let shapes: { byId: Map<number, string>; byText: Map<string, number> } | undefined
  let places: { byId: Map<number, Place>; byText: Map<string, number> } | undefined
  const noSource: Source = Object.freeze({})
  const placeKey = (commit: string, file: string) => `${commit}\n${file}`

  const readShapes = () => {
    const byId = new Map<number, string>()
    const byText = new Map<string, number>()
    for (const [id, paths] of statements.all('shapes') as [number, string][]) {
      byId.set(id, paths)
      byText.set(paths, id)
    }
    return { byId, byText }
  }
  const readPlaces = () => {
    const byId = new Map<number, Place>()
    const byText = new Map<string, number>()
    for (const [id, commit, file] of statements.all('places') as [number, string, string][]) {
      byId.set(id, { commit, file })
      byText.set(placeKey(commit, file), id)
    }
    return { byId, byText }
  }
  const missing = (table: string, id: number): never => {
    throw new TypeError(`row ${id} of \`${table}\` is missing`)
  }

  return {
    shapeId(paths) {
      shapes ??= readShapes()
      let id = shapes.byText.get(paths)
      if (id === undefined) {
        id = statements.run('putShape', paths).id
        shapes.byId.set(id, paths)
        shapes.byText.set(paths, id)
      }
      return id
    },
    shape(id) {
      if (!shapes?.byId.has(id)) shapes = readShapes()
      return shapes.byId.get(id) ?? missing('shapes', id)
    },
    placeId({ commit = '', file = '' }) {
      if (commit === '' && file === '') return null
      places ??= readPlaces()
      const key = placeKey(commit, file)
      let id = places.byText.get(key)
      if (id === undefined) {
        id = statements.run('putPlace', commit, file).id
        places.byId.set(id, { commit, file })
        places.byText.set(key, id)
      }
      return id
    },
    source(id, line) {
      if (id === null) return line === null ? noSource : { line }
      if (!places?.byId.has(id)) places = readPlaces()
      const { commit, file } = places.byId.get(id) ?? missing('places', id)
      return { ...(commit !== '' && { commit }), ...(file !== '' && { file }), ...(line !== null && { line }) }
    },
    forget() {
      shapes = undefined
      places = undefined
    },
  }
}
