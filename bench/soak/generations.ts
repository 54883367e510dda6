/**
 * A team in generations, each a pure function of a seed and a number: people come, go, change, are renamed, packages get codes. Every generation
 * differs from the one before, so applying one is exactly one revision, and generation and revision are the same number.
 */
import type { ApplyRequest, Declaration, Planned } from '../../reconciler/types.ts'
import { digest } from '../../schema/canonical.ts'
import type { Declared } from '../../schema/fields.ts'
import { Resource } from '../../schema/resource.ts'
import type { World } from '../../schema/world.ts'
import { random } from '../random.ts'

export const TEAM = 'soak'
const PEOPLE = 150
/** The person who is renamed in every generation, by turns. */
const [ODD, EVEN] = ['sam', 'samantha']

export function generation(seed: number, number: number): Declaration {
  const chance = random(seed * 1_000_003 + number)
  const resources: Resource[] = []
  const add = (kind: string, name: string, spec: Declared['spec'], renamedFrom?: string) =>
    resources.push(
      new Resource({ kind, namespace: TEAM, name, declared: { spec: spec ?? {} }, ...(renamedFrom !== undefined && { renamedFrom }) }),
    )
  add('Group', 'everyone', { displayName: `Everyone in generation ${number}`, type: 'users' })
  for (let i = 0; i < PEOPLE; i++)
    if (!chance.oneIn(6))
      add('User', `person-${i}`, {
        email: `person-${i}@soak.example`,
        role: chance.pick(['member', 'admin', 'group-admin']),
        ...(chance.oneIn(2) && { group: 'everyone' }),
      })
  const [name, former] = number % 2 === 0 ? [EVEN, ODD] : [ODD, EVEN]
  add('User', name, { email: 'sam@soak.example', group: 'everyone' }, former)
  for (let i = 0; i < 4; i++)
    if (chance.oneIn(2)) add('DeploymentPackage', `package-${i}`, { displayName: `Package ${i}`, platforms: ['linux'] })
  return { team: TEAM, manager: 'project:soak', resources, commit: `generation-${number}` }
}

export const requestFor = (declaration: Declaration, planned: Planned, number: number): ApplyRequest => ({
  declaration,
  planned,
  actor: { name: 'os:soak' },
  idempotencyKey: `generation-${number}`,
  configDigest: `generation-${number}`,
})

/** One digest for all that a world or a declaration says. */
export const contentOf = (resources: Iterable<Resource>): string =>
  digest(Object.fromEntries([...resources].map((resource) => [resource.key, resource.digest])))

export const contentOfWorld = (world: World): string => contentOf(world.all())
