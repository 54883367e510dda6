/** One-to-many for somebody whose role never has it (guide S10). */
import type { Finding, Policy } from './policy.ts'
import { spokenOf } from './who.ts'
import { some, verb } from './words.ts'

const CONTROL = 'spec.controls.oneToMany'
const DEFAULT = 'spec.granularDefaults.oneToMany.member'

export const oneToManyForMembers: Policy = {
  id: 'one-to-many-for-members',
  level: 'error',
  title: 'One-to-many is given to members',
  about: {
    why: 'One-to-many runs scripts and installs software on many computers at once. It belongs to the owner, or to the owner and administrators, and a member never has it, whatever a control says.',
    guide: ['S9', 'S10'],
  },
  fix: 'Take `oneToMany` away from members, or give them a role that administers.',
  example: `
kind: GranularControl
metadata: {name: artists}
spec: {subjects: {groups: [artists]}, controls: {oneToMany: enabled}}
`,
  packs: ['recommended', 'strict', 'vendor-limits'],
  *find(context): Iterable<Finding> {
    const team = context.after.find('Team', context.after.team)
    if (team?.value(DEFAULT) === 'enabled')
      yield {
        resource: team.key,
        message: 'The team gives `oneToMany` to members by default, and members never have it.',
        fix: `Remove \`${DEFAULT.replace('spec.', '')}\`.`,
        at: team.at(DEFAULT),
      }
    for (const control of context.after.of('GranularControl')) {
      if (control.value(CONTROL) !== 'enabled') continue
      const members = spokenOf(control, context).flatMap(({ class: one, names }) => (one.role === 'member' ? names : []))
      if (members.length > 0)
        yield {
          resource: control.key,
          message: `GranularControl \`${control.name}\` enables \`oneToMany\` for ${some(members)}, who ${verb(members.length, 'is a member', 'are members')}.`,
          at: control.at(CONTROL),
        }
    }
  },
}
