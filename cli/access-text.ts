/** Who reaches what, as a table for people: folded by groups, or one line for each where there are few. */

import { type Asked, type Chosen, edgesOf, type Grant } from '../effective/edges.ts'
import type { Effective } from '../effective/effective.ts'
import { fold, type Row, throughText } from '../effective/fold.ts'
import { hoursOf, hoursText } from '../effective/hours.ts'
import type { Span } from '../effective/types.ts'
import { clock, wall } from '../effective/wall.ts'
import { lastEndOf } from '../reconciler/plan/impact/ends.ts'
import { grouped } from '../reconciler/render/grouped.ts'
import { members } from '../schema/membership.ts'
import { compare } from '../schema/problem.ts'
import type { Resource } from '../schema/resource.ts'
import { paragraph } from './paragraph.ts'
import { count } from './problems.ts'
import { table } from './table.ts'
import type { Surface } from './terminal.ts'

export interface Wishes {
  out: Surface
  /** One line for each edge, however many there are. */
  all: boolean
  /** Which world, for people. */
  from: string
  /** What a reader must know of it first. */
  notice?: string | undefined
  notes: readonly string[]
}

/** So many edges are shown one by one, and so many rows of folded ones. */
export const FEW = 40
export const ROWS = 100
/** So many names stand in a cell, when they are no longer than this together, before they are counted. */
const NAMES = 3
const SHORT = 28
/** So many rows are laid out together. */
export const PAGE = 5000
/** So many causes. */
const CAUSES = 3
/** So many hours are told one by one. */
export const SPANS = 3
const DAY = 86_400_000
const WEEKS = 28 * DAY

export async function writeAccess(e: Effective, asked: Asked, chosen: Chosen, { out, all, from, notice, notes }: Wishes): Promise<void> {
  const rows = fold(e, asked, chosen)
  const total = rows.reduce((sum, row) => sum + row.edges, 0)
  out.write(
    paragraph([`${subject(chosen)} ${askedText(asked, e.zone)}, according to ${from}.`], out).replace(/.+/g, (line) =>
      out.paint(line, 'bold'),
    ),
  )
  if (notice !== undefined) out.write(paragraph([notice], out))
  const when = whenText(e, asked)
  // Of everybody the groups are asked about; of somebody, what each reaches, as long as it can be read.
  const single = all || (total <= FEW && Object.keys(chosen).length > 0)
  if (total === 0)
    out.write(paragraph(['Nobody reaches anything that was asked for. `splashctl explain USER COMPUTER` says what is missing.'], out))
  else if (single) await each(e, asked, chosen, when, out)
  else folded(e, rows, when, out)
  if (total > 0) {
    const [users, computers] = [
      new Set(rows.flatMap((row) => row.users)),
      new Set(rows.flatMap((row) => row.sides.flatMap((one) => one.computers))),
    ]
    const sum = `${count(total, 'edge')}: ${count(users.size, 'user')}, ${count(computers.size, 'computer')}.`
    out.write(`${sum}${single ? '' : ' Folded by groups; `--all` shows each.'}\n`)
  }
  if ('at' in asked && sleeping(e, asked.at))
    out.write(out.paint('Schedules that do not run then are left out; `--ever` shows them.\n', 'dim'))
  out.write(paragraph(notes, out))
}

export const only = (names: ReadonlySet<string> | undefined): string | undefined => (names?.size === 1 ? [...names][0] : undefined)
export function subject({ users, computers, either }: Chosen): string {
  const [user, computer] = [only(users), only(computers)]
  if (either || (user === undefined && computer === undefined)) return 'Who reaches what'
  if (user !== undefined && computer !== undefined) return `How ${user} reaches ${computer}`
  return user === undefined ? `Who reaches ${computer}` : `What ${user} reaches`
}

function askedText(asked: Asked, zone: string): string {
  if ('at' in asked) return `at ${wall(asked.at, zone)} (${zone})`
  if ('since' in asked) return `at any time from ${wall(asked.since, zone)} on (${zone})`
  const { from, to } = asked.between
  return `between ${wall(from, zone)} and ${clock(to, from, zone)} (${zone})`
}

const sleeping = (e: Effective, at: number): boolean =>
  e.world.of('Schedule').some(({ name }) => hoursOf(e, [name], at, at + 1).length === 0)

// ---- one line each

async function each(e: Effective, asked: Asked, chosen: Chosen, when: (grant: Grant) => string, out: Surface): Promise<void> {
  const rows: string[][] = []
  // Whoever is the only one that was asked about stands above the table.
  const [one, other] = [only(chosen.users) !== undefined, only(chosen.computers) !== undefined]
  const titles = [...(one && !other ? [] : ['USER', 'GROUP']), ...(other && !one ? [] : ['COMPUTER', 'GROUP']), 'WHEN', 'THROUGH']
  const write = () => out.write(table(titles, rows.splice(0), out))
  for (const { user, of, computer, grant } of edgesOf(e, asked, chosen)) {
    const through = new Set(grant.ways.map((way) => throughText(way, of)))
    rows.push([
      ...(one && !other ? [] : [user.name, of.group ?? '']),
      ...(other && !one ? [] : [computer.name, e.computerClass(computer.name)?.group ?? '']),
      when(grant),
      causes([...through]),
    ])
    if (rows.length < PAGE) continue
    write()
    if (!(await out.drained())) return
  }
  if (rows.length > 0) write()
}

