/** An explanation as a person reads it: the answer first, then the chain that gives it, then what a session has. */
import type { Explanation } from '../effective/explanation.ts'
import type { Link } from '../effective/types.ts'
import { clock, wall } from '../effective/wall.ts'
import type { Place } from '../reconciler/plan/written.ts'
import type { Json } from '../schema/canonical.ts'
import { shortCommit } from '../schema/commit.ts'
import { indented, paragraph } from './paragraph.ts'
import { count } from './problems.ts'
import type { Source } from './source.ts'
import { table } from './table.ts'
import type { Surface } from './terminal.ts'
import { visibleLine } from './visible.ts'

export interface Wishes {
  zone: string
  source: Pick<Source, 'from' | 'positionsOf' | 'entry'>
  out: Surface
  /** Every setting. */
  all: boolean
}

export function renderExplanation(answer: Explanation, wishes: Wishes): string {
  const session = answer.allowed || wishes.all ? [features(answer, wishes), settings(answer, wishes)] : []
  const parts = [verdict(answer, wishes), why(answer, wishes), missing(answer, wishes), ...session, notes(answer, wishes)]
  return parts.filter((part) => part !== '').join('\n')
}

function verdict(answer: Explanation, { zone, source, out }: Wishes): string {
  const { user, computer, time, allowed, until, next, bound } = answer
  const permanent = answer.reasons.some(({ way }) => way.schedule === undefined)
  // Neither has an end, but what a schedule gives without one is not permanent.
  const endless = allowed && !permanent ? ', with no end in the years to come' : ''
  const end = until === undefined ? endless : `, until ${clock(until, time, zone)}`
  const lines = [
    `${out.paint(allowed ? 'Allowed' : 'Denied', allowed ? 'green' : 'red', 'bold')}${out.paint(`: ${user} → ${computer}`, 'bold')}, ${wall(time, zone)} (${zone})${end}.`,
  ]
  if (next)
    lines.push(
      `${allowed ? 'Again' : 'Next'}: ${wall(next.from, zone)} to ${clock(next.to, next.from, zone)}, by schedule ${next.schedule}.`,
    )
  else if (!allowed && answer.missing.every((one) => one.edits.length > 0 || one.from === undefined))
    lines.push('Nothing that is declared gives it at any other time.')
  if (allowed) lines.push(...binding(bound, permanent))
  lines.push(out.paint(`According to ${source.from}.`, 'dim'))
  return paragraph(lines, out)
}

function binding({ pool, exclusive }: Explanation['bound'], permanent: boolean): string[] {
  if (permanent) return ['Permanent: no pool and no exclusive access binds the session.']
  const lines: string[] = []
  if (pool !== undefined) lines.push(`Pool: the server picks a free computer of ${pool}; it may be another one than was asked for.`)
  if (exclusive) {
    const extras = [
      ...(exclusive.blankScreen ? ['the screen is blanked'] : []),
      ...(exclusive.lockInput ? ['local input is locked'] : []),
      ...(exclusive.logoffAfterDisconnect ? ['the user of the operating system is logged off afterwards'] : []),
    ]
    lines.push(
      `Exclusive (schedule ${exclusive.schedule}): refused while somebody is logged on there${extras.length > 0 ? `; ${extras.join(', ')}` : ''}.`,
    )
  }
  return lines
}

function why({ reasons }: Explanation, wishes: Wishes): string {
  if (reasons.length === 0) return ''
  const { out } = wishes
  const lines = [out.paint(reasons.length === 1 ? 'Why' : `Why, ${count(reasons.length, 'way')}`, 'bold')]
  for (const [i, { way, chain }] of reasons.entries()) {
    const how = way.schedule === undefined ? 'always' : `in the hours of schedule ${way.schedule}`
    lines.push(`  ${reasons.length > 1 ? `${i + 1}. ` : ''}${how}`)
    for (const [j, link] of chain.entries()) lines.push(...step(link, j, wishes))
  }
  return lines.map((line) => `${line}\n`).join('')
}

