/**
 * What `splashctl test` found, as JUnit XML: what pipelines show beside the change that they test. There is no standard behind the name;
 * this keeps to what GitLab, Jenkins and GitHub's reporters read alike. Nothing in it depends on the clock but the time that was asked for.
 */
import type { Coverage } from '../reconciler/plan/sensitive.ts'
import type { TestResult } from '../reconciler/types.ts'

/** What XML 1.0 can't hold at all, not even escaped, and the control characters that it would rather not. */
const FORBIDDEN = /[[\p{Cc}--[\t\n\r]]\p{Cs}\p{Noncharacter_Code_Point}]/gv
const named: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }

/** Line breaks and tabs are kept within attributes, where a reader would make blanks of them. */
const escaped = (text: string): string =>
  text
    .replace(FORBIDDEN, '\ufffd')
    .replace(/[&<>"']/g, (character) => named[character] as string)
    .replace(/[\t\n\r]/g, (character) => `&#${character.charCodeAt(0)};`)

const attributes = (values: Record<string, string | number>): string =>
  Object.entries(values)
    .map(([name, value]) => ` ${name}="${escaped(String(value))}"`)
    .join('')

interface Case {
  name: string
  /** What a report sorts by: the file. */
  classname: string
  file: string | undefined
  line: number | undefined
  failures: readonly string[]
  /** Why it says nothing, neither good nor bad. */
  skipped?: string
}

export function junit(results: readonly TestResult[], sensitive: readonly Coverage[], evaluatedAt: string): string {
  const tests = results.map(
    ({ name, at: [place], passed, checks, failures }): Case => ({
      name,
      classname: place?.file ?? 'tests',
      file: place?.file,
      line: place?.line,
      failures: passed ? [] : failures,
      ...(passed && checks === 0 && { skipped: 'It asked nothing: it comes to no user, or to no computer.' }),
    }),
  )
  const groups = sensitive.map(
    ({ group, tests: covering }): Case => ({
      name: `group ${group} is covered`,
      classname: 'sensitive groups',
      file: undefined,
      line: undefined,
      failures:
        covering.length > 0 ? [] : [`No test asks about the access of the sensitive group ${group}, or of anybody or anything in it.`],
    }),
  )
  const suites = [
    suite('tests of access', tests, evaluatedAt),
    ...(groups.length > 0 ? [suite('sensitive groups', groups, evaluatedAt)] : []),
  ]
  const all = [...tests, ...groups]
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites${attributes({ name: 'splashctl test', ...counts(all) })}>\n${suites.join('')}</testsuites>\n`
}

const counts = (cases: readonly Case[]) => ({
  tests: cases.length,
  failures: cases.filter(({ failures }) => failures.length > 0).length,
  errors: 0,
})
const skippedIn = (cases: readonly Case[]): number => cases.filter(({ skipped }) => skipped !== undefined).length

function suite(name: string, cases: readonly Case[], evaluatedAt: string): string {
  // Without its zone: the schema that some readers hold it against wants it so. It is UTC.
  const timestamp = evaluatedAt.replace(/(?:\.\d+)?Z$/, '')
  return `  <testsuite${attributes({ name, ...counts(cases), skipped: skippedIn(cases), timestamp })}>\n${cases.map(testcase).join('')}  </testsuite>\n`
}

function testcase({ name, classname, file, line, failures, skipped }: Case): string {
  const head = `    <testcase${attributes({ name, classname, ...(file !== undefined && { file }), ...(line !== undefined && { line }) })}`
  const [first] = failures
  if (skipped !== undefined) return `${head}>\n      <skipped${attributes({ message: skipped })}/>\n    </testcase>\n`
  if (first === undefined) return `${head}/>\n`
  return `${head}>\n      <failure${attributes({ message: first, type: 'access' })}>${failures.map(escaped).join('\n')}</failure>\n    </testcase>\n`
}
