/** A policy for computers whose streamer will not hold to it (guide S1). Our own agent takes policies on every system. */
import type { Policy } from './policy.ts'
import { unsupportedTargets } from './policy-targets.ts'

export const policyUnsupported: Policy = {
  id: 'policy-unsupported',
  level: 'error',
  title: 'A policy is for computers that cannot apply it',
  about: {
    why: "The vendor's streamer takes preference policies on Windows and macOS, from version 3.5.2.2 on. A computer with that engine and another system or an older version goes on as it was installed, while the policy says that it is locked.",
    guide: ['S1'],
  },
  fix: 'Update the streamer, set `general.engine: webrtc` for these computers, or take them out of the policy.',
  example: `
kind: DeploymentPackage
metadata: {name: servers}
spec: {platforms: [linux], preferencePolicy: locked, settings: {general: {engine: splashtop-streamer}}}
`,
  packs: ['recommended', 'strict'],
  find: (context) => unsupportedTargets(context, (engine) => engine === 'splashtop-streamer'),
}
