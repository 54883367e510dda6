/** What a project file says of guardrails, in the words of policies/. Apart from it, since finding a waiver out of date needs no guardrail. */
import type { PolicySettings } from '../policies/rules.ts'
import type { Project } from '../reconciler/sources/project.ts'

export const policySettings = (project: Project): PolicySettings => ({
  ...project.policies,
  waiverAt: (index) => [project.at(['policies', 'waivers', index])],
})

/** Is the last day of some waiver over? Then there is something to say although nothing has changed. */
export const hasExpiredWaiver = ({ policies }: Project, evaluatedAt: string): boolean =>
  policies.waivers.some(({ expires }) => expires < evaluatedAt.slice(0, 10))
