/**
 * The calendar: a table for each week, a row for each schedule, a strip of twenty-four hours for each day. The hours stand as text below each
 * strip, with a sign where the plan moves them, so that nothing is told by colour or by place alone.
 *
 * The page's policy forbids styles on elements, so where a bar begins and ends is a class, and the classes in use are its own rules.
 */
import { clock } from '../data/calendar.ts'
import type { Block, CalendarRow, Day, ReportData, State, Week } from '../data/types.ts'
import { type Content, html, type Markup } from '../markup.ts'
import { count, section } from '../words.ts'

const DAY = 1440
const signs: Readonly<Record<State, string>> = { kept: '', added: '+ ', removed: '− ' }
const words: Readonly<Record<State, string>> = { kept: '', added: 'new: ', removed: 'no longer: ' }

export function calendar({ calendar: data, about }: ReportData): Content {
  const { weeks, rows, folded, zone } = data
  if (rows.length === 0)
    return section('calendar', 'Scheduled access', null, html`<p class="none">Nothing is scheduled: whoever has access has it always.</p>`)
  const resources = [...Map.groupBy(rows, ({ resource }) => resource)]
  const head = html`<p class="sum">hours of ${zone}, the next four weeks</p>`
  return section('calendar', 'Scheduled access', head, [
    table(rows, about !== 'access'),
    folded > 0 &&
      html`<p class="folded">${count(folded, 'more schedule')} not shown: those that the plan changes and those with hours to come are above.</p>`,
    html`<p class="legend"><span><i class="bar kept"></i> access</span>${about !== 'access' && html` <span><i class="bar added"></i> + new hours</span> <span><i class="bar removed"></i> − hours that end</span>`} <span><i class="bar kept past"></i> access that is over</span> <span><i class="bar odd"></i> hours that do not exist, or pass twice</span></p>
<div class="weeks" id="weeks"></div>`,
    weeks.map((week, index) => weekTable(week, index, resources)),
  ])
}

type Resources = readonly [string, readonly CalendarRow[]][]

function table(rows: readonly CalendarRow[], compared: boolean): Markup {
  const sign = ({ state, was }: CalendarRow): string => (was !== null && state === 'kept' ? '~ ' : signs[state])
  const status = ({ state, was, silent }: CalendarRow): string =>
    [state === 'added' ? 'new' : state === 'removed' ? 'removed' : was !== null ? 'other hours' : '', silent ?? '']
      .filter((word) => word !== '')
      .join(', ') || 'active'
  return html`
<div class="scroll" role="group" tabindex="0" aria-label="Schedules">
<table class="list"><thead><tr><th scope="col">Schedule</th><th scope="col">Opens</th><th scope="col">To</th><th scope="col">When</th><th scope="col">Status</th></tr></thead>
<tbody>${rows.map((row) => html`<tr><th scope="row">${row.title}${row.title !== row.schedule && html` <code>${row.schedule}</code>`}</th><td>${row.resource} <span class="same">${count(row.computers, 'computer')}</span></td><td>${row.who}</td><td>${row.hours ?? (row.silent === null ? 'not in these four weeks' : '–')}${row.was !== null && html` <span class="same">before: ${row.was}</span>`}</td><td class="${row.was !== null && row.state === 'kept' ? 'moved' : row.state}">${compared ? sign(row) : ''}${status(row)}</td></tr>`)}</tbody></table></div>`
}

function weekTable(week: Week, index: number, resources: Resources): Markup {
  const notes = week.days.flatMap(({ change, title }) => (change ? [`${title}: ${change.says}`] : []))
  return html`
<div class="week" data-week="${week.title}">
<div class="scroll" role="group" tabindex="0" aria-label="Week of ${week.title}">
<table class="cal"><caption>${week.title}${notes.map((note) => html` <span class="odd-note">${note}</span>`)}</caption>
<thead><tr><th scope="col">Schedule</th>${week.days.map((day) => html`<th scope="col" class="${day.now !== null ? 'today' : day.outside === null ? '' : 'outside'}">${day.title} <span class="same">${day.now !== null ? 'today' : day.outside}</span></th>`)}</tr></thead>
${resources.map(
  ([resource, each]) =>
    html`<tbody><tr><th scope="rowgroup" colspan="8" class="resource">${resource}</th></tr>${each.map(
      (row) => html`<tr><th scope="row">${row.title}</th>${week.days.map((day, at) => cell(day, row.blocks[index]?.[at] ?? []))}</tr>`,
    )}</tbody>`,
)}
</table></div></div>`
}

function cell(day: Day, blocks: readonly Block[]): Markup {
  if (day.outside !== null)
    return html`<td class="outside"><span class="sr">${day.outside === 'past' ? 'past' : 'later than four weeks'}</span></td>`
  const odd = day.change && bar('odd', day.change.from, day.change.to)
  const now = day.now !== null && bar('now', day.now, day.now)
  if (blocks.length === 0) return html`<td class="free"><div class="strip">${odd}${now}</div><span class="sr">no access</span></td>`
  return html`<td><div class="strip">${blocks.map(bars)}${odd}${now}</div>${blocks.map(
    ({ from, to, state, over }) =>
      html`<span class="hours ${state}"><span class="sr">${words[state]}</span><span aria-hidden="true">${signs[state]}</span>${clock(from)}–${clock(to)}${over !== undefined && html` <span class="same">${over < to ? 'under way' : 'over'}</span>`}</span>`,
  )}</td>`
}

/** A bar of the strip: where it begins and how long it is, as two classes. */
const bar = (look: string, from: number, to: number): Markup => html`<i class="bar ${look} x${from} w${Math.max(0, to - from)}"></i>`

/** What is over is paler than what is to come. */
const bars = ({ from, to, state, over = from }: Block): Content => [
  over > from && bar(`${state} past`, from, over),
  over < to && bar(state, over, to),
]

/** The rules of the classes that the bars of a report use. */
export function barRules({ calendar: { weeks, rows } }: ReportData): string {
  const [starts, lengths] = [new Set<number>(), new Set<number>()]
  const take = (from: number, to: number): void => {
    starts.add(from)
    lengths.add(Math.max(0, to - from))
  }
  for (const row of rows)
    for (const days of row.blocks)
      for (const blocks of days)
        for (const { from, to, over = from } of blocks) {
          if (over > from) take(from, over)
          if (over < to) take(over, to)
        }
  for (const { days } of weeks)
    for (const { change, now } of days) {
      if (change) take(change.from, change.to)
      if (now !== null) take(now, now)
    }
  const percent = (minutes: number): string => `${Number(((minutes / DAY) * 100).toFixed(3))}%`
  const sorted = (set: Set<number>): number[] => [...set].sort((a, b) => a - b)
  return [
    ...sorted(starts).map((minutes) => `.x${minutes}{left:${percent(minutes)}}`),
    ...sorted(lengths).map((minutes) => `.w${minutes}{width:${percent(minutes)}}`),
  ].join('')
}
