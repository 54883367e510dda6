import { guardrail } from '../test/guardrails.ts'
import { policyUnsupported } from './policy-unsupported.ts'

guardrail(policyUnsupported, [
  {
    when: "the computer runs Linux with the vendor's engine",
    world: `
      PreferencePolicy locked {settings: {general: {engine: splashtop-streamer}}, targets: {computers: [pc]}}
      Computer pc {} status {enrolment: {facts: {os: linux, version: 3.6.0.0}}}`,
    fires: ['PreferencePolicy/locked'],
    says: '`pc` runs linux',
  },
  {
    when: 'the streamer is too old',
    world: `
      PreferencePolicy locked {settings: {general: {engine: splashtop-streamer}}, targets: {computers: [pc]}}
      Computer pc {} status {enrolment: {facts: {os: windows, version: 3.5.2.1}}}`,
    fires: ['PreferencePolicy/locked'],
    says: 'has streamer 3.5.2.1',
  },
  {
    when: 'the streamer is new enough',
    world: `
      PreferencePolicy locked {settings: {general: {engine: splashtop-streamer}}, targets: {computers: [pc]}}
      Computer pc {} status {enrolment: {facts: {os: macos, version: 3.5.2.2}}}`,
    fires: [],
  },
  {
    when: 'the engine is ours',
    world: `
      PreferencePolicy locked {settings: {general: {engine: webrtc}}, targets: {computers: [pc]}}
      Computer pc {} status {enrolment: {facts: {os: linux, version: 1.0.0.0}}}`,
    fires: [],
  },
  {
    when: 'the computer has not enrolled',
    world: `
      PreferencePolicy locked {settings: {general: {engine: splashtop-streamer}}, targets: {computers: [pc]}}
      Computer pc {}`,
    fires: [],
  },
  {
    when: 'a package gives the policy to Linux',
    world: `
      PreferencePolicy locked {settings: {general: {engine: splashtop-streamer}}}
      DeploymentPackage p {platforms: [linux, windows], preferencePolicy: locked}`,
    fires: ['DeploymentPackage/p'],
    says: 'gives `linux` computers',
  },
])
