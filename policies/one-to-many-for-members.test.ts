import { guardrail } from '../test/guardrails.ts'
import { oneToManyForMembers } from './one-to-many-for-members.ts'

guardrail(oneToManyForMembers, [
  {
    when: 'a member is named',
    world: `
      User ann {email: ann@acme.example, licence: technician}
      GranularControl desk {subjects: {users: [ann]}, controls: {oneToMany: enabled}}`,
    fires: ['GranularControl/desk'],
    says: '`ann`, who is a member',
  },
  {
    when: 'the team gives it to members',
    world: `
      Team acme {owner: root, granularDefaults: {oneToMany: {member: enabled}}}
      User root {email: root@acme.example}`,
    fires: ['Team/acme'],
  },
  {
    when: 'an administrator is named',
    world: `
      User ann {email: ann@acme.example, role: admin, licence: technician}
      GranularControl desk {subjects: {users: [ann]}, controls: {oneToMany: enabled}}`,
    fires: [],
  },
  {
    when: 'a custom role counts as the one it extends',
    world: `
      Role lead {extends: group-admin}
      User ann {email: ann@acme.example, role: lead}
      GranularControl desk {subjects: {users: [ann]}, controls: {oneToMany: enabled}}`,
    fires: [],
  },
])
