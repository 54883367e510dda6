import { guardrail } from '../test/guardrails.ts'
import { technicianWithoutLicence } from './technician-without-licence.ts'

guardrail(technicianWithoutLicence, [
  {
    when: 'a user without a seat is named',
    world: `
      User ann {email: ann@acme.example}
      GranularControl desk {subjects: {users: [ann]}, controls: {attendedAccess: enabled}}`,
    fires: ['GranularControl/desk'],
    says: 'for `ann`, who has no technician licence',
  },
  {
    when: 'some of a group have no seat',
    world: `
      Group it {type: users}
      User ann {email: ann@acme.example, group: it}
      User bob {email: bob@acme.example, group: it, licence: technician}
      GranularControl desk {subjects: {groups: [it]}, controls: {attendedAccess: enabled}}`,
    fires: ['GranularControl/desk'],
    says: 'for `ann`, who',
  },
  {
    when: 'all have a seat',
    world: `
      Group it {type: users}
      User bob {email: bob@acme.example, group: it, licence: technician}
      GranularControl desk {subjects: {groups: [it]}, controls: {attendedAccess: enabled, oneToMany: default}}`,
    fires: [],
  },
  {
    when: 'who has no seat has a control of their own',
    world: `
      Group it {type: users}
      User ann {email: ann@acme.example, group: it}
      GranularControl own {subjects: {users: [ann]}, controls: {attendedAccess: disabled}}
      GranularControl desk {subjects: {groups: [it]}, controls: {attendedAccess: enabled}}`,
    fires: [],
  },
  {
    when: 'the team never bought it',
    world: `
      Team acme {owner: ann} status {licence: {technician: false}}
      User ann {email: ann@acme.example, licence: technician}
      GranularControl desk {subjects: {users: [ann]}, controls: {oneToMany: enabled}}`,
    fires: ['GranularControl/desk'],
    says: 'the team has no technician licence',
  },
])
