/** Neither we nor, as far as anyone says, the identity provider asks for a second proof (guide S3). */
import type { Finding, Policy } from './policy.ts'
import { declaredOf } from './who.ts'
import { counted } from './words.ts'

export const MFA_LABEL = 'splashtop.io/idp-mfa'

export const ssoWithoutSecondStep: Policy = {
  id: 'sso-without-second-step',
  level: 'warning',
  title: 'Device authentication is off, and nothing says that the identity provider asks for a second factor',
  about: {
    why: 'With device authentication off, a password at the identity provider opens every computer from any device. That is right where the provider asks for a second factor itself. Only a person knows; so it is said, by the label.',
    guide: ['S3', 'S8'],
  },
  fix: `Remove \`deviceAuthentication: false\`; or, where the identity provider asks for a second factor, say so: \`metadata.labels: {${MFA_LABEL}: 'true'}\`.`,
  example: `
kind: SsoMethod
metadata: {name: entra}
spec: {idp: azureAD, deviceAuthentication: false}
`,
  packs: ['recommended', 'strict'],
  strict: 'error',
  *find({ after }): Iterable<Finding> {
    for (const method of after.of('SsoMethod')) {
      if (method.value('spec.deviceAuthentication') !== false || method.value('spec.enabled') === false) continue
      if (method.labels[MFA_LABEL] === 'true') continue
      const users = after.of('User').reduce((sum, user) => sum + (declaredOf(user).authentication === method.name ? 1 : 0), 0)
      yield {
        resource: method.key,
        message: `SsoMethod \`${method.name}\` asks no confirmation of new devices, and nothing says that its identity provider asks for a second factor: a password alone lets ${counted(users, 'user')} in.`,
        at: method.at('spec.deviceAuthentication'),
      }
    }
  },
}
