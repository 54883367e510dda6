/** What the cells of a table of users mean in a team: which group, which role, which licence, and how an address signs in. */
import { didYouMean, type Position, type Problem, problem } from '../schema/problem.ts'
import type { Resource } from '../schema/resource.ts'
import { freeNames, slugOf } from '../schema/slug.ts'
import { builtinRoles } from '../schema/vocabulary.ts'
import type { World } from '../schema/world.ts'
import { licenceWords, roleWords, spoken } from './csv-columns.ts'
import type { Cell } from './csv-reader.ts'

/** At most so much of a text is shown. */
export const quoted = (text: string): string => `\`${text.slice(0, 60)}\``

/** So many unknown groups are compared with all that there are. */
const HINTS = 50

/** What is said of one unknown word is said once, with every place of it. */
type Unknown = Map<string, { cell: Cell; at: Position[] }>
function missed(unknown: Unknown, cell: Cell): undefined {
  const known = unknown.get(spoken(cell.text))
  if (known) known.at.push(cell.at)
  else unknown.set(spoken(cell.text), { cell, at: [cell.at] })
}

/** Groups by name or display name. `make` declares one that there is not; without it, `report` tells of those. */
export function groupsOf(
  world: World,
  problems: Problem[],
  make: ((name: string, cell: Cell) => void) | undefined,
): ((cell: Cell) => string | undefined) & { report(): void } {
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
      problems.push(
        problem('ambiguous-name', `${quoted(text)} is the display name of \`${one.name}\` and of \`${other.name}\`.`, fix, cell.at),
      )
      return undefined
    }
    if (one) return one.name
    if (world.find('Group', text.toLowerCase())) return text.toLowerCase()
    if (!make) return missed(unknown, cell)
    const former = made.get(text.toLowerCase())
    if (former !== undefined) return former
    const name = free(slugOf(text, 'group'))
    made.set(text.toLowerCase(), name)
    make(name, cell)
    return name
  }
  const report = (): void => {
    const known = world.of('Group').flatMap(({ name, spec }) => [name, ...(spec.displayName === undefined ? [] : [spec.displayName])])
    const names = new Set(known)
    for (const [index, { cell, at }] of [...unknown.values()].entries())
      problems.push(
        problem(
          'unresolved-reference',
          `There is no group ${quoted(cell.text)}${(index < HINTS && didYouMean(cell.text, names)) || '.'}`,
          'Mend the name, declare the group, or have it made with `--create-groups`.',
          at,
        ),
      )
  }
  return Object.assign(lookUp, { report })
}

export function rolesOf(world: World): (cell: Cell, problems: Problem[]) => string | undefined {
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
          `${quoted(cell.text)} is the owner, a role that nobody is given.`,
          'Leave the role empty, and name the owner in `spec.owner` of the Team.',
          cell.at,
        ),
      )
    else if (role === undefined)
      problems.push(
        problem(
          'invalid-value',
          `${quoted(cell.text)} is no role${didYouMean(word, [...roleWords.keys(), ...custom.keys()]) || '.'}`,
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

export function licenceOf(cell: Cell, problems: Problem[]): string | undefined {
  const licence = licenceWords.get(spoken(cell.text))
  if (licence === undefined)
    problems.push(
      problem(
        'invalid-value',
        `${quoted(cell.text)} is no licence${didYouMean(spoken(cell.text), licenceWords.keys()) || '.'}`,
        'Write `access` or `technician`, or what the vendor calls it.',
        cell.at,
      ),
    )
  return licence
}

/** The way to sign in of an address, by its domain: whoever is imported with one needs no invitation. [S3] */
export function methodsOf(world: World): (account: Cell, problems: Problem[]) => string | undefined {
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
        `The domain of ${quoted(text)} belongs to the SsoMethods \`${one.name}\` and \`${other.name}\`.`,
        'Keep the domain in one of them, or make one of them the default for invitations.',
        at,
      ),
    )
    return undefined
  }
}
