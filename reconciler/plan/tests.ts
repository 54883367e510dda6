/**
 * Runs the AccessTests of a declaration against the world as it will be. Every combination of a user, a computer and a time that a test
 * asks about must hold; but people whom the declarations can't tell apart are asked once, and counted. A group of thousands against a
 * group of thousands is a handful of questions.
 *
 * A wrong answer is explained: why the access is there, or what is missing, with the places of the declarations that decide.
 */
import { holdsAt, waysTo } from '../../effective/access.ts'
import { type Effective, effective } from '../../effective/effective.ts'
import { featureOf, inSession } from '../../effective/features.ts'
import { missingOf } from '../../effective/missing.ts'
import { reasonOf } from '../../effective/reasons.ts'
import { settingsOf } from '../../effective/settings.ts'
import { timeOf } from '../../effective/time.ts'
import type { ComputerClass, Feature, FeatureValue, UserClass, Way } from '../../effective/types.ts'
import { wall } from '../../effective/wall.ts'
import { type Json, same } from '../../schema/canonical.ts'
import type { Path, Tree } from '../../schema/fields.ts'
import { kindNamed } from '../../schema/kinds/index.ts'
import { members } from '../../schema/membership.ts'
import { compare, hasErrors, type Position, type Problem, problem, sortProblems } from '../../schema/problem.ts'
import type { Key, Resource } from '../../schema/resource.ts'
import type { World } from '../../schema/world.ts'
import type { TestResult } from '../types.ts'
import { judgeThese } from './judge.ts'
import { unique } from './link.ts'

type AccessTest = Resource<'AccessTest'>
type User = Resource<'User'>
type Computer = Resource<'Computer'>

/** So many wrong answers of one test are told; the rest is counted. */
const TOLD = 5
/** So many declarations are pointed at beside the test. */
const PLACES = 3

export const testsIn = (local: readonly Resource[]): AccessTest[] =>
  local.filter((one): one is AccessTest => one.kind === 'AccessTest').sort((a, b) => compare(a.name, b.name))

export interface TestRun {
  /** In the order of their names. */
  results: TestResult[]
  /** What is wrong with the tests themselves, and one for each that fails. */
  problems: Problem[]
}

/**
 * @param final the world as it will be; @param evaluatedAt the time of tests that name none, RFC 3339
 * @param declared what the files declare: a live resource doesn't say where it is written
 */
export function runTests(local: readonly Resource[], final: World, evaluatedAt: string, declared: readonly Resource[] = []): TestRun {
  if (local.length === 0) return { results: [], problems: [] }
  const { tests, problems, unsound } = judgeTests(local, final)
  const places = placesIn(final, declared)
  const results: TestResult[] = []
  for (const test of tests) {
    const own = unsound.get(test.key)
    if (own) results.push({ name: test.name, at: test.at(), passed: false, checks: 0, failures: own.map(({ message }) => message) })
    else {
      const { checks, wrong, count } = ask(test, effective(final), evaluatedAt)
      if (checks === 0) problems.push(asksNothing(test))
      const failures = wrong.map(({ says, others }) => `${says}${others > 0 ? ` The same of ${counted(others, 'other pair')}.` : ''}`)
      const untold = count - wrong.length
      if (untold > 0) failures.push(`… and ${counted(untold, 'more answer')} like these.`)
      results.push({ name: test.name, at: test.at(), passed: count === 0, checks, failures })
      if (count > 0) problems.push(failed(test, wrong, failures, places))
    }
  }
  return { results, problems: sortProblems(problems) }
}

/** Names that two tests bear, references to nothing, groups of the wrong type: what is wrong with a test before it is asked. */
export function judgeTests(
  local: readonly Resource[],
  final: World,
): { tests: AccessTest[]; problems: Problem[]; unsound: ReadonlyMap<Key, Problem[]> } {
  const problems: Problem[] = []
  const tests = testsIn([...unique(local, problems).values()])
  const unsound = new Map<Key, Problem[]>()
  for (const test of tests) {
    const found = judgeThese(final, [test], { of: [kindNamed(test.kind)] })
    problems.push(...found)
    if (hasErrors(found)) unsound.set(test.key, found)
  }
  return { tests, problems, unsound }
}

