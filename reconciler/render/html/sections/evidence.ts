/** What the report can be held against: who made it, from which commit, against which revision, with which digests. */
import type { ReportData } from '../data/types.ts'
import { type Content, html } from '../markup.ts'
import { quoted, section } from '../words.ts'

export function evidence({ evidence: facts, about }: ReportData): Content {
  return section('evidence', 'Evidence', null, [
    html`<dl class="evidence">${facts.map(({ name, value, says }) => html`<div><dt>${name}</dt><dd><code>${value}</code>${says && html` <span class="same">${quoted(says)}</span>`}</dd></div>`)}</dl>`,
    about === 'plan' &&
      html`<p class="note">The plan is a pure function of the files, the revision and the time of evaluation: the same three give the same digest.</p>`,
  ])
}
