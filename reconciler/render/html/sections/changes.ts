/** The changes of a plan, or between two revisions, as a diff: by kind, each with its reason and its place in the files. Bounded; what is left out is counted by kind. */
import type { Json } from '../../../../schema/canonical.ts'
import { splitKey } from '../../../../schema/resource.ts'
import type { Change, Drift, FieldChange } from '../../../types.ts'
import { grouped } from '../../grouped.ts'
import type { ReportData } from '../data/types.ts'
import { type Content, html, type Markup } from '../markup.ts'
import { count, ops, places, section, sentenceList, short, spaced, value, within } from '../words.ts'
import { summary } from './overview.ts'

/** Changes told in full, and the characters that they may take; those whose fields are open from the start. */
const TOLD = { most: 600, room: 800_000 }
const OPEN = 30
const ENTRIES = 100

export function changes({ changes: list, drift, about }: ReportData): Content {
  if (list === null) return null
  const done = about === 'diff'
  const open = list.length <= OPEN
  const { drawn, rest } = within(list, TOLD, (one) => change(one, open))
  const kinds = Map.groupBy(drawn.keys(), (index) => splitKey((list[index] as Change).key).kind)
  const head = html`<p class="sum">${
    list.length === 0
      ? 'none'
      : sentenceList(
          summary(
            list.map(({ op }) => op),
            done,
          ),
        )
  }</p>`
  const body = [
    drift.length > 0 && driftTable(drift),
    list.length === 0 &&
      html`<p class="none">${done ? 'Nothing that is declared differs.' : 'Nothing to do: what is declared is what is live.'}</p>`,
    list.length > 0 &&
      html`<p class="tools"><button type="button" data-open="changes">Expand all</button> <button type="button" data-close="changes">Collapse all</button></p>`,
    [...kinds].map(
      ([kind, each]) => html`<h3>${kind} <span class="n">${grouped(each.length)}</span></h3>${each.map((index) => drawn[index] as Markup)}`,
    ),
    rest.length > 0 &&
      html`<p class="folded">Not shown: ${count(rest.length, 'more change')} (${[...Map.groupBy(rest, ({ key }) => splitKey(key).kind)].map(([kind, each]) => `${grouped(each.length)} ${kind}`).join(', ')}). <code>splashctl ${done ? 'diff' : 'plan'} --json</code> tells them all.</p>`,
  ]
  return section('changes', 'Changes', head, body)
}

function change(one: Change, open: boolean): Markup {
  const { name } = splitKey(one.key)
  const was = one.from === undefined ? '' : ` (was ${splitKey(one.from).name})`
  const fields = fieldsOf(one)
  return html`
<details class="change ${one.op}"${open && html` open`}>
<summary><span class="sign" aria-hidden="true">${ops[one.op].sign}</span><span class="op">${ops[one.op].word}</span> <b>${name}${was}</b> ${places(one.reason.at)}</summary>
<p class="reason">${sentence(one.reason.text)}</p>
${fields}
</details>`
}

const sentence = (text: string): string =>
  text === '' ? '' : `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`

function fieldsOf({ op, after, fields }: Change): Content {
  if (op === 'delete') return null
  if (op === 'create')
    return html`<dl class="fields">${contents(after).map(([name, text]) => html`<div><dt>${name}</dt><dd>${short(text)}</dd></div>`)}</dl>`
  if (fields.length === 0) return null
  return html`
<table class="diff"><thead><tr><th scope="col">Field</th><th scope="col">Before</th><th scope="col">After</th></tr></thead>
<tbody>${fields.map(field)}</tbody></table>`
}

const shortPath = (path: string): string => path.replace(/^(spec|metadata)\./, '')

function field({ path, before, after }: FieldChange): Markup {
  const name = html`<th scope="row"><code>${shortPath(path)}</code></th>`
  if (!Array.isArray(before) && !Array.isArray(after))
    return html`<tr>${name}<td class="old"><del>${short(value(before))}</del></td><td class="new"><ins>${short(value(after))}</ins></td></tr>`
  const [old, now] = [new Set(listed(before)), new Set(listed(after))]
  const gone = [...old].filter((entry) => !now.has(entry))
  const come = [...now].filter((entry) => !old.has(entry))
  const kept = now.size - come.length
  const entries = (list: readonly string[], tag: 'del' | 'ins'): Content => [
    list.slice(0, ENTRIES).map((entry) => (tag === 'del' ? html`<del>− ${entry}</del> ` : html`<ins>+ ${entry}</ins> `)),
    list.length > ENTRIES && `and ${grouped(list.length - ENTRIES)} more`,
  ]
  return html`<tr>${name}<td class="old">${entries(gone, 'del')}${kept > 0 && html`<span class="same">${grouped(kept)} stay</span>`}</td><td class="new">${entries(come, 'ins')}${now.size === 0 && html`<span class="same">now empty</span>`}</td></tr>`
}

const listed = (json: Json): string[] => (Array.isArray(json) ? json.map(value) : json === null ? [] : [value(json)])

/** The fields of a manifest as pairs, the way they are written. */
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

function driftTable(drift: readonly Drift[]): Markup {
  return html`
<h3>Moved by others since the last apply <span class="n">${grouped(drift.length)}</span></h3>
<div class="scroll" role="group" tabindex="0" aria-label="Moved by others">
<table class="diff"><thead><tr><th scope="col">Resource</th><th scope="col">Field</th><th scope="col">Applied</th><th scope="col">Live</th><th scope="col">By</th></tr></thead>
<tbody>${drift.slice(0, ENTRIES).map(({ key, path, lastApplied, live, by, time }) => html`<tr><th scope="row">${splitKey(key).kind} ${splitKey(key).name}</th><td><code>${shortPath(path)}</code></td><td>${short(value(lastApplied))}</td><td>${short(value(live))}</td><td>${by ?? spaced('unknown')}${time && ` at ${time.slice(0, 16).replace('T', ' ')} UTC`}</td></tr>`)}</tbody></table></div>
${drift.length > ENTRIES && html`<p class="folded">And ${grouped(drift.length - ENTRIES)} more.</p>`}`
}
