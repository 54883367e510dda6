import { readdirSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { plan } from '../reconciler/plan/plan.ts'
import { secretId } from '../reconciler/plan/secrets.ts'
import type { Declaration, Receipt, ResolvedSecret } from '../reconciler/types.ts'
import type { Tree } from '../schema/fields.ts'
import type { Actor } from '../schema/kind.ts'
import { kindNamed } from '../schema/kinds/index.ts'
import type { ProblemError } from '../schema/problem.ts'
import type { Resource } from '../schema/resource.ts'
import { SecretValue, secretSlots } from '../schema/secrets.ts'
import type { ControlPlane } from './control-plane.ts'
import { keyFolder, readKeys } from './keys.ts'
import { unseal } from './seal.ts'
import { isKept, type Kept, keep } from './secrets.ts'
import { openSqlite } from './store/sqlite/store.ts'
import { declaration, declare, type Place, place, refusal, request, TEAM, user } from './testing.ts'

const TOKEN = 'spec.scim.token'
const CODE = 'spec.settings.security.additionalPassword.securityCode'
const KEY = `SsoMethod/${TEAM}/entra`
const operator: Actor = { name: 'os:tester' }

let here: Place
let plane: ControlPlane
beforeEach(async () => {
  here = place()
  plane = await here.open()
})
afterEach(async () => {
  await plane.close()
  here.remove()
})

const sso = (env: string | null = 'ENTRA', more: Tree = {}, name = 'entra', renamedFrom?: string) => {
  const token = env === null ? null : { valueFrom: { env } }
  return declare('SsoMethod', name, { displayName: 'Entra', idp: 'azureAD', ...more, scim: { enabled: true, token } }, renamedFrom)
}
const bare = (more: Tree = {}) => declare('SsoMethod', 'entra', { displayName: 'Entra', idp: 'azureAD', ...more, scim: { enabled: true } })
const given = (value: string, key = KEY, path = TOKEN): ResolvedSecret => ({ key, path, value: new SecretValue(value) })
const isHeld = async (value: string, key = KEY) => (await plane.differing([given(value, key)], operator)).length === 0
const heldAt = async (key = KEY) => (await plane.world()).get(key)?.status.secrets as Tree | undefined

/** As the CLI does: asks which are rotated, plans with those, and applies. */
async function apply(of: Declaration, secrets: readonly ResolvedSecret[] = [], actor = operator): Promise<Receipt> {
  const rotated = new Set((await plane.differing(secrets, operator)).map(secretId))
  const planned = plan(of, await plane.world(), { evaluatedAt: '2026-01-01T00:00:00Z', rotated })
  return plane.apply(request(of, planned, { secrets, actor }))
}

async function rows(): Promise<{ key: string; name: string; value: string; kept: Kept }[]> {
  const store = await openSqlite(here.database, 'read')
  const keys = readKeys(keyFolder(store.databaseId, here.env))
  if (!keys) throw new Error('there are no keys')
  const world = await plane.world()
  const found = (await store.allSealed(TEAM)).map(({ key, name, value }) => {
    const uid = world.get(key)?.live?.uid as string
    const text = unseal(keys, { databaseId: store.databaseId, team: TEAM, uid, name }, value)
    return { key, name, value: Buffer.from(value).toString('hex'), kept: JSON.parse(text) as Kept }
  })
  await store.close()
  return found
}

describe('a value', () => {
  test('that is only compared is hashed with its cost and a salt of its own, beside the event loop', async () => {
    const word = new SecretValue('correct horse')
    let turns = 0
    const turn = async (): Promise<void> => {
      await setImmediate()
      turns++
    }
    const [one] = await Promise.all([keep('hashed', word), turn()])
    const other = await keep('hashed', word)
    expect(turns).toBe(1)
    expect(one).toMatchObject({ kept: 'hashed', scrypt: { N: 32_768, r: 8, p: 1 } })
    expect(one).not.toEqual(other)
    expect(JSON.stringify(one)).not.toContain('horse')
    for (const kept of [one, other])
      expect([await isKept(kept, word), await isKept(kept, new SecretValue('horses'))]).toEqual([true, false])
  })

  test('that was hashed at another cost is known by that cost', async () => {
    const { scrypt: _, ...kept } = (await keep('hashed', new SecretValue('x'))) as Extract<Kept, { kept: 'hashed' }>
    expect(await isKept({ ...kept, scrypt: { N: 1024, r: 8, p: 1 } }, new SecretValue('x'))).toBe(false)
  })

  test('that is used again is there in whole, for whoever has the key', async () => {
    const kept = await keep('sealed', new SecretValue('token'))
    expect(kept).toEqual({ kept: 'sealed', value: 'token' })
    expect([await isKept(kept, new SecretValue('token')), await isKept(kept, new SecretValue('tokens'))]).toEqual([true, false])
  })

  test('is in no text that is made of what it goes about in', () => {
    const secret = given('planted-value')
    const texts = [
      inspect(secret, { depth: 9, showHidden: true }),
      JSON.stringify(secret),
      `${secret.value}`,
      String(structuredClone(secret)),
    ]
    expect(texts.filter((text) => text.includes('planted'))).toEqual([])
    expect(secret.value.reveal()).toBe('planted-value')
  })
})

describe('a secret that is declared', () => {
  test('is kept under the path of its field, tells since when, and no more', async () => {
    await apply(declaration(sso(), user('bob')), [given('first-value')])
    expect(await rows()).toMatchObject([{ key: KEY, name: TOKEN, kept: { kept: 'hashed' } }])
    expect([await isHeld('first-value'), await isHeld('other-value')]).toEqual([true, false])
    expect(await heldAt()).toEqual({ [TOKEN]: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) })
    expect(await here.found()).toEqual([])
    for (const name of readdirSync(here.folder)) expect(readFileSync(join(here.folder, name)).includes('first-value')).toBe(false)
  })

  test('is refused where its value is neither sent nor held, or was read through another handle', async () => {
    expect(await refusal(apply(declaration(sso())))).toEqual(['secret-missing'])
    expect((await plane.world()).size).toBe(0)
    await apply(declaration(sso()), [given('one')])
    expect((await apply(declaration(sso('ENTRA', { displayName: 'Entra ID' })))).revision).toBe(2)
    expect(await refusal(apply(declaration(sso('OTHER'))))).toEqual(['secret-missing'])
    await apply(declaration(sso('OTHER')), [given('one')])
    expect(await isHeld('one')).toBe(true)
  })

  test('of another manager is none of ours to send, and stays when we change something else', async () => {
    await apply(declaration(sso()), [given('one')])
    const ours = { ...declaration(declare('SsoMethod', 'entra', { domains: ['acme.example'] })), manager: 'project:other' }
    await apply(ours)
    expect(await isHeld('one')).toBe(true)
    const same = { ...declaration(sso('ENTRA', { domains: ['acme.example'] })), manager: 'project:other' }
    await apply(same)
    expect(await refusal(apply(same, [given('two')]))).toEqual(['secret-unexpected'])
    expect(await isHeld('one')).toBe(true)
  })

  test.each([
    ['no secret of the declaration', [given('x', KEY, 'spec.displayName')], 'secret-unexpected'],
    ['of a resource that there is not', [given('x', 'SsoMethod/acme/okta')], 'secret-unexpected'],
    ['of no kind', [given('x', 'toString/acme/okta')], 'secret-unexpected'],
    ['sent twice', [given('x'), given('x')], 'secret-unexpected'],
    ['empty', [given('')], 'secret-invalid'],
    ['of several lines', [given('planted\nvalue')], 'secret-invalid'],
    ['too long', [given('planted'.repeat(10_000))], 'secret-invalid'],
  ])('is not kept when it is %s', async (_, secrets, code) => {
    const of = declaration(sso())
    const planned = plan(of, await plane.world(), { evaluatedAt: '2026-01-01T00:00:00Z' })
    const all = secrets.some(({ path, key }) => path === TOKEN && key === KEY) ? secrets : [given('right'), ...secrets]
    const error = await plane.apply(request(of, planned, { secrets: all })).catch((reason: unknown) => reason)
    expect((error as ProblemError).problems.map((found) => found.code)).toEqual([code])
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain('planted')
    expect((await plane.world()).size).toBe(0)
  })

  test('must look as its field wants, and the message says how, not what it is', async () => {
    const policy = declare('PreferencePolicy', 'safe', {
      displayName: 'Safe',
      settings: { security: { additionalPassword: { mode: 'securityCode', securityCode: { valueFrom: { env: 'CODE' } } } } },
    })
    const key = `PreferencePolicy/${TEAM}/safe`
    const error = await apply(declaration(policy), [given('planted', key, CODE)]).catch((reason: unknown) => reason)
    expect((error as Error).message).toContain('8 to 20 letters and digits, with one of each')
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain('planted')
    await apply(declaration(policy), [given('Planted123', key, CODE)])
    expect((await rows()).map(({ name }) => name)).toEqual([CODE])
  })
})

