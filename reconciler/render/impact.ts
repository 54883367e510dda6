/**
 * Impact for a terminal, in sentences (sentences.ts), each with what brings it about and where the files say so. Bounded: what is folded
 * is counted.
 */
import { compare, type Position } from '../../schema/problem.ts'
import { type Key, splitKey } from '../../schema/resource.ts'
import type { Change, Impact, Plan } from '../types.ts'
import { grouped } from './grouped.ts'
import { type Fate, type Sentence, sentencesOf, totalText, units } from './sentences.ts'
import { type Paint, paint, printable, type Style, where, wrap } from './text.ts'

export interface ImpactOptions {
  width: number
  color: boolean
  /** Sentences of a fate that are told before the rest is counted. */
  limit?: number
}

const looks: Record<Fate, { sign: string; style: Style }> = {
  gained: { sign: '+', style: 'green' },
  lost: { sign: '-', style: 'red' },
  changed: { sign: '~', style: 'yellow' },
  features: { sign: '~', style: 'yellow' },
  settings: { sign: '~', style: 'cyan' },
  sessions: { sign: '!', style: 'red' },
}

/** From so many changes on, the first plan of all tells no impact by itself: everybody gains whatever there is, and to read it takes seconds. */
const MUCH = 5_000
export const isTold = ({ base, changes }: Pick<Plan, 'base' | 'changes'>): boolean =>
  changes.length > 0 && (base > 0 || changes.length < MUCH)
export const NOT_TOLD = 'everything is new. `splashctl access --source files` tells who will reach what.'
/** The same of what came about with a revision. */
export const notTold = (revision: number): string =>
  `everything is new. \`splashctl access --revision ${revision}\` tells who reached what.`

/** @param changes those that bring it about, for their places in the files */
export function renderImpact(impact: Impact, changes: readonly Change[], { width, color, limit = 12 }: ImpactOptions): string[] {
  const tint = paint(color)
  const places = new Map(changes.flatMap(({ key, reason }) => (reason.at[0] ? [[key, reason.at[0]] as const] : [])))
  const lines = wrap(`Impact: ${totalText(impact)}.`, width, '  ')
  lines[0] = `${tint('bold', 'Impact:')}${(lines[0] as string).slice('Impact:'.length)}`
  const told = Map.groupBy(sentencesOf(impact), ({ fate }) => fate)
  for (const [fate, sentences] of told) {
    for (const sentence of sentences.slice(0, limit)) lines.push(...sentenceLines(sentence, places, tint, width))
    lines.push(...folded(fate, sentences.slice(limit), tint, width))
  }
  return lines
}

function sentenceLines({ fate, text, because }: Sentence, places: ReadonlyMap<Key, Position>, tint: Paint, width: number): string[] {
  const { sign, style } = looks[fate]
  return [
    ...wrap(`  ${sign} ${printable(text)}`, width, '    ').map((line) => tint(style, line)),
    ...wrap(`    ${causesText(because, places)}`, width, '    ').map((line) => tint('dim', line)),
  ]
}

/** So many changes are named as causes, all of a kind or none; more are counted. */
const CAUSES = 3

/** "by Schedule lab-hours (schedules.yaml:12) and 24 more": of what there is least says most, so it comes first. */
export function causesText(because: readonly Key[], places: ReadonlyMap<Key, Position>): string {
  const { named, more } = causesOf(because)
  const told = named.map((key) => {
    const { kind, name } = splitKey(key)
    const place = places.get(key)
    return `${kind} ${printable(name)}${place ? ` (${where(place)})` : ''}`
  })
  return `by ${told.join(', ')}${more > 0 ? ` and ${grouped(more)} more` : ''}`
}

export function causesOf(because: readonly Key[]): { named: Key[]; more: number } {
  const kinds = [...Map.groupBy(because, (key) => splitKey(key).kind).values()].sort(
    (some, others) => some.length - others.length || compare(some[0] as Key, others[0] as Key),
  )
  const named: Key[] = []
  for (const keys of kinds)
    if (named.length === 0) named.push(...keys.slice(0, CAUSES))
    else if (named.length + keys.length <= CAUSES) named.push(...keys)
  return { named, more: because.length - named.length }
}

function folded(fate: Fate, rest: readonly Sentence[], tint: Paint, width: number): string[] {
  if (rest.length === 0) return []
  return wrap(`  … and ${foldedText(fate, rest)}. \`--json\` tells them all.`, width, '    ').map((line) => tint('bold', line))
}

const verbs: Record<Fate, string> = {
  gained: ' gained',
  lost: ' lost',
  changed: ' changed',
  features: ' with other features',
  settings: ' with other settings',
  sessions: ' that end',
}

/** "30 more like these: 1,234 ways to a computer gained" */
export function foldedText(fate: Fate, rest: readonly Sentence[]): string {
  const size = rest.reduce((sum, one) => sum + one.size, 0)
  return `${grouped(rest.length)} more: ${grouped(size)} ${units[fate][size === 1 ? 0 : 1]}${verbs[fate]}`
}
