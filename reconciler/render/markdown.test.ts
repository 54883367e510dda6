import { expect, test } from 'vitest'
import { problem } from '../../schema/problem.ts'
import type { AccessChange, Change, Impact, Plan } from '../types.ts'
import { escaped, renderMarkdown } from './markdown.ts'

const change = (part: Partial<Change> & Pick<Change, 'op' | 'key'>): Change => ({
  before: null,
  after: null,
  fields: [],
  reason: { text: 'declared differently', at: [{ file: 'people/paris.yaml', line: 12, column: 3 }] },
  needs: [],
  ...part,
})
const always = { permanent: true, schedules: [], hours: [], next: null, until: null, bound: [], text: 'always' }
const access = (part: Partial<AccessChange>): AccessChange => ({
  users: ['alice'],
  computers: ['pc-1'],
  userGroup: null,
  computerGroup: null,
  before: null,
  after: always,
  since: null,
  features: {},
  because: ['User/acme/alice'],
  ...part,
})
const impact = (part: Partial<Impact>): Impact => ({
  from: '2026-03-02T09:00:00Z',
  until: '2026-03-30T09:00:00Z',
  zone: 'Europe/Paris',
  edges: { before: 10, after: 11, gained: 1, lost: 0, changed: 0 },
  gained: [],
  lost: [],
  changed: [],
  features: [],
  settings: [],
  sessions: [],
  ...part,
})
const planOf = (changes: Change[], more: Partial<Plan> = {}): Plan => ({
  base: 7,
  evaluatedAt: '2026-03-02T09:00:00Z',
  changes,
  drift: [],
  impact: impact({ gained: [access({})] }),
  digest: 'abcdef0123456789',
  ...more,
})

test('a plan is told as a reviewer reads it: headline, impact, a table, each change folded', () => {
  const text = renderMarkdown(
    planOf([
      change({ op: 'update', key: 'User/acme/alice', fields: [{ path: 'spec.group', before: 'lab', after: 'it' }] }),
      change({ op: 'delete', key: 'Schedule/acme/night', reason: { text: 'no longer declared', at: [] } }),
    ]),
    [],
  )
  expect(text).toBe(`## Plan: 1 to update, 1 to delete

### Impact

Of the ways from a user to a computer, 1 gained; 10 before, 11 after. Hours of the next four weeks, Europe/Paris.

**Access gained**

- ➕ alice gains pc-1, always<br><sub>by User alice (<code>people/paris.yaml&#58;12</code>)</sub>

### Changes

| | update | delete |
|---|---:|---:|
| Schedule |  | 1 |
| User | 1 |  |

<details><summary>Schedule: 1 to delete</summary>

- **delete** <code>night</code>: no longer declared

</details>

<details><summary>User: 1 to update</summary>

- **update** <code>alice</code> (<code>people/paris.yaml&#58;12</code>)
  - <code>spec.group</code>: <code>lab</code> → <code>it</code>

</details>

<sub>Planned at revision 7, 2026-03-02T09:00:00Z · plan <code>abcdef012345</code></sub>
`)
})

test('problems come before everything, and the headline says that the plan is refused', () => {
  const found = problem('too-many-deletes', 'The plan deletes `all`.', 'Look again.', { file: 'a.yaml', line: 3, column: 1 })
  const text = renderMarkdown(planOf([]), [found])
  expect(text.split('\n')[0]).toBe('## Plan refused: 1 error; nothing to do at revision 7')
  expect(text).toContain('- ❌ **too-many-deletes** (<code>a.yaml&#58;3</code>): The plan deletes <code>all</code>. *Look again.*')
})

test('the impact of a first plan of very many is not asked for, and that is said', () => {
  const changes = Array.from({ length: 5_000 }, (_, index) => change({ op: 'create', key: `Computer/acme/pc-${index}` }))
  const plan = planOf(changes, { base: 0 })
  Object.defineProperty(plan, 'impact', {
    get: () => {
      throw new Error('asked for')
    },
  })
  expect(renderMarkdown(plan, [])).toContain('### Impact\n\nEverything is new. <code>splashctl access --source files</code> tells')
  const past = { heading: 'Revision 0 to 3', evidence: [], revision: 3 }
  expect(renderMarkdown(plan, [], { past })).toContain('<code>splashctl access --revision 3</code> tells who reached what.')
})