function step(link: Link, index: number, { source, out }: Wishes): string[] {
  const [place] = source.positionsOf(link.key, link.path, link.entry)
  return indented(
    `${index === 0 ? '' : '→ '}${visibleLine(link.says)}${place ? ` (${placeText(place, source.entry?.commit)})` : ''}`,
    4,
    out,
  )
}

/** The commit is told where it is another than that of the whole answer. */
const placeText = ({ file, line, commit }: Place, known: string | null | undefined): string =>
  `${visibleLine(file)}:${line}${commit === undefined || commit === known ? '' : ` @ ${shortCommit(commit)}`}`

function missing(answer: Explanation, { source, out }: Wishes): string {
  if (answer.missing.length === 0) return ''
  const lines = [out.paint('What is missing', 'bold')]
  let known: string | undefined
  for (const { says, key, path, entry, fix } of answer.missing) {
    const [place] = key === undefined ? [] : source.positionsOf(key, path, entry)
    // The same lack, another remedy.
    const again = says === known
    known = says
    if (!again) lines.push(...indented(`• ${visibleLine(says)}${place ? ` (${placeText(place, source.entry?.commit)})` : ''}`, 2, out))
    if (fix !== '') lines.push(...indented(`${out.paint(again ? 'or:' : 'fix:', 'green')} ${visibleLine(fix)}`, 4, out))
  }
  return lines.map((line) => `${line}\n`).join('')
}

function features(answer: Explanation, { out }: Wishes): string {
  const rows = [...answer.features].map(([name, { value, inSession, origin }]) => {
    const by = inSession === value ? '' : ` (computer: ${answer.settings.get(`security.${name}`)?.origin})`
    return [name, value, `${inSession}${by}`, origin.kind === 'control' ? origin.says : `${origin.kind}: ${origin.says}`]
  })
  return `${out.paint('Features', 'bold')}\n${inner(table(['FEATURE', 'USER HAS', 'IN A SESSION', 'FROM'], rows, narrower(out)))}`
}

function settings(answer: Explanation, { out, all }: Wishes): string {
  const shown = [...answer.settings].filter(([, { origin }]) => all || origin !== 'builtin')
  const rest = answer.settings.size - shown.length
  const head = out.paint(`Settings of ${answer.computer}`, 'bold')
  const rows = shown.map(([name, { value, origin, locked }]) => [name, valueText(value), origin, locked ? 'locked' : ''])
  const body = rows.length === 0 ? '' : inner(table(['SETTING', 'VALUE', 'FROM', ''], rows, narrower(out)))
  const tail = rest === 0 ? '' : `  ${rows.length === 0 ? 'All' : 'The other'} ${rest} have their built-in default; \`--all\` shows them.\n`
  return `${head}\n${body}${tail}`
}

const valueText = (value: Json): string => {
  if (value === null) return '–'
  if (typeof value !== 'object') return String(value)
  return Object.entries(value)
    .map(([name, one]) => `${name}: ${typeof one === 'object' && one !== null ? 'set' : (one ?? '–')}`)
    .join(', ')
}

function notes({ notes: all }: Explanation, { out }: Wishes): string {
  if (all.length === 0) return ''
  return [out.paint('Notes', 'bold'), ...all.flatMap((note) => indented(`• ${visibleLine(note)}`, 2, out))]
    .map((line) => `${line}\n`)
    .join('')
}

// ---- layout

/** Two columns less, for what is set in. */
const narrower = (out: Surface): Pick<Surface, 'terminal' | 'width' | 'paint'> => ({
  terminal: out.terminal,
  width: out.width - 2,
  paint: (text, ...colors) => out.paint(text, ...colors),
})
const inner = (text: string): string => text.replace(/^(?=.)/gm, '  ')
