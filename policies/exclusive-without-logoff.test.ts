import { guardrail } from '../test/guardrails.ts'
import { exclusiveWithoutLogoff } from './exclusive-without-logoff.ts'

guardrail(exclusiveWithoutLogoff, [
  {
    when: 'it leaves people logged on',
    world: `
      Group nodes {type: computers}
      ScheduledResource farm {groups: [nodes], exclusiveAccess: {supported: true}}`,
    fires: ['ScheduledResource/farm'],
  },
  {
    when: 'it logs them off',
    world: `
      Group nodes {type: computers}
      ScheduledResource farm {groups: [nodes], exclusiveAccess: {supported: true, logoffAfterDisconnect: true}}`,
    fires: [],
  },
  {
    when: 'it is not exclusive',
    world: `
      Group nodes {type: computers}
      ScheduledResource farm {groups: [nodes], exclusiveAccess: {blankScreen: true}}`,
    fires: [],
  },
])
