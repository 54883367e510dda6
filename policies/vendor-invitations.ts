/** More invitations at once than the vendor's console sends (guide S4). */
import { splitKey } from '../schema/resource.ts'
import type { Policy } from './policy.ts'
import { methodOf } from './who.ts'

const AT_ONCE = 500

export const vendorInvitations: Policy = {
  id: 'vendor-invitations',
  level: 'warning',
  title: `A plan invites more than ${AT_ONCE} users at once`,
  about: {
    why: `The vendor's console takes ${AT_ONCE} addresses in one invitation. Users who come by single sign-on need none: by provisioning, or by a list with their method.`,
    guide: ['S3', 'S4'],
  },
  fix: 'Apply in parts; or let the users sign in by an SsoMethod.',
  example: `
kind: User
metadata: {name: ann}   # and 500 more, all new
spec: {email: ann@acme.example}
`,
  packs: ['vendor-limits'],
  passing: true,
  find({ plan, after }) {
    if (plan.changes.length <= AT_ONCE) return []
    const invited = plan.changes.flatMap((change) => {
      const { kind, name } = splitKey(change.key)
      const user = kind === 'User' && change.op === 'create' ? after.find(kind, name) : undefined
      return user && methodOf(user) === undefined ? user : []
    })
    const [first] = invited
    if (!first || invited.length <= AT_ONCE) return []
    return [
      {
        resource: `Team/${after.team}/${after.team}`,
        message: `The plan invites ${invited.length} users, more than the ${AT_ONCE} of one invitation.`,
        at: first.at(),
      },
    ]
  },
}
