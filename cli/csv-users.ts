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
import { didYouMean, type Position, type Problem, problem } from '../schema/problem.ts'
import type { Document, Resource } from '../schema/resource.ts'
import { builtinRoles } from '../schema/vocabulary.ts'
import type { World } from '../schema/world.ts'
import { type Column, columnsOf, licenceWords, roleWords, spoken } from './csv-columns.ts'
import type { Cell, Csv } from './csv-reader.ts'
import { freeNames, slugOf } from './slug.ts'

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

type Row = Partial<Record<Column, Cell>> & { account: Cell }

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
  const groups = groupsOf(world, createGroups, found)
  const roles = rolesOf(world)
  const methods = methodsOf(world)
  const byEmail = world.index('User', 'email-for-import', (user) => (user.spec.email === undefined ? [] : [user.spec.email.toLowerCase()]))
  const free = freeNames(world.of('User').map(({ name }) => name))
  const accounts = new Map<string, Position>()
  for (const cells of body) {
    const row = rowOf(cells, columns, problems)
    if (!row) continue
    const email = row.account.text
    const twin = accounts.get(email.toLowerCase())
    if (twin) {
      problems.push(
        problem('duplicate-email', `The account ${shown(email)} stands here twice.`, 'Keep one of the two rows.', [row.account.at, twin]),
      )
      continue
    }
    accounts.set(email.toLowerCase(), row.account.at)
    const spec: Tree = {}
    const places: Record<string, Position> = {}
    const put = (field: string, cell: Cell | undefined, value: Json | undefined) => {
      if (cell === undefined || value === undefined) return
      spec[field] = value
      places[field] = cell.at
    }
    put('displayName', row.displayName, row.displayName?.text)
    put('email', row.account, email)
    put('role', row.role, row.role && roles(row.role, problems))
    put('group', row.group, row.group && groups(row.group))
    put('licence', row.licence, row.licence && licenceOf(row.licence, problems))
    const [known] = byEmail.get(email.toLowerCase()) ?? []
    if (known) found.known.push({ resource: known, differs: differences(known, spec, places) })
    else {
      put('authentication', row.account, methods(row.account, problems))
      const name = free(slugOf(email.split('@', 1)[0] ?? '', 'user'))
      found.users.push(document('User', name, spec, row.account.at, places))
    }
  }
  groups.report()
  return found
}

/** At most so much of a text is shown. */
const shown = (text: string): string => `\`${text.slice(0, 60)}\``

