/**
 * The suite that every provider of our plans passes: the Must lines of the contract in reconciler/types.ts, in the words of a team that
 * grows, is edited by two projects, renames people, and shrinks again. `conform(name, open)` runs it on a fresh, empty backend a test.
 */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ApplyRequest, Declaration, Planned, Provider, Receipt } from '../reconciler/types.ts'
import type { Declared } from '../schema/fields.ts'
import { ProblemError } from '../schema/problem.ts'
import { keyOf, Resource } from '../schema/resource.ts'
import { SecretValue } from '../schema/secrets.ts'
import type { World } from '../schema/world.ts'

export const TEAM = 'acme'

/** A declared resource, as if a file had said so. */
export function declared(
  kind: string,
  name: string,
  spec: Declared['spec'] = {},
  metadata: Declared['metadata'] & { renamedFrom?: string } = {},
): Resource {
  const { renamedFrom, ...rest } = metadata
  const origin = { file: `${kind}.yaml`, line: 1, column: 1 }
  return new Resource({
    kind,
    namespace: TEAM,
    name,
    declared: { ...(Object.keys(rest).length > 0 && { metadata: rest }), spec },
    ...(renamedFrom !== undefined && { renamedFrom }),
    origin: { ...origin, at: () => origin },
  })
}

export interface Backend {
  provider: Provider
  /** Ends it and removes what it left. */
  end(): Promise<void>
}

/** How the suite plans; handed in by whoever wires, since a provider imports only the reconciler's types. */
export type Planner = (declaration: Declaration, live: World, rotated?: readonly string[]) => Planned

const alice = declared('User', 'alice', { email: 'alice@acme.example', role: 'admin' })
const bob = declared('User', 'bob', { email: 'bob@acme.example', group: 'design' })
const design = declared('Group', 'design', { type: 'users', admins: ['alice'] })
const staff = [alice, bob, design]
const entra = declared('SsoMethod', 'entra', { idp: 'azureAD', scim: { token: { valueFrom: { env: 'ENTRA' } } } })

let requests = 0
export const request = (declaration: Declaration, planned: Planned, more: Partial<ApplyRequest> = {}): ApplyRequest => ({
  declaration,
  planned,
  actor: { name: 'os:tester' },
  idempotencyKey: `request-${++requests}`,
  ...more,
})

