/** A group that nobody and nothing is in (guide S5). */
import { names } from '../schema/invariants.ts'
import { hasMatch } from '../schema/membership.ts'
import type { Finding, Policy } from './policy.ts'

const noun = { users: 'user', computers: 'computer', mixed: 'user and no computer' } as const

export const emptyGroup: Policy = {
  id: 'empty-group',
  level: 'warning',
  title: 'A group that nobody is in',
  about: {
    why: 'What is granted to an empty group waits for whoever is put into it next, who gets all of it at once. Mostly it is left over from a project that ended, or its members have been misspelt away. Groups that fill themselves (by `match`, a package, or provisioning) are left in peace.',
    guide: ['S5'],
  },
  fix: 'Remove the group and what is granted to it, or put in who belongs there.',
  example: `
kind: Group
metadata: {name: interns-2024}
spec: {type: users}
`,
  packs: ['recommended', 'strict'],
  *find({ after, effective }): Iterable<Finding> {
    const groups = after.of('Group')
    if (groups.length === 0) return
    const filled = new Set<string>()
    for (const one of effective().users.values()) if (one.group !== undefined) filled.add(one.group)
    for (const one of effective().computers.values()) if (one.group !== undefined) filled.add(one.group)
    for (const by of after.of('DeploymentPackage')) for (const group of names(by.value('spec.group'))) filled.add(group)
    const provisioned = after.of('SsoMethod').some((method) => method.value('spec.scim.userGroups') === true)
    for (const group of groups) {
      const { type } = group.spec
      if (type === undefined || filled.has(group.name) || (provisioned && type !== 'computers') || (type !== 'users' && hasMatch(group)))
        continue
      yield { resource: group.key, message: `Group \`${group.name}\` has no ${noun[type]} in it.`, at: group.at() }
    }
  },
}
