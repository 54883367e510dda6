/**
 * Problems with the lines that they are about, and what the tests of the declaration found. One rule may complain of ten thousand resources:
 * what it says to all of them is said once, a few are shown in full, and the others unfold as lines.
 */
import type { TestResult } from '../../../types.ts'
import { grouped } from '../../grouped.ts'
import type { ReportData, ShownProblem } from '../data/types.ts'
import { type Content, html, type Markup } from '../markup.ts'
import { count, places, quoted, section, where, within } from '../words.ts'

const WAIVED = { most: 200, room: 100_000 }
/** Of one rule: shown in full, and then as lines; warnings are read less closely than errors. The room is that of a rule. */
const FULL = { error: 10, warning: 3, info: 1 }
const LINES = { most: 300, room: 80_000 }
/** Rules that are shown, and their room in all. */
const RULES = { most: 60, room: 400_000 }
const TESTS = { most: 500, room: 300_000 }
const FAILURES = 20

export function problems({ problems: all, about }: ReportData): Content {
  if (about !== 'plan' && all.length === 0) return null
  const list = all.filter(({ waived }) => !waived)
  const excused = all.filter(({ waived }) => waived)
  const levels = (['error', 'warning', 'info'] as const).flatMap((level) => {
    const n = list.filter((one) => one.level === level).length
    return n === 0 ? [] : [count(n, level === 'info' ? 'note' : level)]
  })
  const told = [...levels, ...(excused.length > 0 ? [`${grouped(excused.length)} waived`] : [])]
  const order = { error: 0, warning: 1, info: 2 }
  const groups = [...Map.groupBy(list, ({ level, rule, code }) => `${level} ${rule ?? code}`).values()].sort(
    ([a], [b]) => order[(a as ShownProblem).level] - order[(b as ShownProblem).level],
  )
  const { drawn, rest } = within(groups, RULES, group)
  return section('problems', 'Problems', html`<p class="sum">${told.join(', ') || 'none'}</p>`, [
    list.length === 0 && html`<p class="none">Nothing to complain about.</p>`,
    drawn,
    rest.length > 0 &&
      html`<p class="folded">And ${grouped(rest.flat().length)} more, of ${count(rest.length, 'more rule')}; <code>splashctl plan --json</code> tells them all.</p>`,
    excused.length > 0 && waivers(excused),
  ])
}

/** What would be complained about, had nobody said in the project file why not, and until when. */
function waivers(list: readonly ShownProblem[]): Markup {
  const { drawn, rest } = within(
    list,
    WAIVED,
    ({ rule, code, resource, message, waived }) =>
      html`<tr><th scope="row"><code>${rule ?? code}</code></th><td>${resource}</td><td>${quoted(message)}</td><td>${waived?.reason}</td><td>${waived?.expires}</td></tr>`,
  )
  return html`
<h3>Waived <span class="n">${grouped(list.length)}</span></h3>
<div class="scroll" role="group" tabindex="0" aria-label="Waived findings"><table class="list"><thead><tr><th scope="col">Rule</th><th scope="col">Resource</th><th scope="col">Finding</th><th scope="col">Reason</th><th scope="col">Until</th></tr></thead><tbody>${drawn}</tbody></table></div>
${rest.length > 0 && html`<p class="folded">And ${grouped(rest.length)} more.</p>`}`
}

/** What is the same for all of a rule is said once: the fix, and whom it is about where that is everybody. */
function group(list: readonly ShownProblem[]): Markup {
  const [first] = list as [ShownProblem]
  const { level, code, rule, fix, resource } = first
  const once = list.every((one) => one.fix === fix)
  const shown = list.slice(0, FULL[level])
  const { drawn, rest } = within(list.slice(shown.length), LINES, (one) => line(one, once))
  const folded = list.length - shown.length
  return html`
<article class="problem ${level}"><h3><span class="level">${level === 'info' ? 'note' : level}</span> <code>${rule ?? code}</code>${list.length > 1 ? html` <span class="n">${grouped(list.length)}</span>` : resource && html` <span class="same">${resource}</span>`}</h3>
${once && list.length > 1 && fixText(fix)}
${shown.map((one) => full(one, list.length > 1, once && list.length > 1))}
${folded > 0 && html`<details><summary>${grouped(folded)} more of <code>${rule ?? code}</code></summary><ul class="more">${drawn}${rest.length > 0 && html`<li class="rest">and ${grouped(rest.length)} more; <code>--json</code> tells them all</li>`}</ul></details>`}
</article>`
}

const fixText = (fix: string): Content => fix !== '' && html`<p class="fix"><b>Fix:</b> ${quoted(fix)}</p>`

function full({ message, resource, fix, at, frames }: ShownProblem, named: boolean, fixed: boolean): Markup {
  return html`<div class="one">
<p>${named && resource && html`<span class="same">${resource}</span> `}${quoted(message)}</p>
${at.slice(0, 4).map((one, index) => html`<p class="place"><code>${where(one)}:${one.column}</code></p>${frame(frames[index] ?? null)}`)}${at.length > 4 && html`<p class="place">and ${count(at.length - 4, 'more place')}</p>`}
${!fixed && fixText(fix)}
</div>`
}

const line = ({ message, fix, at }: ShownProblem, fixed: boolean): Markup =>
  html`<li>${quoted(message)} ${places(at)}${!fixed && fix !== '' && html` <span class="same">Fix: ${quoted(fix)}</span>`}</li>`

const frame = (text: string | null): Content =>
  text !== null &&
  html`<pre class="frame" tabindex="0" role="group" aria-label="Lines of the file">${text.split('\n').map((line, index) => [
    index > 0 &&
      html`
`,
    line.startsWith('>') ? html`<b>${line}</b>` : line,
  ])}</pre>`

export function tests({ tests: list }: ReportData): Content {
  if (list.length === 0) return null
  const failed = list.filter(({ passed }) => !passed)
  const idle = list.filter(({ passed, checks }) => passed && checks === 0)
  const good = list.filter(({ passed, checks }) => passed && checks > 0)
  const { drawn, rest } = within([...failed, ...idle, ...good], TESTS, result)
  const checks = list.reduce((sum, one) => sum + one.checks, 0)
  return section(
    'tests',
    'Access tests',
    html`<p class="sum">${grouped(good.length)} of ${grouped(list.length)} passed, ${count(checks, 'question')} asked${idle.length > 0 && `; ${count(idle.length, 'test')} asked nothing`}</p>`,
    [
      html`<div class="scroll" role="group" tabindex="0" aria-label="Access tests"><table class="list"><thead><tr><th scope="col">Test</th><th scope="col">Result</th><th scope="col">Asked</th><th scope="col">Declared at</th></tr></thead><tbody>${drawn}</tbody></table></div>`,
      rest.length > 0 && html`<p class="folded">And ${grouped(rest.length)} more.</p>`,
    ],
  )
}

function result({ name, passed, checks, at, failures }: TestResult): Markup {
  const verdict = !passed
    ? { text: '✕ failed', style: 'removed' }
    : checks === 0
      ? { text: '– asked nothing', style: '' }
      : { text: '✓ passed', style: 'added' }
  return html`
<tr><th scope="row">${name}</th><td class="${verdict.style}">${verdict.text}${failures.length > 0 && html`<ul class="failures">${failures.slice(0, FAILURES).map((one) => html`<li>${quoted(one)}</li>`)}${failures.length > FAILURES && html`<li>and ${grouped(failures.length - FAILURES)} more</li>`}</ul>`}</td><td>${grouped(checks)}</td><td>${places(at)}</td></tr>`
}
