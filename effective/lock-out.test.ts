import { describe, expect, test } from 'vitest'
import type { Identity } from '../schema/kind.ts'
import { worldOf } from '../schema/kinds/cases.ts'
import { keyOf } from '../schema/resource.ts'
import type { World } from '../schema/world.ts'
import { locksOut } from './lock-out.ts'

const team = `
  Team acme {owner: olga}
  User olga {email: olga@acme.example}
  User sue {email: sue@acme.example, role: super-admin}
  User dora {email: dora@acme.example, role: deputy}
  User gina {email: gina@acme.example, role: group-admin}
  User mia {email: mia@acme.example}
  Role deputy {extends: super-admin, denies: [sso.manage]}
  Group crew {type: mixed, admins: [gina]}`

/** The team with some lines in place of those of the same resource; one without a spec takes the resource away. */
function edited(...edits: string[]): string {
  const id = (line: string) => line.trim().split(' ').slice(0, 2).join(' ')
  const lines = new Map(team.split('\n').map((line) => [id(line), line]))
  for (const edit of edits) lines.set(id(edit), edit.includes('{') ? edit : '')
  return [...lines.values()].join('\n')
}
const moved = (before: World, after: World, renames: Record<string, string> = {}) =>
  [...new Set([...before.all(), ...after.all()].map(({ key }) => key))]
    .filter((key) => JSON.stringify(before.get(key)?.declared) !== JSON.stringify(after.get(key)?.declared))
    .map((key) => ({ key, ...(renames[key] !== undefined && { from: renames[key] }) }))
const tried = (who: Identity, edits: string[], renames?: Record<string, string>) => {
  const [before, after] = [worldOf(team), worldOf(edited(...edits))]
  return locksOut(before, after, who, moved(before, after, renames))
}

const sue = { user: 'sue' }
const ci = { pipeline: 'ci', role: 'deputy', issuer: 'sue' }
const out: [what: string, who: Identity, edits: string[], why: string][] = [
  ['disabled', sue, ['User sue {email: sue@acme.example, role: super-admin, disabled: true}'], 'the user `sue` is disabled'],
  ['disabled, be it the owner', { user: 'olga' }, ['User olga {email: o@acme.example, disabled: true}'], 'the user `olga` is disabled'],
  ['removed', sue, ['User sue'], 'there is no user `sue` in the team'],
  ['demoted', sue, ['User sue {email: sue@acme.example}'], 'the role `member` changes nothing'],
  ['without its role', { user: 'dora' }, ['Role deputy'], 'there is no role `deputy`'],
  ['with its role emptied', { user: 'dora' }, ['Role deputy {extends: member}'], 'the role `deputy` changes nothing'],
  ['without the groups that it administers', { user: 'gina' }, ['Group crew {type: mixed}'], 'it administers no group then'],
  ['without the user who issued its token', ci, ['User sue'], 'its token was issued by `sue`, and there is no user `sue` in the team'],
  ['whose issuer is demoted', ci, ['User sue {email: sue@acme.example}'], 'the role `deputy` changes nothing'],
  ['of a pipeline without its role', ci, ['Role deputy', 'User dora {email: dora@acme.example}'], 'there is no role `deputy`'],
]
describe('whoever makes a change is not left', () => {
  test.each(out)('%s', (_what, who, edits, why) => {
    const [found, ...more] = tried(who, edits)
    expect(more).toEqual([])
    expect(found).toMatchObject({ code: 'locks-actor-out', level: 'error', message: expect.stringContaining(`any more: ${why}.`) })
  })
})

const renamed = { 'User/acme/susan': keyOf('User', 'acme', 'sue') }
const kept: [what: string, who: Identity, edits: string[], renames?: Record<string, string>][] = [
  ['is demoted and may change something still', sue, ['User sue {email: sue@acme.example, role: admin}']],
  ['renames itself', sue, ['User sue', 'User susan {email: sue@acme.example, role: super-admin}'], renamed],
  ['is a pipeline, and its issuer is renamed', ci, ['User sue', 'User susan {email: sue@acme.example, role: super-admin}'], renamed],
  [
    'does it to somebody else',
    { user: 'olga' },
    ['User sue', 'User dora {email: dora@acme.example}', 'Role deputy', 'Group crew {type: mixed}'],
  ],
  ['could change nothing before', { user: 'mia' }, ['User mia {email: mia@acme.example, disabled: true}']],
  ['is the operator', { operator: 'os:root' }, ['User sue', 'User olga {email: o@acme.example, disabled: true}']],
]
describe('nothing is said where who makes the change', () => {
  test.each(kept)('%s', (_what, who, edits, renames) => {
    expect(tried(who, edits, renames)).toEqual([])
  })
})

test('who renames itself and disables itself by it is told by its new name, at its line', () => {
  const edits = ['User sue', 'User susan {email: sue@acme.example, role: super-admin, disabled: true}']
  const [before, after] = [worldOf(team), worldOf(edited(...edits))]
  const [found] = locksOut(before, after, sue, moved(before, after, renamed))
  expect(found).toMatchObject({
    code: 'locks-actor-out',
    message: expect.stringContaining('the user `susan` is disabled'),
    at: [{ file: 'world' }],
  })
})