test('no text of a file breaks out of its place, calls somebody or refers to something', () => {
  const evil = '</code></details><script>x</script> | `x` **x** [a](http://x) @team #12 ![](y) <!-- \n## forged'
  const text = renderMarkdown(
    planOf(
      [
        change({ op: 'create', key: `User/acme/${evil}`, after: { spec: { note: evil } } }),
        change({ op: 'update', key: 'User/acme/b', fields: [{ path: `spec["${evil}"]`, before: evil, after: null }] }),
        change({
          op: 'rename',
          key: 'User/acme/c',
          from: `User/acme/${evil}`,
          reason: { text: evil, at: [{ file: evil, line: 1, column: 1 }] },
        }),
      ],
      {
        impact: impact({ zone: evil, gained: [access({ users: [evil], computerGroup: evil, because: [`User/acme/${evil}`] })] }),
        drift: [{ key: `User/acme/${evil}`, path: evil, lastApplied: evil, live: { x: evil }, by: evil, time: null }],
      },
    ),
    [{ ...problem('usage', evil, evil), rule: evil }],
  )
  const foreign = text.replaceAll(/<\/?(?:details|summary|code|sub)>|<br>|<!-- -->/g, '')
  expect(foreign).not.toMatch(/[<`[\]@]/)
  expect(text).not.toMatch(/<script|^## forged|\]\(|@team|[^&]#12|`/m)
  for (const tag of ['details', 'summary', 'code', 'sub']) expect(text.split(`<${tag}>`).length).toBe(text.split(`</${tag}>`).length)
})

test.each([
  ['@team', '&#64;<!-- -->team'],
  ['#12', '&#35;<!-- -->12'],
  ['&#64;x', '&#38;&#35;<!-- -->64;x'],
  ['https://x', 'https&#58;//x'],
  ['www.x', 'www&#46;x'],
  ['a_b*c', 'a&#95;b&#42;c'],
])('%s is written %s', (text, written) => {
  expect(escaped(text)).toBe(written)
})

test('whatever the plan, it fits into a comment, is whole, and says what it leaves out', () => {
  const long = 'x'.repeat(2000)
  const changes = Array.from({ length: 5000 }, (_, i) =>
    change({ op: i % 2 ? 'create' : 'delete', key: `${i % 3 ? 'User' : 'Computer'}/acme/n-${i}`, after: { spec: { note: long } } }),
  )
  const gained = Array.from({ length: 400 }, (_, i) => access({ users: Array.from({ length: 3 }, (_, j) => `user-${i}-${j}-${long}`) }))
  const problems = Array.from({ length: 300 }, () => problem('usage', long, long))
  const drift = Array.from({ length: 900 }, () => ({
    key: 'User/acme/a',
    path: 'spec.note',
    lastApplied: long,
    live: long,
    by: null,
    time: null,
  }))
  for (const limit of [60_000, 20_000]) {
    const text = renderMarkdown(planOf(changes, { impact: impact({ gained }), drift }), problems, { limit })
    expect(text.length).toBeLessThanOrEqual(limit)
    expect(text.split('<details>').length).toBe(text.split('</details>').length)
    expect(text).toMatch(/… and [\d,]+ more changes that have no room here|more of kind/)
    expect(text).toContain('more problems')
    expect(text.trimEnd().endsWith('</sub>')).toBe(true)
  }
})

test('an update that the files do not ask for says why it is due', () => {
  const reason = { text: 'Group `crew` is deleted (it was at groups.yaml:3)', at: [] }
  const told = renderMarkdown(planOf([change({ op: 'update', key: 'User/acme/x1', reason })]), [])
  expect(told).toContain('- **update** <code>x1</code>: Group <code>crew</code> is deleted (it was at groups.yaml&#58;3)')
  expect(renderMarkdown(planOf([change({ op: 'update', key: 'User/acme/x1' })]), [])).not.toContain('declared differently')
})
