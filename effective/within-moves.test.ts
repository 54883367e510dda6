/** Computers that a change puts in other groups without saying so: by what a group matches, by a label, by a name. */
import { describe, expect, test } from 'vitest'
import { between } from '../reconciler/plan/between.ts'
import { edited, worldOf } from '../schema/kinds/cases.ts'
import { type Act, refusals } from './permission.ts'

/** una may change groups, and computers, wherever they are. */
const team = `
  Team acme {owner: olga}
  User olga {email: olga@acme.example}
  Role sorter {extends: member, grants: [groups.create, groups.edit, groups.delete, computers.edit, computers.remove]}
  User una {email: una@acme.example, role: sorter}
  User dan {email: dan@acme.example, group: desk}
  Group crew {type: mixed}
  Group shed {type: mixed}
  Group desk {type: mixed}
  Computer pc-crew {group: crew}
  Computer pc-desk {group: desk}
  Computer pc-none {}`

function tried(who: string, text: string, lines: readonly string[]): string[] {
  const [before, after] = [worldOf(text), worldOf(edited(text, ...lines))]
  const keys = new Set([...before.all(), ...after.all()].map(({ key }) => key))
  const { changes } = between(before, after, keys, () => 'tried')
  return refusals(before, after, { user: who }, changes).map(({ key, action, why }) => `${key.replace('/acme/', ' ')}: ${action}, ${why}`)
}

describe('whoever may put no computers in groups', () => {
  const una = (there: string[], ...done: string[]) => tried('una', edited(team, ...there), done)
  const desk = (match: string, more = '') => `Group desk {type: mixed, match: {${match}}${more}}`
  const notHeld = (key: string) => [`${key}: computers.group, not held`]

  test('lets no group match others', () => {
    expect(una([], desk('hostname: pc-none'))).toEqual(notHeld('Group desk'))
    expect(una([], 'Group hall {type: computers, match: {hostname: pc-none}}')).toEqual(notHeld('Group hall'))
    expect(una([desk('hostname: pc-none')], desk('hostname: web-*'))).toEqual(notHeld('Group desk'))
    expect(una([desk('hostname: pc-none')], 'Group desk {type: users, match: {hostname: pc-none}}')).toEqual(notHeld('Group desk'))
    expect(
      una(
        [desk('hostname: "*"'), 'Group shed {type: mixed, match: {hostname: pc-*, priority: -1}}'],
        'Group shed {type: mixed, match: {hostname: pc-*, priority: 1}}',
      ),
    ).toEqual(notHeld('Group shed'))
  })

  test('lets a group match what it does already, what is placed elsewhere, and what is yet to come', () => {
    expect(una([desk('hostname: pc-none')], desk('hostname: "pc-no*"'))).toEqual([])
    expect(una([], desk('hostname: pc-crew'))).toEqual([])
    expect(una([], desk('hostname: web-*'))).toEqual([])
    expect(una([], desk('hostname: web-*'), 'Computer web-1 {}')).toEqual([])
    expect(una([desk('hostname: pc-none')], desk('hostname: pc-none', ', description: Theirs'), 'Computer web-1 {}')).toEqual([])
  })

  test('takes a group away with its matches, which are in none then, or in another', () => {
    expect(una([desk('hostname: pc-none')], 'Group desk', 'User dan {email: dan@acme.example}', 'Computer pc-desk {}')).toEqual([])
    const other = 'Group shed {type: mixed, match: {hostname: pc-*, priority: -1}}'
    expect(una([desk('hostname: pc-none'), other], 'Group desk', 'User dan {email: dan@acme.example}', 'Computer pc-desk {}')).toEqual(
      notHeld('Group desk'),
    )
  })

  test('gives a computer no label by which it would be in another group', () => {
    const sited = desk('labels: {site: graz}')
    expect(una([sited], 'Computer pc-none {} labels {site: graz}')).toEqual(notHeld('Computer pc-none'))
    expect(una([sited, 'Computer pc-none {} labels {site: graz}'], 'Computer pc-none {}')).toEqual(notHeld('Computer pc-none'))
    expect(una([sited], 'Computer pc-none {} labels {site: linz}')).toEqual([])
    expect(una([sited], 'Computer pc-crew {group: crew} labels {site: graz}')).toEqual([])
    expect(una([sited], 'Computer pc-new {} labels {site: graz}', 'Computer pc-none')).toEqual([])
  })

  test('is asked nothing where only others, or an enrolment, move computers', () => {
    const sited = desk('labels: {site: graz}')
    const described = desk('labels: {site: graz}', ', description: Theirs')
    expect(una([sited], described, 'Computer pc-none {} labels {site: graz}')).toEqual(notHeld('Computer pc-none'))
    const [before, after] = [worldOf(team), worldOf(edited(team, 'Computer pc-none {} status {enrolment: {group: desk}}'))]
    const approved: Act = { op: 'update', key: 'Computer/acme/pc-none', fields: [], needs: ['computers.edit'] }
    expect(refusals(before, after, { user: 'una' }, [approved])).toEqual([])
  })

  test('is asked nothing where a computer says its group, which was asked about there', () => {
    const before = worldOf(team)
    const after = worldOf(edited(team, 'Computer pc-none {group: desk}', desk('hostname: web-*')))
    const groups: Act = { op: 'update', key: 'Group/acme/desk', fields: [], needs: ['groups.edit'] }
    expect(refusals(before, after, { user: 'una' }, [groups])).toEqual([])
  })

  test('renames groups and computers where nothing moves by it', () => {
    const matched = desk('hostname: "pc-n*"')
    const rename = (from: string, to: string, needs: Act['needs'], lines: string[], there = edited(team, matched)) => {
      const [before, after] = [worldOf(there), worldOf(edited(there, ...lines))]
      const act: Act = { op: 'rename', key: to, from, fields: [], needs }
      return refusals(before, after, { user: 'una' }, [act]).map(({ action, why }) => `${action}, ${why}`)
    }
    const [from, to] = ['Group/acme/desk', 'Group/acme/hall']
    const rest = ['Group desk', 'User dan {email: dan@acme.example, group: hall}', 'Computer pc-desk {group: hall}']
    const hall = (hostname: string) => `Group hall {type: mixed, match: {hostname: "${hostname}"}}`
    expect(rename(from, to, ['groups.edit'], [...rest, hall('pc-n*')])).toEqual([])
    expect(rename(from, to, ['groups.edit'], [...rest, hall('web-*')])).toEqual(['computers.group, not held'])
    // What was enrolled into the group by its old name is in it no more.
    const enrolled = edited(team, matched, 'Computer pc-one {} status {enrolment: {group: desk}}')
    expect(rename(from, to, ['groups.edit'], [...rest, hall('pc-n*')], enrolled)).toEqual(['computers.group, not held'])
    const computer = (name: string) =>
      rename('Computer/acme/pc-none', `Computer/acme/${name}`, ['computers.edit'], ['Computer pc-none', `Computer ${name} {}`])
    expect([computer('pc-nine'), computer('web-1')]).toEqual([[], ['computers.group, not held']])
  })

  test('may whatever one may who does', () => {
    const free = edited(team, 'Role sorter {extends: member, grants: [groups.edit, computers.group]}')
    expect(tried('una', free, [desk('hostname: pc-none')])).toEqual([])
  })
})