interface Wrong {
  says: string
  fix: string
  /** What decided: declarations, and of them a field and an entry. */
  by: { key: Key; path: Path; entry?: string | undefined }[]
  /** The field of the test that is not met. */
  path: Path
  /** The pairs beside the one that is told, of which the same is true. */
  others: number
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

function ask(test: AccessTest, e: Effective, evaluatedAt: string): { checks: number; wrong: Wrong[]; count: number } {
  const { world } = e
  const { subjects, targets, expect, times: written } = test.spec
  const users = gathered<UserClass, User>(
    [...resolved(world, 'User', subjects.users), ...subjects.groups.flatMap((group) => members(world, group).users)],
    (name) => e.userClass(name),
  )
  const computers = gathered<ComputerClass, Computer>(
    [...resolved(world, 'Computer', targets.computers), ...targets.groups.flatMap((group) => members(world, group).computers)],
    (name) => e.computerClass(name),
  )
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
  const wrong: Wrong[] = []
  let [checks, count] = [0, 0]
  const report = (others: number, make: () => Omit<Wrong, 'others'>): void => {
    count++
    if (wrong.length < TOLD) wrong.push({ ...make(), others })
  }
  for (const user of users)
    for (const computer of computers) {
      const pairs = user.all.length * computer.all.length
      checks += pairs * times.length
      const one: Pair = { e, user: user.all[0] as User, computer: computer.all[0] as Computer, of: user.of, to: computer.of }
      if (expect.access !== undefined) {
        const ways = waysTo(e, user.of, computer.of)
        for (const time of times) {
          const holding = ways.filter((way) => holds(way, time.at))
          if (holding.length > 0 !== (expect.access === 'allow')) report(pairs - 1, () => wrongAccess(one, holding, time))
        }
      }
      for (const [feature, value] of Object.entries(expect.features ?? {})) {
        const found = wrongFeature(one, feature as Feature, value)
        if (found) report(pairs - 1, found)
      }
    }
  // What a computer has is the same for everybody.
  if (users.length > 0)
    for (const computer of computers)
      for (const [name, value] of settingsIn(expect.settings as Tree | undefined)) {
        const found = wrongSetting(e, computer, name, value)
        if (found) report(0, found)
      }
  return { checks, wrong, count }
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
  of: UserClass
  to: ComputerClass
}

function wrongAccess(
  { e, user, computer }: Pair,
  ways: readonly Way[],
  { at, text }: { at: number; text: string | undefined },
): Omit<Wrong, 'others'> {
  const shown = wall(at, e.zone)
  // A time that the clocks skip is shown as what it is taken for; the test says something else, so both are told.
  const asWritten = text === undefined || shown.endsWith(text.slice(0, 16).replace('T', ' ')) ? '' : ` (\`${text}\` in the test)`
  const when = `on ${shown}, ${e.zone}${asWritten}`
  const path = 'spec.expect.access'
  const [way] = ways
  if (way) {
    const { chain } = reasonOf(e, user, computer, way)
    const also = ways.length > 1 ? `, and in ${counted(ways.length - 1, 'other way')}` : ''
    return {
      says: `\`${user.name}\` must not reach \`${computer.name}\` ${when}, and does: ${chain.map(({ says }) => says).join(' → ')}${also}.`,
      fix: 'Take away what gives it; or change the test, if it is meant.',
      by: chain.filter(({ key }) => key !== user.key && key !== computer.key),
      path,
    }
  }
  const [missing] = missingOf(e, user, computer, at)
  return {
    says: `\`${user.name}\` must reach \`${computer.name}\` ${when}, and doesn't: ${missing?.says ?? 'nothing gives it'}.`,
    fix: missing?.fix || 'Give it by a permission or a schedule; or change the test, if it is meant.',
    by: missing?.key === undefined ? [] : [{ key: missing.key, path: missing.path, entry: missing.entry }],
    path,
  }
}

function wrongFeature(
  { e, user, computer, of, to }: Pair,
  feature: Feature,
  value: FeatureValue,
): (() => Omit<Wrong, 'others'>) | undefined {
  const own = featureOf(e, of, feature)
  const settings = settingsOf(e, to)
  const found = inSession(feature, own.value, settings)
  if (found === value) return undefined
  return () => {
    const setting = found === own.value ? undefined : settings.get(`security.${feature}`)
    const because = setting
      ? `the user has it ${own.value}, and the computer's setting is by ${shownOrigin(setting.origin)}`
      : `${own.origin.says}${own.origin.kind === 'builtin' ? ', built in' : ''}`
    const key = setting ? setting.key : own.origin.key
    const path = setting ? `spec.settings.security.${feature}` : own.origin.path
    return {
      says: `\`${feature}\` must be \`${value}\` in a session of \`${user.name}\` with \`${computer.name}\`, and is \`${found}\`: ${because}.`,
      fix: 'Set it where it is decided; or change the test, if it is meant.',
      by: key === undefined ? [] : [{ key, path }],
      path: `spec.expect.features.${feature}`,
    }
  }
}

const shownOrigin = (origin: string): string => (origin === 'builtin' ? 'default' : origin)

function wrongSetting(
  e: Effective,
  { of, all }: Some<ComputerClass, Computer>,
  name: string,
  value: Json,
): (() => Omit<Wrong, 'others'>) | undefined {
  const setting = settingsOf(e, of).get(name)
  if (setting === undefined || same(comparable(setting.value), value)) return undefined
  return () => ({
    says: `\`${name}\` of \`${all[0]?.name}\`${all.length > 1 ? ` and ${counted(all.length - 1, 'other computer')}` : ''} must be \`${shown(value)}\`, and is \`${shown(comparable(setting.value))}\`, by ${shownOrigin(setting.origin)}.`,
    fix: 'Set it in a preference policy for the computer; or change the test, if it is meant.',
    by: setting.key === undefined ? [] : [{ key: setting.key, path: `spec.settings.${name}` }],
    path: `spec.expect.settings.${name}`,
  })
}

/** Without the parts that are secrets: there is nothing to compare them with. */
function comparable(value: Json): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).filter(([, part]) => !(typeof part === 'object' && part !== null && 'secret' in part)))
}
const shown = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value))
const counted = (n: number, noun: string): string => `${n.toLocaleString('en-US')} ${noun}${n === 1 ? '' : 's'}`

