/**
 * The users of a table as declarations. Who is known by the address already, declared or live, is not declared again: what the table says
 * otherwise is told. A group is one that there is, or a new one where that is asked for.
 *
 * A row becomes a document whose fields stand in the cells of the row. So everything that is asked of a document in a file is asked of it,
 * by the same code, and what is wrong is shown at the cell.
 */
import type { Json } from '../schema/canonical.ts'
import { API_VERSION } from '../schema/envelope.ts'
import { defaultAt, equalField, type Path, type Tree } from '../schema/fields.ts'
import { kindNamed } from '../schema/kinds/index.ts'
import { type Position, type Problem, problem } from '../schema/problem.ts'
import type { Document, Resource } from '../schema/resource.ts'
import { freeNames, slugOf } from '../schema/slug.ts'
import type { World } from '../schema/world.ts'
import { type Column, columnsOf } from './csv-columns.ts'
import { groupsOf, licenceOf, methodsOf, quoted, rolesOf } from './csv-meaning.ts'
import type { Cell, Csv } from './csv-reader.ts'

/** A known user of whom the table says something. */
export interface Known {
  resource: Resource<'User'>
  /** The fields that it would have otherwise. */
  differs: { path: Path; is: Json; csv: string; at: Position }[]
}
export interface CsvUsers {
  groups: Document[]
  users: Document[]
  known: Known[]
  problems: Problem[]
}

type Row = Partial<Record<Column, Cell>>

/** @param world live, overlaid by what the files declare */
export function usersOf({ rows, problems: unread }: Csv, world: World, { createGroups }: { createGroups: boolean }): CsvUsers {
  const problems = [...unread]
  const [heading, ...body] = rows
  const found: CsvUsers = { groups: [], users: [], known: [], problems }
  if (!heading) {
    if (problems.length === 0)
      problems.push(problem('csv-heading', 'The file holds no row.', 'The first line names the columns: `account`, `group` ….'))
    return found
  }
  const { columns, problems: misnamed } = columnsOf(heading)
  problems.push(...misnamed)
  if (misnamed.length > 0) return found
  const groups = groupsOf(
    world,
    problems,
    createGroups
      ? (name, { text, at }) => found.groups.push(document('Group', name, { displayName: text, type: 'users' }, at, {}))
      : undefined,
  )
  const roles = rolesOf(world)
  const methods = methodsOf(world)
  const byEmail = world.index('User', 'email-for-import', (user) => (user.spec.email === undefined ? [] : [user.spec.email.toLowerCase()]))
  const free = freeNames(world.of('User').map(({ name }) => name))
  const accounts = new Map<string, Position>()
  for (const cells of body) {
    const row = rowOf(cells, columns, problems)
    if (!row) continue
    const spec: Tree = {}
    const places: Record<string, Position> = {}
    const put = (field: string, cell: Cell | undefined, value: Json | undefined) => {
      if (cell === undefined || value === undefined) return
      spec[field] = value
      places[field] = cell.at
    }
    put('displayName', row.displayName, row.displayName?.text)
    put('email', row.account, row.account?.text)
    put('role', row.role, row.role && roles(row.role, problems))
    put('group', row.group, row.group && groups(row.group))
    put('licence', row.licence, row.licence && licenceOf(row.licence, problems))
    const { account } = row
    if (!account || isTwin(account, accounts, problems)) continue
    const [known] = byEmail.get(account.text.toLowerCase()) ?? []
    if (known) found.known.push({ resource: known, differs: differences(known, spec, places) })
    else {
      put('authentication', account, methods(account, problems))
      found.users.push(document('User', free(slugOf(account.text.split('@', 1)[0] ?? '', 'user')), spec, account.at, places))
    }
  }
  groups.report()
  return found
}

/** The cells of a row that say something, by their columns; undefined where there is no telling which is which. */
function rowOf(cells: readonly Cell[], columns: readonly (Column | undefined)[], problems: Problem[]): Row | undefined {
  const first = cells[0] as Cell
  if (cells.length < columns.length || cells.slice(columns.length).some(({ text }) => text !== '')) {
    problems.push(
      problem(
        'csv-syntax',
        `This row has ${cells.length} cells, and the heading ${columns.length}.`,
        'Write every cell, empty ones too; put a cell that holds the separator in quotes.',
        first.at,
      ),
    )
    return undefined
  }
  const row: Row = {}
  let formula = false
  for (const [index, column] of columns.entries()) {
    const cell = cells[index]
    const text = cell?.text.trim() ?? ''
    if (!cell || column === undefined || text === '') continue
    if (/^\s*[=+\-@＝＋－＠]|^\t/.test(cell.text)) {
      formula ||= column === 'account'
      problems.push(
        problem(
          'csv-formula',
          `${quoted(text)} is a formula to whoever opens it in a spreadsheet.`,
          'Remove the sign that it begins with.',
          cell.at,
        ),
      )
    } else row[column] = { ...cell, text }
  }
  if (!row.account && !formula)
    problems.push(
      problem('missing-field', 'This row has no account.', 'Write the e-mail address of the user, or remove the row.', first.at),
    )
  return row
}

/** Does the account stand in an earlier row? */
function isTwin({ text, at }: Cell, accounts: Map<string, Position>, problems: Problem[]): boolean {
  const twin = accounts.get(text.toLowerCase())
  if (twin)
    problems.push(problem('duplicate-email', `The account ${quoted(text)} stands here twice.`, 'Keep one of the two rows.', [at, twin]))
  else accounts.set(text.toLowerCase(), at)
  return twin !== undefined
}

/** A document of which each field stands in a cell, and all else where the row begins. */
function document(kind: string, name: string, spec: Tree, start: Position, places: Readonly<Record<string, Position>>): Document {
  return {
    file: start.file,
    value: { apiVersion: API_VERSION, kind, metadata: { name }, spec },
    at: ([part, field]) => (part === 'spec' && typeof field === 'string' ? (places[field] ?? start) : start),
  }
}

function differences(known: Resource<'User'>, spec: Tree, places: Readonly<Record<string, Position>>): Known['differs'] {
  const kind = kindNamed(known.kind)
  return Object.entries(spec).flatMap(([field, csv]) => {
    const path = `spec.${field}`
    const is = known.value(path) ?? defaultAt(kind, path) ?? null
    return typeof csv !== 'string' || equalField(kind, path, is, csv) ? [] : [{ path, is, csv, at: places[field] as Position }]
  })
}