describe('a secret that is rotated', () => {
  beforeEach(() => apply(declaration(sso(), user('bob')), [given('one')]))

  test('is an update with the rights of its field, of which history and audit tell the path', async () => {
    const of = declaration(sso(), user('bob'))
    const rotated = new Set([secretId({ key: KEY, path: TOKEN })])
    const { plan: shown } = plan(of, await plane.world(), { evaluatedAt: '2026-01-01T00:00:00Z', rotated })
    expect(shown.changes).toMatchObject([
      { op: 'update', key: KEY, fields: [{ path: TOKEN, before: { secret: 'set' }, after: { secret: 'changed' } }], needs: ['sso.manage'] },
    ])
    const before = await heldAt()
    expect((await apply(of, [given('two')])).results).toEqual([{ op: 'update', key: KEY, result: 'done' }])
    expect([await isHeld('one'), await isHeld('two')]).toEqual([false, true])
    expect(await heldAt()).not.toEqual(before)
    const [entry] = await plane.audit(1)
    expect(entry?.changes).toMatchObject([{ op: 'update', key: KEY, fields: [TOKEN], sealed: { [TOKEN]: expect.any(String) } }])
    expect(await here.found()).toEqual([])
  })

  test('is nothing to do while it is the same, not even another salt', async () => {
    const before = await rows()
    expect((await apply(declaration(sso(), user('bob')), [given('one')])).revision).toBe(1)
    await apply(declaration(sso('ENTRA', { displayName: 'Entra ID' }), user('bob')), [given('one')])
    expect(await rows()).toEqual(before)
  })

  test('is refused as stale where the plan that was agreed to does not show it, or shows what is not so', async () => {
    const of = declaration(sso(), user('bob'))
    const at = { evaluatedAt: '2026-01-01T00:00:00Z' }
    const silent = plan(of, await plane.world(), at)
    expect(await refusal(plane.apply(request(of, silent, { secrets: [given('two')] })))).toEqual(['stale-plan'])
    const shown = plan(of, await plane.world(), { ...at, rotated: new Set([secretId({ key: KEY, path: TOKEN })]) })
    await apply(of, [given('two')])
    expect(await refusal(plane.apply(request(of, shown, { secrets: [given('two')] })))).toEqual(['stale-plan'])
    expect(await isHeld('two')).toBe(true)
  })

  test('is neither changed nor told to whoever may not write it, right or wrong', async () => {
    const team = [declare('Team', TEAM, { owner: 'olga' }), user('olga'), user('bob'), sso()]
    await apply(declaration(...team), [given('one')])
    const bob: Actor = { name: 'bob', identity: { user: 'bob' } }
    const guess = async (value: string, actor: Actor) => {
      const asked = plane.differing([given(value)], actor)
      const planned = plan(declaration(...team), await plane.world(), { evaluatedAt: '2026-01-01T00:00:00Z' })
      const applied = plane.apply(request(declaration(...team), planned, { secrets: [given(value)], actor }))
      return [await refusal(asked), await refusal(applied)]
    }
    for (const value of ['one', 'two']) {
      expect(await guess(value, bob)).toEqual([['not-permitted'], ['not-permitted']])
      expect(await guess(value, { name: 'stranger', address: '192.0.2.1' })).toEqual([['not-permitted'], ['not-permitted']])
    }
    const olga: Actor = { name: 'olga', identity: { user: 'olga' }, address: '192.0.2.1' }
    expect(await plane.differing([given('one')], olga)).toEqual([])
    expect((await apply(declaration(...team), [given('two')], olga)).results).toMatchObject([{ op: 'update' }])
  })
})

