/**
 * Impact in sentences, as a reviewer would say it: "12 users of contractors gain 40 computers of lab, Mon–Fri 09:00–17:00, without file
 * transfer". Texts are plain, names as they are: whoever shows them makes them harmless for where they go.
 */
import type { Json } from '../../schema/canonical.ts'
import type { Key } from '../../schema/resource.ts'
import type { AccessChange, Impact, SettingChange, When } from '../types.ts'
import { grouped } from './grouped.ts'

export type Fate = 'gained' | 'lost' | 'changed' | 'features' | 'settings' | 'sessions'
export interface Sentence {
  fate: Fate
  /** Made when it is read: of a first plan twenty of thousands are. */
  readonly text: string
  /** How much it tells: edges, users, computers or sessions. */
  size: number
  because: readonly Key[]
}

export function sentencesOf(impact: Impact): Sentence[] {
  const of = (fate: 'gained' | 'lost' | 'changed', say: (change: AccessChange) => string): Sentence[] =>
    impact[fate].map((change) => ({
      fate,
      get text() {
        return say(change)
      },
      size: change.users.length * change.computers.length,
      because: change.because,
    }))
  return [
    ...of('gained', gained),
    ...of('lost', lost),
    ...of('changed', (change) => moved(change, impact.zone)),
    ...features(impact),
    ...settings(impact),
    ...sessions(impact),
  ]
}

/** So many are named; more are counted. */
const NAMED = 3

export const some = (names: readonly string[], many: string, group: string | null): string =>
  names.length <= NAMED ? list(names) : `${grouped(names.length)} ${many}${group === null ? '' : ` of ${group}`}`
