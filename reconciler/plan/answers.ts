/**
 * What one AccessTest asks, and the answers: by classes of users and computers, each time once. A wrong answer carries its cause, so that a
 * thousand answers that are wrong for one reason are told as one.
 */
import { boundOf, holdsAt, waysTo } from '../../effective/access.ts'
import type { Effective } from '../../effective/effective.ts'
import { type Missing, missingOf } from '../../effective/missing.ts'
import { reasonOf } from '../../effective/reasons.ts'
import { type Session, sessionOf } from '../../effective/session.ts'
import { timeOf } from '../../effective/time.ts'
import type { Bound, ComputerClass, Feature, FeatureValue, UserClass, Way } from '../../effective/types.ts'
import { wall } from '../../effective/wall.ts'
import { type Json, same } from '../../schema/canonical.ts'
import type { Path, Tree } from '../../schema/fields.ts'
import { members } from '../../schema/membership.ts'
import { compare } from '../../schema/problem.ts'
import { type Key, type Resource, splitKey } from '../../schema/resource.ts'
import type { World } from '../../schema/world.ts'

type User = Resource<'User'>
type Computer = Resource<'Computer'>

/** So many wrong answers of one test are looked into; the rest is counted. */
const LOOKED = 500

/** One cause of wrong answers, told for the first pair that it was found for. */
export interface Wrong {
  /** Equal texts are one cause. */
  cause: string
  says: string
  fix: string
  /** What decided: declarations, and of them a field and an entry. */
  by: { key: Key; path: Path; entry?: string | undefined }[]
  /** The field of the test that is not met. */
  path: Path
}
/** Where else a cause was found. */
export interface Spread {
  wrong: Wrong
  noun: 'pair' | 'computer'
  /** By classes: how many pairs, or computers, each stands for. */
  among: Map<string, number>
  times: Set<number>
  answers: number
}

/** The users, or computers, of one class, of those that a test asks about; the first by name speaks for all. */
interface Some<C, R> {
  of: C
  all: R[]
}

function gathered<C, R extends Resource>(named: Iterable<R>, classOf: (name: string) => C | undefined): Some<C, R>[] {
  const found = new Map<C, R[]>()
  for (const one of new Set(named)) {
    const of = classOf(one.name)
    if (of === undefined) continue
    const list = found.get(of)
    if (list) list.push(one)
    else found.set(of, [one])
  }
  const groups = [...found].map(([of, all]) => ({ of, all: all.sort((a, b) => compare(a.name, b.name)) }))
  return groups.sort((a, b) => compare((a.all[0] as R).name, (b.all[0] as R).name))
}

export interface Answers {
  checks: number
  /** How many were wrong, and by what; those that nobody looked into are among the first alone. */
  wrong: number
  causes: Spread[]
}

/** Whom and what a test asks about, as they are in a world: by name, and as members of groups; some of them twice. */
export function askedBy({ spec: { subjects, targets } }: Resource<'AccessTest'>, world: World): { users: User[]; computers: Computer[] } {
  return {
    users: [...resolved(world, 'User', subjects.users), ...subjects.groups.flatMap((group) => members(world, group).users)],
    computers: [...resolved(world, 'Computer', targets.computers), ...targets.groups.flatMap((group) => members(world, group).computers)],
  }
}

