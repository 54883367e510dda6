/** Who the replica soak is about: a person for each replica, of whom a generation says nothing but its number. */
import type { ApplyRequest, Declaration, Planned } from '../../reconciler/types.ts'
import { type Key, Resource } from '../../schema/resource.ts'

export const TEAM = 'soak'
export type Person = 'ann' | 'bob' | 'cid'
export const people: readonly Person[] = ['ann', 'bob', 'cid']
export const keyOfPerson = (person: Person): Key => `User/${TEAM}/${person}`

export function generationOf(person: Person, number: number): Declaration {
  const spec = { email: `${person}@soak.example`, displayName: `Generation ${number}` }
  return {
    team: TEAM,
    manager: `project:${person}`,
    resources: [new Resource({ kind: 'User', namespace: TEAM, name: person, declared: { spec } })],
    commit: `generation-${number}`,
  }
}

export const requestOf = (person: Person, declaration: Declaration, planned: Planned, number: number): ApplyRequest => ({
  declaration,
  planned,
  actor: { name: `os:${person}` },
  idempotencyKey: `${person}-${number}`,
})
