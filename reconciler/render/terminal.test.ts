import stringWidth from 'fast-string-width'
import { expect, test } from 'vitest'
import type { Change, Plan } from '../types.ts'
import { renderChanges, renderPlan, summary } from './terminal.ts'

const change = (part: Partial<Change> & Pick<Change, 'op' | 'key'>): Change => ({
  before: null,
  after: null,
  fields: [],
  reason: { text: 'declared differently', at: [{ file: 'people/paris.yaml', line: 12, column: 3 }] },
  needs: [],
  ...part,
})
const planOf = (changes: Change[], more: Partial<Plan> = {}): Plan => ({
  base: 7,
  evaluatedAt: '2026-03-02T09:00:00Z',
  changes,
  drift: [],
  impact: null,
  digest: '',
  ...more,
})
const show = (changes: Change[], width = 80, more: Partial<Plan> = {}) => renderPlan(planOf(changes, more), { width, color: false })

test('a plan without changes says so in one sentence', () => {
  expect(show([])).toBe('Nothing to do: what is declared is what is live, at revision 7.\n')
})

test('each kind of change has its sign, its place and its fields', () => {
  const text = show([
    change({
      op: 'create',
      key: 'User/acme/alice',
      after: { spec: { displayName: 'Alice Martin', email: 'alice@acme.example', role: 'admin' } },
    }),
    change({
      op: 'update',
      key: 'Group/acme/lab',
      fields: [
        { path: 'spec.admins', before: ['bob', 'carol'], after: ['alice', 'carol'] },
        { path: 'spec.displayName', before: null, after: 'The lab' },
        { path: 'spec.token', before: { secret: 'set' }, after: { secret: 'changed' } },
      ],
    }),
    change({ op: 'rename', key: 'User/acme/new', from: 'User/acme/old', reason: { text: 'renamed from `old`', at: [] } }),
    change({ op: 'delete', key: 'Schedule/acme/night', reason: { text: 'no longer declared', at: [] } }),
  ])
  expect(text).toBe(`+ User alice                                                people/paris.yaml:12
    displayName Alice Martin · email alice@acme.example · role admin
~ Group lab                                                 people/paris.yaml:12
    admins  +alice -bob (2 in all)
    displayName  (none) → The lab
    token  secret (set) → secret (changed)
> User new (was old)  renamed from \`old\`
- Schedule night  no longer declared

Plan: 1 to create, 1 to update, 1 to rename, 1 to delete.
  Group     1 to update
  Schedule  1 to delete
  User      1 to create, 1 to rename
`)
})

test('no line is wider than the terminal, whatever the values', () => {
  const long = 'x'.repeat(300)
  const changes = [
    change({
      op: 'delete',
      key: 'User/acme/d',
      reason: { text: `no longer declared (it was at ${'folder/'.repeat(12)}a.yaml:3)`, at: [] },
    }),
    change({ op: 'create', key: 'User/acme/a', after: { spec: { displayName: long, email: long, note: '日本語'.repeat(60) } } }),
    change({ op: 'update', key: 'User/acme/b', fields: [{ path: 'spec.note', before: long, after: `${long}y` }] }),
    change({
      op: 'update',
      key: 'Group/acme/c',
      fields: [{ path: 'spec.admins', before: [], after: Array.from({ length: 80 }, (_, i) => `user-${i}`) }],
    }),
  ]
  for (const width of [60, 80, 160])
    for (const line of show(changes, width).split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(width)
})

test('a value can not forge a line, a colour or a direction', () => {
  const text = show([
    change({ op: 'update', key: 'User/acme/a', fields: [{ path: 'spec.note', before: 'a\n- User admin', after: '\u001b[2K\u202eevil' }] }),
  ])
  expect(text).not.toMatch(/[\u001b\u202e]/)
  expect(text.split('\n').filter((line) => line.startsWith('- '))).toEqual([])
})

test('what is too much is counted, by what it would do', () => {
  const changes = Array.from({ length: 30 }, (_, i) => change({ op: i < 20 ? 'create' : 'delete', key: `User/acme/u-${i}`, after: {} }))
  const text = renderPlan(planOf(changes), { width: 80, color: false, limit: 15 })
  expect(text).toContain('… and 15 more: 5 to create, 10 to delete.')
})

test('drift is told before the changes, with who moved what', () => {
  const text = show([], 100, {
    drift: [{ key: 'User/acme/bob', path: 'spec.role', lastApplied: 'member', live: 'admin', by: 'console', time: null }],
  })
  expect(text.split('\n').slice(0, 2)).toEqual([
    "Moved by others since this project's last apply (1):",
    '  User bob role: member → admin by console',
  ])
})

test('colours stand only where they are asked for', () => {
  const changes = [change({ op: 'create', key: 'User/acme/alice', after: {} })]
  expect(renderPlan(planOf(changes), { width: 80, color: true })).toContain('\u001b[32m+ User alice')
  expect(renderPlan(planOf(changes), { width: 80, color: false })).not.toContain('\u001b')
})

test('a summary counts large numbers readably', () => {
  expect(summary(Array.from({ length: 12_345 }, () => 'create' as const))).toBe('12,345 to create')
  expect(summary(['delete'], 'done')).toBe('1 deleted')
})

test('an update that the files do not ask for says why it is due', () => {
  const reason = { text: 'Group `crew` is deleted (it was at groups.yaml:3)', at: [] }
  const fields = [{ path: 'spec.group', before: 'crew', after: null }]
  expect(renderChanges([change({ op: 'update', key: 'User/acme/x1', fields, reason })], { width: 80, color: false })).toEqual([
    '~ User x1  Group `crew` is deleted (it was at groups.yaml:3)',
    '    group  crew → (none)',
  ])
})

test('a change that its applier may not make says what it needs', () => {
  const changes = [change({ op: 'delete', key: 'User/acme/alice' }), change({ op: 'delete', key: 'User/acme/bob' })]
  const text = renderPlan(planOf(changes), { width: 80, color: false, lacking: new Map([['User/acme/bob', 'users.remove']]) })
  expect(text.match(/^ +needs: .*$/gm)).toEqual(['    needs: users.remove'])
  expect(text.indexOf('needs:')).toBeGreaterThan(text.indexOf('User bob'))
})
