/**
 * What makes a report answer: search, arrow keys in the table, one week at a time, all open. It is the text of a program for a browser, not a
 * part of this one. It makes elements from text only (never markup), so that no name can become more than a name; and it adds to a page
 * that is whole without it.
 */
export const script = String.raw`'use strict';
(() => {
const byId = (id) => document.getElementById(id);
const { directory, rows, columns } = JSON.parse(byId('data').textContent);
const { users, computers, targets, through, groups, schedules, titles } = directory;
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
function nameList(names, noun) {
  const list = make('ul', { class: 'names' }, ...names.slice(0, SHOWN).map((name) => make('li', {}, ...label(noun, name))));
  if (names.length > SHOWN) list.append(make('li', { class: 'rest' }, 'and ' + number(names.length - SHOWN) + ' more'));
  return list;
}
function table(head, lines) {
  return make('div', { class: 'scroll', role: 'group', tabindex: '0', 'aria-label': 'Answer, in full' },
    make('table', { class: 'list' },
      make('thead', {}, make('tr', {}, ...head.map((text) => make('th', { scope: 'col' }, text)))),
      make('tbody', {}, ...lines.map((cells) => make('tr', {}, ...cells.map((cell, at) => make(at === 0 ? 'th' : 'td', at === 0 ? { scope: 'row' } : {}, cell)))))));
}

/* --- what people call them: a name says it, or a list of those that come again, or it is written out --- */
const known = { user: new Map(), computer: new Map(), group: new Map(), schedule: new Map() };
function titleOf(name, title) {
  if (typeof title === 'string') return title;
  if (title > 2) return titles[title - 3];
  const words = name.split(/[-._]+/);
  return title === 0 ? '' : title === 2 ? words.join(' ').toUpperCase() : words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ');
}
const learn = (kind, name, title) => { const text = titleOf(name, title); if (text !== '') known[kind].set(name, text); };
for (const [kind, list] of [['user', users], ['computer', computers]])
  for (const one of list) one.names.forEach((name, at) => learn(kind, name, typeof one.titles === 'number' ? one.titles : one.titles[at]));
for (const [name, title] of groups) learn('group', name, title);
for (const { name, title } of schedules) learn('schedule', name, title);
function label(kind, name) {
  const title = known[kind].get(name);
  return title === undefined || title === name ? [name] : [title + ' ', make('code', { class: 'same' }, name)];
}
const groupText = (name) => name === null ? none : known.group.has(name) && known.group.get(name) !== name ? known.group.get(name) + ' (' + name + ')' : name;

/* --- answers --- */
const answer = byId('answer');
function show(title, says, content) {
  const heading = make('h3', { tabindex: '-1' }, ...title);
  answer.replaceChildren(heading, make('p', { class: 'sum' }, says), ...(content ? [content] : []));
  return heading;
}
const unfold = (names, noun) => names.length <= 6 ? make('span', {}, ...names.flatMap((name, at) => at === 0 ? label(noun, name) : [', ', ...label(noun, name)]))
  : make('details', {}, make('summary', {}, count(names.length, noun)), nameList(names, noun));

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
    const each = [...groups].map(([group, names]) => ({ cells: [groupText(group), through[way]], names: [...names].sort() }));
    if (each.length <= GROUPS) return each;
    return [{ cells: [count(each.length, 'group'), through[way]], names: [...new Set(each.flatMap(({ names }) => names))].sort() }];
  });
}
function answerUser(at, name) {
  const { group, role, roles, more, ways, names } = users[at];
  const own = roles && roles[names.indexOf(name)];
  const is = (own === undefined ? role : own + ' (counts as ' + role + ')') + (more ? ', ' + more : '');
  const lines = [];
  for (const [target, way] of ways)
    for (const one of classesIn(target))
      lines.push({ group: computers[one].group, way, names: computers[one].names });
  const found = gather(lines);
  const all = new Set(found.flatMap(({ names }) => names)).size;
  return show(label('user', name), (group === null ? none : 'of ' + groupText(group)) + ', ' + is + '; ' + (all === 0 ? 'reaches nothing' : 'reaches ' + count(all, 'computer')) + '.',
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
  return show(label('computer', name), (computers[at].group === null ? none : 'in ' + groupText(computers[at].group)) + '; ' + (all === 0 ? 'nobody reaches it' : count(all, 'user') + ' can reach it') + '.',
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
  return show([row.title + ' → ' + column.title], count(row.size, 'user') + ', ' + count(column.size, 'computer') + '.',
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
  return show(label('group', group), count(size(members), 'user') + ', ' + count(size(machines), 'computer') + '.', content);
}

function answerSchedule(at) {
  const one = schedules[at];
  const lines = [];
  const opened = new Set();
  for (const { group, names, ways } of users)
    for (const [target, way] of ways)
      if (way === one.through) { lines.push({ group, way, names }); for (const each of classesIn(target)) opened.add(each); }
  const content = make('div');
  const part = (title, head, noun, found) => {
    if (found.length > 0) content.append(make('h4', {}, title), table([...head, title], found.map(({ cells, names }) => [...cells.slice(0, head.length), unfold(names, noun)])));
  };
  part('Users', ['Group', 'Through'], 'user', gather(lines));
  part('Computers', ['Group'], 'computer', gather([...opened].map((each) => ({ group: computers[each].group, way: one.through, names: computers[each].names }))));
  const says = [...(one.resource === '' ? [] : ['opens ' + one.resource]), ...(typeof one.through === 'string' ? [one.through] : [])];
  return show(label('schedule', one.name), says.join('; ') + '.', content);
}

/* --- search: by any of the words of a name and of what people call it, whatever the accents and the case --- */
const letters = { 'ß': 'ss', 'æ': 'ae', 'œ': 'oe', 'ø': 'o', 'ł': 'l', 'đ': 'd', 'ð': 'd', 'þ': 'th', 'ı': 'i' };
function folded(text) {
  const low = text.toLowerCase();
  if (/^[\x00-\x7f]*$/.test(low)) return low;
  return low.normalize('NFKD').replace(/[\u0300-\u036f]/g, '').replace(/[ßæœøłđðþı]/g, (letter) => letters[letter]);
}
const search = byId('search');
const found = byId('found');
const EACH = 8;
const kinds = ['group', 'schedule', 'user', 'computer'];
let entries = null;
/* Made when somebody first searches; in the order of names, so that the first of a rank are those to show. */
function all() {
  if (entries !== null) return entries;
  entries = { group: [], schedule: [], user: [], computer: [] };
  const add = (kind, name, open, also) => {
    const [low, title] = [folded(name), folded(known[kind].get(name) || '')];
    entries[kind].push({ kind, name, low, title, text: low + ' ' + title + (also ? ' ' + folded(also) : ''), open });
  };
  for (const [name] of groups) add('group', name, () => answerGroup(name));
  schedules.forEach(({ name, resource }, at) => add('schedule', name, () => answerSchedule(at), resource));
  users.forEach((one, at) => { for (const name of one.names) add('user', name, () => answerUser(at, name)); });
  computers.forEach((one, at) => { for (const name of one.names) add('computer', name, () => answerComputer(at, name)); });
  for (const kind of kinds) entries[kind].sort((a, b) => (a.low < b.low ? -1 : a.low > b.low ? 1 : 0));
  return entries;
}
const begins = (text, word) => {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) if (at === 0 || /[\s._,;:()'’-]/.test(text[at - 1])) return true;
  return false;
};
function rankOf({ low, title, text }, wanted, words) {
  for (const word of words) if (!text.includes(word)) return -1;
  if (low === wanted || title === wanted) return 0;
  if (low.startsWith(wanted) || title.startsWith(wanted)) return 1;
  return words.every((word) => begins(text, word)) ? 2 : 3;
}
function look(text) {
  const wanted = folded(text.trim());
  if (wanted === '') return { hits: [], rest: 0 };
  const words = wanted.split(/\s+/);
  const hits = [];
  let rest = 0;
  for (const kind of kinds) {
    const ranks = [[], [], [], []];
    let size = 0;
    for (const entry of all()[kind]) {
      const rank = rankOf(entry, wanted, words);
      if (rank < 0) continue;
      size += 1;
      if (ranks[rank].length < EACH) ranks[rank].push({ ...entry, rank });
    }
    const kept = ranks.flat().slice(0, EACH);
    hits.push(...kept);
    rest += size - kept.length;
  }
  return { hits: hits.sort((a, b) => a.rank - b.rank), rest };
}
function list() {
  const { hits, rest } = look(search.value);
  found.replaceChildren(...hits.map((hit) => {
    const button = make('button', { type: 'button' }, ...label(hit.kind, hit.name), ' ', make('span', { class: 'kind' }, hit.kind));
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
