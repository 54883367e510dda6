/** Where computers enrolled nobody declares: it stands in their status, and a rename goes along to it (references.ts). */
import { expect, test } from 'vitest'
import { request } from '../../providers/conformance.ts'
import { memory } from '../../providers/memory/memory.ts'
import { groupOf } from '../../schema/membership.ts'
import type { Key, Resource } from '../../schema/resource.ts'
import { plan } from './plan.ts'
import { declare, TEAM } from './worlds.ts'

const at = { evaluatedAt: '2026-03-02T09:00:00Z' }
const team = declare('Team', TEAM, { owner: 'owner' })
const owner = declare('User', 'owner', { email: 'owner@acme.example' })
const [declared, lone] = [declare('Computer', 'pc-1', {}), declare('Computer', 'pc-2', {})]
const project = (resources: readonly Resource[], manager = 'project:acme') => ({ team: TEAM, manager, resources })
const kit = (name: string, group: string) => declare('DeploymentPackage', name, { displayName: 'Kit', group })

test('a renamed group, and a renamed package, keep the computers that came in by them, and that is no change of theirs', async () => {
  const to = memory(TEAM, (again, live) => plan(again.declaration, live, at))
  for (const declaration of [
    project([owner, team, declared, declare('Group', 'old', { type: 'computers' }), kit('kit', 'old')]),
    project([lone], 'enrolment'),
  ])
    await to.apply(request(declaration, plan(declaration, to.world, at)))
  const status = { enrolment: { group: 'old', package: 'kit', facts: { hostname: 'h' } } }
  const live = to.world.with([declared, lone].map(({ key }): [Key, Resource] => [key, (to.world.get(key) as Resource).with({ status })]))
  const group = declare('Group', 'new', { type: 'computers' }).with({ renamedFrom: 'old' })
  const planned = plan(project([owner, team, declared, group, kit('box', 'new').with({ renamedFrom: 'kit' })]), live, at)
  expect(planned.plan.changes.map(({ op, key }) => `${op} ${key}`)).toEqual([
    `rename Group/${TEAM}/new`,
    `rename DeploymentPackage/${TEAM}/box`,
  ])
  expect(planned.problems).toEqual([])
  for (const { key } of [declared, lone]) {
    const computer = planned.final.get(key) as Resource<'Computer'>
    expect(computer.status).toEqual({ enrolment: { group: 'new', package: 'box', facts: { hostname: 'h' } } })
    expect(groupOf(planned.final, computer)).toBe('new')
    expect(planned.writes.find((write) => write.key === key)).toMatchObject({ op: 'record' })
  }
})