const list = (words: readonly string[]): string =>
  words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} and ${words[words.length - 1]}`

const who = ({ users, userGroup }: Pick<AccessChange, 'users' | 'userGroup'>): string => some(users, 'users', userGroup)
const what = ({ computers, computerGroup }: Pick<AccessChange, 'computers' | 'computerGroup'>): string =>
  some(computers, 'computers', computerGroup)
const verb = ({ users }: Pick<AccessChange, 'users'>, one: string, many: string): string => (users.length === 1 ? one : many)

const gained = (change: AccessChange): string =>
  [
    `${who(change)} ${verb(change, 'gains', 'gain')} ${what(change)}`,
    change.after?.text,
    ...(change.after ? bindings(change.after, 'brief') : []),
    ...without(change.features),
  ].join(', ')
const lost = (change: AccessChange): string =>
  [`${who(change)} ${verb(change, 'loses', 'lose')} ${what(change)}`, change.before?.text].join(', ')
const moved = (change: AccessChange, zone: string): string => `${who(change)}: access to ${what(change)} ${becomes(change, zone)}`

/** What becomes of access that stays: "is cut to Mon–Fri 09:00–12:00 (was Mon–Fri 09:00–17:00), now exclusive (screen blanked)". */
export function becomes({ before, after, since }: Pick<AccessChange, 'before' | 'after' | 'since'>, zone: string): string {
  if (!before || !after) return ''
  const [was, is] = [bindings(before), bindings(after)]
  const [more, less] = [is.filter((one) => !was.includes(one)), was.filter((one) => !is.includes(one))]
  const bound = [...(more.length > 0 ? [`now ${list(more)}`] : []), ...(less.length > 0 ? [`no longer ${list(less)}`] : [])].join(', ')
  const from = since === null ? '' : ` from ${Temporal.Instant.from(since).toZonedDateTimeISO(zone).toPlainDate()} on`
  const sameHours = before.permanent === after.permanent && before.text === after.text && equalHours(before.hours, after.hours)
  if (sameHours && bound !== '') return `(${after.text}) is ${bound}${from}`
  const hours =
    before.text === after.text
      ? `(${after.text}) changes${from}`
      : `${{ cut: 'is cut', extended: 'is extended', other: 'changes' }[direction(before, after)]} to ${after.text} (was ${before.text})`
  return bound === '' ? hours : `${hours}, ${bound}`
}

const equalHours = (a: When['hours'], b: When['hours']): boolean => JSON.stringify(a) === JSON.stringify(b)

function direction(before: When, after: When): 'cut' | 'extended' | 'other' {
  if (before.permanent !== after.permanent) return before.permanent ? 'cut' : 'extended'
  const ends = endsLater(before.until, after.until)
  const same = equalHours(before.hours, after.hours)
  if (same && before.next === after.next) return ends === 0 ? 'other' : ends < 0 ? 'cut' : 'extended'
  if (ends <= 0 && isWithin(after.hours, before.hours)) return same && ends === 0 ? 'other' : 'cut'
  if (ends >= 0 && isWithin(before.hours, after.hours)) return same && ends === 0 ? 'other' : 'extended'
  return 'other'
}
/** Positive: later than it did; no end is the latest. */
const endsLater = (was: string | null, is: string | null): number => (was === is ? 0 : is === null || (was !== null && is > was) ? 1 : -1)
const isWithin = (inner: When['hours'], outer: When['hours']): boolean =>
  inner.every(([from, to]) => outer.some(([start, end]) => start <= from && to <= end))

/** How sessions are bound, in words; of some of the schedules only, with their names. */
export function bindings({ bound, schedules }: When, length: 'brief' | 'whole' = 'whole'): string[] {
  return bound.flatMap((binding) => {
    const { pool, exclusive, forceDisconnect } = binding
    const extras =
      exclusive && length === 'whole'
        ? [
            ...(exclusive.blankScreen ? ['screen blanked'] : []),
            ...(exclusive.lockInput ? ['input locked'] : []),
            ...(exclusive.logoffAfterDisconnect ? ['logged off afterwards'] : []),
          ]
        : []
    const said = [
      ...(exclusive ? [`exclusive${extras.length > 0 ? ` (${list(extras)})` : ''}`] : []),
      ...(pool === null ? [] : [length === 'whole' ? `pooled (any free computer of ${pool})` : 'pooled']),
      ...(forceDisconnect ? ['cut off at the end'] : []),
    ]
    const part = binding.schedules.length === schedules.length ? '' : ` by ${some(binding.schedules, 'schedules', null)}`
    return said.map((words) => `${words}${part}`)
  })
}

/** What people expect of a session, and miss; the rest of the features is in JSON. */
const expected: Record<string, string> = {
  fileTransfer: 'file transfer',
  copyPaste: 'copy and paste',
  remotePrint: 'printing',
  chat: 'chat',
  remoteReboot: 'restarts',
  systemTools: 'system tools',
}
const oneWay: Record<string, string> = { toComputerOnly: 'only to the computer', fromComputerOnly: 'only from the computer' }

export function without(given: AccessChange['features']): string[] {
  const missing = Object.keys(expected).filter((name) => given[name] === 'disabled')
  const directed = Object.keys(expected).flatMap((name) => {
    const way = oneWay[given[name] ?? '']
    return way === undefined ? [] : `${expected[name]} ${way}`
  })
  return [
    ...(given.remoteControl === 'disabled' ? ['view only'] : []),
    ...(missing.length > 0 ? [`without ${list(missing.map((name) => expected[name] as string))}`] : []),
    ...directed,
  ]
}

/** `systemTools` as `system tools`, where there are no better words. */
export const words = (name: string): string =>
  expected[name] ?? spelt[name] ?? name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
const spelt: Record<string, string> = { twoStepVerification: 'two-step verification', oneToMany: 'one-to-many actions' }

/** Users who come or go are told by what they gain or lose. */
function features({ features: changes }: Impact): Sentence[] {
  return changes.flatMap((change) => {
    const told = Object.entries(change.features).flatMap(([name, { before, after }]) =>
      before === null || after === null ? [] : `${words(name)} ${valueText(before)} → ${valueText(after)}`,
    )
    if (told.length === 0) return []
    const where = change.computers === null ? '' : ` on ${some(change.computers, 'computers', change.computerGroup)}`
    return {
      fate: 'features' as const,
      text: `${who(change)}${where}: ${told.join('; ')}`,
      size: change.users.length,
      because: change.because,
    }
  })
}
export const valueText = (value: string): string => oneWay[value] ?? value

/** So many settings are told of one change. */
const SETTINGS = 4

function settings({ settings: changes }: Impact): Sentence[] {
  return changes.map((change) => {
    const told = Object.entries(change.settings).map(settingText)
    const rest = told.length - SETTINGS
    const text = [...told.slice(0, SETTINGS), ...(rest > 0 ? [`and ${rest} more ${rest === 1 ? 'setting' : 'settings'}`] : [])].join('; ')
    return { fate: 'settings', text: `${what(change)}: ${text}`, size: change.computers.length, because: change.because }
  })
}

function settingText([name, { before, after }]: [string, SettingChange['settings'][string]]): string {
  const short = name.slice(name.indexOf('.') + 1)
  const [was, is] = [settingValue(before.value), settingValue(after.value)]
  const lock = before.locked === after.locked ? '' : after.locked ? ', now locked' : ', no longer locked'
  const from = after.origin === 'builtin' ? 'back to the default' : `by ${after.origin}`
  return was === is ? `${short} ${is} as before, ${from}${lock}` : `${short} ${was} → ${is}, ${from}${lock}`
}

export function settingValue(value: Json): string {
  if (value === true) return 'on'
  if (value === false) return 'off'
  if (value === null) return 'none'
  if (typeof value !== 'object') return String(value)
  if (Array.isArray(value)) return value.map(settingValue).join(', ')
  if (value.secret === 'set') return 'secret'
  if (value.secret === 'changed') return 'another secret'
  return `{${Object.entries(value)
    .map(([name, inner]) => `${name} ${settingValue(inner)}`)
    .join(', ')}}`
}

const sessions = ({ sessions: ended }: Impact): Sentence[] =>
  ended.map(({ user, computer, since, because }) => ({
    fate: 'sessions',
    text: `the session of ${user} at ${computer} ends (it runs since ${since})`,
    size: 1,
    because,
  }))

/** What a folded rest tells, by its size. */
export const units: Record<Fate, [one: string, many: string]> = {
  gained: ['way to a computer', 'ways to a computer'],
  lost: ['way to a computer', 'ways to a computer'],
  changed: ['way to a computer', 'ways to a computer'],
  features: ['user', 'users'],
  settings: ['computer', 'computers'],
  sessions: ['session', 'sessions'],
}

/** "480 gained, 12 lost and 3 changed": all of the access in one line. */
export function totalText({ edges }: Impact): string {
  const { gained: plus, lost: minus, changed } = edges
  if (plus + minus + changed === 0) return 'nobody gains or loses access'
  const parts = [
    ...(plus > 0 ? [`${grouped(plus)} gained`] : []),
    ...(minus > 0 ? [`${grouped(minus)} lost`] : []),
    ...(changed > 0 ? [`${grouped(changed)} changed`] : []),
  ]
  return `of the ways from a user to a computer, ${list(parts)}; ${grouped(edges.before)} before, ${grouped(edges.after)} after`
}
