/**
 * Problems as a person reads them: what, where, the lines in question, and how to mend it.
 *
 *   error[unknown-field]: `fileTransfert` is not a field of GranularControl; did you mean `fileTransfer`?
 *    --> people/paris.yaml:12:5
 *      12 |     fileTransfert: enabled
 *         |     ^
 *   fix: …
 *
 * Messages quote what files say, and a file must not be able to move the cursor of whoever reads about it: every control character is
 * made visible here, whatever wrote the message.
 */
import { grouped } from '../reconciler/render/grouped.ts'
import { frame } from '../reconciler/sources/frame.ts'
import { shownText } from '../reconciler/sources/shown.ts'
import { type CodeEntry, codes } from '../schema/codes.ts'
import { type Level, type Position, type Problem, sortProblems } from '../schema/problem.ts'
import type { Color, Surface } from './terminal.ts'
import { visible, visibleLine } from './visible.ts'

/** More than this nobody reads; the rest is counted. */
const SHOWN = 50
/** A second and third place help, a hundred don't. */
const PLACES = 4
/** From so many findings on, a rule says once what it says to all, and of so many it says where. */
const ALIKE = 4
const LINES = 10
const tones: Record<Level, Color> = { error: 'red', warning: 'yellow', info: 'cyan' }

export interface Wishes {
  /** What a rule doesn't want, in a few words. */
  titleOf?: ((rule: string) => string | undefined) | undefined
  /** Every finding of every rule; undefined where that can't be asked for. */
  all?: boolean
}

/** `root` is the folder that positions are relative to; without it no lines are shown. */
export function showProblems(problems: readonly Problem[], err: Surface, root: string | undefined, wishes: Wishes = {}): void {
  if (problems.length === 0) return
  const order: Record<Level, number> = { error: 0, warning: 1, info: 2 }
  const standing = problems.filter((p) => !p.waived)
  const waived = problems.length - standing.length
  // Sorting is stable: errors first, each level in the order of its places.
  const sorted = sortProblems(standing).sort((a, b) => order[a.level] - order[b.level])
  const read = readerFor(problems, root)
  const groups = alike(sorted)
  const shown = wishes.all === true ? groups : groups.slice(0, SHOWN)
  for (const group of shown) err.write(`${group.length < ALIKE ? one(group[0] as Problem, err, read) : many(group, err, wishes)}\n`)
  const rest = groups.slice(shown.length).flat().length
  if (rest > 0) err.write(`… and ${count(rest, 'more problem')}, not shown.\n`)
  const sum = [summary(sorted), ...(waived > 0 ? [`${count(waived, 'finding')} waived`] : [])].filter((part) => part !== '')
  if (sorted.length > 1 || waived > 0) err.write(`${err.paint(sum.join(', '), 'bold')}\n`)
}

/** The lines of the files that problems are about, as far as they may be shown. */
export function readerFor(problems: readonly Problem[], root: string | undefined): (file: string) => string | undefined {
  const texts = new Map<string, string | undefined>()
  // A file that holds a secret shows none of its lines: not where the secret stands, nor beside some other problem of it.
  for (const p of problems) if (conceals(p)) for (const at of p.at) texts.set(at.file, undefined)
  return (file) => textOf(texts, root, file)
}

const conceals = (p: Problem): boolean => (codes[p.code] as CodeEntry).conceal === true

function one(p: Problem, err: Surface, read: (file: string) => string | undefined): string {
  const head = `${p.level}[${p.rule ?? p.code}]`
  const [first = '', ...more] = folded(`${head}: ${visible(p.message)}`, err)
  const lines = [
    `${err.paint(head, tones[p.level], 'bold')}${err.paint(first.slice(head.length), 'bold')}`,
    ...more.map((l) => err.paint(l, 'bold')),
  ]
  for (const at of p.at.slice(0, PLACES)) {
    lines.push(`${err.paint(' -->', 'blue')} ${visibleLine(at.file)}:${at.line}:${at.column}`)
    const text = read(at.file)
    if (text !== undefined) lines.push(...excerpt(text, at, err))
  }
  if (p.at.length > PLACES) lines.push(`${err.paint(' -->', 'blue')} and ${count(p.at.length - PLACES, 'more place')}`)
  lines.push(...fixLines(p.fix, err))
  return `${lines.join('\n')}\n`
}

