/**
 * Edges told as rectangles, every user of it with every computer: those that differ in nothing are told together, as few as the rows (or the
 * columns, where those are fewer) allow, and no edge in two of them.
 */

interface Part {
  readonly id: number
  readonly names: readonly string[]
}
export interface Rectangle<U extends Part, C extends Part> {
  readonly users: readonly U[]
  readonly computers: readonly C[]
}

/** @param rows for each of the users, the computers; both without repetition */
export function rectangles<U extends Part, C extends Part>(rows: ReadonlyMap<U, readonly C[]>): Rectangle<U, C>[] {
  const byRow = merged(rows)
  if (byRow.length < 2) return byRow.map(([users, computers]) => ({ users, computers }))
  const columns = new Map<C, U[]>()
  for (const [user, computers] of rows)
    for (const computer of computers) {
      const list = columns.get(computer)
      if (list) list.push(user)
      else columns.set(computer, [user])
    }
  const byColumn = merged(columns)
  return byColumn.length < byRow.length
    ? byColumn.map(([computers, users]) => ({ users, computers }))
    : byRow.map(([users, computers]) => ({ users, computers }))
}

/** Lines with the same entries as one. */
function merged<A extends Part, B extends Part>(lines: ReadonlyMap<A, readonly B[]>): [A[], readonly B[]][] {
  const found = new Map<string, [A[], readonly B[]]>()
  for (const [line, entries] of lines) {
    const id = entries
      .map((entry) => entry.id)
      .sort((a, b) => a - b)
      .join()
    const same = found.get(id)
    if (same) same[0].push(line)
    else found.set(id, [[line], entries])
  }
  return [...found.values()]
}

export const namesOf = (parts: readonly Part[]): string[] =>
  parts.length === 1 ? [...(parts[0] as Part).names] : parts.flatMap(({ names }) => names).sort()

export const sizeOf = (parts: readonly Part[]): number => parts.reduce((sum, { names }) => sum + names.length, 0)
