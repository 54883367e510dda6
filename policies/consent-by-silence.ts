/** A question whose missing answer counts as yes (guide S1). */
import { names } from '../schema/invariants.ts'
import type { Finding, Policy } from './policy.ts'

const ASKING = 'spec.settings.security.requestPermission'

export const consentBySilence: Policy = {
  id: 'consent-by-silence',
  level: 'warning',
  title: 'Who does not answer has agreed',
  about: {
    why: 'Where the person at the computer is asked before a session begins, consent is the policy. `allowOnTimeout` lets the session begin while that person is at lunch, or reads what the question means.',
    guide: ['S1'],
  },
  fix: 'Write mode `rejectOnTimeout`, or `rejectOnTimeoutAllowAtLogin` where nobody may be there to answer; or `off`, if nobody has to be asked.',
  example: `
kind: PreferencePolicy
metadata: {name: desks}
spec: {settings: {security: {requestPermission: {mode: allowOnTimeout}}}}
`,
  packs: ['recommended', 'strict'],
  strict: 'error',
  *find({ after }): Iterable<Finding> {
    for (const resource of [...after.of('PreferencePolicy'), ...after.of('DeploymentPackage')])
      if (names(resource.value(`${ASKING}.mode`)).includes('allowOnTimeout'))
        yield {
          resource: resource.key,
          message: `${resource.kind} \`${resource.name}\` asks the person at the computer, and takes no answer for a yes.`,
          at: resource.at(ASKING),
        }
  },
}
