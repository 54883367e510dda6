/**
 * Who reached what on a day, as a table for people. Several revisions may have been in force on it: each row says in which hours and under
 * which of them.
 */

import type { Chosen } from '../effective/edges.ts'
import { foldThrough, groupsOf, type Passing, type PassingRow, passages, passing } from '../effective/through.ts'
import type { Span } from '../effective/types.ts'
import { clock, wall } from '../effective/wall.ts'
import { grouped } from '../reconciler/render/grouped.ts'
import { members } from '../schema/membership.ts'
import type { HeldSlice } from './access-day-rows.ts'
import { causes, FEW, only, PAGE, ROWS, SPANS, side, subject } from './access-text.ts'
import { heldText, leftOutText } from './held.ts'
import { indented, paragraph } from './paragraph.ts'
import { count } from './problems.ts'
import { table } from './table.ts'
import type { Surface } from './terminal.ts'

export interface DayWishes {
  out: Surface
  all: boolean
  span: Span
  leftOut: number
  notes: readonly string[]
}

/** So many revisions are told one by one. */
const TOLD = 12

export async function writeDay(slices: readonly HeldSlice[], { out, all, span, leftOut, notes }: DayWishes): Promise<void> {
  const last = slices.at(-1) as HeldSlice
  const { zone } = last.e
  const { chosen } = last
  const head = `${subject(chosen)} between ${wall(span.from, zone)} and ${clock(span.to, span.from, zone)} (${zone}), under ${count(slices.length, 'revision')}:`
  out.write(paragraph([head], out).replace(/.+/g, (line) => out.paint(line, 'bold')))
  const shown = slices.slice(-TOLD)
  if (shown.length < slices.length) out.write(`  … and ${count(slices.length - shown.length, 'earlier one')}; \`--json\` has them all.\n`)
  for (const { held } of shown) for (const line of indented(heldText(held, zone), 2, out)) out.write(`${line}\n`)
  const rows = foldThrough(slices)
  const total = rows.reduce((sum, row) => sum + row.edges, 0)
  const single = all || (total <= FEW && Object.keys(chosen).length > 0)
  if (total === 0)
    out.write(paragraph(['Nobody reached anything that was asked for. `splashctl explain USER COMPUTER` says what was missing.'], out))
  else if (single) await each(slices, chosen, out)
  else folded(slices, rows, out)
  if (total > 0) {
    const users = new Set(rows.flatMap((row) => row.users.map(({ name }) => name)))
    const computers = new Set(rows.flatMap((row) => row.sides.flatMap((one) => one.computers.map(({ name }) => name))))
    const sum = `${count(total, 'edge')}: ${count(users.size, 'user')}, ${count(computers.size, 'computer')}.`
    out.write(`${sum}${single ? '' : ' Folded by groups; `--all` shows each.'}\n`)
  }
  out.write(paragraph([...(leftOut > 0 ? [leftOutText(leftOut, span.from, zone)] : []), ...notes], out))
}

async function each(slices: readonly HeldSlice[], chosen: Chosen, out: Surface): Promise<void> {
  const groups = groupsOf(slices.map(({ e }) => e))
  const times = passing()
  const cells = cellsOf(slices)
  const [one, other] = [only(chosen.users) !== undefined, only(chosen.computers) !== undefined]
  const titles = [...(one && !other ? [] : ['USER', 'GROUP']), ...(other && !one ? [] : ['COMPUTER', 'GROUP']), ...TITLES]
  const rows: string[][] = []
  const write = () => out.write(table(titles, rows.splice(0), out))
  for (const passage of passages(slices)) {
    const [user, computer] = [passage.parts[0]?.edge.user.name ?? '', passage.parts[0]?.edge.computer.name ?? '']
    rows.push([
      ...(one && !other ? [] : [user, groups.user(user) ?? '']),
      ...(other && !one ? [] : [computer, groups.computer(computer) ?? '']),
      ...cells(times(passage)),
    ])
    if (rows.length < PAGE) continue
    write()
    if (!(await out.drained())) return
  }
  if (rows.length > 0) write()
}

const TITLES = ['WHEN', 'THROUGH', 'REVISION']

function folded(slices: readonly HeldSlice[], rows: readonly PassingRow[], out: Surface): void {
  const { world } = (slices.at(-1) as HeldSlice).e
  const cells = cellsOf(slices)
  const machines = world.of('Computer').length
  const shown = rows.slice(0, ROWS).map(({ userGroup, users, sides, passing: times }) => {
    const reached = sides.reduce((sum, one) => sum + one.computers.length, 0)
    const computers =
      reached === machines && sides.length > 1
        ? `every computer (${grouped(machines)})`
        : sides.map((one) => side(one.group, one.computers, (group) => members(world, group).computers.length)).join(', ')
    return [side(userGroup, users, (group) => members(world, group).users.length), computers, ...cells(times)]
  })
  out.write(table(['USERS', 'COMPUTERS', ...TITLES], shown, out))
  const rest = rows.slice(ROWS)
  const edges = rest.reduce((sum, row) => sum + row.edges, 0)
  if (rest.length > 0)
    out.write(
      `… and ${count(rest.length, 'more row')} of ${count(edges, 'edge')}; name users, groups or computers to see less, or \`--all\`.\n`,
    )
}

/** When, through what, under which revisions. */
function cellsOf(slices: readonly HeldSlice[]): (times: Passing) => string[] {
  const [first, last] = [slices[0] as HeldSlice, slices.at(-1) as HeldSlice]
  const whole = { from: first.span.from, to: last.span.to }
  return ({ hours, slices: places, through }) => {
    const rest = hours.length - SPANS
    const told = (rest > 1 ? hours.slice(0, SPANS) : hours).map((span) => within(span, whole, last.e.zone)).join(', ')
    const when = rest > 1 ? `${told} and ${rest} more` : told
    return [when, causes(through), runs(places.map((place) => (slices[place] as HeldSlice).held.entry.revision))]
  }
}

/** "all the while", "until 20:02", "from 20:02 on", "10:00–20:02": it is all of one day, and the heading says which. */
function within({ from, to }: Span, whole: Span, zone: string): string {
  const [begin, end] = [clock(from, whole.from, zone), clock(to, whole.from, zone)]
  if (from === whole.from) return to === whole.to ? 'all the while' : `until ${end}`
  return to === whole.to ? `from ${begin} on` : `${begin}–${end}`
}

/** "1–3, 5". */
function runs(revisions: readonly number[]): string {
  const found: [number, number][] = []
  for (const revision of revisions) {
    const run = found.at(-1)
    if (run && run[1] === revision - 1) run[1] = revision
    else found.push([revision, revision])
  }
  return found.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join(', ')
}