export function ask(test: Resource<'AccessTest'>, e: Effective, evaluatedAt: string): Answers {
  const { expect, times: written } = test.spec
  const named = askedBy(test, e.world)
  const users = gathered<UserClass, User>(named.users, (name) => e.userClass(name))
  const computers = gathered<ComputerClass, Computer>(named.computers, (name) => e.computerClass(name))
  const times = (written.length > 0 ? written : [evaluatedAt])
    .map((text) => ({ text: written.length > 0 ? text : undefined, at: timeOf(text, e.zone) }))
    .sort((a, b) => a.at - b.at)
  const open = new Map<string, boolean>()
  const holds = (way: Way, at: number): boolean => {
    const id = `${way.schedule ?? ''} ${at}`
    let known = open.get(id)
    if (known === undefined) open.set(id, (known = holdsAt(e, way, at)))
    return known
  }
  const causes = new Map<string, Spread>()
  let [checks, wrong, looked] = [0, 0, 0]
  const report = (
    of: { noun: Spread['noun']; id: string; many: number; answers: number; times?: readonly Time[] },
    explain: () => Wrong,
  ): void => {
    wrong += of.answers
    if (looked++ >= LOOKED) return
    const found = explain()
    let spread = causes.get(found.cause)
    if (!spread) causes.set(found.cause, (spread = { wrong: found, noun: of.noun, among: new Map(), times: new Set(), answers: 0 }))
    spread.among.set(of.id, of.many)
    for (const { at } of of.times ?? []) spread.times.add(at)
    spread.answers += of.answers
  }
  const features = Object.entries(expect.features ?? {}) as [Feature, FeatureValue][]
  const settings = [...settingsIn(expect.settings as Tree | undefined)]
  // What a computer has is the same for everybody whose session nothing binds: told by computers, once all have been asked.
  const plain = new Map<string, { id: string; many: number; answers: number; explain: () => Wrong }>()
  for (const [i, user] of users.entries())
    for (const [j, computer] of computers.entries()) {
      const pairs = user.all.length * computer.all.length
      checks += pairs * times.length
      const one: Pair = { e, user: user.all[0] as User, computer: computer.all[0] as Computer }
      const of = { noun: 'pair', id: `${i} ${j}`, many: pairs } as const
      const ways = waysTo(e, user.of, computer.of)
      const sessions = new Map<string | undefined, { bound: Bound; times: Time[] }>()
      for (const time of times) {
        const holding = ways.filter((way) => holds(way, time.at))
        if (expect.access !== undefined && holding.length > 0 !== (expect.access === 'allow'))
          report({ ...of, answers: pairs, times: [time] }, () => wrongAccess(one, holding, time))
        if (features.length + settings.length === 0) continue
        const bound = boundOf(e, holding)
        const like = sessions.get(bound.exclusive?.schedule)
        if (like) like.times.push(time)
        else sessions.set(bound.exclusive?.schedule, { bound, times: [time] })
      }
      for (const { bound, times: at } of sessions.values()) {
        const session = sessionOf(e, user.of, computer.of, bound)
        const answers = pairs * at.length
        for (const [feature, value] of features) {
          const found = wrongFeature(one, session, feature, value)
          if (found) report({ ...of, answers }, found)
        }
        for (const [name, value] of settings) {
          const found = wrongSetting(one, session, name, value, at[0] as Time)
          if (!found) continue
          const { explain, isBound } = found
          const known = isBound ? undefined : plain.get(`${j} ${name}`)
          if (isBound) report({ ...of, answers, times: at }, explain)
          else if (known) known.answers += answers
          else plain.set(`${j} ${name}`, { id: String(j), many: computer.all.length, answers, explain })
        }
      }
    }
  for (const { explain, ...of } of plain.values()) report({ noun: 'computer', ...of }, explain)
  return { checks, wrong, causes: [...causes.values()] }
}

const resolved = <K extends 'User' | 'Computer'>(world: World, kind: K, names: readonly string[]): Resource<K>[] =>
  names.flatMap((name) => world.find(kind, name) ?? [])

function* settingsIn(settings: Tree | undefined): Generator<[string, Json]> {
  for (const [section, values] of Object.entries(settings ?? {}))
    for (const [name, value] of Object.entries(values as Tree)) yield [`${section}.${name}`, value]
}

interface Pair {
  e: Effective
  user: User
  computer: Computer
}
/** A time that is asked about, and as the test has it; undefined where it has none. */
interface Time {
  at: number
  text: string | undefined
}

/** A time that the clocks skip is shown as what it is taken for; the test says something else, so both are told. */
function whenText({ zone }: Effective, { at, text }: Time): string {
  const shown = wall(at, zone)
  const asWritten = text === undefined || shown.endsWith(text.slice(0, 16).replace('T', ' ')) ? '' : ` (\`${text}\` in the test)`
  return `on ${shown}, ${zone}${asWritten}`
}

