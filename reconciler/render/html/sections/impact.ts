/** What the changes mean, in sentences: who gains and loses what, and when. Names unfold below each; all of them, as far as there is room. */
import type { Position } from '../../../../schema/problem.ts'
import type { Key } from '../../../../schema/resource.ts'
import type { AccessChange, FeatureChange, Impact, SettingChange, SettingState } from '../../../types.ts'
import { grouped } from '../../grouped.ts'
import { becomes, bindings, valueText, without, words } from '../../sentences.ts'
import type { ReportData } from '../data/types.ts'
import { type Content, html, type Markup } from '../markup.ts'
import { capital, count, local, named, nameList, places, quoted, section, several, short, value, within } from '../words.ts'

/** Sentences of a kind that are told, and the characters that they may take; the rest is counted. */
const TOLD = { most: 120, room: 200_000 }

export function impact({ impact: found, untold, changes, about, zone }: ReportData): Content {
  if (about === 'access') return null
  if (untold !== null) return section('impact', 'Impact', null, html`<p>${quoted(capital(untold))}</p>`)
  if (found === null) return section('impact', 'Impact', null, html`<p class="none">Nothing changes, so nobody’s access does.</p>`)
  const { edges } = found
  const written: Places = new Map(
    (changes ?? []).flatMap(({ key, from, reason: { at } }) => [key, ...(from === undefined ? [] : [from])].map((name) => [name, at])),
  )
  // Users who come or go are told by what they gain or lose.
  const features = found.features.filter((one) =>
    Object.values(one.features).some(({ before, after }) => before !== null && after !== null),
  )
  const head = html`<p class="sum">${grouped(edges.before)} pairs of a user and a computer before, ${grouped(edges.after)} after</p>`
  const parts = [
    group('gained', 'Gain access', edges.gained, found.gained, (one) => access(one, 'gain', written, zone)),
    group('lost', 'Lose access', edges.lost, found.lost, (one) => access(one, 'lose', written, zone)),
    group('moved', 'Keep access, otherwise than before', edges.changed, found.changed, (one) => access(one, 'keep', written, zone)),
    group('moved', 'Other features', null, features, (one) => feature(one, written)),
    group('moved', 'Other settings on computers', null, found.settings, (one) => setting(one, written)),
    sessions(found, written),
  ].filter((part) => part !== null)
  return section('impact', 'Impact', head, [
    parts.length === 0 ? html`<p class="none">Nobody gains or loses anything.</p>` : parts,
    html`<p class="note">Hours are compared from ${local(found.from, zone)} to ${local(found.until, zone)} (${zone}).</p>`,
  ])
}

function group<T>(look: string, title: string, pairs: number | null, list: readonly T[], draw: (one: T) => Markup): Markup | null {
  if (list.length === 0) return null
  const { drawn, rest } = within(list, TOLD, (one) => html`<li>${draw(one)}</li>`)
  return html`
<h3 class="${look}"><span class="sign" aria-hidden="true">${look === 'gained' ? '+' : look === 'lost' ? '−' : '~'}</span>${title} <span class="n">${pairs === null ? grouped(list.length) : count(pairs, 'pair')}</span></h3>
<ul class="sentences ${look}">${drawn}</ul>
${rest.length > 0 && html`<p class="folded">And ${grouped(rest.length)} more such lines, of smaller groups; <code>--json</code> tells them all.</p>`}`
}

function access(one: AccessChange, verb: 'gain' | 'lose' | 'keep', written: Places, zone: string): Markup {
  const { users, computers, userGroup, computerGroup, before, after, features } = one
  const who = several(users, 'users', userGroup)
  const what = several(computers, 'computers', computerGroup)
  const does = users.length === 1 ? `${verb}s` : verb
  const text =
    verb === 'keep'
      ? html`<b>${who}</b>: access to <b>${what}</b> ${becomes(one, zone)}`
      : html`<b>${who}</b> ${does} <b>${what}</b>, ${(verb === 'gain' ? after : before)?.text}${verb === 'gain' && [...(after ? bindings(after, 'brief') : []), ...without(features)].map((part) => `, ${part}`)}`
  return html`
<details><summary>${text}</summary>
<dl class="fields">
<div><dt>${count(users.length, 'user')}</dt><dd>${nameList(users)}</dd></div>
<div><dt>${count(computers.length, 'computer')}</dt><dd>${nameList(computers)}</dd></div>
${hours('Before', before)}${hours('After', after)}
<div><dt>In a session</dt><dd>${Object.entries(features).map(([name, state], index) => [index > 0 && ' · ', `${words(name)}: ${valueText(state)}`])}</dd></div>
<div><dt>Because of</dt><dd>${because(one.because, written)}</dd></div>
</dl></details>`
}

