/** Asks the AccessTests, of the world that an apply would make: what `plan` asks too, with every answer told and the coverage beside it. */
import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { wall } from '../../effective/wall.ts'
import { type Coverage, coverageOf, sensitiveRules } from '../../reconciler/plan/sensitive.ts'
import { runTests, testsIn } from '../../reconciler/plan/tests.ts'
import { scan } from '../../reconciler/sources/load.ts'
import type { TestResult } from '../../reconciler/types.ts'
import { glob } from '../../schema/membership.ts'
import { didYouMean, hasErrors, ProblemError, problem } from '../../schema/problem.ts'
import type { Resource } from '../../schema/resource.ts'
import { timeFrom } from '../at.ts'
import { openBackend, readLive } from '../backend.ts'
import { type Command, textOption } from '../command.ts'
import type { Context } from '../context.ts'
import { exitOf } from '../exit.ts'
import { count } from '../problems.ts'
import { findProject } from '../request.ts'
import { zoneOf } from '../source.ts'
import { visible, visibleLine } from '../visible.ts'

export const test: Command = {
  name: 'test',
  summary: 'Ask what must be true of access, and show why where it is not',
  about:
    'Runs the AccessTests among the files against what would be live once the files are applied, as a plan does. Each combination of a user, a computer and a time must hold. A wrong answer is explained: the declarations that give the access, or what is missing. A test that comes to nobody or to no computer asks nothing, holds nothing, and is marked `–`. Groups labelled `splashtop.io/sensitive` are listed with the tests that ask about their access. Nothing is written to the backend.',
  arguments: [{ name: 'NAMES', says: 'tests to run, `*` for any characters; all without any', variadic: true }],
  options: [
    {
      flags: '--at TIME',
      says: "the time of tests that name none, instead of now: 2026-03-29T02:30 on the team's clocks, or with an offset",
    },
    { flags: '--junit FILE', says: 'write the results to this file, too, as JUnit XML' },
  ],
  examples: [
    { line: 'splashctl test', says: 'every test, and what covers the sensitive groups' },
    { line: "splashctl test 'finance-*'", says: 'those whose names begin so' },
    { line: 'splashctl test --junit access.xml', says: 'in a pipeline: 0 all hold, 1 some fail, 4 a sensitive group has none' },
  ],
  async run(context, names, options) {
    const project = await findProject(context)
    context.progress.phase('scan')
    const scanned = await scan(project)
    const backend = await openBackend(context, project, { write: false })
    try {
      const { loadDeclaration } = await import('../reconcile.ts')
      const { guard } = await import('../../reconciler/plan/guard.ts')
      const { plan } = await import('../../reconciler/plan/plan.ts')
      const loaded = await loadDeclaration(context, project, scanned, { adopt: new Set() }, () => readLive(context, backend))
      const { local = [], ...declaration } = loaded.declaration
      const live = await readLive(context, backend)
      context.progress.phase('plan')
      const now = Temporal.Now.instant().toString({ smallestUnit: 'second' })
      const planned = plan(declaration, live, { evaluatedAt: now })
      const { final, problems: invalid } = planned
      const chosen = chosenOf(local, names)
      const at = textOption(options, 'at')
      const asked = at === undefined ? undefined : timeFrom(at, zoneOf(final), '--at')
      const evaluatedAt =
        asked === undefined ? now : Temporal.Instant.fromEpochMilliseconds(asked.time).toString({ smallestUnit: 'second' })
      context.progress.phase('test')
      // Of a world that doesn't hold no answer is worth telling.
      const { results, problems } = hasErrors(invalid)
        ? { results: [], problems: [] }
        : runTests(chosen, final, evaluatedAt, declaration.resources)
      const whole = names.length === 0 && !hasErrors(invalid)
      const sensitive = whole ? coverageOf(local, final) : []
      const refused = whole ? guard(planned, live, sensitiveRules({ local, resources: declaration.resources })) : []
      context.progress.end()
      // What a test found is shown with the test.
      const others = [...loaded.problems, ...invalid, ...problems.filter(({ code }) => code !== 'access-test-failed'), ...refused]
      const all = [...others, ...problems.filter(({ code }) => code === 'access-test-failed')]
      const file = textOption(options, 'junit')
      if (file !== undefined && !hasErrors(invalid)) {
        const { junit } = await import('../junit.ts')
        writeReport(resolve(context.folder, file), file, junit(results, sensitive, evaluatedAt))
      }
      if (context.json) context.document({ version: 1, revision: live.revision, evaluatedAt, tests: results, sensitive, problems: all })
      else {
        context.out.write(shown(results, sensitive, context, { evaluatedAt, zone: zoneOf(final), tests: testsIn(chosen) }))
        for (const note of asked?.notes ?? []) context.err.write(`${note}\n`)
        context.report(others)
      }
      return exitOf(all)
    } finally {
      await backend.close()
    }
  },
}

