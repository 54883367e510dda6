import { guardrail } from '../test/guardrails.ts'
import { consentBySilence } from './consent-by-silence.ts'

guardrail(consentBySilence, [
  {
    when: 'a policy does',
    world: 'PreferencePolicy desks {settings: {security: {requestPermission: {mode: allowOnTimeout}}}}',
    fires: ['PreferencePolicy/desks'],
  },
  {
    when: 'a package does',
    world: 'DeploymentPackage desks {settings: {security: {requestPermission: {mode: allowOnTimeout, timeoutSeconds: 20}}}}',
    fires: ['DeploymentPackage/desks'],
  },
  {
    when: 'silence is a no',
    world: `
      PreferencePolicy desks {settings: {security: {requestPermission: {mode: rejectOnTimeout}}}}
      DeploymentPackage desks {}`,
    fires: [],
  },
])
