/** A user who is to sign in by a method that will not know the address (guide S3). */
import { names } from '../schema/invariants.ts'
import type { Finding, Policy } from './policy.ts'
import { declaredOf } from './who.ts'

export const emailOutsideSsoDomain: Policy = {
  id: 'email-outside-sso-domain',
  level: 'error',
  title: "An e-mail address lies outside the domains of the user's single sign-on",
  about: {
    why: 'An SsoMethod is verified for its domains, and takes in nobody from elsewhere: the user stands before a closed door, and gets no invitation by which to choose a password.',
    guide: ['S3', 'S4'],
  },
  fix: 'Mend the address, add its domain to the SsoMethod, or let the user sign in by `password`.',
  example: `
kind: SsoMethod
metadata: {name: entra}
spec: {idp: azureAD, domains: [acme.example]}
---
kind: User
metadata: {name: ann}
spec: {email: ann@elsewhere.example, authentication: entra}
`,
  packs: ['recommended', 'strict', 'vendor-limits'],
  *find({ after }): Iterable<Finding> {
    const domains = new Map<string, Set<string>>()
    for (const method of after.of('SsoMethod')) {
      const listed = names(method.value('spec.domains'))
      if (listed.length > 0) domains.set(method.name, new Set(listed.map((domain) => domain.toLowerCase())))
    }
    if (domains.size === 0) return
    for (const user of after.of('User')) {
      const { authentication, email, disabled } = declaredOf(user)
      if (typeof authentication !== 'string' || typeof email !== 'string' || disabled === true) continue
      const known = domains.get(authentication)
      const domain = email.slice(email.lastIndexOf('@') + 1).toLowerCase()
      if (!known || known.has(domain)) continue
      yield {
        resource: user.key,
        message: `User \`${user.name}\` signs in by \`${authentication}\`, whose domains do not include \`${domain}\`.`,
        at: [...user.at('spec.email'), ...user.at('spec.authentication')],
      }
    }
  },
}
