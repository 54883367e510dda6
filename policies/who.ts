/** Whom guardrails ask about: administrators, the users that a declaration names, how someone signs in. By classes, where it can be. */
import type { UserClass } from '../effective/types.ts'
import type { Tree } from '../schema/fields.ts'
import { names } from '../schema/invariants.ts'
import type { Resource } from '../schema/resource.ts'
import type { PolicyContext } from './policy.ts'

/** Classes of enabled users whose role is above member. */
export const administrators = ({ effective }: PolicyContext): UserClass[] =>
  [...effective().users.values()].filter(({ role, disabled }) => role !== 'member' && !disabled)

export const namesOf = (classes: Iterable<UserClass>): string[] => [...classes].flatMap(({ users }) => users.map((user) => user.name))

const nothing: Tree = {}
/** What is declared of a resource, without keeping it: for whoever walks through everyone there is. */
export const declaredOf = (resource: Resource): Tree => resource.glance(({ declared }) => declared.spec) ?? nothing

/** The SsoMethod that a user signs in by; undefined: a password. */
export function methodOf(user: Resource<'User'>): string | undefined {
  const { authentication } = declaredOf(user)
  return typeof authentication === 'string' && authentication !== 'password' ? authentication : undefined
}

/** The classes of the enabled users whom `spec.subjects` of a declaration speaks of, by themselves or as members of a group. */
export function spokenOf(declaration: Resource, { effective }: PolicyContext): { class: UserClass; names: string[] }[] {
  const meant = effective()
  const found = new Map<UserClass, Set<string>>()
  const add = (one: UserClass | undefined, more: Iterable<string>): void => {
    if (!one || one.disabled) return
    const known = found.get(one) ?? new Set<string>()
    for (const name of more) known.add(name)
    found.set(one, known)
  }
  for (const name of names(declaration.value('spec.subjects.users'))) add(meant.userClass(name), [name])
  const groups = new Set(names(declaration.value('spec.subjects.groups')))
  if (groups.size > 0)
    for (const one of meant.users.values())
      if (one.group !== undefined && groups.has(one.group))
        add(
          one,
          one.users.map((user) => user.name),
        )
  return [...found].map(([one, known]) => ({ class: one, names: [...known] }))
}
