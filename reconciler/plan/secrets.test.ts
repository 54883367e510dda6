import { describe, expect, test } from 'vitest'
import { request } from '../../providers/conformance.ts'
import { memory } from '../../providers/memory/memory.ts'
import type { Tree } from '../../schema/fields.ts'
import type { Resource } from '../../schema/resource.ts'
import { World } from '../../schema/world.ts'
import type { Declaration } from '../types.ts'
import { between } from './between.ts'
import { plan } from './plan.ts'
import { managedSecrets, secretId, unshown } from './secrets.ts'
import { declare, TEAM } from './worlds.ts'

const at = { evaluatedAt: '2026-03-02T09:00:00Z' }
const TOKEN = 'spec.scim.token'
const CODE = 'spec.settings.security.additionalPassword.securityCode'
const project = (resources: readonly Resource[], manager = 'project:acme'): Declaration => ({ team: TEAM, manager, resources })
async function worldOf(...applies: Declaration[]): Promise<World> {
  const to = memory(TEAM, (again, live) => plan(again.declaration, live, at))
  for (const declaration of applies) await to.apply(request(declaration, plan(declaration, to.world, at)))
  return to.world
}

const owner = declare('User', 'owner', { email: 'owner@acme.example' })
const team = declare('Team', TEAM, { owner: 'owner' })
const pc = declare('Computer', 'pc-1', {})
const entra = (more: Tree = {}, name = 'entra') =>
  declare('SsoMethod', name, {
    displayName: 'Entra',
    idp: 'azureAD',
    ...more,
    scim: { enabled: true, token: { valueFrom: { env: 'ENTRA' } } },
  })
const safe = declare('PreferencePolicy', 'safe', {
  displayName: 'Safe',
  settings: { security: { additionalPassword: { mode: 'securityCode', securityCode: { valueFrom: { file: 'code' } } } } },
  targets: { computers: ['pc-1'] },
})
const base = [owner, team, pc]
const all = [...base, entra(), safe]
const token = secretId({ key: entra().key, path: TOKEN })
const code = secretId({ key: safe.key, path: CODE })
const annotated = (resource: Resource, annotations: Record<string, string>) =>
  resource.with({ declared: { ...resource.declared, metadata: { annotations } } })

describe('the secrets that a declaration manages', () => {
  const managed = (declaration: Declaration, live: World) =>
    managedSecrets(declaration, plan(declaration, live, at)).map((secret) => [secretId(secret), secret.held])

  test('are those of new resources and of ones where nothing changes, and where their values are held', async () => {
    const empty = new World(TEAM, [])
    expect(managed(project(all), empty)).toEqual([
      [token, undefined],
      [code, undefined],
    ])
    const live = await worldOf(project(all))
    expect(managed(project(all), live)).toEqual([
      [token, entra().key],
      [code, safe.key],
    ])
    const renamed = entra({}, 'microsoft').with({ renamedFrom: 'entra' })
    expect(managed(project([...base, renamed, safe]), live)[0]).toEqual([secretId({ key: renamed.key, path: TOKEN }), entra().key])
    expect(managed(project([...base, entra({ protocol: 'oidc' }), safe]), live)[0]).toEqual([token, undefined])
  })

  test('are not those of another manager, observed or ignored, nor what has no handle', async () => {
    const live = await worldOf(project(all))
    expect(managed(project([entra()], 'console'), live)).toEqual([])
    expect(managed(project([declare('SsoMethod', 'entra', { enabled: true })], 'console'), live)).toEqual([])
    expect(managed(project([...base, annotated(entra(), { 'splashtop.io/observe-only': 'true' }), safe]), live)).toEqual([[code, safe.key]])
    const ignoring = annotated(entra(), { 'splashtop.io/ignore-fields': TOKEN })
    expect(managed(project([...base, ignoring]), await worldOf(project(base)))).toEqual([[token, undefined]])
    expect(managed(project([...base, ignoring]), await worldOf(project([...base, ignoring])))).toEqual([])
  })
})

