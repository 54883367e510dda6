/** A way to sign in through an identity provider (guide S3). It is verified by the operator before anyone signs in with it. */
import type { Kind } from '../kind.ts'
import { compare, problem } from '../problem.ts'
import { flag, object, oneOf, secret, setOf, text } from '../shape.ts'
import { displayName } from '../vocabulary.ts'

/** The identity providers that can provision users and groups. [S3] */
const provisioning: readonly (string | undefined)[] = ['azureAD', 'okta', 'jumpcloud']

export const SsoMethod: Kind<'SsoMethod'> = {
  name: 'SsoMethod',
  plural: 'ssomethods',
  short: ['sso'],
  guide: ['S3', 'S8'],
  summary: 'Single sign-on through an identity provider, and provisioning from it.',
  displayName: 'free',
  example: `
apiVersion: splashtop.io/v1
kind: SsoMethod
metadata: {name: entra}
spec:
  displayName: Entra ID
  idp: azureAD
  loginUrl: https://login.example.com/saml2
  domains: [acme.example]
  scim:
    enabled: true
    token: {valueFrom: {env: ENTRA_SCIM_TOKEN}}
`,
  spec: object('A way to sign in.', {
    displayName: displayName(undefined),
    protocol: oneOf(['saml2', 'oidc'], 'What the identity provider speaks. Another protocol is another method. [S3]', {
      default: 'saml2',
      'x-immutable': 'replace',
    }),
    idp: oneOf(['azureAD', 'okta', 'adfs', 'jumpcloud', 'onelogin', 'other'], 'The identity provider. [S3]', { 'x-required': true }),
    loginUrl: text('Where people are sent to sign in.', { format: 'https', maxLength: 2048 }),
    issuer: text('The name that the identity provider gives itself: the entity id, or the issuer.', { minLength: 1, maxLength: 2048 }),
    // A certificate has lines by its nature; it is the only text beside notes, descriptions and disclaimers that may.
    certificate: text('The certificate of the identity provider, in PEM form.', { format: 'pem', maxLength: 16_384, 'x-lines': true }),
    domains: setOf(
      'The e-mail domains whose users sign in this way.',
      text('A domain.', { format: 'domain', maxLength: 253, 'x-equal': 'lowercase' }),
    ),
    enabled: flag('Whether anyone can sign in with it.', { default: true }),
    deviceAuthentication: flag('Users of this method confirm new devices by an e-mailed link. [S3]', { default: true }),
    defaultForInvites: flag('New invitations propose this method; at most one does.', { default: false }),
    scim: object('Provisioning of users and groups by the identity provider: azureAD, okta and jumpcloud only. [S3]', {
      enabled: flag('Take users from the identity provider.', { default: false }),
      userGroups: flag('Take groups too.', { default: false }),
      token: secret('hashed', 'The token that the identity provider shows.'),
    }),
  }),
  invariants: [
    {
      id: 'sso-scim-provider',
      says: 'Only azureAD, okta and jumpcloud provision. [S3]',
      check: (_, { touched }) =>
        touched('SsoMethod').flatMap((method) => {
          const { idp, scim } = method.spec
          if (!scim.enabled || idp === undefined || provisioning.includes(idp)) return []
          return problem(
            'scim-unsupported',
            `SsoMethod \`${method.name}\` turns provisioning on, which \`${idp}\` can't do.`,
            'Turn `spec.scim.enabled` off and import users instead; azureAD, okta and jumpcloud can provision.',
            [...method.at('spec.scim.enabled'), ...method.at('spec.idp')],
          )
        }),
    },
    {
      id: 'sso-one-default',
      says: 'At most one method is the default for invitations.',
      check(world, { touched }) {
        if (!touched('SsoMethod').some((method) => method.spec.defaultForInvites)) return []
        const [one, other] = world
          .of('SsoMethod')
          .filter((method) => method.spec.defaultForInvites)
          .sort((a, b) => compare(a.name, b.name))
        if (!one || !other) return []
        return [
          problem(
            'two-default-sso-methods',
            `SsoMethods \`${one.name}\` and \`${other.name}\` are both the default for invitations.`,
            'Set `defaultForInvites: false` in one of them.',
            [...one.at('spec.defaultForInvites'), ...other.at('spec.defaultForInvites')],
          ),
        ]
      },
    },
  ],
  columns: [
    { title: 'PROTOCOL', path: 'spec.protocol' },
    { title: 'IDP', path: 'spec.idp' },
    { title: 'DOMAINS', path: 'spec.domains' },
    { title: 'VERIFICATION', path: 'status.verification' },
  ],
  actions: { create: 'sso.manage', delete: 'sso.manage', update: 'sso.manage' },
  settle({ resource, previous }) {
    // What was verified is that the team holds these domains: one more of them has to be verified too.
    const verified = new Set(previous?.spec.domains.map((domain) => domain.toLowerCase()))
    const grown = previous !== undefined && resource.spec.domains.some((domain) => !verified.has(domain.toLowerCase()))
    const former = resource.status.verification as string | undefined
    return { ...resource.status, verification: grown || former === undefined ? 'pendingVerification' : former }
  },
}
