/**
 * Runs the AccessTests of a declaration against the world as it will be. Every combination of a user, a computer and a time that a test
 * asks about must hold; but people whom the declarations can't tell apart are asked once, and counted. A group of thousands against a
 * group of thousands is a handful of questions.
 *
 * A wrong answer is explained: why the access is there, or what is missing, with the places of the declarations that decide.
 */
import { effective } from '../../effective/effective.ts'
import { kindNamed } from '../../schema/kinds/index.ts'
import { compare, hasErrors, type Position, type Problem, problem, sortProblems } from '../../schema/problem.ts'
import type { Key, Resource } from '../../schema/resource.ts'
import type { World } from '../../schema/world.ts'
import type { TestResult } from '../types.ts'
import { type Answers, ask, askedBy, counted, type Wrong } from './answers.ts'
import { judgeThese } from './judge.ts'
import { unique } from './link.ts'

type AccessTest = Resource<'AccessTest'>

/** So many causes of one test's wrong answers are told; the rest is counted. */
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
      const answers = ask(test, effective(final), evaluatedAt)
      if (answers.checks === 0) problems.push(asksNothing(test, final))
      const failures = told(answers)
      results.push({ name: test.name, at: test.at(), passed: answers.wrong === 0, checks: answers.checks, failures })
      const [first] = answers.causes
      if (first) problems.push(failed(test, first.wrong, failures, places))
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

/** The causes in words, the first few; the rest is counted. */
function told({ wrong, causes }: Answers): string[] {
  const shown = causes.slice(0, TOLD)
  const lines = shown.map(({ wrong: { says }, noun, among, times }) => {
    const others = [...among.values()].reduce((sum, many) => sum + many, 0) - 1
    const also = [others > 0 ? counted(others, `other ${noun}`) : '', times.size > 1 ? counted(times.size - 1, 'other time') : '']
    const same = also.filter((part) => part !== '').join(' and of ')
    return same === '' ? says : `${says} The same of ${same}.`
  })
  const rest = wrong - shown.reduce((sum, { answers }) => sum + answers, 0)
  return rest > 0 ? [...lines, `… and ${counted(rest, 'more wrong answer')}.`] : lines
}

function asksNothing(test: AccessTest, world: World): Problem {
  const { subjects, targets } = test.spec
  const { users, computers } = askedBy(test, world)
  const none = (groups: readonly string[], noun: string): string =>
    groups.length === 0 ? `it names no ${noun}` : `no ${noun} is in ${groups.map((group) => `\`${group}\``).join(' or ')}`
  const wants = [
    ...(users.length === 0 ? [{ why: none(subjects.groups, 'user'), path: 'spec.subjects' }] : []),
    ...(computers.length === 0 ? [{ why: none(targets.groups, 'computer'), path: 'spec.targets' }] : []),
  ]
  return problem(
    'access-test-asks-nothing',
    `AccessTest \`${test.name}\` asks nothing: ${wants.map(({ why }) => why).join(', and ')}.`,
    `Name ${[...(users.length === 0 ? ['users'] : []), ...(computers.length === 0 ? ['computers'] : [])].join(' and ')} that there are, or remove the test: it passes whatever is declared.`,
    wants.flatMap(({ path }) => test.at(path)).slice(0, 1),
  )
}

function failed(test: AccessTest, first: Wrong, failures: readonly string[], places: Places): Problem {
  const at = new Map<string, Position>()
  for (const place of [...test.at(first.path), ...first.by.flatMap(places).slice(0, PLACES)]) at.set(`${place.file}:${place.line}`, place)
  const more = failures.length > 1 ? ` More is wrong: \`splashctl test ${test.name}\` shows it.` : ''
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