const hours = (title: string, when: AccessChange['before']): Content =>
  when &&
  html`<div><dt>${title}</dt><dd>${when.text}${when.schedules.length > 0 && `, by ${when.schedules.length === 1 ? 'schedule' : 'schedules'} ${when.schedules.join(', ')}`}${when.next !== null && `; next on ${when.next.slice(0, 10)}`}</dd></div>`

/** Changes that a line names as its cause. */
const CAUSES = 12

/** Where the changes are written in the files. */
type Places = ReadonlyMap<Key, readonly Position[]>

/** The changes that bring something about. */
function because(keys: readonly Key[], written: Places): Content {
  if (keys.length === 0) return 'nothing but the passing of time'
  const told = keys.slice(0, CAUSES)
  return [
    told.map((key, index) => [index > 0 && ', ', `${named(key)} `, places((written.get(key) ?? []).slice(0, 1))]),
    keys.length > told.length && ` and ${count(keys.length - told.length, 'more change')}`,
  ]
}

function feature({ users, userGroup, computers, computerGroup, features, because: keys }: FeatureChange, written: Places): Markup {
  const known = Object.entries(features).filter(([, { before, after }]) => before !== null && after !== null)
  return html`
<details><summary><b>${several(users, 'users', userGroup)}</b>${computers !== null && html` on <b>${several(computers, 'computers', computerGroup)}</b>`}: ${known.map(([name, { before, after }], index) => [index > 0 && ', ', `${words(name)} `, html`<del>${state(before)}</del> → <ins>${state(after)}</ins>`])}</summary>
<dl class="fields"><div><dt>${count(users.length, 'user')}</dt><dd>${nameList(users)}</dd></div>${computers !== null && html`<div><dt>${count(computers.length, 'computer')}</dt><dd>${nameList(computers)}</dd></div>`}<div><dt>Because of</dt><dd>${because(keys, written)}</dd></div></dl></details>`
}
const state = (text: string | null): string => valueText(text ?? '')

function setting({ computers, computerGroup, settings, because: keys }: SettingChange, written: Places): Markup {
  const entries = Object.entries(settings)
  return html`
<details><summary><b>${several(computers, 'computers', computerGroup)}</b>: ${entries.slice(0, FEW).map(([name, { before, after }], index) => [index > 0 && ', ', `${name} `, html`<del>${short(settingText(before, after), BRIEF)}</del> → <ins>${short(settingText(after, before), BRIEF)}</ins>`])}${entries.length > FEW && ` and ${grouped(entries.length - FEW)} more`}</summary>
<table class="diff"><thead><tr><th scope="col">Setting</th><th scope="col">Before</th><th scope="col">After</th></tr></thead><tbody>${entries.map(
    ([name, { before, after }]) =>
      html`<tr><th scope="row"><code>${name}</code></th><td class="old"><del>${value(before.value)}</del> <span class="same">${origin(before)}</span></td><td class="new"><ins>${value(after.value)}</ins> <span class="same">${origin(after)}</span></td></tr>`,
  )}</tbody></table>
<dl class="fields"><div><dt>${count(computers.length, 'computer')}</dt><dd>${nameList(computers)}</dd></div><div><dt>Because of</dt><dd>${because(keys, written)}</dd></div></dl></details>`
}
/** Settings that a line names, and characters of a value in it. */
const FEW = 4
const BRIEF = 60
/** Where both values are the same, another place says so now, or the lock is another. */
const settingText = (one: SettingState, other: SettingState): string =>
  value(one.value) === value(other.value) ? `${value(one.value)} (${origin(one)})` : value(one.value)
const origin = ({ origin: from, locked }: { origin: string; locked: boolean }): string => `${from}${locked ? ', locked' : ''}`

function sessions({ sessions: ending }: Impact, written: Places): Markup | null {
  if (ending.length === 0) return null
  const { drawn, rest } = within(
    ending,
    TOLD,
    ({ user, computer, since, because: keys }) =>
      html`<li><b>${user}</b> at <b>${computer}</b>, since ${since.slice(0, 16).replace('T', ' ')} UTC, because of ${because(keys, written)}</li>`,
  )
  return html`
<h3 class="lost"><span class="sign" aria-hidden="true">−</span>Sessions that end <span class="n">${grouped(ending.length)}</span></h3>
<ul class="sentences lost">${drawn}</ul>
${rest.length > 0 && html`<p class="folded">And ${grouped(rest.length)} more.</p>`}`
}
