/** Exclusive access that leaves the last one's desktop to the next (guide S7). */
import type { Finding, Policy } from './policy.ts'

const MODE = 'spec.exclusiveAccess'

export const exclusiveWithoutLogoff: Policy = {
  id: 'exclusive-without-logoff',
  level: 'warning',
  title: 'Exclusive access without a log-off',
  about: {
    why: 'Exclusive access refuses a computer at which someone is logged on. If a session ends and leaves its user logged on, the computer is refused to everybody after, until somebody walks there.',
    guide: ['S7'],
  },
  fix: 'Set `spec.exclusiveAccess.logoffAfterDisconnect: true`.',
  example: `
kind: ScheduledResource
metadata: {name: suites}
spec: {groups: [suites], exclusiveAccess: {supported: true}}
`,
  packs: ['recommended', 'strict', 'vendor-limits'],
  strict: 'error',
  *find({ after }): Iterable<Finding> {
    for (const resource of after.of('ScheduledResource')) {
      if (resource.value(`${MODE}.supported`) !== true || resource.value(`${MODE}.logoffAfterDisconnect`) === true) continue
      yield {
        resource: resource.key,
        message: `ScheduledResource \`${resource.name}\` supports exclusive access, but leaves whoever was connected logged on: the next one is refused.`,
        at: resource.at(`${MODE}.logoffAfterDisconnect`),
      }
    }
  },
}