describe('what is held', () => {
  beforeEach(() => apply(declaration(sso(), user('bob')), [given('one')]))

  test('goes along when its resource is renamed, and can be rotated there', async () => {
    const other = `SsoMethod/${TEAM}/microsoft`
    await apply(declaration(sso('ENTRA', {}, 'microsoft', 'entra'), user('bob')), [])
    expect([await isHeld('one', other), await isHeld('one')]).toEqual([true, false])
    expect(await heldAt(other)).toHaveProperty([TOKEN])
    const back = declaration(sso('ENTRA', {}, 'entra', 'microsoft'), user('bob'))
    const rotated = new Set([secretId({ key: KEY, path: TOKEN })])
    const planned = plan(back, await plane.world(), { evaluatedAt: '2026-01-01T00:00:00Z', rotated })
    expect(planned.plan.changes).toMatchObject([{ op: 'rename', key: KEY, fields: [{ path: TOKEN, after: { secret: 'changed' } }] }])
    await plane.apply(request(back, planned, { secrets: [given('two')] }))
    expect([await isHeld('two'), (await rows()).length, await here.found()]).toEqual([true, 1, []])
  })

  test.each([
    ['declared as unset', () => declaration(sso(null), user('bob'))],
    ['no longer declared', () => declaration(bare(), user('bob'))],
    ['of a resource that is deleted', () => declaration(user('bob'))],
  ])('goes when it is %s', async (_, next) => {
    await apply(next())
    expect([await rows(), await heldAt()]).toEqual([[], undefined])
    expect(await here.found()).toEqual([])
  })

  test('begins anew when its resource is replaced: it must be sent again', async () => {
    const replaced = declaration(sso('ENTRA', { protocol: 'oidc' }), user('bob'))
    expect(await refusal(apply(replaced))).toEqual(['secret-missing'])
    const [before] = await rows()
    await apply(replaced, [given('one')])
    const [after] = await rows()
    expect(after?.value).not.toBe(before?.value)
    expect([await isHeld('one'), await here.found()]).toEqual([true, []])
    await apply(declaration(bare({ protocol: 'saml2' }), user('bob')))
    expect([await rows(), await here.found()]).toEqual([[], []])
  })

  test('stays when its resource is released, and is taken over by adopting', async () => {
    const keeps = (resource: Resource) =>
      resource.with({ declared: { ...resource.declared, metadata: { annotations: { 'splashtop.io/retain-on-remove': 'true' } } } })
    await apply(declaration(keeps(sso()), user('bob')), [given('one')])
    await apply(declaration(user('bob')))
    expect(await isHeld('one')).toBe(true)
    const adopting = { ...declaration(sso()), manager: 'project:other', adopt: new Set([KEY]) }
    await apply(adopting, [given('two')])
    expect([await isHeld('two'), await here.found()]).toEqual([true, []])
  })

  test('is told to the shortcut of its manager alone', async () => {
    await plane.apply(
      request(
        declaration(sso(), user('bob')),
        plan(declaration(sso(), user('bob')), await plane.world(), { evaluatedAt: '2026-01-01T00:00:00Z' }),
        {
          configDigest: 'one',
        },
      ),
    )
    expect(await plane.unchanged('project:acme', 'one')).toEqual({ revision: 1, secrets: true })
    await plane.apply(
      request(
        { ...declaration(), manager: 'console' },
        plan({ ...declaration(), manager: 'console' }, await plane.world(), { evaluatedAt: '2026-01-01T00:00:00Z' }),
        { configDigest: 'two' },
      ),
    )
    expect(await plane.unchanged('console', 'two')).toEqual({ revision: 1 })
  })

  test('is another value than any once somebody changed it, and audit verify says so', async () => {
    here.tamper("update sealed set value = x'00'")
    expect(await isHeld('one')).toBe(false)
    expect(await here.found()).toEqual(['audit-mismatch'])
    await apply(declaration(sso(), user('bob')), [given('one')])
    expect([await isHeld('one'), await here.found()]).toEqual([true, []])
  })

  test('is whole in a backup, which holds neither it nor the keys', async () => {
    const copy = join(here.root, 'copy.db')
    await plane.backup(copy)
    expect(readFileSync(copy).includes('"kept"')).toBe(false)
    await plane.close()
    renameSync(copy, here.database)
    plane = await here.open()
    expect([await isHeld('one'), await here.found()]).toEqual([true, []])
  })

  test('without the keys stays as it is, and nothing new is kept, as with codes', async () => {
    const folder = await here.keyFolder()
    const aside = `${folder}.aside`
    renameSync(folder, aside)
    const receipt = await apply(declaration(sso('ENTRA', { displayName: 'Entra ID' }), user('bob')), [given('one')])
    expect(receipt.problems.map((found) => found.code)).toEqual(['keys-missing'])
    expect(await refusal(apply(declaration(sso('OTHER'), user('bob')), [given('two')]))).toEqual(['sealing-impossible'])
    renameSync(aside, folder)
    expect(await isHeld('one')).toBe(true)
  })
})

test('a field whose value is used again has it sealed, through the same commit', async () => {
  const slot = secretSlots(kindNamed('SsoMethod'))[0]
  if (!slot) throw new Error('there is no secret')
  const { keeping } = slot
  try {
    slot.keeping = 'sealed'
    await apply(declaration(sso()), [given('used-again')])
    expect(await rows()).toMatchObject([{ kept: { kept: 'sealed', value: 'used-again' } }])
    expect([await isHeld('used-again'), await isHeld('another')]).toEqual([true, false])
    expect(readFileSync(here.database).includes('used-again')).toBe(false)
  } finally {
    slot.keeping = keeping
  }
  // What a version of the program kept otherwise is kept anew.
  expect(await isHeld('used-again')).toBe(false)
  await apply(declaration(sso()), [given('used-again')])
  expect(await rows()).toMatchObject([{ kept: { kept: 'hashed' } }])
})
