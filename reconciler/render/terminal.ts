/**
 * A plan as a person reads it in a terminal: one glance for what happens, one line for each resource, one for each field that changes,
 * and where in the files it is said. Bounded: what doesn't fit is counted plainly, never dropped in silence.
 *
 *   + create   ~ update   ± replace   > rename   & adopt   ! release   - delete
 */
import type { Json } from '../../schema/canonical.ts'
import { compare } from '../../schema/problem.ts'
import { type Key, splitKey } from '../../schema/resource.ts'
import { type Change, type Drift, type FieldChange, isPlain, type Op, type Plan } from '../types.ts'
import { grouped } from './grouped.ts'
import { isTold, NOT_TOLD, renderImpact } from './impact.ts'
import { columns, fold, type Paint, paint, printable, type Style, where, wrap } from './text.ts'

export interface RenderOptions {
  /** Columns of the terminal; lines are folded to it. */
  width: number
  color: boolean
  /** Changes told in full before the rest is counted. */
  limit?: number
  /** Of changes that their applier may not make, the action that it lacks. */
  lacking?: ReadonlyMap<Key, string>
}

const looks: Record<Op, { sign: string; style: Style; done: string; todo: string }> = {
  create: { sign: '+', style: 'green', done: 'created', todo: 'to create' },
  update: { sign: '~', style: 'yellow', done: 'updated', todo: 'to update' },
  replace: { sign: '±', style: 'magenta', done: 'replaced', todo: 'to replace' },
  rename: { sign: '>', style: 'cyan', done: 'renamed', todo: 'to rename' },
  adopt: { sign: '&', style: 'cyan', done: 'adopted', todo: 'to adopt' },
  release: { sign: '!', style: 'magenta', done: 'released', todo: 'to release' },
  delete: { sign: '-', style: 'red', done: 'deleted', todo: 'to delete' },
}
const order: Op[] = ['create', 'update', 'replace', 'rename', 'adopt', 'release', 'delete']

/** "3 to create, 1 to update, 2 to delete", or with `done` "3 created …". Empty for no changes. */
export function summary(ops: Iterable<Op>, tense: 'todo' | 'done' = 'todo'): string {
  const counts = new Map<Op, number>()
  for (const op of ops) counts.set(op, (counts.get(op) ?? 0) + 1)
  return order.flatMap((op) => (counts.has(op) ? `${grouped(counts.get(op) as number)} ${looks[op][tense]}` : [])).join(', ')
}

export function renderPlan(plan: Plan, { width, color, limit = 500, lacking }: RenderOptions): string {
  const tint = paint(color)
  const lines: string[] = []
  if (plan.drift.length > 0) lines.push(...renderDrift(plan.drift, tint, width), '')
  if (plan.changes.length === 0) {
    lines.push(`Nothing to do: what is declared is what is live, at revision ${plan.base}.`)
    return `${lines.join('\n')}\n`
  }
  lines.push(...renderChanges(plan.changes, { width, color, limit, ...(lacking && { lacking }) }), '')
  if (!isTold(plan)) lines.push(...wrap(`Impact: ${NOT_TOLD}`, width), '')
  else if (plan.impact) lines.push(...renderImpact(plan.impact, plan.changes, { width, color }), '')
  lines.push(...renderTotals(plan.changes, { color }))
  return `${lines.join('\n')}\n`
}

/** One change after the other; what is beyond the limit is counted. */
export function renderChanges(
  changes: readonly Change[],
  { width, color, limit = 500, lacking }: RenderOptions,
  tense: 'todo' | 'done' = 'todo',
): string[] {
  const tint = paint(color)
  const lines = changes.slice(0, limit).flatMap((change) => {
    const needed = lacking?.get(change.key)
    const told = renderChange(change, tint, width, tense)
    return needed === undefined ? told : [...told, `    ${tint('red', `needs: ${needed}`)}`]
  })
  const rest = changes.slice(limit)
  const more = () =>
    `… and ${grouped(rest.length)} more: ${summary(
      rest.map((c) => c.op),
      tense,
    )}. \`--json\` tells them all.`
  return rest.length > 0 ? [...lines, tint('bold', more())] : lines
}