/** Those whose names are given, or fit. A name that fits none is more likely a slip than a wish for nothing. */
function chosenOf(local: readonly Resource[], names: readonly string[]): Resource[] {
  if (names.length === 0) return [...local]
  const tests = testsIn(local)
  const chosen = new Set<Resource>()
  for (const name of names) {
    const fits = glob(name)
    const found = tests.filter((one) => fits(one.name))
    if (found.length === 0)
      throw new ProblemError(
        problem(
          'usage',
          `No AccessTest is named \`${visible(name)}\`${
            didYouMean(
              name,
              tests.map((one) => one.name),
            ) || '.'
          }`,
          tests.length === 0
            ? 'Declare an AccessTest; docs/kinds/AccessTest.md shows one.'
            : 'Mend the name; `splashctl test` runs them all.',
        ),
      )
    for (const one of found) chosen.add(one)
  }
  return [...chosen]
}

function writeReport(path: string, named: string, text: string): void {
  try {
    writeFileSync(path, text)
  } catch (error) {
    throw new ProblemError(
      problem(
        'output-failed',
        `\`${visible(named)}\` can't be written: ${(error as NodeJS.ErrnoException).code ?? error}.`,
        'Name a file in a folder that is there and that you may write to.',
      ),
    )
  }
}

interface Asked {
  tests: readonly Resource<'AccessTest'>[]
  evaluatedAt: string
  zone: string
}

/** Lines for a person: each test, the wrong answers below theirs, the sensitive groups, and a sentence that sums up. */
function shown(results: readonly TestResult[], sensitive: readonly Coverage[], { out }: Context, asked: Asked): string {
  const width = Math.max(0, ...[...results.map(({ name }) => name), ...sensitive.map(({ group }) => group)].map((name) => name.length))
  const line = (good: boolean, name: string, rest: string, idle = false): string =>
    `${idle ? out.paint('–', 'yellow') : good ? out.paint('✓', 'green') : out.paint('✗', 'red', 'bold')} ${good ? name.padEnd(width) : out.paint(name.padEnd(width), 'bold')}  ${rest}`
  const lines: string[] = []
  const purposes = new Map(asked.tests.map((one) => [one.name, one.spec.description]))
  for (const { name, at, passed, checks, failures } of results) {
    const idle = passed && checks === 0
    const [place] = passed && !idle ? [] : at
    const where = place ? out.paint(`  ${visibleLine(place.file)}:${place.line}`, 'dim') : ''
    const answers = checks === 0 ? out.paint('nothing asked', 'yellow') : out.paint(count(checks, 'answer'), 'dim')
    lines.push(line(passed, name, `${answers}${where}`, idle))
    const purpose = passed ? undefined : purposes.get(name)
    const fold = out.terminal ? out.width : undefined
    if (purpose !== undefined) lines.push(...folded(visibleLine(purpose), fold).map((each) => out.paint(each, 'dim')))
    for (const failure of failures) lines.push(...folded(visible(failure), fold))
  }
  if (sensitive.length > 0) {
    lines.push('', out.paint('Sensitive groups', 'bold'))
    for (const { group, tests } of sensitive) {
      const [good, most] = [tests.length > 0, tests.slice(0, NAMED).join(', ')]
      const names = tests.length > NAMED ? `${most} and ${tests.length - NAMED} more` : most
      const [first = '', ...more] = folded(
        good ? `${count(tests.length, 'test')}: ${names}` : 'no test asks about its access',
        out.terminal ? out.width - width - 4 : undefined,
        0,
      )
      lines.push(line(good, group, first), ...more.map((text) => `${' '.repeat(width + 4)}${text}`))
    }
  }
  return `${[...lines, ...(lines.length > 0 ? [''] : []), summary(results, out, asked)].join('\n')}\n`
}

/** So many tests of a group are named. */
const NAMED = 6

function summary(results: readonly TestResult[], out: Context['out'], { tests, evaluatedAt, zone }: Asked): string {
  if (results.length === 0) return 'No test was run.'
  const bad = results.filter(({ passed }) => !passed).length
  const answers = results.reduce((sum, { checks }) => sum + checks, 0)
  const idle = results.filter(({ passed, checks }) => passed && checks === 0).length
  const asked = count(results.length - idle, 'test')
  const besides = idle === 0 ? '' : `; ${count(idle, 'test')} asked nothing`
  if (idle === results.length) return `${out.paint('Nothing was asked', 'yellow', 'bold')}: ${count(idle, 'test')}.`
  // Only where some test is about now: the others would answer the same tomorrow.
  const now = tests.some(({ spec }) => spec.times.length === 0)
    ? `, now being ${wall(Temporal.Instant.from(evaluatedAt).epochMilliseconds, zone)}, ${zone}`
    : ''
  return bad === 0
    ? `${out.paint('All hold', 'green', 'bold')}: ${asked}, ${count(answers, 'answer')}${now}${besides}.`
    : `${out.paint(`${bad} of ${count(results.length, 'test')} fail${bad === 1 ? 's' : ''}`, 'red', 'bold')}: ${count(answers, 'answer')}${now}${besides}.`
}

/** Between words, for a terminal; elsewhere an explanation stays on its line, where `grep` finds it whole. */
function folded(text: string, width: number | undefined, indent = 4): string[] {
  const lines: string[] = ['']
  for (const word of text.split(' ')) {
    const last = lines[lines.length - 1] as string
    if (width !== undefined && last !== '' && last.length + 1 + word.length + indent > width) lines.push(word)
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`
  }
  return lines.map((each) => `${' '.repeat(indent)}${each}`)
}
