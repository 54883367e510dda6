/** A protocol that the vendor's single sign-on doesn't speak (guide S3). */
import type { Finding, Policy } from './policy.ts'

export const vendorSsoProtocol: Policy = {
  id: 'vendor-sso-protocol',
  level: 'error',
  title: 'An SsoMethod speaks something else than SAML 2.0',
  about: {
    why: 'The guide knows identity providers that speak SAML 2.0. OpenID Connect is an addition of ours: a team that has to stay with the vendor could not take the method along.',
    guide: ['S3'],
  },
  fix: 'Write `protocol: saml2`; every provider that the guide names speaks it.',
  example: `
kind: SsoMethod
metadata: {name: okta}
spec: {idp: okta, protocol: oidc}
`,
  packs: ['vendor-limits'],
  *find({ after }): Iterable<Finding> {
    for (const method of after.of('SsoMethod'))
      if (method.value('spec.protocol') === 'oidc')
        yield {
          resource: method.key,
          message: `SsoMethod \`${method.name}\` speaks OpenID Connect, and the vendor takes SAML 2.0 alone.`,
          at: method.at('spec.protocol'),
        }
  },
}