/** The changes in one paragraph: how much of what, by kind where there is more than one. */
export function renderTotals(
  changes: readonly Change[],
  { color }: Pick<RenderOptions, 'color'>,
  tense: 'todo' | 'done' = 'todo',
): string[] {
  const told = (ops: readonly Op[]) => summary(ops, tense)
  const lines = [`${paint(color)('bold', tense === 'done' ? 'Changes:' : 'Plan:')} ${told(changes.map((c) => c.op))}.`]
  const kinds = new Map<string, Op[]>()
  for (const change of changes) {
    const kind = change.key.slice(0, change.key.indexOf('/'))
    const ops = kinds.get(kind)
    if (ops) ops.push(change.op)
    else kinds.set(kind, [change.op])
  }
  if (kinds.size < 2) return lines
  const widest = Math.max(...[...kinds.keys()].map((kind) => kind.length))
  for (const [kind, ops] of [...kinds].sort(([a], [b]) => compare(a, b))) lines.push(`  ${kind.padEnd(widest)}  ${told(ops)}`)
  return lines
}

function renderChange(change: Change, tint: Paint, width: number, tense: 'todo' | 'done'): string[] {
  const { sign, style } = looks[change.op]
  const { kind, name } = splitKey(change.key)
  const was = change.from === undefined ? '' : ` (was ${splitKey(change.from).name})`
  const head = `${sign} ${kind} ${printable(name)}${was}`
  // That something is declared, or declared otherwise, is why most of a plan is due; of what was done, each has a reason of its own.
  const plain = tense === 'todo' && isPlain(change)
  const why = plain ? '' : change.reason.text
  const place = change.reason.at[0] ? where(change.reason.at[0]) : ''
  const lines = [headLine(tint(style, head), head, why, place, tint, width)]
  if (change.op === 'create') lines.push(...flow(contents(change.after), width, tint))
  else if (change.op !== 'delete') for (const field of change.fields) lines.push(...renderField(field, tint, width))
  return lines
}

/** The head of a change; its place at the right edge when there is room, else on a line below. */
function headLine(painted: string, plain: string, why: string, place: string, tint: Paint, width: number): string {
  if (why !== '' && columns(plain) + 2 + columns(why) > width)
    return [headLine(painted, plain, '', place, tint, width), ...fold(why, width - 4).map((line) => `    ${line}`)].join('\n')
  const left = why === '' ? plain : `${plain}  ${why}`
  const shown = why === '' ? painted : `${painted}  ${why}`
  if (place === '') return shown
  const gap = width - columns(left) - columns(place)
  return gap >= 2 ? `${shown}${' '.repeat(gap)}${tint('dim', place)}` : `${shown}\n    ${tint('dim', place)}`
}

const shortPath = (path: string): string => path.replace(/^(spec|metadata)\./, '')

function renderField({ path, before, after }: FieldChange, tint: Paint, width: number): string[] {
  const name = shortPath(path)
  const label = `    ${printable(name)}  `
  if (Array.isArray(before) || Array.isArray(after)) return listField(label, asList(before), asList(after), tint, width)
  const [a, b] = [value(before), value(after)]
  const line = `${label}${tint('red', a)} → ${tint('green', b)}`
  if (columns(`${label}${a} → ${b}`) <= width) return [line]
  return [
    label.trimEnd(),
    ...fold(a, width - 8).map((l) => `      ${tint('red', `- ${l}`)}`),
    ...fold(b, width - 8).map((l) => `      ${tint('green', `+ ${l}`)}`),
  ]
}

const asList = (json: Json): Json[] => (Array.isArray(json) ? json : json === null ? [] : [json])

