/** No way in once the identity provider is down (guide S3). */
import type { Policy } from './policy.ts'
import { methodOf } from './who.ts'
import { some } from './words.ts'

export const emergencyNeedsSso: Policy = {
  id: 'emergency-needs-sso',
  level: 'warning',
  title: 'Every user kept for emergencies signs in by single sign-on',
  about: {
    why: 'The commonest emergency is that the identity provider, or its certificate, has failed. One user with a password, sealed in a safe, is what helps then.',
    guide: ['S3', 'S4'],
  },
  fix: 'Name one user in `safety.breakGlass` who signs in by `password` and two-step verification.',
  example: `
kind: User
metadata: {name: break-glass}
spec: {email: it@acme.example, authentication: entra}
`,
  packs: ['recommended', 'strict'],
  find({ after, breakGlass }) {
    const users = breakGlass.flatMap((name) => after.find('User', name) ?? [])
    const [first] = users
    if (!first || users.some((user) => methodOf(user) === undefined)) return []
    return [
      {
        resource: first.key,
        message: `Nobody who is kept for emergencies gets in without single sign-on: ${some(users.map((user) => user.name))}.`,
        at: first.at('spec.authentication'),
      },
    ]
  },
}
