/** A policy for computers on which the vendor knows no policies, whatever engine they have now (guide S1). */
import type { Policy } from './policy.ts'
import { unsupportedTargets } from './policy-targets.ts'

export const vendorPolicyPlatforms: Policy = {
  id: 'vendor-policy-platforms',
  level: 'warning',
  title: "A policy is for systems on which the vendor's streamer takes none",
  about: {
    why: "Our own agent takes preference policies on every system. The vendor's streamer takes them on Windows and macOS from version 3.5.2.2 on: with it these computers would be as they were installed.",
    guide: ['S1'],
  },
  fix: 'Install what must hold with the package, or stay with `general.engine: webrtc` and turn this rule off.',
  example: `
kind: DeploymentPackage
metadata: {name: servers}
spec: {platforms: [linux], preferencePolicy: locked}
`,
  packs: ['vendor-limits'],
  find: (context) => unsupportedTargets(context, () => true),
}