describe('a plan that is told what is rotated', () => {
  const planned = (resources: readonly Resource[], live: World, ...rotated: string[]) =>
    plan(project(resources), live, { ...at, rotated: new Set(rotated) })

  test('shows it as a change of the field, at its line, with the rights that it needs', async () => {
    const live = await worldOf(project(all))
    const { plan: shown, writes, problems } = planned(all, live, token)
    expect(problems).toEqual([])
    expect(shown.changes).toEqual([
      {
        op: 'update',
        key: entra().key,
        before: expect.objectContaining({ spec: expect.objectContaining({ scim: { enabled: true, token: { secret: 'set' } } }) }),
        after: expect.objectContaining({ spec: expect.objectContaining({ scim: { enabled: true, token: { secret: 'set' } } }) }),
        fields: [{ path: TOKEN, before: { secret: 'set' }, after: { secret: 'changed' } }],
        reason: { text: 'another value of the secret', at: entra().at(TOKEN) },
        needs: ['sso.manage'],
      },
    ])
    expect(writes).toMatchObject([{ op: 'update', key: entra().key }])
    expect(planned(all, live).plan.changes).toEqual([])
    expect(planned(all, live, token).plan.digest).toBe(shown.digest)
  })

  test('adds it to what changes anyway, once', async () => {
    const live = await worldOf(project(all))
    const other = entra({ displayName: 'Entra ID' })
    expect(planned([...base, other, safe], live, token).plan.changes[0]?.fields.map(({ path }) => path)).toEqual([
      'spec.displayName',
      TOKEN,
    ])
    const moved = declare('SsoMethod', 'entra', {
      displayName: 'Entra',
      idp: 'azureAD',
      scim: { enabled: true, token: { valueFrom: { env: 'OTHER' } } },
    })
    expect(planned([...base, moved, safe], live, token).plan.changes[0]?.fields.map(({ path }) => path)).toEqual([TOKEN])
  })

  test('makes an update of a mere change of owners', async () => {
    const live = await worldOf(project(all))
    const declared = [...base, entra({ enabled: true }), safe]
    expect(plan(project(declared), live, at).writes.map(({ op }) => op)).toEqual(['record'])
    expect(planned(declared, live, token).plan.changes).toMatchObject([{ op: 'update', fields: [{ path: TOKEN }] }])
  })

  test('says nothing of what is created, gone, or not its own', async () => {
    const live = await worldOf(project(all))
    expect(planned(all, new World(TEAM, []), token, code).plan.digest).toBe(planned(all, new World(TEAM, [])).plan.digest)
    expect(planned(base, live, token).plan.digest).toBe(planned(base, live).plan.digest)
    const theirs = plan(project([entra()], 'console'), live, { ...at, rotated: new Set([token]) })
    expect(theirs.plan.changes).toEqual([])
  })

  test('tells the computers that get another code', async () => {
    const live = await worldOf(project(all))
    const settings = planned(all, live, code).plan.impact?.settings
    expect(settings).toMatchObject([
      {
        computers: ['pc-1'],
        settings: { 'security.additionalPassword': { after: { value: { mode: 'securityCode', securityCode: { secret: 'changed' } } } } },
        because: [safe.key],
      },
    ])
    expect(planned(all, live, token).plan.impact?.settings).toEqual([])
  })

  test('shows what it shows: the rest is unshown', async () => {
    const live = await worldOf(project(all))
    const both = [
      { key: entra().key, path: TOKEN },
      { key: safe.key, path: CODE },
    ]
    expect(unshown(planned(all, live, token), both)).toEqual([both[1]])
    expect(unshown(planned(all, live, token, code), both)).toEqual([])
    expect(unshown(planned(all, new World(TEAM, [])), both)).toEqual([])
  })
})

test('between two revisions a secret was rotated when it is held since another time', async () => {
  const live = await worldOf(project(all))
  const held = (since: string) =>
    live.with([[entra().key, (live.get(entra().key) as Resource).with({ status: { secrets: { [TOKEN]: since } } })]])
  const changes = (before: World, after: World) => between(before, after, [entra().key], ({ op }) => op).changes
  expect(changes(held('2026-01-01T00:00:00Z'), held('2026-01-02T00:00:00Z'))).toMatchObject([
    { op: 'update', fields: [{ path: TOKEN, before: { secret: 'set' }, after: { secret: 'changed' } }] },
  ])
  expect(changes(live, held('2026-01-01T00:00:00Z'))).toEqual([])
  expect(changes(held('2026-01-01T00:00:00Z'), held('2026-01-01T00:00:00Z'))).toEqual([])
})
