/**
 * A plan as the comment of a pull request: what a reviewer has to know first, the rest folded. Whatever comes from files is escaped, so that
 * no name can end a table, open a tag, call somebody or forge a heading; and the whole stays within what a comment may hold.
 *
 *   headline ─▶ problems ─▶ impact ─▶ table of changes ─▶ each change, folded ─▶ drift ─▶ evidence
 */
import type { Json } from '../../schema/canonical.ts'
import { compare, type Position, type Problem } from '../../schema/problem.ts'
import { splitKey } from '../../schema/resource.ts'
import { type Change, type Drift, type Impact, isPlain, type Op, type Plan } from '../types.ts'
import { grouped } from './grouped.ts'
import { causesOf, foldedText, isTold, NOT_TOLD, notTold } from './impact.ts'
import { type Fate, type Sentence, sentencesOf, totalText } from './sentences.ts'
import { summary } from './terminal.ts'
import { printable } from './text.ts'

export interface MarkdownOptions {
  /** Characters at most; a pull request takes 65,536. */
  limit?: number
  /** For changes that were made already: what stands above them, in place of the plan's verdict, and what they can be held against. */
  past?: { heading: string; evidence: readonly string[]; revision: number }
}

/** Below what a comment may hold, with room for whatever wraps it. */
const LIMIT = 60_000

export function renderMarkdown(plan: Plan, problems: readonly Problem[], { limit = LIMIT, past }: MarkdownOptions = {}): string {
  const page = pageOf(limit)
  page.add(`## ${past ? prose(past.heading) : headline(plan, problems)}`)
  problemsPart(page, problems)
  if (plan.changes.length > 0 && !isTold(plan)) page.add(`### Impact\n\n${capital(prose(past ? notTold(past.revision) : NOT_TOLD))}`)
  else if (isTold(plan) && plan.impact) impactPart(page, plan.impact, plan.changes)
  if (plan.changes.length > 0) changesPart(page, plan.changes, past ? 'done' : 'todo')
  driftPart(page, plan.drift)
  if (past) page.close(past.evidence.map((line) => `<sub>${prose(line)}</sub>`).join('<br>\n'))
  else page.close(`<sub>Planned at revision ${plan.base}, ${plan.evaluatedAt} · plan <code>${plan.digest.slice(0, 12)}</code></sub>`)
  return page.text()
}

interface Page {
  /** False where there is no room left for it. */
  add(part: string): boolean
  room(): number
  /** What must stand at the end, whatever else there was. */
  close(part: string): void
  text(): string
}

/** Kept free for what says how much was folded, and for the end. */
const RESERVE = 1500

function pageOf(limit: number): Page {
  const parts: string[] = []
  let used = 0
  const put = (part: string): void => {
    parts.push(part)
    used += part.length + 2
  }
  return {
    add(part) {
      if (part.length > limit - RESERVE - used) return false
      put(part)
      return true
    },
    room: () => limit - RESERVE - used,
    close: put,
    text: () => `${parts.join('\n\n')}\n`,
  }
}

function headline({ changes, base }: Plan, problems: readonly Problem[]): string {
  const errors = problems.filter(({ level }) => level === 'error').length
  const what = changes.length === 0 ? `nothing to do at revision ${base}` : summary(changes.map(({ op }) => op))
  return errors === 0 ? `Plan: ${what}` : `Plan refused: ${grouped(errors)} ${errors === 1 ? 'error' : 'errors'}; ${what}`
}

/** So many problems are told in full. */
const PROBLEMS = 30
const marks = { error: '❌', warning: '⚠️', info: 'ℹ️' } as const

function problemsPart(page: Page, problems: readonly Problem[]): void {
  if (problems.length === 0) return
  const lines = problems.slice(0, PROBLEMS).map(({ level, code, rule, message, fix, at }) => {
    const place = at[0] ? ` ${placeText(at[0])}` : ''
    return `- ${marks[level]} **${escaped(rule ?? code)}**${place}: ${prose(message)} *${prose(fix)}*`
  })
  list(page, '### Problems', lines, problems.length, (rest) => `… and ${grouped(rest)} more problems.`)
}

/** A heading and as many lines of its list as there is room for; the others are counted. */
function list(page: Page, heading: string, lines: readonly string[], total: number, more: (rest: number) => string): void {
  const fitting: string[] = []
  let size = heading.length
  for (const line of lines) {
    if (size + line.length > PART) break
    size += line.length + 1
    fitting.push(line)
  }
  const rest = total - fitting.length
  const text = [heading, '', ...fitting, ...(rest > 0 ? [`- ${more(rest)}`] : [])].join('\n')
  if (!page.add(text)) page.add(`${heading}\n\n- ${more(total)}`)
}
/** No part may take the room of all the others. */
const PART = 14_000

const signs: Record<Fate, string> = { gained: '➕', lost: '➖', changed: '🕑', features: '🔧', settings: '⚙️', sessions: '⏹️' }
const headings: Record<Fate, string> = {
  gained: 'Access gained',
  lost: 'Access lost',
  changed: 'Access that changes',
  features: 'Features of users',
  settings: 'Settings of computers',
  sessions: 'Sessions that end',
}
/** Sentences of a fate that are told before the rest is counted. */
const SENTENCES = 15

function impactPart(page: Page, impact: Impact, changes: readonly Change[]): void {
  const places = new Map(changes.flatMap(({ key, reason }) => (reason.at[0] ? [[key, reason.at[0]] as const] : [])))
  page.add(`### Impact\n\n${capital(prose(totalText(impact)))}. Hours of the next four weeks, ${prose(impact.zone)}.`)
  for (const [fate, sentences] of Map.groupBy(sentencesOf(impact), (one) => one.fate)) {
    const lines = sentences.slice(0, SENTENCES).map((one) => `- ${signs[fate]} ${prose(one.text)}${causes(one, places)}`)
    list(page, `**${headings[fate]}**`, lines, sentences.length, (rest) => `… and ${foldedText(fate, sentences.slice(-rest))}.`)
  }
}

