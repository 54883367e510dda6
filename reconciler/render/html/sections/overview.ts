/** The head of the page: what it is about, the verdict in one sentence, and the figures that a reviewer looks for first. */

import type { Op } from '../../../types.ts'
import { grouped } from '../../grouped.ts'
import type { ReportData } from '../data/types.ts'
import { type Content, html, type Markup } from '../markup.ts'
import { capital, count, local, ops, quoted, sentenceList } from '../words.ts'

type Tone = 'good' | 'bad' | 'warn' | 'plain'

export function title(data: ReportData): string {
  return data.title
}

export function overview(data: ReportData): Markup {
  const { tone, text } = verdict(data)
  return html`
<header class="top">
<p class="kicker">${kickers[data.about]} · evaluated ${local(data.evaluatedAt, data.zone)} ${data.zone}</p>
<h1>${title(data)}</h1>
<p class="verdict ${tone}">${sign[tone] !== '' && html`<span aria-hidden="true">${sign[tone]}</span> `}${text}</p>
${data.notice !== null && html`<p class="verdict warn"><span aria-hidden="true">!</span> ${quoted(data.notice)}</p>`}
<dl class="figures">${figures(data)}</dl>
</header>`
}

const kickers: Readonly<Record<ReportData['about'], string>> = { plan: 'Plan', access: 'Access report', diff: 'Changes' }
const sign: Readonly<Record<Tone, string>> = { good: '✓', bad: '✕', warn: '!', plain: '' }

function verdict({ about, changes, problems, impact, untold, people, edges }: ReportData): { tone: Tone; text: Content } {
  const errors = problems.filter(({ level }) => level === 'error').length
  if (errors > 0) return { tone: 'bad', text: `Refused: ${count(errors, 'error')} must be mended before anything is applied.` }
  if (about === 'access')
    return {
      tone: 'plain',
      text: `${count(people.users, 'user')} and ${count(people.computers, 'computer')}; ${grouped(edges.always + edges.timed)} pairs of them have access.`,
    }
  const list = changes ?? []
  if (list.length === 0)
    return about === 'plan'
      ? { tone: 'good', text: 'Nothing to do: what is declared is what is live.' }
      : { tone: 'plain', text: 'Nothing that is declared differs.' }
  const warnings = problems.filter(({ level }) => level === 'warning').length
  const does = sentenceList(
    summary(
      list.map(({ op }) => op),
      about === 'diff',
    ),
  )
  const means =
    untold !== null
      ? quoted(capital(untold))
      : impact === null || impact.edges.gained + impact.edges.lost + impact.edges.changed === 0
        ? 'Nobody’s access moves.'
        : `${sentenceList([
            ...(impact.edges.gained > 0 ? [`${grouped(impact.edges.gained)} pairs gain access`] : []),
            ...(impact.edges.lost > 0 ? [`${grouped(impact.edges.lost)} lose it`] : []),
            ...(impact.edges.changed > 0 ? [`${grouped(impact.edges.changed)} have it otherwise`] : []),
          ])}.`
  return {
    tone: warnings > 0 ? 'warn' : about === 'plan' ? 'good' : 'plain',
    text: [`${does}. `, means, warnings > 0 && ` ${count(warnings, 'warning')}.`],
  }
}

export function summary(list: readonly Op[], done = false): string[] {
  return (Object.keys(ops) as Op[]).flatMap((op) => {
    const n = list.filter((one) => one === op).length
    return n === 0 ? [] : [`${grouped(n)} ${done ? ops[op].done : `to ${ops[op].word}`}`]
  })
}

function figures({ about, changes, impact, problems: all, tests, people, edges, calendar }: ReportData): Content {
  const problems = all.filter(({ waived }) => !waived)
  const figure = (name: string, n: number, says: string, tone: Tone | '' = '', to = ''): Markup =>
    html`<div class="${tone}"><dt>${name}</dt><dd><b>${to === '' ? grouped(n) : html`<a href="#${to}">${grouped(n)}</a>`}</b> <span>${says}</span></dd></div>`
  const people_ = figure('Who', people.users, `users · ${grouped(people.computers)} computers`)
  const access = figure('Access', edges.always + edges.timed, `pairs · ${grouped(edges.timed)} by schedule`, '', 'reach')
  if (about === 'access')
    return [people_, access, figure('Schedules', calendar.rows.length + calendar.folded, 'by the clock', '', 'calendar')]
  const failed = tests.filter(({ passed }) => !passed).length
  const good = tests.filter(({ passed, checks }) => passed && checks > 0).length
  return [
    figure('Changes', changes?.length ?? 0, 'to resources', '', 'changes'),
    ...(impact
      ? [
          figure('Gained', impact.edges.gained, 'pairs gain access', impact.edges.gained > 0 ? 'good' : '', 'impact'),
          figure('Lost', impact.edges.lost, 'pairs lose access', impact.edges.lost > 0 ? 'bad' : '', 'impact'),
          figure('Other hours', impact.edges.changed, 'pairs', impact.edges.changed > 0 ? 'warn' : '', 'impact'),
        ]
      : []),
    // Revisions were judged when they were made.
    ...(about === 'plan'
      ? [
          figure(
            'Problems',
            problems.length,
            'errors and warnings',
            problems.some(({ level }) => level === 'error') ? 'bad' : problems.length > 0 ? 'warn' : '',
            'problems',
          ),
        ]
      : []),
    ...(tests.length > 0
      ? [figure('Tests', good, `of ${grouped(tests.length)} passed`, failed > 0 ? 'bad' : good < tests.length ? 'warn' : 'good', 'tests')]
      : []),
    access,
  ]
}
