import { guardrail } from '../test/guardrails.ts'
import { vendorPolicyPlatforms } from './vendor-policy-platforms.ts'

guardrail(vendorPolicyPlatforms, [
  {
    when: 'the engine is ours',
    world: `
      PreferencePolicy locked {settings: {general: {engine: webrtc}}, targets: {computers: [pc]}}
      Computer pc {} status {enrolment: {facts: {os: linux, version: 9.0.0.0}}}`,
    fires: ['PreferencePolicy/locked'],
  },
  {
    when: 'the system is Windows',
    world: `
      PreferencePolicy locked {settings: {general: {engine: webrtc}}, targets: {computers: [pc]}}
      Computer pc {} status {enrolment: {facts: {os: windows, version: 3.5.10.0}}}`,
    fires: [],
  },
])
