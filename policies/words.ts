/** How findings speak of several things: a few by name, the rest by their number. */
import { compare } from '../schema/problem.ts'

const NAMED = 3

/** "`ann`, `bob`, `cid` and 4 more", in the order of their names. */
export function some(names: Iterable<string>): string {
  const sorted = [...names].sort(compare)
  const shown = sorted.slice(0, sorted.length === NAMED + 1 ? NAMED + 1 : NAMED).map((name) => `\`${name}\``)
  const rest = sorted.length - shown.length
  if (rest > 0) return `${shown.join(', ')} and ${rest} more`
  return shown.length < 2 ? shown.join() : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`
}

/** "1 computer", "3 computers" */
export const counted = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`

/** "reaches" or "reach", by how many do. */
export const verb = (n: number, one: string, many: string): string => (n === 1 ? one : many)
