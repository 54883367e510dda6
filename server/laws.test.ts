/** What holds of the control plane whatever is applied to it, and whatever happens to its file. */
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ProblemError } from '../schema/problem.ts'
import type { Resource } from '../schema/resource.ts'
import type { World } from '../schema/world.ts'
import { DATABASE } from './embedded.ts'
import { applyTo, declaration, declare, type Place, place, planFor, user } from './testing.ts'

/** Everything that is to be known of a world. */
const told = (world: World): unknown =>
  [...world.all()]
    .map(({ key, declared, status, digest, live }) => ({ key, declared, status, digest, live: structuredClone({ ...live }) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))

const person = fc.record({
  name: fc.constantFrom('ann', 'ben', 'cleo', 'dan', 'eve'),
  role: fc.constantFrom(undefined, 'member', 'admin'),
  group: fc.boolean(),
})
const team = fc.record({
  manager: fc.constantFrom('project:one', 'project:two'),
  people: fc.uniqueArray(person, { selector: ({ name }) => name }),
  group: fc.constantFrom('users', 'mixed'),
  code: fc.boolean(),
})
type Team = typeof team extends fc.Arbitrary<infer T> ? T : never

function declared({ manager, people, group, code }: Team) {
  const resources: Resource[] = [declare('Group', 'staff', { type: group, displayName: `Staff of ${manager}` })]
  for (const { name, role, group: member } of people)
    resources.push(user(name, { ...(role && { role }), ...(member && { group: 'staff' }) }))
  if (code) resources.push(declare('DeploymentPackage', 'office', { displayName: 'Office', platforms: ['linux'] }))
  return { ...declaration(...resources), manager }
}

test('whatever is applied: memory is what the disk says, a second plan is empty, the audit log holds; a refusal changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(team, { minLength: 1, maxLength: 5 }), async (steps) => {
      const here = place()
      let plane = await here.open()
      for (const step of steps) {
        const before = told(await plane.world())
        const refused = await applyTo(plane, declared(step)).then(
          () => false,
          (error: unknown) => {
            if (error instanceof ProblemError) return true
            throw error
          },
        )
        const after = told(await plane.world())
        if (refused) expect(after).toEqual(before)
        else expect((await planFor(plane, declared(step))).writes).toEqual([])
        await plane.close()
        plane = await here.open()
        expect(told(await plane.world())).toEqual(after)
        expect((await plane.verifyAudit()).problems).toEqual([])
      }
      await plane.close()
      here.remove()
    }),
    { numRuns: 25 },
  )
})

test('whatever byte of the file changes: what is read is what was written, or a Problem says otherwise', async () => {
  const here = place()
  const plane = await here.open()
  const steps: Team[] = [
    {
      manager: 'project:one',
      group: 'users',
      code: true,
      people: (['ann', 'ben', 'cleo'] as const).map((name) => ({ name, role: 'admin', group: true })),
    },
    { manager: 'project:one', group: 'users', code: true, people: [{ name: 'ann', role: undefined, group: false }] },
  ]
  for (const step of steps) await applyTo(plane, declared(step))
  await plane.close()
  const reader = await here.open({ write: false })
  const written = told(await reader.world())
  await reader.close()
  const path = join(here.folder, DATABASE)
  const whole = readFileSync(path)
  copyFileSync(path, `${path}.whole`)
  await fc.assert(
    fc.asyncProperty(
      fc.nat(whole.length - 1),
      fc.integer({ min: 1, max: 255 }),
      fc.integer({ min: 1, max: 64 }),
      async (at, mask, length) => {
        const damaged = Buffer.from(whole)
        for (let i = at; i < Math.min(at + length, whole.length); i++) damaged[i] = (damaged[i] as number) ^ mask
        writeFileSync(path, damaged)
        expect(await silentlyWrong(here, written)).toBe(false)
      },
    ),
    { numRuns: 150 },
  )
  copyFileSync(`${path}.whole`, path)
  expect(await silentlyWrong(here, written)).toBe(false)
  here.remove()
})

/** Is something else read than was written, and nobody says so? Anything but a ProblemError fails the test by itself. */
async function silentlyWrong(here: Place, written: unknown): Promise<boolean> {
  let reader: Awaited<ReturnType<Place['open']>> | undefined
  try {
    reader = await here.open({ write: false })
    const { problems } = await reader.verifyAudit()
    await Promise.all([reader.history(), reader.unchanged('m', 'c')])
    const read = told(await reader.world())
    return problems.length === 0 && JSON.stringify(read) !== JSON.stringify(written)
  } catch (error) {
    if (error instanceof ProblemError) return false
    throw error
  } finally {
    await reader?.close()
  }
}
