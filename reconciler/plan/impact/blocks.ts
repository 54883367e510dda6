/**
 * Computers that are alike to whoever reaches all of them. An administrator's way leads to every computer, whatever its group: one by one,
 * a hundred administrators would be compared with each of ten thousand classes. So computers are clustered by what may differ for such a
 * user (whether they come or go, whether the plan changes them, what a session on them has), and a user is compared with each cluster
 * once, less those computers to which it has other ways too.
 */
import type { ComputerClass } from '../../../effective/types.ts'
import type { Computers } from './edges.ts'

/** Stands where one class of computers may stand. */
export interface Block extends Computers {
  /** The cluster as a whole, and what of it is not in the block. */
  readonly whole: Block
  readonly without: ReadonlySet<Computers>
}

export const isBlock = (computers: Computers): computers is Block => 'whole' in computers

/** All computers in clusters; a block is made once for those that are left out. */
export function clustersOf(all: readonly Computers[], signature: (computers: Computers) => string, ids: () => number) {
  const clusters = [...Map.groupBy(all, (one) => `${one.before ? 1 : 0}${one.after ? 1 : 0}${one.own ? 1 : 0} ${signature(one)}`).values()]
  const wholes = clusters.map((members) => blockOf(members, ids()))
  const known = new Map<string, Block | undefined>()
  return (without: ReadonlySet<Computers>): Block[] =>
    wholes.flatMap((whole, index) => {
      const members = clusters[index] as Computers[]
      const left = members.filter((one) => without.has(one))
      if (left.length === 0) return whole
      if (left.length === members.length) return []
      const id = `${index} ${left.map((one) => one.id).join()}`
      let block = known.get(id)
      if (!block) known.set(id, (block = blockOf(members, ids(), whole, new Set(left))))
      return block
    })
}

function blockOf(members: readonly Computers[], id: number, whole?: Block, without: ReadonlySet<Computers> = new Set()): Block {
  const [first] = members as [Computers]
  let names: string[] | undefined
  const block: Omit<Block, 'whole'> = {
    id,
    own: first.own,
    before: standIn(members.map(({ before }) => before)),
    after: standIn(members.map(({ after }) => after)),
    without,
    get names() {
      return (names ??= whole ? rest(whole, without) : members.flatMap((one) => one.names).sort())
    },
  }
  return Object.defineProperty(block as Block, 'whole', { get: () => whole ?? block, enumerable: false })
}

function rest(whole: Block, without: ReadonlySet<Computers>): string[] {
  const left = new Set([...without].flatMap(({ names }) => names))
  return whole.names.filter((name) => !left.has(name))
}

/** The first of them, without what others needn't have: a way to it is a way to all of them. */
function standIn(classes: readonly (ComputerClass | undefined)[]): ComputerClass | undefined {
  const [first] = classes
  if (!first) return undefined
  const group = classes.every((one) => one?.group === first.group) ? first.group : undefined
  return { ...first, group, namedIn: [] }
}

/** A row of a table of differences: a block beside everything that was left out of it is the whole cluster. */
export function completed(row: readonly Computers[]): Computers[] {
  const blocks = row.filter(isBlock).filter(({ without }) => without.size > 0)
  if (blocks.length === 0) return [...row]
  const there = new Set(row)
  for (const block of blocks) {
    if (![...block.without].every((one) => there.has(one))) continue
    there.delete(block)
    for (const one of block.without) there.delete(one)
    there.add(block.whole)
  }
  return [...there]
}
