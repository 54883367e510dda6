/** A feature of the technician licence, given to someone who has none (guide S9, S10, S11). */
import { valueAt } from '../schema/fields.ts'
import type { Resource } from '../schema/resource.ts'
import type { Finding, Policy, PolicyContext } from './policy.ts'
import { spokenOf } from './who.ts'
import { some, verb } from './words.ts'

const technicians = ['attendedAccess', 'oneToMany'] as const

export const technicianWithoutLicence: Policy = {
  id: 'technician-without-licence',
  level: 'error',
  title: 'A technician feature is given to someone without the licence',
  about: {
    why: 'Attended access and one-to-many need a technician seat. Without one the feature stays off, whatever the control says: whoever reads the files believes that the help desk can help, and learns otherwise during a call.',
    guide: ['S9', 'S10', 'S11'],
  },
  fix: 'Write `licence: technician` in the User, if there is a seat; or give the feature to those who have one.',
  example: `
kind: User
metadata: {name: ann}
spec: {email: ann@acme.example}
---
kind: GranularControl
metadata: {name: help-desk}
spec: {subjects: {users: [ann]}, controls: {attendedAccess: enabled}}
`,
  packs: ['recommended', 'strict', 'vendor-limits'],
  *find(context): Iterable<Finding> {
    const team = context.after.find('Team', context.after.team)
    const bought = (team?.status.licence as { technician?: boolean } | undefined)?.technician !== false
    for (const control of context.after.of('GranularControl'))
      for (const feature of technicians) {
        if (control.value(`spec.controls.${feature}`) !== 'enabled') continue
        const at = control.at(`spec.controls.${feature}`)
        if (!bought)
          yield {
            resource: control.key,
            message: `GranularControl \`${control.name}\` enables \`${feature}\`, and the team has no technician licence.`,
            fix: `Remove \`${feature}\`, or buy the licence first.`,
            at,
          }
        else {
          const without = unlicensed(control, feature, context)
          if (without.length > 0)
            yield {
              resource: control.key,
              message: `GranularControl \`${control.name}\` enables \`${feature}\` for ${some(without)}, who ${verb(without.length, 'has', 'have')} no technician licence.`,
              at: [...at, ...(context.after.find('User', [...without].sort()[0] as string)?.at() ?? [])],
            }
        }
      }
  },
}

/** The users whom this control decides for, and who can't use what it gives. */
const unlicensed = (control: Resource<'GranularControl'>, feature: string, context: PolicyContext): string[] =>
  spokenOf(control, context).flatMap(({ class: one, names }) => {
    if (one.licence === 'technician') return []
    const own = one.control === undefined || one.control === control.name ? undefined : context.after.find('GranularControl', one.control)
    const value = own && valueAt(own.declared, `spec.controls.${feature}`)
    return value === undefined || value === 'followGroup' ? names : []
  })