function wrongAccess({ e, user, computer }: Pair, ways: readonly Way[], time: Time): Wrong {
  const when = whenText(e, time)
  const path = 'spec.expect.access'
  const [way] = ways
  if (way) {
    const { chain } = reasonOf(e, user, computer, way)
    const also = ways.length > 1 ? `, and in ${counted(ways.length - 1, 'other way')}` : ''
    return {
      cause: JSON.stringify(way.basis) + JSON.stringify(way.target),
      says: `\`${user.name}\` must not reach \`${computer.name}\` ${when}, and does: ${chain.map(({ says }) => says).join(' → ')}${also}.`,
      fix: 'Take away what gives it; or change the test, if it is meant.',
      // Of what merely is there, nothing can be mended.
      by: chain.filter(({ path }) => path !== ''),
      path,
    }
  }
  const all = missingOf(e, user, computer, time.at)
  const [missing] = all
  return {
    cause: `${missing?.key} ${missing?.path} ${missing?.entry}`,
    says: `\`${user.name}\` must reach \`${computer.name}\` ${when}, and doesn't: ${missing?.says ?? 'nothing gives it'}.`,
    fix: fixAtOnce(e, all),
    by: missing?.key === undefined ? [] : [{ key: missing.key, path: missing.path, entry: missing.entry }],
    path,
  }
}

/** A test's time stands: what would give the access later, or to whoever waits, is no answer to it. */
function fixAtOnce({ world }: Effective, all: readonly Missing[]): string {
  const [first] = all
  if (first?.from === undefined && first?.fix) return first.fix
  const schedule = first?.key === undefined ? undefined : world.find('Schedule', splitKey(first.key).name)
  if (schedule && schedule.key === first?.key && first.edits.length === 0)
    return `Widen \`spec.timeSlot\` or \`spec.recurrence\` of Schedule/${schedule.name} so that it runs then; or change the test, if it is meant.`
  const now = all.find(({ from, edits }) => from === undefined && edits.length > 0)
  return now?.fix ?? 'Give it at that time by a permission or a schedule; or change the test, if it is meant.'
}

function wrongFeature({ user, computer }: Pair, session: Session, feature: Feature, value: FeatureValue): (() => Wrong) | undefined {
  const own = session.feature(feature)
  const found = own.inSession
  if (found === value) return undefined
  return () => {
    const setting = found === own.value ? undefined : session.settings.get(`security.${feature}`)
    const because = setting
      ? `the user has it ${own.value}, and the computer's setting is by ${shownOrigin(setting.origin)}`
      : `${own.origin.says}${own.origin.kind === 'builtin' ? ', built in' : ''}`
    const key = setting ? setting.key : own.origin.key
    const path = setting ? `spec.settings.security.${feature}` : own.origin.path
    return {
      cause: `${feature} ${found} ${because}`,
      says: `\`${feature}\` must be \`${value}\` in a session of \`${user.name}\` with \`${computer.name}\`, and is \`${found}\`: ${because}.`,
      fix: 'Set it where it is decided; or change the test, if it is meant.',
      by: key === undefined ? [] : [{ key, path }],
      path: `spec.expect.features.${feature}`,
    }
  }
}

const shownOrigin = (origin: string): string => (origin === 'builtin' ? 'default' : origin)

function wrongSetting(
  { e, user, computer }: Pair,
  session: Session,
  name: string,
  value: Json,
  time: Time,
): { explain: () => Wrong; isBound: boolean } | undefined {
  const setting = session.settings.get(name)
  if (setting === undefined || same(comparable(setting.value), value)) return undefined
  // What a schedule adds for those whom it alone admits.
  const by = session.bound.exclusive?.schedule
  const isBound = by !== undefined && setting.key === e.world.find('Schedule', by)?.key
  const whose = isBound ? `in a session of \`${user.name}\` with \`${computer.name}\` ${whenText(e, time)},` : `of \`${computer.name}\``
  const explain = (): Wrong => ({
    cause: `${name} ${shown(setting.value)} ${setting.origin}`,
    says: `\`${name}\` ${whose} must be \`${shown(value)}\`, and is \`${shown(comparable(setting.value))}\`, by ${shownOrigin(setting.origin)}${isBound ? ', whose access is exclusive' : ''}.`,
    fix: isBound
      ? 'Change the exclusive access of the schedule, or of its resource; or change the test, if it is meant.'
      : 'Set it in a preference policy for the computer; or change the test, if it is meant.',
    by: setting.key === undefined ? [] : [{ key: setting.key, path: isBound ? 'spec.exclusiveAccess' : `spec.settings.${name}` }],
    path: `spec.expect.settings.${name}`,
  })
  return { explain, isBound }
}

/** Without the parts that are secrets: there is nothing to compare them with. */
function comparable(value: Json): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).filter(([, part]) => !(typeof part === 'object' && part !== null && 'secret' in part)))
}
const shown = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value))
export const counted = (n: number, noun: string): string => `${n.toLocaleString('en-US')} ${noun}${n === 1 ? '' : 's'}`
