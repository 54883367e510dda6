/** Two-step verification that nobody asks of those who may change everything (guide S8). */
import { featureOf } from '../effective/features.ts'
import type { Policy } from './policy.ts'
import { administrators, namesOf } from './who.ts'
import { some, verb } from './words.ts'

const REQUIRED = 'spec.authentication.twoStepVerification.admins'

export const adminsWithoutTwoStep: Policy = {
  id: 'admins-without-two-step',
  level: 'error',
  title: 'Two-step verification is not required of administrators',
  about: {
    why: 'Whoever guesses or buys the password of one administrator reaches every computer of the team. The second step is what stands between. It counts as required, too, where a granular control asks it of every administrator.',
    guide: ['S8', 'S9'],
  },
  fix: 'Remove `twoStepVerification.admins: false` from the Team (it is on by default), or require it of them by a GranularControl.',
  example: `
kind: Team
spec: {authentication: {twoStepVerification: {admins: false}}}
`,
  packs: ['recommended', 'strict'],
  find(context) {
    const { after, effective } = context
    const team = after.find('Team', after.team)
    if (team?.value(REQUIRED) !== false) return []
    const without = namesOf(administrators(context).filter((one) => featureOf(effective(), one, 'twoStepVerification').value !== 'enabled'))
    if (without.length === 0) return []
    return [
      {
        resource: team.key,
        message: `Two-step verification is not required of ${some(without)}, who ${verb(without.length, 'administers', 'administer')} the team or a group of it.`,
        at: team.at(REQUIRED),
      },
    ]
  },
}
