import { guardrail } from '../test/guardrails.ts'
import { packageEditUnreached } from './package-edit-unreached.ts'

guardrail(packageEditUnreached, [
  {
    when: 'computers were enrolled by it',
    before: `
      DeploymentPackage desks {settings: {general: {hideTrayIcon: false}}}
      Computer pc {} status {enrolment: {package: desks, settings: {}}}`,
    world: `
      DeploymentPackage desks {settings: {general: {hideTrayIcon: true}}}
      Computer pc {} status {enrolment: {package: desks, settings: {}}}`,
    fires: ['DeploymentPackage/desks'],
    says: "doesn't reach the 1 computer that it enrolled before",
  },
  {
    when: 'none was',
    before: `
      DeploymentPackage desks {settings: {general: {hideTrayIcon: false}}}
      Computer pc {}`,
    world: `
      DeploymentPackage desks {settings: {general: {hideTrayIcon: true}}}
      Computer pc {}`,
    fires: [],
  },
  {
    when: 'something else of it changes',
    before: `
      DeploymentPackage desks {maxEnrolments: 4, settings: {general: {hideTrayIcon: true}}}
      Computer pc {} status {enrolment: {package: desks, settings: {}}}`,
    world: `
      DeploymentPackage desks {maxEnrolments: 5, settings: {general: {hideTrayIcon: true}}}
      Computer pc {} status {enrolment: {package: desks, settings: {}}}`,
    fires: [],
  },
])