function causes({ because }: Sentence, places: ReadonlyMap<string, Position>): string {
  const { named, more } = causesOf(because)
  const told = named.map((key) => {
    const { kind, name } = splitKey(key)
    const place = places.get(key)
    return `${escaped(`${kind} ${name}`)}${place ? ` ${placeText(place)}` : ''}`
  })
  return `<br><sub>by ${told.join(', ')}${more > 0 ? ` and ${grouped(more)} more` : ''}</sub>`
}

const order: Op[] = ['create', 'update', 'replace', 'rename', 'adopt', 'release', 'delete']

function changesPart(page: Page, changes: readonly Change[], tense: 'todo' | 'done'): void {
  const kinds = [...Map.groupBy(changes, ({ key }) => splitKey(key).kind)].sort(([a], [b]) => compare(a, b))
  const ops = order.filter((op) => changes.some((change) => change.op === op))
  const rows = kinds.map(([kind, some]) => {
    const counts = ops.map((op) => some.filter((change) => change.op === op).length)
    return `| ${escaped(kind)} | ${counts.map((count) => (count === 0 ? '' : grouped(count))).join(' | ')} |`
  })
  page.add(['### Changes', '', `| | ${ops.join(' | ')} |`, `|---|${ops.map(() => '---:|').join('')}`, ...rows].join('\n'))
  let told = 0
  for (const [kind, some] of kinds) {
    const lines: string[] = []
    let room = page.room() - FRAME
    for (const change of some) {
      const line = changeText(change)
      room -= line.length + 1
      if (room < 0) break
      lines.push(line)
    }
    if (lines.length === 0) break
    const rest = some.length - lines.length
    if (rest > 0)
      lines.push(
        `- … and ${grouped(rest)} more of kind ${escaped(kind)}: ${summary(
          some.slice(lines.length).map(({ op }) => op),
          tense,
        )}.`,
      )
    const title = `${escaped(kind)}: ${summary(
      some.map(({ op }) => op),
      tense,
    )}`
    if (!page.add(`<details><summary>${title}</summary>\n\n${lines.join('\n')}\n\n</details>`)) break
    told += some.length
  }
  if (told < changes.length)
    page.close(
      `… and ${grouped(changes.length - told)} more changes that have no room here: ${tense === 'done' ? '`splashctl diff --json` tells them all' : 'run `splashctl plan`, or read `plan --json`'}.`,
    )
}

/** What stands around the changes of a kind. */
const FRAME = 500
/** So many fields of one change are told. */
const FIELDS = 30

function changeText(change: Change): string {
  const { op, key, from, fields, reason, after } = change
  const { name } = splitKey(key)
  const was = from === undefined ? '' : ` (was ${code(splitKey(from).name)})`
  const place = reason.at[0] ? ` ${placeText(reason.at[0])}` : ''
  const why = isPlain(change) ? '' : `: ${prose(reason.text)}`
  const told = fields.slice(0, FIELDS).map((field) => `  - ${code(field.path)}: ${valueText(field.before)} → ${valueText(field.after)}`)
  if (fields.length > FIELDS) told.push(`  - … and ${grouped(fields.length - FIELDS)} more fields`)
  if (op === 'create' && after !== null) told.push(`  - ${valueText((after as { spec?: Json }).spec ?? {})}`)
  return [`- **${op}** ${code(name)}${was}${place}${why}`, ...told].join('\n')
}

function driftPart(page: Page, drift: readonly Drift[]): void {
  if (drift.length === 0) return
  const lines = drift.slice(0, 50).map(({ key, path, lastApplied, live, by, time }) => {
    const { kind, name } = splitKey(key)
    const who = by === null ? '' : ` by ${prose(by)}`
    return `- ${escaped(`${kind} ${name}`)} ${code(path)}: ${valueText(lastApplied)} → ${valueText(live)}${who}${time === null ? '' : ` at ${time}`}`
  })
  list(page, "### Moved by others since this project's last apply", lines, drift.length, (rest) => `… and ${grouped(rest)} more.`)
}

/** A value is told so far. */
const VALUE = 300

function valueText(value: Json): string {
  if (value === null) return '*none*'
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text === '' ? '*empty*' : code(text.length > VALUE ? `${text.slice(0, VALUE)}…` : text)
}

const placeText = ({ file, line }: Position): string => `(${code(`${file}:${line}`)})`
const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)

/** As code, in HTML: between backticks a backtick, and in a table a bar, would end it. */
const code = (text: string): string => `<code>${escaped(text)}</code>`

/** Text in which backticks mark code, as messages have it. */
const prose = (text: string): string =>
  text
    .split(/(`[^`]*`)/)
    .map((part) => (part.length > 1 && part.startsWith('`') && part.endsWith('`') ? code(part.slice(1, -1)) : escaped(part)))
    .join('')

/**
 * Every character that Markdown or HTML may take for more than itself, as a number. A forge looks for people (`@`) and references (`#`) in
 * the text that comes out, so those are also cut off from what follows.
 */
export const escaped = (text: string): string =>
  printable(text)
    .replace(/[&<>"'`*_{}[\]|~\\^$:@#]/g, (character) => {
      const number = `&#${character.charCodeAt(0)};`
      return character === '@' || character === '#' ? `${number}<!-- -->` : number
    })
    .replace(/\bwww\./gi, (found) => found.replace('.', '&#46;'))