function asksNothing(test: AccessTest): Problem {
  const { subjects, targets } = test.spec
  const empty = [...subjects.groups, ...targets.groups].map((group) => `\`${group}\``)
  return problem(
    'access-test-asks-nothing',
    `AccessTest \`${test.name}\` asks nothing: ${
      empty.length === 0
        ? 'it names nobody, or no computer'
        : `it comes to nobody or to no computer, since nothing is in ${empty.join(' or ')} that it could ask about`
    }.`,
    'Name users or computers that there are, or remove the test: it passes whatever is declared.',
    test.at('spec.subjects'),
  )
}

function failed(test: AccessTest, wrong: readonly Wrong[], failures: readonly string[], places: Places): Problem {
  const [first] = wrong as [Wrong]
  const at = new Map<string, Position>()
  for (const place of [...test.at(first.path), ...first.by.flatMap(places).slice(0, PLACES)]) at.set(`${place.file}:${place.line}`, place)
  const more =
    failures.length > 1
      ? ` ${counted(failures.length - 1, 'more answer')} of it ${failures.length === 2 ? 'is' : 'are'} wrong; \`splashctl test ${test.name}\` shows them.`
      : ''
  return problem('access-test-failed', `AccessTest \`${test.name}\` fails: ${failures[0]}${more}`, first.fix, [...at.values()])
}

type Places = (by: Wrong['by'][number]) => Position[]
function placesIn(final: World, declared: readonly Resource[]): Places {
  let written: Map<Key, Resource> | undefined
  return ({ key, path, entry }) => {
    written ??= new Map(declared.map((one) => [one.key, one]))
    return (written.get(key) ?? final.get(key))?.at(path, entry) ?? []
  }
}
