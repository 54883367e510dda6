/** Access that nobody has used for a month: least privilege, seen from the log of sessions (guide S6, S14). */
import type { Finding, Policy } from './policy.ts'

const DAYS = 30
const DAY = 24 * 3_600_000

export const unusedAccess: Policy = {
  id: 'unused-access',
  level: 'warning',
  title: `A user has not used any access for ${DAYS} days`,
  about: {
    why: 'What nobody uses is missed by nobody, and misused unnoticed. The log of sessions says when somebody last connected; where no log is at hand, or one shorter than that, this says nothing.',
    guide: ['S6', 'S14'],
  },
  fix: 'Ask; then disable the user, or take the access away. It is given back in one line.',
  example: `
kind: User
metadata: {name: ann}   # whose last session was in January
spec: {email: ann@acme.example, group: artists}
`,
  packs: ['recommended', 'strict'],
  passing: true,
  needs: 'lastUsed',
  *find({ effective, lastUsed, now }): Iterable<Finding> {
    if (!lastUsed || now - lastUsed.since < DAYS * DAY) return
    const meant = effective()
    for (const one of meant.users.values()) {
      if (one.disabled || !meant.ways(one).some(({ target }) => meant.classesIn(target).length > 0)) continue
      for (const user of one.users) {
        const last = lastUsed.users.get(user.name)
        if (last !== undefined && now - last < DAYS * DAY) continue
        const since =
          last === undefined
            ? `in the ${Math.floor((now - lastUsed.since) / DAY)} days of the log`
            : `for ${Math.floor((now - last) / DAY)} days`
        yield {
          resource: user.key,
          message: `User \`${user.name}\` may reach computers, and has not connected to any ${since}.`,
          at: user.at(),
        }
      }
    }
  },
}