/** A set by what comes and goes. */
function listField(label: string, before: Json[], after: Json[], tint: Paint, width: number): string[] {
  const [old, now] = [new Set(before.map(value)), new Set(after.map(value))]
  const parts = [
    ...[...now].filter((entry) => !old.has(entry)).map((entry) => ({ text: `+${entry}`, style: 'green' as Style })),
    ...[...old].filter((entry) => !now.has(entry)).map((entry) => ({ text: `-${entry}`, style: 'red' as Style })),
  ]
  const shown = parts.slice(0, 50)
  if (parts.length > shown.length) shown.push({ text: `… and ${grouped(parts.length - shown.length)} more`, style: 'dim' })
  const kept = after.length === 0 ? ' (now empty)' : before.length === 0 ? '' : ` (${grouped(after.length)} in all)`
  const lines: string[] = []
  let line = label
  let used = columns(label)
  for (const { text, style } of [...shown, { text: kept.trim(), style: 'dim' as Style }]) {
    if (text === '') continue
    const size = columns(text)
    if (used + size > width && used > columns(label)) {
      lines.push(line.trimEnd())
      line = ' '.repeat(6)
      used = 6
    }
    line += `${tint(style, text)} `
    used += size + 1
  }
  lines.push(line.trimEnd())
  return lines
}

/** The fields of a manifest as `name value` pairs. */
function contents(manifest: Json): [string, string][] {
  const pairs: [string, string][] = []
  const walk = (json: Json, path: string): void => {
    if (typeof json === 'object' && json !== null && !Array.isArray(json) && Object.keys(json).length > 0 && !('secret' in json)) {
      for (const [key, inner] of Object.entries(json)) walk(inner, path === '' ? key : `${path}.${key}`)
    } else pairs.push([shortPath(path), value(json)])
  }
  walk(manifest, '')
  return pairs
}

/** Pairs one after the other, as many as a line holds. */
function flow(pairs: readonly [string, string][], width: number, tint: Paint): string[] {
  const lines: string[] = []
  let line = ''
  let used = 0
  const flush = (): void => {
    if (line !== '') lines.push(line)
    line = ''
    used = 0
  }
  for (const [name, text] of pairs) {
    const label = printable(name)
    const size = columns(label) + 1 + columns(text)
    if (size > width - 4) {
      flush()
      const pieces = fold(text, width - 8)
      lines.push(tint('dim', label), ...pieces.slice(0, 4).map((piece) => `  ${piece}`))
      if (pieces.length > 4) lines.push(`  … (${grouped(text.length)} characters)`)
      continue
    }
    if (line !== '' && used + 3 + size > width - 4) flush()
    if (line !== '') used += 3
    line += `${line === '' ? '' : ' · '}${tint('dim', label)} ${text}`
    used += size
  }
  if (line !== '') lines.push(line)
  return lines.map((l) => `    ${l}`)
}

function renderDrift(drift: readonly Drift[], tint: Paint, width: number): string[] {
  const lines = [tint('bold', `Moved by others since this project's last apply (${grouped(drift.length)}):`)]
  for (const { key, path, lastApplied, live, by, time } of drift.slice(0, 50)) {
    const { kind, name } = splitKey(key)
    const text = `  ${kind} ${printable(name)} ${shortPath(path)}: ${value(lastApplied)} → ${value(live)}${by ? ` by ${printable(by)}` : ''}${time ? ` at ${time.slice(0, 19)}Z` : ''}`
    lines.push(...fold(text, width))
  }
  if (drift.length > 50) lines.push(`  … and ${grouped(drift.length - 50)} more`)
  return lines
}

/** A value on one line. Texts are bare where no one could misread them, else quoted. */
export function value(json: Json): string {
  if (json === null) return '(none)'
  if (typeof json === 'string')
    return /^[\p{L}\p{N}@._:/+*-][\p{L}\p{N}@._:/+*() '-]*$/u.test(json) && !json.endsWith(' ') ? json : printable(JSON.stringify(json))
  if (Array.isArray(json)) return json.length === 0 ? '[]' : json.map(value).join(', ')
  if (typeof json === 'object') {
    if (json.secret === 'set') return 'secret (set)'
    if (json.secret === 'changed') return 'secret (changed)'
    const pairs = Object.entries(json).map(([key, inner]) => `${printable(key)}: ${value(inner)}`)
    return pairs.length === 0 ? '{}' : `{${pairs.join(', ')}}`
  }
  return String(json)
}
