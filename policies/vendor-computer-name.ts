/** A computer that the vendor's console can't call as we do. */
import type { Finding, Policy } from './policy.ts'
import { declaredOf } from './who.ts'

const LONGEST = 64

export const vendorComputerName: Policy = {
  id: 'vendor-computer-name',
  level: 'warning',
  title: `A computer is shown by a name of more than ${LONGEST} characters`,
  about: {
    why: `The vendor's console takes computer names of at most ${LONGEST} characters. A computer without a \`displayName\` is shown by its own name, which may be longer here, and is cut there.`,
    guide: ['S1', 'S5'],
  },
  fix: 'Give it a `displayName`.',
  example: `
kind: Computer
metadata: {name: a-host-name-of-more-than-sixty-four-characters.workstations.paris.acme.example}
spec: {group: artists}
`,
  packs: ['vendor-limits'],
  *find({ after }): Iterable<Finding> {
    for (const computer of after.of('Computer')) {
      if (computer.name.length <= LONGEST || typeof declaredOf(computer).displayName === 'string') continue
      yield {
        resource: computer.key,
        message: `Computer \`${computer.name}\` has no \`displayName\`, and its name has ${computer.name.length} characters.`,
        at: computer.at(),
      }
    }
  },
}
