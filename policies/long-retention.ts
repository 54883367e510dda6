/** Logs that are to be kept longer than anyone can export them (guide S14, S15). */
import type { Policy } from './policy.ts'

const DAYS = 'spec.logRetentionDays'
/** As far as an export reaches back. */
const YEAR = 366

export const longRetention: Policy = {
  id: 'long-retention',
  level: 'warning',
  title: 'Logs are kept for more than a year without a SIEM',
  about: {
    why: 'The console exports a year of logs at most. What is older can be proven only where it was sent elsewhere in time; and this version declares no SIEM destination, so nothing says that it is.',
    guide: ['S14', 'S15'],
  },
  fix: 'Set `logRetentionDays` to 365 and export in time; or, where a SIEM takes the logs in, waive this with its name as the reason.',
  example: `
kind: Team
spec: {logRetentionDays: 1095}
`,
  packs: ['recommended', 'strict', 'vendor-limits'],
  find({ after }) {
    const team = after.find('Team', after.team)
    const days = team?.value(DAYS)
    if (!team || typeof days !== 'number' || days <= YEAR) return []
    return [
      {
        resource: team.key,
        message: `Logs are kept for ${days} days, but an export reaches back a year, and no SIEM destination is declared that has the rest.`,
        at: team.at(DAYS),
      },
    ]
  },
}
