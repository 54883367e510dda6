/** Somebody who has to get in, and can't: a user kept for emergencies, or the very one who applies (guide S3, S4). */
import type { Resource } from '../schema/resource.ts'
import type { World } from '../schema/world.ts'
import type { Finding, Policy } from './policy.ts'
import { methodOf } from './who.ts'

export const emergencyLockedOut: Policy = {
  id: 'emergency-locked-out',
  level: 'error',
  title: 'Who applies, or a user kept for emergencies, cannot sign in',
  about: {
    why: 'The users under `safety.breakGlass` are there for the day on which nothing else works, and whoever applies must be able to take it back. A disabled user, or one whose SsoMethod is off, does not get in. (That such a user is deleted or loses its role is stopped by a guard of every plan.)',
    guide: ['S3', 'S4'],
  },
  fix: 'Enable the user and its way to sign in; or name another user in `safety.breakGlass`.',
  example: `
kind: User
metadata: {name: break-glass}
spec: {email: it@acme.example, disabled: true}
`,
  packs: ['recommended', 'strict'],
  *find({ after, breakGlass, applier }): Iterable<Finding> {
    for (const name of new Set([...breakGlass, ...(applier === undefined ? [] : [applier])])) {
      const user = after.find('User', name)
      const shut = user && closed(after, user)
      if (!shut) continue
      const who = breakGlass.includes(name) ? `User \`${name}\`, who is kept for emergencies` : `User \`${name}\`, who applies this`
      yield { resource: user.key, message: `${who}, can't sign in: ${shut.why}.`, at: shut.at }
    }
  },
}

function closed(world: World, user: Resource<'User'>): { why: string; at: Finding['at'] } | undefined {
  if (user.value('spec.disabled') === true) return { why: 'the user is disabled', at: user.at('spec.disabled') }
  const name = methodOf(user)
  const method = name === undefined ? undefined : world.find('SsoMethod', name)
  if (method?.value('spec.enabled') !== false) return undefined
  return { why: `its SsoMethod \`${method.name}\` is off`, at: [...method.at('spec.enabled'), ...user.at('spec.authentication')] }
}
