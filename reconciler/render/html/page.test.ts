import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Json } from '../../../schema/canonical.ts'
import { problem } from '../../../schema/problem.ts'
import { Resource } from '../../../schema/resource.ts'
import { World } from '../../../schema/world.ts'
import { plan } from '../../plan/plan.ts'
import { organisation, TEAM } from '../../plan/worlds.ts'
import type { Declaration } from '../../types.ts'
import { renderReport } from './page.ts'
import { type ReportInput, reportData } from './report.ts'

const AT = '2026-03-02T09:00:00Z'
const nothing = { problems: [], tests: [], evidence: [] }
const none = new World(TEAM, [])

/** The first plan of an organisation. */
function first(resources: readonly Resource[]): ReportInput {
  const declaration: Declaration = { team: TEAM, manager: 'test', resources }
  const { plan: made, final } = plan(declaration, none, { evaluatedAt: AT })
  return { world: final, change: { plan: made, before: none }, evaluatedAt: AT, ...nothing }
}
const resource = (kind: string, name: string, spec: { [key: string]: Json }): Resource =>
  new Resource({ kind, namespace: TEAM, name, declared: { spec } })

describe('a page', () => {
  it('says the same, byte for byte, whatever the order of resources', () => {
    fc.assert(
      fc.property(organisation(), (resources) => {
        const page = renderReport(reportData(first(resources)))
        expect(renderReport(reportData(first([...resources].reverse())))).toBe(page)
      }),
      { numRuns: 25 },
    )
  })

  it('has a policy that allows its own style and script, by their digests, and nothing else', () => {
    const page = renderReport(reportData(first([resource('User', 'anna', {})])))
    const [, policy = ''] = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(page) ?? []
    const digest = (text = '') => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
    const [, style] = /<style>([\s\S]*?)<\/style>/.exec(page) ?? []
    const [, script] = /<script>([\s\S]*?)<\/script>/.exec(page) ?? []
    expect(policy).toBe(`default-src 'none'; style-src ${digest(style)}; script-src ${digest(script)}; base-uri 'none'; form-action 'none'`)
    expect(page).not.toMatch(/ (?:style|on\w+|src)=|<link|@import|url\(/)
  })

  it('lets no text of a declaration become markup, wherever it stands', () => {
    const hostile = `"'><script>alert(1)</script><!--\`\${x}`
    const input = first([
      resource('Team', TEAM, { owner: 'anna', displayName: hostile, scheduledAccess: { timeZone: 'UTC' } }),
      resource('Group', 'staff', { type: 'mixed', displayName: hostile, description: hostile }),
      resource('User', 'anna', { group: 'staff', displayName: hostile, email: hostile }),
      resource('Computer', 'pc-1', { group: 'staff', note: hostile }),
      resource('ScheduledResource', 'lab', { computers: ['pc-1'], admins: ['anna'], displayName: hostile }),
      resource('Schedule', 'nights', {
        displayName: hostile,
        resource: 'lab',
        subjects: { users: ['anna'] },
        startDate: '2026-01-01',
        timeSlot: { start: '09:00', end: '17:00' },
        recurrence: { frequency: 'daily' },
      }),
    ])
    const page = renderReport(
      reportData({
        ...input,
        problems: [
          {
            ...problem('usage', hostile, hostile, { file: hostile, line: 1, column: 1 }),
            rule: hostile,
            resource: hostile,
            frames: [`> 1 | ${hostile}\n    | ^`],
          },
        ],
        tests: [{ name: hostile, at: [{ file: hostile, line: 1, column: 1 }], passed: false, checks: 1, failures: [hostile] }],
        evidence: [{ name: hostile, value: hostile, says: hostile }],
      }),
    )
    expect(page.match(/<script\b/g)).toHaveLength(2)
    expect(page.match(/<\/script/g)).toHaveLength(2)
    expect(page).not.toContain('<!--')
    expect(page.split('alert(1)').length).toBeGreaterThan(12)
  })

  it('tells waived findings apart, with the reason and the last day', () => {
    const input = first([resource('User', 'anna', {})])
    const found = { ...problem('usage', 'Nobody of `staff` may.', ''), rule: 'group-empty', resource: 'Group/staff', frames: [] }
    const waived = { ...found, level: 'info' as const, waived: { reason: 'until the move', expires: '2026-06-30' } }
    const page = renderReport(reportData({ ...input, problems: [{ ...found, level: 'warning' }, waived] }))
    expect(page).toContain('<p class="sum">1 warning, 1 waived</p>')
    expect(page).toContain('<td>until the move</td><td>2026-06-30</td>')
    expect(page.match(/<article class="problem/g)).toHaveLength(1)
  })

  it('says first what a reader must know of it', () => {
    const world = new World(TEAM, [resource('User', 'anna', {})])
    const page = renderReport(reportData({ world, change: null, notice: 'Revision 7 was not in force then.', evaluatedAt: AT, ...nothing }))
    expect(page).toMatch(/<p class="verdict warn">.{1,60} Revision 7 was not in force then\.<\/p>/)
  })

  it('says once what a rule says to all, folds after some, and puts errors first', () => {
    const input = first([resource('User', 'anna', {})])
    const found = (index: number) => ({
      ...problem('usage', `User \`u-${index}\` is never asked.`, 'Ask them.', { file: 'a.yaml', line: index + 1, column: 1 }),
      level: 'warning' as const,
      rule: 'unused-access',
      frames: [],
    })
    const many = [...Array(1000).keys()].map(found)
    const error = { ...problem('usage', 'Broken.', 'Mend it.'), level: 'error' as const, frames: [] }
    const headings = (page: string) => [...page.matchAll(/<section id="(\w+)"/g)].map(([, id]) => id).slice(0, 2)
    const page = renderReport(reportData({ ...input, problems: [...many, error] }))
    expect(page.match(/<article class="problem/g)).toHaveLength(2)
    expect(page.indexOf('Broken.')).toBeLessThan(page.indexOf('is never asked'))
    expect(page.match(/Ask them\./g)).toHaveLength(1)
    expect(page).toContain('<summary>997 more of <code>unused-access</code></summary>')
    expect(page).toContain('and 697 more; <code>--json</code>')
    expect(headings(page)).toEqual(['problems', 'impact'])
    expect(headings(renderReport(reportData({ ...input, problems: many })))).toEqual(['impact', 'problems'])
  })

  it('keeps the fixes of a rule apart where they differ', () => {
    const found = ['one', 'two'].map((name) => ({ ...problem('usage', `\`${name}\` is wrong.`, `Mend ${name}.`), frames: [] }))
    const page = renderReport(reportData({ ...first([resource('User', 'anna', {})]), problems: found }))
    for (const name of ['one', 'two']) expect(page).toMatch(new RegExp(`<code>${name}</code> is wrong[^]{1,60}<b>Fix:</b> Mend ${name}\\.`))
  })

  it('shows a test that asked nothing as neither passed nor failed', () => {
    const one = { at: [], passed: true, failures: [] }
    const tests = [
      { ...one, name: 'good', checks: 3 },
      { ...one, name: 'idle', checks: 0 },
    ]
    const page = renderReport(reportData({ ...first([resource('User', 'anna', {})]), tests }))
    expect(page).toContain('1 of 2 passed, 3 questions asked; 1 test asked nothing')
    expect(page).toMatch(/idle<\/th><td class="">– asked nothing/)
  })

  it('asks for no impact of a first plan of very many, and says where to look instead', () => {
    const made = first([...Array(5_000).keys()].map((index) => resource('User', `user-${index}`, {})))
    Object.defineProperty(made.change?.plan, 'impact', {
      get: () => {
        throw new Error('asked for')
      },
    })
    const page = renderReport(reportData(made))
    expect(page).toContain('<p>Everything is new. <code>splashctl access --source files</code> tells who will reach what.</p>')
    expect(page).not.toContain('Nobody’s access moves')
    const past = renderReport(reportData({ ...made, title: 'acme: revision 0 to 1' }))
    expect(past).toContain('<code>splashctl access --revision 0</code> tells who reached what.')
  })

  it('stays below five megabytes when names are long and everything changes', () => {
    const many = 12_000
    const long = (kind: string, index: number): string => `${kind}-${index}-${'x'.repeat(180)}`
    const groups = [...Array(120).keys()].map((index) => resource('Group', `group-${index}`, { type: 'mixed' }))
    const users = [...Array(many).keys()].map((i) => resource('User', long('user', i), { group: `group-${i % 120}` }))
    const computers = [...Array(many).keys()].map((i) =>
      resource('Computer', long('pc', i), { group: `group-${i % 120}`, note: 'n'.repeat(900) }),
    )
    const world = new World(TEAM, [...groups, ...users, ...computers])
    const made = first([...groups, ...users, ...computers])
    const page = renderReport(reportData({ ...made, world }))
    expect(page.length).toBeLessThan(5_000_000)
    expect(page).toMatch(/Not shown: [\d,]+ more changes/)
    expect(page).toMatch(/Too many to hold here, so not found: [\d,]+ users and [\d,]+ computers/)
    expect(page).toMatch(/Not in the table: 60 groups with [\d,]+ users and 80 groups with [\d,]+ computers/)
  })
})