export function conform(name: string, open: () => Promise<Backend>, plan: Planner): void {
  describe(`${name} keeps the provider contract`, () => {
    let backend: Backend
    let provider: Provider
    beforeEach(async () => {
      backend = await open()
      provider = backend.provider
    })
    afterEach(() => backend.end())

    const project = (resources: readonly Resource[], manager = 'project:acme', adopt: string[] = []): Declaration => ({
      team: TEAM,
      manager,
      resources,
      adopt: new Set(adopt),
    })
    async function planned(declaration: Declaration): Promise<Planned> {
      return plan(declaration, await provider.read())
    }
    async function apply(declaration: Declaration): Promise<Receipt> {
      return provider.apply(request(declaration, await planned(declaration)))
    }
    const ops = (outcome: Planned) => outcome.plan.changes.map(({ op, key }) => `${op} ${key}`)
    const codes = (outcome: Planned) => outcome.problems.map((found) => found.code)
    async function refusal(promise: Promise<unknown>): Promise<string[]> {
      const error = await promise.then(
        () => undefined,
        (reason: unknown) => reason,
      )
      if (!(error instanceof ProblemError)) throw new Error(`expected a ProblemError, got ${error}`)
      return error.problems.map((found) => found.code)
    }

    test('an empty backend is a world without resources, and reading it twice changes nothing', async () => {
      const world = await provider.read()
      expect(world.size).toBe(0)
      expect((await provider.read()).revision).toBe(world.revision)
    })

    test('what was applied is what is read, with its owners, and a second plan is empty', async () => {
      const receipt = await apply(project(staff))
      expect(receipt.results.map((result) => result.result)).toEqual(['done', 'done', 'done'])
      const world = await provider.read()
      expect(world.revision).toBe(receipt.revision)
      expect(world.get(bob.key)?.declared).toEqual(bob.declared)
      expect(world.get(bob.key)?.owners.get('spec.group')).toBe('project:acme')
      expect(world.get(bob.key)?.live?.existence).toBe('project:acme')
      expect(world.get(bob.key)?.live?.uid).not.toBe('')
      const again = await planned(project(staff))
      expect([ops(again), again.writes]).toEqual([[], []])
    })

    test('an apply without a change reaches no new revision', async () => {
      const { revision } = await apply(project(staff))
      expect((await apply(project(staff))).revision).toBe(revision)
    })

    test('the same idempotency key is the same apply', async () => {
      const declaration = project(staff)
      const once = request(declaration, await planned(declaration))
      const first = await provider.apply(once)
      const second = await provider.apply(once)
      expect(second.revision).toBe(first.revision)
      expect((await provider.read()).revision).toBe(first.revision)
    })

    test('a plan is refused as stale when what it touches has moved, and nothing is written', async () => {
      await apply(project(staff))
      const mine = project([alice, declared('User', 'bob', { email: 'robert@acme.example', group: 'design' }), design])
      const old = await planned(mine)
      await apply(project([alice, declared('User', 'bob', { email: 'bobby@acme.example', group: 'design' }), design]))
      const { revision } = await provider.read()
      expect(await refusal(provider.apply(request(mine, old)))).toEqual(['stale-plan'])
      const world = await provider.read()
      expect([world.revision, world.get(bob.key)?.value('spec.email')]).toEqual([revision, 'bobby@acme.example'])
    })

    test('movement of something else does not stale a plan', async () => {
      await apply(project(staff))
      const mine = project([alice, declared('User', 'bob', { email: 'robert@acme.example', group: 'design' }), design])
      const old = await planned(mine)
      await apply(project([declared('Group', 'other', { type: 'users' })], 'project:other'))
      await provider.apply(request(mine, old))
      expect((await provider.read()).get(bob.key)?.value('spec.email')).toBe('robert@acme.example')
    })

    test('an apply that would break an invariant writes nothing, whatever its plan says', async () => {
      await apply(project(staff))
      const twin = declared('User', 'twin', { email: 'ALICE@acme.example' })
      const bad = project([...staff, twin])
      const outcome = await planned(bad)
      expect(codes(outcome)).toContain('duplicate-email')
      const { revision } = await provider.read()
      expect(await refusal(provider.apply(request(bad, { ...outcome, problems: [] })))).toContain('duplicate-email')
      expect((await provider.read()).revision).toBe(revision)
    })

    test('an abort before the commit writes nothing', async () => {
      const declaration = project(staff)
      const outcome = await planned(declaration)
      await expect(provider.apply(request(declaration, outcome, { signal: AbortSignal.abort() }))).rejects.toThrow()
      expect((await provider.read()).size).toBe(0)
    })

    test('a field that another manager declared survives, and a different value for it is refused with its owner', async () => {
      await apply(project([declared('User', 'alice', { email: 'alice@acme.example' })]))
      await apply(project([declared('User', 'alice', { role: 'admin' })], 'console'))
      await apply(project([declared('User', 'alice', { email: 'alice@acme.example', licence: 'technician' })]))
      const live = (await provider.read()).get(alice.key)
      expect(live?.value('spec.role')).toBe('admin')
      expect(live?.owners.get('spec.role')).toBe('console')
      const outcome = await planned(project([declared('User', 'alice', { email: 'alice@acme.example', role: 'member' })]))
      expect(outcome.problems.map((found) => found.message).join()).toContain('`console`')
      expect(codes(outcome)).toEqual(['owned-by-other'])
    })

    test('adopting takes the resource and the declared fields', async () => {
      await apply(project([alice], 'project:old'))
      const taken = project([alice], 'project:new', [alice.key])
      expect(ops(await planned(taken))).toEqual([`adopt ${alice.key}`])
      await apply(taken)
      const live = (await provider.read()).get(alice.key)
      expect([live?.live?.existence, live?.owners.get('spec.role')]).toEqual(['project:new', 'project:new'])
      expect(ops(await planned(project([alice], 'project:new')))).toEqual([])
    })

    test('ceasing to declare deletes for the existence owner and releases for another manager', async () => {
      await apply(project([alice, design]))
      await apply(project([declared('User', 'alice', { licence: 'technician' })], 'console'))
      expect(ops(await planned(project([], 'console')))).toEqual([`release ${alice.key}`])
      await apply(project([], 'console'))
      expect((await provider.read()).get(alice.key)?.value('spec.licence')).toBe('technician')
      expect(ops(await planned(project([declared('Group', 'design', { type: 'users', admins: [] })])))).toEqual([
        `update ${design.key}`,
        `delete ${alice.key}`,
      ])
    })

    test('a field that was declared and is now absent goes back to its default', async () => {
      await apply(project(staff))
      const outcome = await planned(project([declared('User', 'alice', { email: 'alice@acme.example' }), bob, design]))
      expect(outcome.plan.changes.map((change) => change.fields)).toEqual([[{ path: 'spec.role', before: 'admin', after: 'member' }]])
    })

    test('a deletion takes the resource out of lists that others declared', async () => {
      await apply(project([alice]))
      await apply(project([declared('Group', 'design', { type: 'users', admins: ['alice'] })], 'project:other'))
      await apply(project([]))
      expect((await provider.read()).get(design.key)?.value('spec.admins')).toEqual([])
    })

    test('a rename keeps the identity and rewrites every reference, whoever wrote it', async () => {
      await apply(project([alice]))
      await apply(project([declared('Group', 'design', { type: 'users', admins: ['alice'] })], 'project:other'))
      const before = (await provider.read()).get(alice.key)
      const alicia = declared('User', 'alicia', { email: 'alice@acme.example', role: 'admin' }, { renamedFrom: 'alice' })
      const renamed = await planned(project([alicia]))
      expect(ops(renamed)).toEqual([`rename ${alicia.key}`, `update ${design.key}`])
      await apply(project([alicia]))
      const world = await provider.read()
      expect(world.get(alice.key)).toBeUndefined()
      expect(world.get(alicia.key)?.live?.uid).toBe(before?.live?.uid)
      expect(world.get(design.key)?.value('spec.admins')).toEqual(['alicia'])
      expect(ops(await planned(project([alicia])))).toEqual([])
      const other = await planned(project([declared('Group', 'design', { type: 'users', admins: ['alicia'] })], 'project:other'))
      expect(ops(other)).toEqual([])
    })

    test('a field that is immutable by replacement gives the resource a new identity', async () => {
      await apply(project([alice, design]))
      const before = (await provider.read()).get(design.key)?.live?.uid
      const mixed = project([alice, declared('Group', 'design', { type: 'mixed', admins: ['alice'] })])
      expect(ops(await planned(mixed))).toEqual([`replace ${design.key}`])
      await apply(mixed)
      const after = (await provider.read()).get(design.key)
      expect(after?.value('spec.type')).toBe('mixed')
      expect(after?.live?.uid).not.toBe(before)
    })

    test('declaring what is live already records the ownership, and changes nothing', async () => {
      await apply(project([declared('User', 'alice', { email: 'alice@acme.example' })]))
      const more = project([declared('User', 'alice', { email: 'alice@acme.example', role: 'member' })])
      expect(ops(await planned(more))).toEqual([])
      await apply(more)
      expect((await provider.read()).get(keyOf('User', TEAM, 'alice'))?.owners.get('spec.role')).toBe('project:acme')
      expect((await planned(more)).writes).toEqual([])
    })

    test('a world that was, where they are kept, is what was read then, owners and references too', async () => {
      const before = [await provider.read()]
      await apply(project([alice, design]))
      await apply(project([declared('User', 'alice', { licence: 'technician' })], 'console'))
      const managed = declared('Group', 'design', { type: 'users', admins: ['alicia'] })
      before.push(await provider.read())
      await apply(project([declared('User', 'alicia', { email: 'alice@acme.example', role: 'admin' }, { renamedFrom: 'alice' }), managed]))
      before.push(await provider.read())
      await apply(project([declared('Group', 'design', { type: 'users', admins: [] })]))
      before.push(await provider.read())
      const told = (world: World) =>
        [...world.all()].map(({ key, declared, live, owners }) => [key, live?.uid, live?.existence, declared, [...owners]]).sort()
      for (const world of before) {
        const past = await provider.at?.(world.revision)
        if (past) expect([past.revision, told(past)]).toEqual([world.revision, told(world)])
      }
      if (provider.at) expect(await refusal(provider.at((before.at(-1) as World).revision + 1))).toEqual(['unknown-revision'])
    })

    test('values of secrets, where they are kept, are compared and changed, and are in no answer', async () => {
      const { differing } = provider
      if (!differing) return
      const token = (value: string) => [{ key: entra.key, path: 'spec.scim.token', value: new SecretValue(value) }]
      const actor = { name: 'os:tester' }
      const declaration = project([alice, entra])
      const send = async (value: string, rotated: string[] = []) =>
        provider.apply(request(declaration, plan(declaration, await provider.read(), rotated), { secrets: token(value) }))
      expect(await differing(token('planted-one'), actor)).toEqual([{ key: entra.key, path: 'spec.scim.token' }])
      expect(await refusal(apply(declaration))).toEqual(['secret-missing'])
      const receipts = [await send('planted-one')]
      expect(await differing(token('planted-one'), actor)).toEqual([])
      expect(await refusal(send('planted-two'))).toEqual(['stale-plan'])
      const [differs] = await differing(token('planted-two'), actor)
      receipts.push(await send('planted-two', [`${differs?.key} ${differs?.path}`]))
      expect(await differing(token('planted-two'), actor)).toEqual([])
      const live = (await provider.read()).get(entra.key)
      expect(JSON.stringify([receipts, live?.declared, live?.status, await provider.history?.()])).not.toContain('planted')
      await apply(project([alice]))
      expect(await differing(token('planted-two'), actor)).toHaveLength(1)
    })

    test('history, where it is kept, tells who applied what', async () => {
      await apply(project(staff))
      const history = await provider.history?.(10)
      if (history) expect(history[0]).toMatchObject({ actor: 'os:tester', manager: 'project:acme', counts: { create: 3 } })
    })
  })
}
