/** Every guardrail, in the order of their ids, and what each pack makes of it. A new one is a file beside this one, and a line here. */
import { adminsWithoutTwoStep } from './admins-without-two-step.ts'
import { clipboardBypass } from './clipboard-bypass.ts'
import { consentBySilence } from './consent-by-silence.ts'
import { emailOutsideSsoDomain } from './email-outside-sso-domain.ts'
import { emergencyLockedOut } from './emergency-locked-out.ts'
import { emergencyNeedsSso } from './emergency-needs-sso.ts'
import { emptyGroup } from './empty-group.ts'
import { endsAMinuteEarly } from './ends-a-minute-early.ts'
import { exclusiveWithoutLogoff } from './exclusive-without-logoff.ts'
import { lastResourceAdmin } from './last-resource-admin.ts'
import { longRetention } from './long-retention.ts'
import { oneToManyForMembers } from './one-to-many-for-members.ts'
import { overrideHidesGroup } from './override-hides-group.ts'
import { packageEditUnreached } from './package-edit-unreached.ts'
import { packageLockedForSso } from './package-locked-for-sso.ts'
import { permanentAndBound } from './permanent-and-bound.ts'
import type { Pack, Policy } from './policy.ts'
import { policyUnsupported } from './policy-unsupported.ts'
import { roundTheClockDisconnect } from './round-the-clock-disconnect.ts'
import { scheduleOnlyOpen } from './schedule-only-open.ts'
import { ssoWithoutSecondStep } from './sso-without-second-step.ts'
import { technicianWithoutLicence } from './technician-without-licence.ts'
import { unprotectedComputer } from './unprotected-computer.ts'
import { unusedAccess } from './unused-access.ts'
import { vendorComputerName } from './vendor-computer-name.ts'
import { vendorInvitations } from './vendor-invitations.ts'
import { vendorPolicyPlatforms } from './vendor-policy-platforms.ts'
import { vendorSsoProtocol } from './vendor-sso-protocol.ts'

export const policies: readonly Policy[] = [
  adminsWithoutTwoStep,
  clipboardBypass,
  consentBySilence,
  emailOutsideSsoDomain,
  emergencyLockedOut,
  emergencyNeedsSso,
  emptyGroup,
  endsAMinuteEarly,
  exclusiveWithoutLogoff,
  lastResourceAdmin,
  longRetention,
  oneToManyForMembers,
  overrideHidesGroup,
  packageEditUnreached,
  packageLockedForSso,
  permanentAndBound,
  policyUnsupported,
  roundTheClockDisconnect,
  scheduleOnlyOpen,
  ssoWithoutSecondStep,
  technicianWithoutLicence,
  unprotectedComputer,
  unusedAccess,
  vendorComputerName,
  vendorInvitations,
  vendorPolicyPlatforms,
  vendorSsoProtocol,
]

export const policyNamed = (id: string): Policy | undefined => policies.find((policy) => policy.id === id)

export type RuleLevel = 'off' | 'warning' | 'error'

/** The level that a set of packs gives a guardrail: the highest that any of them has. */
export function levelIn(policy: Policy, packs: readonly string[]): RuleLevel {
  const levels = packs
    .filter((pack) => policy.packs.includes(pack as Pack))
    .map((pack) => (pack === 'strict' ? (policy.strict ?? policy.level) : policy.level))
  return levels.includes('error') ? 'error' : levels.includes('warning') ? 'warning' : 'off'
}