function rowOf(cells: readonly Cell[], columns: readonly (Column | undefined)[], problems: Problem[]): Row | undefined {
  const before = problems.length
  const first = cells[0] as Cell
  if (cells.length !== columns.length && (cells.length < columns.length || cells.slice(columns.length).some(({ text }) => text !== '')))
    problems.push(
      problem(
        'csv-syntax',
        `This row has ${cells.length} cells, and the heading ${columns.length}.`,
        'Write every cell, empty ones too; put a cell that holds the separator in quotes.',
        first.at,
      ),
    )
  const row: Partial<Record<Column, Cell>> = {}
  for (const [index, column] of columns.entries()) {
    const cell = cells[index]
    if (!cell || column === undefined) continue
    if (/^\s*[=+\-@＝＋－＠]|^\t/.test(cell.text))
      problems.push(
        problem(
          'csv-formula',
          `${shown(cell.text)} is a formula to whoever opens it in a spreadsheet.`,
          'Remove the sign that it begins with.',
          cell.at,
        ),
      )
    const text = cell.text.trim()
    if (text !== '') row[column] = { ...cell, text }
  }
  if (problems.length > before) return undefined
  if (row.account) return { ...row, account: row.account }
  problems.push(problem('missing-field', 'This row has no account.', 'Write the e-mail address of the user, or remove the row.', first.at))
  return undefined
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

/** What is said of one unknown word is said once, with every place of it. */
type Unknown = Map<string, { cell: Cell; at: Position[] }>
function missed(unknown: Unknown, cell: Cell): undefined {
  const known = unknown.get(spoken(cell.text))
  if (known) known.at.push(cell.at)
  else unknown.set(spoken(cell.text), { cell, at: [cell.at] })
}

function groupsOf(world: World, create: boolean, found: CsvUsers): ((cell: Cell) => string | undefined) & { report(): void } {
  const free = freeNames(world.of('Group').map(({ name }) => name))
  const byDisplayName = Map.groupBy(world.of('Group'), ({ spec }) => spec.displayName?.toLowerCase())
  const made = new Map<string, string>()
  const unknown: Unknown = new Map()
  const lookUp = (cell: Cell): string | undefined => {
    const { text } = cell
    if (world.find('Group', text)) return text
    const [one, other] = byDisplayName.get(text.toLowerCase()) ?? []
    if (one && other) {
      const fix = 'Write the `metadata.name` of the group that is meant.'
      found.problems.push(
        problem('ambiguous-name', `${shown(text)} is the display name of \`${one.name}\` and of \`${other.name}\`.`, fix, cell.at),
      )
      return undefined
    }
    if (one) return one.name
    if (world.find('Group', text.toLowerCase())) return text.toLowerCase()
    if (!create) return missed(unknown, cell)
    const former = made.get(text.toLowerCase())
    if (former !== undefined) return former
    const name = free(slugOf(text, 'group'))
    made.set(text.toLowerCase(), name)
    found.groups.push(document('Group', name, { displayName: text, type: 'users' }, cell.at, {}))
    return name
  }
  const report = (): void => {
    const known = world.of('Group').flatMap(({ name, spec }) => [name, ...(spec.displayName === undefined ? [] : [spec.displayName])])
    for (const { cell, at } of unknown.values())
      found.problems.push(
        problem(
          'unresolved-reference',
          `There is no group ${shown(cell.text)}${didYouMean(cell.text, new Set(known)) || '.'}`,
          'Mend the name, declare the group, or have it made with `--create-groups`.',
          at,
        ),
      )
  }
  return Object.assign(lookUp, { report })
}

function rolesOf(world: World): (cell: Cell, problems: Problem[]) => string | undefined {
  const custom = new Map(
    world.of('Role').flatMap((role) => [role.name, role.spec.displayName ?? role.name].map((word) => [spoken(word), role.name])),
  )
  return (cell, problems) => {
    const word = spoken(cell.text)
    const role = custom.get(word) ?? roleWords.get(word)
    if (role === 'owner')
      problems.push(
        problem(
          'owner-role',
          `${shown(cell.text)} is the owner, a role that nobody is given.`,
          'Leave the role empty, and name the owner in `spec.owner` of the Team.',
          cell.at,
        ),
      )
    else if (role === undefined)
      problems.push(
        problem(
          'invalid-value',
          `${shown(cell.text)} is no role${didYouMean(word, [...roleWords.keys(), ...custom.keys()]) || '.'}`,
          `Write one of ${builtinRoles
            .filter((name) => name !== 'owner')
            .map((name) => `\`${name}\``)
            .join(', ')}, the vendor's word for it, or a role of your own.`,
          cell.at,
        ),
      )
    return role === 'owner' ? undefined : role
  }
}

function licenceOf(cell: Cell, problems: Problem[]): string | undefined {
  const licence = licenceWords.get(spoken(cell.text))
  if (licence === undefined)
    problems.push(
      problem(
        'invalid-value',
        `${shown(cell.text)} is no licence${didYouMean(spoken(cell.text), licenceWords.keys()) || '.'}`,
        'Write `access` or `technician`, or the vendor’s word for it.',
        cell.at,
      ),
    )
  return licence
}

/** The way to sign in of an address, by its domain: whoever is imported with one needs no invitation. [S3] */
function methodsOf(world: World): (account: Cell, problems: Problem[]) => string | undefined {
  const byDomain = new Map<string, Resource<'SsoMethod'>[]>()
  for (const method of world.of('SsoMethod'))
    if (method.spec.enabled)
      for (const domain of method.spec.domains) byDomain.set(domain.toLowerCase(), [...(byDomain.get(domain.toLowerCase()) ?? []), method])
  return ({ text, at }, problems) => {
    const domain = text.slice(text.lastIndexOf('@') + 1).toLowerCase()
    const methods = byDomain.get(domain) ?? []
    const preferred = methods.filter(({ spec }) => spec.defaultForInvites)
    const [one, other] = preferred.length > 0 ? preferred : methods
    if (!one || !other) return one?.name
    problems.push(
      problem(
        'ambiguous-name',
        `The domain of ${shown(text)} belongs to the SsoMethods \`${one.name}\` and \`${other.name}\`.`,
        'Keep the domain in one of them, or make one of them the default for invitations.',
        at,
      ),
    )
    return undefined
  }
}
