/**
 * Texts that a hundred thousand rows share, kept once: lists of field paths, names of managers, and the commit and file that a declaration
 * came from. Ids are handed out inside the transaction that first needs them, so what a rollback undid must be forgotten here too.
 */
import { ProblemError, problem } from '../../../schema/problem.ts'
import type { Source } from '../../../schema/resource.ts'
import type { StatementName, Statements } from './statements.ts'

export interface Interned {
  shapes: Texts
  managers: Texts
  placeId(source: Source): number | null
  source(place: number | null, line: number | null): Source
  /** After a rollback. */
  forget(): void
}

export interface Texts {
  id(text: string): number
  text(id: number): string
  forget(): void
}

/** One table of (id, text…). A text of several columns is made and unmade by `columns`. */
function texts(
  statements: Statements,
  read: StatementName,
  put: StatementName,
  columns: (text: string) => string[] = (text) => [text],
): Texts {
  const byId = new Map<number, string>()
  const byText = new Map<string, number>()
  const reread = () => {
    for (const [id, ...cells] of statements.all(read) as [number, ...string[]][]) {
      const text = cells.join('\n')
      byId.set(id, text)
      byText.set(text, id)
    }
  }
  return {
    id(text) {
      if (byText.size === 0) reread()
      let id = byText.get(text)
      if (id === undefined) {
        id = statements.run(put, ...columns(text)).id
        byId.set(id, text)
        byText.set(text, id)
      }
      return id
    },
    text(id) {
      const known = byId.get(id)
      if (known !== undefined) return known
      reread() // another process may have added it
      const found = byId.get(id)
      if (found === undefined)
        throw new ProblemError(
          problem(
            'database-corrupt',
            `The database is damaged: \`${read}\` has no row ${id}, which other rows refer to.`,
            'Run `splashctl audit verify`, and put the latest backup back.',
          ),
        )
      return found
    },
    forget() {
      byId.clear()
      byText.clear()
    },
  }
}

/** A commit is a number and holds no line feed, which a file's name may: the first one is ours. */
function commitAndFile(text: string): [commit: string, file: string] {
  const end = text.indexOf('\n')
  return [text.slice(0, end), text.slice(end + 1)]
}

export function interned(statements: Statements): Interned {
  const shapes = texts(statements, 'shapes', 'putShape')
  const managers = texts(statements, 'managers', 'putManager')
  const places = texts(statements, 'places', 'putPlace', commitAndFile)
  const split = new Map<string, Source>()
  const noSource: Source = Object.freeze({})
  const sourceFrom = (text: string): Source => {
    let source = split.get(text)
    if (!source) {
      const [commit, file] = commitAndFile(text)
      split.set(text, (source = { ...(commit && { commit }), ...(file && { file }) }))
    }
    return source
  }
  return {
    shapes,
    managers,
    placeId: ({ commit = '', file = '' }) => (commit === '' && file === '' ? null : places.id(`${commit}\n${file}`)),
    source(place, line) {
      const source = place === null ? noSource : sourceFrom(places.text(place))
      if (line === null) return source
      const { commit, file } = source
      return commit && file ? { commit, file, line } : { ...source, line } // nearly always whole, and a literal is made faster
    },
    forget() {
      for (const table of [shapes, managers, places]) table.forget()
    },
  }
}
