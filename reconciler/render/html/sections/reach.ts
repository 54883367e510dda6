/**
 * Who reaches what: groups against groups as a table that needs no script, and a search over every user and computer that does. A cell
 * says in words what its sign says.
 */
import { grouped } from '../../grouped.ts'
import type { Cell, ReportData, Side } from '../data/types.ts'
import { type Content, html, type Markup } from '../markup.ts'
import { count, section } from '../words.ts'

export function reach({ matrix, directory, edges, about }: ReportData): Content {
  const { rows, columns, cells, folded } = matrix
  const head = html`<p class="sum">${grouped(edges.always + edges.timed)} pairs: ${grouped(edges.always)} always, ${grouped(edges.timed)} in the hours of a schedule</p>`
  const left = [
    ...(folded.rows > 0 ? [`${count(folded.rows, 'group')} with ${count(folded.users, 'user')}`] : []),
    ...(folded.columns > 0 ? [`${count(folded.columns, 'group')} with ${count(folded.computers, 'computer')}`] : []),
  ]
  const hidden = [
    ...(directory.folded.users > 0 ? [count(directory.folded.users, 'user')] : []),
    ...(directory.folded.computers > 0 ? [count(directory.folded.computers, 'computer')] : []),
  ]
  return section('reach', 'Who reaches what', head, [
    html`
<form class="search" role="search"><label for="search">Find a user, a computer, a group or a schedule <kbd>/</kbd></label>
<input id="search" type="search" autocomplete="off" spellcheck="false" aria-describedby="search-says" placeholder="alice, PC 17, contractors …">
<p id="search-says" class="note">Enter shows the first; arrow keys go through what is found, and from cell to cell in the table.${hidden.length > 0 && ` Too many to hold here, so not found: ${hidden.join(' and ')}; \`splashctl access --user NAME\` tells.`}${directory.folded.titles > 0 && ` Display names of ${grouped(directory.folded.titles)} more have no room here: those are found by their names alone.`}</p>
<ul id="found" class="found" aria-label="Found"></ul></form>
<div id="answer" class="answer" role="region" aria-label="Answer" aria-live="polite"></div>`,
    left.length > 0 &&
      html`<p class="folded">Not in the table: ${left.join(' and ')}. It has the groups ${about !== 'access' ? 'that the changes move, then the largest' : 'that are the largest'}; the search knows the others, too.</p>`,
    html`<p class="legend"><span><b class="mark">●</b> always</span> <span><b class="mark">◐</b> in hours of a schedule</span> <span><b class="mark">◕</b> some always, some in hours</span> <span><b class="mark">·</b> never</span>${about !== 'access' && html` <span class="plus">+ gained</span> <span class="minus">− lost</span> <span class="tilde">~ other hours</span>`}</p>`,
    rows.length === 0 || columns.length === 0
      ? html`<p class="none">There are no ${rows.length === 0 ? 'users' : 'computers'}.</p>`
      : html`
<div class="scroll tall" role="group" tabindex="0" aria-label="Groups of users against groups of computers">
<table class="matrix" id="matrix"><caption class="sr">Rows: groups of users. Columns: groups of computers. Cells: how many of the pairs have access.</caption>
<thead><tr><td class="corner"><span>computers →</span><span>users ↓</span></td>${columns.map((column, at) => html`<th scope="col" data-c="${at}">${name(column)}</th>`)}</tr></thead>
<tbody>${rows.map((row, at) => html`<tr><th scope="row" data-r="${at}">${name(row)}</th>${columns.map((column, to) => draw(cells[at]?.[to] ?? null, row.size * column.size))}</tr>`)}</tbody></table></div>`,
  ])
}

const name = ({ title, size, disabled, group }: Side): Markup =>
  html`<span class="title${group === null && ' none'}">${title}</span> <span class="n">${grouped(size)}${disabled > 0 && ` + ${grouped(disabled)} disabled`}</span>`

function draw(cell: Cell | null, pairs: number): Markup {
  if (cell === null) return html`<td class="never"><span aria-hidden="true">·</span><span class="sr">never</span></td>`
  const { always, timed, gained, lost, changed } = cell
  const reached = always + timed
  const [mark, word] =
    reached === 0 ? ['·', 'never'] : timed === 0 ? ['●', 'always'] : always === 0 ? ['◐', 'in hours'] : ['◕', 'some always, some in hours']
  const share = reached === 0 ? '' : reached >= pairs ? 'all' : html`${grouped(reached)}<span class="of"> of ${grouped(pairs)}</span>`
  const move = (look: string, sign: string, says: string, n: number): Content =>
    n > 0 && html`<span class="${look}"><span aria-hidden="true">${sign}</span><span class="sr">${says} </span>${grouped(n)}</span>`
  return html`<td class="${reached === 0 ? 'never' : timed === 0 ? 'always' : 'timed'}"><span class="mark" aria-hidden="true">${mark}</span><span class="sr">${word}: </span><span class="share">${share}</span>${move('plus', '+', 'gained', gained)}${move('minus', '−', 'lost', lost)}${move('tilde', '~', 'other hours', changed)}</td>`
}
