import { guardrail } from '../test/guardrails.ts'
import { packageLockedForSso } from './package-locked-for-sso.ts'

guardrail(packageLockedForSso, [
  {
    when: 'an administrator signs in by single sign-on',
    world: `
      SsoMethod entra {idp: azureAD, domains: [acme.example, Acme.Org]}
      User ann {email: ann@acme.example, role: group-admin, authentication: entra}
      DeploymentPackage desks {lockSettings: {withAdminCredentials: true}}`,
    fires: ['DeploymentPackage/desks'],
    says: 'which `ann` does not have',
  },
  {
    when: 'a member alone signs in by single sign-on',
    world: `
      SsoMethod entra {idp: azureAD, domains: [acme.example, Acme.Org]}
      User ann {email: ann@acme.example, authentication: entra}
      User bob {email: bob@acme.example, role: admin}
      DeploymentPackage desks {lockSettings: {withAdminCredentials: true}}`,
    fires: [],
  },
  {
    when: 'no package locks',
    world: `
      SsoMethod entra {idp: azureAD, domains: [acme.example, Acme.Org]}
      User ann {email: ann@acme.example, role: admin, authentication: entra}
      DeploymentPackage desks {lockSettings: {withAdminCredentials: false}}`,
    fires: [],
  },
])
