/**
 * What makes a report answer: search, arrow keys in the table, one week at a time, all open. It is the text of a program for a browser, not a
 * part of this one. It makes elements from text only (never markup), so that no name can become more than a name; and it adds to a page
 * that is whole without it.
 */
export const script = String.raw`'use strict';
(() => {
const byId = (id) => document.getElementById(id);
const { directory, rows, columns } = JSON.parse(byId('data').textContent);
const { users, computers, targets, through } = directory;
const none = 'in no group';
const number = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, ',');
const count = (n, noun) => number(n) + ' ' + noun + (n === 1 ? '' : 's');
document.documentElement.classList.add('js');

function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) element.setAttribute(name, value);
  element.append(...children);
  return element;
}
const classesIn = (target) => targets[target] === null ? computers.keys() : targets[target];
const SHOWN = 200;
function nameList(names) {
  const list = make('ul', { class: 'names' }, ...names.slice(0, SHOWN).map((name) => make('li', {}, name)));
  if (names.length > SHOWN) list.append(make('li', { class: 'rest' }, 'and ' + number(names.length - SHOWN) + ' more'));
  return list;
}
function table(head, lines) {
  return make('div', { class: 'scroll', role: 'group', tabindex: '0', 'aria-label': 'Answer, in full' },
    make('table', { class: 'list' },
      make('thead', {}, make('tr', {}, ...head.map((text) => make('th', { scope: 'col' }, text)))),
      make('tbody', {}, ...lines.map((cells) => make('tr', {}, ...cells.map((cell, at) => make(at === 0 ? 'th' : 'td', at === 0 ? { scope: 'row' } : {}, cell)))))));
}

/* --- answers --- */
const answer = byId('answer');
function show(title, says, content) {
  const heading = make('h3', { tabindex: '-1' }, title);
  answer.replaceChildren(heading, make('p', { class: 'sum' }, says), ...(content ? [content] : []));
  return heading;
}
const unfold = (names, noun) => names.length <= 6 ? names.join(', ')
  : make('details', {}, make('summary', {}, count(names.length, noun)), nameList(names));

/* Lines of the same group and way are one line with the names of all; a way that leads to more groups than anybody reads is one line, too. */
const GROUPS = 8;
function gather(lines) {
  const found = new Map();
  for (const { group, way, names } of lines) {
    if (!found.has(way)) found.set(way, new Map());
    const groups = found.get(way);
    if (!groups.has(group)) groups.set(group, new Set());
    for (const name of names) groups.get(group).add(name);
  }
  return [...found].flatMap(([way, groups]) => {
    const each = [...groups].map(([group, names]) => ({ cells: [group === null ? none : group, through[way]], names: [...names].sort() }));
    if (each.length <= GROUPS) return each;
    return [{ cells: [count(each.length, 'group'), through[way]], names: [...new Set(each.flatMap(({ names }) => names))].sort() }];
  });
}
function answerUser(at, name) {
  const { group, is, ways } = users[at];
  const lines = [];
  for (const [target, way] of ways)
    for (const one of classesIn(target))
      lines.push({ group: computers[one].group, way, names: computers[one].names });
  const found = gather(lines);
  const all = new Set(found.flatMap(({ names }) => names)).size;
  return show(name, (group === null ? none : 'of ' + group) + ', ' + is + '; ' + (all === 0 ? 'reaches nothing' : 'reaches ' + count(all, 'computer')) + '.',
    found.length === 0 ? null : table(['Group', 'Through', 'Computers'], found.map(({ cells, names }) => [...cells, unfold(names, 'computer')])));
}
function reaching(at) {
  const lines = [];
  for (const one of users)
    for (const [target, way] of one.ways)
      if (targets[target] === null || targets[target].includes(at))
        lines.push({ group: one.group, way, names: one.names });
  return gather(lines);
}
function answerComputer(at, name) {
  const found = reaching(at);
  const all = new Set(found.flatMap(({ names }) => names)).size;
  return show(name, (computers[at].group === null ? none : 'in ' + computers[at].group) + '; ' + (all === 0 ? 'nobody reaches it' : count(all, 'user') + ' can reach it') + '.',
    found.length === 0 ? null : table(['Group', 'Through', 'Users'], found.map(({ cells, names }) => [...cells, unfold(names, 'user')])));
}
function answerCell(row, column) {
  const lines = [];
  for (const one of users) {
    if (one.group !== row.group) continue;
    for (const [target, way] of one.ways)
      for (const each of classesIn(target))
        if (computers[each].group === column.group) lines.push({ way, one, each });
  }
  const found = new Map();
  for (const { way, one, each } of lines) {
    let line = found.get(way);
    if (!line) found.set(way, (line = { users: new Set(), computers: new Set() }));
    line.users.add(one); line.computers.add(each);
  }
  const names = (set, of) => [...set].flatMap(of).sort();
  return show(row.title + ' → ' + column.title, count(row.size, 'user') + ', ' + count(column.size, 'computer') + '.',
    found.size === 0 ? make('p', { class: 'none' }, 'Nobody of the one reaches anything of the other.')
      : table(['Through', 'Users', 'Computers'], [...found].map(([way, line]) => [through[way], unfold(names(line.users, (one) => one.names), 'user'), unfold(names(line.computers, (each) => computers[each].names), 'computer')])));
}
function answerGroup(group) {
  const members = users.filter((one) => one.group === group);
  const machines = computers.filter((one) => one.group === group);
  const lines = [];
  for (const one of members)
    for (const [target, way] of one.ways)
      for (const each of classesIn(target))
        lines.push({ group: computers[each].group, way, names: one.names });
  const within = new Set(computers.flatMap((one, at) => one.group === group ? [at] : []));
  const inward = [];
  if (within.size > 0)
    for (const one of users)
      for (const [target, way] of one.ways)
        if (targets[target] === null || targets[target].some((each) => within.has(each)))
          inward.push({ group: one.group, way, names: one.names });
  const size = (list) => list.reduce((sum, { names }) => sum + names.length, 0);
  const content = make('div');
  const part = (title, head, found) => {
    if (found.length > 0) content.append(make('h4', {}, title), table(head, found.map(({ cells, names }) => [...cells, unfold(names, 'user')])));
  };
  part('What its users reach', ['Computers of', 'Through', 'Users'], gather(lines));
  part('Who reaches its computers', ['Users of', 'Through', 'Users'], gather(inward));
  return show(group, count(size(members), 'user') + ', ' + count(size(machines), 'computer') + '.', content);
}

/* --- search --- */
const search = byId('search');
const found = byId('found');
const groups = [...new Set([...users, ...computers].map(({ group }) => group).filter((group) => group !== null))].sort();
const titles = new Map([...rows, ...columns].map(({ group, title }) => [group, title]));
const EACH = 8;
function look(text) {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return { hits: [], rest: 0 };
  const hits = [];
  let rest = 0;
  const take = (kind, names, open) => {
    for (const name of names) {
      let at = name.toLowerCase().indexOf(wanted);
      if (at < 0 && kind === 'group' && titles.has(name)) at = titles.get(name).toLowerCase().indexOf(wanted);
      if (at >= 0) hits.push({ kind, name, rank: name.length === wanted.length ? 0 : at === 0 ? 1 : 2, open: () => open(name) });
    }
  };
  take('group', groups, answerGroup);
  users.forEach((one, at) => take('user', one.names, (name) => answerUser(at, name)));
  computers.forEach((one, at) => take('computer', one.names, (name) => answerComputer(at, name)));
  hits.sort((a, b) => a.rank - b.rank || (a.name < b.name ? -1 : 1));
  const kept = ['group', 'user', 'computer'].flatMap((kind) => {
    const each = hits.filter((hit) => hit.kind === kind);
    rest += Math.max(0, each.length - EACH);
    return each.slice(0, EACH);
  });
  return { hits: kept.sort((a, b) => a.rank - b.rank), rest };
}
function list() {
  const { hits, rest } = look(search.value);
  found.replaceChildren(...hits.map((hit) => {
    const button = make('button', { type: 'button' }, hit.name + ' ', make('span', { class: 'kind' }, hit.kind));
    button.addEventListener('click', () => hit.open().focus());
    return make('li', {}, button);
  }));
  if (rest > 0) found.append(make('li', { class: 'note' }, 'and ' + number(rest) + ' more'));
  if (search.value.trim() !== '' && hits.length === 0) found.append(make('li', { class: 'note' }, 'Nobody and nothing is called so.'));
  if (search.value.trim() === '') answer.replaceChildren();
  return hits;
}
search.addEventListener('input', list);
search.form.addEventListener('submit', (event) => {
  event.preventDefault();
  const [first] = list();
  if (first) first.open().focus();
});
const buttons = () => [...found.querySelectorAll('button')];
search.form.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') { search.value = ''; list(); search.focus(); return; }
  const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
  const all = buttons();
  if (!step || all.length === 0) return;
  const at = all.indexOf(document.activeElement);
  if (at < 0 && event.key !== 'ArrowDown') return;
  event.preventDefault();
  if (at + step < 0) search.focus(); else (all[at + step] || all[all.length - 1]).focus();
});
document.addEventListener('keydown', (event) => {
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName)) return;
  event.preventDefault();
  search.focus();
  search.select();
});

/* --- the table: one cell is in the order of tabs, the arrows lead from it --- */
const matrix = byId('matrix');
if (matrix) {
  matrix.setAttribute('role', 'grid');
  const cells = [...matrix.tBodies[0].rows].map((line) => [...line.cells].slice(1));
  let here = cells[0][0];
  for (const line of cells) for (const cell of line) { cell.tabIndex = -1; cell.setAttribute('role', 'gridcell'); }
  here.tabIndex = 0;
  const move = (cell) => { here.tabIndex = -1; here = cell; here.tabIndex = 0; here.focus(); };
  const open = (cell) => {
    const row = cell.parentElement.sectionRowIndex;
    answerCell(rows[row], columns[cell.cellIndex - 1]).focus();
  };
  matrix.addEventListener('keydown', (event) => {
    const cell = event.target.closest('td[tabindex]');
    if (!cell) return;
    const row = cell.parentElement.sectionRowIndex;
    const column = cell.cellIndex - 1;
    const last = cells[row].length - 1;
    const to = { ArrowUp: [row - 1, column], ArrowDown: [row + 1, column], ArrowLeft: [row, column - 1], ArrowRight: [row, column + 1],
      Home: [event.ctrlKey ? 0 : row, 0], End: [event.ctrlKey ? cells.length - 1 : row, last] }[event.key];
    if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); open(cell); return; }
    if (!to) return;
    event.preventDefault();
    const next = cells[to[0]] && cells[to[0]][to[1]];
    if (next) move(next);
  });
  matrix.addEventListener('click', (event) => {
    const cell = event.target.closest('td[tabindex]');
    if (cell) { move(cell); open(cell); }
  });
}

/* --- one week at a time --- */
const weeks = [...document.querySelectorAll('.week')];
const chooser = byId('weeks');
if (chooser && weeks.length > 1) {
  chooser.setAttribute('role', 'group');
  chooser.setAttribute('aria-label', 'Week shown');
  const choose = (at) => {
    weeks.forEach((week, index) => { week.hidden = at >= 0 && index !== at; });
    [...chooser.children].forEach((button, index) => button.setAttribute('aria-pressed', String(index === (at < 0 ? weeks.length : at))));
  };
  weeks.forEach((week, at) => {
    const button = make('button', { type: 'button' }, week.dataset.week);
    button.addEventListener('click', () => choose(at));
    chooser.append(button);
  });
  const all = make('button', { type: 'button' }, 'All');
  all.addEventListener('click', () => choose(-1));
  chooser.append(all);
  choose(0);
}

/* --- all open, all closed; on paper all is open --- */
for (const button of document.querySelectorAll('[data-open],[data-close]'))
  button.addEventListener('click', () => {
    for (const each of byId(button.dataset.open || button.dataset.close).querySelectorAll('details')) each.open = 'open' in button.dataset;
  });
let closed = [];
window.addEventListener('beforeprint', () => {
  closed = [...document.querySelectorAll('details:not([open])')];
  for (const each of closed) each.open = true;
});
window.addEventListener('afterprint', () => { for (const each of closed) each.open = false; });
})();
`
