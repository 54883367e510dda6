/** A package whose settings only an administrator's password unlocks, while administrators have none (guide S1). */
import type { Policy } from './policy.ts'
import { administrators, methodOf } from './who.ts'
import { some, verb } from './words.ts'

const LOCK = 'spec.lockSettings.withAdminCredentials'

export const packageLockedForSso: Policy = {
  id: 'package-locked-for-sso',
  level: 'error',
  title: 'A package locks its settings with credentials that administrators do not have',
  about: {
    why: 'Settings locked with administrator credentials are unlocked by a password. Who signs in by single sign-on has none, and can change nothing on the device any more: it would have to be installed anew.',
    guide: ['S1', 'S3'],
  },
  fix: 'Remove `lockSettings.withAdminCredentials`; a PreferencePolicy locks settings on the device without a password.',
  example: `
kind: DeploymentPackage
metadata: {name: desks}
spec: {lockSettings: {withAdminCredentials: true}}
`,
  packs: ['recommended', 'strict', 'vendor-limits'],
  find(context) {
    const locking = context.after.of('DeploymentPackage').filter((one) => one.value(LOCK) === true)
    if (locking.length === 0) return []
    const without = administrators(context).flatMap(({ users }) => users.filter((user) => methodOf(user) !== undefined))
    if (without.length === 0) return []
    const who = some(without.map((user) => user.name))
    return locking.map((one) => ({
      resource: one.key,
      message: `DeploymentPackage \`${one.name}\` locks its settings with administrator credentials, which ${who} ${verb(without.length, 'does', 'do')} not have: single sign-on can't unlock them.`,
      at: one.at(LOCK),
    }))
  },
}
