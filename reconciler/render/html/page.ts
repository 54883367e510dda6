/**
 * One file for a reviewer or an auditor: nothing is fetched, nothing runs but the one script whose digest stands in the page's own policy, and
 * without that script all is there but the search. Declarations come in as text (markup.ts) or as JSON that can't end its element.
 */
import { createHash } from 'node:crypto'
import { fitted } from './data/directory.ts'
import type { ReportData } from './data/types.ts'
import { type Content, html, json, type Markup, ours, written } from './markup.ts'
import { script } from './script.ts'
import { barRules, calendar } from './sections/calendar.ts'
import { changes } from './sections/changes.ts'
import { evidence } from './sections/evidence.ts'
import { problems, tests } from './sections/findings.ts'
import { impact } from './sections/impact.ts'
import { overview, title } from './sections/overview.ts'
import { reach } from './sections/reach.ts'
import { style } from './style.ts'

/** In the order in which they are read; null where there is nothing of the kind. What refuses a plan comes before what it would mean. */
const parts: readonly { id: string; name: string; draw(data: ReportData): Content }[] = [
  { id: 'impact', name: 'Impact', draw: impact },
  { id: 'problems', name: 'Problems', draw: problems },
  { id: 'changes', name: 'Changes', draw: changes },
  { id: 'calendar', name: 'Scheduled access', draw: calendar },
  { id: 'reach', name: 'Who reaches what', draw: reach },
  { id: 'tests', name: 'Access tests', draw: tests },
  { id: 'evidence', name: 'Evidence', draw: evidence },
]

/** What a mail server, a ticket or a browser takes without a murmur: characters in all, and what is kept for words about what is left out. */
const WHOLE = 4_750_000
const NOTES = 2_000

export function renderReport(full: ReportData): string {
  const contents = new Map(parts.map((part) => [part.id, part.draw(full)]))
  const used = [...contents.values()].reduce((sum: number, content) => sum + written(html`${content}`).length, 0)
  // The search takes what room is left.
  const data = { ...full, directory: fitted(full.directory, WHOLE - NOTES - used) }
  contents.set('reach', reach(data))
  const rules = `${style}${barRules(data)}`
  const refused = data.problems.some(({ level }) => level === 'error')
  const drawn = parts
    .map(({ id, name }) => ({ id, name, content: contents.get(id) }))
    .filter(({ content }) => content !== null)
    .sort((a, b) => Number(refused && b.id === 'problems') - Number(refused && a.id === 'problems'))
  const policy = `default-src 'none'; style-src ${digestOf(rules)}; script-src ${digestOf(script)}; base-uri 'none'; form-action 'none'`
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${ours(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="splashtop-iac">
<title>${title(data)}</title>
<style>${ours(rules)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the report</a>
${overview(data)}
<nav aria-label="Sections"><ul>${drawn.map(({ id, name }) => html`<li><a href="#${id}">${name}</a></li>`)}</ul></nav>
<main id="main" tabindex="-1">${drawn.map(({ content }) => content)}</main>
<footer><p>Team ${data.team}, evaluated ${data.evaluatedAt}. This file holds all that it shows, asks nothing of a network, and may hold names of people: keep it as you keep those.</p></footer>
<script type="application/json" id="data">${forScript(data)}</script>
<script>${ours(script)}</script>
</body>
</html>
`
  return written(page)
}

/** What the search needs. */
const forScript = ({ directory, matrix }: ReportData): Markup => json({ directory, rows: matrix.rows, columns: matrix.columns })

/** As a policy names it: what differs by one character doesn't run. */
const digestOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