/** What one rule says of many, and mends alike, together, at the place of the first; every other by itself. */
function alike(sorted: readonly Problem[]): Problem[][] {
  const id = ({ level, rule, fix }: Problem): string => `${level} ${rule} ${fix}`
  const groups = Map.groupBy(
    sorted.filter(({ rule }) => rule !== undefined),
    id,
  )
  return sorted.flatMap((p) => {
    const group = p.rule === undefined ? undefined : groups.get(id(p))
    if (group === undefined || group.length < ALIKE) return [[p]]
    return group[0] === p ? [group] : []
  })
}

function many(group: readonly Problem[], err: Surface, { titleOf, all }: Wishes): string {
  const { level, rule = '' } = group[0] as Problem
  const head = `${level}[${rule}]`
  const title = titleOf?.(rule)
  const lines = [
    `${err.paint(`${head}:`, tones[level], 'bold')} ${err.paint(`${title === undefined ? '' : `${title}: `}${count(group.length, 'finding')}`, 'bold')}`,
  ]
  const told = all ? group : group.slice(0, LINES)
  for (const { at, message } of told) {
    const [first] = at
    const more = at.length > 1 ? ` (and ${count(at.length - 1, 'more place')})` : ''
    const where = first ? `${visibleLine(first.file)}:${first.line}:${first.column}` : ''
    const [start = '', ...rest] = folded(`--> ${where}${more}${where === '' ? '' : '  '}${visible(message)}`, err, 1)
    lines.push(` ${err.paint('-->', 'blue')}${start.slice('-->'.length)}`, ...rest.map((line) => ` ${line}`))
  }
  if (group.length > told.length)
    lines.push(
      ` ${err.paint('-->', 'blue')} and ${count(group.length - told.length, 'more', 'more')}; ${all === undefined ? '`splashctl plan --json` tells each' : '`--all` shows each'}`,
    )
  lines.push(...fixLines((group[0] as Problem).fix, err))
  return `${lines.join('\n')}\n`
}

function fixLines(fix: string, err: Surface): string[] {
  if (fix === '') return []
  const [start = '', ...rest] = folded(`fix: ${visible(fix)}`, err)
  return [`${err.paint('fix:', 'green')}${start.slice('fix:'.length)}`, ...rest]
}

function excerpt(text: string, at: Position, err: Surface): string[] {
  // What stands before the text of a line: a mark, its number, a bar; and an ellipsis at either end.
  const gutter = String(at.line + 1).length + 7
  return frame(text, at.line, at.column, Math.max(30, err.width - gutter))
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => (line.startsWith('>') ? line : /\| *\^$/.test(line) ? err.paint(line, 'red') : err.paint(line, 'dim')))
}

/** Between words, for a terminal. Elsewhere a sentence stays on its line, where `grep` finds it whole. */
function folded(text: string, err: Surface, indent = 0): string[] {
  if (!err.terminal) return [text]
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last === undefined || last.length + 1 + word.length > err.width - indent) lines.push(last === undefined ? word : `  ${word}`)
    else lines[lines.length - 1] = `${last} ${word}`
  }
  return lines
}

/** A file that has no lines to show costs its excerpt, not the Problem. */
function textOf(texts: Map<string, string | undefined>, root: string | undefined, file: string): string | undefined {
  if (root === undefined) return undefined
  if (!texts.has(file)) texts.set(file, shownText(root, file))
  return texts.get(file)
}

/** `2 errors, 1 warning`. */
export function summary(problems: readonly Problem[]): string {
  return (['error', 'warning', 'info'] as const)
    .map((level) => [level === 'info' ? 'note' : level, problems.filter((p) => p.level === level).length] as const)
    .filter(([, n]) => n > 0)
    .map(([word, n]) => count(n, word))
    .join(', ')
}

/** `1 error`, `2,000 errors`. */
export const count = (n: number, noun: string, plural = `${noun}s`): string => `${grouped(n)} ${n === 1 ? noun : plural}`
