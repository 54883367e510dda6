import { expect, test } from 'vitest'
import { declare, TEAM } from '../reconciler/plan/worlds.ts'
import { digest, type Json } from '../schema/canonical.ts'
import { fieldsOf } from '../schema/fields.ts'
import { kindNamed } from '../schema/kinds/index.ts'
import type { Applied, Resource } from '../schema/resource.ts'
import { World } from '../schema/world.ts'
import { type ImportWishes, importedWorld } from './imported-world.ts'

const plain: ImportWishes = { all: false, unmanaged: false, computers: false }

interface Managed {
  existence: string | null
  /** By manager: the fields that it owns. */
  owns?: Record<string, string[]>
  enrolled?: true
}
function live(kind: string, name: string, spec: Record<string, Json>, { existence, owns = {}, enrolled }: Managed): Resource {
  const resource = declare(kind, name, spec)
  const applied = Object.fromEntries(
    Object.entries(owns).map(([manager, fields]): [string, Applied] => [
      manager,
      { declared: resource.declared, digest: digest(resource.declared), fields, source: {} },
    ]),
  )
  return resource.with({
    live: { uid: name, existence, applied, created: 1, changed: 1 },
    ...(enrolled && { status: { enrolment: { settings: {} } } }),
  })
}
const allOf = (kind: string, spec: Record<string, Json>) => [...fieldsOf(kindNamed(kind), { spec }).keys()]

const ada = { email: 'ada@acme.example', role: 'admin', displayName: 'Ada' }
const world = new World(TEAM, [
  live('User', 'ada', ada, { existence: 'git:us', owns: { 'git:us': ['spec.email'], scim: ['spec.displayName'] } }),
  live('User', 'ben', { email: 'ben@acme.example' }, { existence: 'git:us', owns: { 'git:us': ['spec.email'] } }),
  live('User', 'hr', { email: 'hr@acme.example' }, { existence: 'scim', owns: { scim: ['spec.email'] } }),
  live('User', 'left', { email: 'left@acme.example' }, { existence: null }),
  live('Computer', 'pc-2', { note: 'ours' }, { existence: 'enrolment', owns: { 'git:us': ['spec.note'] }, enrolled: true }),
  live('Computer', 'pc-1', {}, { existence: 'enrolment', enrolled: true }),
])
const told = (wishes: Partial<ImportWishes> = {}, manager = 'git:us') => {
  const { imported, leftOut, enrolled } = importedWorld(world, manager, { ...plain, ...wishes })
  return { names: imported.map(({ name }) => name), leftOut, enrolled, imported }
}

test('what this manager has a part in is taken, and what nobody has; others are named, and left', () => {
  const { names, leftOut, enrolled, imported } = told()
  expect(names).toEqual(['ada', 'ben', 'left', 'pc-2'])
  expect(leftOut).toEqual([{ manager: 'scim', resources: 1 }])
  expect(enrolled).toBe(1)
  expect(imported[0]).toEqual({
    kind: 'User',
    name: 'ada',
    declared: { spec: { email: 'ada@acme.example', role: 'admin' } },
    remarks: ['Managed by scim, and left to it: spec.displayName.'],
  })
})

test('with --all, everything is declared, and it is said whose it is', () => {
  const { names, leftOut, enrolled, imported } = told({ all: true })
  expect([names, leftOut, enrolled]).toEqual([['ada', 'ben', 'hr', 'left', 'pc-1', 'pc-2'], [], 0])
  expect(imported[0]).toMatchObject({ declared: { spec: ada }, remarks: ['Managed by scim: spec.displayName.'] })
})

test('with --unmanaged, only what nobody manages; with --computers, those that enrolled', () => {
  expect(told({ unmanaged: true }).names).toEqual(['left'])
  expect(told({ computers: true }).names).toEqual(['ada', 'ben', 'left', 'pc-1', 'pc-2'])
})

test('for a new manager there is what nobody has', () => {
  expect(told({}, 'git:new')).toMatchObject({
    names: ['left'],
    leftOut: [
      { manager: 'git:us', resources: 2 },
      { manager: 'scim', resources: 1 },
    ],
    enrolled: 2,
  })
})

test('a secret is the handle that it was declared by; where only its value is known, one is made, and no value is written', () => {
  const spec = { idp: 'okta', scim: { enabled: true, token: { valueFrom: { env: 'OKTA_TOKEN' } } } }
  const known = { ...spec, scim: { enabled: true, token: 'hunter2' } }
  const policy = { settings: { security: { additionalPassword: { mode: 'securityCode', securityCode: { secret: 'set' } } } } }
  const secrets = new World(TEAM, [
    live('SsoMethod', 'okta', spec, { existence: 'git:us', owns: { 'git:us': allOf('SsoMethod', spec) } }),
    live('SsoMethod', 'other.one', known, { existence: 'git:us', owns: { 'git:us': allOf('SsoMethod', known) } }),
    live('PreferencePolicy', 'all', policy, { existence: 'git:us', owns: { 'git:us': allOf('PreferencePolicy', policy) } }),
  ])
  const { imported } = importedWorld(secrets, 'git:us', plain)
  expect(JSON.stringify(imported)).not.toContain('hunter2')
  expect(imported.map(({ name, declared, remarks }) => [name, declared.spec, remarks])).toEqual([
    ['okta', spec, []],
    [
      'other.one',
      { idp: 'okta', scim: { enabled: true, token: { valueFrom: { env: 'SSOMETHOD_OTHER_ONE_SCIM_TOKEN' } } } },
      [
        'The value of spec.scim.token is known, and not where it comes from: put it into SSOMETHOD_OTHER_ONE_SCIM_TOKEN, or name another place.',
      ],
    ],
    [
      'all',
      {
        settings: {
          security: {
            additionalPassword: {
              mode: 'securityCode',
              securityCode: { valueFrom: { env: 'PREFERENCEPOLICY_ALL_SETTINGS_SECURITY_ADDITIONALPASSWORD_SECURITYCODE' } },
            },
          },
        },
      },
      [expect.stringContaining('spec.settings.security.additionalPassword.securityCode')],
    ],
  ])
})
