import { describe, expect, test } from 'vitest'
import { worldOf } from '../../schema/kinds/cases.ts'
import type { Resource } from '../../schema/resource.ts'
import { World } from '../../schema/world.ts'
import { guard } from './guard.ts'
import { emptyPlan, plan } from './plan.ts'
import { coverageOf, sensitiveRules } from './sensitive.ts'

const NOW = '2026-03-02T09:00:00Z'
const team = `
  Team acme {owner: olga, scheduledAccess: {timeZone: Europe/Paris}}
  User olga {email: olga@acme.example}
  User ann {email: ann@acme.example, group: crew}
  User bob {email: bob@acme.example, group: crew}
  Group crew {type: users}
  Group nobody {type: users}
  Group lab {type: computers}
  Computer pc-1 {group: lab}
  Computer pc-2 {group: lab}
  Computer loner {}
  AccessPermission crew {subjects: {groups: [crew]}, computers: {mode: only, groups: [lab]}}`

function split(text: string): { local: Resource[]; world: World } {
  const all = [...worldOf(text).all()]
  const [local, live] = [true, false].map((isLocal) => all.filter(({ kind }) => (kind === 'AccessTest') === isLocal))
  return { local: local as Resource[], world: new World('acme', live as Resource[]) }
}

describe('a sensitive group', () => {
  const books = `${team.replace('Group lab {type: computers}', 'Group lab {type: computers} labels {"splashtop.io/sensitive": "true"}')}`
  const verdict = (tests: string) => {
    const { local, world } = split(`${books}\n${tests}`)
    const still = { plan: emptyPlan(0, NOW), writes: [], final: world, problems: [], declared: 1, tests: [] }
    return guard(still, world, sensitiveRules({ local, resources: [...world.all()] }))
  }
  const naming = (subjects: string, targets: string) =>
    `AccessTest t {subjects: {${subjects}}, targets: {${targets}}, expect: {access: deny}}`

  test('is refused without a test, at its line', () => {
    expect(verdict('')).toMatchObject([{ code: 'sensitive-untested', level: 'error', at: [{ line: 8 }], resource: 'Group/lab' }])
    expect(verdict(naming('groups: [crew]', 'computers: [loner]'))).toHaveLength(1)
  })
  test.each(['groups: [lab]', 'computers: [pc-2, loner]'])('is covered by a test that names it, or something in it: %s', (targets) => {
    expect(verdict(naming('groups: [crew]', targets))).toEqual([])
  })
  test.each([
    ['AccessTest t {subjects: {groups: [nobody]}, targets: {groups: [lab]}, expect: {access: deny}}', '`t` asks nothing'],
    ['AccessTest t {subjects: {users: [gone]}, targets: {groups: [lab]}, expect: {access: deny}}', '`t` has errors'],
    [
      'AccessTest t {subjects: {groups: [crew]}, targets: {groups: [lab]}, expect: {features: {chat: enabled}}}',
      '`t` expects nothing of access',
    ],
    ['AccessTest t {subjects: {users: []}, targets: {computers: [pc-2]}, expect: {access: deny}}', '`t` asks nothing'],
  ])('is not covered by a test that gives no answer about its access: %s', (test, why) => {
    expect(verdict(test)).toMatchObject([
      { code: 'sensitive-untested', message: expect.stringContaining(`asks about its access: ${why}.`) },
    ])
    const { local, world } = split(`${books}\n${test}`)
    expect(coverageOf(local, world)).toEqual([{ group: 'lab', tests: [] }])
  })
  test('in which there is nothing can not be covered, which is said', () => {
    const empty = books.replaceAll('group: lab', 'group: elsewhere')
    const { local, world } = split(`${empty}\n${naming('groups: [crew]', 'groups: [lab], computers: [loner]')}`)
    const still = { plan: emptyPlan(0, NOW), writes: [], final: world, problems: [], declared: 1, tests: [] }
    expect(guard(still, world, sensitiveRules({ local, resources: [] }))).toMatchObject([
      { message: expect.stringContaining('`t` finds no computer in it'), fix: expect.stringContaining('put somebody or something in it') },
    ])
  })
  test('that loses its label and stays is warned of; one that is deleted with it is not', () => {
    const label = 'labels {"splashtop.io/sensitive": "true"}'
    const declared = (text: string) => ({ team: 'acme', manager: 'project:acme', resources: [...split(text).world.all()] })
    const live = plan(declared(books), new World('acme', []), { evaluatedAt: NOW }).final
    const removed = (text: string) => {
      const after = declared(text)
      return guard(plan(after, live, { evaluatedAt: NOW }), live, sensitiveRules(after)).filter(
        ({ code }) => code === 'sensitive-label-removed',
      )
    }
    expect(removed(books)).toEqual([])
    expect(removed(books.replace(label, ''))).toMatchObject([{ level: 'warning', at: [{ line: 8 }], resource: 'Group/lab' }])
    expect(removed(books.replace(label, label.replace('true', 'false')))[0]?.message).toContain('Group `lab` is no longer labelled')
    const renamed = declared(
      books
        .replaceAll('group: lab', 'group: den')
        .replaceAll('groups: [lab]', 'groups: [den]')
        .replace(`Group lab {type: computers} ${label}`, 'Group den {type: computers}'),
    )
    const resources = renamed.resources.map((one) => (one.key === 'Group/acme/den' ? one.with({ renamedFrom: 'lab' }) : one))
    expect(guard(plan({ ...renamed, resources }, live, { evaluatedAt: NOW }), live, sensitiveRules({ resources }))).toMatchObject([
      { code: 'sensitive-label-removed', resource: 'Group/den' },
    ])
    expect(removed(books.replaceAll(', group: lab', '').replace(/^.*Group lab.*$/m, ''))).toEqual([])
  })
  test('is covered by somebody in it, and the tests that cover it are named', () => {
    const { local, world } = split(
      `${team.replace('Group crew {type: users}', 'Group crew {type: users} labels {"splashtop.io/sensitive": "true"}')}\n${naming('users: [bob]', 'computers: [loner]')}`,
    )
    expect(coverageOf(local, world)).toEqual([{ group: 'crew', tests: ['t'] }])
    expect(coverageOf([], world)).toEqual([{ group: 'crew', tests: [] }])
  })
})
