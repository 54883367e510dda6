import { guardrail } from '../test/guardrails.ts'
import { unprotectedComputer } from './unprotected-computer.ts'

guardrail(unprotectedComputer, [
  {
    when: 'a package sets neither',
    world: 'DeploymentPackage desks {settings: {general: {hideTrayIcon: true}}}',
    fires: ['DeploymentPackage/desks'],
    says: 'The computers that it enrols ask for no additional password',
  },
  {
    when: 'a package locks the screen',
    world: 'DeploymentPackage desks {settings: {security: {lockScreenOnDisconnect: true}}}',
    fires: [],
  },
  {
    when: 'a package logs off',
    world: 'DeploymentPackage desks {settings: {security: {logoffOnDisconnect: {enabled: true}}}}',
    fires: [],
  },
  {
    when: 'the policy of its group asks for a login',
    world: `
      Group nodes {type: computers}
      DeploymentPackage desks {group: nodes}
      PreferencePolicy locked {settings: {security: {additionalPassword: {mode: osLogin}}}, targets: {groups: [nodes]}}`,
    fires: [],
  },
  {
    when: 'an enrolled computer has neither',
    world: `
      DeploymentPackage desks {settings: {security: {lockScreenOnDisconnect: true}}}
      Computer pc {} status {enrolment: {package: desks, settings: {}}}`,
    fires: ['DeploymentPackage/desks'],
    says: '1 computer of it (`pc`) asks for',
  },
  {
    when: 'the package is gone, and its computers are not',
    world: `
      Team acme {owner: root}
      User root {email: root@acme.example}
      Computer pc {} status {enrolment: {package: desks, settings: {}}}`,
    fires: ['Team/acme'],
    says: 'Team `acme`: 1 computer of it (`pc`)',
  },
  {
    when: 'a computer has not enrolled',
    world: 'Computer pc {}',
    fires: [],
  },
])
