/** Auditors are guests: they come on the days that their schedules say, and at no other time. */
import { guardrail } from 'splashtop-iac'

guardrail({
  id: 'auditors-only-by-schedule',
  level: 'error',
  title: 'An auditor has access at all hours',
  why: 'Auditors come for a few weeks in spring. What gives them access without a schedule is still there in autumn, and nobody remembers it.',
  fix: 'Give the access by a Schedule that has an end date.',
  *find({ after, reaches }) {
    for (const user of after.of('User')) {
      if (user.spec.group !== 'auditors') continue
      const always = reaches(user).filter((one) => one.always)
      if (always.length > 0)
        yield {
          resource: user,
          path: 'spec.group',
          message: `${user.spec.displayName} reaches ${always.map(({ computer }) => computer).join(', ')} at all hours.`,
        }
    }
  },
})

guardrail({
  id: 'tills-leave-in-daylight',
  level: 'warning',
  title: 'A till is taken out of its branch',
  why: 'A till that nobody can reach is noticed by the customers first.',
  fix: 'Tell the branch first, and set this to `off` for the one apply that is meant.',
  find: ({ plan, before }) =>
    plan.changes
      .filter(({ op, kind }) => kind === 'Computer' && (op === 'delete' || op === 'release'))
      .map((change) => ({
        resource: change,
        message: `${change.name} leaves the branch ${before.get(`Computer/${change.name}`)?.spec.group ?? 'it was in'}.`,
      })),
})