// ---- folded

function folded(e: Effective, rows: readonly Row[], when: (grant: Grant) => string, out: Surface): void {
  const machines = e.world.of('Computer').length
  // Only what is shown is put in words: hours take the longest.
  const cells = rows.slice(0, ROWS).map(({ userGroup, users, sides, grant, through }) => {
    const reached = sides.reduce((sum, { computers }) => sum + computers.length, 0)
    const computers =
      reached === machines && sides.length > 1
        ? `every computer (${grouped(machines)})`
        : sides.map((one) => side(one.group, one.computers, (group) => members(e.world, group).computers.length)).join(', ')
    return [side(userGroup, users, (group) => members(e.world, group).users.length), computers, when(grant), causes(through)]
  })
  out.write(table(['USERS', 'COMPUTERS', 'WHEN', 'THROUGH'], cells, out))
  const rest = rows.slice(ROWS)
  const edges = rest.reduce((sum, row) => sum + row.edges, 0)
  if (rest.length > 0)
    out.write(
      `… and ${count(rest.length, 'more row')} of ${count(edges, 'edge')}; name users, groups or computers to see less, or \`--all\`.\n`,
    )
}

export const causes = (through: readonly string[]): string =>
  through.length <= CAUSES + 1 ? through.join(', ') : `${through.slice(0, CAUSES).join(', ')} and ${through.length - CAUSES} more`

/** "contractors (alice)", "studio (all 12)", "studio (5 of 12)", "no group (17)". */
export function side(group: string | undefined, list: readonly Resource[], size: (group: string) => number): string {
  const name = group ?? 'no group'
  const all = group === undefined ? undefined : size(group)
  const names =
    list.length > NAMES
      ? undefined
      : list
          .map((one) => one.name)
          .sort(compare)
          .join(', ')
  if (names !== undefined && (list.length === 1 || (list.length !== all && names.length <= SHORT))) return `${name} (${names})`
  return `${name} (${list.length === all ? 'all ' : ''}${grouped(list.length)}${all === undefined || list.length === all ? '' : ` of ${grouped(all)}`})`
}

// ---- words

/** When an edge holds; each grant is put in words once. */
function whenText(e: Effective, asked: Asked): (grant: Grant) => string {
  const known = new Map<Grant, string>()
  return (grant) => {
    let text = known.get(grant)
    if (text === undefined) known.set(grant, (text = whenOf(e, asked, grant)))
    return text
  }
}

function whenOf(e: Effective, asked: Asked, { permanent, schedules, until, next, hours }: Grant): string {
  if (permanent) return 'always'
  if ('between' in asked && hours) return hours.length <= SPANS ? spansText(hours, e.zone) : wholeHours(e, schedules, asked.between)
  const from = 'between' in asked ? asked.between.from : 'at' in asked ? asked.at : asked.since
  const ends = lastEndOf(e, schedules)
  const ending = (text: string): string => (ends === null || text.includes(ends) ? text : `${text} until ${ends}`)
  if (next !== undefined && next >= from + WEEKS) return ending(`from ${wall(next, e.zone)} on`)
  const window = { from, to: from + WEEKS }
  const spans = hoursOf(e, schedules, window.from, window.to)
  // What a schedule gives without a pause is no permanent grant: it ends with the schedule.
  const pauseless = spans.length === 1 && spans[0]?.from === window.from && spans[0]?.to === window.to
  if (pauseless && ends !== null) return ending(ROUND_THE_CLOCK)
  const text = ending(pauseless ? ROUND_THE_CLOCK : hoursText(spans, e.zone, window))
  return until === undefined ? text : `${text}, ${isNow(from) ? 'now' : 'then'} until ${clock(until, from, e.zone)}`
}

/** Within a minute: to ask takes its time. */
const isNow = (time: number): boolean => Math.abs(Date.now() - time) < 60_000

const ROUND_THE_CLOCK = 'round the clock'

/** "Sat 2026-03-07 00:00–06:00, Sat 2026-03-07 22:00–Sun 2026-03-08 06:00": to the minute, since the edges of what was asked cut them off. */
const spansText = (spans: readonly Span[], zone: string): string =>
  spans.map(({ from, to }) => `${wall(from, zone)}–${clock(to, from, zone)}`).join(', ')

/** Many hours, as they recur: those at the edges are told whole. */
function wholeHours(e: Effective, schedules: readonly string[], { from, to }: Span): string {
  const spans = hoursOf(e, schedules, from - 2 * DAY, to + 2 * DAY).filter((span) => span.from < to && span.to > from)
  const window = { from: Math.min(from, (spans[0] as Span).from - 1), to: Math.max(to, (spans.at(-1) as Span).to + 1) }
  return hoursText(spans, e.zone, window)
}
